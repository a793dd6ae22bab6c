"""Content as the fields of ordinary pages: body, tasks, contacts, news date and picture."""

import re
from html import escape, unescape
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from cms.core.models import BasePage
from cms.importing.documents import Block, Contact
from cms.importing.markdown import PUBLIC_TEXT
from cms.importing.notes import Notebook
from cms.importing.targets import Content, LinkedTask, Target, set_stream

# What the page types call what readers come to do.
TASK_FIELDS = ("tasks", "popular", "quick_links")
NAME_LIMIT, PHONE_LIMIT, LABEL_LIMIT, SUMMARY_LIMIT = 120, 40, 120, 255


class PageTarget(Target):
    """Page types whose text is a `body` of blocks; what a type has no field for becomes part of the body."""

    def fill(self, page: BasePage, content: Content, notebook: Notebook) -> None:
        """Raises nothing: what cannot be held is noted with its words."""
        fields = {field.name for field in page._meta.get_fields()}
        document = content.document
        blocks = list(content.blocks)
        for part in content.parts:
            if part.kind != PUBLIC_TEXT:
                reason = f"the part {part.kind} left out: only articles have parts for some readers"
                notebook.altered(part.line, reason, part.text or words_of(part.blocks))
        tasks = next((name for name in TASK_FIELDS if name in fields), None)
        if tasks is not None:
            set_stream(page, tasks, [task_block(task) for task in content.tasks])
        elif content.tasks:
            blocks.append(tasks_as_text(content.tasks))
        contacts = [contact_block(contact, notebook) for contact in content.contacts]
        if "contacts" in fields:
            set_stream(page, "contacts", contacts)
        else:
            blocks += contacts
        if "published_on" in fields:
            day = document.published_on or (document.created.date() if document.created else None)
            page.published_on = day or page.published_on
        self._picture(page, content, fields, blocks)
        if "body" in fields:
            set_stream(page, "body", blocks)
        elif blocks:
            name = page._meta.verbose_name
            notebook.altered(
                document.line, f"the text left out: a {name} shows the pages below it only", words_of(blocks)
            )

    def _picture(self, page: Any, content: Content, fields: set[str], blocks: list[Block]) -> None:
        use = content.document.picture
        if content.picture is None or use is None:
            return
        if "hero_image" in fields:
            page.hero_image_id = content.picture
        elif "image_alt" in fields:
            page.image_id, page.image_alt = content.picture, use.alt[:255]
            page.image_decorative = not use.alt
        else:
            value = {"image": content.picture, "alt": use.alt[:255], "decorative": not use.alt, "caption": ""}
            blocks.insert(0, {"type": "image", "value": value})


def task_block(task: LinkedTask) -> Block:
    """A task as a block of a service page."""
    value = {"label": task.title[:LABEL_LIMIT], "page": task.page, "address": task.address}
    return {"type": "task", "value": {**value, "summary": task.summary[:SUMMARY_LIMIT]}}


def tasks_as_text(tasks: list[LinkedTask]) -> Block:
    """Tasks as a list of links, for pages that have no field for them."""
    items = []
    for task in tasks:
        link = f'linktype="page" id="{task.page}"' if task.page is not None else f'href="{escape(task.address)}"'
        after = f" – {escape(task.summary, quote=False)}" if task.summary else ""
        items.append(f"<li><a {link}>{escape(task.title, quote=False)}</a>{after}</li>")
    return {"type": "text", "value": f"<ul>{''.join(items)}</ul>"}


def contact_block(contact: Contact, notebook: Notebook) -> Block:
    """A contact as a block; details that its fields cannot hold go with the address."""
    more: list[str] = []
    email = contact.email
    try:
        validate_email(email or "nobody@example.org")
    except ValidationError:
        notebook.altered(None, f"'{email}' is no e-mail address; kept with the address")
        more.append(email)
        email = ""
    phone = contact.phone
    if len(phone) > PHONE_LIMIT:
        more.append(phone)
        phone = ""
    if len(contact.name) > NAME_LIMIT:
        more.insert(0, contact.name)
    address = "\n".join(filter(None, [contact.address, *more]))
    value = {"name": contact.name[:NAME_LIMIT], "phone": phone, "email": email}
    return {"type": "contact", "value": {**value, "address": address, "hours": contact.hours}}


def words_of(value: Any) -> str:
    """All words in some blocks, for the report."""
    if isinstance(value, dict):
        return " ".join(filter(None, (words_of(item) for key, item in value.items() if key not in ("type", "level"))))
    if isinstance(value, list):
        return " ".join(filter(None, (words_of(item) for item in value)))
    return unescape(re.sub(r"<[^>]*>", " ", value)) if isinstance(value, str) else ""
