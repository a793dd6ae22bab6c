"""The demo council on this machine: production's behaviour, with open sign-ins and no TLS."""

from cms.settings import env

env.default("SECRET_KEY", "demo-council-only-not-a-secret-demo-council-only-not-a-secret")
env.default("ALLOWED_HOSTS", ".localhost,127.0.0.1")
env.default("DATABASE_URL", "sqlite:///var/demo.sqlite3")
env.default("ADMIN_URL", f"http://intranet.localhost:{env.text('PORT', '8000')}")

from cms.settings.base import *  # noqa: E402, F403

DEMO = True
OUTBOUND_LOOPBACK = True
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = False
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "session", "csrf"  # the names of production take TLS
(BASE_DIR / "var").mkdir(exist_ok=True)  # noqa: F405
# Compressed files save time on a network, of which there is none here.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}  # noqa: F405
