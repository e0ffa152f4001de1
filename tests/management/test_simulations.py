import json

import pytest
from django.core.management import CommandError, call_command

from questions.services import learning
from tests import factories


def line(capsys, *arguments):
    call_command(*arguments)
    return json.loads(capsys.readouterr().out)


def test_simulate_cat_prints_the_figures_of_the_tests(capsys):
    found = line(capsys, "simulate_cat", "--bank", "2pl-120", "--persons", "60", "--error", "0.4")
    assert found["persons"] == 60
    assert 8 <= found["length"] <= found["p90"] <= 40
    assert abs(found["bias"]) < 0.2
    assert found["rmse"] < 0.6
    assert 0 < found["overlap"] < found["exposure"] < 0.6


def test_information_makes_a_test_shorter_than_chance(capsys):
    lengths = {}
    for rule in ("progressive-restricted", "random"):
        found = line(capsys, "simulate_cat", "--bank", "2pl-120", "--persons", "40", "--rule", rule)
        lengths[rule] = found["length"]
    assert lengths["progressive-restricted"] < 0.75 * lengths["random"]


@pytest.mark.parametrize("policy", ["adaptive", "random", "fixed", "mastery-threshold"])
def test_simulate_learning_prints_the_figures_of_a_policy(capsys, policy):
    found = line(capsys, "simulate_learning", "--students", "3", "--days", "6", "--policy", policy)
    assert found["policy"] == policy
    mean, low, high = found["until_half_known"]
    assert low <= mean <= high <= 200


@pytest.mark.parametrize(
    "arguments",
    [
        ["simulate_cat", "--bank", "none"],
        ["simulate_cat", "--persons", "0"],
        ["simulate_cat", "--error", "0"],
        ["simulate_cat", "--least", "41"],
        ["simulate_learning", "--students", "0"],
        ["simulate_learning", "--seed", "-1"],
    ],
)
def test_what_makes_no_sense_is_refused(arguments):
    with pytest.raises(CommandError):
        call_command(*arguments)


def test_calibrate_lists_questions_from_hard_to_easy(capsys, student, classmate, outsider):
    skill = factories.SkillFactory(slug="power-rule")
    for level, outcomes in ((1, "correct"), (2, "incorrect")):
        version = factories.family_version("derivative", level)
        version.question.skills.add(skill)
        for person in (student, classmate, outsider):
            session = factories.ItemSessionFactory(student=person, version=version)
            learning.record(factories.ResponseFactory(item_session=session, verdict=outcomes))
    call_command("calibrate")
    hard, easy = map(json.loads, capsys.readouterr().out.splitlines())
    assert hard["difficulty"] > easy["difficulty"]
    assert hard["answers"] == easy["answers"] == 3
    assert hard["difficulty_error"] > 0


def test_calibrate_without_answers_says_so(db):
    with pytest.raises(CommandError, match="no answers"):
        call_command("calibrate")
