"""The mapping file: how a source's own names are to be read.

YAML, every section optional:

    keys:        # front matter key in the source -> key that the importer knows
      last_checked: review_date
    types:       # type in the source -> type here; "*" stands for every other type
      localgov_news_article: news
      "*": content
    audiences:   # audience in the source -> audience key here
      internal: staff
    values:      # expression in a template directive -> the text that it stands for
      site_name: Report a problem
    hosts:       # addresses on these hosts are the source's own
      - www.old-council.example
    ignore:      # files to leave alone, as patterns on their paths
      - "drupal/*"
"""

from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import yaml

SECTIONS_OF_TEXT = ("keys", "types", "audiences", "values")
LISTS = ("hosts", "ignore")


class MappingError(Exception):
    """The mapping file cannot be used; the message says where and why."""


@dataclass(frozen=True)
class Mapping:
    """What a mapping file says; empty without one."""

    keys: dict[str, str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    audiences: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    hosts: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def type_of(self, name: str) -> str:
        """The type here for a type in the source."""
        return self.types.get(name, self.types.get("*", name))

    def audience_of(self, name: str) -> str:
        """The audience key here for an audience in the source."""
        return self.audiences.get(name, name)

    def ignores(self, path: str) -> bool:
        """Whether a file is to be left alone."""
        return any(fnmatchcase(path, pattern) for pattern in self.ignore)


def read_mapping(path: Path) -> Mapping:
    """Reads a mapping file; raises MappingError when it is missing, not YAML, or not of the shape above."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise MappingError(f"{path}: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise MappingError(f"{path}: not UTF-8 text (byte {error.start})") from error
    return parse_mapping(text, str(path))


def parse_mapping(text: str, name: str = "mapping") -> Mapping:
    """Reads the text of a mapping file; raises MappingError."""
    try:
        given = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise MappingError(f"{name}{where}: not YAML ({getattr(error, 'problem', None) or error})") from error
    if given is None:
        return Mapping()
    if not isinstance(given, dict):
        raise MappingError(f"{name}: expected sections such as 'types:', found {_kind(given)}")
    known = (*SECTIONS_OF_TEXT, *LISTS)
    for section in given:
        if section not in known:
            raise MappingError(f"{name}: no section is called '{section}'; there are {', '.join(known)}")
    read: dict[str, Any] = {section: _texts(name, section, given.get(section)) for section in SECTIONS_OF_TEXT}
    read |= {section: _list(name, section, given.get(section)) for section in LISTS}
    return Mapping(**read)


def _texts(name: str, section: str, value: Any) -> dict[str, str]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise MappingError(f"{name}: '{section}' must pair names with names, found {_kind(value)}")
    for key, target in value.items():
        if not isinstance(target, str | int | float) or isinstance(target, bool):
            raise MappingError(f"{name}: '{section}: {key}' must be text, found {_kind(target)}")
    return {str(key): str(target) for key, target in value.items()}


def _list(name: str, section: str, value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise MappingError(f"{name}: '{section}' must be a list of text")
    return tuple(value)


def _kind(value: Any) -> str:
    names = {dict: "names with values", list: "a list", str: "text", bool: "true or false", type(None): "nothing"}
    return names.get(type(value), "a number")
