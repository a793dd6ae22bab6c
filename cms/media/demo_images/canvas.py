"""A canvas of 1200 by 800 units, whatever the size of the picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from math import ceil, cos, floor, hypot, radians, sin
from typing import cast

from PIL import Image, ImageDraw, ImageFont

from .colours import Colour
from .curves import Point, oval, rounded, smooth, tapered

WIDTH, HEIGHT = 1200, 800
OVERSAMPLING = 2

Stops = Sequence[tuple[float, Colour]]
Box = tuple[int, int, int, int]
Matrix = tuple[float, float, float, float, float, float]


class Canvas:
    """Draws shapes in units of the picture, or of a place on it; a later shape covers an earlier one."""

    def __init__(self, image: Image.Image, matrix: Matrix) -> None:
        self.image = image
        self._matrix = matrix
        self._draw = ImageDraw.Draw(image, "RGBA")

    @classmethod
    def of(cls, size: tuple[int, int]) -> Canvas:
        """A canvas that fills a picture of `size` pixels; what does not fit its shape is cut off evenly."""
        width, height = (side * OVERSAMPLING for side in size)
        scale = max(width / WIDTH, height / HEIGHT)
        left, top = (width - WIDTH * scale) / 2, (height - HEIGHT * scale) / 2
        return cls(Image.new("RGB", (width, height)), (scale, 0, 0, scale, left, top))

    def finished(self) -> Image.Image:
        """The picture at its own size, its edges smoothed."""
        return self.image.reduce(OVERSAMPLING)

    def at(self, x: float, y: float, scale: float = 1, *, flip: bool = False, turn: float = 0) -> Canvas:
        """The same picture with its origin at a place, in other units; turned by degrees, clockwise."""
        a, b, c, d, _, _ = self._matrix
        left, top = self._place((x, y))
        cosine, sine = cos(radians(turn)) * scale, sin(radians(turn)) * scale
        side = -1 if flip else 1
        turned = (a * cosine + c * sine) * side, (b * cosine + d * sine) * side, c * cosine - a * sine
        return Canvas(self.image, (*turned, d * cosine - b * sine, left, top))

    def _place(self, point: Point) -> Point:
        a, b, c, d, left, top = self._matrix
        return a * point[0] + c * point[1] + left, b * point[0] + d * point[1] + top

    def _length(self, units: float) -> float:
        return units * hypot(self._matrix[0], self._matrix[1])

    def shape(self, points: Sequence[Point], fill: Colour) -> None:
        """A filled outline."""
        self._draw.polygon([self._place(point) for point in points], fill=fill)

    def blob(self, points: Sequence[Point], fill: Colour) -> None:
        """A filled outline, smooth through its points."""
        self.shape(smooth(points, closed=True), fill)

    def together(self, outlines: Sequence[Sequence[Point]], fill: Colour) -> None:
        """Filled outlines as one: where they overlap, a see-through fill is no darker."""
        placed = [[self._place(point) for point in outline] for outline in outlines]
        box = self._bounds([point for outline in placed for point in outline])
        if box is None:
            return
        mask = Image.new("L", (box[2] - box[0], box[3] - box[1]))
        pen = ImageDraw.Draw(mask)
        for outline in placed:
            pen.polygon([(x - box[0], y - box[1]) for x, y in outline], fill=fill[3])
        self.image.paste(fill[:3], box, mask)

    def box(self, x: float, y: float, width: float, height: float, fill: Colour, radius: float = 0) -> None:
        """A box from its upper left corner."""
        corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
        self.shape(rounded(x, y, width, height, radius) if radius else corners, fill)

    def oval(self, x: float, y: float, across: float, down: float, fill: Colour) -> None:
        """An oval around its centre, given its half axes."""
        self.shape(oval(x, y, across, down), fill)

    def disc(self, x: float, y: float, radius: float, fill: Colour) -> None:
        """A circle around its centre."""
        self.oval(x, y, radius, radius, fill)

    def stroke(self, points: Sequence[Point], fill: Colour, width: float, *, curved: bool = False) -> None:
        """A line with round ends; for a see-through one its parts must not cross."""
        line = [self._place(point) for point in (smooth(points) if curved else points)]
        thickness = max(1, round(self._length(width)))
        if fill[3] < 255:
            self._shade(line, fill, thickness)
            return
        _round_line(self._draw, line, fill, thickness)

    def limb(self, points: Sequence[Point], widths: Sequence[float], fill: Colour, *, curved: bool = True) -> None:
        """A line with round ends whose width changes from point to point."""
        if curved:
            steps = 8
            line = smooth(points, steps=steps)
            swelling = smooth([(width, 0) for width in widths], steps=steps)
            self.shape(tapered(line, [width for width, _ in swelling]), fill)
        else:
            self.shape(tapered(points, widths), fill)
            for (x, y), width in list(zip(points, widths, strict=True))[1:-1]:
                self.disc(x, y, width / 2, fill)
        for (x, y), width in ((points[0], widths[0]), (points[-1], widths[-1])):
            self.disc(x, y, width / 2, fill)

    def wash(self, stops: Stops) -> None:
        """A gradient over the whole width, from colour to colour at the given heights."""
        ends = [stops[0][0], stops[-1][0]]
        self.graded([(0, ends[0]), (WIDTH, ends[0]), (WIDTH, ends[1]), (0, ends[1])], stops)

    def graded(self, points: Sequence[Point], stops: Stops) -> None:
        """A filled outline whose colour changes from top to bottom, from colour to colour at the given heights."""
        outline = [self._place(point) for point in points]
        box = self._bounds(outline)
        if box is None:
            return
        rows = [(self._place((0, height))[1] - box[1], each) for height, each in stops]
        paint = _gradient(rows, (box[2] - box[0], box[3] - box[1]))
        mask = Image.new("L", paint.size)
        ImageDraw.Draw(mask).polygon([(x - box[0], y - box[1]) for x, y in outline], fill=255)
        if any(each[3] < 255 for _, each in stops):
            mask = Image.composite(paint.getchannel("A"), mask, mask)
        self.image.paste(paint.convert("RGB"), box[:2], mask)

    def glow(self, x: float, y: float, across: float, fill: Colour, down: float | None = None) -> None:
        """A light that fades to nothing at its rim; the colour's opacity is that of its middle."""
        half = across, across if down is None else down
        (left, top), (right, bottom) = self._place((x - half[0], y - half[1])), self._place((x + half[0], y + half[1]))
        left, right = min(left, right), max(left, right)
        size = max(1, round(right - left)), max(1, round(bottom - top))
        strength = [round(fill[3] * max(0.0, 1 - distance / 181 * 1.42) ** 1.9) for distance in range(256)]
        light = Image.radial_gradient("L").resize((128, 128)).point(strength).resize(size, Image.Resampling.BICUBIC)
        self.image.paste(fill[:3], (round(left), round(top), round(left) + size[0], round(top) + size[1]), light)

    def write(self, x: float, y: float, text: str, height: float, fill: Colour, weight: float = 0) -> None:
        """Text in the middle of a place, upright; `weight` thickens its lines by as many units."""
        font = ImageFont.load_default(self._length(height))
        self._draw.text(
            self._place((x, y)), text, fill, font, anchor="mm", stroke_width=self._length(weight), stroke_fill=fill
        )

    @contextmanager
    def within(self, points: Sequence[Point]) -> Iterator[Canvas]:
        """A canvas in the same units of which the inside of the outline is kept at the end."""
        outline = [self._place(point) for point in points]
        box = self._bounds(outline) or (0, 0, 1, 1)
        inside = Canvas(self.image.crop(box), (*self._matrix[:4], self._matrix[4] - box[0], self._matrix[5] - box[1]))
        yield inside
        mask = Image.new("L", inside.image.size)
        ImageDraw.Draw(mask).polygon([(x - box[0], y - box[1]) for x, y in outline], fill=255)
        self.image.paste(inside.image, box, mask)

    def mirror(self, surface: float, depth: float, ripple: float = 0) -> None:
        """Reflects what stands above a level surface into the `depth` below it, in waves of `ripple` units."""
        line, low = (round(self._place((0, height))[1]) for height in (surface, surface + depth))
        width, low = self.image.width, min(low, self.image.height)
        high = max(0, 2 * line - low)
        upper = self.image.crop((0, high, width, line)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        band = max(1, round(self._length(2)))
        for top in range(0, low - line, band):
            share = top / (low - line)
            shift = round(self._length(ripple) * share * sin(top / self._length(3.2 + 6 * share)))
            # A picture cut off above has nothing to mirror in its lowest water but what it mirrors higher up.
            row = max(0, min(top, upper.height - band))
            strip = upper.crop((0, row, width, row + min(band, low - line - top)))
            self.image.paste(strip, (shift, line + top))

    def _bounds(self, outline: Sequence[Point]) -> Box | None:
        """The pixels that an outline touches, none if it lies outside the picture."""
        across, down = [x for x, _ in outline], [y for _, y in outline]
        left, top = max(0, floor(min(across))), max(0, floor(min(down)))
        right, bottom = min(self.image.width, ceil(max(across)) + 1), min(self.image.height, ceil(max(down)) + 1)
        return (left, top, right, bottom) if left < right and top < bottom else None

    def _shade(self, line: Sequence[Point], fill: Colour, thickness: int) -> None:
        """Draws a see-through line: its round joints must not be darker than the rest."""
        reach = thickness
        box = self._bounds([(x + side, y + side) for x, y in line for side in (-reach, reach)])
        if box is None:
            return
        mask = Image.new("L", (box[2] - box[0], box[3] - box[1]))
        _round_line(ImageDraw.Draw(mask), [(x - box[0], y - box[1]) for x, y in line], fill[3], thickness)
        self.image.paste(fill[:3], box, mask)


def _round_line(pen: ImageDraw.ImageDraw, line: Sequence[Point], fill: Colour | int, thickness: int) -> None:
    pen.line(list(line), fill=fill, width=thickness, joint="curve")
    radius = thickness / 2
    if thickness > 2:
        for x, y in (line[0], line[-1]):
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)


def _gradient(rows: Stops, size: tuple[int, int]) -> Image.Image:
    column = Image.new("RGBA", (1, size[1]))
    for row in range(size[1]):
        column.putpixel((0, row), _shade_at(rows, row))
    return column.resize(size, Image.Resampling.NEAREST)


def _shade_at(rows: Stops, row: float) -> Colour:
    for (start, first), (end, second) in pairwise(rows):
        if row <= end:
            share = min(max((row - start) / ((end - start) or 1), 0), 1)
            mixed = tuple(round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
            return cast(Colour, mixed)
    return rows[-1][1]
