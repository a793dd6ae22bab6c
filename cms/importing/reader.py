"""Reads an opened source: every file becomes documents, an image, or a note that says why not."""

import contextlib
import itertools
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import PurePosixPath

from django.conf import settings
from django.utils.text import slugify

from cms.importing import languages, leftovers, questions, texts, values
from cms.importing.documents import Body, DocumentError, ImportedDocument, Note
from cms.importing.fields import Fields, fill
from cms.importing.frontmatter import FrontMatter, split
from cms.importing.html import is_html, read_html
from cms.importing.mapping import Mapping
from cms.importing.markdown import read_markdown
from cms.importing.markup import Head
from cms.importing.notes import Notebook
from cms.importing.sources import Source, SourceFile
from cms.importing.texts import Kind
from cms.media.safety import extension_of

logger = logging.getLogger(__name__)

TITLE_LIMIT = 255
IDENTIFIER_LIMIT = 150
INDEX_NAMES = {"index", "_index", "default", "home"}
# Folders that hold a collection and are no part of it.
WRAPPING = {
    "content",
    "contents",
    "docs",
    "documents",
    "html",
    "import",
    "pages",
    "public",
    "site",
    "source",
    "src",
    "www",
}


@dataclass
class Reading:
    """What was read. `images` are files by path, whether shown anywhere or not, and `attachments` are those that may be
    offered to download; `unread` are the notes on tables among these that hold no questions. `files` counts all that
    the source held. `shared` is the folder, with its slash, that all documents lie in; `root` is as much of it as is
    only wrapping (`source/`) and gets no page.
    """

    documents: list[ImportedDocument] = field(default_factory=list)
    images: dict[str, SourceFile] = field(default_factory=dict)
    attachments: dict[str, SourceFile] = field(default_factory=dict)
    unread: dict[str, list[Note]] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    root: str = ""
    shared: str = ""
    files: int = 0


def read(source: Source, mapping: Mapping, progress: Iterable[SourceFile] | None = None) -> Reading:
    """Reads all files; `progress` is the source's files on their way past a progress bar."""
    reading = Reading(notes=list(source.notes), files=len(source.files) + len(source.notes))
    spoken = languages.spoken(texts.stem(file.path) for file in source.files if _is_text(file.path))
    for file in source.files if progress is None else progress:
        notebook = Notebook(file.path)
        kind = texts.kind_of(file.path)
        if mapping.ignores(file.path):
            notebook.info(None, "left out: the mapping file says so")
        elif kind is Kind.IMAGE:
            reading.images[file.path] = file
        elif kind is Kind.OTHER and _is_offered(file.path):
            reading.attachments[file.path] = file
        elif kind is Kind.OTHER:
            notebook.info(None, "left out: nothing that is imported ends so")
        else:
            base, language = spoken.get(texts.stem(file.path), (texts.stem(file.path), ""))
            found = _guarded(file, kind, mapping, notebook, language)
            for document in found:
                document.base = base
            reading.documents += found
            if kind is Kind.QUESTIONS and not found and _is_offered(file.path):
                # Whether it was meant as questions or as data to download, the links to it tell.
                reading.attachments[file.path], reading.unread[file.path] = file, notebook.notes
                continue
        reading.notes += notebook.notes
    reading.root, reading.shared = _roots([document.path for document in reading.documents])
    _tell_apart(reading)
    return reading


def _guarded(
    file: SourceFile, kind: Kind, mapping: Mapping, notebook: Notebook, language: str
) -> list[ImportedDocument]:
    """One file's documents; whatever is wrong with it stays with it."""
    try:
        text = texts.decode(file.read(), notebook)
        if not text.strip():
            raise DocumentError("the file is empty")
        if kind is Kind.QUESTIONS:
            return list(_questions(file.path, text, mapping, notebook))
        return [_document(file.path, kind, text, mapping, notebook, language)]
    except DocumentError as error:
        notebook.refused(error.line, error.reason)
    except OSError as error:
        notebook.refused(None, f"cannot be read: {error.strerror or error}")
    except RecursionError:
        notebook.refused(None, "nested too deeply")
    except Exception as error:
        # A file that nobody thought of must not stop the others.
        logger.exception("Reading %s failed", file.path)
        notebook.refused(None, f"could not be read ({type(error).__name__})")
    return []


def _document(
    path: str, kind: Kind, text: str, mapping: Mapping, notebook: Notebook, language: str
) -> ImportedDocument:
    front = split(text)
    fields = Fields(front, mapping, notebook)
    given, title_line = fields.take("title")
    title = _cleared(values.as_text(given), notebook, mapping, title_line or 1)
    known = {**{key: values.as_text(value) for key, value in fields.given.items()}, **mapping.values}
    known["title"] = title or known.get("title", "")
    html = kind is Kind.HTML or is_html(front.body)
    cleared = leftovers.clear(
        front.body, notebook, known, first_line=front.body_line, template=texts.is_template(path), html=html
    )
    head = Head()
    if html:
        body, head = read_html(cleared.text, notebook, first_line=front.body_line, title=title)
    else:
        body = read_markdown(cleared.text, notebook, first_line=front.body_line, title=title)
    title = title or body.title or _cleared(cleared.hints.get("title") or head.title, notebook, mapping, 1)
    title = title or _name(path)
    identifier = fields.text("id")[:IDENTIFIER_LIMIT]
    document = ImportedDocument(key=identifier or path, path=path, title=_short(title, notebook), slug=slugify(title))
    document.language = _language(fields, front, body, head, cleared.hints, language, notebook)
    document.body = body
    fill(document, fields, mapping)
    _take_day(document)
    document.direction = languages.direction(document.language, body.direction or head.direction or document.direction)
    _take_head(document, head)
    document.summary = _cleared(document.summary, notebook, mapping, 1)
    if not body.blocks and not body.parts:
        notebook.info(None, "no text below the front matter")
    return document


def _language(
    fields: Fields, front: FrontMatter, body: Body, head: Head, hints: dict[str, str], name: str, notebook: Notebook
) -> str:
    """The language by the first that tells: front matter, the page, its template, the file's name."""
    for text in (fields.text("language"), body.language, head.language, hints.get("lang", ""), name):
        tag = languages.tag(text)
        if tag:
            return tag
        if text:
            notebook.altered(None, f"'{text}' is no language")
    return ""


def _take_day(document: ImportedDocument) -> None:
    """Dates a document by its file's name, where nothing else does."""
    day, _name = texts.dated_name(document.path)
    if day and document.created is None and document.published_on is None:
        with contextlib.suppress(ValueError):
            document.created = values.as_moment(day)
            document.published_on = document.created.date()


def _take_head(document: ImportedDocument, head: Head) -> None:
    """What the front matter does not say, the head of a page may."""
    document.summary = document.summary or values.as_text(head.meta.get("description"))
    document.owner_name = document.owner_name or values.as_text(head.meta.get("author"))
    document.keywords = document.keywords or values.as_words(head.meta.get("keywords"))
    if head.canonical and not document.address:
        document.address = head.canonical


def _questions(path: str, text: str, mapping: Mapping, notebook: Notebook) -> Iterator[ImportedDocument]:
    for row in questions.read_questions(text, notebook, mapping):
        data = {**row.fields, **row.extra}
        section = data.pop("section", "")
        fields = Fields(FrontMatter("", fields=data), mapping, notebook)
        title = row.question
        identifier = fields.text("id")
        key = f"{path}#{(identifier or slugify(title))[:IDENTIFIER_LIMIT]}"
        document = ImportedDocument(key, path, _short(title, notebook), slugify(title), line=row.line)
        document.language = languages.tag(fields.text("language"))
        try:
            cleared = leftovers.clear(row.answer, notebook, mapping.values, first_line=row.line, html=row.is_html)
            if row.is_html:
                document.body, _head = read_html(cleared.text, notebook, first_line=row.line, title=title)
            else:
                document.body = read_markdown(cleared.text, notebook, first_line=row.line, title=title)
            fill(document, fields, mapping)
        except DocumentError as error:
            notebook.refused(error.line or row.line, error.reason)
            continue
        document.parent = f"{slugify(section)}/" if section else ""
        if section:
            document.extra["section"] = section
        document.type = document.type or mapping.type_of("question")
        yield document


def _cleared(text: str, notebook: Notebook, mapping: Mapping, line: int) -> str:
    """One line of text without template directives or tags."""
    cleared = leftovers.clear(text, notebook, mapping.values, first_line=line).text.replace(leftovers.GAP, "")
    if "<" in cleared or "&" in cleared:
        words = _Words()
        words.feed(cleared)
        words.close()
        cleared = "".join(words.text)
    return " ".join(cleared.split())


class _Words(HTMLParser):
    """The text of a line of HTML."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []

    def handle_data(self, data: str) -> None:
        """Gathers text."""
        self.text.append(data)


def _short(title: str, notebook: Notebook) -> str:
    if len(title) <= TITLE_LIMIT:
        return title
    notebook.altered(None, f"a title of more than {TITLE_LIMIT} letters cut", title)
    return title[: TITLE_LIMIT - 1].rstrip() + "…"


def _name(path: str) -> str:
    """A title made of a file's name."""
    folder, (_day, name) = PurePosixPath(path).parent.name, texts.dated_name(path)
    name = folder if name.lower() in INDEX_NAMES and folder else name
    return name.replace("_", " ").replace("-", " ").strip().capitalize() or name


def _is_offered(path: str) -> bool:
    return extension_of(path) in settings.WAGTAILDOCS_EXTENSIONS


def _is_text(path: str) -> bool:
    return texts.kind_of(path) in (Kind.MARKDOWN, Kind.HTML)


def _roots(paths: list[str]) -> tuple[str, str]:
    folders = [PurePosixPath(path).parent.parts for path in paths]
    shared: list[str] = []
    for names in zip(*folders, strict=False):
        if len(set(names)) > 1:
            break
        shared.append(names[0])
    wrapping = list(itertools.takewhile(lambda name: name.lower() in WRAPPING, shared))
    return _joined(wrapping), _joined(shared)


def _joined(names: list[str]) -> str:
    return "".join(f"{name}/" for name in names)


def _tell_apart(reading: Reading) -> None:
    """Gives documents with one identifier keys of their own, and refuses what stands in a file twice."""
    seen: dict[str, ImportedDocument] = {}
    for document in list(reading.documents):
        first = seen.get(document.key)
        if first is not None:
            notebook = Notebook(document.path)
            if first.path == document.path:
                notebook.refused(document.line, f"the same question stands in line {first.line}", document.title)
                reading.documents.remove(document)
                reading.notes += notebook.notes
                continue
            notebook.altered(document.line, f"the identifier '{document.key}' is that of {first.path} as well")
            reading.notes += notebook.notes
            document.key = document.path
        seen[document.key] = document
