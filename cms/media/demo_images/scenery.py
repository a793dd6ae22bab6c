"""Skies, hills, trees and what else stands outdoors."""

from collections.abc import Sequence
from itertools import pairwise
from math import cos, pi, sin

from .canvas import HEIGHT, WIDTH, Canvas
from .colours import BARK, CREAM, FOREST, INK, LIME, Colour, darker, fade, lighter, mix
from .curves import Point, oval, rounded, smooth, spread


def cloud(canvas: Canvas, x: float, y: float, width: float, fill: Colour) -> None:
    """A flat-bottomed cloud, from the middle of its base."""
    puffs = ((-0.33, 0.06, 0.14), (-0.15, 0.1, 0.2), (0.1, 0.13, 0.25), (0.33, 0.07, 0.16))
    rounds = [oval(x + across * width, y - up * width, radius * width, radius * width) for across, up, radius in puffs]
    base = rounded(x - width * 0.52, y - width * 0.1, width * 1.04, width * 0.12, width * 0.06)
    flat = [[(px, min(py, y)) for px, py in each] for each in rounds]
    canvas.together([*flat, base], fill)


def streak(canvas: Canvas, x: float, y: float, width: float, fill: Colour) -> None:
    """A thin, drawn-out cloud of two bars, around its middle."""
    thick = max(6, width * 0.05)
    bars = ((-0.5, -0.5, 1.0), (-0.28, -1.45, 0.62))
    canvas.together([rounded(x + a * width, y + b * thick, c * width, thick, thick / 2) for a, b, c in bars], fill)


def hill(canvas: Canvas, ridge: Sequence[Point], top: Colour, bottom: Colour) -> None:
    """Land from a smooth ridge, given from left to right, down to the foot of the picture."""
    line = smooth(ridge)
    peak = min(y for _, y in line)
    outline = [*line, (WIDTH + 60, HEIGHT), (-60, HEIGHT)]
    canvas.graded(outline, [(peak, top), (min(HEIGHT, peak + 260), bottom)])


def woods(canvas: Canvas, ridge: Sequence[Point], fill: Colour, size: float) -> None:
    """A far line of trees along a smooth ridge, each about `size` units high."""
    line = smooth(ridge, steps=24)
    reached = -1e9
    for number, (x, y) in enumerate(line):
        if x - reached < size * 0.42:
            continue
        reached = x
        grown = size * (0.55 + 0.5 * spread(number, 1))
        canvas.oval(x, y - grown * 0.35, grown * 0.42, grown * 0.62, fill)
    canvas.shape([*line, (line[-1][0], line[-1][1] + size * 0.5), (line[0][0], line[0][1] + size * 0.5)], fill)


def crown(canvas: Canvas, x: float, y: float, across: float, down: float, leaf: Colour, *, dabs: int = 22) -> None:
    """Foliage around its centre, lit from the upper left."""
    _puffs(canvas, x, y, across, down, darker(leaf, 0.25), 0)
    _puffs(canvas, x - across * 0.07, y - down * 0.09, across * 0.9, down * 0.86, leaf, 1)
    _puffs(canvas, x - across * 0.2, y - down * 0.27, across * 0.6, down * 0.5, lighter(mix(leaf, LIME, 0.3), 0.06), 2)
    for number in range(dabs):
        angle, reach = spread(number, 0) * 2 * pi, 0.25 + 0.62 * spread(number, 1)
        left, top = x + cos(angle) * across * reach, y + sin(angle) * down * reach
        lit = cos(angle) + sin(angle) < 0.2
        dab = fade(lighter(leaf, 0.5), 0.45) if lit else fade(darker(leaf, 0.45), 0.3)
        size = (across + down) * (0.016 + 0.014 * spread(number, 2))
        canvas.at(left, top, turn=-30).oval(0, 0, size * 1.5, size * 0.75, dab)


def _puffs(canvas: Canvas, x: float, y: float, across: float, down: float, fill: Colour, channel: int) -> None:
    count = 11
    canvas.oval(x, y, across * 0.8, down * 0.8, fill)
    for number in range(count):
        angle = (number + 0.5 * spread(number, channel)) / count * 2 * pi
        puff = (across + down) / 2 * (0.25 + 0.1 * spread(number, channel))
        canvas.disc(x + cos(angle) * across * 0.7, y + sin(angle) * down * 0.7, puff, fill)


def tree(canvas: Canvas, x: float, y: float, height: float, leaf: Colour, bark: Colour = BARK) -> None:
    """A broad tree from its foot."""
    size = height / 100
    trunk = canvas.at(x, y, size)
    trunk.limb([(0, 0), (0.5, -25), (-1, -55)], [6.4, 4.4, 3], bark)
    trunk.limb([(0, -26), (8, -42), (14, -54)], [3, 2.2, 1.4], bark)
    trunk.limb([(0, -22), (-8, -38), (-14, -50)], [3, 2.2, 1.4], bark)
    crown(trunk, 0, -65, 30, 34, leaf)


def sapling(canvas: Canvas, x: float, y: float, height: float, leaf: Colour) -> None:
    """A slim young tree tied to a stake, from its foot."""
    young = canvas.at(x, y, height / 100)
    young.stroke([(7, 0), (7, -38)], darker(BARK, 0.1), 2.6)
    young.stroke([(0, 0), (0, -70)], BARK, 3.2)
    young.stroke([(0, -33), (7, -33)], INK, 2.2)
    crown(young, 0, -70, 19, 29, leaf, dabs=10)


def poplar(canvas: Canvas, x: float, y: float, height: float, leaf: Colour) -> None:
    """A tall narrow tree from its foot."""
    tall = canvas.at(x, y, height / 100)
    tall.stroke([(0, 0), (0, -20)], BARK, 4)
    tall.blob([(0, -100), (9, -78), (13, -45), (9, -16), (0, -9), (-9, -16), (-13, -45), (-9, -78)], darker(leaf, 0.22))
    tall.blob([(-2, -97), (5, -76), (7, -45), (3, -18), (-4, -12), (-9, -20), (-11.5, -45), (-8, -76)], leaf)
    tall.blob([(-4, -86), (-1, -66), (-2, -44), (-7, -34), (-9, -48), (-7, -70)], lighter(leaf, 0.2))


def bare_tree(canvas: Canvas, x: float, y: float, height: float, bark: Colour) -> None:
    """A tree in winter, from its foot."""
    bough = canvas.at(x, y, height / 100)

    def grow(left: float, top: float, angle: float, length: float, width: float, level: int) -> None:
        bend = 0.16 * sin(left * 3.1 + top * 1.7)
        middle = left + length * 0.55 * sin(angle + bend), top - length * 0.55 * cos(angle + bend)
        end = left + length * sin(angle), top - length * cos(angle)
        bough.limb([(left, top), middle, end], [width, width * 0.82, width * 0.6], bark)
        if level < 4:
            shrink = 0.7 + 0.08 * sin(left + level)
            grow(*end, angle - 0.42 - 0.1 * sin(top), length * shrink, width * 0.6, level + 1)
            grow(*end, angle + 0.46 + 0.1 * cos(top), length * shrink, width * 0.6, level + 1)
            if level in (1, 2):
                grow(*middle, angle + (0.9 if left > 0 else -0.9), length * 0.55, width * 0.42, level + 2)

    grow(0, 0, 0.03, 32, 6.5, 0)


def bush(canvas: Canvas, x: float, y: float, width: float, leaf: Colour) -> None:
    """A low shrub, from the middle of its base."""
    ground = [(x - width, y - width), (x + width, y - width), (x + width, y), (x - width, y)]
    with canvas.within(ground) as above:
        crown(above, x, y - width * 0.14, width * 0.5, width * 0.3, leaf, dabs=9)


def tuft(canvas: Canvas, x: float, y: float, height: float, blade: Colour) -> None:
    """A tuft of grass, from its root."""
    for lean, share in ((-0.5, 0.7), (-0.18, 1), (0.2, 0.92), (0.55, 0.62)):
        tip = (x + lean * height, y - share * height)
        canvas.shape([(x + lean * 4 - height * 0.07, y), tip, (x + lean * 4 + height * 0.07, y)], blade)


def lamp_post(canvas: Canvas, x: float, y: float, height: float, post: Colour = INK, light: Colour = CREAM) -> None:
    """A street lantern, from its foot."""
    lamp = canvas.at(x, y, height / 100)
    lamp.box(-1.1, -82, 2.2, 82, post)
    lamp.shape([(-3.2, 0), (-2, -13), (2, -13), (3.2, 0)], post)
    lamp.box(-6, -78, 12, 1.4, post, 0.7)
    lamp.shape([(-3, -83), (-5.2, -94), (5.2, -94), (3, -83)], light)
    lamp.shape([(-6, -94), (-2, -99), (2, -99), (6, -94)], post)
    lamp.stroke([(-5.2, -94), (-3, -83), (3, -83), (5.2, -94)], post, 0.9)
    lamp.stroke([(0, -94), (0, -84)], post, 0.7)
    lamp.disc(0, -100, 1.3, post)


def shadow(canvas: Canvas, x: float, y: float, across: float, down: float, opacity: float = 0.18) -> None:
    """The shade of a thing on the ground, around its centre."""
    canvas.oval(x, y, across, down, fade(INK, opacity))


def birds(canvas: Canvas, places: Sequence[tuple[float, float, float]], fill: Colour) -> None:
    """Birds far off, each at a place with its span."""
    for x, y, span in places:
        wing = [(x - span / 2, y - span * 0.16), (x - span * 0.2, y - span * 0.22), (x, y)]
        canvas.stroke(wing, fill, span * 0.09, curved=True)
        canvas.stroke([(2 * x - px, py) for px, py in wing], fill, span * 0.09, curved=True)


def ripples(canvas: Canvas, area: tuple[float, float, float, float], count: int, fill: Colour) -> None:
    """Glints on water between left, top, right and bottom; the nearer, the longer."""
    left, top, right, bottom = area
    for number in range(count):
        depth = spread(number, 0)
        y = top + (bottom - top) * depth
        length = 14 + 70 * depth * (0.4 + 0.6 * spread(number, 1))
        x = left + (right - left) * spread(number, 2)
        canvas.shape(oval(x, y, length / 2, 0.8 + 1.7 * depth), fill)


def hedge(canvas: Canvas, x: float, y: float, width: float, height: float, leaf: Colour = FOREST) -> None:
    """A clipped hedge, from its lower left corner."""
    canvas.box(x, y - height, width, height, leaf, min(height, 24) * 0.35)
    canvas.box(x, y - height, width, height * 0.42, lighter(leaf, 0.1), min(height, 24) * 0.2)
    for number in range(round(width / 9)):
        place = x + 6 + (width - 12) * spread(number, 0), y - height * (0.1 + 0.8 * spread(number, 1))
        dab = fade(lighter(leaf, 0.45), 0.35) if number % 2 else fade(INK, 0.2)
        canvas.at(*place, turn=-25).oval(0, 0, 4.6, 2.2, dab)


def paving(canvas: Canvas, courses: Sequence[float], slab: float, growth: float, joint: Colour) -> None:
    """The joints of slabs, course by course from the farthest to the nearest, seen from the middle of the picture.

    At the farthest course a slab is `slab` units wide, and `growth` units more for each unit nearer.
    """
    for row, (top, bottom) in enumerate(pairwise(courses)):
        for number in range(-13, 14):
            place = number + (0.5 if row % 2 else 0)
            upper, lower = (WIDTH / 2 + place * (slab + (y - courses[0]) * growth) for y in (top, bottom))
            canvas.shape([(upper, top), (upper + 2, top), (lower + 2.4, bottom), (lower, bottom)], joint)
        canvas.box(-10, bottom, WIDTH + 20, 1 + (bottom - courses[0]) / 90, joint)
