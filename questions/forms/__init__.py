"""Forms: what people may send, checked before any service runs."""

from .accommodations import AccommodationForm, StandingForm
from .accounts import SignupForm, TimeZoneForm
from .challenges import ChallengeForm, KeepForm
from .classrooms import ClassroomForm, JoinForm, NamingForm, NewClassroomForm, ReteachForm
from .exams import StartExamForm
from .explore import ExploreForm
from .grading import LateForm, ManualGradeForm
from .groups import GroupForm, NeedForm
from .plans import PlanForm
from .practice import AnswerForm, EntryField, HintForm, PreviewForm, StartForm
from .printing import PapersForm, PrintForm
from .quizzes import (
    AssignmentForm,
    ChangedRulesForm,
    ChoiceOfFamilyForm,
    NewQuizForm,
    PointsForm,
    QuestionSearchForm,
    QuizForm,
    SaveForm,
    SeedForm,
)
from .rulings import RulingForm

__all__ = [
    "AccommodationForm",
    "AnswerForm",
    "AssignmentForm",
    "ChallengeForm",
    "ChangedRulesForm",
    "ChoiceOfFamilyForm",
    "ClassroomForm",
    "EntryField",
    "ExploreForm",
    "GroupForm",
    "HintForm",
    "JoinForm",
    "KeepForm",
    "LateForm",
    "ManualGradeForm",
    "NamingForm",
    "NeedForm",
    "NewClassroomForm",
    "NewQuizForm",
    "PapersForm",
    "PlanForm",
    "PointsForm",
    "PreviewForm",
    "PrintForm",
    "QuestionSearchForm",
    "QuizForm",
    "ReteachForm",
    "RulingForm",
    "SaveForm",
    "SeedForm",
    "SignupForm",
    "StandingForm",
    "StartExamForm",
    "StartForm",
    "TimeZoneForm",
]
