"""Every address that somebody could guess, each with the class of what it leads to and a twin that never existed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from wagtail.models import Page

from cms.media.models import MediaDocument, MediaImage, Rendition
from kb.models import ArticlePage

from .canaries import Canary, word_for
from .planting import Seed
from .seeds import Council
from .truth import Host, Kind, Reader, sees

NOWHERE = word_for("nowhere")
NO_ROW = 99_999_999


@dataclass(frozen=True)
class Guess:
    """An address to try on a host, and one like it that leads nowhere.

    `kind` is the class of what stands there, if anything does on that host (`here`).
    """

    path: str
    twin: str
    kind: Kind
    here: bool
    method: str = "GET"

    def hidden(self, reader: Reader, host: Host) -> bool:
        """Whether the answer must be that of the twin."""
        return not (self.here and sees(reader, host, self.kind))


def twin_of(path: str) -> str:
    """The address with its last part replaced by one that nobody has used; of a language's home, one below it."""
    parts = (path + NOWHERE if path.strip("/") in dict(settings.LANGUAGES) else path).rstrip("/").split("/")
    return "/".join([*parts[:-1], NOWHERE]) + ("/" if path.endswith("/") else "")


def sort_of(twin: str) -> tuple[str, ...]:
    """What addresses where nothing is have in common: how they begin and end, and how deep they lie."""
    parts = twin.rstrip("/").replace("path=/", "path=").split("/")
    return (*parts[:3], str(len(parts)), parts[-1])


def pages(council: Council, host: Host, *, full: bool) -> Iterator[Guess]:
    """The addresses of all planted pages, as if they stood on the host; quick: one of each class and way to serve it."""
    taken = {seed.path for seed in council.seeds.values() if host in seed.hosts and seed.kind is not Kind.DELETED}
    found = []
    for seed in council.seeds.values():
        here = host in seed.hosts
        # A public page that was deleted says so; where another page has its address, that one answers.
        told = (seed.kind is Kind.DELETED and here) or (not here and seed.path in taken)
        if not told and seed.path != "/":
            found.append((seed, here))
    for seed, here in found if full else _few(found):
        yield Guess(seed.path, twin_of(seed.path), seed.kind, here)
        if "guide" in seed.name:
            yield Guess(seed.path + "print/", twin_of(seed.path) + "print/", seed.kind, here and _is_guide(seed))


def _few(found: list[tuple[Seed, bool]]) -> Iterator[tuple[Seed, bool]]:
    """Of each class one for each way to serve pages, in turn of each type; of what stands elsewhere one."""
    sorts: dict[tuple[Kind, bool, tuple[bool, ...]], dict[type[Page], Seed]] = {}
    for seed, here in found:
        way = ("/help/" in seed.path, "guide" in seed.name, seed.path.startswith("/cy/")) if here else ()
        sorts.setdefault((seed.kind, here, way), {}).setdefault(type(seed.page), seed)
    for number, ((_, here, _), seeds) in enumerate(sorts.items()):
        yield list(seeds.values())[number % len(seeds)], here


def api_pages(council: Council, host: Host, *, full: bool) -> Iterator[Guess]:
    """The same pages as JSON: by path, by number, and what is below them."""
    base = "/api/v1/pages/"
    numbers = {seed.path: seed.page.pk for seed in council.seeds.values() if host in seed.hosts}
    for guess in pages(council, host, full=full):
        if not guess.path.endswith("/print/"):
            yield Guess(f"{base}?path={guess.path}", f"{base}?path={guess.twin}", guess.kind, guess.here)
            if guess.here and (number := numbers.get(guess.path)):
                yield Guess(f"{base}{number}/", f"{base}{NO_ROW}/", guess.kind, here=True)
                yield Guess(f"{base}{number}/children/", f"{base}{NO_ROW}/children/", guess.kind, here=True)
    other = next(seed for seed in council.seeds.values() if host not in seed.hosts and seed.page.pk)
    yield Guess(f"{base}{other.page.pk}/", f"{base}{NO_ROW}/", other.kind, here=False)


def _is_guide(seed: Seed) -> bool:
    return type(seed.page).__name__ == "GuidePage"


def redirects(council: Council, host: Host) -> Iterator[Guess]:
    """The old addresses of pages, on every host."""
    for name, seed in council.seeds.items():
        if name.startswith(("website/content/", "kb/article/")):
            here = host in seed.hosts and seed.kind is not Kind.DELETED
            yield Guess(f"/old/{name}", f"/old/{NOWHERE}", seed.kind, here)
            yield Guess(f"/typed/{name}", f"/typed/{NOWHERE}", seed.kind, here)


def files(council: Council) -> Iterator[Guess]:
    """Documents, and pictures in the sizes that somebody has seen; they stand on every host."""
    kinds = {word: canary.kind for word, canary in council.aviary.by_word.items()}
    for document in MediaDocument.objects.all():
        kind = kinds[document.title]
        yield Guess(document.url, f"/media/documents/{NO_ROW}/{document.filename}", kind, here=True)
    for rendition in Rendition.objects.filter(filter_spec__startswith="width").select_related("image"):
        kind = kinds[rendition.image.title]
        name = rendition.url.rsplit("/", 1)[-1]
        yield Guess(rendition.url, f"/media/images/{NO_ROW}/{name}", kind, here=True)
    assert MediaImage.objects.exists()


def verifications(council: Council) -> Iterator[Guess]:
    """The button of each article, pressed by hand."""
    for seed in council.seeds.values():
        if isinstance(seed.page, ArticlePage):
            yield Guess(
                f"/articles/{seed.page.pk or NO_ROW - 1}/verify/",
                f"/articles/{NO_ROW}/verify/",
                seed.kind,
                here=seed.kind is not Kind.DELETED,
                method="POST",
            )


def queries(council: Council, *, full: bool) -> Iterator[Canary]:
    """Canaries to search for; quick: of each class one for each sort of place that they stand in."""
    tried = set()
    for canary in council.aviary:
        place, field = canary.label.rsplit("/", 1)
        key = (canary.kind, field if field in {"title", "text", "keywords", "slug"} else "")
        if "alert" not in place and (full or key not in tried):
            tried.add(key)
            yield canary


def one_of_each(guesses: Iterable[Guess]) -> Iterator[Guess]:
    """Of guesses of one sort, one for each class of content."""
    tried = set()
    for guess in guesses:
        key = (guess.kind, guess.here, guess.path.split("/")[2])
        if key not in tried:
            tried.add(key)
            yield guess
