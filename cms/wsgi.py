"""The WSGI entry point for gunicorn."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.base")
django_application = get_wsgi_application()

from django.urls import get_resolver  # noqa: E402  # needs Django's settings

from cms.sharing.layer import SharedAnswers  # noqa: E402

application = SharedAnswers(django_application)  # type: ignore[arg-type]  # Django's returns its response itself

# All that is loaded by now stays: workers that begin as copies of this process go on sharing its memory if they do not
# look through it for garbage, and are quicker without.
get_resolver().url_patterns  # noqa: B018
gc.collect()
gc.freeze()
