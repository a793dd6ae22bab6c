"""Striped awnings over the stalls of Northmere's Saturday market."""

from collections.abc import Callable

from cms.media.demo_images.buildings import bunting, slates, window
from cms.media.demo_images.canvas import Canvas
from cms.media.demo_images.colours import (
    BARK,
    BRICK,
    CLAY,
    CREAM,
    EARTH,
    FOREST,
    GOLD,
    GREEN,
    GREEN_SOFT,
    HAIRS,
    INDIGO,
    INDIGO_SOFT,
    INK,
    MIST,
    OCHRE,
    PLUM,
    PLUM_SOFT,
    ROSE,
    SAND,
    SAND_DEEP,
    SAND_LIGHT,
    SKINS,
    SLATE,
    SNOW,
    STONE,
    STONE_DEEP,
    TEAL,
    TEAL_DEEP,
    TEAL_SOFT,
    Colour,
    colour,
    darker,
    fade,
    lighter,
    mix,
)
from cms.media.demo_images.curves import oval, spread
from cms.media.demo_images.landmarks import clock_tower
from cms.media.demo_images.people import BENT, FORWARD, HANGING, LEADING, RAISED, WAVING, Head, Look, person
from cms.media.demo_images.scenery import birds, cloud, paving, shadow

GROUND = 560.0
TOMATO = colour("d4604f")
POST = colour("7a5a47")

Goods = Callable[[Canvas], None]


def draw(canvas: Canvas) -> None:
    """Draws the scene."""
    canvas.wash([(0, colour("90c5d0")), (300, colour("d2e7dd")), (GROUND, colour("fbeed8"))])
    canvas.glow(250, 130, 330, fade(CREAM, 0.9))
    cloud(canvas, 400, 130, 190, fade(SNOW, 0.85))
    cloud(canvas, 900, 104, 240, fade(SNOW, 0.8))
    birds(canvas, [(520, 190, 26), (552, 206, 20), (1090, 90, 24)], fade(INDIGO, 0.6))
    clock_tower(canvas.at(640, 36, 0.76))
    _houses(canvas)
    _square(canvas)
    bunting(canvas, (-20, 226), (420, 250), 50, (PLUM, CREAM, TEAL, OCHRE, CLAY), 22)
    bunting(canvas, (420, 250), (850, 244), 54, (TEAL, OCHRE, CREAM, PLUM, CLAY), 22)
    bunting(canvas, (850, 244), (1220, 216), 46, (CLAY, CREAM, TEAL, PLUM, OCHRE), 22)
    _stall(
        canvas.at(338, 584, 0.62),
        OCHRE,
        _bread,
        Look(coat=CREAM, skin=SKINS[0], head=Head.CAP, accent=OCHRE, walking=False),
    )
    _stall(canvas.at(600, 584, 0.62), INDIGO, _fish, Look(coat=SNOW, skin=SKINS[4], hair=HAIRS[2], walking=False))
    _stall(
        canvas.at(866, 584, 0.62),
        GREEN,
        _fruit,
        Look(coat=CLAY, skin=SKINS[1], hair=HAIRS[2], head=Head.BUN, walking=False),
    )
    for x, y, height, flip, look in (
        (470, 610, 112, True, Look(coat=PLUM, skin=SKINS[3], head=Head.LONG, hair=HAIRS[3], near=BENT)),
        (
            738,
            612,
            112,
            False,
            Look(coat=TEAL_DEEP, skin=SKINS[0], hair=HAIRS[4], head=Head.BALD, near=BENT, scarf=True, accent=OCHRE),
        ),
        (706, 614, 110, False, Look(coat=ROSE, skin=SKINS[0], hair=HAIRS[4], head=Head.BUN, near=HANGING, long=True)),
    ):
        shadow(canvas, x + 8, y, 28, 4)
        person(canvas, x, y, height, look, flip=flip)
    _stall(
        canvas.at(176, 716),
        TEAL,
        _fruit,
        Look(coat=PLUM, skin=SKINS[2], hair=HAIRS[2], head=Head.CURLS, near=WAVING, walking=False),
    )
    _stall(
        canvas.at(1024, 716),
        PLUM,
        _flowers,
        Look(coat=TEAL, skin=SKINS[0], hair=HAIRS[1], head=Head.BUN, near=FORWARD, walking=False),
    )
    _shoppers(canvas)


def _houses(canvas: Canvas) -> None:
    rows = (
        (-30, 150, 292, ROSE, BRICK),
        (120, 132, 252, SAND, SLATE),
        (252, 150, 284, TEAL_SOFT, TEAL_DEEP),
        (402, 138, 246, CLAY, darker(BRICK, 0.3)),
        (740, 130, 250, SAND_LIGHT, SLATE),
        (870, 146, 288, PLUM_SOFT, darker(PLUM, 0.15)),
        (1016, 122, 254, SAND, BRICK),
        (1138, 130, 296, TEAL_SOFT, TEAL_DEEP),
    )
    canvas.box(530, 330, 220, 240, colour("e2cfa9"))
    slates(canvas, [(522, 334), (548, 290), (732, 290), (758, 334)], SLATE, 11)
    for x in (552, 600, 648, 696):
        window(canvas, x, 362, 32, 54, arch=True)
    for x, width, height, wall, roof in rows:
        top = GROUND - height
        canvas.box(x, top, width, height, mix(wall, SAND_LIGHT, 0.35))
        slates(
            canvas,
            [(x - 5, top + 4), (x + 14, top - 52), (x + width - 14, top - 52), (x + width + 5, top + 4)],
            roof,
            10,
        )
        canvas.box(x + 22, top - 80, 20, 44, mix(wall, BRICK, 0.4))
        canvas.box(x + 19, top - 83, 26, 6, mix(wall, BRICK, 0.7))
        for row in range(2):
            for column in range(3):
                window(canvas, x + 16 + column * (width - 30) / 3, top + 24 + row * 72, (width - 30) / 3 - 14, 48)


def _square(canvas: Canvas) -> None:
    canvas.graded(
        [(-10, GROUND - 4), (1210, GROUND - 4), (1210, 810), (-10, 810)],
        [(GROUND, colour("ddccae")), (810, colour("c6b192"))],
    )
    paving(canvas, (GROUND - 4, 584, 606, 636, 676, 730, 790, 830), 54, 0.42, fade(EARTH, 0.17))


def _stall(stall: Canvas, awning: Colour, goods: Goods, keeper: Look) -> None:
    """A stall of 380 by 400 units from the middle of its foot."""
    shadow(stall, 14, 2, 214, 14, 0.22)
    stall.shape([(-168, -300), (168, -300), (168, -60), (-168, -60)], darker(mix(awning, SAND_DEEP, 0.35), 0.42))
    for x in (-168, 160):
        stall.box(x, -300, 9, 300, POST)
    stall.glow(0, -250, 150, fade(GOLD, 0.35), 90)
    person(stall, -6, -38, 216, keeper)
    goods(stall)
    stall.box(-176, -92, 352, 94, mix(awning, SAND_LIGHT, 0.82))
    for number in range(12):
        left = -172 + 29.5 * number
        stripe = [(left, -84), (left + 12, -84), (left + 16, 0), (left + 4, 0)]
        stall.shape(stripe, fade(awning, 0.16))
    stall.box(-182, -100, 364, 16, EARTH, 3)
    stall.box(-182, -100, 364, 5, fade(CREAM, 0.3), 2)
    _awning(stall, awning)
    stall.box(-182, -300, 10, 300, POST)
    stall.box(172, -300, 10, 300, POST)


def _awning(stall: Canvas, fill: Colour) -> None:
    stripes = 10
    top, bottom = -398.0, -296.0
    stall.box(-190, bottom - 4, 380, 34, fade(INK, 0.22))
    for number in range(stripes):
        paint = fill if number % 2 == 0 else CREAM
        upper = [-158 + 316 * (number + step) / stripes for step in (0, 1)]
        lower = [-204 + 408 * (number + step) / stripes for step in (0, 1)]
        stall.shape([(upper[0], top), (upper[1], top), (lower[1], bottom), (lower[0], bottom)], paint)
        drop = darker(paint, 0.12)
        middle, half = (lower[0] + lower[1]) / 2, (lower[1] - lower[0]) / 2
        stall.box(lower[0], bottom, 2 * half, 14, drop)
        stall.shape(oval(middle, bottom + 13, half, 15, 0, 180), drop)
    stall.shape([(-204, bottom - 3), (204, bottom - 3), (204, bottom + 4), (-204, bottom + 4)], fade(INK, 0.14))
    stall.shape([(-158, top), (158, top), (166, top + 18), (-166, top + 18)], fade(CREAM, 0.25))
    stall.box(-162, top - 6, 324, 9, darker(fill, 0.25), 4)


def _crate(stall: Canvas, x: float, width: float, shade: Colour) -> None:
    stall.box(x, -128, width, 32, shade, 2)
    for y in (-119, -108):
        stall.box(x, y, width, 2, fade(INK, 0.3))
    stall.box(x + 5, -128, 4, 32, fade(INK, 0.22))
    stall.box(x + width - 9, -128, 4, 32, fade(INK, 0.22))


def _heap(stall: Canvas, x: float, width: float, fruit: Colour, size: float, rows: int = 3) -> None:
    """Round fruit piled in a crate."""
    for row in range(rows, 0, -1):
        count = max(2, round(width / (size * 1.75)) - row + 1)
        start = x + width / 2 - (count - 1) * size * 0.86
        for number in range(count):
            shade = (fruit, darker(fruit, 0.1), lighter(fruit, 0.1))[(number + row) % 3]
            cx, cy = start + number * size * 1.72, -118 - row * size * 1.15
            stall.disc(cx, cy, size, shade)
            stall.disc(cx - size * 0.3, cy - size * 0.35, size * 0.28, fade(CREAM, 0.5))


def _price(stall: Canvas, x: float, text: str) -> None:
    stall.box(x - 19, -124, 38, 24, INK, 3)
    stall.write(x, -112, text, 17, CREAM, 0.3)


def _fruit(stall: Canvas) -> None:
    for number, (fruit, size, text) in enumerate(
        ((TOMATO, 11, "90p"), (GREEN_SOFT, 12, "75p"), (OCHRE, 12, "80p"), (PLUM, 9, "60p"))
    ):
        x = -170 + number * 86.0
        _heap(stall, x, 82, fruit, size, 4 if size < 10 else 3)
        _crate(stall, x, 82, colour("b98a63") if number % 2 else colour("a67a55"))
        _price(stall, x + 41, text)


def _bread(stall: Canvas) -> None:
    for number, x in enumerate((-140, -84, -28, 30, 88, 142)):
        crust = (colour("c98f52"), colour("b6793f"))[number % 2]
        loaf = stall.at(x, -112 - 4 * (number % 2))
        loaf.blob([(-34, 0), (-32, -28), (0, -42), (32, -28), (34, 0)], crust)
        for cut in (-14, 2, 18):
            loaf.stroke([(cut - 8, -14), (cut + 4, -30)], lighter(crust, 0.45), 4)
    for x in (-150, 110):
        _crate(stall, x, 60, colour("a67a55"))
        for number in range(5):
            stall.limb(
                [(x + 8 + number * 11, -118), (x + 2 + number * 13, -186)],
                [11, 9],
                (colour("d3a064"), colour("c08a4c"))[number % 2],
                curved=False,
            )
        _crate(stall, x, 60, colour("b98a63"))
    _price(stall, 0, "95p")


def _fish(stall: Canvas) -> None:
    stall.shape([(-172, -100), (-160, -150), (160, -150), (172, -100)], MIST)
    for number in range(26):
        stall.disc(-156 + 312 * spread(number, 0), -106 - 38 * spread(number, 1), 6, fade(SNOW, 0.9))
    for number, (x, y) in enumerate(
        ((-110, -118), (-30, -116), (52, -118), (126, -117), (-72, -138), (10, -138), (90, -138))
    ):
        fish = stall.at(x, y, turn=-8)
        skin = (SLATE, ROSE, TEAL_SOFT)[number % 3]
        fish.blob([(-34, 0), (-14, -12), (14, -11), (28, 0), (14, 9), (-14, 9)], skin)
        fish.shape([(-30, 0), (-46, -12), (-42, 0), (-46, 11)], darker(skin, 0.2))
        fish.blob([(-20, 2), (0, 7), (22, 3), (4, 1)], fade(CREAM, 0.55))
        fish.disc(18, -3, 2.4, INK)
    _price(stall, -60, "40p")
    _price(stall, 70, "65p")


def _flowers(stall: Canvas) -> None:
    petals = (ROSE, GOLD, PLUM_SOFT, CREAM, TOMATO, INDIGO_SOFT)
    for number in range(5):
        x = -138 + number * 69.0
        for leaf in range(5):
            stall.at(x, -128, turn=-50 + 25 * leaf).blob(
                [(0, 0), (-8, -30), (0, -58), (8, -30)], (GREEN, FOREST, GREEN_SOFT)[leaf % 3]
            )
        for bloom in range(8):
            cx, cy = x - 32 + 64 * spread(bloom, 0), -146 - 54 * spread(bloom, 1)
            petal = petals[(number + bloom // 4) % 6]
            for turn in range(0, 360, 72):
                stall.at(cx, cy, turn=turn).disc(0, -6, 6, petal)
            stall.disc(cx, cy, 4, OCHRE if petal is not GOLD else BARK)
        stall.shape(
            [(x - 30, -142), (x + 30, -142), (x + 24, -98), (x - 24, -98)], (STONE, TEAL_SOFT, SLATE)[number % 3]
        )
        stall.shape([(x + 8, -142), (x + 30, -142), (x + 24, -98), (x + 6, -98)], fade(INK, 0.18))
        stall.box(x - 32, -146, 64, 7, (STONE_DEEP, TEAL, INK)[number % 3], 2)


def _shoppers(canvas: Canvas) -> None:
    people: tuple[tuple[float, float, float, bool, Look], ...] = (
        (
            440,
            738,
            186,
            False,
            Look(coat=INDIGO, legs=SLATE, skin=SKINS[1], hair=HAIRS[0], near=LEADING, scarf=True, accent=OCHRE),
        ),
        (
            512,
            742,
            112,
            False,
            Look(
                coat=OCHRE,
                skin=SKINS[1],
                hair=HAIRS[2],
                head=Head.BOBBLE,
                accent=TEAL,
                child=True,
                near=RAISED,
                far=BENT,
            ),
        ),
        (
            756,
            746,
            188,
            False,
            Look(coat=CLAY, legs=INK, skin=SKINS[0], hair=HAIRS[3], head=Head.LONG, near=HANGING, long=True),
        ),
        (660, 702, 158, True, Look(coat=TEAL, legs=INDIGO, skin=SKINS[3], head=Head.SCARF, accent=PLUM, near=BENT)),
    )
    for x, y, height, flip, look in sorted(people, key=lambda each: each[1]):
        shadow(canvas, x + 14, y, height * 0.26, height * 0.03, 0.2)
        person(canvas, x, y, height, look, flip=flip)
    bag = canvas.at(764, 668)
    bag.stroke(oval(0, 4, 12, 20, 180, 360), darker(SAND_DEEP, 0.3), 3.4)
    for x, y, turn in ((-10, -2, -24), (2, -8, 4), (12, -2, 24)):
        bag.at(x, y, turn=turn).blob([(0, 8), (-6, -8), (0, -26), (6, -8)], GREEN if x else GREEN_SOFT)
    bag.shape([(-22, 2), (22, 2), (18, 42), (-18, 42)], SAND_DEEP)
    bag.shape([(6, 2), (22, 2), (18, 42), (4, 42)], fade(INK, 0.14))
    dog = canvas.at(590, 712, 1.0, flip=True)
    dog.oval(4, 2, 44, 5, fade(INK, 0.2))
    for x in (-22, -14, 18, 26):
        dog.limb([(x, -24), (x + 1, -2)], [8, 6], darker(EARTH, 0.2), curved=False)
    dog.limb([(-28, -36), (-42, -52)], [7, 4], EARTH, curved=False)
    dog.blob([(-32, -32), (-18, -44), (16, -42), (32, -44), (28, -20), (-24, -18)], EARTH)
    dog.blob([(20, -40), (26, -62), (42, -64), (58, -52), (54, -46), (40, -42), (34, -30)], EARTH)
    dog.blob([(28, -62), (22, -50), (26, -40), (34, -54)], darker(EARTH, 0.35))
    dog.disc(56, -51, 3, INK)
    dog.disc(43, -56, 2, INK)
    dog.stroke([(24, -40), (34, -36)], PLUM, 4)
    canvas.stroke([(562, 674), (600, 652), (640, 638)], INK, 2, curved=True)
