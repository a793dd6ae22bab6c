"""The block of YAML (or TOML) at the head of a file."""

import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

import yaml

from cms.importing.documents import DocumentError

FENCES = {"---": "yaml", "+++": "toml"}
LIMIT = 64 * 1024  # characters


@dataclass(frozen=True)
class FrontMatter:
    """`fields` by key as written; `lines` has the line of each key in the file; the body begins at `body_line`."""

    body: str
    body_line: int = 1
    fields: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    repeated: tuple[str, ...] = ()


def split(text: str) -> FrontMatter:
    """Takes a file apart; raises DocumentError with the line where the front matter is broken.

    A file whose first line is no fence has none. A fence that is never closed is only a rule in the text.
    """
    lines = text.split("\n")
    kind = FENCES.get(lines[0].rstrip())
    if kind is None:
        return FrontMatter(body=text)
    closers = {lines[0].rstrip(), "..."} if kind == "yaml" else {"+++"}
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() in closers), None)
    if end is None:
        if re.match(r"[A-Za-z_][\w .-]*:(\s|$)", lines[1] if len(lines) > 1 else ""):
            raise DocumentError("the front matter is never closed with ---", 1)
        return FrontMatter(body=text)
    source = "\n".join(lines[1:end])
    if len(source) > LIMIT:
        raise DocumentError(f"front matter of more than {LIMIT // 1024} kB", 1)
    read = _read_yaml(source) if kind == "yaml" else _read_toml(source)
    fields, key_lines, repeated = read
    return FrontMatter("\n".join(lines[end + 1 :]), end + 2, fields, key_lines, repeated)


class _Loader(yaml.SafeLoader):
    """Plain data only: a few lines of anchors and aliases can stand for more data than memory holds."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call]
            raise yaml.composer.ComposerError(None, None, "aliases (*name) are not accepted", event.start_mark)
        return super().compose_node(parent, index)


def _read_yaml(source: str) -> tuple[dict[str, Any], dict[str, int], tuple[str, ...]]:
    loader = _Loader(source)
    try:
        node = loader.get_single_node()
        if node is None:
            return {}, {}, ()
        if not isinstance(node, yaml.MappingNode):
            raise DocumentError("the front matter holds no keys with values", 2)
        return _construct(loader, node)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise DocumentError(f"the front matter is not YAML: {reason}", mark.line + 2 if mark else 1) from error
    finally:
        loader.dispose()


def _construct(loader: _Loader, node: yaml.MappingNode) -> tuple[dict[str, Any], dict[str, int], tuple[str, ...]]:
    """The values, the line of each key, and the keys that are given more than once."""
    data: dict[str, Any] = {}
    lines: dict[str, int] = {}
    repeated = []
    for key_node, value_node in node.value:
        key, line = str(key_node.value), key_node.start_mark.line + 2
        if key in lines:
            repeated.append(key)
        lines[key] = line
        try:
            data[key] = loader.construct_object(value_node, deep=True)
        except (ValueError, TypeError, OverflowError, RecursionError) as error:
            raise DocumentError(f"the value of '{key}' in the front matter cannot be read: {error}", line) from error
    return data, lines, tuple(repeated)


def _read_toml(source: str) -> tuple[dict[str, Any], dict[str, int], tuple[str, ...]]:
    try:
        data = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        raise DocumentError(f"the front matter is not TOML: {error}", int(found[1]) + 1 if found else 1) from error
    lines: dict[str, int] = {}
    for number, line in enumerate(source.split("\n"), 2):
        found = re.match(r"\s*([\w-]+)\s*=", line)
        if found:
            lines.setdefault(found[1], number)
    return data, lines, ()
