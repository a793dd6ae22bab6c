"""Fills the site with the pages of a file: `fill.py PAGES.json HOST`, in the project's folder."""

import json
import re
import sys
from pathlib import Path

import django

django.setup()

from home.models import ContentPage, HomePage  # noqa: E402
from wagtail.models import Site  # noqa: E402

file, hostname = sys.argv[1:]
home = HomePage.objects.get()
Site.objects.update(hostname=hostname, port=8000, site_name="Northmere Council")
Site.clear_site_root_paths_cache()
made = {}


def link(match):
    target = made[match[1]]
    return f'<a linktype="page" id="{target.pk}">{target.title}</a>'


for data in json.loads(Path(file).read_text(encoding="utf-8")):
    blocks = [
        ("text" if number % 2 else "heading", re.sub(r"\[\[(.+?)\]\]", link, text))
        for number, text in enumerate(data["body"])
    ]
    page = ContentPage(
        title=data["title"],
        slug=data["slug"],
        summary=data["summary"],
        body=blocks,
        show_in_menus=not data["section"],
    )
    (made[data["section"]] if data["section"] else home).add_child(instance=page)
    made[data["slug"]] = page
