"""Addresses of the website beside its pages."""

from django.urls import path

from .views import a_to_z

urlpatterns = [path("a-to-z/", a_to_z, name="a-to-z")]
