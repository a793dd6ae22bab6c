"""Addresses of files."""

from django.urls import path

from .views import document, image

urlpatterns = [
    path("media/images/<int:key>/<str:name>", image, name="image"),
    path("media/documents/<int:key>/<str:name>", document, name="document"),
]
