import pytest

from questions import maths
from questions.problems import contrasts

DERIVATIVES = [
    {"version": 1, "source": "family", "family": "derivative", "level": n} for n in (3, 2)
]
GRADIENTS = [{"version": 1, "source": "family", "family": "gradient", "level": 1}]
CHOICE = {
    "version": 1,
    "source": "authored",
    "kind": "choice",
    "prompt": "What is the derivative of $x^2$?",
    "options": [
        {"id": "a", "text": "$2x$", "correct": True},
        {"id": "b", "text": "$x$", "correct": False, "mistake": "sign-lost"},
    ],
}


@pytest.mark.parametrize("rule", ["inner-derivative-missing", "product-of-derivatives"])
@pytest.mark.parametrize("seed", range(4))
def test_two_bite_and_one_looks_alike(rule, seed):
    items = contrasts(rule, DERIVATIVES, seed)
    assert sorted(bool(one.wrong) for one in items) == [False, True, True]
    biting = [one for one in items if one.wrong]
    (alike,) = (one for one in items if not one.wrong)
    assert set(alike.skills) & {skill for one in biting for skill in one.skills}
    assert all(one.wrong != one.right for one in biting)
    assert len({one.prompt for one in items}) == 3


@pytest.mark.parametrize("rule", ["trigonometric-sign", "reciprocal-functions-confused"])
def test_a_look_alike_of_a_trigonometric_mistake_has_a_trigonometric_function(rule):
    items = [one for seed in range(4) for one in contrasts(rule, DERIVATIVES, seed)]
    assert any(one.wrong for one in items)
    assert all("trigonometric-rule" in one.skills for one in items if not one.wrong)


@pytest.mark.parametrize("rule", ["term-lost", "root-misread", "power-of-sum"])
def test_a_slip_of_algebra_is_brought_out_beside_a_right_derivation(rule):
    """It is not among the likeliest answers of a problem, but is made where it is asked for."""
    items = contrasts(rule, DERIVATIVES, 2)
    biting = [one for one in items if one.wrong]
    assert len(biting) == 2
    assert all(one.wrong != one.right for one in biting)


def test_components_stand_under_their_labels():
    items = contrasts("components-swapped", GRADIENTS, 3)
    assert all(len(one.right) == 2 and r"\partial" in one.right[0] for one in items)
    swapped = next(one for one in items if one.wrong)
    assert [text.split(" = ")[1] for text in swapped.wrong] == [
        text.split(" = ")[1] for text in reversed(swapped.right)
    ]


def test_the_same_seed_makes_the_same_items_and_another_others():
    same = [contrasts("constant-kept", DERIVATIVES, 5) for _ in range(2)]
    assert same[0] == same[1]
    assert contrasts("constant-kept", DERIVATIVES, 6) != same[0]


def test_authored_questions_serve_only_where_nothing_generated_bites():
    (item,) = contrasts("sign-lost", [CHOICE], 1)
    assert (item.right, item.wrong) == (("$2x$",), ("$x$",))
    assert CHOICE["prompt"] not in {
        one.prompt for one in contrasts("constant-kept", [CHOICE, *DERIVATIVES], 1)
    }


def test_rows_tempt_as_options_do():
    pairs = [
        {"text": "$x^2$", "option": "a", "mistakes": {"b": "sign-lost"}},
        {"text": "$x$", "option": "c"},
    ]
    options = [{"id": one, "text": f"option {one}"} for one in "abc"]
    matching = {**CHOICE, "kind": "matching", "pairs": pairs, "options": options}
    (item,) = contrasts("sign-lost", [matching], 1)
    chosen = {one.text: option for one, option in zip(item.rows.pairs, item.wrong, strict=True)}
    assert chosen == {"$x^2$": "b", "$x$": "c"}
    assert sorted(item.right) == ["a", "c"]


def test_a_mal_rule_that_nothing_brings_out_has_no_items():
    assert contrasts("unheard-of", [CHOICE], 1) == []


def test_only_one_mal_rule_is_predicted_where_one_is_asked_for():
    function = maths.read("sin(3x)", maths.Notation(variables=("x",))).expression
    task = maths.Task("derivative", function, ("x",), ("x",))
    assert [rule for rule, _ in maths.predict_mistakes(task, only="inner-derivative-missing")] == [
        "inner-derivative-missing"
    ]
    assert maths.predict_mistakes(task, only="product-of-derivatives") == ()
