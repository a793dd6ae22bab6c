"""The "still correct" button."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from cms.access.rules import visible_to
from cms.access.surfaces import Surface, guarded_by
from cms.core.addresses import address
from cms.core.pages import site_of

from . import selectors, services
from .models import ArticlePage


@guarded_by(Surface.READER)
@require_POST
def verify_article(request: HttpRequest, key: int) -> HttpResponse:
    """Notes that the article is still correct and goes back to it; 404 alike if it is hidden or not theirs to say."""
    article = visible_to(ArticlePage.objects.filter(pk=key), request.reader).first()  # type: ignore[attr-defined]
    if article is None or not selectors.may_verify(request, article):
        raise Http404("No article of yours has this number.")
    services.verify(article, request.user)  # type: ignore[arg-type]
    return redirect(address(article, site_of(request), request.reader))  # type: ignore[attr-defined]
