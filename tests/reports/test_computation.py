"""What a page shows of a computation graph, and what it tells of one that was handed in."""

from itertools import pairwise

from questions import problems
from questions.models import Response
from questions.reports import computation, evidence, practice
from tests.problems.test_blanks import FORWARD, REVERSE, asked


def test_fields_stand_in_the_order_of_the_entry_each_in_its_box():
    for graph in (REVERSE, FORWARD):
        problem = asked(graph)
        fields = practice._fields(problem, [])
        drawn = computation.drawing(problem, fields)
        shown = [part.field.position for part in drawn.parts if part.field]
        assert shown == list(range(problem.fields))
        boxes = {(box.x, box.y): box for box in drawn.diagram.boxes}
        assert len(boxes) == len(graph.inputs) + len(graph.nodes)
        for part in drawn.parts:
            assert any(
                box.x == part.x and box.y <= part.y and part.y + part.height <= box.y + box.height
                for box in drawn.diagram.boxes
            )


def test_the_text_alternative_says_what_is_drawn():
    told = computation.filled(asked(REVERSE)).told
    assert told == (
        "From top to bottom: the input x is 3; the input y is -2; v1 is x times y; f is v1 plus x."
    )
    assert len(computation.filled(asked(REVERSE)).diagram.edges) == 4


def test_every_part_of_the_filled_graph_has_its_value():
    for graph in (REVERSE, FORWARD):
        parts = computation.filled(asked(graph)).parts
        assert all(part.text for part in parts)
        places = sorted((part.x, part.y, part.height) for part in parts)
        assert all(one[0] != two[0] or one[1] + one[2] <= two[1] for one, two in pairwise(places))


def test_blanks_are_told_together():
    judged = problems.judge(asked(REVERSE), ["-6", "-3", "", "", "1"], is_final=True)
    response = Response(
        raw=["-6", "-3", "", "", "1"],
        comparison=judged.comparison,
        verdict=judged.verdict,
        reading=judged.reading,
    )
    told = evidence.sentences(asked(REVERSE), response, is_released=True)
    assert told[0] == "Your $v_1$ and $f$ are right."
    assert told[1].startswith("Left open: ")
    assert len(told) == 3
