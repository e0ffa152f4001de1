"""Rows for tests, made by factory_boy."""

import factory
from factory.django import DjangoModelFactory

from questions.models import User

PASSWORD = "correct horse battery staple"


class StudentFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Person {n}")

    @factory.post_generation
    def password(obj, create, extracted, **kwargs):  # noqa: N805
        obj.set_password(extracted or PASSWORD)
        obj.save()


class TeacherFactory(StudentFactory):
    is_teacher = True


class AdminFactory(StudentFactory):
    is_staff = True
    is_superuser = True
