"""The River Wend high against a stone bridge under a grey sky."""

from cms.media.demo_images.canvas import Canvas
from cms.media.demo_images.colours import (
    BARK,
    BRICK,
    CREAM,
    EARTH,
    FOREST,
    GREEN,
    GREEN_SOFT,
    INDIGO,
    INK,
    LIME,
    MIST,
    OCHRE,
    PLUM,
    SAND,
    SKINS,
    SNOW,
    TEAL,
    TEAL_DEEP,
    TEAL_SOFT,
    colour,
    darker,
    fade,
    lighter,
    mix,
)
from cms.media.demo_images.curves import chance, oval, smooth, spread
from cms.media.demo_images.people import BENT, RAISED, Head, Look, person
from cms.media.demo_images.scenery import birds, cloud, crown, hill, woods

WATER = 512.0
MASONRY = colour("c2b59f")
WEATHERED = colour("998d80")
CURRENT = colour("4f7f86")


def draw(canvas: Canvas) -> None:
    """Draws the scene."""
    _sky(canvas)
    _town(canvas)
    _bridge(canvas)
    _river(canvas)
    _near(canvas)
    for number in range(80):
        x, y, long = 1240 * spread(number, 0), 800 * spread(number, 1), 14 + 16 * chance(number)
        canvas.stroke([(x, y), (x - long * 0.28, y + long)], fade(SNOW, 0.3), 1.5)


def _sky(canvas: Canvas) -> None:
    canvas.wash([(0, colour("8d9aa8")), (260, colour("b9c4c9")), (470, colour("dfe0d8"))])
    for x, y, width, shade in (
        (150, 110, 480, "7f8c9d"),
        (620, 80, 560, "8794a4"),
        (1060, 130, 460, "7d8a9c"),
        (360, 206, 380, "a3aeb8"),
        (860, 226, 430, "9ca8b3"),
        (1180, 262, 300, "acb6bd"),
        (60, 250, 300, "adb7be"),
    ):
        cloud(canvas, x, y, width, fade(colour(shade), 0.75))
    canvas.glow(560, 300, 300, fade(CREAM, 0.4), 130)
    birds(canvas, [(470, 270, 30), (512, 286, 24), (440, 300, 20)], fade(INK, 0.5))


def _town(canvas: Canvas) -> None:
    hill(
        canvas,
        [(-60, 372), (160, 330), (420, 366), (700, 320), (980, 352), (1260, 310)],
        colour("9db3b0"),
        colour("a9bcb3"),
    )
    roofs = colour("8795a0")
    church = canvas.at(840, 400)
    church.box(-26, -150, 52, 160, roofs)
    church.shape([(-30, -148), (0, -236), (30, -148)], darker(roofs, 0.1))
    church.box(-2, -252, 4, 24, roofs)
    church.box(-8, -246, 16, 4, roofs)
    church.box(20, -72, 120, 80, roofs)
    church.shape([(14, -70), (34, -104), (134, -104), (148, -70)], darker(roofs, 0.12))
    for x in (44, 74, 104):
        church.box(x, -52, 12, 30, fade(CREAM, 0.4), 5)
    church.box(-6, -128, 12, 22, darker(roofs, 0.3), 5)
    for x, width, height in (
        (300, 84, 74),
        (376, 64, 96),
        (434, 90, 66),
        (516, 62, 84),
        (972, 80, 66),
        (1046, 68, 92),
        (1108, 120, 74),
    ):
        canvas.box(x, 410 - height, width, height, mix(roofs, SAND, 0.22 if x % 3 else 0.1))
        canvas.shape(
            [
                (x - 6, 412 - height),
                (x + 10, 380 - height),
                (x + width - 10, 380 - height),
                (x + width + 6, 412 - height),
            ],
            darker(roofs, 0.14),
        )
        for number in range(2):
            canvas.box(
                x + 14 + number * (width - 40), 428 - height, 12, 16, fade(CREAM, 0.6 if (x + number) % 2 else 0.25)
            )
    woods(canvas, [(-40, 420), (250, 412), (560, 424), (900, 418), (1240, 404)], colour("6f9488"), 54)
    canvas.box(-10, 420, 1220, 100, colour("7c9f90"))


def _bridge(canvas: Canvas) -> None:
    """Three arches, half drowned."""
    deck = smooth([(-60, 396), (200, 366), (600, 336), (1000, 366), (1260, 396)])
    wall = [*deck, (1260, 620), (-60, 620)]
    _crossing(canvas)
    canvas.shape([(x, y - 44) for x, y in deck] + wall[-2:], MASONRY)
    with canvas.within([(x, y - 44) for x, y in deck] + wall[-2:]) as stone:
        _courses(stone)
        for x, across, rise in ((250, 128, 122), (600, 152, 150), (950, 128, 122)):
            ring = [*oval(x, 560, across + 26, rise + 26, 180, 360)]
            stone.shape(ring, colour("d5cab4"))
            for angle in range(184, 360, 11):
                inner, outer = (
                    oval(x, 560, across, rise, angle, angle)[0],
                    oval(x, 560, across + 27, rise + 27, angle, angle)[0],
                )
                stone.stroke([inner, outer], fade(EARTH, 0.55), 1.8)
            stone.shape(oval(x, 560, across, rise, 180, 360), colour("39505c"))
            stone.shape([*oval(x + 16, 566, across - 20, rise - 8, 180, 360)], colour("6f8f92"))
            stone.shape([*oval(x + 24, 570, across - 30, rise - 20, 180, 360)], colour("a9bdb9"))
    for x in (425, 775):
        canvas.shape([(x - 34, 620), (x - 34, 402), (x, 386), (x + 34, 402), (x + 34, 620)], lighter(MASONRY, 0.12))
        canvas.shape([(x + 4, 620), (x + 4, 388), (x + 34, 402), (x + 34, 620)], WEATHERED)
        for row in range(6):
            canvas.box(x - 34, 426 + row * 22, 68, 1.8, fade(EARTH, 0.5))
        canvas.shape([(x - 42, 406), (x, 386), (x + 42, 406), (x + 42, 414), (x, 394), (x - 42, 414)], colour("ddd2bc"))
    canvas.limb([(x, y - 2) for x, y in deck[::14]], [9] * len(deck[::14]), colour("ddd2bc"))
    canvas.limb([(x, y + 5) for x, y in deck[::14]], [4] * len(deck[::14]), WEATHERED)
    canvas.limb([(x, y - 44) for x, y in deck[::14]], [13] * len(deck[::14]), colour("ddd2bc"))
    canvas.limb([(x, y - 37) for x, y in deck[::14]], [4] * len(deck[::14]), WEATHERED)


def _courses(stone: Canvas) -> None:
    number = 0
    for row in range(16):
        y, x = 296.0 + row * 17, -20.0 - 21 * (row % 2)
        while x < 1220:
            width = 30 + 26 * chance(number)
            shade = chance(number, 1)
            if shade > 0.45:
                tint = fade(EARTH, 0.2 * shade) if number % 2 else fade(CREAM, 0.28 * shade)
                stone.box(x, y, width - 3, 14, tint, 3)
            x, number = x + width, number + 1


def _crossing(canvas: Canvas) -> None:
    """People who look at the water from the bridge; its parapet, drawn later, hides them to the waist."""
    for x, y, flip, look, shade in (
        (664, 352, True, Look(coat=INDIGO, near=RAISED, walking=False), PLUM),
        (1008, 372, False, Look(coat=OCHRE, head=Head.HOOD, near=BENT), None),
        (330, 366, True, Look(coat=TEAL, skin=SKINS[1], head=Head.HOOD, near=RAISED), TEAL_DEEP),
        (620, 351, False, Look(coat=BRICK, skin=SKINS[2], head=Head.BOBBLE, accent=INDIGO, walking=False), None),
    ):
        person(canvas, x, y, 92, look, flip=flip)
        if shade is not None:
            umbrella = canvas.at(x - 9, y - 96)
            umbrella.stroke([(0, -26), (0, 8)], INK, 2.4)
            umbrella.shape(
                [*oval(0, 0, 46, 34, 180, 360), (46, 0), (31, -7), (15, 0), (0, -7), (-15, 0), (-31, -7)], shade
            )
            umbrella.shape([*oval(0, 0, 15, 34, 180, 360), (0, -7)], lighter(shade, 0.14))
            umbrella.shape([(15, 0), *oval(0, 0, 46, 34, 290, 360), (46, 0), (31, -7)], fade(INK, 0.2))


def _river(canvas: Canvas) -> None:
    surface = [(-10, WATER), (1210, WATER), (1210, 810), (-10, 810)]
    canvas.mirror(WATER, 190, ripple=12)
    canvas.graded(
        surface, [(WATER, fade(CURRENT, 0.5)), (640, fade(colour("47747c"), 0.86)), (810, fade(colour("2f5a66"), 1.0))]
    )
    for x, across in ((250, 128), (600, 152), (950, 128)):
        canvas.blob(
            [
                (x - across * 0.7, WATER),
                (x + across * 0.7, WATER),
                (x + across * 1.1, 580),
                (x + across * 0.3, 640),
                (x - across * 0.9, 600),
            ],
            fade(MIST, 0.12),
        )
    for number in range(26):
        depth = spread(number, 1)
        left, top = 1260 * spread(number, 0) - 30, WATER + 14 + 250 * depth
        long, thick = 60 + 150 * depth, 2.5 + 7 * depth
        line = [
            (left + long * along, top + thick * down)
            for along, down in ((-1, 0), (-0.45, -1.1), (0, 0.5), (0.5, -0.7), (1, 0.2))
        ]
        tint = fade(SNOW, 0.34) if number % 3 else fade(colour("1f4450"), 0.34)
        canvas.limb(line, [0.6, thick * 0.7, thick, thick * 0.7, 0.6], tint)
    for x in (425, 775):
        for number in range(7):
            reach = 46 + number * 9
            canvas.oval(
                x, WATER + 2 + number * 3.2, reach * (0.9 + 0.3 * chance(number)), 2.4, fade(SNOW, 0.75 - number * 0.09)
            )
        foam = [
            (x - 48, WATER + 3),
            (x - 24, WATER - 4),
            (x, WATER - 7),
            (x + 24, WATER - 4),
            (x + 48, WATER + 3),
            (x, WATER + 5),
        ]
        canvas.blob(foam, fade(SNOW, 0.9))
    branch = canvas.at(470, 628, 1.1, turn=-7)
    branch.oval(4, 5, 100, 6, fade(INK, 0.22))
    branch.limb([(-90, 2), (-20, -4), (60, 0), (104, -12)], [9, 11, 8, 3], BARK)
    branch.limb([(10, -4), (30, -24), (52, -32)], [6, 4, 2], BARK)
    branch.limb([(-40, -2), (-56, -18)], [5, 2], BARK)
    canvas.at(560, 592, turn=-25).blob([(-10, 0), (0, -5), (10, 0), (0, 5)], FOREST)


def _near(canvas: Canvas) -> None:
    """The drowned bank in front: a gauge board, a willow, reeds and a railing."""
    canvas.graded(
        [*smooth([(-60, 700), (90, 706), (240, 742), (360, 820)]), (-60, 840)],
        [(700, mix(GREEN, GREEN_SOFT, 0.4)), (800, mix(GREEN, FOREST, 0.4))],
    )
    canvas.limb(smooth([(-40, 699), (90, 705), (240, 741), (350, 812)])[::7], [3.0] * 7, fade(SNOW, 0.5))
    canvas.graded(
        [*smooth([(820, 830), (960, 762), (1080, 736), (1260, 722)]), (1260, 840)],
        [(722, mix(GREEN, GREEN_SOFT, 0.4)), (800, mix(GREEN, FOREST, 0.4))],
    )
    _willow(canvas.at(96, 716))
    _gauge(canvas.at(1010, 700))
    for x, y, height in (
        (300, 792, 90),
        (250, 760, 70),
        (340, 800, 60),
        (880, 800, 84),
        (930, 790, 64),
        (1100, 770, 86),
        (1160, 764, 100),
        (40, 770, 70),
        (800, 806, 50),
    ):
        for blade in range(5):
            lean = (blade - 2) * 0.16
            tip = (x + lean * height + 4 * blade, y - height * (0.75 + 0.25 * chance(blade + int(x))))
            canvas.limb(
                [(x + blade * 3, y + 6), (x + lean * height * 0.4 + blade * 3, y - height * 0.5), tip],
                [5, 3.6, 1],
                (FOREST, GREEN, TEAL_DEEP)[blade % 3],
            )
            if blade % 2:
                canvas.limb([(tip[0], tip[1] + 4), (tip[0] + lean * 8, tip[1] - 14)], [6, 6], EARTH, curved=False)


def _gauge(gauge: Canvas) -> None:
    """A board that shows how high the river is."""
    gauge.box(-22, -176, 44, 176, colour("6d5a50"))
    gauge.box(-17, -170, 34, 170, CREAM)
    for step in range(10):
        y = -164 + step * 17
        gauge.box(-17, y, 20 if step % 2 else 12, 8, BRICK if step < 4 else INK)
    for step, text in enumerate(("4", "3", "2")):
        gauge.write(9, -148 + step * 52, text, 19, INK, 0.5)
    gauge.box(-26, -184, 52, 10, colour("5a4a43"), 2)
    gauge.shape([(-30, -26), (30, -26), (24, 6), (-24, 6)], colour("3f6c76"))
    for number in range(3):
        gauge.oval(0, -26 + number * 9, 52 - number * 5, 2.6, fade(SNOW, 0.7 - number * 0.18))


def _willow(willow: Canvas) -> None:
    willow.blob([(-34, 14), (-18, -10), (-16, -60), (18, -60), (18, -10), (44, 16), (0, 22)], BARK)
    willow.limb([(0, -44), (-4, -110), (10, -190), (40, -260)], [32, 28, 22, 12], BARK)
    willow.limb([(0, -120), (50, -200), (104, -250)], [18, 13, 8], BARK)
    willow.limb([(-4, -110), (-40, -200), (-80, -270)], [18, 13, 8], BARK)
    leaf = mix(GREEN, TEAL_SOFT, 0.25)
    crown(willow, 10, -310, 178, 88, darker(leaf, 0.12), dabs=6)
    for number in range(64):
        x = -170 + 360 * spread(number, 0)
        rise = (1 - min(1, abs(x - 10) / 190) ** 2) ** 0.5
        top, fall = -312 - 88 * rise * (0.2 + 0.8 * spread(number, 1)), 150 + 220 * chance(number, 2)
        sway = 8 + x * 0.07
        shade = (darker(leaf, 0.22), leaf, darker(leaf, 0.1), lighter(mix(leaf, LIME, 0.35), 0.05))[
            int(3.99 * chance(number, 3))
        ]
        strand = [
            (x, top),
            (x + sway * 0.2, top + fall * 0.35),
            (x + sway * 0.6, top + fall * 0.7),
            (x + sway, top + fall),
        ]
        willow.limb(strand, [3, 10, 8, 1.5], shade)
