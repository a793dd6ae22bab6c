"""What imported documents become on the intranet."""

from cms.importing.filling import PageTarget
from cms.importing.targets import register

from .models import IntranetContentPage, IntranetNewsIndexPage, IntranetNewsPage


class IntranetTarget(PageTarget):
    """The intranet's page types."""

    types = {"content": IntranetContentPage, "news_index": IntranetNewsIndexPage, "news": IntranetNewsPage}
    synonyms = {"page": "content", "article": "content", "question": "content", "news_article": "news", "post": "news"}
    default = "content"
    fallbacks = ("news",)
    folder = "content"


register("intranet", IntranetTarget())
