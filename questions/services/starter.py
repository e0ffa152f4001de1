"""The starter content, loaded once and never over an edit: skills, mal-rules, banks, lessons and
exam presets.
"""

from django.core.management import call_command
from django.db import transaction

from questions import maths
from questions.models import Bank, ExamPreset, Lesson, MalRule, Question, Skill, Topic

SKILLS = "skills.json"
BANKS = "banks.json"
LESSONS = "lessons.json"
PRESETS = "presets.json"


def load() -> list[str]:
    """Loads what is missing; returns a sentence for each thing loaded."""
    done = []
    if not Topic.objects.exists():
        call_command("loaddata", SKILLS, verbosity=0)
        done.append(f"{Skill.objects.count()} skills")
    added = load_catalogue()
    if added:
        done.append(f"{added} mal-rules")
    if not Bank.objects.exists():
        call_command("loaddata", BANKS, verbosity=0)
        done.append(f"{Bank.objects.count()} banks")
    # `loaddata`, here or by hand, writes rows as they are in a file.
    Question.objects.filter(newest_number=0).say_newest()
    if not Lesson.objects.exists():
        call_command("loaddata", LESSONS, verbosity=0)
        done.append(f"{Lesson.objects.count()} lessons")
    if not ExamPreset.objects.exists():
        call_command("loaddata", PRESETS, verbosity=0)
        done.append(f"{ExamPreset.objects.count()} exam presets")
    return done


@transaction.atomic
def load_catalogue() -> int:
    """Brings the rows of the mal-rules in line with the catalogue in code.

    The catalogue is the truth about what exists; a text that an admin edited stays. Returns how
    many rows were added.
    """
    skills = {skill.slug: skill for skill in Skill.objects.all()}
    rows = {row.code: row for row in MalRule.objects.all()}
    for rule in maths.CATALOGUE.values():
        row = rows.get(rule.id)
        if row is not None and row.is_edited:
            continue
        values = (rule.name, rule.sentence, skills.get(rule.skill))
        if row is None:
            row = MalRule(code=rule.id)
        elif (row.name, row.sentence, row.skill) == values:
            continue
        row.name, row.sentence, row.skill = values
        row.save()
    return len(maths.CATALOGUE.keys() - rows.keys())
