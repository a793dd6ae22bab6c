"""The WSGI entry point for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.base")
django_application = get_wsgi_application()

from cms.sharing.layer import SharedAnswers  # noqa: E402  # needs Django's settings

application = SharedAnswers(django_application)  # type: ignore[arg-type]  # Django's returns its response itself
