"""For the test suite: quick, closed, on the database that DATABASE_URL names."""

from cms.settings import env

env.default("SECRET_KEY", "tests-only-not-a-secret-tests-only-not-a-secret-tests-only")
env.default("ALLOWED_HOSTS", ".localhost,127.0.0.1")
env.default("DATABASE_URL", "sqlite:///:memory:")
env.default("ADMIN_URL", "http://intranet.localhost")

from cms.settings.base import *  # noqa: E402, F403

DEMO = True
OUTBOUND_LOOPBACK = True
SECURE_SSL_REDIRECT = False
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "session", "csrf"  # the names of production take TLS
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SEARCH_MEANING = False  # tests of it put it on
ELASTICSEARCH_URLS = []  # tests of it name the server that they were given
SEARCH_LOG_SECONDS = 100_000  # tests have it written
PAGE_CACHE = "off"  # tests of it put it on, each with a folder of its own
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
WHITENOISE_AUTOREFRESH = True  # there is no folder of collected files to read at the start
MEDIA_ROOT = BASE_DIR / "var" / "test-media"  # noqa: F405
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
LOGGING["root"]["level"] = "WARNING"  # type: ignore[index]  # noqa: F405
