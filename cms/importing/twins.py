"""Which documents say the same in another language."""

from django.conf import settings

from cms.importing import languages, texts
from cms.importing.documents import ImportedDocument, Note
from cms.importing.notes import Notebook
from cms.importing.reader import Reading


def pair(reading: Reading) -> tuple[dict[str, str], list[Note]]:
    """The key of the document in the site's main language for each that translates it, and the notes on pairing.

    Documents belong together by what their front matter says, or because only a language tells their paths apart.
    """
    originals = [document for document in reading.documents if _code(document) == settings.LANGUAGE_CODE]
    by_name: dict[str, str] = {}
    by_base: dict[str, str] = {}
    for document in originals:
        by_base.setdefault(document.base, document.key)
        for name in (document.translation, document.key, document.path, texts.stem(document.path)):
            if name:
                by_name.setdefault(name, document.key)
    pairs: dict[str, str] = {}
    taken: dict[tuple[str, str], str] = {}
    notes: list[Note] = []
    for document in reading.documents:
        code = _code(document)
        if code in ("", settings.LANGUAGE_CODE) or "#" in document.key:
            continue
        notebook = Notebook(document.path)
        named = document.base != texts.stem(document.path)
        found = by_name.get(document.translation, "") or (by_base.get(document.base, "") if named else "")
        if not found:
            if document.translation or named:
                notebook.info(document.line, "no document says the same in the site's main language")
        elif (found, code) in taken:
            notebook.altered(document.line, f"{taken[found, code]} translates the same document; not joined to it")
        else:
            pairs[document.key], taken[found, code] = found, document.path
        notes += notebook.notes
    return pairs, notes


def _code(document: ImportedDocument) -> str:
    """The site's language that a document is in; nothing for any other."""
    return languages.locale_for(document.language) if document.language else settings.LANGUAGE_CODE
