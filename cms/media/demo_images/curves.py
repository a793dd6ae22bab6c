"""Outlines: smooth curves, ovals, rounded boxes and tapering limbs, as lists of points."""

from collections.abc import Sequence
from math import cos, hypot, pi, sin

Point = tuple[float, float]

# The first two are the plastic number's powers: as places across and down they cover an area without rows.
STRIDES = (0.7548776662466927, 0.5698402909980532, 0.6180339887498949, 0.8191725133961645)


def smooth(points: Sequence[Point], *, closed: bool = False, steps: int = 14) -> list[Point]:
    """A curve through all the points; an open one begins and ends at the outer two."""
    count = len(points)
    spans = count if closed else count - 1
    curve: list[Point] = []
    for span in range(spans):
        if closed:
            before, start, end, after = (points[(span + shift) % count] for shift in (-1, 0, 1, 2))
        else:
            before, start, end, after = (points[min(max(span + shift, 0), count - 1)] for shift in (-1, 0, 1, 2))
        curve += [_between(before, start, end, after, step / steps) for step in range(steps)]
    return curve if closed else [*curve, points[-1]]


def _between(before: Point, start: Point, end: Point, after: Point, share: float) -> Point:
    """The point of a Catmull-Rom span at `share` of its way."""
    squared, cubed = share * share, share * share * share

    def along(axis: int) -> float:
        a, b, c, d = before[axis], start[axis], end[axis], after[axis]
        return 0.5 * (2 * b + (c - a) * share + (2 * a - 5 * b + 4 * c - d) * squared + (3 * b - a - 3 * c + d) * cubed)

    return along(0), along(1)


def oval(x: float, y: float, across: float, down: float, start: float = 0, end: float = 360) -> list[Point]:
    """The oval, or part of it, around a centre; half axes; degrees run clockwise from the right."""
    count = max(20, round((across + down) * 0.35))
    angles = (pi / 180 * (start + (end - start) * step / count) for step in range(count + 1))
    return [(x + across * cos(angle), y + down * sin(angle)) for angle in angles]


def rounded(x: float, y: float, width: float, height: float, radius: float) -> list[Point]:
    """A box with rounded corners."""
    right, bottom = x + width - radius, y + height - radius
    corners = ((x + radius, y + radius, 180), (right, y + radius, 270), (right, bottom, 0), (x + radius, bottom, 90))
    return [point for cx, cy, start in corners for point in oval(cx, cy, radius, radius, start, start + 90)]


def arched(x: float, y: float, width: float, height: float, rise: float | None = None) -> list[Point]:
    """A box whose top is an arch, half round or with the given rise."""
    half = width / 2
    top = half if rise is None else rise
    return [(x, y + height), *oval(x + half, y + top, half, top, 180, 360), (x + width, y + height)]


def tapered(points: Sequence[Point], widths: Sequence[float]) -> list[Point]:
    """The outline of a limb along a line, as wide at each point as its width says."""
    left: list[Point] = []
    right: list[Point] = []
    last = len(points) - 1
    for place, ((x, y), width) in enumerate(zip(points, widths, strict=True)):
        ahead, behind = points[min(place + 1, last)], points[max(place - 1, 0)]
        dx, dy = ahead[0] - behind[0], ahead[1] - behind[1]
        length = hypot(dx, dy) or 1
        shift_x, shift_y = -dy / length * width / 2, dx / length * width / 2
        left.append((x + shift_x, y + shift_y))
        right.append((x - shift_x, y - shift_y))
    return [*left, *reversed(right)]


def spread(number: int, channel: int = 0) -> float:
    """The `number`th value of an evenly scattered sequence between 0 and 1; channels are unlike one another."""
    return (0.5 + (number + 1) * STRIDES[channel]) % 1


def chance(number: int, channel: int = 0) -> float:
    """A value between 0 and 1 that looks like chance and is the same every time."""
    mixed = (number * 0x9E3779B1 + channel * 0x85EBCA6B + 0x27D4EB2F) & 0xFFFFFFFF
    for shift, factor in ((15, 0x2C1B3C6D), (12, 0x297A2D39)):
        mixed = ((mixed ^ (mixed >> shift)) * factor) & 0xFFFFFFFF
    return (mixed ^ (mixed >> 15)) / 0xFFFFFFFF
