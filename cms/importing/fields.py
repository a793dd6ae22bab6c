"""Front matter keys, by all the names that they go by, as fields of a document."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django.utils.text import slugify

from cms.importing import languages, values
from cms.importing.documents import Contact, ImageUse, ImportedDocument, Task
from cms.importing.frontmatter import FrontMatter
from cms.importing.mapping import Mapping
from cms.importing.notes import Notebook

# Of several names for one field, the first that a file uses wins.
NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id", "uuid", "guid", "content_id"),
    "title": ("title", "heading", "name"),
    "slug": ("slug",),
    "summary": (
        "summary", "description", "lead", "abstract", "excerpt", "intro", "introduction", "standfirst", "teaser",
        "meta_description",
    ),
    "type": ("type", "content_type", "document_type", "kind"),
    "address": ("url", "permalink", "path", "base_path", "address_path"),
    "old_addresses": (
        "redirect_from", "aliases", "alias", "old_addresses", "old_urls", "redirects", "url_aliases",
    ),
    "parent": ("parent", "parent_path", "parent_url", "directory_channels"),
    "published": ("published",),
    "draft": ("draft",),
    "status": ("status", "state"),
    "date": ("date", "published_on", "publish_date", "published_at", "first_published_at", "pubdate"),
    "created": ("created", "created_at", "date_created"),
    "changed": ("changed", "updated", "modified", "lastmod", "last_updated", "updated_at", "last_modified"),
    "verified_on": ("last_reviewed_on", "last_reviewed", "reviewed_on", "last_verified", "verified_on"),
    "review_in": ("review_in", "review_period"),
    "review_date": ("review_date", "review_on", "review_by", "next_review", "next_review_date"),
    "expires": ("expires", "expiry_date", "expire_at", "expires_at", "unpublish_on", "unpublish_date"),
    "owner": ("owner", "content_owner", "maintainer"),
    "owner_name": ("owner_name",),
    "owner_email": ("owner_email",),
    "owner_slack": ("owner_slack",),
    "contact": ("contact", "contact_name", "contact_email"),
    "author": ("author", "authors"),
    "language": ("lang", "langcode", "language", "locale"),
    "translation": ("translation_key", "translationKey", "translation_id", "translation_of"),
    "direction": ("dir", "direction", "text_direction"),
    "order": ("order", "weight", "nav_weight", "nav_order", "position", "sort_order", "menu_order"),
    "audiences": ("audiences", "audience"),
    "service": ("service",),
    "topics": ("topics", "topic", "topic_classified", "tags", "categories", "category", "news_categories"),
    "keywords": ("keywords",),
    "contacts": ("contacts",),
    "tasks": ("tasks", "common_tasks"),
    "picture": ("image", "picture"),
    "phone": ("phone", "telephone", "directory_phone"),
    "email": ("email", "directory_email"),
    "website": ("website", "directory_website"),
    "postal_address": ("postal_address", "address"),
    "hours": ("hours", "opening_hours", "directory_opening_times"),
}  # fmt: skip

OWNERS = ("owner", "owner_name", "owner_email", "contact", "owner_slack", "author")


class Fields:
    """The front matter of one file, asked for by field."""

    def __init__(self, front: FrontMatter, mapping: Mapping, notebook: Notebook) -> None:
        self.notebook = notebook
        self.lines = {mapping.keys.get(key, key): line for key, line in front.lines.items()}
        self.given = {mapping.keys.get(key, key): value for key, value in front.fields.items()}
        self.used: set[str] = set()
        for key in front.repeated:
            notebook.altered(front.lines.get(key), f"'{key}' is given twice in the front matter; the last one counts")

    def take(self, name: str) -> tuple[Any, int | None]:
        """The value of a field and its line; (None, None) where the file has none."""
        for key in NAMES[name]:
            if self.given.get(key) not in (None, "", [], {}) and key not in self.used:
                self.used.add(key)
                return self.given[key], self.lines.get(key)
        return None, None

    def text(self, name: str) -> str:
        """A field as text, or nothing."""
        return values.as_text(self.take(name)[0])

    def read(self, name: str, reading: Callable[[Any], Any]) -> Any:
        """A field as what `reading` makes of it; what cannot be read is noted, kept among the rest, and None."""
        value, line = self.take(name)
        if value is None:
            return None
        try:
            return reading(value)
        except ValueError as error:
            key = next(key for key in NAMES[name] if key in self.used)
            self.used.discard(key)
            self.notebook.altered(line, f"'{key}' in the front matter was not understood: {error}", str(value))
            return None

    def rest(self) -> dict[str, Any]:
        """What no field took, as JSON can hold it."""
        return {
            key: _plain(value)
            for key, value in self.given.items()
            if key not in self.used and value not in (None, "", [], {})
        }


def fill(document: ImportedDocument, fields: Fields, mapping: Mapping) -> None:
    """Gives a document everything that its front matter says, but for title, identifier and language."""
    document.summary = fields.text("summary")
    document.slug = slugify(fields.text("slug")) or document.slug
    document.translation = fields.text("translation")
    document.type = mapping.type_of(fields.text("type"))
    document.address = fields.text("address")
    document.old_addresses = values.as_list(fields.take("old_addresses")[0])
    document.parent = next(iter(values.as_list(fields.take("parent")[0])), "")
    document.order = fields.read("order", values.as_whole_number)
    document.audiences = [mapping.audience_of(name) for name in values.as_words(fields.take("audiences")[0])]
    document.service = fields.text("service")
    document.topics = values.as_words(fields.take("topics")[0])
    document.keywords = values.as_words(fields.take("keywords")[0])
    _dates(document, fields)
    _owner(document, fields)
    document.direction = languages.direction(document.language, fields.text("direction"))
    document.contacts = [*_contacts(fields), *_single_contact(document.title, fields)]
    document.tasks = list(_tasks(fields.take("tasks")[0]))
    document.picture = _picture(fields)
    document.extra = fields.rest()
    if document.extra:
        keys = ", ".join(sorted(document.extra))
        fields.notebook.info(None, f"front matter kept beside the page, with no field of its own: {keys}")


def _dates(document: ImportedDocument, fields: Fields) -> None:
    day = fields.read("date", values.as_moment)
    document.created = fields.read("created", values.as_moment) or day
    document.changed = fields.read("changed", values.as_moment)
    document.published_on = values.as_date(day) if day else None
    document.expires = fields.read("expires", values.as_moment)
    document.verified_on = fields.read("verified_on", values.as_date)
    document.review_date = fields.read("review_date", values.as_date)
    start = document.verified_on or (document.created.date() if document.created else None)
    if document.review_date is None and start is not None:
        document.review_date = fields.read("review_in", lambda span: values.after(start, span))
    _published(document, fields)


def _published(document: ImportedDocument, fields: Fields) -> None:
    value, _line = fields.take("published")
    if value is not None:
        fields.used.discard("published")
        if isinstance(value, date):
            document.published_on = fields.read("published", values.as_date)
        else:
            answer = fields.read("published", _yes_or_date)
            if isinstance(answer, date):
                document.published_on = answer
            elif answer is not None:
                document.published = answer
    if fields.read("draft", values.as_yes_or_no):
        document.published = False
    status = fields.read("status", values.as_yes_or_no)
    if status is not None:
        document.published = document.published and status


def _yes_or_date(value: Any) -> bool | date:
    try:
        return values.as_yes_or_no(value)
    except ValueError:
        return values.as_date(value)


def _owner(document: ImportedDocument, fields: Fields) -> None:
    """The first of an owner's name and the first e-mail address among the keys that tell of one."""
    for name in OWNERS:
        value, _line = fields.take(name)
        named = value.get("name") if isinstance(value, dict) else None
        texts = values.as_list(list(value.values()) if isinstance(value, dict) else value)
        found = values.emails(texts)
        document.owner_email = document.owner_email or (found[0] if found else "")
        without = [text for text in texts if not values.EMAIL.fullmatch(text.strip(" <>"))]
        label = str(named or next(iter(without), ""))
        label = values.EMAIL.sub("", label).strip(" <>(),;")
        document.owner_name = document.owner_name or label


def _contacts(fields: Fields) -> Iterator[Contact]:
    value, line = fields.take("contacts")
    for item in value if isinstance(value, list) else [value] if value else []:
        if not isinstance(item, dict):
            yield Contact(name=values.as_text(item))
            continue
        known = ("name", "phone", "email", "address", "hours")
        yield Contact(**{key: _lines(item.get(key)) for key in known})
        others = {key: item[key] for key in item if key not in known}
        if others:
            fields.notebook.altered(
                line, "a contact has details with no field here", values.as_text(list(others.values()))
            )


def _single_contact(title: str, fields: Fields) -> Iterator[Contact]:
    phone, email, hours = fields.text("phone"), fields.text("email"), _lines(fields.take("hours")[0])
    address = _lines(fields.take("postal_address")[0])
    website = values.as_list(fields.take("website")[0])
    if any((phone, email, hours, address, website)):
        yield Contact(title, phone, email, "\n".join(filter(None, [address, *website])), hours)


def _tasks(value: Any) -> Iterator[Task]:
    for item in value if isinstance(value, list) else []:
        if isinstance(item, dict):
            title = values.as_text(item.get("title") or item.get("label") or item.get("name"))
            href = values.as_text(item.get("href") or item.get("url") or item.get("uri") or item.get("link"))
            yield Task(title or href, href, values.as_text(item.get("summary")))
        elif item:
            yield Task(values.as_text(item))


def _picture(fields: Fields) -> ImageUse | None:
    value, line = fields.take("picture")
    if isinstance(value, dict):
        source = values.as_text(value.get("file") or value.get("src") or value.get("url") or value.get("path"))
        return ImageUse(source, line or 1, values.as_text(value.get("alt"))) if source else None
    return ImageUse(values.as_text(value), line or 1, "") if value else None


def _lines(value: Any) -> str:
    if isinstance(value, str):
        return "\n".join(line.strip() for line in value.strip().splitlines())
    if isinstance(value, dict) and not any(value.get(key) for key in values.INNER_KEYS):
        return "\n".join(values.as_list(list(value.values())))
    return "\n".join(values.as_list(value))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set):
        return [_plain(item) for item in value]
    if isinstance(value, float):
        return value if value == value and abs(value) != float("inf") else str(value)
    return value if isinstance(value, str | int | bool) or value is None else str(value)
