"""Addresses for signing in and out."""

from django.urls import path

from .views import SignedOutView, SignInView, SignOutView

urlpatterns = [
    path("sign-in/", SignInView.as_view(), name="sign-in"),
    path("sign-out/", SignOutView.as_view(), name="sign-out"),
    path("signed-out/", SignedOutView.as_view(), name="signed-out"),
]
