"""A care worker and an older man laughing over tea at a kitchen table."""

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
    SAND_DEEP,
    SAND_LIGHT,
    SKINS,
    SLATE,
    SNOW,
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
from cms.media.demo_images.curves import Point, oval, smooth, spread
from cms.media.demo_images.portraits import care_worker, hands, older_man
from cms.media.demo_images.scenery import cloud, hill, tree, woods

TABLE = 604.0


def draw(canvas: Canvas) -> None:
    """Draws the scene."""
    _wall(canvas)
    _window(canvas)
    _counter(canvas)
    _shelves(canvas)
    _lamp(canvas)
    older_man(canvas.at(372, 330, 1.06))
    care_worker(canvas.at(822, 326, 1.06, flip=True))
    _table(canvas)
    _tea(canvas)
    hands(canvas)


def _wall(canvas: Canvas) -> None:
    canvas.wash([(0, colour("dfe9df")), (560, colour("f3ead6")), (810, colour("ead9bd"))])
    canvas.glow(600, 250, 560, fade(CREAM, 0.85), 420)


def _window(canvas: Canvas) -> None:
    """The window behind them, with the garden in it."""
    x, y, width, height = 430.0, 84.0, 340.0, 300.0
    canvas.box(x - 16, y - 16, width + 32, height + 32, CREAM, 4)
    frame = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
    with canvas.within(frame) as view:
        view.graded(frame, [(y, colour("93c7d2")), (y + 190, colour("dcebe0"))])
        view.glow(700, 140, 120, fade(CREAM, 0.95))
        cloud(view, 530, 170, 110, fade(SNOW, 0.9))
        hill(view, [(400, 300), (520, 262), (640, 286), (800, 250)], colour("9cc7b6"), colour("9cc7b6"))
        hill(view, [(400, 330), (560, 306), (700, 330), (800, 312)], colour("7fb192"), colour("7fb192"))
        tree(view, 480, 372, 150, GREEN)
        woods(view, [(560, 346), (680, 350), (790, 340)], GREEN_SOFT, 34)
        hill(view, [(400, 366), (600, 356), (800, 368)], GREEN_SOFT, GREEN_SOFT)
    canvas.box(x + width / 2 - 5, y, 10, height, CREAM)
    canvas.box(x, y + 118, width, 9, CREAM)
    canvas.box(x - 30, y + height + 10, width + 60, 17, SAND_LIGHT, 4)
    canvas.box(x - 30, y + height + 22, width + 60, 5, SAND_DEEP, 2)
    for side in (-1, 1):
        edge, fold = 600 + side * 232, 600 + side * 132
        curtain = smooth([(fold, 54), (fold + side * 16, 150), (fold + side * 52, 250), (edge - side * 34, 300)])
        canvas.shape(
            [
                (edge, 54),
                *curtain,
                (edge - side * 26, 318),
                (edge - side * 22, 412),
                (edge + side * 14, 412),
                (edge + side * 8, 312),
            ],
            mix(ROSE, SAND_LIGHT, 0.35),
        )
        for number in range(3):
            start = edge - side * (14 + 24 * number)
            canvas.stroke(
                [(start, 60), (start - side * 2, 160), (edge - side * (6 + 7 * number), 300)],
                fade(BRICK, 0.25),
                4,
                curved=True,
            )
        canvas.box(min(edge - side * 40, edge + side * 10), 300, 50, 16, PLUM_SOFT, 6)
    canvas.box(340, 44, 520, 9, BARK, 4)
    for knob in (340, 860):
        canvas.disc(knob, 48, 10, BARK)
    for number, herb in enumerate((500, 690)):
        pot = canvas.at(herb, 394)
        for blade in range(9):
            leaf = pot.at(-16 + 4 * blade, -34 - 12 * spread(blade, number), turn=-40 + 10 * blade)
            leaf.oval(0, -4, 6, 13, (GREEN, FOREST, GREEN_SOFT)[blade % 3])
        pot.shape([(-24, -34), (24, -34), (18, 0), (-18, 0)], CLAY if number else INDIGO_SOFT)
        pot.box(-27, -40, 54, 10, darker(CLAY if number else INDIGO_SOFT, 0.14), 2)


def _counter(canvas: Canvas) -> None:
    """Worktop, tiles and cupboards along the wall."""
    for column in range(17):
        for row in range(2):
            shade = (MIST, lighter(TEAL_SOFT, 0.55), mix(MIST, SAND_LIGHT, 0.4))[
                (column * 2 + row * 5 + column // 3) % 3
            ]
            canvas.box(-8 + column * 72, 424 + row * 42, 69, 39, shade, 2)
    canvas.box(-10, 508, 1220, 18, colour("a9805f"))
    canvas.box(-10, 508, 1220, 5, colour("c39a75"))
    canvas.box(-10, 526, 1220, 290, colour("7da39b"))
    canvas.box(-10, 526, 1220, 9, fade(INK, 0.2))
    for number in range(7):
        canvas.box(8 + number * 172, 546, 156, 250, colour("8db2a9"), 4)
        canvas.box(66 + number * 172, 560, 40, 7, SAND_LIGHT, 3)
    kettle = canvas.at(1080, 508)
    kettle.blob([(-42, 0), (-44, -30), (-26, -66), (0, -74), (26, -66), (44, -30), (42, 0)], BRICK)
    kettle.blob([(8, 0), (20, -34), (14, -68), (26, -66), (44, -30), (42, 0)], fade(INK, 0.18))
    kettle.shape([(-40, -44), (-66, -58), (-58, -66), (-28, -58)], BRICK)
    kettle.limb([(-22, -72), (0, -104), (40, -90), (44, -40)], [8, 9, 9, 8], INK)
    kettle.box(-44, -7, 88, 8, INK, 3)
    kettle.disc(0, -77, 6, INK)
    for number, (tall, shade) in enumerate(((74, TEAL), (60, OCHRE), (48, PLUM_SOFT))):
        jar = canvas.at(56 + number * 62, 508)
        jar.box(-25, -tall, 50, tall, shade, 6)
        jar.box(-25, -tall, 16, tall, fade(CREAM, 0.22), 6)
        jar.box(-27, -tall - 9, 54, 13, BARK, 4)
        jar.box(-16, -tall * 0.62, 32, 20, CREAM, 2)


def _shelves(canvas: Canvas) -> None:
    for y, left, right in ((196, 30, 280), (330, 30, 280), (196, 930, 1180), (330, 930, 1180)):
        canvas.box(left, y, right - left, 11, colour("a9805f"), 2)
        canvas.box(left + 6, y + 11, right - left - 12, 6, fade(INK, 0.12))
    for number, x in enumerate((64, 122, 180)):
        plate = canvas.at(x, 164)
        plate.disc(0, 0, 31, (SNOW, MIST, SNOW)[number])
        plate.disc(0, 0, 21, (TEAL_SOFT, INDIGO_SOFT, ROSE)[number])
        plate.disc(0, 0, 15, (SNOW, MIST, SNOW)[number])
    canvas.box(224, 138, 34, 58, OCHRE, 4)
    canvas.box(224, 152, 34, 22, CREAM)
    trail = canvas.at(240, 330)
    trail.shape([(-26, -34), (26, -34), (20, 0), (-20, 0)], PLUM)
    for number in range(14):
        sway, fall = -44 + 88 * spread(number, 0), -52 + 96 * spread(number, 1)
        trail.at(sway, fall if abs(sway) > 22 else -46 + fall * 0.1, turn=60 * number).oval(
            0, 0, 13, 7, (GREEN, FOREST, GREEN_SOFT)[number % 3]
        )
    for number, (tall, shade) in enumerate(((84, INDIGO), (72, CLAY), (90, TEAL_DEEP), (66, OCHRE), (80, PLUM))):
        canvas.box(44 + number * 27, 330 - tall, 24, tall, shade, 2)
        canvas.box(44 + number * 27, 342 - tall, 24, 6, fade(CREAM, 0.6))
    picture = canvas.at(1000, 140)
    picture.box(-48, -54, 96, 110, BARK, 3)
    picture.box(-39, -45, 78, 92, SAND_LIGHT)
    for x, skin, hair, coat in ((-14, SKINS[0], EARTH, PLUM), (15, SKINS[3], HAIRS[0], TEAL)):
        picture.blob([(x - 18, 46), (x - 16, 20), (x, 10), (x + 16, 20), (x + 18, 46)], coat)
        picture.disc(x, -2, 12, skin)
        picture.shape(oval(x, -4, 13, 13, 180, 360), hair)
    for number, shade in enumerate((TEAL, ROSE, INDIGO_SOFT)):
        cup = canvas.at(1078 + number * 42, 196)
        cup.box(-15, -34, 30, 34, shade, 6)
        cup.stroke(oval(16, -18, 8, 9, -90, 90), shade, 4)
    clock = canvas.at(1130, 268)
    clock.disc(0, 0, 46, INDIGO)
    clock.disc(0, 0, 38, CREAM)
    for turn in range(0, 360, 30):
        clock.at(0, 0, turn=turn).box(-1.5, -34, 3, 7, INK)
    clock.at(0, 0, turn=110).limb([(0, 2), (0, -18)], [4.4, 3], INK, curved=False)
    clock.at(0, 0, turn=-60).limb([(0, 2), (0, -27)], [3.6, 2.4], INK, curved=False)
    for number, (x, tall) in enumerate(((962, 70), (1006, 54), (1046, 62))):
        canvas.box(x - 18, 330 - tall, 36, tall, fade((GOLD, CLAY, GREEN)[number], 0.75), 7)
        canvas.box(x - 18, 330 - tall, 11, tall, fade(CREAM, 0.3), 5)
        canvas.box(x - 20, 322 - tall, 40, 12, SLATE, 3)


def _lamp(canvas: Canvas) -> None:
    canvas.box(597.5, -10, 5, 60, INK)
    canvas.shape([*smooth([(532, 112), (548, 66), (580, 46), (620, 46), (652, 66), (668, 112)])], INDIGO)
    canvas.shape([*smooth([(620, 46), (652, 66), (668, 112)]), (630, 112), (612, 60)], fade(INK, 0.25))
    canvas.oval(600, 112, 68, 8, mix(GOLD, CREAM, 0.6))
    canvas.glow(600, 124, 190, fade(GOLD, 0.4), 130)


def _table(canvas: Canvas) -> None:
    top = [(-20, TABLE + 24), (60, TABLE), (1140, TABLE), (1220, TABLE + 24), (1300, 820), (-100, 820)]
    canvas.graded(top, [(TABLE, colour("d9ac7f")), (810, colour("bd8a60"))])
    with canvas.within(top) as wood:
        for number in range(7):
            y = TABLE + 14 + 27 * number
            wood.stroke(
                [(-20, y + 4), (300, y - 3), (640, y + 5), (900, y - 2), (1220, y + 4)],
                fade(BARK, 0.16),
                2.4,
                curved=True,
            )
    canvas.stroke([(60, TABLE), (1140, TABLE)], fade(CREAM, 0.5), 4)
    runner = [(410, TABLE + 2), (790, TABLE + 2), (880, 820), (320, 820)]
    canvas.shape(runner, mix(MIST, SNOW, 0.4))
    with canvas.within(runner) as cloth:
        for number in range(-6, 7):
            cloth.shape(
                [
                    (600 + number * 34 - 4, TABLE),
                    (600 + number * 34 + 4, TABLE),
                    (600 + number * 52 + 7, 820),
                    (600 + number * 52 - 7, 820),
                ],
                fade(TEAL_SOFT, 0.3),
            )
        for y in (626, 668, 722, 790):
            cloth.box(300, y, 600, 5 + (y - 600) / 30, fade(TEAL_SOFT, 0.3))


def _tea(canvas: Canvas) -> None:
    _teapot(canvas.at(606, 700, 1.12))
    _mug(canvas.at(448, 728), OCHRE, flip=False)
    _mug(canvas.at(752, 730), INDIGO, flip=True)
    plate = canvas.at(1010, 756)
    plate.oval(6, 8, 100, 18, fade(INK, 0.16))
    plate.oval(0, 0, 96, 20, SNOW)
    plate.oval(0, -2, 74, 14, MIST)
    for x, y, shade in (
        (-40, -10, SAND_DEEP),
        (34, -10, EARTH),
        (0, -5, SAND_DEEP),
        (-14, -20, EARTH),
        (22, -22, SAND_DEEP),
    ):
        plate.oval(x, y + 4, 28, 9, darker(shade, 0.3))
        plate.oval(x, y, 28, 9, lighter(shade, 0.12))
        for number in range(3):
            plate.disc(x - 12 + 12 * number, y - 2 + 4 * (number % 2), 2, darker(shade, 0.45))
    vase = canvas.at(108, 752, 1.12)
    vase.oval(6, 0, 40, 7, fade(INK, 0.16))
    for x, y, shade in (
        (-44, -150, ROSE),
        (-14, -178, GOLD),
        (22, -164, PLUM_SOFT),
        (48, -136, CREAM),
        (-58, -112, GOLD),
        (6, -132, ROSE),
    ):
        vase.stroke([(0, -60), (x * 0.5, y * 0.7), (x, y)], GREEN, 4, curved=True)
        for turn in range(0, 360, 60):
            vase.at(x, y, turn=turn).oval(0, -11, 8, 11, shade)
        vase.disc(x, y, 7, OCHRE if shade is not GOLD else BARK)
    for x, turn in ((-30, -50), (32, 46)):
        vase.at(x, -92, turn=turn).oval(0, 0, 9, 24, FOREST)
    vase.blob([(-16, -84), (-20, -64), (-34, -30), (-24, 0), (24, 0), (34, -30), (20, -64), (16, -84)], TEAL_SOFT)
    vase.blob([(4, -80), (10, -60), (16, -30), (8, 0), (24, 0), (34, -30), (20, -64), (16, -84)], fade(TEAL_DEEP, 0.35))


def _teapot(pot: Canvas) -> None:
    pot.oval(6, 2, 86, 11, fade(INK, 0.18))
    ring: list[Point] = oval(66, -46, 32, 31, -110, 110)
    pot.stroke(ring, SNOW, 13)
    pot.limb([(-52, -26), (-78, -48), (-96, -82)], [30, 20, 13], SNOW)
    pot.blob([(-66, -40), (-48, -82), (0, -94), (48, -82), (66, -40), (46, -4), (0, 2), (-46, -4)], SNOW)
    pot.blob([(16, -92), (48, -82), (66, -40), (46, -4), (4, 1), (36, -26), (40, -62)], fade(INDIGO_SOFT, 0.35))
    with pot.within(
        smooth([(-66, -40), (-48, -82), (0, -94), (48, -82), (66, -40), (46, -4), (0, 2), (-46, -4)], closed=True)
    ) as band:
        band.box(-80, -54, 160, 20, TEAL)
        for number in range(9):
            band.disc(-64 + number * 16, -44, 4.4, CREAM)
    pot.oval(0, -90, 36, 9, TEAL)
    pot.disc(0, -103, 8, TEAL_DEEP)


def _mug(mug: Canvas, glaze: Colour, *, flip: bool) -> None:
    side = -1 if flip else 1
    mug.oval(4, 0, 38, 7, fade(INK, 0.2))
    mug.stroke(oval(side * 32, -32, 17, 17, 0, 360), darker(glaze, 0.12), 8)
    mug.box(-33, -64, 66, 65, glaze, 11)
    mug.box(-33, -58, 66, 12, glaze)
    mug.box(12, -58, 21, 56, fade(INK, 0.15), 8)
    mug.oval(0, -62, 33, 8, lighter(glaze, 0.35))
    mug.oval(0, -61, 27, 5.6, colour("8d5a3c"))
    for x in (-11, 9):
        mug.stroke([(x, -74), (x + 8, -92), (x - 6, -112), (x + 4, -136)], fade(SNOW, 0.6), 6, curved=True)
