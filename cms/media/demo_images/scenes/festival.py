"""A crowd carrying glowing paper lanterns shaped like birds through a dark square."""

from cms.media.demo_images.canvas import Canvas
from cms.media.demo_images.colours import (
    BRICK,
    CREAM,
    GOLD,
    INDIGO,
    NIGHT,
    OCHRE,
    PLUM,
    PLUM_SOFT,
    SKINS,
    TEAL,
    Colour,
    colour,
    darker,
    fade,
    lighter,
    mix,
)
from cms.media.demo_images.curves import arched, chance, oval, smooth
from cms.media.demo_images.people import BENT, FORWARD, HANGING, RAISED, Head, Look, person

GROUND = 548.0
WALLS = colour("2a2952")
FAR_WALLS = colour("3a3768")
LIT = colour("f5c877")
AMBER = colour("ffb75c")
CORAL = colour("f58f78")
AQUA = colour("8fd6cf")
POLE = colour("2b2144")
DUSK = colour("2a2350")
SHADES = (colour("2c2550"), colour("241f46"), colour("32284f"), colour("282852"))
PAPERS = (CORAL, AQUA, AMBER, colour("ffc98a"))
COATS = (PLUM, TEAL, INDIGO, BRICK, OCHRE, PLUM_SOFT)
HEADS = (Head.BOBBLE, Head.SHORT, Head.LONG, Head.HOOD, Head.BUN, Head.CURLS, Head.SCARF, Head.CAP)
# Each watcher's place across, height above the foot of the picture and kind: plain, bobble hat, long hair or bun.
WATCHERS = (
    (30, 84, 2),
    (150, 52, 1),
    (262, 70, 0),
    (392, 44, 3),
    (520, 62, 1),
    (648, 40, 2),
    (770, 66, 0),
    (890, 46, 1),
    (1020, 64, 3),
    (1158, 82, 0),
)


def draw(canvas: Canvas) -> None:
    """Draws the scene."""
    _night(canvas)
    _hall(canvas.at(690, GROUND))
    _houses(canvas)
    _square(canvas)
    _fairy_lights(canvas)
    _far_crowd(canvas)
    _crowd(canvas)
    _near_crowd(canvas)


def _night(canvas: Canvas) -> None:
    canvas.wash([(0, colour("171a3a")), (240, colour("2a2857")), (420, colour("54407a")), (GROUND, colour("8a5580"))])
    for number in range(70):
        y = 380 * chance(number, 1) ** 1.3
        canvas.disc(1200 * chance(number, 0), y, 0.8 + 1.3 * chance(number, 2), fade(CREAM, 0.9 - y / 520))
    canvas.disc(1040, 96, 38, colour("f3e6c8"))
    for x, y, radius in ((1028, 86, 8), (1050, 108, 6), (1054, 82, 5)):
        canvas.disc(x, y, radius, colour("e2d0ad"))
    canvas.glow(1040, 96, 130, fade(CREAM, 0.3))


def _lit(canvas: Canvas, x: float, y: float, width: float, height: float, *, on: bool, arch: bool = False) -> None:
    pane = LIT if on else colour("3d3c6b")
    if on:
        canvas.glow(x + width / 2, y + height / 2, width * 1.7, fade(GOLD, 0.3))
    if arch:
        canvas.shape(arched(x, y, width, height), pane)
    else:
        canvas.box(x, y, width, height, pane)
    canvas.box(x + width / 2 - 1, y, 2, height, WALLS)
    canvas.box(x, y + height * 0.55, width, 2, WALLS)


def _hall(hall: Canvas) -> None:
    """The town hall with its clock alight."""
    wall = FAR_WALLS
    hall.box(-54, -380, 108, 380, wall)
    hall.box(14, -380, 40, 380, fade(NIGHT, 0.3))
    hall.box(-62, -388, 124, 10, lighter(wall, 0.12))
    hall.box(-43, -426, 86, 40, wall)
    for x in (-32, -8, 16):
        hall.shape(arched(x, -420, 16, 32), mix(LIT, wall, 0.35))
    hall.box(-48, -432, 96, 8, lighter(wall, 0.12))
    hall.blob([(-42, -430), (-38, -452), (-18, -470), (0, -475), (18, -470), (38, -452), (42, -430)], colour("32506f"))
    hall.box(-7, -492, 14, 20, wall)
    hall.shape([(-10, -490), (0, -510), (10, -490)], colour("32506f"))
    hall.glow(0, -336, 96, fade(GOLD, 0.6))
    hall.disc(0, -336, 31, colour("54507f"))
    hall.disc(0, -336, 27, colour("ffe9b8"))
    for turn in range(0, 360, 30):
        hall.at(0, -336, turn=turn).box(-1.2, -25, 2.4, 6, NIGHT)
    hall.at(0, -336, turn=-142).limb([(0, 2), (0, -14)], [3.4, 2.4], NIGHT, curved=False)
    hall.at(0, -336, turn=2).limb([(0, 3), (0, -21)], [2.8, 1.8], NIGHT, curved=False)
    hall.shape([(-330, -168), (-300, -222), (300, -222), (330, -168)], colour("302e58"))
    hall.box(-320, -170, 640, 170, wall)
    hall.box(-328, -174, 656, 9, lighter(wall, 0.12))
    for number in range(5):
        for side in (-1, 1):
            _lit(hall, side * (118 + 48 * number) - 12, -146, 24, 50, on=(number * 3 + side) % 4 != 0, arch=True)
            _lit(hall, side * (118 + 48 * number) - 12, -72, 24, 42, on=(number + side) % 3 != 0)
    hall.box(-92, -172, 184, 172, lighter(wall, 0.06))
    for x in (-54, 0, 54):
        hall.shape(arched(x - 15, -84, 30, 84), mix(LIT, PLUM, 0.25) if x == 0 else LIT)
        _lit(hall, x - 12, -146, 24, 44, on=True)
    for x in (-90, -34, 22, 78):
        hall.box(x, -170, 12, 170, lighter(wall, 0.16))
    hall.shape([(-108, -174), (0, -226), (108, -174)], lighter(wall, 0.12))
    hall.shape([(-82, -180), (0, -216), (82, -180)], wall)


def _houses(canvas: Canvas) -> None:
    rows = (
        (-50, 160, 300, 0),
        (110, 140, 252, 1),
        (300, 84, 176, 5),
        (236, 90, 212, 2),
        (954, 136, 258, 4),
        (1090, 160, 312, 5),
    )
    for x, width, height, number in rows:
        top = GROUND - height
        wall = mix(WALLS, PLUM, 0.1 * (number % 3))
        canvas.shape(
            [(x - 4, top + 2), (x + width * 0.14, top - 60), (x + width * 0.86, top - 60), (x + width + 4, top + 2)],
            colour("201f43"),
        )
        canvas.box(x + 22, top - 88, 20, 46, colour("201f43"))
        canvas.box(x, top, width, height, wall)
        canvas.box(x + width - 14, top, 14, height, fade(NIGHT, 0.4))
        columns = 3 if width > 100 else 2
        for row in range(3):
            for column in range(columns):
                left = x + 18 + column * (width - 34) / columns
                _lit(canvas, left, top + 28 + row * 68, 26, 40, on=chance(number * 9 + row * 3 + column) > 0.48)


def _square(canvas: Canvas) -> None:
    canvas.graded(
        [(-10, GROUND), (1210, GROUND), (1210, 810), (-10, 810)],
        [(GROUND, colour("4d3f6e")), (640, colour("33305c")), (810, colour("1c1d3f"))],
    )
    canvas.glow(600, 600, 560, fade(AMBER, 0.5), 110)
    for y in (566, 592, 626, 670, 724):
        canvas.box(-10, y, 1220, 1.6, fade(NIGHT, 0.3))
    for number in range(-10, 11):
        canvas.shape(
            [
                (600 + number * 60, GROUND),
                (601.6 + number * 60, GROUND),
                (604 + number * 170, 810),
                (598 + number * 170, 810),
            ],
            fade(NIGHT, 0.28),
        )


def _fairy_lights(canvas: Canvas) -> None:
    for start, end, sag in (
        ((-10, 210), (380, 150), 70),
        ((1210, 196), (820, 150), 70),
        ((-10, 300), (300, 300), 40),
        ((1210, 300), (900, 300), 40),
    ):
        line = [
            (
                start[0] + (end[0] - start[0]) * step / 20,
                start[1] + (end[1] - start[1]) * step / 20 + sag * 4 * step / 20 * (1 - step / 20),
            )
            for step in range(21)
        ]
        canvas.stroke(line, colour("16183a"), 1.6)
        for number, (x, y) in enumerate(line[1:-1:2]):
            canvas.glow(x, y + 5, 16, fade(AMBER, 0.55))
            canvas.disc(x, y + 5, 3.6, (colour("ffe3a6"), CORAL, AQUA)[number % 3])


def _bird(bird: Canvas, paper: Colour) -> None:
    """A paper bird about 200 units wide that glows from inside, bound to the right."""
    pale, deep = lighter(paper, 0.55), mix(paper, BRICK, 0.35)
    rib = fade(darker(deep, 0.35), 0.75)
    bird.glow(0, -10, 190, fade(paper, 0.62))
    far = [(10, -14), (6, -50), (24, -96), (58, -122), (52, -88), (50, -50), (34, -10)]
    bird.blob(far, mix(deep, paper, 0.35))
    for tip in ((58, -120), (52, -86), (50, -52)):
        bird.stroke([(20, -8), tip], rib, 1.8)
    bird.shape([(-50, 2), (-118, -26), (-104, -4), (-124, 8), (-100, 16), (-108, 34), (-46, 16)], deep)
    for tip in ((-112, -22), (-116, 8), (-102, 30)):
        bird.stroke([(-48, 8), tip], rib, 1.8)
    body = [
        (-64, 6),
        (-36, -18),
        (10, -24),
        (44, -20),
        (60, -40),
        (82, -52),
        (100, -40),
        (98, -24),
        (80, -6),
        (54, 22),
        (14, 38),
        (-30, 30),
    ]
    outline = smooth(body, closed=True)
    bird.shape(outline, paper)
    with bird.within(outline) as inside:
        inside.glow(16, 4, 74, fade(CREAM, 0.95), 50)
        inside.glow(80, -30, 34, fade(CREAM, 0.7))
        for x in (-34, -4, 26, 54):
            inside.stroke([(x - 8, -32), (x + 5, 4), (x - 6, 42)], rib, 1.8, curved=True)
        inside.stroke([(-70, 8), (-10, 14), (40, 8), (96, -34)], rib, 1.8, curved=True)
    bird.shape([(97, -42), (124, -30), (97, -26)], OCHRE)
    bird.disc(82, -36, 4, NIGHT)
    near = [
        (24, -6),
        (-4, -34),
        (-34, -78),
        (-76, -112),
        (-74, -84),
        (-84, -72),
        (-68, -50),
        (-66, -28),
        (-40, 0),
        (0, 10),
    ]
    wing = smooth(near, closed=True)
    bird.shape(wing, mix(paper, pale, 0.45))
    with bird.within(wing) as inside:
        inside.glow(0, -12, 90, fade(CREAM, 0.85))
        for tip in ((-76, -112), (-84, -74), (-68, -34), (-30, 4)):
            inside.stroke([(16, 0), tip], rib, 1.8)
    bird.stroke([*wing, wing[0]], rib, 1.8)


def _figure(
    canvas: Canvas,
    x: float,
    y: float,
    height: float,
    number: int,
    tone: float,
    *,
    flip: bool = False,
    carries: bool = False,
) -> None:
    """One of the crowd: mostly shade, with a little colour; `tone` is the share of shade."""
    look = Look(
        coat=mix(COATS[number % 6], DUSK, tone),
        legs=colour("1a1938"),
        skin=mix(mix(SKINS[number % 5], AMBER, 0.25), DUSK, tone * 0.65),
        hair=colour("1d1a38"),
        head=HEADS[number * 5 % 8],
        accent=mix(COATS[(number + 3) % 6], DUSK, tone * 0.8),
        shoes=colour("15152f"),
        near=RAISED if carries else (HANGING, FORWARD, BENT)[number % 3],
        far=FORWARD,
        scarf=number % 3 == 0,
        long=number % 4 == 1,
    )
    person(canvas, x, y, height, look, flip=flip)


def _carrier(canvas: Canvas, x: float, y: float, height: float, number: int, up: float, size: float) -> None:
    """One of the crowd with a lantern on a pole, `up` units above the hand."""
    flip = number % 2 == 1
    hand_x, hand_y = x + (-0.12 if flip else 0.12) * height, y - 0.96 * height
    top = (hand_x + (-0.05 if flip else 0.05) * up, hand_y - up)
    canvas.limb(
        [(hand_x, hand_y + 0.42 * height), (hand_x, hand_y), top],
        [0.04 * height, 0.035 * height, 0.02 * height],
        POLE,
        curved=False,
    )
    _bird(canvas.at(*top, size, flip=flip, turn=5 if flip else -5), PAPERS[number % 4])
    _figure(canvas, x, y, height, number, 0.5 if height > 110 else 0.62, flip=flip, carries=True)


def _far_crowd(canvas: Canvas) -> None:
    for number in range(26):
        x = 20 + 1170 * (number + 0.6 * chance(number)) / 26
        y, height = 592 + 12 * chance(number, 1), 78 + 12 * chance(number, 2)
        if number % 5 == 2:
            _carrier(canvas, x, y, height, number // 5 + (number // 5) % 2 * 2, 40 + 26 * chance(number, 3), 0.34)
        else:
            _figure(canvas, x, y, height, number, 0.62, flip=number % 4 == 1)


def _crowd(canvas: Canvas) -> None:
    for x, y, number in (
        (66, 660, 3),
        (232, 664, 8),
        (520, 660, 5),
        (636, 668, 1),
        (806, 662, 2),
        (1000, 664, 11),
        (1140, 660, 6),
    ):
        _figure(canvas, x, y, 138 + 14 * chance(number), number, 0.5, flip=number % 2 == 1)
    for x, y, number, up, size in (
        (740, 664, 4, 60, 0.6),
        (330, 668, 6, 250, 1.42),
        (912, 668, 7, 190, 0.98),
        (560, 676, 9, 90, 0.62),
        (140, 682, 8, 96, 1.02),
        (1084, 684, 13, 104, 1.06),
    ):
        _carrier(canvas, x, y, 150, number, up, size)


def _near_crowd(canvas: Canvas) -> None:
    """The backs of those who watch, cut off by the foot of the picture and edged with light."""
    for number, (x, tall, kind) in enumerate(WATCHERS):
        head = canvas.at(x, 812 - tall, 1.2 if number % 3 == 0 else 1.02)
        # The light colour shows where the shade, a little lower, does not cover it.
        for back, fill in ((head.at(0, -2.4), mix(AMBER, PLUM, 0.42)), (head, SHADES[number % 4])):
            back.blob([(-64, 140), (-62, 66), (-44, 34), (-14, 22), (14, 22), (44, 34), (62, 66), (64, 140)], fill)
            back.limb([(0, 6), (0, 34)], [26, 34], fill, curved=False)
            back.oval(0, -14, 24, 28, fill)
            if kind == 1:
                back.disc(0, -48, 7, fill)
                back.shape(oval(0, -14, 27, 30, 176, 364), fill)
            if kind == 2:
                back.blob([(-26, -16), (0, -44), (26, -16), (28, 14), (22, 34), (-22, 34), (-28, 14)], fill)
            if kind == 3:
                back.disc(0, -44, 11, fill)
            if number in (3, 8):
                back.limb([(46, 62), (66, 34), (52, -6)], [28, 24, 17], fill)
                back.disc(51, -12, 9, fill)
        if number in (3, 8):
            head.limb([(52, 0), (50, -64)], [4, 3], POLE, curved=False)
            _bird(head.at(50, -66, 0.36, flip=number == 8), PAPERS[number % 3])
