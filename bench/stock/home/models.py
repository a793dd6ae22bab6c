"""The stock project's pages: a body of headings and rich text, as in Wagtail's own tutorial."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.blocks import CharBlock, RichTextBlock
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search.index import SearchField


class HomePage(Page):
    pass


class ContentPage(Page):
    summary = models.TextField(blank=True)
    body = StreamField([("heading", CharBlock(template="home/heading.html")), ("text", RichTextBlock())], blank=True)

    search_fields = [*Page.search_fields, SearchField("summary"), SearchField("body")]
    api_fields = [APIField("summary"), APIField("body")]
    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), "children": self.get_children().live().specific()}
