"""Template directives left in content: ERB, Template Toolkit, Jinja, Liquid, PHP.

What can be known is put in: values from the front matter or the mapping file, and texts written in the directive.
All else is taken out and noted. Inside code nothing is touched, except in files that the engine itself would have
changed there. Lines keep their numbers.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from cms.importing.notes import Notebook

# Stands where an expression was taken out, so that an address that lost a piece is known to be incomplete.
GAP = "\ue000"

DIRECTIVE = re.compile(
    r"<%(?P<erb>[=#~-]*(?!%).{0,4000}?)[-~]?%>"
    r"|\[%(?P<toolkit>.{0,4000}?)%\]"
    r"|\{%(?P<tag>.{0,4000}?)%\}"
    r"|(?<!\$)\{\{(?P<value>.{0,4000}?)\}\}"
    r"|\{#(?P<remark>\s.{0,4000}?)#\}"
    r"|<\?(?P<php>(?:php\b|=).{0,4000}?)(?:\?>|\Z)",
    re.DOTALL,
)
ESCAPED = re.compile(r"<%%|%%>")
LITERAL = re.compile(
    r"""^(?:loc|_|t|gettext|translate|trans)?\s*\(?\s*(?P<quote>['"])(?P<text>.*)(?P=quote)\s*\)?$""", re.DOTALL
)
CALLOUT = re.compile(
    r"""^(?P<kind>warning_text|inset_text)\s*\(?\s*(?P<quote>['"])(?P<text>.*)(?P=quote)\s*\)?$""", re.DOTALL
)
FIELD = re.compile(r"^(?:current_page\.data|current_page|page\.data|page|frontmatter|data|this)\.(?P<key>\w+)$")
HINT = re.compile(
    r"""\b(?P<key>title|lang|language|lang_code)\s*=>?\s*(?:loc\()?\s*(?P<quote>['"])(?P<text>.*?)(?P=quote)"""
)
OPENS = re.compile(r"\bdo\b(\s*\|[^|]*\|)?\s*$|^\s*(if|unless|case|while|until|for|begin)\b")
TAGS = re.compile(r"<[^<>]*>")
FENCE = re.compile(
    r"^ {0,3}(?P<mark>`{3,}|~{3,})[^`\n]*\n.*?(?:^ {0,3}(?P=mark)[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL
)
CODE_SPAN = re.compile(r"(?<!`)(?P<mark>`+)(?!`).+?(?<!`)(?P=mark)(?!`)", re.DOTALL)
CODE_ELEMENT = re.compile(r"<(?P<tag>pre|code)\b.*?</(?P=tag)\s*>", re.DOTALL | re.IGNORECASE)


@dataclass
class Cleared:
    """Text without directives, and what they said of the document: `title` and `lang`."""

    text: str
    hints: dict[str, str] = field(default_factory=dict)


def clear(
    text: str,
    notebook: Notebook,
    values: Mapping[str, str],
    *,
    first_line: int = 1,
    template: bool = False,
    html: bool = False,
) -> Cleared:
    """Takes the directives out of a text that begins at `first_line` of its file.

    `values` are texts by expression or front matter key; `template` says that the whole file went through the
    engine; `html` that the text is HTML and not Markdown.
    """
    clearing = _Clearing(text, notebook, values, first_line, html)
    protected = _code(text, html)
    for found in DIRECTIVE.finditer(text):
        inside = any(start <= found.start() < end for start, end in protected)
        if not inside or (template and found["erb"] is not None):
            clearing.directive(found)
    result = clearing.finish()
    return Cleared(ESCAPED.sub(lambda mark: mark[0].replace("%%", "%"), result) if template else result, clearing.hints)


class _Clearing:
    """One text on its way: what is done already, and the blocks that are open."""

    def __init__(self, text: str, notebook: Notebook, values: Mapping[str, str], first_line: int, html: bool) -> None:
        self.text, self.notebook, self.values = text, notebook, values
        self.first_line, self.html = first_line, html
        self.hints: dict[str, str] = {}
        self.pieces: list[str] = []
        self.at = 0
        self.blocks: list[tuple[str, int, int]] = []  # name of a named block, where it begins, in how many pieces

    def directive(self, found: re.Match[str]) -> None:
        """Puts a directive's meaning in its place."""
        line = self._line(found.start())
        self.pieces.append(self.text[self.at : found.start()])
        self.at = found.end()
        inner = (
            found["erb"] or found["toolkit"] or found["tag"] or found["value"] or found["remark"] or found["php"] or ""
        )
        remark = found["remark"] is not None or inner.startswith("#")
        shows = inner.startswith("=") or found["value"] is not None or found["toolkit"] is not None
        expression = inner.strip("=#~-+ \t\n")
        if found["erb"] is not None and not inner.startswith("=") and self._block(expression, line, found):
            return
        meaning = None if remark or not shows else self._meaning(expression)
        if meaning is None:
            for hint in HINT.finditer(expression):
                key = "title" if hint["key"] == "title" else "lang"
                self.hints.setdefault(key, hint["text"])
            self.notebook.altered(line, f"template directive removed: {_short(found[0])}", _rest(found[0]))
            # Only a directive that would have shown something leaves a gap behind.
            meaning = GAP if shows and not _is_statement(expression) else ""
        else:
            self.notebook.info(line, f"template directive resolved: {_short(found[0])}")
        self.pieces.append(meaning + "\n" * (found[0].count("\n") - meaning.count("\n")))

    def finish(self) -> str:
        """The text as it has become."""
        self.pieces.append(self.text[self.at :])
        self.at = len(self.text)
        return "".join(self.pieces)

    def _line(self, place: int) -> int:
        return self.first_line + self.text.count("\n", 0, place)

    def _block(self, expression: str, line: int, found: re.Match[str]) -> bool:
        """Follows `do ... end`; takes out what a named block holds, which is shown elsewhere on a page."""
        if OPENS.search(expression):
            name = re.match(r"content_for\s*\(?\s*:(\w+)", expression)
            self.blocks.append((name[1] if name else "", found.start(), len(self.pieces)))
            return False
        if expression != "end" or not self.blocks:
            return False
        name_, start, pieces = self.blocks.pop()
        if not name_:
            return False
        whole = self.text[start : found.end()]
        del self.pieces[pieces:]
        self.pieces.append("\n" * whole.count("\n"))
        words = TAGS.sub(" ", DIRECTIVE.sub(" ", whole))
        self.notebook.altered(self._line(start), f"the '{name_}' beside the page left out, up to line {line}", words)
        return True

    def _meaning(self, expression: str) -> str | None:
        plain = " ".join(expression.split())
        if plain in self.values:
            return self.values[plain]
        own = FIELD.match(plain)
        if own and own["key"] in self.values:
            return self.values[own["key"]]
        literal = LITERAL.match(expression)
        if literal and literal["quote"] not in literal["text"].replace("\\" + literal["quote"], ""):
            return _unescaped(literal)
        callout = CALLOUT.match(expression)
        if callout:
            return self._callout(callout["kind"], _unescaped(callout))
        return None

    def _callout(self, kind: str, text: str) -> str:
        if self.html:
            return f'<div class="govuk-{kind.replace("_", "-")}">{text}</div>'
        return f"{'!>' if kind == 'warning_text' else '^>'} {text}"


def _code(text: str, html: bool) -> list[tuple[int, int]]:
    if html:
        return [found.span() for found in CODE_ELEMENT.finditer(text)]
    fences = [found.span() for found in FENCE.finditer(text)]
    spans = []
    at = 0
    for start, end in [*fences, (len(text), len(text))]:
        for paragraph in re.finditer(r"(?:[^\n]+\n?)+", text[at:start]):
            base = at + paragraph.start()
            spans += [(base + found.start(), base + found.end()) for found in CODE_SPAN.finditer(paragraph[0])]
        at = end
    return fences + spans


def _is_statement(expression: str) -> bool:
    """Whether a Template Toolkit directive steers and shows nothing."""
    first = re.match(r"\w+", expression)
    return bool(first and first[0].isupper() and len(first[0]) > 1) or bool(re.match(r"^[\w.]+\s*=[^=]", expression))


def _unescaped(found: re.Match[str]) -> str:
    return found["text"].replace("\\" + found["quote"], found["quote"])


def _short(directive: str) -> str:
    plain = " ".join(directive.split())
    return plain if len(plain) <= 100 else plain[:97] + "..."


def _rest(directive: str) -> str:
    return directive if len(" ".join(directive.split())) > 100 else ""
