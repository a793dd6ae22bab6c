"""Addresses of the knowledge base beside its pages."""

from django.urls import path

from .views import verify_article

urlpatterns = [path("articles/<int:key>/verify/", verify_article, name="verify-article")]
