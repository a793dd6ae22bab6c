"""Children in bright coats arriving at a primary school gate."""

from cms.media.demo_images.buildings import bricks, bunting, railings, slates, window
from cms.media.demo_images.canvas import Canvas
from cms.media.demo_images.colours import (
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
    LIME,
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
    colour,
    darker,
    fade,
    lighter,
    mix,
)
from cms.media.demo_images.curves import arched, oval
from cms.media.demo_images.people import BENT, FORWARD, HANGING, LEADING, RAISED, WAVING, Head, Look, person
from cms.media.demo_images.scenery import birds, bush, cloud, paving, shadow, tree, tuft

GROUND = 560.0
WALL = mix(BRICK, CLAY, 0.5)
CORAL = colour("d9705e")
SUN = colour("efb84c")


def draw(canvas: Canvas) -> None:
    """Draws the scene."""
    canvas.wash([(0, colour("8fc6d2")), (300, colour("cbe5df")), (560, colour("fbf0dc"))])
    canvas.glow(150, 150, 300, fade(CREAM, 0.95))
    canvas.disc(150, 150, 44, fade(CREAM, 0.98))
    cloud(canvas, 330, 120, 200, fade(SNOW, 0.85))
    cloud(canvas, 1010, 116, 240, fade(SNOW, 0.85))
    birds(canvas, [(220, 220, 28), (252, 240, 22), (1130, 180, 26)], fade(INDIGO, 0.6))
    for x, height, leaf in (
        (40, 330, mix(GREEN, TEAL_SOFT, 0.3)),
        (150, 260, GREEN_SOFT),
        (1080, 300, mix(GREEN, TEAL_SOFT, 0.25)),
        (1180, 360, GREEN_SOFT),
    ):
        tree(canvas, x, GROUND, height, leaf)
    _school(canvas.at(600, GROUND))
    _yard(canvas)
    _fence(canvas)
    _street(canvas)
    _arrivals(canvas)


def _school(school: Canvas) -> None:
    """The school from the middle of its foot: a hall between two gabled wings, and a bell."""
    roof = mix(SLATE, INK, 0.15)
    slates(school, [(-300, -206), (-276, -292), (276, -292), (300, -206)], roof, 13)
    school.box(-24, -352, 48, 64, CREAM)
    school.box(6, -352, 18, 64, fade(EARTH, 0.2))
    school.shape(arched(-13, -340, 26, 44), INK)
    school.blob([(-9, -306), (-7, -324), (0, -330), (7, -324), (9, -306)], OCHRE)
    school.shape([(-34, -350), (0, -394), (34, -350)], TEAL)
    school.shape([(0, -394), (34, -350), (6, -350)], TEAL_DEEP)
    school.box(-1.5, -412, 3, 22, INK)
    school.disc(0, -412, 4, GOLD)
    school.box(-290, -210, 580, 210, WALL)
    bricks(school, (-200, -196, 200, -20), WALL, 44, 18)
    school.box(-290, -210, 580, 9, CREAM)
    for x in (-160, -84, 28, 104):
        window(school, x, -176, 56, 96, arch=True, bars=(2, 3))
    for side in (-1, 1):
        left = side * 300 - 104
        school.box(left, -220, 208, 220, lighter(WALL, 0.08))
        school.shape([(left, -219), (left + 104, -326), (left + 208, -219)], lighter(WALL, 0.08))
        bricks(school, (left + 4, -214, left + 204, -20), WALL, 30, 18)
        school.shape(
            [
                (left - 16, -212),
                (left + 104, -336),
                (left + 224, -212),
                (left + 208, -206),
                (left + 104, -312),
                (left, -206),
            ],
            roof,
        )
        school.disc(left + 104, -256, 21, CREAM)
        school.disc(left + 104, -256, 16, mix(TEAL_SOFT, SLATE, 0.3))
        for x in (left + 22, left + 79, left + 136):
            window(school, x, -184, 50, 100, bars=(2, 3))
            for number in range(3):
                sign = school.at(x + 10 + 15 * number, -100 + 4 * (number % 2))
                sign.disc(0, 0, 5.4, (GOLD, ROSE, MIST, LIME)[(number + int(abs(x))) % 4])
    school.box(-396, -40, 792, 40, fade(INK, 0.16))


def _yard(canvas: Canvas) -> None:
    canvas.graded(
        [(-10, GROUND - 6), (1210, GROUND - 6), (1210, 670), (-10, 670)],
        [(556, mix(GREEN_SOFT, LIME, 0.4)), (650, GREEN_SOFT)],
    )
    canvas.graded([(540, GROUND - 6), (660, GROUND - 6), (748, 670), (452, 670)], [(556, SAND_LIGHT), (660, SAND)])
    for number, (x, y) in enumerate(((588, 580), (604, 598), (586, 616), (610, 636))):
        canvas.box(
            x - 13 - number * 2, y, 27 + number * 4, 13 + number, fade((CORAL, SUN, TEAL, PLUM)[number], 0.55), 2
        )
    for x, width in ((60, 110), (300, 120), (880, 120), (1130, 130)):
        bush(canvas, x, 580, width, mix(GREEN, FOREST, 0.25))
    canvas.shape([(560, -2 + GROUND), (560, GROUND - 108), (640, GROUND - 108), (640, GROUND - 2)], TEAL_DEEP)
    canvas.box(566, GROUND - 102, 33, 100, TEAL)
    canvas.box(601, GROUND - 102, 33, 100, TEAL)
    for x in (571, 606):
        canvas.box(x, GROUND - 96, 23, 42, mix(GOLD, CREAM, 0.5))
    canvas.shape([(536, GROUND - 108), (600, GROUND - 146), (664, GROUND - 108)], CREAM)
    canvas.shape([(556, GROUND - 112), (600, GROUND - 138), (644, GROUND - 112)], WALL)


def _fence(canvas: Canvas) -> None:
    """Railings, and between brick piers the open gate with the school's name over it."""
    foot = 664.0
    for left, right in ((-8, 412), (788, 1208)):
        canvas.box(left, foot - 22, right - left, 26, darker(WALL, 0.15))
        canvas.box(left, foot - 28, right - left, 8, SAND)
        railings(canvas, left + 6, foot - 28, right - left - 12, 92, TEAL_DEEP, 17)
    for side in (-1, 1):
        hinge = 600 + side * 166
        leaf = [(hinge, foot - 130), (hinge - side * 56, foot - 112), (hinge - side * 56, foot + 14), (hinge, foot - 2)]
        for step in range(5):
            share = step / 4
            x = hinge - side * 56 * share
            canvas.stroke([(x, foot - 126 + 14 * share), (x, foot - 6 + 16 * share)], INDIGO, 4.4)
        canvas.stroke([leaf[0], leaf[1]], INDIGO, 6)
        canvas.stroke([leaf[3], leaf[2]], INDIGO, 6)
    for x in (412, 746):
        canvas.box(x, foot - 178, 42, 184, WALL)
        bricks(canvas, (x + 2, foot - 170, x + 40, foot - 6), WALL, 9, 17)
        canvas.box(x + 28, foot - 178, 14, 184, fade(INK, 0.2))
        canvas.box(x - 6, foot - 190, 54, 14, SAND_LIGHT, 2)
        canvas.box(x - 6, foot - 180, 54, 4, SAND_DEEP)
        canvas.disc(x + 21, foot - 202, 15, SAND_LIGHT)
        canvas.disc(x + 25, foot - 198, 9, SAND)
    canvas.shape([(436, 482), *oval(600, 482, 164, 92, 184, 356), (764, 482)], INDIGO)
    canvas.shape([(446, 474), *oval(600, 474, 152, 75, 184, 356), (754, 474)], lighter(INDIGO, 0.1))
    canvas.box(430, 474, 340, 10, darker(INDIGO, 0.3), 3)
    canvas.write(600, 450, "PRIMARY SCHOOL", 28, CREAM, 0.8)
    for turn in range(-60, 61, 30):
        canvas.at(600, 426, turn=turn).box(-1.5, -16, 3, 8, GOLD)
    canvas.shape(oval(600, 426, 7, 7, 180, 360), GOLD)
    bunting(canvas, (40, 548), (430, 500), 46, (CORAL, SUN, TEAL, PLUM, SNOW), 20)
    bunting(canvas, (770, 500), (1164, 548), 46, (TEAL, SNOW, PLUM, SUN, CORAL), 20)


def _street(canvas: Canvas) -> None:
    canvas.graded(
        [(-10, 664), (1210, 664), (1210, 810), (-10, 810)], [(664, colour("e8decb")), (800, colour("d3c6af"))]
    )
    canvas.box(-10, 664, 422, 9, fade(INK, 0.18))
    canvas.box(788, 664, 422, 9, fade(INK, 0.18))
    paving(canvas, (672, 696, 736, 784), 114, 0.5, fade(STONE_DEEP, 0.4))
    canvas.box(-10, 784, 1220, 9, mix(STONE, CREAM, 0.6))
    canvas.box(-10, 793, 1220, 10, STONE_DEEP)
    for x, y, turn, fill in (
        (120, 716, 20, OCHRE),
        (700, 752, 130, CLAY),
        (1120, 708, 60, SUN),
        (420, 764, 80, CLAY),
        (960, 770, 10, OCHRE),
    ):
        canvas.at(x, y, 0.8, turn=turn).blob([(-13, 0), (0, -7), (13, 0), (0, 7)], fill)
    for x in (20, 380, 830, 1180):
        tuft(canvas, x, 672, 20, GREEN)


def _arrivals(canvas: Canvas) -> None:
    tall: tuple[tuple[float, float, float, bool, Look], ...] = (
        (572, 622, 74, False, Look(coat=CORAL, head=Head.BUN, hair=HAIRS[1], child=True, rucksack=True, accent=INDIGO)),
        (
            630,
            630,
            76,
            True,
            Look(coat=SUN, skin=SKINS[2], hair=HAIRS[2], head=Head.CURLS, child=True, rucksack=True, accent=TEAL),
        ),
        (
            690,
            676,
            146,
            True,
            Look(
                coat=TEAL_DEEP,
                legs=SLATE,
                skin=SKINS[1],
                hair=HAIRS[0],
                head=Head.BUN,
                near=WAVING,
                walking=False,
                scarf=True,
                accent=GOLD,
            ),
        ),
        (
            108,
            722,
            104,
            False,
            Look(coat=TEAL, skin=SKINS[3], hair=HAIRS[3], head=Head.LONG, child=True, rucksack=True, accent=CORAL),
        ),
        (
            206,
            726,
            168,
            False,
            Look(coat=PLUM, skin=SKINS[1], head=Head.SCARF, accent=ROSE, long=True, near=HANGING, far=LEADING),
        ),
        (
            264,
            730,
            96,
            False,
            Look(coat=SUN, skin=SKINS[1], hair=HAIRS[2], child=True, rucksack=True, accent=INDIGO, near=WAVING),
        ),
        (
            392,
            746,
            112,
            False,
            Look(
                coat=CORAL,
                skin=SKINS[0],
                hair=HAIRS[1],
                head=Head.BOBBLE,
                accent=TEAL,
                child=True,
                rucksack=True,
                near=BENT,
            ),
        ),
        (
            478,
            738,
            106,
            False,
            Look(
                coat=INDIGO_SOFT,
                skin=SKINS[2],
                hair=HAIRS[2],
                head=Head.CURLS,
                child=True,
                rucksack=True,
                accent=SUN,
                near=FORWARD,
            ),
        ),
        (
            812,
            742,
            108,
            True,
            Look(coat=GREEN, skin=SKINS[4], hair=HAIRS[2], child=True, rucksack=True, accent=SUN, near=RAISED),
        ),
        (
            896,
            748,
            100,
            True,
            Look(
                coat=PLUM_SOFT,
                skin=SKINS[0],
                hair=HAIRS[3],
                head=Head.LONG,
                child=True,
                rucksack=True,
                accent=PLUM,
                scarf=True,
            ),
        ),
        (
            1030,
            734,
            172,
            True,
            Look(coat=INDIGO, legs=SLATE, skin=SKINS[0], hair=HAIRS[0], near=LEADING, scarf=True, accent=OCHRE),
        ),
        (978, 738, 92, True, Look(coat=CORAL, skin=SKINS[3], head=Head.BOBBLE, accent=SUN, child=True, near=BENT)),
        (
            1120,
            746,
            106,
            True,
            Look(coat=TEAL_SOFT, skin=SKINS[1], head=Head.HOOD, child=True, rucksack=True, accent=CORAL),
        ),
    )
    for x, y, height, flip, look in tall:
        shadow(canvas, x + 8, y, height * 0.24, height * 0.03, 0.2)
        person(canvas, x, y, height, look, flip=flip)
