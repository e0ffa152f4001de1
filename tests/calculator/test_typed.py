"""What strangers type: a function with letters that nobody declared, and a point."""

import pytest

from questions import calculator, maths

FUNCTIONS = {
    "x^2 sin x": ("x^2*sin(x)", ("x",), ()),
    "f(x) = x^2": ("x^2", ("x",), ()),
    "y = 3t + 1": ("3*t + 1", ("t",), ()),
    "derivative of x^2": ("x^2", ("x",), ()),
    "what is the derivative of sin(x^2)": ("sin(x^2)", ("x",), ()),
    "Find the gradient of x y": ("x*y", ("x", "y"), ()),
    "d/dx ln x": ("ln(x)", ("x",), ()),
    "a x^n": ("a*x^n", ("x",), ("a", "n")),
    "a b": ("a*b", ("a", "b"), ()),
    "w_1 x + beta": ("w_1*x + beta", ("beta", "w_1", "x"), ()),
    "2 pi e": ("2*pi*e", ("x",), ()),
}
UNREADABLE = {
    "derivative of sin(": (18, 18, "missing at the end"),
    "derivative of ": (0, 0, "Nothing is written"),
    "d/dx x^^2": (7, 8, ""),
    "(x, y)": (0, 6, "not a vector"),
    "x^2 + y^2 = 25": (10, 11, "Write one expression"),
    "p q r s t": (0, 9, "at most 4"),
}
POINTS = {
    "2": ("x", ["2"]),
    "x = pi/6": ("x", ["pi/6"]),
    "(1, 2)": ("xy", ["1", "2"]),
    "y = -1; x = 2": ("xy", ["2", "-1"]),
    "(1)(2)": ("x", ["2"]),
}
NO_POINTS = {
    "1": ("xy", 0, 1, "number for y as well"),
    "1, 2, 3": ("xy", 6, 7, "for x and y alone"),
    "x = 1, x = 2": ("x", 7, 12, "two numbers"),
    "z = 1": ("x", 0, 5, "does not occur"),
    "x = q": ("x", 4, 5, "not a name"),
}


@pytest.mark.parametrize("text", FUNCTIONS)
def test_a_function_is_read_with_its_letters(text):
    function, variables, held = FUNCTIONS[text]
    typed = calculator.read_function(text)
    assert maths.write_text(typed.function) == function
    assert (typed.variables, typed.held) == (variables, held)


def test_named_variables_leave_the_other_letters_constant():
    typed = calculator.read_function("x^2 y + z", ("z", "y"))
    assert (typed.variables, typed.held) == (("z", "y"), ("x",))


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_is_no_function_is_pointed_at_where_it_stands(text):
    start, end, words = UNREADABLE[text]
    with pytest.raises(maths.MathsError) as found:
        calculator.read_function(text)
    error = found.value
    assert (error.source, error.start, error.end) == (text, start, end)
    assert words in error.message


@pytest.mark.parametrize("text", POINTS)
def test_a_point_is_read_by_order_or_by_name(text):
    names, numbers = POINTS[text]
    found = calculator.read_point(text, tuple(names))
    assert [name for name, _ in found] == list(names)
    assert [maths.write_text(one) for _, one in found] == numbers


@pytest.mark.parametrize("text", NO_POINTS)
def test_what_is_no_point_is_pointed_at_where_it_stands(text):
    names, start, end, words = NO_POINTS[text]
    with pytest.raises(maths.MathsError) as found:
        calculator.read_point(text, tuple(names))
    error = found.value
    assert (error.source, error.start, error.end) == (text, start, end)
    assert words in error.message


@pytest.mark.parametrize("text", ["x, 2", "e", "x y z u v"])
def test_only_a_few_letters_are_variables(text):
    with pytest.raises(maths.MathsError):
        calculator.read_names(text)
