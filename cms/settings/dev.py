"""For developers: nothing secret, errors shown in full."""

from cms.settings import env

env.default("SECRET_KEY", "developers-only-not-a-secret-developers-only-not-a-secret")
env.default("ALLOWED_HOSTS", ".localhost,127.0.0.1")
env.default("DATABASE_URL", "sqlite:///var/dev.sqlite3")
env.default("ADMIN_URL", "http://intranet.localhost:8000")

from cms.settings.base import *  # noqa: E402, F403

DEBUG = True
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = False
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "session", "csrf"  # the names of production take TLS
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
(BASE_DIR / "var").mkdir(exist_ok=True)  # noqa: F405
