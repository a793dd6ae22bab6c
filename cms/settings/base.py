"""Safe for production: whatever is secret must be given, whatever is risky is off."""

from pathlib import Path

import csp.constants as csp

from cms.settings import env
from cms.settings.apps import INSTALLED_APPS as INSTALLED_APPS
from cms.settings.apps import LOCAL_APPS as LOCAL_APPS
from cms.settings.apps import MIGRATION_MODULES as MIGRATION_MODULES

BASE_DIR = Path(__file__).resolve().parent.parent.parent
THEMES_DIR = BASE_DIR / "themes"

DEBUG = False
SECRET_KEY = env.text("SECRET_KEY")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
DATABASES = {"default": {**env.database("DATABASE_URL"), "ATOMIC_REQUESTS": True}}
REDIS_URL = env.text("REDIS_URL", "")
CACHES = {
    "default": {"BACKEND": "django_redis.cache.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

# Answers made once for all anonymous readers: `off`, `memory` (all processes on one machine) or `redis`.
PAGE_CACHE = env.choice("PAGE_CACHE", ("off", "memory", "redis"), "redis" if REDIS_URL else "off")
PAGE_CACHE_FOLDER = env.folder("PAGE_CACHE_FOLDER", BASE_DIR / "var" / "answers")
# Where the nginx servers in front are told what is stale; see deploy/nginx.
NGINX_PURGE_URLS = env.words("NGINX_PURGE_URLS", ",")

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DEMO = False
PORT = env.number("PORT", 8000)

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "cms.core.headers.ContentPolicyMiddleware",
    "cms.core.headers.ResourcePolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.core.middleware.ProbeMiddleware",
    "cms.access.middleware.PrivateByDefaultMiddleware",
    "cms.sharing.middleware.SharingMiddleware",
    "cms.api.middleware.ProblemMiddleware",
    "cms.access.middleware.SiteMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.core.middleware.LanguageMiddleware",
    "cms.core.middleware.ThemeMiddleware",
    "django.middleware.common.CommonMiddleware",
    "cms.core.middleware.SameOriginMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "cms.api.middleware.ApiReaderMiddleware",
    "cms.access.middleware.ReaderMiddleware",
    "cms.core.choosing.ChoosersMiddleware",
    "cms.core.middleware.ScheduleMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                "cms.core.theming.ThemeLoader",
                ("django.template.loaders.cached.Loader", ["django.template.loaders.app_directories.Loader"]),
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.core.context_processors.frame",
            ],
        },
    }
]

# Sign-in

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "/"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_FORM_FIELD = "username"  # the name that the sign-in form gives the e-mail address
AXES_LOCKOUT_TEMPLATE = "accounts/locked_out.html"
AXES_VERBOSE = False

# Cookies and transport

# Browsers take a cookie with this beginning only over TLS, from this very host.
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
# Who sends one of these, or a session's, is given answers of their own.
PRIVATE_COOKIES = ("messages",)
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
if env.flag("BEHIND_TLS_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
# Wagtail shows its previews in a frame of the same origin.
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [csp.NONE],
        "script-src": [csp.NONCE],
        "style-src": [csp.SELF],
        "img-src": [csp.SELF],
        "font-src": [csp.SELF],
        "connect-src": [csp.SELF],
        "manifest-src": [csp.SELF],
        "form-action": [csp.SELF],
        "base-uri": [csp.NONE],
        "frame-ancestors": [csp.SELF],
    }
}
# Wagtail's screens hold scripts and styles of their own in the page; only editors, on the staff's host, get them.
ADMIN_CONTENT_POLICY = {
    "script-src": [csp.SELF, csp.UNSAFE_INLINE],
    "style-src": [csp.SELF, csp.UNSAFE_INLINE],
    "img-src": [csp.SELF, "data:", "blob:"],
    "frame-src": [csp.SELF],
}
UNUSED_FEATURES = "accelerometer camera display-capture geolocation gyroscope magnetometer microphone midi payment usb"
PERMISSIONS_POLICY: dict[str, list[str]] = {feature: [] for feature in UNUSED_FEATURES.split()}
SILENCED_SYSTEM_CHECKS = ["security.W019"]
USE_X_FORWARDED_HOST = False

# Languages and time

LANGUAGE_CODE = "en-gb"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
# What editors may choose for the admin; Wagtail would offer what it is translated into itself, all but Welsh.
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
LOCALE_PATHS = [BASE_DIR / "cms" / "locale"]
USE_I18N = USE_TZ = True
WAGTAIL_I18N_ENABLED = True
TIME_ZONE = "Europe/London"

# Translations begin as drafts: until somebody has translated them their words are those of the source.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# Nobody's words go to a machine elsewhere.
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = None

# Search: the nodes of an Elasticsearch cluster. Without any, the database's own full text answers.

ELASTICSEARCH_URLS = env.words("ELASTICSEARCH_URL", ",")
ELASTICSEARCH_PREFIX = env.text("ELASTICSEARCH_PREFIX", "frontdoor-")
# Whether it finds English texts by what they mean, too (`make meaning` installs what that takes).
SEARCH_MEANING = env.flag("SEARCH_MEANING")
# What was searched for is written every so many seconds (0: not at all), and kept for so many days.
SEARCH_LOG_SECONDS = env.number("SEARCH_LOG_SECONDS", 5)
SEARCH_LOG_DAYS = env.number("SEARCH_LOG_DAYS", 400)

# Files

STATIC_URL = "/static/"
STATIC_ROOT = env.folder("STATIC_ROOT", BASE_DIR / "var" / "static")
STATICFILES_DIRS = [
    THEMES_DIR / "build",
    THEMES_DIR / "base" / "static",
    *((path.parent.name, path) for path in sorted(THEMES_DIR.glob("*/static")) if path.parent.name != "base"),
]
# Uploaded files have no address of their own: cms.media serves them after asking who reads.
MEDIA_ROOT = env.folder("MEDIA_ROOT", BASE_DIR / "var" / "media")
MEDIA_URL = ""
# With a bucket, they go there instead; cms.media.backends.s3 keeps it private whatever else is set.
AWS_STORAGE_BUCKET_NAME = env.text("S3_BUCKET", "")
AWS_S3_ENDPOINT_URL = env.text("S3_ENDPOINT", "") or None
AWS_S3_REGION_NAME = env.text("S3_REGION", "") or None
AWS_S3_ACCESS_KEY_ID = env.text("S3_ACCESS_KEY", "") or None
AWS_S3_SECRET_ACCESS_KEY = env.text("S3_SECRET_KEY", "") or None
STORAGES = {
    "default": {
        "BACKEND": "cms.media.backends.s3.PrivateS3Storage"
        if AWS_STORAGE_BUCKET_NAME
        else "django.core.files.storage.FileSystemStorage"
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# Where ClamAV listens: with it, no file is kept that it has not called clean.
CLAMD_ADDRESS = env.text("CLAMD_ADDRESS", "")

# Work after the response

TASKS = {"default": {"BACKEND": "cms.core.queue.Queue"}}
QUEUE_AGE_LIMIT_SECONDS = env.number("QUEUE_AGE_LIMIT_SECONDS", 300)

# Whether messages may go to this machine itself, and without TLS.
OUTBOUND_LOOPBACK = False

# Wagtail

WAGTAIL_SITE_NAME = "Frontdoor"
WAGTAILADMIN_BASE_URL = env.text("ADMIN_URL", "")
WAGTAILADMIN_LOGIN_URL = "sign-in"
WAGTAIL_FRONTEND_LOGIN_URL = "/sign-in/"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILIMAGES_IMAGE_MODEL = "media.MediaImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.media.forms.ImageForm"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "avif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "media.MediaDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.media.forms.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ods", "odt", "pdf", "pptx", "rtf", "txt", "xlsx"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "cms.editing.finishing.publish_approved"
# Wagtail's own page privacy is not the audience model (see docs/explanation/access.md).
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}

# What a page body is made of: apps above cms.core add their blocks here by name.
CMS_BODY_BLOCKS = {
    "heading": "cms.core.blocks.HeadingBlock",
    "text": "cms.core.blocks.TextBlock",
    "image": "cms.core.blocks.ImageBlock",
    "table": "cms.core.blocks.TableBlock",
    "quote": "cms.core.blocks.QuoteBlock",
    "code": "cms.core.blocks.CodeBlock",
    "inset": "cms.core.blocks.InsetBlock",
    "warning": "cms.core.blocks.WarningBlock",
    "details": "cms.core.blocks.DetailsBlock",
    "action": "cms.core.blocks.ActionBlock",
    "document": "cms.core.blocks.DocumentBlock",
    "contact": "cms.core.blocks.ContactBlock",
    "fact": "kb.facts.blocks.FactBlock",
    "article": "kb.blocks.ArticleBlock",
}

# What apps above cms.core let editors put into rich text.
CMS_INLINE_FEATURES = ["fact", "fact-full"]

# The four branches under the root: one for each kind of host, and the knowledge base beside them, under no site.
CMS_BRANCHES = {
    "website": {"page_type": "website.HomePage", "title": "Website", "audiences": ["public"]},
    "intranet": {"page_type": "intranet.IntranetHomePage", "title": "Intranet", "audiences": ["staff"]},
    "extranet": {"page_type": "extranet.ExtranetHomePage", "title": "Extranet", "audiences": ["partner"]},
    "knowledge-base": {"page_type": "kb.KnowledgeBasePage", "title": "Knowledge base", "audiences": ["public"]},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "loggers": {"axes": {"level": "WARNING"}},
    "root": {"handlers": ["stderr"], "level": env.text("LOG_LEVEL", "INFO")},
}
