"""Front matter: taken apart, understood, and refused with the line where it is broken."""

from datetime import date
from pathlib import Path

import pytest

from cms.importing.documents import DocumentError, Severity
from cms.importing.frontmatter import split
from cms.importing.mapping import MappingError, parse_mapping
from tests.cms.importing.reading import document, notes, read_files

pytestmark = pytest.mark.once

FULL = """---
id: 0f29853b
title: "Blue Badges: apply"
description: How to apply.
permalink: /travel/blue-badges
redirect_from: [/old/badges, /older]
parent: /travel
draft: true
created: 1620222842
lastmod: 2024-05-06
last_reviewed_on: 2024-01-31
review_in: 1 month
owner: {name: Parking team, email: parking@example.org}
lang: ar
weight: 3
audiences: staff, agent
tags: [parking, cars]
expires: 2030-01-01
phone: 01234 567890
tasks: [{title: Apply, href: /apply}]
location: {lat: 52.9, lon: -3.9}
layout: core
---
Text.
"""


def test_every_known_key_finds_its_field(tmp_path: Path) -> None:
    reading = read_files(tmp_path, {"badges.md": FULL})
    found = document(reading, "badges.md")
    assert (found.key, found.title, found.summary) == ("0f29853b", "Blue Badges: apply", "How to apply.")
    assert (found.address, found.old_addresses, found.parent) == (
        "/travel/blue-badges", ["/old/badges", "/older"], "/travel",
    )  # fmt: skip
    assert (found.published, found.order, found.language, found.direction) == (False, 3, "ar", "rtl")
    assert found.created and found.created.date() == date(2021, 5, 5)
    assert found.changed and found.changed.date() == date(2024, 5, 6)
    assert (found.verified_on, found.review_date) == (date(2024, 1, 31), date(2024, 2, 29))
    assert found.expires and found.expires.year == 2030
    assert (found.owner_name, found.owner_email) == ("Parking team", "parking@example.org")
    assert (found.audiences, found.topics) == (["staff", "agent"], ["parking", "cars"])
    assert [contact.phone for contact in found.contacts] == ["01234 567890"]
    assert [(task.title, task.href) for task in found.tasks] == [("Apply", "/apply")]
    assert found.extra == {"location": {"lat": 52.9, "lon": -3.9}, "layout": "core"}
    assert any("layout, location" in reason for _file, _line, reason in notes(reading, Severity.INFO))


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("---\ntitle: a: b\n---\n", 2),
        ("---\ntitle: ok\n  bad: [1\n---\n", 3),
        ("---\n- list\n---\n", 2),
        ("---\ntitle: x\nwhen: !!python/object:os.system {}\n---\n", 3),
        ("---\na: &x [1]\nb: *x\n---\n", 3),
        ("---\ntitle: never closed\n", 1),
        ("---\na: 1\nday: 2024-13-45\n---\n", 3),
        ("+++\ntitle = x y\n+++\n", 2),
    ],
)
def test_broken_front_matter_is_refused_at_its_line(source: str, line: int) -> None:
    with pytest.raises(DocumentError) as refused:
        split(source)
    assert refused.value.line == line


def test_a_broken_file_does_not_stop_the_others(tmp_path: Path) -> None:
    reading = read_files(tmp_path, {"bad.md": "---\ntitle: a: b\n---\n", "good.md": "# Good\n\nText."})
    assert [found.path for found in reading.documents] == ["good.md"]
    assert [(file, line) for file, line, _ in notes(reading, Severity.REFUSED)] == [("bad.md", 2)]


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert split("---\n\nText\n").body == "---\n\nText\n"


def test_toml_is_front_matter_too() -> None:
    front = split("+++\ntitle = 'Hello'\n+++\nText")
    assert (front.fields, front.lines, front.body, front.body_line) == ({"title": "Hello"}, {"title": 2}, "Text", 4)


def test_values_that_make_no_sense_are_noted_and_kept(tmp_path: Path) -> None:
    source = "---\ntitle: T\nreview_date: soon\nweight: heavy\ntitle: U\nlang: '#!'\n---\nText"
    reading = read_files(tmp_path, {"page.md": source})
    found = document(reading, "page.md")
    assert (found.title, found.review_date, found.order) == ("U", None, None)
    assert found.extra == {"review_date": "soon", "weight": "heavy"}
    lines = {line for _file, line, _reason in notes(reading, Severity.ALTERED)}
    assert {3, 4, 5} <= lines


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-05-06", date(2024, 5, 6)),
        ("'2024-05-06T23:30:00Z'", date(2024, 5, 7)),
        ("03/04/2026", date(2026, 4, 3)),
        ("6 May 2024", date(2024, 5, 6)),
        ("1620222842", date(2021, 5, 5)),
        ("2024", date(2024, 1, 1)),
    ],
)
def test_dates_in_many_forms(tmp_path: Path, value: str, expected: date) -> None:
    reading = read_files(tmp_path, {"page.md": f"---\ntitle: T\nreview_date: {value}\n---\nText"})
    assert document(reading, "page.md").review_date == expected


def test_a_mapping_file_renames_keys_types_and_audiences(tmp_path: Path) -> None:
    names = parse_mapping(
        "keys: {last_checked: review_date}\ntypes: {faq: question, '*': content}\naudiences: {internal: staff}\n"
        "ignore: ['drafts/*']\n"
    )
    files = {
        "a.md": "---\ntitle: A\nlast_checked: 2024-05-06\ntype: faq\naudience: internal\n---\nText",
        "b.md": "---\ntitle: B\ntype: other\n---\nText",
        "drafts/c.md": "C",
    }
    reading = read_files(tmp_path, files, names)
    first, second = reading.documents
    assert (first.review_date, first.type, first.audiences) == (date(2024, 5, 6), "question", ["staff"])
    assert second.type == "content"
    assert ("drafts/c.md", None, "left out: the mapping file says so") in notes(reading, Severity.INFO)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- a", "expected sections"),
        ("colours: {}", "no section is called 'colours'"),
        ("types: [a]", "'types' must pair names"),
        ("types: {a: [b]}", "'types: a' must be text"),
        ("hosts: www.example.org", "'hosts' must be a list"),
        ("types: {a: b", "line 1"),
    ],
)
def test_a_wrong_mapping_file_says_what_is_wrong(text: str, message: str) -> None:
    with pytest.raises(MappingError, match=message):
        parse_mapping(text)
