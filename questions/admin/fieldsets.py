"""The fields of a question's form in their groups."""

from typing import Any

from . import contents, settings_fields

OPTIONS = "Options"
OPTIONS_HELP = (
    "Two at least. Tick “Right” on what is right, and say something back to what is wrong."
)

VARYING = "What varies"
VARYING_HELP = (
    "For a question that every student gets with other numbers. Leave it empty for one that is the "
    "same for all."
)

DIFFERENTIATED = "What is differentiated"
DIFFERENTIATED_HELP = (
    "Where the key is a derivative, say of what: the engine then works it out itself, so that a "
    "wrong key is noticed, every mistake of a student can be named, and the worked solution shown."
)


def of(options: int, written: int) -> list[Any]:
    """Every field of every kind; the stylesheet shows those of the chosen kind."""
    options_together = {"fields": [], "classes": ["for-options"], "description": OPTIONS_HELP}
    option = [
        (f"Option {place}", {"fields": _rows(place), "classes": _classes(place, written)})
        for place in range(1, options + 1)
    ]
    hints = [f"hint_{place}" for place in range(1, contents.HINTS + 1)]
    return [
        (None, {"fields": ["bank", "title", "slug", "skills", "main_skill", "seen"]}),
        ("What it asks", {"fields": ["kind", "family_level", "asked", "prompt", "variables"]}),
        (
            VARYING,
            {
                "fields": ["parameters", "conditions", "definitions"],
                "classes": ["for-written"],
                "description": VARYING_HELP,
            },
        ),
        (OPTIONS, options_together),
        *option,
        ("Rows and what they take", {"fields": ["pairs"], "classes": ["for-pairs"]}),
        ("Accepted answers", {"fields": ["accepted"], "classes": ["for-text"]}),
        ("Key", {"fields": ["key"], "classes": ["for-maths"]}),
        (
            DIFFERENTIATED,
            {
                "fields": [
                    "task_ask",
                    "task_function",
                    ("task_by", "task_point"),
                    "task_more",
                ],
                "classes": ["for-maths", "for-fixed"],
                "description": DIFFERENTIATED_HELP,
            },
        ),
        (
            "What counts as right",
            {"fields": _settings(), "classes": ["for-maths"]},
        ),
        (
            "Answers that you foresee",
            {"fields": ["mistakes", "tests"], "classes": ["for-maths", "for-templates"]},
        ),
        (
            "Hints and explanation",
            {"fields": [*hints, "explanation", "difficulty"], "classes": ["for-written"]},
        ),
    ]


def _settings() -> list[Any]:
    """The tolerance and how much of it on one line."""
    return [
        ("tolerance_kind", "tolerance") if name == "tolerance_kind" else name
        for name in settings_fields.FIELDS
        if name != "tolerance"
    ]


def _classes(place: int, written: int) -> list[str]:
    """Options beyond the next free one are folded up."""
    folded = ["collapse"] if place > max(written, 3) + 1 else []
    return ["for-options", f"option-{place}", *folded]


def _rows(place: int) -> list[Any]:
    text, correct, feedback, mistake = contents.option_fields(place)
    return [text, (correct, mistake), feedback]
