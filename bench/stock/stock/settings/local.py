"""What a project adds to be served: its secret, its hosts, its database."""

import os

from .base import INSTALLED_APPS, MIDDLEWARE

INSTALLED_APPS += ["wagtail.api.v2", "rest_framework"]
SECRET_KEY = os.environ["SECRET_KEY"]
ALLOWED_HOSTS = [".localhost"]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": os.environ["DATABASE_NAME"],
        "USER": os.environ["DATABASE_USER"],
        "HOST": "127.0.0.1",
        "PORT": os.environ["DATABASE_PORT"],
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
}

if "SITE_CACHE" in os.environ:
    CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": os.environ["SITE_CACHE"]}
    }
    MIDDLEWARE = [
        "django.middleware.cache.UpdateCacheMiddleware",
        *MIDDLEWARE,
        "django.middleware.cache.FetchFromCacheMiddleware",
    ]

if "SEARCH_ENGINE" in os.environ:
    WAGTAILSEARCH_BACKENDS = {
        "default": {
            "BACKEND": "wagtail.search.backends.elasticsearch8",
            "URLS": [os.environ["SEARCH_ENGINE"]],
            "INDEX_PREFIX": "stock_",
            "INDEX_SETTINGS": {"settings": {"index": {"number_of_shards": 1, "number_of_replicas": 0}}},
        }
    }
