"""Finds the texts in Frontdoor's own code that are to be translated, without the tools of GNU gettext."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.utils.translation.template import templatize

PYTHON_FOLDERS = ("cms", "search", "kb", "intranet", "extranet")
TEMPLATE_FOLDERS = ("themes", *PYTHON_FOLDERS)
NOT_OURS = {"node_modules", "build", "locale"}
# Function: how many of its first arguments are texts, the first being the context where there is one more.
FUNCTIONS = {
    "_": "s",
    "gettext": "s",
    "gettext_lazy": "s",
    "gettext_noop": "s",
    "ngettext": "sp",
    "ngettext_lazy": "sp",
    "pgettext": "cs",
    "pgettext_lazy": "cs",
    "npgettext": "csp",
    "npgettext_lazy": "csp",
}
CALL = re.compile(rf"(?<![\w.])(?:{'|'.join(FUNCTIONS)})\(")


class Text(NamedTuple):
    """A text as a catalogue knows it."""

    text: str
    plural: str = ""
    context: str = ""


def texts_in(base: Path) -> dict[Text, list[str]]:
    """Every text below the folder, with the files that have it, in the order in which they are met."""
    found: dict[Text, list[str]] = {}
    for path, texts in _files(base):
        for text in texts:
            places = found.setdefault(text, [])
            name = path.relative_to(base).as_posix()
            if name not in places:
                places.append(name)
    return found


def _files(base: Path) -> Iterator[tuple[Path, list[Text]]]:
    for folder in TEMPLATE_FOLDERS:
        for path in sorted((base / folder).rglob("*.html")) + sorted((base / folder).rglob("*.xml")):
            if not NOT_OURS & set(path.relative_to(base).parts):
                yield path, list(in_template(path.read_text(encoding="utf-8")))
    for folder in PYTHON_FOLDERS:
        for path in sorted((base / folder).rglob("*.py")):
            yield path, list(in_python(path.read_text(encoding="utf-8")))


def in_python(source: str) -> Iterator[Text]:
    """The texts in Python source."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in FUNCTIONS:
                yield from _text(FUNCTIONS[name], node.args)


def in_template(source: str) -> Iterator[Text]:
    """The texts in a Django template, which Django first writes as calls amid filler."""
    filled = templatize(source)
    for match in CALL.finditer(filled):
        end = match.end()
        while (end := filled.find(")", end) + 1) > 0:
            try:
                call = ast.parse(filled[match.start() : end], mode="eval").body
            except SyntaxError:
                continue
            assert isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
            yield from _text(FUNCTIONS[call.func.id], call.args)
            break


def _text(shape: str, arguments: list[ast.expr]) -> Iterator[Text]:
    values = [item.value if isinstance(item, ast.Constant) else None for item in arguments[: len(shape)]]
    named = dict(zip(shape, values, strict=False))
    text = named.get("s")
    if isinstance(text, str) and text:
        yield Text(text, str(named.get("p") or ""), str(named.get("c") or ""))
