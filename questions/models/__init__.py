"""Tables, constraints and QuerySets. No workflow: what changes state stands in services."""

from .accommodations import Accommodation
from .banks import Bank, Question, QuestionVersion
from .calibration import Calibration, ItemCalibration
from .challenges import Challenge
from .checking import CheckRun
from .classrooms import Classroom, Enrolment
from .clusters import AnswerCluster
from .exams import PracticeExam
from .grading import ManualGrade
from .groups import Group
from .late import LateEntry
from .lessons import Lesson
from .mistakes import MalRule, MistakeEvidence, MistakePattern
from .people import TeacherInvitation, User
from .plans import StudyPlan
from .practice import ItemSession, Response, Variant, is_sure
from .presets import ExamPreset, MockExam
from .printing import Paper, PaperQuestion, Printing
from .quizzes import Assignment, Attempt, Quiz, Slot
from .regrading import Regrade, RegradedSession
from .rulings import QuestionRuling
from .skills import Skill, SkillEstimate, StudentEstimate, Topic
from .student_model import (
    ItemDifficulty,
    ModelVersion,
    Observation,
    SkillDifficulty,
    StudentItem,
)
from .uploads import Upload

__all__ = [
    "Accommodation",
    "AnswerCluster",
    "Assignment",
    "Attempt",
    "Bank",
    "Calibration",
    "Challenge",
    "CheckRun",
    "Classroom",
    "Enrolment",
    "ExamPreset",
    "Group",
    "ItemCalibration",
    "ItemDifficulty",
    "ItemSession",
    "LateEntry",
    "Lesson",
    "MalRule",
    "ManualGrade",
    "MistakeEvidence",
    "MistakePattern",
    "MockExam",
    "ModelVersion",
    "Observation",
    "Paper",
    "PaperQuestion",
    "PracticeExam",
    "Printing",
    "Question",
    "QuestionRuling",
    "QuestionVersion",
    "Quiz",
    "Regrade",
    "RegradedSession",
    "Response",
    "Skill",
    "SkillDifficulty",
    "SkillEstimate",
    "Slot",
    "StudentEstimate",
    "StudentItem",
    "StudyPlan",
    "TeacherInvitation",
    "Topic",
    "Upload",
    "User",
    "Variant",
    "is_sure",
]
