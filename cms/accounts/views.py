"""Signing in and out, alike on every site."""

from django.contrib.auth.views import LoginView, LogoutView
from django.views.generic import TemplateView

from .forms import SignInForm


class SignInView(LoginView):
    """The sign-in page; `next` is obeyed only for an address on the same host."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm


class SignOutView(LogoutView):
    """Ends the session; POST only."""

    next_page = "signed-out"


class SignedOutView(TemplateView):
    """Says that the session has ended."""

    template_name = "accounts/signed_out.html"
