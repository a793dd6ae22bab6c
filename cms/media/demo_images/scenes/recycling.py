"""Cars beside labelled containers at a household recycling centre."""

from collections.abc import Callable

from cms.media.demo_images.canvas import Canvas
from cms.media.demo_images.colours import (
    BARK,
    BRICK,
    CLAY,
    CREAM,
    EARTH,
    FOREST,
    GREEN,
    GREEN_SOFT,
    HAIRS,
    INDIGO,
    INDIGO_SOFT,
    INK,
    MIST,
    OCHRE,
    PLUM,
    SAND_DEEP,
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
from cms.media.demo_images.curves import chance, oval, smooth, spread
from cms.media.demo_images.people import FORWARD, WAVING, Head, Look, person
from cms.media.demo_images.scenery import birds, cloud, crown, hill, poplar, shadow, tree, woods
from cms.media.demo_images.vehicles import car

GROUND = 520.0
CARD = colour("c89a68")
VEST = colour("f0c63c")

Part = Callable[[Canvas], None]


def draw(canvas: Canvas) -> None:
    """Draws the scene."""
    _country(canvas)
    _yard(canvas)
    for x, label, paint, heap, icon in (
        (126, "GARDEN", GREEN, _cuttings, _leaf),
        (363, "WOOD", CLAY, _planks, _log),
        (600, "CARDBOARD", TEAL, _boxes, _carton),
        (837, "METAL", INDIGO, _scrap, _can),
        (1074, "GLASS", PLUM, _bottles, _bottle),
    ):
        _container(canvas.at(x, GROUND), label, paint, heap, icon)
    _cars(canvas)


def _country(canvas: Canvas) -> None:
    canvas.wash([(0, colour("93c7d1")), (240, colour("cfe6de")), (430, colour("fbf0dc"))])
    canvas.glow(980, 110, 300, fade(CREAM, 0.95))
    canvas.disc(980, 110, 42, fade(CREAM, 0.98))
    cloud(canvas, 230, 110, 230, fade(SNOW, 0.85))
    cloud(canvas, 640, 86, 170, fade(SNOW, 0.75))
    birds(canvas, [(420, 120, 28), (454, 138, 22), (1120, 150, 24)], fade(INDIGO, 0.55))
    hill(
        canvas,
        [(-60, 270), (170, 212), (420, 262), (700, 208), (960, 254), (1260, 206)],
        colour("a5cac0"),
        colour("b8d5c6"),
    )
    hill(canvas, [(-60, 320), (240, 290), (560, 316), (860, 282), (1260, 310)], colour("8dbda2"), colour("9cc7a6"))
    for x, height in ((20, 210), (238, 190), (486, 220), (722, 180), (960, 214), (1190, 200)):
        tree(canvas, x, 440, height, mix(GREEN, TEAL_SOFT, 0.3 if x % 4 else 0.12))
    for x, height in ((96, 230), (560, 220), (1110, 240)):
        poplar(canvas, x, 440, height, mix(FOREST, GREEN, 0.4))
    woods(canvas, [(-40, 408), (300, 400), (800, 410), (1240, 398)], mix(GREEN, FOREST, 0.35), 56)


def _yard(canvas: Canvas) -> None:
    canvas.box(-10, 410, 1220, 120, colour("8f9aa3"))
    for number in range(26):
        canvas.box(number * 48 - 4, 402, 4, 100, SLATE)
    for y in (408, 440):
        canvas.box(-10, y, 1220, 4, SLATE)
    canvas.box(-10, 474, 1220, 56, STONE)
    canvas.box(-10, 474, 1220, 7, lighter(STONE, 0.4))
    canvas.graded(
        [(-10, GROUND + 4), (1210, GROUND + 4), (1210, 810), (-10, 810)],
        [(524, colour("76808e")), (810, colour("545f76"))],
    )
    canvas.box(-10, GROUND + 4, 1220, 24, mix(STONE, CREAM, 0.3))
    canvas.box(-10, GROUND + 22, 1220, 8, STONE_DEEP)
    with canvas.within([(-10, GROUND + 4), (1210, GROUND + 4), (1210, GROUND + 12), (-10, GROUND + 12)]) as edge:
        for number in range(62):
            edge.shape(
                [
                    (number * 20, GROUND + 12),
                    (number * 20 + 10, GROUND + 12),
                    (number * 20 + 18, GROUND + 4),
                    (number * 20 + 8, GROUND + 4),
                ],
                OCHRE,
            )
    for number in range(6):
        x, lower = 600 + (number - 2.5) * 237, 600 + (number - 2.5) * 300
        canvas.shape([(x - 3, 556), (x + 3, 556), (lower + 5, 690), (lower - 5, 690)], fade(CREAM, 0.85))
    for number in range(50):
        canvas.oval(
            1200 * spread(number, 0), 550 + 250 * spread(number, 1), 4, 1.6, fade(SNOW if number % 2 else INK, 0.12)
        )
    arrow = canvas.at(540, 766)
    arrow.shape([(-118, -6), (14, -6), (18, -18), (96, 0), (8, 20), (12, 8), (-124, 8)], fade(CREAM, 0.8))


def _container(container: Canvas, label: str, paint: Colour, heap: Part, icon: Part) -> None:
    """A container of 216 by 170 units from the middle of its foot, and its sign."""
    container.shape([(-112, 2), (112, 2), (138, 14), (-86, 14)], fade(INK, 0.25))
    for x in (-78, 70):
        container.box(x, -316, 8, 170, SLATE)
    heap(container)
    container.shape([(-108, -168), (108, -168), (102, -6), (-102, -6)], paint)
    container.shape([(-108, -168), (108, -168), (107, -146), (-107, -146)], fade(CREAM, 0.16))
    for number in range(7):
        x = -92 + number * 29
        container.shape([(x, -146), (x + 10, -146), (x + 10, -12), (x, -12)], fade(INK, 0.24))
        container.shape([(x - 3, -146), (x, -146), (x, -12), (x - 3, -12)], fade(CREAM, 0.2))
    container.box(-113, -175, 226, 13, darker(paint, 0.25), 3)
    container.box(-113, -175, 226, 4, fade(CREAM, 0.3), 2)
    container.box(-105, -18, 210, 14, darker(paint, 0.35), 2)
    for x in (-88, 72):
        container.box(x, -6, 16, 10, INK, 3)
    container.box(-104, -326, 208, 62, CREAM, 8)
    container.box(-100, -322, 200, 54, darker(paint, 0.12), 6)
    container.disc(-70, -295, 22, CREAM)
    icon(container.at(-70, -295))
    container.write(24, -294, label, 20 if len(label) > 6 else 25, CREAM, 0.5)


def _cuttings(container: Canvas) -> None:
    for x, y, across, down, shade in (
        (-60, -176, 46, 28, GREEN),
        (52, -176, 50, 30, FOREST),
        (-4, -184, 52, 34, GREEN_SOFT),
    ):
        crown(container, x, y, across, down, shade, dabs=8)
    for x, lean in ((-30, -22), (26, 16), (70, 26)):
        container.limb([(x, -180), (x + lean, -236)], [5, 3], BARK, curved=False)
        container.at(x + lean, -238, turn=lean).oval(0, 0, 6, 12, GREEN_SOFT)


def _planks(container: Canvas) -> None:
    for number, (x, turn, tall) in enumerate(
        ((-74, -14, 70), (-44, 9, 84), (-16, -6, 64), (20, 16, 78), (54, -10, 70), (80, 12, 56))
    ):
        plank = container.at(x, -166, turn=turn)
        wood = (colour("b98a63"), colour("a67a55"), SAND_DEEP)[number % 3]
        plank.box(-9, -tall, 18, tall, wood, 1)
        plank.box(3, -tall, 6, tall, fade(INK, 0.14))
    chair = container.at(-2, -196, turn=28)
    chair.box(-20, -22, 5, 52, BARK)
    chair.box(-20, 0, 36, 6, BARK)
    chair.box(11, 0, 5, 28, BARK)
    chair.box(-20, -22, 5, 20, BARK)


def _boxes(container: Canvas) -> None:
    for x, y, width, height, turn in (
        (-66, -162, 62, 44, -6),
        (0, -160, 70, 54, 4),
        (66, -162, 56, 40, -4),
        (-30, -206, 52, 34, 8),
        (40, -204, 46, 28, -9),
    ):
        _box(container.at(x, y, turn=turn), width, height)


def _box(box: Canvas, width: float, height: float) -> None:
    box.box(-width / 2, -height, width, height, CARD, 1)
    box.box(width * 0.2, -height, width * 0.3, height, fade(BARK, 0.16))
    box.box(-width * 0.07, -height, width * 0.14, height * 0.5, lighter(CARD, 0.45))
    box.box(-width / 2, -height, width, 2.5, lighter(CARD, 0.25))


def _scrap(container: Canvas) -> None:
    wheel = container.at(-58, -186)
    wheel.stroke(oval(0, 0, 32, 32), INK, 5)
    wheel.disc(0, 0, 5, STONE_DEEP)
    for turn in range(0, 180, 30):
        wheel.at(0, 0, turn=turn).box(-31, -0.8, 62, 1.6, STONE_DEEP)
    machine = container.at(20, -164, turn=-7)
    machine.box(-32, -66, 64, 66, SNOW, 4)
    machine.box(-32, -66, 64, 14, STONE, 4)
    machine.disc(0, -26, 20, SLATE)
    machine.disc(0, -26, 14, INDIGO_SOFT)
    machine.disc(22, -59, 3, BRICK)
    for x, turn in ((72, 18), (86, 30), (-14, -24)):
        container.at(x, -166, turn=turn).box(-4, -60, 8, 60, STONE_DEEP, 3)


def _bottles(container: Canvas) -> None:
    for number in range(11):
        bottle = container.at(-92 + number * 18.4, -160 - 10 * chance(number), turn=-26 + 52 * chance(number, 1))
        glass = (GREEN, TEAL_SOFT, EARTH, GREEN_SOFT, MIST)[number % 5]
        bottle.box(-9, -38, 18, 40, glass, 5)
        bottle.box(-3.6, -58, 7.2, 26, glass, 2)
        bottle.box(-4.6, -60, 9.2, 6, darker(glass, 0.3), 2)
        bottle.box(-6, -34, 4, 30, fade(CREAM, 0.4), 2)


def _leaf(icon: Canvas) -> None:
    leaf = icon.at(0, 1, turn=-40)
    leaf.blob([(-15, 1), (-5, -9), (8, -9), (17, 0), (8, 9), (-5, 9)], GREEN)
    leaf.stroke([(-19, 1), (11, 0)], FOREST, 2)


def _log(icon: Canvas) -> None:
    icon.box(-12, -9, 24, 18, colour("a67a55"))
    icon.oval(-12, 0, 5, 9, SAND_DEEP)
    icon.oval(12, 0, 5, 9, colour("a67a55"))
    icon.oval(-12, 0, 2.4, 4.6, colour("a67a55"))
    icon.stroke([(-3, -3), (9, -3)], BARK, 1.6)
    icon.stroke([(0, 3), (7, 3)], BARK, 1.6)


def _carton(icon: Canvas) -> None:
    icon.shape([(-13, -6), (0, -1), (0, 14), (-13, 8)], CARD)
    icon.shape([(13, -6), (0, -1), (0, 14), (13, 8)], darker(CARD, 0.2))
    icon.shape([(-13, -6), (0, -12), (13, -6), (0, -1)], lighter(CARD, 0.3))
    icon.shape([(-13, -6), (-18, -11), (-5, -16), (0, -12)], CARD)


def _can(icon: Canvas) -> None:
    icon.box(-9, -12, 18, 24, INDIGO_SOFT, 3)
    icon.oval(0, -12, 9, 3, STONE)
    icon.box(-9, -4, 18, 8, OCHRE)
    icon.box(-6, -10, 3, 20, fade(CREAM, 0.5))


def _bottle(icon: Canvas) -> None:
    icon.box(-7, -3, 14, 17, GREEN, 3)
    icon.box(-2.8, -15, 5.6, 14, GREEN, 1)
    icon.box(-3.8, -16, 7.6, 4, FOREST, 1)
    icon.box(-7, 2, 14, 7, CREAM)


def _cars(canvas: Canvas) -> None:
    person(
        canvas,
        742,
        566,
        122,
        Look(coat=VEST, legs=INDIGO, skin=SKINS[1], head=Head.CAP, accent=TEAL_DEEP, near=WAVING, walking=False),
        flip=True,
    )
    canvas.box(735, 496, 13, 3.5, SNOW)
    car(canvas, 190, 650, 262, TEAL, flip=True, boot=True)
    car(canvas, 1010, 650, 262, OCHRE, boot=True)
    shadow(canvas, 470, 646, 46, 6)
    person(
        canvas,
        458,
        646,
        146,
        Look(coat=PLUM, legs=INDIGO, skin=SKINS[0], hair=HAIRS[1], head=Head.BUN, near=FORWARD, far=FORWARD),
    )
    _box(canvas.at(494, 574), 66, 50)
    shadow(canvas, 820, 654, 40, 5)
    person(
        canvas,
        806,
        652,
        148,
        Look(coat=INDIGO, legs=SLATE, skin=SKINS[2], hair=HAIRS[2], near=FORWARD, far=FORWARD),
        flip=True,
    )
    _bag(canvas.at(776, 590))
    shadow(canvas, 372, 656, 26, 4)
    person(
        canvas,
        366,
        654,
        96,
        Look(
            coat=OCHRE,
            skin=SKINS[0],
            hair=HAIRS[1],
            head=Head.BOBBLE,
            accent=TEAL,
            child=True,
            near=FORWARD,
            far=FORWARD,
        ),
    )
    _box(canvas.at(388, 618), 34, 26)
    car(canvas, 600, 752, 288, BRICK)
    for x, y, size in ((60, 742, 1.0), (1128, 748, 1.1), (1186, 730, 0.9)):
        cone = canvas.at(x, y, size)
        cone.oval(4, 1, 34, 6, fade(INK, 0.25))
        cone.box(-26, -8, 52, 8, CLAY, 3)
        cone.shape([(-17, -8), (-5, -62), (5, -62), (17, -8)], colour("e0714d"))
        cone.shape([(-13.4, -24), (-9.6, -41), (9.6, -41), (13.4, -24)], SNOW)
        cone.shape([(4, -8), (3, -62), (5, -62), (17, -8)], fade(INK, 0.15))


def _bag(bag: Canvas) -> None:
    """A bag of bottles."""
    for x, turn in ((-10, -14), (2, 4), (13, 18)):
        bottle = bag.at(x, -16, turn=turn)
        bottle.box(-5, -22, 10, 26, GREEN if x else TEAL_SOFT, 3)
        bottle.box(-2, -34, 4, 14, GREEN if x else TEAL_SOFT, 1)
    bag.shape([(-26, -20), (26, -20), (22, 28), (-22, 28)], TEAL_SOFT)
    bag.shape([(8, -20), (26, -20), (22, 28), (6, 28)], fade(INK, 0.16))
    bag.stroke([*smooth([(-14, -18), (0, -34), (14, -18)])], TEAL_DEEP, 3)
