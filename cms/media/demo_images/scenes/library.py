"""Tall windows and reading tables inside the Central Library."""

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
    OCHRE,
    PLUM,
    PLUM_SOFT,
    SAND_DEEP,
    SAND_LIGHT,
    SKINS,
    SNOW,
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
from cms.media.demo_images.curves import Point, arched, chance, oval, smooth, spread
from cms.media.demo_images.scenery import cloud, hill, tree, woods

FLOOR = 560.0
OAK = colour("8a5f48")
OAK_LIGHT = colour("b98a63")
OAK_DARK = colour("5e4038")
SPINES = (TEAL, PLUM, OCHRE, INDIGO, BRICK, FOREST, SAND_DEEP, INDIGO_SOFT, CLAY, TEAL_DEEP, PLUM_SOFT)


def draw(canvas: Canvas) -> None:
    """Draws the scene."""
    _hall(canvas)
    for x in (352, 600, 848):
        _tall_window(canvas, x - 86, 92, 172, 396)
    _floor(canvas)
    _low_shelves(canvas)
    _light(canvas)
    _side(canvas)
    _table(canvas.at(600, 606, 0.72), ((-250, TEAL, 3, 1), (-70, BRICK, 1, 0), (120, INDIGO, 0, 3), (270, OCHRE, 2, 2)))
    _table(canvas.at(600, 748, 1.28), ((-290, PLUM, 0, 4), (-10, TEAL, 1, 2), (250, INDIGO_SOFT, 2, 0)))


def _hall(canvas: Canvas) -> None:
    canvas.wash([(0, colour("e8dcc2")), (540, colour("f2e7d0"))])
    for x in (352, 600, 848):
        canvas.glow(x, 280, 330, fade(CREAM, 0.8))
    canvas.box(-10, -10, 1220, 44, colour("d8c7a4"))
    canvas.box(-10, 30, 1220, 9, CREAM)
    canvas.box(-10, 39, 1220, 6, fade(EARTH, 0.25))
    for x in (228, 476, 724, 972):
        canvas.box(x - 19, 62, 38, 500, colour("efe3ca"))
        canvas.box(x + 5, 62, 14, 500, fade(EARTH, 0.18))
        for groove in (-9, -2):
            canvas.box(x + groove, 80, 2.4, 470, fade(EARTH, 0.22))
        canvas.box(x - 27, 50, 54, 16, CREAM, 3)
        canvas.box(x - 23, 66, 46, 9, colour("dccaa6"))
        canvas.box(x - 26, 524, 52, 40, colour("dccaa6"))


def _tall_window(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    """A tall arched window from its upper left corner, with the town's trees in it."""
    canvas.shape(arched(x - 14, y - 14, width + 28, height + 22), CREAM)
    canvas.shape(arched(x - 5, y - 5, width + 10, height + 8), colour("cbb78f"))
    pane = arched(x, y, width, height)
    with canvas.within(pane) as view:
        view.graded(
            [(x, y), (x + width, y), (x + width, y + height), (x, y + height)],
            [(y, colour("8ec6d1")), (y + 270, colour("e2efe2"))],
        )
        cloud(view, x + width * (0.7 if x < 400 else 0.3), y + 130, 110, fade(SNOW, 0.9))
        hill(view, [(x - 20, 392), (x + 60, 372), (x + 130, 384), (x + 200, 368)], colour("a5cdbf"), colour("a5cdbf"))
        tree(view, x + (40 if x < 700 else 126), 462, 140, mix(GREEN_SOFT, TEAL_SOFT, 0.3))
        woods(view, [(x - 20, 452), (x + 90, 446), (x + 200, 454)], mix(GREEN_SOFT, TEAL_SOFT, 0.25), 50)
        view.shape([(x - 20, y + 260), (x + width, y + 40), (x + width, y + 120), (x - 20, y + 340)], fade(CREAM, 0.28))
    bar = colour("f7efdc")
    for share in (1 / 3, 2 / 3):
        canvas.box(x + width * share - 3, y + 5, 6, height - 5, bar)
    for down in range(86, round(height), 78):
        canvas.box(x, y + down, width, 5, bar)
    rim = oval(x + width / 2, y + 86, 44, 44, 180, 360)
    canvas.stroke(rim, bar, 5)
    canvas.box(x - 24, y + height, width + 48, 16, CREAM, 3)
    canvas.box(x - 20, y + height + 14, width + 40, 6, colour("cbb78f"))


def _floor(canvas: Canvas) -> None:
    canvas.graded(
        [(-10, FLOOR), (1210, FLOOR), (1210, 810), (-10, 810)], [(FLOOR, colour("cda379")), (810, colour("a97a57"))]
    )
    canvas.box(-10, FLOOR - 6, 1220, 10, OAK)
    for number in range(-16, 17):
        canvas.shape(
            [
                (600 + number * 46, FLOOR + 4),
                (601.5 + number * 46, FLOOR + 4),
                (603 + number * 120, 810),
                (599 + number * 120, 810),
            ],
            fade(OAK_DARK, 0.26),
        )
    for number in range(30):
        y = FLOOR + 14 + 230 * spread(number, 1)
        canvas.box(1200 * spread(number, 0), y, 30 + (y - FLOOR) * 0.3, 1.6, fade(OAK_DARK, 0.2))


def _books(shelf: Canvas, x: float, y: float, width: float, height: float, first: int) -> None:
    """A row of books that stand on a shelf, from the left of their foot."""
    place, number = x, first
    while place < x + width - 6:
        thick = min(7 + 9 * chance(number, 1), x + width - place)
        tall = height * (0.68 + 0.3 * chance(number, 2))
        spine = SPINES[int(chance(number, 3) * (len(SPINES) - 0.01))]
        if chance(number, 0) < 0.07:
            place, number = place + thick * 1.4, number + 1
            continue
        shelf.box(place, y - tall, thick - 1, tall, spine, 1)
        if thick > 10:
            shelf.box(place + 1, y - tall * 0.82, thick - 3, 3, fade(CREAM, 0.65))
            shelf.box(place + 1, y - tall * 0.22, thick - 3, 2, fade(CREAM, 0.5))
        place, number = place + thick, number + 1


def _low_shelves(canvas: Canvas) -> None:
    """Low shelves below the windows."""
    for number, x in enumerate((254, 502, 750)):
        canvas.box(x, 502, 196, 70, OAK_DARK)
        canvas.box(x - 4, 496, 204, 10, OAK_LIGHT, 2)
        _books(canvas, x + 8, 562, 180, 50, number * 40)
        canvas.box(x, 562, 196, 12, OAK)
    globe = canvas.at(620, 496)
    globe.box(-14, -6, 28, 6, OAK_DARK, 2)
    globe.box(-2, -16, 4, 12, OCHRE)
    globe.disc(0, -34, 21, TEAL_SOFT)
    globe.blob([(-14, -44), (-2, -50), (4, -40), (-4, -30), (-12, -34)], GREEN)
    globe.blob([(4, -30), (14, -34), (12, -22), (4, -20)], GREEN)
    globe.stroke(oval(0, -34, 24, 24, -60, 120), OCHRE, 3)
    plant = canvas.at(862, 496)
    for number in range(9):
        plant.at(0, -24, turn=-64 + 16 * number).blob(
            [(0, 0), (-6, -22), (0, -46), (6, -22)], (GREEN, FOREST, GREEN_SOFT)[number % 3]
        )
    plant.shape([(-18, -26), (18, -26), (13, 0), (-13, 0)], CLAY)


def _side(canvas: Canvas) -> None:
    """Tall bookcases to the left and right, in perspective."""
    for side, first in ((1, 300), (-1, 700)):
        case = canvas.at(0 if side > 0 else 1200, 0, flip=side < 0)
        case.shape([(-10, 30), (206, 96), (206, 618), (-10, 760)], OAK)
        case.shape([(206, 96), (220, 98), (220, 608), (206, 618)], OAK_DARK)
        for row in range(5):
            upper, lower = 0.035 + 0.193 * row, 0.035 + 0.193 * row + 0.165

            def at(x: float, share: float) -> Point:
                top, bottom = 30 + 66 * (x + 10) / 216, 760 - 142 * (x + 10) / 216
                return x, top + (bottom - top) * share

            case.shape([at(-10, upper), at(190, upper), at(190, lower), at(-10, lower)], OAK_DARK)
            x, number = -6.0, first + row * 31
            while x < 178:
                thick = 9 + 10 * chance(number, 1)
                tall = upper + (lower - upper) * (0.08 + 0.3 * chance(number, 2))
                spine = SPINES[int(chance(number, 3) * (len(SPINES) - 0.01))]
                right = min(x + thick - 1.2, 188)
                if chance(number) > 0.06:
                    case.shape([at(x, tall), at(right, tall), at(right, lower), at(x, lower)], darker(spine, 0.12))
                    band = tall + (lower - tall) * 0.2
                    case.shape(
                        [at(x, band), at(right, band), at(right, band + 0.008), at(x, band + 0.008)], fade(CREAM, 0.5)
                    )
                x, number = x + thick, number + 1
            case.shape([at(-10, lower), at(206, lower), at(206, lower + 0.016), at(-10, lower + 0.016)], OAK_LIGHT)
        case.shape([(-10, 14), (214, 82), (224, 98), (-10, 34)], OAK_LIGHT)


def _light(canvas: Canvas) -> None:
    """Sunlight that falls from the windows to the floor."""
    for x in (352, 600, 848):
        beam = [(x - 84, 180), (x + 84, 120), (x + 20, 640), (x - 260, 640)]
        canvas.graded(beam, [(120, fade(CREAM, 0.26)), (640, fade(CREAM, 0.04))])
        canvas.shape([(x - 90, 574), (x + 66, 574), (x + 10, 626), (x - 190, 626)], fade(CREAM, 0.2))


def _table(table: Canvas, readers: tuple[tuple[float, Colour, int, int], ...]) -> None:
    """A reading table from the middle of its near edge's foot, with readers on its far side."""
    for x, coat, skin, hair in readers:
        _reader(table.at(x, -62), coat, SKINS[skin], HAIRS[hair])
    table.oval(0, 44, 420, 18, fade(INK, 0.2))
    for x in (-370, 340):
        table.box(x, -30, 30, 76, OAK_DARK)
        table.box(x, -30, 10, 76, OAK)
    table.graded(
        [(-366, -66), (366, -66), (420, -22), (-420, -22)], [(-66, lighter(OAK_LIGHT, 0.18)), (-22, OAK_LIGHT)]
    )
    table.box(-420, -22, 840, 17, OAK)
    table.box(-420, -22, 840, 4, lighter(OAK_LIGHT, 0.3))
    for x, coat, skin, _ in readers:
        _open_book(table.at(x, -44), coat, SKINS[skin])
    for x in (-160, 135):
        _reading_lamp(table.at(x, -48))
    for x, pile in ((-356, 3), (350, 2)):
        for number in range(pile):
            table.box(
                x - 34 + 5 * (number % 2), -48 - 11 * number, 66, 10, SPINES[(number * 3 + round(abs(x))) % 11], 2
            )
            table.box(x - 30 + 5 * (number % 2), -45 - 11 * number, 62, 3.4, fade(CREAM, 0.7))


def _reader(reader: Canvas, coat: Colour, skin: Colour, hair: Colour) -> None:
    """Somebody who sits behind the table and looks down at a book."""
    reader.box(-46, -52, 92, 60, OAK_DARK, 8)
    reader.blob([(-54, 20), (-56, -36), (-42, -66), (-16, -77), (16, -77), (42, -66), (56, -36), (54, 20)], coat)
    reader.blob([(18, 20), (22, -40), (16, -77), (42, -66), (56, -36), (54, 20)], fade(INK, 0.13))
    reader.limb([(0, -92), (0, -72)], [24, 26], darker(skin, 0.18), curved=False)
    reader.shape([(-15, -80), (0, -64), (15, -80)], darker(skin, 0.18))
    reader.oval(0, -110, 25, 29, skin)
    for side in (-1, 1):
        reader.oval(side * 25, -106, 5, 8, darker(skin, 0.08))
        reader.stroke(oval(side * 10, -105, 5.6, 4, 20, 160), darker(skin, 0.7), 2.4)
        reader.disc(side * 15, -96, 5.4, fade(BRICK, 0.28))
    reader.limb([(0, -104), (2, -97), (-1, -96)], [2, 3.4, 2], darker(skin, 0.2))
    reader.stroke(oval(0, -93, 7, 4.4, 25, 155), darker(skin, 0.65), 2.4)
    reader.blob(
        [(-27, -104), (-31, -128), (-14, -146), (14, -146), (31, -128), (27, -104), (20, -122), (2, -127), (-18, -122)],
        hair,
    )
    if hair in (HAIRS[1], HAIRS[3]):
        for side in (-1, 1):
            reader.limb([(side * 25, -128), (side * 32, -100), (side * 27, -72)], [12, 15, 9], hair)
    if hair == HAIRS[2]:
        reader.disc(0, -150, 14, hair)


def _open_book(book: Canvas, coat: Colour, skin: Colour) -> None:
    for side in (-1, 1):
        book.limb([(side * 56, -62), (side * 64, -22), (side * 38, 2)], [30, 29, 22], darker(coat, 0.06))
    book.shape([(-46, 10), (-40, -16), (0, -11), (40, -16), (46, 10), (0, 15)], PLUM if coat is not PLUM else TEAL_DEEP)
    for side in (-1, 1):
        book.shape(
            [
                (0, 10),
                (0, -15),
                *smooth([(side * 4, -18), (side * 20, -20), (side * 37, -16)]),
                (side * 42, 6),
                (side * 22, 4),
            ],
            CREAM if side < 0 else SAND_LIGHT,
        )
        for line in range(3):
            y = -11 + 6 * line
            book.stroke([(side * 8, y), (side * 32, y - 1)], fade(STONE_DEEP, 0.6), 1.6)
        book.oval(side * 42, 2, 10, 8, skin)


def _reading_lamp(lamp: Canvas) -> None:
    lamp.glow(0, -40, 120, fade(GOLD, 0.5))
    lamp.oval(0, 2, 22, 6, OCHRE)
    lamp.box(-2.5, -62, 5, 64, OCHRE)
    lamp.shape([(-46, -54), *smooth([(-44, -62), (-30, -80), (0, -84), (30, -80), (44, -62)]), (46, -54)], GREEN)
    lamp.shape([(-34, -64), *smooth([(-30, -72), (-18, -78), (-4, -80)]), (-8, -66)], fade(LIME, 0.6))
    lamp.box(-45, -56, 90, 6, mix(GOLD, CREAM, 0.5), 3)
