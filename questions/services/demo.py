"""The demo's people and their history, played in through the same services that pages call."""

import datetime
import json
import random
import secrets
import unicodedata
import uuid
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from questions import maths
from questions.models import (
    Assignment,
    Attempt,
    Classroom,
    ItemSession,
    Question,
    Quiz,
    Response,
    User,
)
from questions.problems import Problem
from questions.simulation import SimulatedStudent, cohort
from questions.simulation.roster import BUGS, NAMES

from . import accommodations, attempts, challenges, classrooms, practice, quizzes, variants

Progress = Callable[[int, int, str], None]

STUDENT: Final = ("student", "student@example.org", "Mira Sen")
TEACHER: Final = ("teacher", "teacher@example.org", "Jonas Keller")
ADMIN: Final = ("admin", "admin@example.org", "Ada Admin")
CLASSROOM: Final = "Machine learning, calculus refresher"
DAYS: Final = 28
MOST_SITTINGS: Final = 3
QUIZ: Final = ("derivative-2", "derivative-3", "partial-derivative-2", "gradient-1")
UNPROVABLE: Final = "sqrt(asin(tanh({0})) - 2*atan(tanh({0}/2)))"
"""Nought, by two formulas for the same angle; rounded numbers never show that the root is not of
less than 0, and the algebra does not know that the two are one."""
SMUGGLERS: Final = {STUDENT[2]: "right", NAMES[0]: "wrong"}
"""Who adds it to the first answer of an assignment, and to which one: a teacher has to decide."""
DOUBT: Final = (
    "I checked it with a calculator and got the same. Could you look at it again, please?"
)
MORE_TIME: Final = accommodations.Granted(time_factor=Decimal("1.2"))


@dataclass(frozen=True)
class Person:
    """Somebody to sign in as. The password is made for this machine."""

    role: str
    email: str
    password: str


def people(*, folder: Path) -> list[Person]:
    """The demo student, teacher and admin, made once; their passwords are kept in the folder."""
    path = folder / "people.json"
    known = [Person(**row) for row in json.loads(path.read_text())] if path.exists() else []
    kept = {one.role: one for one in known}
    found = [_person(kept, *cast) for cast in (STUDENT, TEACHER, ADMIN)]
    if found != known:
        path.touch(mode=0o600)
        path.write_text(json.dumps([asdict(one) for one in found], indent=2))
    return found


def _person(kept: dict[str, Person], role: str, email: str, name: str) -> Person:
    """The person as a row with a password that is known here."""
    user = User.objects.filter(email=email).first()
    if user is not None and role in kept:
        return kept[role]
    password = secrets.token_urlsafe(9)
    if user is None:
        user = _account(email, name, password)
    user.is_teacher = role == "teacher"
    user.is_staff = user.is_superuser = role == "admin"
    user.set_password(password)
    user.save()
    return Person(role, email, password)


def _account(email: str, name: str, password: str | None = None) -> User:
    user = User.objects.create_user(email, password, name=name)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def history(
    *,
    students: int = len(NAMES),
    days: int = DAYS,
    at: datetime.datetime | None = None,
    progress: Progress = lambda _done, _total, _what: None,
) -> bool:
    """Four weeks of a class, once. Returns whether it was played in now.

    A history that was cut off is completed by the next call: a student who has answers is left.
    """
    at = at or timezone.now()
    room = _classroom(at - datetime.timedelta(days=days + 1))
    done = _assignments(room, at)
    cast = cohort(NAMES[:students], BUGS, seed=1)
    waiting = [one for one in cast if not _has_history(one.name)]
    mira = User.objects.get(email=STUDENT[1])
    if not mira.item_sessions.exists():
        waiting.append(_mira())
    for number, simulated in enumerate(waiting, start=1):
        user = mira if simulated.name == mira.name else _simulated_account(simulated.name)
        _play(simulated, user, room, done, at - datetime.timedelta(days=days), at)
        progress(number, len(waiting), "Playing in a class of simulated students")
    _challenge(done)
    _accommodate(room, mira, at)
    return bool(waiting)


def _mira() -> SimulatedStudent:
    """The demo student: fair, with two habits to break."""
    bugs = {"inner-derivative-missing": 0.7, "other-variable-not-constant": 0.5}
    return SimulatedStudent(STUDENT[2], 0.5, bugs, random.Random("demo student"))


def _email(name: str) -> str:
    """Accents go, letters stay."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return f"{plain.lower().replace(' ', '.')}@example.org"


def _has_history(name: str) -> bool:
    return Attempt.objects.filter(student__email=_email(name)).exists()


def _simulated_account(name: str) -> User:
    """A simulated student's row; nobody can sign in as it."""
    email = _email(name)
    return User.objects.filter(email=email).first() or _account(email, name)


def _classroom(at: datetime.datetime) -> Classroom:
    teacher = User.objects.get(email=TEACHER[1])
    found = Classroom.objects.taught_by(teacher).filter(name=CLASSROOM).first()
    return found or classrooms.create(teacher=teacher, name=CLASSROOM, at=at)


def _assignments(room: Classroom, at: datetime.datetime) -> Assignment:
    """Gives a quiz that is over, which is returned, and one that is open for another week."""
    _assigned(room, "Derivatives and gradients, week 4", at - datetime.timedelta(days=1), 8)
    return _assigned(room, "Derivatives and gradients, week 3", at - datetime.timedelta(days=9), 7)


@transaction.atomic
def _assigned(room: Classroom, title: str, opens_at: datetime.datetime, days: int) -> Assignment:
    found = Assignment.objects.filter(classroom=room, quiz__title=title).first()
    if found is not None:
        return found
    quiz = quizzes.create(owner=room.teachers.all()[0], title=title, at=opens_at)
    _fill(quiz)
    closes_at = opens_at + datetime.timedelta(days=days)
    return quizzes.assign(
        quiz=quiz, to=room, opens_at=opens_at, closes_at=closes_at, minutes=45, at=opens_at
    )


def _fill(quiz: Quiz) -> None:
    generated = {
        one.slug: one for one in Question.objects.filter(bank__slug="generated", slug__in=QUIZ)
    }
    concept = Question.objects.filter(bank__slug="quick-quiz").order_by("pk")[:2]
    for question in [*(generated[slug] for slug in QUIZ), *concept]:
        quizzes.add_slot(quiz=quiz, question=question, points=2 if question.slug in QUIZ else 1)


def _play(
    simulated: SimulatedStudent,
    user: User,
    room: Classroom,
    assignment: Assignment,
    first: datetime.datetime,
    last: datetime.datetime,
) -> None:
    """In the order of the days: what comes late is worked out again from the beginning."""
    User.objects.filter(pk=user.pk).update(date_joined=first)
    classrooms.join(student=user, code=room.join_code, at=first)
    start = assignment.opens_at + datetime.timedelta(hours=simulated.chance.uniform(2, 150))
    sittings = list(_sittings(simulated, first, last))
    for moment in (one for one in sittings if one < start):
        _sit(simulated, user, moment)
    _attempt(simulated, user, assignment, start)
    for moment in (one for one in sittings if one >= start):
        _sit(simulated, user, moment)


def _sittings(
    simulated: SimulatedStudent, first: datetime.datetime, last: datetime.datetime
) -> Iterator[datetime.datetime]:
    """When the student sits down to practise: in the evening of a few of the days."""
    count = simulated.chance.randint(2, MOST_SITTINGS)
    for day in sorted(simulated.chance.sample(range((last - first).days), count)):
        evening = (first + datetime.timedelta(days=day)).replace(hour=17)
        yield min(evening + datetime.timedelta(minutes=simulated.chance.randint(0, 240)), last)


def _sit(simulated: SimulatedStudent, user: User, moment: datetime.datetime) -> None:
    for _ in range(simulated.chance.randint(3, 6)):
        session = practice.start(student=user, at=moment)
        moment = _answer(simulated, session, moment)


def _answer(
    simulated: SimulatedStudent, session: ItemSession, moment: datetime.datetime
) -> datetime.datetime:
    """Two tries at most; some give up after the first."""
    problem = variants.problem_in(session.variant)
    for _ in range(2):
        moment += datetime.timedelta(seconds=simulated.seconds(problem))
        entry = simulated.answer(problem)
        practice.submit(item_session=session, client_key=uuid.uuid4(), entry=entry, at=moment)
        session.refresh_from_db()
        if session.finished_at is not None:
            return moment
    practice.reveal(item_session=session, at=moment)
    return moment


def _attempt(
    simulated: SimulatedStudent, user: User, assignment: Assignment, moment: datetime.datetime
) -> None:
    try:
        attempt = attempts.start(assignment=assignment, student=user, at=moment)
    except ValidationError:
        return
    for session in attempt.item_sessions.select_related("variant").order_by("position"):
        problem = variants.problem_in(session.variant)
        moment += datetime.timedelta(seconds=min(simulated.seconds(problem), 240))
        entry = simulated.answer(problem)
        if session.position == 1 and simulated.name in SMUGGLERS:
            entry = _undecidable(problem, SMUGGLERS[simulated.name])
        attempts.save(item_session=session, entry=entry, sequence=1, at=moment)
    moment += datetime.timedelta(seconds=20)
    attempts.submit(attempt=attempt, at=moment)


def _challenge(assignment: Assignment) -> None:
    """A mark that waits for the teacher: of a wrong answer in which a mistake is named, the demo
    student's own if there is one.
    """
    answers = Response.objects.filter(item_session__attempt__assignment=assignment)
    wrong = answers.filter(verdict="incorrect").exclude(mistakes=[]).order_by("pk")
    own = wrong.filter(item_session__student__email=STUDENT[1])
    answer = own.first() or wrong.first()
    if answer is not None and not answers.exclude(challenges=None).exists():
        student, moment = answer.item_session.student, answer.submitted_at
        at = moment + datetime.timedelta(minutes=5)
        challenges.make(response=answer, student=student, reason=DOUBT, at=at)


def _accommodate(room: Classroom, student: User, at: datetime.datetime) -> None:
    """A fifth more time for the demo student, unless something was set or removed since."""
    is_enrolled = Classroom.objects.joined_by(student).filter(pk=room.pk).exists()
    if is_enrolled and not student.accommodations.exists():
        accommodations.give(
            classroom=room, student=student, granted=MORE_TIME, by=room.teachers.all()[0], at=at
        )


def _undecidable(problem: Problem, sort: str) -> list[str]:
    """An answer that the engine can neither prove nor refute, as a teacher can at a glance."""
    _, mistake = problem.mistakes[0]
    answer = problem.key if sort == "right" else maths.write_text(mistake)
    return [f"{answer} + {UNPROVABLE.format(problem.variables[0])}"]
