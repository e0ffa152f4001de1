"""Calibration: the two-parameter logistic model of each question, from the recorded answers."""

from collections.abc import Callable

import numpy as np

from questions.adaptive import testing
from questions.models import Observation, Question

Progress = Callable[[int, float], None]


def questions(
    *, least: int = 1, progress: Progress = lambda _round, _moved: None
) -> list[dict[str, object]]:
    """The questions with at least so many answers, the hardest first; empty where there are none.

    Answers that a student's state was only replayed with are left out: each counts once.
    """
    rows = list(
        Observation.objects.filter(is_to_fold=True)
        .order_by("pk")
        .values_list("student_number", "question_number", "right", "prior", "offset")
    )
    if not rows:
        return []
    numbers = {key: place for place, key in enumerate(sorted({row[1] for row in rows}))}
    people = {key: place for place, key in enumerate(sorted({row[0] for row in rows}))}
    prior = np.zeros(len(numbers))
    for _, question, _, expected, _ in rows:
        prior[numbers[question]] = expected
    found = testing.calibrate(
        np.array([people[row[0]] for row in rows]),
        np.array([numbers[row[1]] for row in rows]),
        np.array([row[2] for row in rows]),
        prior,
        progress,
    )
    slugs = dict(Question.objects.filter(pk__in=numbers).values_list("pk", "slug"))
    told = [
        _row(slugs[key], found, place)
        for key, place in numbers.items()
        if key in slugs and found.answers[place] >= least
    ]
    return sorted(told, key=lambda row: -float(str(row["difficulty"])))


def _row(slug: str, found: testing.Calibrated, place: int) -> dict[str, object]:
    return {
        "question": slug,
        "difficulty": round(float(found.difficulty[place]), 3),
        "difficulty_error": round(float(found.difficulty_variance[place]) ** 0.5, 3),
        "discrimination": round(float(found.discrimination[place]), 3),
        "discrimination_error": round(float(found.discrimination_variance[place]) ** 0.5, 3),
        "answers": int(found.answers[place]),
    }
