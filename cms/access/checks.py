"""Deny by default: what declares no access class does not pass."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.urls import get_resolver
from wagtail.blocks import BaseStreamBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from .enums import AccessClass
from .models import AccessMixin
from .surfaces import routes, surface_of


@register("access")
def models_declare_access(**_: Any) -> list[CheckMessage]:
    """Each local model names an access class, and each local page type takes part in access."""
    problems: list[CheckMessage] = []
    for name in settings.LOCAL_APPS:
        for model in apps.get_app_config(name.rsplit(".", 1)[-1]).get_models():
            if getattr(model, "access_class", None) not in set(AccessClass):
                problems.append(Error(f"{model._meta.label} declares no access_class.", obj=model, id="access.E001"))
            if issubclass(model, Page) and not issubclass(model, AccessMixin):
                problems.append(Error(f"{model._meta.label} is no AccessMixin.", obj=model, id="access.E002"))
    return problems


@register("access")
def blocks_declare_access(**_: Any) -> list[CheckMessage]:
    """Each block that stands directly in a page's streams says whom it is for, or that it inherits."""
    problems: list[CheckMessage] = []
    for model in apps.get_models():
        if issubclass(model, AccessMixin):
            for field in model._meta.get_fields():
                if isinstance(field, StreamField):
                    for path, block in silent_blocks(field.stream_block, field.name):
                        problems.append(
                            Error(f"{model._meta.label}.{path} declares no access.", obj=block, id="access.E003")
                        )
    return problems


def silent_blocks(stream: BaseStreamBlock, path: str) -> Iterator[tuple[str, Any]]:
    """Blocks of a stream, and of streams within it, without an `access` in their Meta."""
    for name, block in stream.child_blocks.items():
        if getattr(block.meta, "access", None) is None:
            yield f"{path}.{name}", block
        for child_name, child in getattr(block, "child_blocks", {}).items():
            if isinstance(child, BaseStreamBlock):
                yield from silent_blocks(child, f"{path}.{name}.{child_name}")


@register("access")
def addresses_declare_access(**_: Any) -> list[CheckMessage]:
    """Each address says how it guards what it answers."""
    return [
        Error(f"The address {route!r} declares no surface.", obj=view, id="access.E004")
        for route, view in routes(get_resolver().url_patterns)
        if surface_of(route, view) is None
    ]
