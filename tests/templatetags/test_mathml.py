import concurrent.futures

import pytest

from questions.templatetags import mathml

ARRAY = r"\begin{array}{c|c} a & b \\ \hline c & d\end{array}"
FORMULAS = [
    r"\begin{aligned} f'(x) &= 2x \\ &= 3 \end{aligned}",
    r"\begin{cases} x & \text{if } x \ge 0 \\ -x & \text{otherwise} \end{cases}",
    r"\begin{pmatrix} \frac{\partial f}{\partial x} \\[4pt] \partial_y f \end{pmatrix}",
    ARRAY,
]


def test_a_formula_becomes_mathml():
    markup = mathml.from_latex(r"\frac{x^2}{2}")
    assert markup.startswith("<math>")
    assert "<mfrac>" in markup


@pytest.mark.parametrize("source", FORMULAS)
def test_no_style_attribute_is_left(source):
    assert "style=" not in mathml.from_latex(source).replace("displaystyle=", "")


@pytest.mark.parametrize("source", FORMULAS)
def test_every_style_of_our_formulas_has_a_class(source):
    raw = mathml.LatexToMathML().convert_with_local_state(source, displaystyle=True)
    assert mathml.unknown_styles(raw) == []


def test_a_rule_in_a_table_becomes_a_class():
    assert 'class="m-rule-right"' in mathml.from_latex(ARRAY)


def test_an_unknown_style_is_dropped():
    assert "FF0000" not in mathml.from_latex(r"\color{red} x")


def test_row_spacing_is_not_set_as_text():
    assert "<mn>4</mn>" not in mathml.from_latex(r"\begin{matrix} a \\[4pt] b \end{matrix}")


def test_what_cannot_be_set_is_shown_as_its_source():
    assert mathml.from_latex(r"\frac{<b>") == r'<code class="unset">\frac{&lt;b&gt;</code>'


def test_a_source_beyond_the_limit_is_not_converted():
    assert mathml.from_latex("x" * (mathml.SOURCE_LIMIT + 1)).startswith('<code class="unset">')


def test_deep_nesting_does_not_end_the_process():
    deep = r"\frac{" * 300 + "x" + "}{y}" * 300
    assert mathml.from_latex(deep).startswith("<math>")
    assert mathml.from_latex(r"\sqrt " * 600 + "x").startswith("<math>")


def test_several_threads_get_their_own_formulas():
    with concurrent.futures.ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda n: mathml.from_latex(f"x_{{{n}}}"), range(64)))
    assert all(f"<mn>{n}</mn>" in markup.replace("</mn><mn>", "") for n, markup in enumerate(found))
