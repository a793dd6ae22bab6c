"""Canary words: each stands in one field of one piece of content, and nowhere else."""

import hashlib
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PIL import Image

from .truth import Host, Kind

# No stemmer touches these words, and no two share the beginning that the suggestions are asked for.
LETTERS = "bcdfghjklmnpqrtvwz"
LENGTH = 9
# Of each primary colour, as far as every image format keeps them apart.
SHADES = 8
WORD = re.compile(rf"zq[{LETTERS}]{{{LENGTH}}}", re.IGNORECASE)


@dataclass
class Canary:
    """A word in a field.

    `kind` is the class of what holds it, and changes as that does. On the `hosts` the readers of that class must come
    across it; elsewhere, and where there are none, they may.
    """

    word: str
    label: str
    kind: Kind
    hosts: tuple[Host, ...]


class Aviary:
    """All canaries of a seeded council, by word."""

    def __init__(self) -> None:
        self.by_word: dict[str, Canary] = {}
        self.by_shade: dict[tuple[int, ...], str] = {}

    def mint(self, label: str, kind: Kind, hosts: Iterable[Host] = ()) -> Canary:
        """A new canary; the word follows from the label alone, which must be new."""
        word = word_for(label)
        assert word not in self.by_word, f"{label!r} has been seeded already"
        canary = Canary(word, label, kind, tuple(hosts))
        self.by_word[word] = canary
        return canary

    def spot(self, text: str) -> set[str]:
        """The words of known canaries in a text."""
        return {word for word in map(str.lower, WORD.findall(text)) if word in self.by_word}

    def paint(self, canary: Canary) -> bytes:
        """A PNG in a colour of its own that stands for the canary, in whatever size and format the picture is shown."""
        number = len(self.by_shade)
        shade = (number % SHADES, number // SHADES % SHADES, number // SHADES**2)
        assert shade[2] < SHADES, "there are more pictures than colours"
        self.by_shade[shade] = canary.word
        red, green, blue = (int((level + 0.5) * 256 / SHADES) for level in shade)
        buffer = io.BytesIO()
        Image.new("RGB", (96, 72), (red, green, blue)).save(buffer, "PNG")
        return buffer.getvalue()

    def spot_in_picture(self, content: bytes) -> set[str]:
        """The canary whose colour a picture has, give or take what its format loses."""
        with Image.open(io.BytesIO(content)) as picture:
            colour = picture.convert("RGB").getpixel((0, 0))
        assert isinstance(colour, tuple)
        word = self.by_shade.get(tuple(level * SHADES // 256 for level in colour))
        return {word} if word else set()

    def __iter__(self) -> Iterator[Canary]:
        return iter(self.by_word.values())

    def __len__(self) -> int:
        return len(self.by_word)


def word_for(label: str) -> str:
    """The canary word of a label; labels that nobody has seeded give words that stand nowhere."""
    number = int.from_bytes(hashlib.sha256(label.encode()).digest()[:8])
    letters = []
    for _ in range(LENGTH):
        number, rest = divmod(number, len(LETTERS))
        letters.append(LETTERS[rest])
    return "zq" + "".join(letters)
