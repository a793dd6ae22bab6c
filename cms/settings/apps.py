"""The one ordered list of Frontdoor's apps, lowest rung first."""

LOCAL_APPS = [
    "cms.accounts",
    "cms.access",
    "cms.media",
    "cms.taxonomy",
    "cms.core",
    "cms.sharing",
    "cms.importing",
    "cms.translating",
    "cms.api",
    "cms.editing",
    "cms.website",
    "search",
    "kb.facts",
    "kb",
    "intranet",
    "extranet",
]

WAGTAIL_APPS = [
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail",
    "modelcluster",
    "taggit",
]

DJANGO_APPS = [
    "django_tasks",
    "django_tasks_db",
    "axes",
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]

# Highest rung first, so that an app's templates and translations win over those below it.
INSTALLED_APPS = [*reversed(LOCAL_APPS), *WAGTAIL_APPS, *DJANGO_APPS]

MIGRATION_MODULES = {app.rsplit(".", 1)[-1]: f"migrations.{app}" for app in LOCAL_APPS}
