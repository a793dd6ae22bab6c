"""Reusable pieces, such as facts, in imported documents: a link to `fact:blue-badge-fee` or `fact:blue-badge-fee/full`.

A link within a sentence becomes the piece there; one that is alone in its paragraph becomes a block.
"""

import re
from dataclasses import dataclass
from html import escape

from cms.core.inline import KINDS, Kind
from cms.importing.documents import Block, Link
from cms.importing.notes import Notebook

ADDRESS = re.compile(r"^(?P<kind>[a-z]+):(?P<name>[a-z0-9_-]+)(?:/(?P<form>[a-z]+))?$")


@dataclass(frozen=True)
class Asked:
    """What an address asks for; `form` is empty where it says none."""

    kind: Kind
    name: str
    form: str

    @property
    def is_there(self) -> bool:
        """Whether there is a piece of that name."""
        return self.kind.named(self.name) is not None


def asked_for(href: str) -> Asked | None:
    """The piece that an address means, whether it is there or not; None for any other address."""
    found = ADDRESS.match(href)
    kind = KINDS.get(found["kind"]) if found else None
    return Asked(kind, found["name"], found["form"] or "") if found and kind else None


def within(asked: Asked, link: Link, notebook: Notebook) -> str | None:
    """The piece as rich text keeps it, with its name in the place of the source's words; None, noted, without one."""
    found = _found(asked, asked.kind.forms, link, notebook)
    if found is None:
        return None
    key, name, form = found
    return f'<a linktype="{asked.kind.name}" id="{key}" format="{form}">{escape(name, quote=False)}</a>'


def alone(asked: Asked, link: Link, notebook: Notebook) -> Block | None:
    """The piece as a block of its own; None, noted, where there is none."""
    found = _found(asked, asked.kind.block_forms, link, notebook)
    if found is None:
        return None
    key, _name, form = found
    return {"type": asked.kind.name, "value": {asked.kind.name: key, "format": form}}


def _found(asked: Asked, forms: tuple[str, ...], link: Link, notebook: Notebook) -> tuple[int, str, str] | None:
    """The piece's primary key, name and format."""
    form = asked.form or forms[0]
    if form not in forms:
        reason = f"'{link.href}' asks for another format than {', '.join(forms)}; its text is kept"
        notebook.altered(link.line, reason, link.text)
        return None
    found = asked.kind.named(asked.name)
    if found is None:
        notebook.altered(link.line, f"no {asked.kind.name} is called '{asked.name}'; its text is kept", link.text)
        return None
    key, name = found
    notebook.info(link.line, f"the {asked.kind.name} '{name}' stands in the place of the text", link.text)
    return key, name, form
