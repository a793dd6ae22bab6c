"""Addresses of search."""

from django.urls import path

from .views import click, results, suggest

urlpatterns = [
    path("search/", results, name="search"),
    path("search/clicks/", click, name="search-click"),
    path("search/suggestions/", suggest, name="search-suggestions"),
]
