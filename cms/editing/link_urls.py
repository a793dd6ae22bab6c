"""Addresses of preview links, on every host."""

from django.urls import path

from . import links

urlpatterns = [
    path("done/", links.done, name="preview-done"),
    path("<str:token>/", links.answer, name="preview-link"),
    path("<str:token>/page/", links.page, name="preview-link-page"),
    path("<str:token>/media/images/<int:key>/<str:name>", links.image, name="preview-link-image"),
    path("<str:token>/media/documents/<int:key>/<str:name>", links.document, name="preview-link-document"),
]
