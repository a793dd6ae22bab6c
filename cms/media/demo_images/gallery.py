"""The demo council's pictures by motif, as images and as PNG files."""

from collections.abc import Callable, Iterator
from io import BytesIO

from PIL import Image

from .canvas import HEIGHT, WIDTH, Canvas
from .scenes import (
    bins,
    care,
    festival,
    housing,
    library,
    market,
    park,
    recycling,
    river,
    road,
    school,
    town_hall,
)

LARGEST = 150_000

SCENES: dict[str, Callable[[Canvas], None]] = {
    "bins": bins.draw,
    "care": care.draw,
    "festival": festival.draw,
    "housing": housing.draw,
    "library": library.draw,
    "market": market.draw,
    "park": park.draw,
    "recycling": recycling.draw,
    "river": river.draw,
    "road": road.draw,
    "school": school.draw,
    "town-hall": town_hall.draw,
}
MOTIFS = tuple(SCENES)


def draw(motif: str, size: tuple[int, int] = (WIDTH, HEIGHT)) -> Image.Image:
    """The picture of a motif in RGB, `size` pixels wide and high, the same each time.

    Pictures are composed for three by two; another shape cuts off what does not fit, evenly on both sides.
    Raises ValueError for an unknown motif or an empty size.
    """
    if motif not in SCENES:
        raise ValueError(f"Unknown motif {motif!r}; known are {', '.join(MOTIFS)}.")
    if min(size) < 1:
        raise ValueError(f"A picture of {size[0]} by {size[1]} pixels is empty.")
    canvas = Canvas.of(size)
    SCENES[motif](canvas)
    return canvas.finished()


def png(motif: str, size: tuple[int, int] = (WIDTH, HEIGHT)) -> bytes:
    """The picture of a motif as a PNG file, the same bytes each time.

    It keeps as many shades of colour as fit in LARGEST bytes, but at least 256 colours, whatever they take.
    Raises ValueError as `draw` does.
    """
    content = b""
    for image in _ever_simpler(draw(motif, size)):
        file = BytesIO()
        image.save(file, "PNG")
        content = file.getvalue()
        if len(content) <= LARGEST:
            break
    return content


def _ever_simpler(image: Image.Image) -> Iterator[Image.Image]:
    yield image
    yield image.point([shade & 0xFE for shade in range(256)] * 3)
    yield image.quantize(256, Image.Quantize.MEDIANCUT, kmeans=1, dither=Image.Dither.NONE)
