"""An exam's rules in words, and marks as people write them."""

from fractions import Fraction

from .rules import BEST, CHOICE, SEVERAL, Part

NAMES = {CHOICE: "one right option", SEVERAL: "one or more right options"}


def amount(marks: Fraction) -> str:
    """Marks as people write them: 2, 0.4, 4.75, and 1/3 or −1 1/3 where decimals would round."""
    if marks < 0:
        return f"−{amount(-marks)}"
    whole, rest = divmod(marks.numerator, marks.denominator)
    if rest == 0:
        return str(whole)
    if 100 % marks.denominator == 0:
        return f"{float(marks):g}"
    part = f"{rest}/{marks.denominator}"
    return f"{whole} {part}" if whole else part


def signed(marks: Fraction) -> str:
    """With a plus where they are given."""
    return f"+{amount(marks)}" if marks > 0 else amount(marks)


def questions(part: Part) -> str:
    """How many there are of which sort, and which count."""
    sort = NAMES.get(part.kind, "a number")
    text = f"{part.shown} question{'s' if part.shown > 1 else ''} with {sort}"
    if part.counted == part.shown:
        return text
    chosen = f"best {part.counted}" if part.counting == BEST else f"first {part.counted} answered"
    return f"{text}; the {chosen} count{'s' if part.counted == 1 else ''}"


def marks(part: Part) -> str:
    """What right, wrong and blank answers get: “+2, wrong −2/3, not answered 0”."""
    return f"{signed(part.right)}, wrong {amount(part.wrong)}, not answered {amount(part.blank)}"


def conditions(part: Part) -> list[str]:
    """A sentence for each further rule."""
    found = []
    if part.kind == SEVERAL and not part.partial:
        found.append("All right options have to be chosen and no other: there is no partial mark.")
    found += [
        f"{signed(one.marks)} for {one.chosen} chosen, all right, where {one.key} or more hold."
        for one in part.partial
    ]
    if part.decimals is not None:
        found.append(
            f"The exact value counts, and so does it rounded or cut off to {part.decimals}"
            f" decimal{'' if part.decimals == 1 else 's'}."
        )
    if part.tolerance is not None:
        found.append(f"A number counts as right {part.tolerance.meaning} of the exact value.")
    return found
