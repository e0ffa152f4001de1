"""GIFT as other systems and people write it."""

import pytest

from questions.formats import FORMATS, Contents


def read(text: str) -> Contents:
    return FORMATS["gift"].read(text.encode())


def content(text: str) -> dict[str, object]:
    contents = read(text)
    assert not contents.notes, contents.notes
    [question] = contents.bank.questions
    return question.current


def test_a_choice_has_options_in_order_with_what_they_say_back() -> None:
    found = content(
        "::Square:: What is the derivative of \\(x^2\\)? {\n"
        "  =\\(2x\\) # Yes.\n  ~\\(x\\) # The exponent comes down.\n  ~\\(2\\)\n"
        "  #### By the power rule.\n}"
    )
    assert (found["kind"], found["prompt"]) == ("choice", "What is the derivative of $x^2$?")
    assert found["explanation"] == "By the power rule."
    options = found["options"]
    assert [(one["text"], one["correct"], one["feedback"]) for one in options] == [
        ("$2x$", True, "Yes."),
        ("$x$", False, "The exponent comes down."),
        ("$2$", False, ""),
    ]


def test_weights_above_zero_are_the_right_ones_of_several() -> None:
    found = content("Which are even? {~%50%2 ~%50%4 ~%-100%3}")
    assert found["kind"] == "several choices"
    assert [one["correct"] for one in found["options"]] == [True, True, False]


@pytest.mark.parametrize(
    ("answers", "key", "tolerance"),
    [
        ("#3.14:0.05", "3.14", {"absolute": "1/20"}),
        ("#3", "3", None),
        ("#-2..4", "1", {"interval": ["-2", "4"]}),
        ("#=-1.5:0.5", "-1.5", {"absolute": "1/2"}),
    ],
)
def test_a_number_has_its_tolerance(
    answers: str, key: str, tolerance: dict[str, object] | None
) -> None:
    found = content(f"How much? {{{answers}}}")
    assert (found["kind"], found["key"], found.get("tolerance")) == ("number", key, tolerance)


@pytest.mark.parametrize(("sign", "right"), [("T", "true"), ("FALSE", "false")])
def test_true_and_false_are_the_options_in_this_order(sign: str, right: str) -> None:
    found = content(f"It holds. {{{sign}#no#yes}}")
    assert [one["id"] for one in found["options"]] == ["true", "false"]
    [correct] = [one for one in found["options"] if one["correct"]]
    assert (correct["id"], correct["feedback"]) == (right, "yes")


def test_short_answers_that_earn_the_whole_mark_are_accepted() -> None:
    contents = read("Name it. {=slope =gradient =%50%steepness =gr*}")
    [question] = contents.bank.questions
    assert question.current["accepted"] == ["slope", "gradient"]
    said = " ".join(one.message for one in contents.notes)
    assert "steepness" in said
    assert "gr*" in said


def test_a_missing_word_leaves_a_blank() -> None:
    found = content("The derivative of a sum is the {=sum ~product} of the derivatives.")
    assert "_" in str(found["prompt"])
    assert str(found["prompt"]).endswith("of the derivatives.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Tell me. {}", "essay"),
        ("Pairs {=a -> b =c ->}", "nothing that belongs to it"),
        ("Only a text", "braces"),
        ("How much? {#about three}", "no number"),
        ("{=a ~b}", "asks nothing"),
        ("What? {a, b}", "begin with"),
    ],
)
def test_what_has_no_place_here_is_named_with_its_line(text: str, said: str) -> None:
    contents = read(f"// a comment\n\n{text}\n\n::Good:: One? {{=1 ~2}}")
    [note] = contents.notes
    assert note.refused
    assert note.place.startswith("line 3")
    assert said in note.message
    assert [one.title for one in contents.bank.questions] == ["Good"]


def test_a_brace_that_is_not_closed_swallows_no_other_question() -> None:
    open_one = "// [id:broken]\n::Broken:: One? {=1 ~2\n\n// [id:good]\n"
    contents = read(open_one + "::Good::\nTwo? {=1\n\n~2}\n\n::Last:: Three? {=1 ~2")
    assert [(one.place, one.refused) for one in contents.notes] == [
        ("line 2 (“Broken”)", True),
        ("line 10 (“Last”)", True),
    ]
    assert {one.message for one in contents.notes} == {
        "The brace { that opens its answers is not closed."
    }
    [good] = contents.bank.questions
    assert (good.slug, good.current["prompt"]) == ("good", "Two?")
    assert [one["text"] for one in good.current["options"]] == ["1", "2"]


def test_escaped_signs_and_blank_lines_within_answers_are_kept() -> None:
    found = content("::a\\:b:: Is \\{x\\} \\= 1? {\n=yes \\# 1\n\n~no\n}")
    assert found["prompt"] == "Is {x} = 1?"
    assert found["options"][0]["text"] == "yes # 1"


def test_the_same_titles_get_the_same_slugs_each_time() -> None:
    text = "::Same:: One? {=1 ~2}\n\n::Same:: Two? {=1 ~2}"
    slugs = [one.slug for one in read(text).bank.questions]
    assert slugs == [one.slug for one in read(text).bank.questions] == ["same", "same-2"]


def test_markup_that_is_lost_is_named() -> None:
    contents = read('[html]<p>Look: <img src="a.png"></p><script>x()</script> Which? {=1 ~2}')
    [question] = contents.bank.questions
    assert "x()" not in question.current["prompt"]
    said = " ".join(one.message for one in contents.notes)
    assert "a picture" in said
    assert "a script" in said


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("::On limits:: Say why. {}", "line 1 (“On limits”)"),
        ("[html]Say <b>why</b>. {}", "line 1 (“Say <b>why</b>.”)"),
        ("{=a ~b}", "line 1"),
    ],
)
def test_what_is_refused_is_called_by_its_name_or_its_beginning(text: str, place: str) -> None:
    [note] = read(text).notes
    assert (note.place, note.refused) == (place, True)
