"""A row of new brick terraced houses with solar panels."""

from cms.media.demo_images.buildings import bricks, door, slates, window
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
    INK,
    LIME,
    MIST,
    OCHRE,
    PLUM,
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
from cms.media.demo_images.curves import Point, spread
from cms.media.demo_images.people import BENT, FORWARD, LEADING, WAVING, Head, Look, person
from cms.media.demo_images.scenery import birds, cloud, hedge, hill, sapling, shadow, woods
from cms.media.demo_images.vehicles import bicycle, car

GROUND = 600.0
WIDE = 212.0
FRAME = colour("39445c")
PANEL = colour("2a3866")
BRICKS = (CLAY, BRICK, mix(CLAY, SAND_DEEP, 0.4), BRICK, CLAY)
DOORS = (TEAL, PLUM, OCHRE, INDIGO, FOREST)


def draw(canvas: Canvas) -> None:
    """Draws the scene."""
    canvas.wash([(0, colour("93c5d0")), (300, colour("d0e5dd")), (520, colour("fbeeda"))])
    canvas.glow(1010, 120, 330, fade(CREAM, 0.95))
    canvas.disc(1010, 120, 46, fade(CREAM, 0.98))
    cloud(canvas, 250, 140, 240, fade(SNOW, 0.85))
    cloud(canvas, 700, 96, 170, fade(SNOW, 0.7))
    cloud(canvas, 1140, 210, 180, fade(SNOW, 0.6))
    birds(canvas, [(480, 150, 28), (514, 170, 22), (540, 146, 20)], fade(INDIGO, 0.6))
    hill(
        canvas,
        [(-60, 330), (160, 270), (420, 320), (700, 276), (980, 300), (1260, 250)],
        colour("a4c8bf"),
        colour("b7d3c4"),
    )
    woods(canvas, [(-40, 420), (400, 396), (800, 410), (1240, 380)], colour("7bae97"), 60)
    canvas.box(-10, 420, 1220, 300, colour("8dbb9b"))
    for number in (0, 2, 4, 1, 3):
        _house(canvas.at(70 + number * WIDE, GROUND), number)
    _front(canvas)
    _street(canvas)
    _people(canvas)


def _house(house: Canvas, number: int) -> None:
    """One house of the row, from its lower left corner; every other has a gable to the street."""
    wall = BRICKS[number]
    gable = number % 2 == 1
    eaves, ridge = -226.0, -330.0
    house.box(0, eaves, WIDE, -eaves, wall)
    roof = mix(SLATE, INK, 0.25) if number % 4 else mix(SLATE, PLUM, 0.3)
    if gable:
        house.shape([(0, eaves), (WIDE / 2, ridge - 26), (WIDE, eaves)], lighter(wall, 0.1))
        house.shape(
            [(14, eaves), (WIDE / 2, ridge - 8), (WIDE - 14, eaves), (WIDE - 14, -118), (14, -118)],
            mix(SAND_LIGHT, wall, 0.08),
        )
        house.shape(
            [
                (WIDE / 2, ridge - 8),
                (WIDE - 14, eaves),
                (WIDE - 14, -118),
                (WIDE * 0.66, -118),
                (WIDE * 0.66, ridge + 50),
            ],
            fade(EARTH, 0.08),
        )
        peak, foot = ridge - 42, eaves + 10
        chevron: list[Point] = [
            (WIDE / 2, peak),
            (WIDE + 12, foot),
            (WIDE + 1, foot + 12),
            (WIDE / 2, peak + 24),
            (-1, foot + 12),
            (-12, foot),
        ]
        house.shape([(x, y + 7) for x, y in chevron], fade(INK, 0.2))
        house.shape(chevron, roof)
        house.disc(WIDE / 2, ridge + 46, 15, FRAME)
        house.disc(WIDE / 2, ridge + 46, 11, mix(TEAL_SOFT, MIST, 0.3))
    else:
        slates(house, [(-8, eaves + 5), (4, ridge), (WIDE - 4, ridge), (WIDE + 8, eaves + 5)], roof, 13)
        house.box(2, ridge - 6, WIDE - 4, 9, darker(roof, 0.3), 3)
        _panels(house)
        house.box(-8, eaves, WIDE + 16, 8, CREAM)
        house.box(0, eaves + 8, WIDE, 7, fade(INK, 0.2))
    bricks(house, (6, -110 if gable else eaves + 18, WIDE - 4, -8), wall, 16 if gable else 34, 17)
    for x in (28, 124):
        window(house, x, -204, 60, 68, frame=FRAME, bars=(2, 1))
        house.box(x - 4, -210, 68, 6, mix(SAND_LIGHT, wall, 0.2))
    left = 26 if number % 2 else 130
    door(house, left, -92, 52, 92, DOORS[number], FRAME)
    house.box(left - 16, -108, 84, 8, FRAME, 2)
    house.box(left - 12, -100, 76, 6, fade(INK, 0.25))
    other = 106 if number % 2 else 24
    window(house, other, -96, 82, 68, frame=FRAME, bars=(2, 1))
    house.box(left + 64, -76, 9, 12, GOLD, 3)
    house.box(-2, eaves, 4, -eaves, fade(INK, 0.25))
    house.box(0, -14, WIDE, 14, fade(INK, 0.22))


def _panels(house: Canvas) -> None:
    """Three solar panels on the roof, with the sky in them."""
    for number in range(3):
        x = 30 + number * 53
        left, right = x, x + 49
        house.shape([(left - 2, -241), (left + 2, -316), (right + 1, -316), (right + 3, -241)], mix(STONE, SLATE, 0.4))
        house.graded(
            [(left, -244), (left + 3, -313), (right - 1, -313), (right + 1, -244)],
            [(-313, lighter(INDIGO, 0.1)), (-244, PANEL)],
        )
        house.shape(
            [(left + 1, -262), (left + 3, -313), (left + 26, -313), (left + 7, -244), (left, -244)],
            fade(TEAL_SOFT, 0.3),
        )
        for column in (1, 2):
            house.stroke([(left + column * 16.5, -244), (left + 2 + column * 15.5, -313)], fade(MIST, 0.45), 1.1)
        for row in (1, 2, 3):
            house.stroke([(left, -244 - row * 17.3), (right, -244 - row * 17.3)], fade(MIST, 0.45), 1.1)


def _front(canvas: Canvas) -> None:
    """The front gardens."""
    canvas.graded(
        [(-10, GROUND - 2), (1210, GROUND - 2), (1210, 680), (-10, 680)],
        [(600, GREEN_SOFT), (670, mix(GREEN, GREEN_SOFT, 0.5))],
    )
    canvas.box(60, GROUND - 4, 1090, 12, fade(INK, 0.16))
    for number in range(5):
        x = 70 + number * WIDE
        entrance = x + (52 if number % 2 else 156)
        canvas.shape(
            [(entrance - 28, GROUND), (entrance + 28, GROUND), (entrance + 38, 664), (entrance - 38, 664)], SAND
        )
        canvas.shape(
            [
                (entrance - 28, GROUND),
                (entrance + 28, GROUND),
                (entrance + 29, GROUND + 9),
                (entrance - 29, GROUND + 9),
            ],
            STONE,
        )
        spans = ((x + 4, entrance - 44), (entrance + 44, x + WIDE - 4))
        for left, right in spans:
            if right - left > 16:
                hedge(canvas, left, 662, right - left, 34, mix(GREEN, FOREST, 0.4))
        for bloom in range(8):
            place = x + (108 if number % 2 else 18) + 84 * spread(bloom, 0), 622 - 12 * spread(bloom, 1)
            canvas.oval(*place, 12, 9, (GREEN, FOREST)[bloom % 2])
            canvas.disc(place[0], place[1] - 6, 4.6, (ROSE, GOLD, PLUM, CREAM)[(bloom + number) % 4])
    for x, height, leaf in (
        (34, 250, GREEN_SOFT),
        (1168, 260, mix(GREEN_SOFT, LIME, 0.3)),
        (494, 170, mix(GREEN_SOFT, LIME, 0.4)),
        (918, 176, GREEN_SOFT),
    ):
        sapling(canvas, x, 656, height, leaf)


def _street(canvas: Canvas) -> None:
    canvas.box(-10, 662, 1220, 44, colour("e4dac8"))
    canvas.box(-10, 662, 1220, 5, fade(INK, 0.12))
    for number in range(17):
        canvas.shape(
            [(number * 76, 662), (number * 76 + 2, 662), (number * 76 - 10, 706), (number * 76 - 12.4, 706)],
            fade(STONE_DEEP, 0.45),
        )
    canvas.box(-10, 704, 1220, 7, mix(STONE, CREAM, 0.6))
    canvas.box(-10, 711, 1220, 9, STONE_DEEP)
    canvas.graded(
        [(-10, 719), (1210, 719), (1210, 810), (-10, 810)], [(719, colour("5d677b")), (810, colour("4c566d"))]
    )
    for number in range(7):
        canvas.shape(
            [(20 + number * 190, 772), (110 + number * 190, 772), (106 + number * 190, 779), (14 + number * 190, 779)],
            fade(CREAM, 0.75),
        )
    car(canvas, 930, 752, 250, TEAL, flip=True)
    post = canvas.at(1100, 704)
    shadow(post, 8, 0, 22, 3)
    post.box(-11, -66, 22, 66, SNOW, 6)
    post.box(-11, -66, 22, 66, fade(SLATE, 0.12), 6)
    post.box(-7, -60, 14, 16, TEAL_DEEP, 2)
    post.shape([(1, -58), (-4, -51), (0, -51), (-1, -46), (4, -53), (0, -53)], GOLD)
    post.stroke([(-10, -36), (-34, -8), (-60, -20), (-82, 10)], INK, 3, curved=True)


def _people(canvas: Canvas) -> None:
    shadow(canvas, 300, 697, 60, 5)
    person(
        canvas,
        262,
        696,
        122,
        Look(coat=PLUM, head=Head.LONG, hair=HAIRS[1], near=FORWARD, far=FORWARD, scarf=True, accent=GOLD),
    )
    _pushchair(canvas.at(318, 696))
    person(
        canvas,
        566,
        690,
        112,
        Look(coat=INDIGO, skin=SKINS[2], head=Head.CURLS, hair=HAIRS[2], near=WAVING, walking=False),
        flip=True,
    )
    person(
        canvas,
        606,
        692,
        74,
        Look(coat=OCHRE, skin=SKINS[2], head=Head.BOBBLE, accent=TEAL, child=True, near=LEADING),
        flip=True,
    )
    bicycle(canvas, 152, 698, 116, BRICK)
    person(canvas, 92, 694, 116, Look(coat=TEAL, skin=SKINS[3], head=Head.CAP, accent=OCHRE, near=BENT, far=FORWARD))


def _pushchair(chair: Canvas) -> None:
    chair.stroke([(-36, -76), (-16, -50), (22, -16)], INK, 3)
    chair.stroke([(18, -48), (-18, -14)], INK, 3)
    chair.blob([(-16, -56), (4, -74), (28, -62), (30, -38), (10, -26), (-14, -32)], TEAL_SOFT)
    chair.blob([(-16, -56), (4, -74), (18, -70), (8, -46), (-14, -40)], TEAL_DEEP)
    chair.disc(15, -50, 8, SKINS[0])
    chair.blob([(0, -40), (22, -42), (28, -36), (10, -26), (-6, -30)], GOLD)
    for x in (-18, 22):
        chair.disc(x, -9, 9, INK)
        chair.disc(x, -9, 4, STONE)
