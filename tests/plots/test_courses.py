from xml.etree import ElementTree

from questions import plots
from questions.plots import Ahead, Estimated

POINTS = [
    Estimated(0.0, 50.0, 20.0, 80.0, None),
    Estimated(1.0, 60.0, 40.0, 78.0, True),
    Estimated(2.0, 52.0, 38.0, 66.0, False),
]


def drawn(points=POINTS, **more):
    return plots.course(points, variable="question", title="The estimate", **more)


def shapes(picture, kind):
    root = ElementTree.fromstring(picture.svg)  # noqa: S314
    return [one for one in root.iter() if one.get("class", "") == kind]


def test_one_estimate_is_no_course():
    assert drawn(POINTS[:1]) is None


def test_the_text_says_where_it_began_where_it_is_and_what_it_rests_on():
    picture = drawn()
    assert picture.description == (
        "It begins at 50 % (20 to 80) and is 52 % (38 to 66) after 2 answers, 1 of them right."
    )
    assert picture.description in picture.svg


def test_the_band_runs_above_and_back_below_the_line():
    (band,) = shapes(drawn(), "band likely")
    steps = band.get("d").removeprefix("M").removesuffix("Z").split("L")
    heights = [float(step.split()[1]) for step in steps]
    assert len(heights) == 2 * len(POINTS)
    assert all(high < low for high, low in zip(heights[:3], reversed(heights[3:]), strict=True))


def test_right_and_other_answers_differ_by_shape_and_the_start_has_none():
    picture = drawn()
    assert [one.tag.rpartition("}")[2] for one in shapes(picture, "mark right")] == ["circle"] * 2
    assert [one.tag.rpartition("}")[2] for one in shapes(picture, "mark answered")] == ["rect"] * 2


def test_what_lies_ahead_is_drawn_apart_and_told():
    ahead = Ahead([2.0, 10.0], [52.0, 31.0], "exam", "at the exam")
    picture = drawn(ahead=ahead)
    assert len(shapes(picture, "curve ahead")) == 1
    assert [one.text for one in shapes(picture, "note")] == ["exam"]
    assert picture.description.endswith("Without practice it would be about 31 % at the exam.")


def test_a_long_name_of_an_axis_takes_no_number_from_it():
    picture = drawn([Estimated(float(n), 50.0, 20.0, 80.0, None) for n in range(9)])
    (name,) = shapes(picture, "variable")
    below = [one for one in shapes(picture, "tick") if one.get("text-anchor") == "middle"]
    assert [one.text for one in below] == [str(n) for n in range(9)]
    assert float(name.get("y")) > float(below[0].get("y"))
