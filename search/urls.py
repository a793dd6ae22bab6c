"""Addresses of search."""

from django.urls import path

from .views import results, suggest

urlpatterns = [
    path("search/", results, name="search"),
    path("search/suggestions/", suggest, name="search-suggestions"),
]
