"""Who may do what: predicates over rows, also Django permissions of the same name."""

import rules

from .models import Attempt, Classroom, Question, Quiz, User


@rules.predicate
def is_member(user: User) -> bool:
    """Signed in with an account of one's own."""
    return user.is_authenticated and not user.is_guest


@rules.predicate
def is_teacher(user: User) -> bool:
    return user.is_authenticated and (user.is_teacher or user.is_superuser)


@rules.predicate
def teaches(user: User, classroom: Classroom) -> bool:
    return classroom.teachers.filter(pk=user.pk).exists()


@rules.predicate
def owns_quiz(user: User, quiz: Quiz) -> bool:
    return quiz.owner_id == user.pk


@rules.predicate
def made_attempt(user: User, attempt: Attempt) -> bool:
    return attempt.student_id == user.pk


@rules.predicate
def may_edit_question(user: User, question: Question) -> bool:
    return user.is_superuser or (user.is_teacher and question.bank.owner_id == user.pk)


rules.add_perm("questions.join_classroom", is_member)
rules.add_perm("questions.make_classroom", is_teacher)
rules.add_perm("questions.teach_classroom", teaches)
rules.add_perm("questions.change_own_quiz", is_teacher & owns_quiz)
rules.add_perm("questions.write_attempt", made_attempt)
rules.add_perm("questions.edit_question", may_edit_question)
