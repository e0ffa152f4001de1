"""The settings for serving in tests: static files need not have been built."""

from gradquiz.settings import *  # noqa: F403
from gradquiz.settings import STORAGES

STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
