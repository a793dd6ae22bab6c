"""Markdown files as bodies of blocks.

CommonMark with tables, struck-out text, lists of terms and footnotes, and four marks of our own: `!> text` is a
warning, `^> text` an inset, a paragraph that is only `[Label](/path){.start}` or `{.button}` a button, and a line
`::: kind` opens a part of an article that `:::` closes.
"""

import functools
import re
from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from cms.importing import markup
from cms.importing.blocks import Builder
from cms.importing.documents import Body, DocumentError, Part
from cms.importing.html import HANDLERS, fill
from cms.importing.notes import Notebook
from cms.importing.richtext import Findings

PUBLIC_TEXT, SHORT_TEXT = "public_text", "short_text"
PART_KINDS = (
    PUBLIC_TEXT, "resident_text", "partner_text", "staff_note", "agent_script", "vulnerability_cue", SHORT_TEXT,
)  # fmt: skip
FENCE = re.compile(r"^:::(?!:)\s*(?P<kind>[A-Za-z_]*)\s*(?P<rest>.*?)\s*:*\s*$")
CODE_FENCE = re.compile(r"^ {0,3}(?P<mark>`{3,}|~{3,})")
FOOTNOTE = re.compile(r"^ {0,3}(?P<mark>\[\^(?P<label>[^\]\s]+)\]:)", re.MULTILINE)
TITLE = re.compile(r"""\s*title=(?P<quote>["'])(?P<title>.*?)(?P=quote)""")
BUTTON = re.compile(r"^(\[[^\]]+\]\(\s*[^)]*\))\s*\{:?\s*\.(start|button)\s*\}$")
CALLOUTS = {"!> ": "warning", "^> ": "inset"}
WHOLE_ELEMENTS = re.compile(
    r"^ {0,3}<(?P<tag>table|ul|ol|dl|details|figure|form|iframe|video|audio|object|svg|select|script|style|pre)\b",
    re.IGNORECASE,
)


@dataclass
class _Stretch:
    """Some lines of the body, and the part that they belong to."""

    part: Part
    text: str
    line: int


def read_markdown(source: str, notebook: Notebook, *, first_line: int = 1, title: str = "") -> Body:
    """The blocks of Markdown that begins at `first_line` of its file; raises DocumentError.

    Without part fences there are no parts. With them, `parts` has all of the text and `blocks` what is outside.
    """
    stretches = _stretches(source, notebook, first_line)
    parser = _parser()
    environment: dict[str, Any] = {}
    # Links may be defined in one part and used in another.
    if len(stretches) > 1:
        parser.parse(source, environment)
    environment = {"references": environment.get("references", {})}
    findings = Findings(notebook)
    outer = Builder(findings, HANDLERS, title)
    parts: list[Part] = []
    for stretch in stretches:
        if stretch.part.kind == SHORT_TEXT:
            stretch.part.text = " ".join(stretch.text.split())
            parts.append(stretch.part)
            continue
        outside = stretch.part.kind == PUBLIC_TEXT and not stretch.part.title and stretch.part.line == 0
        builder = outer if outside else Builder(findings, HANDLERS)
        builder.title_dropped = builder.title_dropped or builder is not outer
        count = len(builder.finish())
        own, tokens = _parsed(parser, stretch, environment, notebook)
        html = parser.renderer.render(_placed(tokens, stretch.line), parser.options, own)
        builder.walk(markup.parse(html, notebook, stretch.line).root.children)
        stretch.part.blocks = builder.finish()[count:]
        if stretch.part.blocks:
            parts.append(stretch.part)
    body = Body()
    fill(body, outer, findings)
    if any(part.line for part in parts):
        body.parts = parts
    return body


def _stretches(source: str, notebook: Notebook, first_line: int) -> list[_Stretch]:
    """Cuts the body at its part fences."""
    stretches: list[_Stretch] = []
    lines: list[str] = []
    part, begins, code = Part(PUBLIC_TEXT, line=0), first_line, ""

    def close(next_line: int) -> None:
        nonlocal lines, begins
        if "".join(lines).strip():
            stretches.append(_Stretch(part, "\n".join(lines), begins))
        lines, begins = [], next_line

    for number, line in enumerate(source.split("\n"), first_line):
        mark = CODE_FENCE.match(line)
        if mark:
            code = "" if code and mark["mark"].startswith(code) else code or mark["mark"]
        fence = None if code else FENCE.match(line)
        if fence is None:
            lines.append(line)
        elif not fence["kind"]:
            if not part.line:
                notebook.altered(number, "::: closes a part that was never opened")
            close(number + 1)
            part = Part(PUBLIC_TEXT, line=0)
        else:
            if part.line:
                notebook.altered(number, f"the part {part.kind} of line {part.line} was never closed")
            close(number + 1)
            part = _part(fence, number)
    if part.line:
        notebook.altered(part.line, f"the part {part.kind} was never closed")
    close(0)
    return stretches


def _part(fence: re.Match[str], line: int) -> Part:
    """A part as its fence names it: `::: partner_text eastmoor-police title="Who calls"`."""
    kind = fence["kind"].lower()
    if kind not in PART_KINDS:
        raise DocumentError(f"no part is called '{fence['kind']}'; there are {', '.join(PART_KINDS)}", line)
    rest = fence["rest"]
    title = TITLE.search(rest)
    words = TITLE.sub("", rest).replace(",", " ").split()
    if words and kind != "partner_text":
        raise DocumentError(f"'{' '.join(words)}' after ::: {kind}: only partner_text names organisations", line)
    return Part(kind, title["title"] if title else "", words, line=line)


def _parsed(
    parser: MarkdownIt, stretch: _Stretch, environment: dict[str, Any], notebook: Notebook
) -> tuple[dict[str, Any], list[Token]]:
    """The tokens of a stretch. Footnotes that would not be shown, because nothing refers to them or another has the
    same name, are kept as text."""
    text = stretch.text
    while True:
        own = dict(environment)
        tokens = parser.parse(text, own)
        unused = {label[1:] for label, number in own.get("footnotes", {}).get("refs", {}).items() if number < 0}
        seen: set[str] = set()
        places = []
        for found in FOOTNOTE.finditer(text):
            if found["label"] in unused or found["label"] in seen:
                places.append(found.start("mark"))
                line = stretch.line + text.count("\n", 0, places[-1])
                notebook.altered(line, f"the footnote '{found['label']}' has no place of its own and is kept as text")
            seen.add(found["label"])
        if not places:
            return own, tokens
        for place in reversed(places):
            text = f"{text[:place]}\\{text[place:]}"


@functools.cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=False).use(deflist_plugin)
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # bad addresses are named in the report
    parser.block.ruler.before(
        "html_block", "whole_element", _whole_element, {"alt": ["paragraph", "reference", "blockquote"]}
    )
    parser.core.ruler.after("block", "callouts", _callouts)
    parser.add_render_rule("html_block", _render_html)
    parser.add_render_rule("footnote_ref", _render_footnote_ref)
    parser.add_render_rule("footnote_anchor", lambda *_: "")
    parser.add_render_rule("footnote_block_open", lambda *_: "<hr><ol>")
    parser.add_render_rule("footnote_block_close", lambda *_: "</ol>")
    parser.add_render_rule("footnote_open", lambda *_: "<li>")
    return parser


def _whole_element(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Takes an element of HTML up to its end, though blank lines lie between."""
    begin = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start):
        return False
    found = WHOLE_ELEMENTS.match(state.src[begin : state.eMarks[start]])
    if not found:
        return False
    tags = re.compile(rf"<(/?){found['tag']}\b", re.IGNORECASE)
    depth = 0
    for line in range(start, end):
        for tag in tags.finditer(state.src[state.bMarks[line] : state.eMarks[line]]):
            depth += -1 if tag[1] else 1
        if depth <= 0:
            if silent:
                return True
            state.line = line + 1
            token = state.push("html_block", "", 0)
            token.map = [start, state.line]
            token.content = state.getLines(start, state.line, state.blkIndent, True)
            return True
    return False


def _callouts(state: StateCore) -> None:
    """Marks warnings, insets and buttons before their text is read."""
    for opening, inline in zip(state.tokens, state.tokens[1:], strict=False):
        if opening.type != "paragraph_open" or inline.type != "inline":
            continue
        button = BUTTON.match(inline.content.strip())
        if button:
            inline.content = button[1]
            opening.attrSet("data-kind", button[2])
        for mark, kind in CALLOUTS.items():
            if inline.content.startswith(mark.rstrip()):
                lines = [line.removeprefix(mark.rstrip()).lstrip() for line in inline.content.split("\n")]
                inline.content = "\n".join(lines)
                opening.attrSet("data-kind", kind)


def _placed(tokens: Sequence[Token], first_line: int) -> Sequence[Token]:
    """Gives every block the line at which it begins."""
    for token in tokens:
        if token.map and token.nesting >= 0 and token.type != "inline":
            token.attrSet("data-line", str(first_line + token.map[0]))
            if token.type == "html_block":
                token.meta["line"] = first_line + token.map[0]
    return tokens


Environment = MutableMapping[str, Any]


def _render_html(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, environment: Environment
) -> str:
    """HTML as it stands, with the mark from which lines are counted."""
    return markup.LINE_MARK.format(tokens[at].meta.get("line", 1)) + tokens[at].content


def _render_footnote_ref(
    renderer: RendererHTML, tokens: Sequence[Token], at: int, options: OptionsDict, environment: Environment
) -> str:
    """The number of a footnote, as the list at the end counts it."""
    return f"<sup>{tokens[at].meta['id'] + 1}</sup>"
