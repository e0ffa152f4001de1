from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "questions"
    verbose_name = "GradQuiz"

    def ready(self) -> None:
        """Registers the permissions."""
        from . import permissions  # noqa: F401
