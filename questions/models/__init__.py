"""Tables, constraints and QuerySets. No workflow: what changes state stands in services."""

from .banks import Bank, Question, QuestionVersion
from .classrooms import Classroom, Enrolment
from .clusters import AnswerCluster
from .grading import ManualGrade
from .mistakes import MalRule, MistakeEvidence, MistakePattern
from .people import TeacherInvitation, User
from .practice import ItemSession, Response, Variant, is_sure
from .quizzes import Assignment, Attempt, Quiz, Slot
from .skills import Skill, SkillEstimate, StudentEstimate, Topic

__all__ = [
    "AnswerCluster",
    "Assignment",
    "Attempt",
    "Bank",
    "Classroom",
    "Enrolment",
    "ItemSession",
    "MalRule",
    "ManualGrade",
    "MistakeEvidence",
    "MistakePattern",
    "Question",
    "QuestionVersion",
    "Quiz",
    "Response",
    "Skill",
    "SkillEstimate",
    "Slot",
    "StudentEstimate",
    "TeacherInvitation",
    "Topic",
    "User",
    "Variant",
    "is_sure",
]
