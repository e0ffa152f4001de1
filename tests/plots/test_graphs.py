import random
from xml.etree import ElementTree

import pytest

from questions import plots
from questions.plots import Node


def node(key, layer, *sources, **more):
    fixed = {"state": "new", "note": "new", "told": "not practised yet", "address": f"/{key}/"}
    return Node(key=key, name=f"Skill {key}", layer=layer, sources=sources, **fixed | more)


def drawn(*nodes):
    return ElementTree.fromstring(plots.graph(nodes, title="Skills").svg)  # noqa: S314


def shapes(root, kind):
    return [one for one in root.iter() if one.get("class", "").split()[:1] == [kind]]


def test_without_nodes_there_is_no_picture():
    assert plots.graph([], title="Skills") is None


def test_each_node_is_a_link_that_tells_its_state_and_its_sources():
    root = drawn(node("a", 0), node("b", 1, "a"))
    links = [one for one in root.iter() if one.tag.endswith("}a") or one.tag == "a"]
    assert [one.get("aria-label") for one in links] == [
        "Skill a: not practised yet.",
        "Skill b: not practised yet. Builds on Skill a.",
    ]
    assert links[1].get("href") == "/b/"


def test_only_sources_in_earlier_layers_have_an_edge():
    root = drawn(node("a", 0, "b"), node("b", 1, "a", "gone"))
    assert len(shapes(root, "edge")) == 1


def test_an_estimate_is_drawn_as_its_range_with_its_value_inside():
    root = drawn(node("a", 0, span=(20.0, 50.0, 70.0)), node("b", 0))
    (band,), (mean,) = shapes(root, "range"), shapes(root, "mean")
    left, width = float(band.get("x")), float(band.get("width"))
    assert left < float(mean.get("x")) < left + width


def test_a_long_name_takes_two_lines_at_most():
    root = drawn(node("a", 0, note="x"))
    long = plots.graph([node("a" * 200, 0)], title="Skills").svg
    assert len(shapes(root, "name")) == 1
    assert len(shapes(ElementTree.fromstring(long), "name")) == 2  # noqa: S314


def test_names_are_escaped():
    svg = plots.graph([node("<script>", 0)], title="Skills").svg
    assert "<script>" not in svg


def some(seed):
    chance = random.Random(seed)
    keys = [str(number) for number in range(chance.randint(1, 14))]
    return [node(key, chance.randint(0, 4), *chance.sample(keys, len(keys) // 3)) for key in keys]


@pytest.mark.parametrize("nodes", map(some, range(12)), ids=map(str, range(12)))
def test_no_two_boxes_overlap_and_all_are_inside(nodes):
    root = drawn(*nodes)
    _, _, wide, tall = map(float, root.get("viewBox").split())
    boxes = [
        [float(one.get(side)) for side in ("x", "y", "width", "height")]
        for one in shapes(root, "node")
    ]
    assert len(boxes) == len(nodes)
    for number, (x, y, width, height) in enumerate(boxes):
        assert 0 <= x <= wide - width
        assert 0 <= y <= tall - height + 0.1
        for left, top, _, _ in boxes[:number]:
            assert abs(left - x) >= width or abs(top - y) >= height
