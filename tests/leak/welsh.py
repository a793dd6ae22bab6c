"""The Welsh tree: a translation of each content page and article of the website and the knowledge base."""

from typing import Any

from wagtail.models import Locale, Page

from .planting import Planter, Seed, bring_to
from .truth import Host, Kind

LEAVES = ("website/content/", "kb/article/")
TRUNK = ("website/home", "website/landing/public", "website/help", "website/news", "kb", "kb/section/public")


def translate(planter: Planter, locale: Locale) -> None:
    """Translates the trunk, then a page of each class below it; each field of a translation has its own canary."""
    for name in TRUNK:
        if name == "kb":
            source = planter.seeds["kb/section/public"].page.get_parent().specific
            copy = source.copy_for_translation(locale)
            copy.save_revision().publish()
            continue
        seed = planter.seeds[name]
        path = "/cy/" if seed.path == "/" else f"/cy{seed.path}"
        _translate(planter, locale, seed, path, leaf=False)
    for name, seed in list(planter.seeds.items()):
        if name.startswith(LEAVES):
            _translate(planter, locale, seed, "", leaf=True)


def _translate(planter: Planter, locale: Locale, seed: Seed, path: str, *, leaf: bool) -> None:
    """A translation of a page, in the state of its source."""
    name = f"welsh/{seed.name}"
    source = Page.objects.get(pk=seed.page.pk).specific
    copy: Any = source.copy_for_translation(locale)
    hosts: tuple[Host, ...] = (Host.WEBSITE,)
    if leaf and seed.kind is Kind.DELETED:
        # Gone wherever the page in the main language is.
        path, hosts = f"/cy{seed.path}", seed.hosts
    elif leaf:
        slug = planter.aviary.mint(f"{name}/slug", seed.kind, ()).word
        path = f"/cy{seed.path.removesuffix(f'{source.slug}/')}{slug}/"
        copy.slug = slug
    for field, value in planter.fields(type(copy), name, seed.kind, hosts, full=False).items():
        setattr(copy, field, value)
    bring_to(copy, seed.kind)
    if seed.kind is Kind.DELETED:
        planter.doomed.append(copy)
    planter.seeds[name] = Seed(name, copy, seed.kind, seed.reach, hosts, path)
