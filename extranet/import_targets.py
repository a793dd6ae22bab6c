"""What imported documents become on the extranet."""

from cms.importing.filling import PageTarget
from cms.importing.targets import register

from .models import ExtranetContentPage, ExtranetNewsIndexPage, ExtranetNewsPage


class ExtranetTarget(PageTarget):
    """The extranet's page types."""

    types = {"content": ExtranetContentPage, "news_index": ExtranetNewsIndexPage, "news": ExtranetNewsPage}
    synonyms = {"page": "content", "article": "content", "question": "content", "news_article": "news", "post": "news"}
    default = "content"
    fallbacks = ("news",)
    folder = "content"


register("extranet", ExtranetTarget())
