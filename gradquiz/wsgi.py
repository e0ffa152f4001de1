"""The WSGI door: serving takes its secret key from the environment, or refuses."""

import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

if not os.environ.get("SECRET_KEY"):
    raise ImproperlyConfigured(
        "Serving needs SECRET_KEY in the environment; `manage.py demo` makes one for this machine."
    )
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gradquiz.settings")
application = get_wsgi_application()

from questions.maths.garbage import search_less  # noqa: E402
from questions.services import marking, sweeping  # noqa: E402  (models must be ready)

marking.start()
sweeping.start()  # after the judge processes, which are started before any thread
search_less()
