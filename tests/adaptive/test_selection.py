import pytest

from questions.adaptive import (
    Candidate,
    Item,
    easiest_first,
    lacking,
    most_telling,
    rank_skills,
    readiness,
    reason_for,
    spread_near_target,
)


def candidate(skill: str, **changes) -> Candidate:
    values = {"mastery": 0.7, "answers": 5, "days": 0.1, "readiness": 1.0, "recall": 1.0}
    return Candidate(skill, **{**values, **changes})


def first(*candidates: Candidate, recent=()) -> str:
    return rank_skills(candidates, recent)[0].skill


def test_an_open_mistake_comes_first():
    assert first(candidate("a", mastery=0.5), candidate("b", mistake="Sign lost")) == "b"


def test_what_is_weak_comes_before_what_is_strong():
    assert first(candidate("strong", mastery=0.9), candidate("weak", mastery=0.4)) == "weak"


def test_what_was_long_ago_comes_before_what_was_just_now():
    assert first(candidate("now"), candidate("old", recall=0.4)) == "old"


def test_a_skill_waits_for_its_prerequisites():
    unready = candidate("chain", mastery=0.5, readiness=0.1)
    assert first(unready, candidate("power", mastery=0.5)) == "power"


def test_never_more_than_three_in_a_row():
    weak, strong = candidate("weak", mastery=0.1), candidate("strong", mastery=0.95)
    assert first(weak, strong, recent=["weak", "weak"]) == "weak"
    assert first(weak, strong, recent=["weak", "weak", "weak"]) == "strong"


def test_items_near_the_target_chance_are_taken():
    items = [Item(number, number / 20) for number in range(1, 20)]
    assert {item.question for item in spread_near_target(items)} == {13, 14, 15, 16, 17}


def test_an_item_far_from_the_nearest_is_not_taken():
    assert spread_near_target([Item(1, 0.6), Item(2, 0.3)]) == [Item(1, 0.6)]


def test_somebody_new_gets_typed_items_first_and_easy_ones_first():
    choice, hard, easy = Item(1, 0.9, is_typed=False), Item(2, 0.3), Item(3, 0.7)
    assert easiest_first([choice, hard, easy]) == [easy, hard, choice]


def test_of_skills_not_practised_yet_the_easier_one_comes_first():
    new = {"answers": 0, "days": None}
    hard = candidate("arcsine", mastery=0.2, easiest=0.3, **new)
    assert first(hard, candidate("power", easiest=0.8, **new)) == "power"


def test_a_prerequisite_never_practised_counts_half():
    assert readiness([(0.8, True), (0.6, False)]) == 0.3
    assert readiness([]) == 1.0


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"mistake": "Sign lost"}, "mistake"),
        ({"answers": 0, "days": None, "recall": None}, "new"),
        ({"recall": 0.8}, "due"),
        ({"needed_for": "Gradient"}, "needed"),
        ({"mastery": 0.4}, "weak"),
        ({"mastery": 0.9}, "refresh"),
    ],
)
def test_the_reason_is_the_first_that_holds(changes, code):
    assert reason_for(candidate("a", **changes)) == code


GRAPH = {"gradient": ["partial"], "partial": ["chain", "power"], "chain": ["power"]}


def test_a_failure_leads_to_the_weakest_skill_that_it_builds_on():
    mastery = {"gradient": 0.3, "partial": 0.7, "chain": 0.4, "power": 0.9}
    assert lacking("gradient", GRAPH, mastery) == "chain"


def test_a_failure_with_everything_ready_leads_nowhere_else():
    mastery = {"gradient": 0.3, "partial": 0.7, "chain": 0.8, "power": 0.9}
    assert lacking("gradient", GRAPH, mastery) is None
    assert lacking("power", GRAPH, mastery) is None


def test_prerequisites_in_a_circle_end():
    assert lacking("a", {"a": ["b"], "b": ["a"]}, {"a": 0.1, "b": 0.2}) == "b"


def test_what_a_failure_lacks_comes_before_what_is_merely_weak():
    weak = candidate("weak", mastery=0.4)
    assert first(weak, candidate("chain", mastery=0.5, needed_for="Gradient")) == "chain"


def test_a_mastered_skill_waits_until_it_is_due():
    mastered = candidate("mastered", mastery=0.7, is_mastered=True)
    assert first(mastered, candidate("learning", mastery=0.8)) == "learning"


def test_the_parts_of_the_score_are_kept_as_evidence():
    one = candidate("a", mistake="Sign lost", recall=0.5)
    assert one.evidence["due"] == 0.5
    assert one.evidence["mistake"] > 0 == one.evidence["needed"]


def test_placement_asks_what_it_has_not_asked_and_can_least_foresee():
    sure, unsure, asked = (
        candidate(s, mastery=m) for s, m in zip("abc", (0.9, 0.5, 0.5), strict=True)
    )
    assert [one.skill for one in most_telling([sure, unsure, asked], ["c"])] == ["b", "a", "c"]
