"""What a text asks for is read from its notation; what is not surely read accuses no key."""

import pytest

from questions import maths, problems
from questions.problems.suspicion import suspicion

X, XY = ("x",), ("x", "y")
PRODUCT = "2x*sin(x) + x^2*cos(x)"
READ = [
    (r"Compute $\frac{d}{dx}(x^2\sin x)$.", PRODUCT, "2x*cos(x)"),
    (r"Compute $\frac{d}{dx}\left(x^2\sin x\right)$.", PRODUCT, "2x*cos(x)"),
    (r"Compute $\dfrac{d}{dx}(x^2\sin x)$.", PRODUCT, "2x*cos(x)"),
    (r"Compute $\tfrac{d}{dx}[x^2\sin x]$.", PRODUCT, "2x*cos(x)"),
    (r"Compute $\frac{\partial}{\partial x}(x^2\sin x)$.", PRODUCT, "2x*cos(x)"),
    (r"Compute $\frac{\mathrm{d}}{\mathrm{d}x}(x^2\sin x)$.", PRODUCT, "2x*cos(x)"),
    (r"Compute $d/dx (x^2\sin x)$.", PRODUCT, "2x*cos(x)"),
    (r"Compute $\frac{d}{dx} x^2\,\sin x =$", PRODUCT, "2x*cos(x)"),
    (r"Compute $\frac{d(x^2\sin x)}{dx}$.", PRODUCT, "2x*cos(x)"),
    (r"Compute $\frac{d^2}{dx^2}(x^3)$.", "6x", "5x"),
    (
        r"Compute $\frac{\partial^2}{\partial x \partial y}(x^2y^2)$.",
        "4x*y",
        "4x",
        "expression",
        XY,
    ),
    (r"Compute $\nabla(x^2y)$.", "(2x*y, x^2)", "(x*y, x^2)", "vector", XY),
    (r"Find $f'(2)$ for $f(x) = x^3$.", "12", "8", "number"),
    ("Find $f''(2)$ for $f(x) = x^3$.", "12", "8", "number"),
    (r"Find $f^{\prime}(a)$ for $f(x) = x^3$.", "3a^2", "3a", "expression", ("a",)),
    (r"Find $f'(2x)$ for $f(x) = x^3$.", "12x^2", "6x^2"),
    (r"Find $\frac{dy}{dx}$ for $y = \ln(x^2)$.", "2/x", "1/x^2"),
    (r"Find $\frac{d^2y}{dx^2}$ for $y = x^3$.", "6x", "x"),
    (r"Find $\left.\frac{dy}{dx}\right|_{x=1}$ for $y = x^3$.", "3", "1", "number"),
    (r"Find $\nabla f(1,2)$ where $f(x, y) = x^2y$.", "(4, 1)", "(4, 2)", "vector", XY),
    (r"Find $f_x(1, 2)$ for $f(x, y) = x^2y$.", "4", "7", "number", XY),
    (r"Find $\frac{\partial f}{\partial x}(1, 2)$ for $f(x, y) = x^2y$.", "4", "7", "number", XY),
    ("Find the gradient of $x^2y$ at $(x, y) = (1, 2)$.", "(4, 1)", "(4, 2)", "vector", XY),
    ("Find the gradient of $x^2y$ at $P(1, 2)$.", "(4, 1)", "(4, 2)", "vector", XY),
    ("Given f(x) = x^3, find the derivative.", "3x^2", "x^2"),
    ("Given f(x) = x^3, find f'(2).", "12", "8", "number"),
    ("What is the derivative of $x^3$ at 1?", "3", "1", "number"),
    ("If $y = x^3$, compute dy/dx.", "3x^2", "x^2"),
    ("Find the derivative of $a x^2$ with respect to $a$.", "x^2", "3x"),
    (r"Let $y = u^2$, $u = 3x + 1$. Find $\frac{du}{dx}$.", "3", "2x"),
    ("Let $a = 3$ and $f(x) = a x^2$. Find the derivative.", "6x", "5x"),
    (
        "A height is $h(t) = 20t - 5t^2$. Find its rate of change at $t = 1$.",
        "10",
        "15",
        "number",
        ("t",),
    ),
]
"""A text, the right key and a wrong one."""

MEANT_OTHERWISE = [
    (r"Differentiate $x^2\,\sin x$.", "2x sin(x)+x^2 cos(x)"),
    (r"Find the derivative of $f(g(x))$ where $f(x)=x^2$ and $g(x)=\sin x$.", "2 sin(x) cos(x)"),
    (r"Find the derivative of $f \circ g$ where $f(x)=x^2$ and $g(x)=\sin x$.", "2 sin(x) cos(x)"),
    ("Find a function whose derivative is $2x$.", "x^2"),
    ("The derivative of $f$ is $2x$ and $f(0) = 0$. Find $f(x)$.", "x^2"),
    ("The derivative of $f(x)$ is $2x$. Find $f(x)$.", "x^2"),
    ("If $f'(x) = 2x$, what is $f''(x)$?", "2"),
    ("Find $f'(a)$ for $f(x) = x^3$.", "3a^2", "expression", ("a",)),
    (r"Compute $\frac{d}{dx} x^2 + x$.", "2x + x"),
    (r"Compute $\frac{d}{dx} x^2 + x$.", "2x + 1"),
    (r"Compute $\frac{d}{dx}(x^2)\sin x$.", "2x sin(x)"),
    (r"Compute $2\frac{d}{dx}(x^3)$.", "6x^2"),
    (r"Compute $\frac{d}{dx}(x^2) + \frac{d}{dx}(x^3)$.", "2x+3x^2"),
    (r"Find $\frac{dy}{dx}\Big|_{x=1}$ for $y = x^3$.", "3", "number"),
    ("Let $a=3$ and $f(x) = a x^2$. Find the derivative.", "6x"),
    (r"Find $\frac{dx}{dy}$ for $y = x^3$.", "y^(-2/3)/3", "expression", ("y",)),
    ("Find the derivative of $f^{-1}$, where $f(x) = x^3$.", "x^(-2/3)/3"),
    ("What is the gradient of $f(x, y) = x^2 + y^2$ at the origin?", "(0,0)", "vector", XY),
    ("Find the gradient of $f(x, y, z) = x^2y$.", "(2xy, x^2, 0)", "vector", ("x", "y", "z")),
    ("Find the gradient of $f(x, y, z) = x^2y$.", "(2xy, x^2, 0)", "vector", XY),
    (r"Find the derivative of $f(x)g(x)$ with $f(x)=x^2$, $g(x)=\sin x$.", "2x sin(x)+x^2 cos(x)"),
    (r"Find $\frac{\partial f}{\partial x}(1, 2)$ for $f(x,y) = x^2 y$.", "4", "number", XY),
    ("Find $f_x(1, 2)$ for $f(x,y) = x^2 y$.", "4", "number", XY),
    ("Find the derivative of $f(x) = x^3$ at $x_0 = 2$.", "12", "number"),
    ("Find the derivative of $f(x) = x^3$ at $x = a$.", "3a^2", "expression", ("a",)),
    ("Find the gradient of $f(x,y)=x^2y$ at $(x, y) = (1, 2)$.", "(4,1)", "vector", XY),
    ("Find the gradient of $f(x,y)=x^2y$ at $P(1, 2)$.", "(4,1)", "vector", XY),
    ("Find the gradient of $f(x,y)=x^2y$ at $P = (1, 2)$.", "(4,1)", "vector", XY),
    (r"Compute $\nabla f$ for $f(x,y)=x^2y$ at $(1,2)$.", "(4,1)", "vector", XY),
    (r"Compute $\frac{d^2y}{dx^2}$ for $y=x^3$.", "6x"),
    ("Compute $f''(2)$ for $f(x)=x^3$.", "12", "number"),
    (r"Compute $f^{\prime}(2)$ for $f(x)=x^3$.", "12", "number"),
    (r"Compute $\frac{d(x^3)}{dx}$.", "3x^2"),
    ("Compute d/dx (x^3).", "3x^2"),
    ("Compute $D_x (x^3)$.", "3x^2"),
    ("Differentiate x^3 at x = 2.", "12", "number"),
    ("Differentiate f(x) = 1,5x^2.", "3x"),
    ("Differentiate $f(x) = 1,5x^2$.", "3x"),
    ("Differentiate $f(x) = 1{,}5x^2$.", "3x"),
    (
        r"Let $z = x^2 y$, $x = t^2$, $y = t^3$. Find $\frac{\partial z}{\partial x}$.",
        "2xy",
        "expression",
        XY,
    ),
    (r"Let $y = u^2$, $u = 3x+1$. Find $\frac{du}{dx}$.", "3"),
    (r"Find $\frac{f'(x)}{f(x)}$ for $f(x) = x^3$.", "3/x"),
    ("Find $f(1) + f'(1)$ for $f(x) = x^3$.", "4", "number"),
    ("Find $3f'(1)$ for $f(x) = x^3$.", "9", "number"),
    ("Find $-f'(1)$ for $f(x) = x^3$.", "-3", "number"),
    ("Find $f'(1) - 2$ for $f(x) = x^3$.", "1", "number"),
    (r"Find $f'(x) \cdot x$ for $f(x) = x^3$.", "3x^3"),
    ("Find $f'(x)^2$ for $f(x) = x^3$.", "9x^4"),
    (r"Find $\frac{dy}{dx} \cdot y$ for $y = x^3$.", "3x^5"),
    (r"Find $\nabla f \cdot (1, 1)$ for $f(x,y) = x^2y$.", "2xy+x^2", "expression", XY),
    ("Find $x f'(x)$ for $f(x) = x^3$.", "3x^3"),
    ("Find $f'(x)$ for $f(x) = x^3$ and evaluate it at 2.", "12", "number"),
    ("Where does the derivative of $x^2$ equal $4$?", "2", "number"),
    ("For which $x$ is $f'(x) = 4$, if $f(x) = x^2$?", "2", "number"),
    ("Find $x$ such that the derivative of $x^2$ is 4.", "2", "number"),
    ("Differentiate $x^2$, then put $3t$ for $x$.", "6t", "expression", ("t",)),
    ("Find the derivative of $f(x) = x^2$ when $x$ is doubled.", "4x"),
    ("Let $f(x) = x^2$. What is the slope of the secant from $1$ to $3$?", "4", "number"),
    ("Let $f(x) = x^2$. What is the average slope between $1$ and $3$?", "4", "number"),
    ("What is the slope between $(1, 1)$ and $(3, 9)$ of $f(x) = x^2$?", "4", "number"),
    (r"Find $f'(x)$, where $f(x) = \int_0^x t^2 dt$.", "x^2"),
    (r"Find the derivative of $x^x$ by writing $x^x = e^{x \ln x}$.", "x^x(ln(x)+1)"),
    ("Differentiate $f(x) = x^2 + c$, where $c$ is a constant.", "2x"),
    ("Differentiate $f(x) = |x|^3$.", "3x*|x|"),
    (r"Differentiate $\sin^2 x$.", "2 sin(x)cos(x)"),
    (r"Differentiate $\sin x^2$.", "2x cos(x^2)"),
    (r"Differentiate $\ln 2x$.", "1/x"),
    ("Differentiate $e^{2x}x$.", "e^(2x)(2x+1)"),
    (r"Differentiate $\frac 1x$.", "-1/x^2"),
    (r"Differentiate $\sqrt x$.", "1/(2sqrt(x))"),
    ("Give a factor $k$ with $f'(x) = kx$ for $f(x) = x^2$.", "2", "number"),
    ("Use $f(x) = x^2$: the derivative at $x = 3$ is $2k$. Find $k$.", "3", "number"),
    ("Let $f(x) = x^3$ and $g(x) = f'(x)$. Find $g'(x)$.", "6x"),
    ("Let $g(x) = x^2 f(x)$ with $f(1) = 2$ and $f'(1) = 3$. Find $g'(1)$.", "7", "number"),
    (
        "Let $g(x) = f(x)^2$, $f(1) = 2$, $f'(1) = 3$. Find the derivative of $g$ at $1$.",
        "12",
        "number",
    ),
    ("For $y = e^{kx}$, what must $k$ be so that the derivative equals $3y$?", "3", "number"),
    (r"Find the gradient of $\|x\|^2$ for $x \in \mathbb{R}^2$.", "(2x,2y)", "vector", XY),
    (r"Find the gradient of $f(\mathbf{w}) = \mathbf{w}^T\mathbf{w}$.", "(2x,2y)", "vector", XY),
    (r"Find the derivative of $\sin x$ in degrees.", "pi/180*cos(x)"),
    (
        r"Find the derivative of $x^2$: write $\frac{f(x+h)-f(x)}{h}$ and simplify.",
        "2x+h",
        "expression",
        ("x", "h"),
    ),
    (
        "A ball is at height $h(t) = 20t - 5t^2$. What is its rate of change of height at $t = 1$?",
        "10",
        "number",
        ("t",),
    ),
    (r"Find the derivative of $\arctan(y/x)$ by $y$.", "x/(x^2+y^2)", "expression", XY),
    ("The gradient of $f(x, y) = x^2 y$ is $(2xy, ?)$. Fill in.", "x^2", "expression", XY),
    (r"The gradient of $f(x, y) = x^2 y$ is $(2xy, \_\_)$.", "x^2", "expression", XY),
    (
        "What is the second entry of the gradient of $f(x, y) = x^2 y$ at $(1, 2)$?",
        "1",
        "number",
        XY,
    ),
    ("Let f(x) = x^2 + 3x. Find f'(x) and give f'(x) - 3.", "2x"),
    ("Give $f'(x)$ - 3 for $f(x) = x^2 + 3x$.", "2x"),
    ("Differentiate f(x) = 1/2x.", "-1/(2x^2)"),
    ("Differentiate f(x) = e^2x.", "2e^(2x)"),
    ("Find $f_{xyy}$ for $f(x, y) = x^2y^3$.", "12x*y", "expression", XY),
    ("Find the gradient of $f(x,y)=x^2y$ on the line $y = 2x$.", "(4x^2, x^2)", "vector", XY),
    (r"Find $\nabla f(0)$ for $f(x,y)=x^2+y$.", "(0, 1)", "vector", XY),
    ("Find the negative gradient of $f(x,y)=x^2y$.", "(-2x*y, -x^2)", "vector", XY),
    ("Find the opposite of the gradient of $f(x,y)=x^2y$.", "(-2x*y, -x^2)", "vector", XY),
    ("What is the ratio of the slopes of $x^2$ at $1$ and at $3$?", "1/3", "number"),
    (r"Give the denominator of the derivative of $\ln(x^2+1)$.", "x^2+1"),
    (r"Give the inner derivative of $\sin(x^2)$.", "2x"),
    (r"Differentiate only the inside of $\sin(x^2)$.", "2x"),
    ("Give the logarithmic derivative of $x^3$.", "3/x"),
    ("Find the derivative of $|x|$ for $x < 0$.", "-1"),
    (r"Find the derivative of $\sqrt{x^2}$ for $x > 0$.", "1"),
    ("Find the right derivative of $|x|$ at $0$.", "1", "number"),
    ("Write the derivative of $y = e^x$ in terms of $y$.", "y", "expression", ("y",)),
    (
        "Let $L = (wx + b)^2$. Find its gradient by $w$ and $b$.",
        "(2x(wx+b), 2(wx+b))",
        "vector",
        ("w", "b", "x"),
    ),
    ("Find the Hessian of $x^2y$ at $(1, 2)$.", "[[4, 2], [2, 0]]", "matrix", XY),
    ("Find the Jacobian of $F(x,y) = (x^2, xy)$.", "[[2x, 0], [y, x]]", "matrix", XY),
]
"""A text and the right key, near to what is read."""

AT_A_POINT = "Find the gradient of $f(x, y) = x^2y$ at $(1, 2)$."


def written(prompt, key, kind="expression", variables=X, **settings):
    content = {"version": 1, "source": "authored", "explanation": "", "prompt": prompt, "key": key}
    return {**content, "kind": kind, "variables": list(variables), **settings}


@pytest.mark.parametrize("case", READ, ids=lambda case: case[0])
def test_notation_is_read_as_what_it_asks(case):
    prompt, right, wrong, *rest = case
    assert suspicion(written(prompt, right, *rest), 1) == ""
    assert "not the key" in suspicion(written(prompt, wrong, *rest), 1)


@pytest.mark.parametrize("case", MEANT_OTHERWISE, ids=lambda case: case[0])
def test_a_right_key_is_never_accused(case):
    assert suspicion(written(*case), 1) == ""


def test_a_bare_log_is_not_taken_for_a_natural_one():
    prompt, key = r"Differentiate $\log x$ (base 10).", "1/(x*ln(10))"
    assert suspicion(written(prompt, key, log="log10"), 1) == ""


def test_a_value_at_a_point_is_compared_with_the_value_there_in_the_entry_that_is_wrong():
    told = suspicion(written(AT_A_POINT, "(4, 2)", "vector", XY), 1)
    assert told.startswith(
        "The text asks for a derivative, and the gradient of f at (1, 2) is (4, 1), not the key. "
        "In entry 2 the key is 2 and the gradient is 1."
    )


def test_what_has_no_name_is_called_by_its_formula():
    told = suspicion(written("Differentiate $x^2 \\sin x$.", "2x"), 1)
    assert "the derivative of x^2*sin(x) by x is" in told


def test_the_derivative_that_is_asked_is_the_one_that_is_told():
    told = suspicion(written(r"Find $f''(x)$ for $f(x) = x^3$.", "5x"), 1)
    assert "the second derivative of f by x is 6*x" in told


@pytest.mark.parametrize("key", ["(2x*y, x^2, 0)", "(1, 2, 3)"])
def test_a_gradient_with_too_many_entries_is_told(key):
    told = suspicion(written("Find the gradient of $f(x, y) = x^2y$.", key, "vector", XY), 1)
    assert told.startswith(
        "The text asks for a gradient, and the gradient of f has 2 entries, the key 3."
    )


def as_written(problem):
    """The problem as a teacher would have typed it: nothing says what is differentiated."""
    if not problem.options:
        return written(problem.prompt, problem.key, problem.kind, problem.variables)
    options = [
        {"id": one.id, "text": one.text, "correct": one.correct, "feedback": "No."}
        for one in problem.options
    ]
    content = {"version": 1, "source": "authored", "explanation": "", "prompt": problem.prompt}
    return {**content, "kind": problem.kind, "options": options}


@pytest.mark.parametrize("family", problems.FAMILIES)
@pytest.mark.parametrize("asked", [None, "choice"])
def test_no_key_of_a_family_is_accused(family, asked):
    """Of choices, which take longer to make, at one level."""
    made = problems.FAMILIES[family]
    for level in problems.choice_levels(made)[:1] if asked else made.difficulties:
        problem = problems.generate(family, level, 1, asked)
        if problem.graph is None and problem.kind in problems.MATHS_KINDS | {"choice"}:
            assert suspicion(as_written(problem), 1) == ""


@pytest.mark.parametrize("family", ["derivative", "gradient", "gradient_at_point", "mixed_partial"])
def test_the_commonest_mistake_as_the_key_of_a_family_is_told(family):
    problem = problems.generate(family, 2, 1)
    wrong = maths.write_text(problem.mistakes[0][1])
    assert "not the key" in suspicion({**as_written(problem), "key": wrong}, 1)
