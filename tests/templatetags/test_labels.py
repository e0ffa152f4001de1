import pytest

from questions.templatetags.maths import related


@pytest.mark.parametrize(
    ("label", "shown"), [("f'(x)", "f'(x) ="), (r"f(2) \approx", r"f(2) \approx"), ("y =", "y =")]
)
def test_a_label_leads_to_the_answer_with_one_relation(label, shown):
    assert related(label) == shown
