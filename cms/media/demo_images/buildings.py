"""Parts of buildings: windows, doors, brick, roofs and railings."""

from collections.abc import Sequence

from .canvas import Canvas
from .colours import CREAM, INK, SLATE, TEAL_SOFT, Colour, darker, fade, lighter, mix
from .curves import Point, arched, spread

GLASS = mix(SLATE, TEAL_SOFT, 0.35)


def window(
    canvas: Canvas,
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    frame: Colour = CREAM,
    glass: Colour = GLASS,
    arch: bool = False,
    bars: tuple[int, int] = (2, 2),
    sill: bool = True,
) -> None:
    """A window from its upper left corner, with so many panes across and down."""
    rim = max(1.6, width * 0.07)
    inner = (x + rim, y + rim, width - 2 * rim, height - 2 * rim)
    outline = arched(*inner) if arch else _corners(*inner)
    canvas.shape(arched(x, y, width, height) if arch else _corners(x, y, width, height), frame)
    canvas.shape(outline, glass)
    left, top, wide, high = inner
    lowest = top + (wide / 2 if arch else 0)
    canvas.shape(
        [(left, top + high * 0.78), (left + wide, top + high * 0.36), (left + wide, lowest), (left, lowest)],
        fade(CREAM, 0.16),
    )
    if not arch:
        canvas.box(left, top, wide, max(1.5, high * 0.05), fade(INK, 0.25))
    for step in range(1, bars[0]):
        canvas.box(left + wide * step / bars[0] - rim * 0.3, top, rim * 0.6, high, frame)
    for step in range(1, bars[1]):
        canvas.box(left, top + high * step / bars[1] - rim * 0.3, wide, rim * 0.6, frame)
    if sill:
        canvas.box(x - rim, y + height, width + 2 * rim, rim * 1.3, darker(frame, 0.12))


def _corners(x: float, y: float, width: float, height: float) -> list[Point]:
    return [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]


def door(canvas: Canvas, x: float, y: float, width: float, height: float, leaf: Colour, frame: Colour = CREAM) -> None:
    """A panelled front door from its upper left corner, with a light above it."""
    rim = width * 0.09
    canvas.box(x - rim, y - rim, width + 2 * rim, height + rim, frame)
    canvas.box(x, y, width, height, leaf)
    canvas.box(x + rim * 0.6, y + rim * 0.6, width - rim * 1.2, height * 0.13, GLASS)
    for top, high in ((0.22, 0.3), (0.58, 0.34)):
        for left in (0.14, 0.55):
            canvas.box(x + width * left, y + height * top, width * 0.31, height * high, darker(leaf, 0.2), 1)
    canvas.disc(x + width * 0.9, y + height * 0.55, width * 0.05, lighter(leaf, 0.7))


def bricks(canvas: Canvas, area: tuple[float, float, float, float], base: Colour, count: int, size: float = 16) -> None:
    """A few single bricks on a wall between left, top, right and bottom, set in courses."""
    left, top, right, bottom = area
    for number in range(count):
        course = int((bottom - top - size) * spread(number, 1) / (size * 0.5))
        x = left + int((right - left - size) * spread(number, 0) / size) * size + (size / 2 if course % 2 else 0)
        shade = fade(darker(base, 0.5), 0.28) if number % 3 else fade(lighter(base, 0.6), 0.3)
        canvas.box(min(x, right - size), top + course * size * 0.5, size * 0.88, size * 0.36, shade, 1)


def slates(canvas: Canvas, outline: Sequence[Point], fill: Colour, course: float = 9) -> None:
    """A roof with courses of slates."""
    canvas.shape(outline, fill)
    top, bottom = min(y for _, y in outline), max(y for _, y in outline)
    left, right = min(x for x, _ in outline), max(x for x, _ in outline)
    with canvas.within(outline) as roof:
        for row in range(int((bottom - top) / course) + 1):
            y = top + row * course
            roof.box(left, y, right - left, course * 0.16, fade(INK, 0.22))
            for number in range(round((right - left) / 60)):
                x = left + (right - left) * spread(number + row * 7, 0)
                roof.box(x, y + course * 0.16, course * 1.2, course * 0.84, fade(CREAM if number % 2 else INK, 0.07))


def railings(canvas: Canvas, x: float, y: float, width: float, height: float, fill: Colour, gap: float = 12) -> None:
    """Upright railings with two rails, from the left of their foot."""
    for number in range(round(width / gap) + 1):
        place = x + number * gap
        canvas.box(place - 1.3, y - height, 2.6, height, fill)
        canvas.shape([(place - 3, y - height), (place, y - height - 8), (place + 3, y - height)], fill)
    for share in (0.84, 0.16):
        canvas.box(x - 2, y - height * share - 2, width + 4, 4, fill)


def bunting(canvas: Canvas, start: Point, end: Point, sag: float, fills: Sequence[Colour], size: float = 20) -> None:
    """A string of pennants from one point to another."""
    count = max(3, round(abs(end[0] - start[0]) / (size * 1.35)))

    def at(share: float) -> Point:
        drop = 4 * sag * share * (1 - share)
        return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share + drop

    for number in range(count):
        (left, high), (right, low) = at((number + 0.12) / count), at((number + 0.88) / count)
        middle = (left + right) / 2, (high + low) / 2 + size
        canvas.shape([(left, high), (right, low), middle], fills[number % len(fills)])
    canvas.stroke([at(step / 24) for step in range(25)], INK, 1.6)
