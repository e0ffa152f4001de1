"""Routes, named."""

from django.urls import path

from .views import home, mistakes, practice, progress

urlpatterns = [
    path("", home.home, name="home"),
    path("practice/", practice.practice, name="practice"),
    path("practice/start", practice.start, name="practice_start"),
    path("practice/<int:pk>/", practice.question, name="practice_question"),
    path("practice/<int:pk>/answer", practice.answer, name="practice_answer"),
    path("practice/<int:pk>/preview", practice.preview, name="practice_preview"),
    path("practice/<int:pk>/hint", practice.hint, name="practice_hint"),
    path("practice/<int:pk>/solution", practice.solution, name="practice_solution"),
    path("mistakes/", mistakes.mistakes, name="mistakes"),
    path("progress/", progress.progress, name="progress"),
]
