"""Forms: what people may send, checked before any service runs."""

from .accounts import SignupForm, TimeZoneForm
from .classrooms import ClassroomForm, JoinForm
from .practice import AnswerForm, EntryField, HintForm, PreviewForm, StartForm
from .quizzes import (
    AssignmentForm,
    ChoiceOfFamilyForm,
    PointsForm,
    QuestionSearchForm,
    QuizForm,
    SaveForm,
    SeedForm,
)

__all__ = [
    "AnswerForm",
    "AssignmentForm",
    "ChoiceOfFamilyForm",
    "ClassroomForm",
    "EntryField",
    "HintForm",
    "JoinForm",
    "PointsForm",
    "PreviewForm",
    "QuestionSearchForm",
    "QuizForm",
    "SaveForm",
    "SeedForm",
    "SignupForm",
    "StartForm",
    "TimeZoneForm",
]
