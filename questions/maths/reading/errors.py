"""One class for every way in which a text cannot be read."""

from questions.maths.errors import LimitError, MathsError


class ReadingError(MathsError):
    """The text is no expression in the question's notation."""

    code = "reading"


class EmptyError(ReadingError):
    """Nothing was written."""

    code = "empty"


class TooLongError(ReadingError, LimitError):
    """More characters, symbols, nodes or entries than an answer may have."""

    code = "too_long"


class TooDeepError(ReadingError, LimitError):
    """Nested deeper than an answer may be."""

    code = "too_deep"


class NumberTooLongError(ReadingError, LimitError):
    """A number with more digits than an answer may have."""

    code = "number_too_long"


class NumberTooBigError(ReadingError, LimitError):
    """A power of ten that is too large: `1e99999`."""

    code = "number_too_big"


class BadCharacterError(ReadingError):
    """A character that means nothing in mathematics, or cannot be seen."""

    code = "bad_char"


class LookAlikeError(ReadingError):
    """A character that looks like another one: a Cyrillic ha for the letter x."""

    code = "confusable"


class BadSubscriptError(ReadingError):
    """An underscore without a name before it, or without a subscript after it."""

    code = "bad_subscript"


class BadLogBaseError(ReadingError):
    """A logarithm whose base is neither a number nor a letter."""

    code = "bad_log_base"


class UnknownNameError(ReadingError):
    """A name that the question does not declare."""

    code = "unknown_name"


class NameDigitError(ReadingError):
    """A digit right after a name: `x2`."""

    code = "name_digit"


class TwoNumbersError(ReadingError):
    """Two numbers side by side: `2 3`."""

    code = "two_numbers"


class IncompleteError(ReadingError):
    """Something is missing: `x+`, `sin`, an empty box."""

    code = "incomplete"


class UnexpectedError(ReadingError):
    """A sign where none can stand."""

    code = "unexpected"


class ExpectedError(ReadingError):
    """A bracket that is not closed."""

    code = "expected"


class UnbalancedError(ReadingError):
    """A closing bracket that was never opened."""

    code = "unbalanced"


class CommaError(ReadingError):
    """A comma outside brackets: `1,5`."""

    code = "comma"


class RelationError(ReadingError):
    """An equation or an inequality where an expression is wanted."""

    code = "relation"


class PlusMinusError(ReadingError):
    """Two values at once."""

    code = "plus_minus"


class DegreeError(ReadingError):
    """A degree sign: angles are in radians."""

    code = "degree"


class InfinityError(ReadingError):
    """Infinity is no number."""

    code = "infinity"


class OperatorError(ReadingError):
    """An operator without its function: `∂`, `∇`."""

    code = "operator"


class PrimeError(ReadingError):
    """A derivative mark on something other than a leading name."""

    code = "prime"


class AmbiguousInverseError(ReadingError):
    """`sin^-2 x`: neither an inverse function nor clearly a power."""

    code = "ambiguous_inverse"


class ArityError(ReadingError):
    """A function with too few or too many arguments, or with a vector for one."""

    code = "arity"


class RaggedError(ReadingError):
    """Rows of different lengths."""

    code = "ragged"


class IntervalError(ReadingError):
    """A bracket closed by one of another kind: `(a, b]`."""

    code = "interval"


class MixedBasisError(ReadingError):
    """A sum of unit vectors with a term that has none."""

    code = "basis"


class VectorOperationError(ReadingError):
    """An operation that vectors do not have here."""

    code = "vector_product"


class BadLatexError(ReadingError):
    """LaTeX that is broken, or that we do not read."""

    code = "bad_latex"


class BadMacroError(ReadingError):
    """A LaTeX command that we do not read."""

    code = "bad_macro"


class ConditionError(ReadingError):
    """A case of a piecewise function without a condition, or with a bad one."""

    code = "condition"


class WordsError(ReadingError):
    """Words between expressions: `x=1 and x=2`."""

    code = "words"
