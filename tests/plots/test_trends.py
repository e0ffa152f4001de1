from xml.etree import ElementTree

from questions import plots
from questions.plots import Occasion

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*signs):
    occasions = [Occasion(shown, likely) for shown, likely in signs]
    return plots.trend(occasions, first=4, variable="chance")


def test_one_occasion_is_no_trend():
    assert drawn((True, 0.6)) is None


def test_the_text_says_where_it_showed_and_how_likely_it_is():
    picture = drawn((True, 0.69), (True, 0.97), (False, 0.4))
    assert picture.description == (
        "Of the chances 4 to 6 it showed at 4 and 5. The estimate was 97 % at its highest and is "
        "40 % now."
    )
    assert picture.title in picture.svg
    assert picture.description in picture.svg


def test_what_never_showed_is_said_not_to_have():
    assert "it did not show" in drawn((False, 0.06), (False, 0.05)).description


def test_hits_and_clean_chances_differ_by_shape():
    svg = drawn((True, 0.7), (False, 0.4), (False, 0.2)).svg
    root = ElementTree.fromstring(svg)  # noqa: S314
    shapes = [one.tag for one in root.iter() if "mark" in one.get("class", "")]
    in_frame = [shape for shape in shapes if shape in {"rect", "circle"}]
    assert in_frame.count("rect") == 2
    assert in_frame.count("circle") == 3
