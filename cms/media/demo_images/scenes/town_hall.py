"""Northmere Town Hall and its clock tower seen across Market Square."""

from cms.media.demo_images.buildings import GLASS, slates, window
from cms.media.demo_images.canvas import Canvas
from cms.media.demo_images.colours import (
    BRICK,
    CLAY,
    CREAM,
    EARTH,
    FOREST,
    GOLD,
    GREEN,
    HAIRS,
    INDIGO,
    INDIGO_SOFT,
    INK,
    OCHRE,
    PLUM,
    PLUM_SOFT,
    ROSE,
    SAND,
    SAND_LIGHT,
    SKINS,
    SLATE,
    SNOW,
    STONE,
    TEAL,
    TEAL_DEEP,
    TEAL_SOFT,
    colour,
    darker,
    fade,
    lighter,
    mix,
)
from cms.media.demo_images.curves import arched, spread
from cms.media.demo_images.landmarks import HALL, ROOF, SHADE, TRIM, clock_tower
from cms.media.demo_images.people import BENT, FORWARD, LEADING, WAVING, Head, Look, person
from cms.media.demo_images.scenery import birds, cloud, crown, lamp_post, shadow, streak

GROUND = 590.0


def draw(canvas: Canvas) -> None:
    """Draws the scene."""
    _sky(canvas)
    _neighbours(canvas)
    clock_tower(canvas.at(600, 40))
    _square(canvas)
    _hall(canvas)
    _people(canvas)


def _sky(canvas: Canvas) -> None:
    canvas.wash([(0, colour("8fc1cb")), (330, colour("cfe3dc")), (GROUND, colour("fbeed8"))])
    canvas.glow(250, 300, 420, fade(CREAM, 0.9))
    canvas.disc(250, 300, 50, fade(CREAM, 0.9))
    cloud(canvas, 180, 200, 220, fade(SNOW, 0.8))
    cloud(canvas, 985, 168, 260, fade(SNOW, 0.85))
    cloud(canvas, 1120, 300, 170, fade(SNOW, 0.6))
    streak(canvas, 420, 120, 120, fade(SNOW, 0.7))
    birds(canvas, [(420, 190, 30), (456, 212, 24), (400, 226, 20), (770, 110, 24)], fade(INDIGO, 0.6))
    haze = colour("a9c6c8")
    for x, width, height in (
        (0, 130, 190),
        (120, 90, 150),
        (200, 140, 210),
        (860, 120, 200),
        (960, 140, 170),
        (1080, 140, 220),
    ):
        canvas.box(x, GROUND - height, width, height, haze)
        canvas.shape(
            [(x - 6, GROUND - height), (x + width / 2, GROUND - height - 46), (x + width + 6, GROUND - height)], haze
        )


def _neighbours(canvas: Canvas) -> None:
    """The houses to the left and right of the square."""
    for x, width, height, wall, roof in (
        (-40, 130, 250, PLUM_SOFT, darker(PLUM, 0.15)),
        (90, 118, 214, ROSE, BRICK),
        (1008, 104, 226, TEAL_SOFT, TEAL_DEEP),
        (1112, 130, 262, CLAY, darker(BRICK, 0.3)),
    ):
        top = GROUND - height
        canvas.box(x, top, width, height, mix(wall, SAND_LIGHT, 0.3))
        slates(
            canvas, [(x - 7, top + 4), (x + 14, top - 54), (x + width - 14, top - 54), (x + width + 7, top + 4)], roof
        )
        canvas.box(x + width - 40, top - 84, 20, 44, darker(wall, 0.25))
        canvas.box(x + width - 43, top - 86, 26, 6, darker(wall, 0.4))
        for row in range(2):
            for column in range(3):
                window(canvas, x + 15 + column * (width - 30) / 3, top + 26 + row * 68, (width - 30) / 3 - 12, 44)
        canvas.box(x, GROUND - 62, width, 62, darker(roof, 0.2))
        canvas.box(x + 8, GROUND - 50, width - 52, 42, mix(GOLD, CREAM, 0.45))
        canvas.box(x + width - 36, GROUND - 50, 26, 50, lighter(roof, 0.15))
        canvas.shape(
            [(x + 2, GROUND - 60), (x + width - 2, GROUND - 60), (x + width + 4, GROUND - 40), (x - 4, GROUND - 40)],
            lighter(wall, 0.25),
        )
        for stripe in range(0, 6, 2):
            left = x + stripe * width / 6
            canvas.shape(
                [
                    (left + 2, GROUND - 60),
                    (left + width / 6, GROUND - 60),
                    (left + width / 6, GROUND - 40),
                    (left - 2, GROUND - 40),
                ],
                roof,
            )


def _hall(canvas: Canvas) -> None:
    hall = canvas.at(600, GROUND)
    slates(hall, [(-392, -198), (-352, -258), (352, -258), (392, -198)], ROOF)
    for x in (-300, 300):
        hall.box(x - 12, -286, 24, 44, SHADE)
        hall.box(x - 15, -290, 30, 7, TRIM)
    hall.box(-380, -200, 760, 200, HALL)
    hall.box(-390, -206, 780, 11, TRIM)
    hall.box(-384, -195, 768, 6, SHADE)
    hall.box(-384, -102, 768, 6, TRIM)
    hall.box(-384, -26, 768, 26, SHADE)
    for x in (-380, -254, 242, 368):
        hall.box(x, -195, 12, 195, TRIM)
    for side in (-1, 1):
        for number in range(4):
            x = side * (330 - number * 58) - 15
            window(hall, x, -180, 30, 64, arch=True, frame=TRIM)
            window(hall, x, -84, 30, 50, frame=TRIM, bars=(2, 3))
    _portico(hall)


def _portico(hall: Canvas) -> None:
    hall.box(-112, -204, 224, 204, lighter(HALL, 0.25))
    for x in (-66, 0, 66):
        hall.shape(arched(x - 19, -96, 38, 96), darker(PLUM, 0.25) if x == 0 else TEAL_DEEP)
        hall.shape(arched(x - 14, -90, 28, 34), mix(GOLD, CREAM, 0.3) if x == 0 else GLASS)
        window(hall, x - 15, -178, 30, 58, frame=TRIM)
    hall.box(-1, -90, 2, 90, INK)
    for x in (-108, -44, 28, 92):
        hall.box(x, -200, 16, 200, TRIM)
        hall.box(x + 10, -200, 6, 200, SHADE)
        hall.box(x - 3, -203, 22, 8, TRIM)
        hall.box(x - 3, -8, 22, 8, TRIM)
    hall.shape([(-132, -208), (0, -268), (132, -208)], TRIM)
    hall.shape([(-100, -213), (0, -258), (100, -213)], HALL)
    hall.disc(0, -228, 13, TEAL)
    hall.shape([(-7, -232), (7, -232), (7, -227), (0, -219), (-7, -227)], GOLD)
    hall.box(-132, -212, 264, 11, TRIM)
    hall.box(-126, -201, 252, 4, SHADE)
    for step in range(4):
        hall.box(-120 - step * 13, -6 + step * 6, 240 + step * 26, 7, mix(TRIM, STONE, 0.2 * step))


def _square(canvas: Canvas) -> None:
    for x, width in ((-10, 500), (710, 500)):
        canvas.box(x, GROUND, width, 19, mix(STONE, SAND, 0.5))
    canvas.box(-10, GROUND + 18, 1220, 220, SAND)
    canvas.graded(
        [(-10, GROUND + 17), (1210, GROUND + 17), (1210, 810), (-10, 810)],
        [(GROUND, colour("e3d2b4")), (810, colour("c8b394"))],
    )
    with canvas.within([(-10, GROUND + 18), (1210, GROUND + 18), (1210, 810), (-10, 810)]) as paving:
        for number in range(-14, 15):
            paving.shape(
                [
                    (600 + number * 42, GROUND + 18),
                    (602 + number * 42, GROUND + 18),
                    (604 + number * 150, 810),
                    (598 + number * 150, 810),
                ],
                fade(EARTH, 0.22),
            )
        for y in (622, 643, 670, 706, 752):
            paving.box(-10, y, 1220, 1 + (y - 600) / 70, fade(EARTH, 0.2))
        for number in range(40):
            depth = spread(number, 1)
            paving.oval(
                1200 * spread(number, 0),
                624 + 170 * depth,
                14 + 34 * depth,
                3 + 5 * depth,
                fade(CREAM if number % 2 else EARTH, 0.16),
            )
        paving.shape([(410, 608), (790, 608), (980, 650), (560, 650)], fade(INK, 0.1))
    for x, y, height in ((186, 660, 250), (1014, 660, 250)):
        shadow(canvas, x + 30, y, 54, 6)
        lamp_post(canvas, x, y, height)
        for side in (-1, 1):
            basket = canvas.at(x + side * 13, y - height * 0.62)
            for number in range(9):
                bloom = basket.at(-10 + 20 * spread(number, 0), -6 + 10 * spread(number, 1))
                bloom.disc(0, 0, 5, (GREEN, PLUM_SOFT, ROSE, FOREST, GOLD)[number % 5])
    for x in (70, 1130):
        _planter(canvas.at(x, 700))


def _planter(planter: Canvas) -> None:
    shadow(planter, 20, 2, 84, 10)
    planter.limb([(0, -50), (1, -118)], [9, 6], colour("5b4640"))
    crown(planter, 0, -150, 62, 58, GREEN)
    planter.shape([(-50, -56), (50, -56), (42, 4), (-42, 4)], TEAL_DEEP)
    planter.shape([(16, -56), (50, -56), (42, 4), (14, 4)], fade(INK, 0.25))
    planter.box(-54, -62, 108, 12, TEAL, 3)
    for number in range(13):
        planter.disc(
            -46 + number * 7.6, -64 - 5 * spread(number, 0), 6, (FOREST, ROSE, GREEN, GOLD, PLUM_SOFT)[number % 5]
        )


def _people(canvas: Canvas) -> None:
    looks: tuple[tuple[float, float, float, bool, Look], ...] = (
        (520, 626, 58, False, Look(coat=INDIGO, near=BENT)),
        (690, 632, 60, True, Look(coat=BRICK, skin=SKINS[1], head=Head.LONG, hair=HAIRS[1], near=BENT)),
        (716, 632, 62, True, Look(coat=TEAL_DEEP, skin=SKINS[3], head=Head.CAP, accent=SLATE)),
        (330, 676, 92, False, Look(coat=PLUM, head=Head.SCARF, accent=OCHRE, skin=SKINS[1], near=BENT, long=True)),
        (842, 690, 104, True, Look(coat=TEAL, head=Head.BUN, hair=HAIRS[3], near=LEADING, scarf=True, accent=GOLD)),
        (812, 692, 66, True, Look(coat=OCHRE, head=Head.BOBBLE, accent=PLUM, child=True, skin=SKINS[0], near=FORWARD)),
        (
            430,
            752,
            132,
            False,
            Look(
                coat=INDIGO_SOFT,
                legs=INK,
                skin=SKINS[2],
                head=Head.CURLS,
                hair=HAIRS[2],
                near=WAVING,
                rucksack=True,
                accent=CLAY,
            ),
        ),
    )
    for x, y, height, flip, look in looks:
        canvas.shape(
            [
                (x - height * 0.16, y - 2),
                (x + height * 0.2, y + 2),
                (x + height * 0.95, y + height * 0.17),
                (x + height * 0.6, y + height * 0.17),
            ],
            fade(INK, 0.13),
        )
        person(canvas, x, y, height, look, flip=flip)
    for x, y, size in ((612, 716, 0.8), (648, 730, 0.95), (676, 714, 0.75)):
        pigeon = canvas.at(x, y, size, flip=x > 640)
        pigeon.oval(0, 1, 14, 2.5, fade(INK, 0.2))
        pigeon.blob([(-16, -6), (-4, -13), (8, -13), (10, -4), (0, 0)], SLATE)
        pigeon.limb([(7, -10), (10, -17)], [7, 6], INDIGO)
        pigeon.blob([(-14, -6), (-2, -11), (2, -6), (-4, -3)], INDIGO_SOFT)
