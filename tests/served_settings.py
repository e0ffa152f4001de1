"""The settings for serving in tests: static files need not have been built, and tables are made
from the models, as in the other tests.
"""

from gradquiz.settings import *  # noqa: F403
from gradquiz.settings import STORAGES

STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


class _None:
    """No app has migrations."""

    def __contains__(self, app: str) -> bool:
        return True

    def __getitem__(self, app: str) -> None:
        return None


MIGRATION_MODULES = _None()
