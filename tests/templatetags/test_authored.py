from questions.templatetags import authored


def test_dollars_hold_formulas():
    assert "<math><mi>x</mi></math>" in authored.to_html("Take $x$ here.")


def test_double_dollars_stand_on_lines_of_their_own():
    assert 'class="formula block"' in authored.to_html("So $$x^2 = 4$$ holds.")


def test_a_price_is_no_formula():
    assert "<math>" not in authored.to_html("It costs 5$ or $6.")


def test_html_is_shown_as_text():
    assert "<script>" not in authored.to_html("<script>alert(1)</script>")


def test_a_formula_cannot_smuggle_html():
    assert "<img" not in authored.to_html(r"$\text{<img src=x onerror=alert(1)>}$")


def test_a_script_address_is_no_link():
    assert "href" not in authored.to_html("[here](javascript:alert(1))")


def test_a_heading_does_not_compete_with_the_page():
    assert "<h1" not in authored.to_html("# Big")


def test_a_place_mark_in_the_source_is_dropped():
    assert authored.to_html(f"a{authored.OPENING}0{authored.CLOSING}b") == "<p>a0b</p>"


def test_punctuation_stays_with_its_formula():
    assert '<span class="together"><math><mi>x</mi></math>,</span>' in authored.to_html("$x$, so")


def test_a_sentence_gets_no_paragraph():
    assert authored.to_inline_html("*a* $x$") == "<em>a</em> <math><mi>x</mi></math>"
