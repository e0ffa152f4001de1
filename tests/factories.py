"""Rows for tests, made by factory_boy."""

import uuid

import factory
from factory.django import DjangoModelFactory

from questions.models import (
    Bank,
    ExamPreset,
    ItemSession,
    Lesson,
    MalRule,
    Question,
    QuestionVersion,
    Response,
    Skill,
    Topic,
    User,
)
from questions.models.banks import NEWEST
from questions.services import variants


def preset_rules():
    first = {"kind": "choice", "shown": 3, "counted": 2, "counting": "first"}
    number = {"kind": "number", "shown": 1, "counted": 1, "counting": "first"}
    number["accept"] = {"absolute": "1/100"}
    parts = [
        first | {"right": "2", "wrong": "-2/3", "blank": "0"},
        number | {"right": "1", "wrong": "0", "blank": "0"},
    ]
    sections = [
        {"name": f"Section {name}", "parts": [part]} for name, part in zip("AB", parts, strict=True)
    ]
    return {"version": 1, "sections": sections}


PASSWORD = "correct horse battery staple"


class StudentFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")

    @factory.post_generation
    def password(obj, create, extracted, **kwargs):  # noqa: N805
        obj.set_password(extracted or PASSWORD)
        obj.save()


class TeacherFactory(StudentFactory):
    is_teacher = True


class AdminFactory(StudentFactory):
    is_staff = True
    is_superuser = True


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = Topic

    slug = factory.Sequence(lambda n: f"topic-{n}")
    name = factory.Sequence(lambda n: f"Topic {n}")


class SkillFactory(DjangoModelFactory):
    class Meta:
        model = Skill

    slug = factory.Sequence(lambda n: f"skill-{n}")
    name = factory.Sequence(lambda n: f"Skill {n}")
    topic = factory.SubFactory(TopicFactory)


class LessonFactory(DjangoModelFactory):
    class Meta:
        model = Lesson

    slug = factory.Sequence(lambda n: f"lesson-{n}")
    title = factory.Sequence(lambda n: f"Lesson {n}")
    topic = factory.SubFactory(TopicFactory)
    position = factory.Sequence(int)
    summary = "In one sentence."
    notes = "The slope of $x^2$ is $2x$."
    example_function = "x^2"
    example_at = "-1, 1"
    recap = "- Mind the sign."


class PresetFactory(DjangoModelFactory):
    """Choices of which the first two answered count, and numbers."""

    class Meta:
        model = ExamPreset

    slug = factory.Sequence(lambda n: f"preset-{n}")
    name = factory.Sequence(lambda n: f"Exam {n}")
    year = 2025
    minutes = 60
    source = "A brochure."
    rules = factory.LazyFunction(preset_rules)


class MalRuleFactory(DjangoModelFactory):
    class Meta:
        model = MalRule

    code = factory.Sequence(lambda n: f"mal-rule-{n}")
    name = factory.Sequence(lambda n: f"Mal-rule {n}")
    sentence = "What the rule really says."
    skill = factory.SubFactory(SkillFactory)


class BankFactory(DjangoModelFactory):
    class Meta:
        model = Bank

    slug = factory.Sequence(lambda n: f"bank-{n}")
    name = factory.Sequence(lambda n: f"Bank {n}")
    is_shared = True
    in_practice = True


class QuestionFactory(DjangoModelFactory):
    class Meta:
        model = Question

    bank = factory.SubFactory(BankFactory)
    slug = factory.Sequence(lambda n: f"question-{n}")
    title = factory.Sequence(lambda n: f"Question {n}")


GONE = {
    "version": 1, "source": "family", "family": "steepest_direction", "level": 2, "asked": "choice",
}  # fmt: skip
"""Content that was asked for a while and makes no problem any more."""


class VersionFactory(DjangoModelFactory):
    """A ready version of a choice question whose option “b” tempts with a mal-rule."""

    class Meta:
        model = QuestionVersion

    question = factory.SubFactory(QuestionFactory)
    number = 1
    state = QuestionVersion.State.READY
    kind = factory.LazyAttribute(lambda version: version.content.get("kind", "expression"))
    content = factory.LazyFunction(
        lambda: {
            "version": 1,
            "source": "authored",
            "kind": "choice",
            "prompt": "What is the derivative of $x^2$?",
            "options": [
                {"id": "a", "text": "$2x$", "correct": True, "feedback": ""},
                {
                    "id": "b",
                    "text": "$x$",
                    "correct": False,
                    "feedback": "The exponent comes down as a factor.",
                    "mistake": "exponent-not-brought-down",
                },
                {"id": "c", "text": "$2$", "correct": False, "feedback": "One power stays."},
            ],
            "explanation": "Power rule.",
        }
    )

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        """Its question says so too, as the services see to."""
        version = super()._create(model_class, *args, **kwargs)
        Question.objects.filter(pk=version.question_id).say_newest()
        version.question.refresh_from_db(fields=NEWEST)
        return version


def rewrite(version, **values):
    """Gives a stored version other values, past what services refuse."""
    QuestionVersion.objects.filter(pk=version.pk).update(**values)
    Question.objects.filter(pk=version.question_id).say_newest()


def drifted():
    """The questions beside which something else stands than what their newest version says."""
    said = {
        row[0]: row[1:]
        for row in QuestionVersion.objects.order_by("question", "number").values_list(
            "question", "number", "state", "kind", "family", "source"
        )
    }
    beside = Question.objects.values_list("slug", "pk", *NEWEST)
    return [
        (slug, row, said.get(key))
        for slug, key, *row in beside
        if tuple(row) != said.get(key, (0, "", "", "", ""))
    ]


def expression_version(key: str = "2x", **fields):
    """A ready version of a question that asks for an expression in x."""
    content = {
        "version": 1,
        "source": "authored",
        "kind": "expression",
        "prompt": "Differentiate $x^2$.",
        "key": key,
        "variables": ["x"],
    }
    return VersionFactory(content=content, **fields)


def family_version(family: str = "derivative", level: int = 3, **fields):
    """A ready version of generated questions."""
    kind = "vector" if family == "gradient" else "expression"
    content = {"version": 1, "source": "family", "family": family, "level": level}
    return VersionFactory(content=content, kind=kind, **fields)


def authored_version(kind: str, **content):
    """A ready version of a question of that kind, as a person would write it."""
    common = {"version": 1, "source": "authored", "kind": kind, "prompt": "What is it?"}
    return VersionFactory(content=common | content)


class ItemSessionFactory(DjangoModelFactory):
    """A question in practice; by default one that asks for an expression in x, with key 2x."""

    class Meta:
        model = ItemSession

    class Params:
        version = factory.LazyFunction(expression_version)
        seed = 7

    student = factory.SubFactory(StudentFactory)
    variant = factory.LazyAttribute(lambda row: variants.variant_for(row.version, row.seed))
    question = factory.LazyAttribute(lambda row: row.variant.version.question)
    reason = factory.LazyFunction(lambda: {"code": "asked for", "sentence": "You chose it."})


class ResponseFactory(DjangoModelFactory):
    class Meta:
        model = Response

    item_session = factory.SubFactory(ItemSessionFactory)
    client_key = factory.LazyFunction(uuid.uuid4)
    raw = factory.LazyFunction(lambda: ["2x"])
    reading = factory.LazyFunction(lambda: ["2*x"])
    comparison = factory.LazyFunction(lambda: {"kind": "equal", "proof": "structure"})
    verdict = Response.Verdict.CORRECT
    seconds = 12.0
    grader_version = "1"
