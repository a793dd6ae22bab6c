"""Gives every template its frame."""

from django.http import HttpRequest

from .frame import Frame


def frame(request: HttpRequest) -> dict[str, Frame]:
    """`frame`: see cms.core.frame.Frame."""
    return {"frame": Frame(request)}
