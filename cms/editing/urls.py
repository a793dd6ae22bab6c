"""Addresses of what editors do at once, within the admin."""

from django.urls import path

from . import views

app_name = "editing"

urlpatterns = [
    path("<int:page_id>/restrict/", views.restrict_now, name="restrict"),
    path("<int:page_id>/lift/", views.lift, name="lift"),
]
