"""Who may do what: predicates over rows, also Django permissions of the same name."""

from rules.permissions import add_perm
from rules.predicates import predicate

from .models import Attempt, Classroom, Question, Quiz, User

TEACHES = "questions.teach_classroom"
"""Of whoever decides on what is of a classroom."""


@predicate
def is_member(user: User) -> bool:
    """Signed in with an account of one's own."""
    return user.is_authenticated and not user.is_guest


@predicate
def is_teacher(user: User) -> bool:
    return user.is_authenticated and (user.is_teacher or user.is_superuser)


@predicate
def teaches(user: User, classroom: Classroom) -> bool:
    return classroom.teachers.filter(pk=user.pk).exists()


@predicate
def owns_quiz(user: User, quiz: Quiz) -> bool:
    return quiz.owner_id == user.pk


@predicate
def made_attempt(user: User, attempt: Attempt) -> bool:
    return attempt.student_id == user.pk


@predicate
def may_edit_question(user: User, question: Question) -> bool:
    return user.is_superuser or (user.is_teacher and question.bank.owner_id == user.pk)


add_perm("questions.join_classroom", is_member)
add_perm("questions.make_classroom", is_teacher)
add_perm(TEACHES, teaches)
add_perm("questions.change_own_quiz", is_teacher & owns_quiz)
add_perm("questions.write_attempt", made_attempt)
add_perm("questions.edit_question", may_edit_question)
