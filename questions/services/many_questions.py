"""What an editor does to many questions at once: tag, move, retire. All or nothing, with history.

The number of statements grows with thousands of questions, not with each. Whoever has one of them
open is told when saving: its token has changed.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from questions.models import Bank, Question, QuestionVersion, Skill, User

from . import reviewing

State: Final = QuestionVersion.State
PIECE: Final = 500
NAMED: Final = 5
Tag: Final = Question.skills.through


@transaction.atomic
def tag(*, questions: Collection[int], skill: Skill, by: User) -> int:
    """Tags the questions with the skill; returns how many were not yet."""
    rows = _locked(questions, by)
    tagged = set(
        Tag.objects.filter(skill=skill, question__in=rows).values_list("question", flat=True)
    )
    changed = [row for row in rows if row.pk not in tagged]
    Tag.objects.bulk_create([Tag(question=row, skill=skill) for row in changed], PIECE)
    remember(changed)
    return len(changed)


@transaction.atomic
def untag(*, questions: Collection[int], skill: Skill, by: User) -> int:
    """Takes the skill away from the questions; returns how many had it. What was about it is about
    any of its others.

    Raises ValidationError where a question that is asked would have none left.
    """
    rows = _locked(questions, by)
    tags = Tag.objects.filter(skill=skill, question__in=rows)
    tagged = set(tags.values_list("question", flat=True))
    _refuse_untagged(tagged, skill)
    tags.delete()
    Question.objects.filter(pk__in=tagged, main_skill=skill).update(main_skill=None)
    remember([row for row in _locked(questions, by) if row.pk in tagged])
    return len(tagged)


@transaction.atomic
def move(*, questions: Collection[int], bank: Bank, by: User) -> int:
    """Moves the questions into another bank; returns how many were elsewhere.

    Raises ValidationError where the bank has a question of the same slug, or two of them share one,
    and where the bank asks for a review that one lacks.
    """
    if not Bank.objects.editable_by(by).filter(pk=bank.pk).exists():
        raise PermissionDenied("This bank belongs to somebody else.")
    moved = [row for row in _locked(questions, by) if row.bank_id != bank.pk]
    slugs = Counter(row.slug for row in moved)
    slugs.update(bank.questions.filter(slug__in=list(slugs)).values_list("slug", flat=True))
    clashing = sorted(slug for slug, count in slugs.items() if count > 1)
    if clashing:
        raise ValidationError(
            f"Nothing was moved: the bank would have two questions called {_named(clashing)}."
        )
    reviewing.refuse_unseen([row.pk for row in moved], bank=bank, by=by)
    for row in moved:
        row.bank = bank
    Question.objects.bulk_update(moved, ["bank"], batch_size=PIECE)
    remember(moved)
    return len(moved)


@transaction.atomic
def retire(*, questions: Collection[int], by: User) -> int:
    """Takes the ready versions of the questions out of use; drafts stay. Returns how many."""
    rows = _locked(questions, by)
    versions = list(QuestionVersion.objects.filter(question__in=rows, state=State.READY))
    for version in versions:
        version.state = State.RETIRED
    QuestionVersion.objects.bulk_update(versions, ["state"], batch_size=PIECE)
    QuestionVersion.history.bulk_history_create(versions, batch_size=PIECE, update=True)
    Question.objects.filter(versions__in=versions).say_newest()
    return len(versions)


def remember(questions: Sequence[Question], *, are_new: bool = False) -> None:
    """The history of the questions as they are now, with what they are tagged with."""
    history = Question.history.bulk_history_create(questions, batch_size=PIECE, update=not are_new)
    of_question = {row.id: row for row in history}
    tagged = Question.history.model.skills.model
    tags = Tag.objects.filter(question__in=questions)
    tagged.objects.bulk_create(
        [
            tagged(
                history=of_question[tag.question_id],
                id=tag.pk,
                question_id=tag.question_id,
                skill_id=tag.skill_id,
            )
            for tag in tags
        ],
        batch_size=PIECE,
    )


def _locked(questions: Collection[int], by: User) -> list[Question]:
    """The rows as they are until the transaction ends, in one order for everybody."""
    rows = Question.objects.select_for_update(of=("self",)).filter(pk__in=questions).order_by("pk")
    found = list(rows)
    mine = Question.objects.editable_by(by).filter(pk__in=questions)
    if mine.count() != len(found):
        raise PermissionDenied("One of these questions is in a bank of somebody else.")
    return found


def _refuse_untagged(tagged: Collection[int], skill: Skill) -> None:
    others = Tag.objects.exclude(skill=skill).filter(question__in=tagged)
    asked = Question.objects.ready().filter(pk__in=tagged).exclude(pk__in=others.values("question"))
    titles = list(asked.order_by("title").values_list("title", flat=True))
    if titles:
        is_one = len(titles) == 1
        raise ValidationError(
            f"Nothing was changed: {_named(titles)} {'is' if is_one else 'are'} asked and would "
            f"have no skill left. Tag {'it' if is_one else 'them'} with another one first, or "
            f"retire {'it' if is_one else 'them'}."
        )


def _named(names: Iterable[str]) -> str:
    several = [f"“{name}”" for name in names]
    more = f" and {len(several) - NAMED} more" if len(several) > NAMED else ""
    return ", ".join(several[:NAMED]) + more
