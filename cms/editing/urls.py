"""Addresses of what editors do at once, within the admin."""

from django.urls import path

from . import views

app_name = "editing"

urlpatterns = [
    path("<int:page_id>/restrict/", views.restrict_now, name="restrict"),
    path("<int:page_id>/lift/", views.lift, name="lift"),
    path("<int:page_id>/preview/", views.preview, name="preview"),
    path("<int:page_id>/preview/page/", views.preview_page, name="preview-page"),
    path("<int:page_id>/links/<int:link_id>/revoke/", views.revoke, name="revoke-link"),
]
