"""The starter banks load, and every question in them is graded as its author meant it."""

import json
import re
from collections import Counter
from pathlib import Path

import math_core
import pytest

from questions import maths, problems
from questions.models import Bank, Question, QuestionVersion, Skill
from questions.problems import Problem
from questions.services import banks, marking, variants
from questions.templatetags import unset
from tests import starting

SEED = 1
SEEDS_OF_A_LEVEL = 24


@pytest.fixture(autouse=True)
def loaded(db: None) -> None:
    starting.load()


KEPT: dict[str, dict[str, Problem]] = {}
"""Problems by their slug, once built: the fixtures are the same for every test."""


def problems_of(source: str) -> dict[str, Problem]:
    if source not in KEPT:
        rows = QuestionVersion.objects.filter(content__source=source).select_related("question")
        KEPT[source] = {row.question.slug: variants.problem_of(row, SEED) for row in rows}
    return KEPT[source]


def fields_of(problem: Problem, added: str = "") -> list[str]:
    """The key as somebody would type it, with something added to each component."""
    key = problem.key_expression()
    texts = [maths.write_text(one) + added for one in maths.components(key)]
    if problem.kind == "matrix":
        columns = maths.shape(key)[1]
        rows = [texts[start : start + columns] for start in range(0, len(texts), columns)]
        return [f"[{', '.join('[' + ', '.join(row) + ']' for row in rows)}]"]
    if problem.layout == "single" and maths.shape(key):
        return [f"({', '.join(texts)})"]
    return texts


def right_entries(problem: Problem) -> list[list[str]]:
    """Every entry that the author calls right."""
    if problem.options:
        return [problems.right_entry(problem)]
    if problem.kind == "short text":
        return [[text] for text in problem.accepted]
    return [fields_of(problem)]


def wrong_entries(problem: Problem) -> list[list[str]]:
    """Each wrong option alone, or a wrong one for every row; where something is written, something
    else.
    """
    if problem.pairs:
        ids = [option.id for option in problem.options]
        return [[next(one for one in ids if one != pair.option) for pair in problem.pairs]]
    if problem.options:
        return [[option.id] for option in problem.options if not option.correct]
    if problem.kind == "short text":
        return [["another word"]]
    return [fields_of(problem, added=" + 1")]


def marked_otherwise(problem: Problem, entries: list[list[str]], verdict: str) -> list[list[str]]:
    return [entry for entry in entries if marking.mark(problem, entry).verdict != verdict]


def options_of(row: QuestionVersion) -> list[dict[str, str | bool | None]]:
    """Those of which some are right; what rows take is checked with the rows."""
    if row.kind in problems.PAIR_KINDS:
        return []
    options: list[dict[str, str | bool | None]] = row.content.get("options", [])
    return options


def test_there_are_three_concept_banks_with_45_questions_in_practice():
    banks = Bank.objects.exclude(slug="generated")
    assert banks.count() >= 3
    assert Question.objects.in_practice().filter(bank__in=banks).distinct().count() >= 45


def test_the_concept_questions_are_of_all_kinds():
    kinds = Counter(
        QuestionVersion.objects.filter(content__source="authored").values_list("kind", flat=True)
    )
    assert {"choice", "several choices", "true/false", "short text", "number"} <= set(kinds)
    assert kinds["matching"] >= 3
    assert kinds["ordering"]


def test_every_skill_has_a_question_and_every_question_a_skill():
    assert not Skill.objects.filter(questions=None).exists()
    assert not Question.objects.filter(skills=None).exists()
    authored = Question.objects.filter(versions__content__source="authored")
    assert all(one.main_skill in one.skills.all() for one in authored)


def test_every_family_is_asked_at_five_levels():
    rows = QuestionVersion.objects.filter(content__source="family")
    asked = {(row.content["family"], row.content["level"]) for row in rows}
    assert asked == {(family, level) for family in problems.FAMILIES for level in range(1, 6)}


def test_a_generated_question_is_about_the_skills_it_is_filed_under():
    """Some seed among a few is about each: practice chooses the question by its skills."""
    idle: dict[str, set[str]] = {}
    for question in Question.objects.filter(bank__slug="generated").prefetch_related("skills"):
        content = question.versions.get().content
        family, level = content["family"], content["level"]
        filed = {skill.slug for skill in question.skills.all()}
        several = SEEDS_OF_A_LEVEL if len(filed) > 1 else 3
        likely = [problems.likely_skills(family, level, seed) for seed in range(several)]
        idle[question.slug] = {
            skill
            for skill in filed
            if not any(problems.is_about(skills, skill) for skills in likely if skills)
        }
    assert {slug: skills for slug, skills in idle.items() if skills} == {}


@pytest.mark.parametrize("source", ["authored", "family", "template"])
def test_every_question_is_of_its_kind_and_grades_what_is_right_and_wrong(source: str):
    """In one test, because building all that is generated takes its time. Wrong answers of
    generated families are tried at one level: each of them is diagnosed.
    """
    rows = QuestionVersion.objects.filter(content__source=source)
    built = problems_of(source)
    assert {slug: one.kind for slug, one in built.items()} == dict(
        rows.values_list("question__slug", "kind")
    )
    refused = {
        slug: entries
        for slug, problem in built.items()
        if (entries := marked_otherwise(problem, right_entries(problem), "correct"))
    }
    assert refused == {}
    accepted = {
        slug: entries
        for slug, problem in built.items()
        if problem.level in {None, 3}
        and (entries := marked_otherwise(problem, wrong_entries(problem), "incorrect"))
    }
    assert accepted == {}


def test_a_wrong_option_names_its_mistake():
    problem = problems_of("authored")["slopes-of-square"]
    option = next(one for one in problem.options if one.mistake == "f-for-derivative")
    (mistake,) = marking.mark(problem, [option.id]).mistakes
    assert mistake["name"] == "Value read where the rate is asked"


def test_every_choice_has_a_right_option_and_no_two_options_alike():
    rows = [row for row in QuestionVersion.objects.all() if options_of(row)]
    for row in rows:
        options = options_of(row)
        right = sum(bool(option["correct"]) for option in options)
        assert right == 1 or (row.kind == "several choices" and right), row
        assert len({option["text"] for option in options}) == len(options), row
        assert len({option["id"] for option in options}) == len(options), row


def test_every_wrong_option_is_explained():
    silent = [
        (str(row), option["text"])
        for row in QuestionVersion.objects.select_related("question")
        for option in options_of(row)
        if not option["correct"] and not option["feedback"]
    ]
    assert silent == []


def test_the_place_of_an_option_does_not_give_the_right_one_away():
    rows = QuestionVersion.objects.filter(kind="choice")
    places = Counter(one["id"] for row in rows for one in options_of(row) if one["correct"])
    assert max(places.values()) < places.total() / 2


def test_every_mistake_of_an_option_is_known():
    known = set(maths.CATALOGUE)
    tags = {
        option["mistake"] for row in QuestionVersion.objects.all() for option in options_of(row)
    }
    tags |= {
        rule
        for row in QuestionVersion.objects.filter(kind="matching", content__source="authored")
        for pair in row.content["pairs"]
        for rule in pair.get("mistakes", {}).values()
    }
    assert tags - {None} - known == set()


def texts_of_banks() -> list[str]:
    return texts_in(json.loads(Path("fixtures/banks.json").read_text()))


def texts_of_mal_rules() -> list[str]:
    return [text for rule in maths.CATALOGUE.values() for text in (rule.name, rule.sentence)]


@pytest.mark.parametrize("texts", [texts_of_banks, texts_of_mal_rules])
def test_every_formula_can_be_typeset(texts):
    text = "\n".join(texts())
    converter = math_core.LatexToMathML()
    formulas = re.findall(r"\$([^$]+)\$", text)
    assert formulas
    for formula in formulas:
        assert "merror" not in converter.convert_with_local_state(formula, displaystyle=False)


def texts_in(value: object) -> list[str]:
    """Every text in a piece of JSON."""
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [text for one in value for text in texts_in(one)]
    return [value] if isinstance(value, str) else []


def test_every_template_passes_the_checks_of_readiness():
    rows = QuestionVersion.objects.filter(content__source="template").select_related("question")
    assert rows
    for row in rows:
        assert banks.check(row, render=unset.fault) == [], row.question.slug
