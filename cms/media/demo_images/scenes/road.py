"""A gritting lorry on a country road at dusk with snow on the verges."""

from cms.media.demo_images.canvas import Canvas
from cms.media.demo_images.colours import (
    BRICK,
    CLAY,
    CREAM,
    EARTH,
    GOLD,
    INDIGO,
    MIST,
    NIGHT,
    OCHRE,
    PLUM,
    PLUM_SOFT,
    ROSE,
    SAND_DEEP,
    SLATE,
    SNOW,
    STONE,
    colour,
    darker,
    fade,
    lighter,
    mix,
)
from cms.media.demo_images.curves import chance, oval, smooth, spread
from cms.media.demo_images.scenery import bare_tree, hill, streak, woods

SNOW_LIT = colour("dfe4f2")
SNOW_SHADE = colour("a7b0d2")
TARMAC = colour("3a4160")


def draw(canvas: Canvas) -> None:
    """Draws the scene."""
    _sky(canvas)
    _fields(canvas)
    _wall(canvas)
    _road(canvas)
    _lorry(canvas.at(540, 652, 1.12))
    _near_verge(canvas)
    for number in range(90):
        size = 1.3 + 2.6 * chance(number, 2)
        canvas.disc(1200 * chance(number, 0), 800 * chance(number, 1), size, fade(SNOW, 0.75 if size > 2 else 0.5))


def _sky(canvas: Canvas) -> None:
    canvas.wash(
        [
            (0, colour("2c3260")),
            (170, colour("575087")),
            (300, colour("a26f92")),
            (400, colour("e0a08f")),
            (470, colour("f6d0a4")),
        ]
    )
    canvas.glow(860, 450, 420, fade(GOLD, 0.55), 240)
    for number in range(34):
        y = 200 * spread(number, 1) ** 1.4
        canvas.disc(1200 * spread(number, 0), y, 0.9 + 1.2 * spread(number, 2), fade(CREAM, 0.85 - y / 330))
    canvas.glow(236, 116, 120, fade(CREAM, 0.3))
    canvas.shape([*oval(236, 116, 36, 36, 38.6, 263.4), *oval(254, 106, 34, 34, 229.2, 72.7)], CREAM)
    for x, y, width in ((500, 236, 210), (820, 176, 250), (1060, 282, 240), (110, 300, 220), (640, 336, 180)):
        streak(canvas, x, y, width, fade(PLUM_SOFT if y < 260 else ROSE, 0.5))


def _fields(canvas: Canvas) -> None:
    hill(
        canvas,
        [(-60, 400), (150, 338), (360, 396), (600, 350), (820, 404), (1040, 342), (1260, 388)],
        colour("8a83b3"),
        colour("a99cc2"),
    )
    hill(
        canvas,
        [(-60, 410), (200, 436), (470, 398), (700, 440), (960, 400), (1260, 430)],
        colour("a7a6cf"),
        colour("bdbcdb"),
    )
    woods(canvas, [(-40, 440), (120, 446), (260, 434)], colour("5d5b8d"), 36)
    woods(canvas, [(600, 444), (700, 450), (800, 438)], colour("6a6797"), 28)
    hill(canvas, [(-60, 476), (240, 452), (520, 482), (800, 446), (1040, 458), (1260, 434)], colour("c3c8e4"), SNOW_LIT)
    lane = [
        (1260, 566),
        (1130, 556),
        (1010, 540),
        (985, 522),
        (1030, 508),
        (1070, 494),
        (1050, 478),
        (1000, 466),
        (930, 458),
    ]
    canvas.limb(lane, [40, 38, 30, 24, 18, 13, 10, 7, 4], mix(TARMAC, SNOW_SHADE, 0.5))
    _farm(canvas.at(884, 452))
    for x, y in ((60, 492), (118, 486), (176, 482), (234, 480), (292, 482), (350, 487), (408, 492), (466, 497)):
        canvas.box(x, y, 4, 26, colour("666592"))
    canvas.stroke([(60, 498), (234, 486), (466, 503)], colour("666592"), 2, curved=True)
    canvas.stroke([(60, 508), (234, 496), (466, 513)], colour("666592"), 2, curved=True)
    for x, y, height in ((710, 470, 70), (760, 466, 92), (1150, 450, 110)):
        bare_tree(canvas, x, y, height, colour("5b5585"))


def _farm(farm: Canvas) -> None:
    """A lit farmhouse and its barn."""
    farm.glow(20, -18, 100, fade(GOLD, 0.5))
    farm.box(48, -30, 64, 32, colour("77709f"))
    farm.shape([(42, -30), (56, -52), (104, -52), (118, -30)], SNOW_LIT)
    farm.box(-20, -44, 70, 46, colour("675f8f"))
    farm.shape([(-28, -42), (-12, -70), (42, -70), (58, -42)], SNOW)
    farm.box(-4, -86, 13, 22, colour("675f8f"))
    farm.box(-6, -88, 17, 5, SNOW)
    for x, y in ((-10, -34), (26, -34), (-10, -16), (26, -16)):
        farm.box(x, y, 12, 12, GOLD)
        farm.box(x + 5.4, y, 1.4, 12, BRICK)
    farm.box(9, -20, 11, 22, darker(PLUM, 0.3))
    for number, (x, y, size) in enumerate(((6, -98, 6), (14, -110, 8), (28, -122, 10), (46, -130, 12))):
        farm.oval(x, y, size * 1.4, size * 0.8, fade(SNOW, 0.42 - number * 0.08))


def _wall(canvas: Canvas) -> None:
    """The far verge and its dry stone wall."""
    canvas.graded(
        [(-10, 520), (300, 528), (700, 530), (1210, 548), (1210, 620), (-10, 620)], [(515, SNOW_LIT), (590, SNOW_SHADE)]
    )
    for x, height in ((96, 380), (1098, 300)):
        bare_tree(canvas, x, 560, height, NIGHT)
    top = 526.0
    canvas.box(-10, top, 950, 46, colour("5e5f86"))
    canvas.limb([(930, top + 24), (960, top + 34), (990, top + 44)], [46, 26, 8], colour("5e5f86"))
    for row in range(3):
        left, number = -10.0 - row * 14, row * 5
        while left < 930:
            width = 24 + 22 * spread(number, 2)
            shade = mix(colour("777798"), colour("55577f"), spread(number, 0))
            canvas.box(left, top + 2 + row * 14.5, width - 3, 12, shade, 4)
            left, number = left + width, number + 1
    snow = smooth(
        [(-30, 529), *((40.0 * number, 526.0 - 5 * spread(number, 0)) for number in range(24)), (946, 534), (984, 556)]
    )
    canvas.shape([(-30, 516), *[(x, y - 7) for x, y in snow], *[(x, y + 3) for x, y in reversed(snow)]], SNOW)
    canvas.graded(
        [
            (-10, 566),
            *smooth([(-10, 570), (120, 563), (300, 572), (520, 562), (760, 571), (960, 564), (1210, 572)]),
            (1210, 620),
            (-10, 620),
        ],
        [(562, SNOW), (600, SNOW_SHADE)],
    )


def _road(canvas: Canvas) -> None:
    canvas.graded(
        [(-10, 588), (1210, 588), (1210, 720), (-10, 720)],
        [(588, colour("4a5076")), (640, TARMAC), (710, colour("30365a"))],
    )
    edge = smooth([(x, 588 + (5 if number % 2 else -3)) for number, x in enumerate(range(-20, 1260, 64))])
    canvas.shape([*edge, (1260, 574), (-20, 574)], SNOW_SHADE)
    canvas.shape([(x, y - 4) for x, y in edge] + [(1260, 568), (-20, 568)], SNOW_LIT)
    for number in range(8):
        canvas.shape(
            [(number * 170 - 20, 662), (number * 170 + 66, 662), (number * 170 + 62, 668), (number * 170 - 26, 668)],
            fade(CREAM, 0.7),
        )
    for number in range(16):
        canvas.oval(1200 * spread(number, 0), 606 + 94 * spread(number, 1), 70, 2.4, fade(colour("a9b0d8"), 0.22))
    canvas.glow(960, 650, 300, fade(CREAM, 0.6), 36)
    canvas.glow(280, 656, 230, fade(OCHRE, 0.38), 36)


def _lorry(lorry: Canvas) -> None:
    """The lorry from the ground below its middle, bound to the right; it sheds grit behind."""
    lorry.oval(0, 2, 236, 12, fade(NIGHT, 0.55))
    for spreading, strength in ((70, 0.55), (34, 0.7)):
        with lorry.within([(206, -62), (600, -62 - spreading), (600, -30 + spreading), (206, -46)]) as beam:
            beam.glow(206, -54, 420, fade(CREAM, strength))
    _grit(lorry)
    lorry.box(-206, -58, 400, 20, NIGHT, 4)
    lorry.box(-60, -52, 92, 28, SLATE, 4)
    lorry.box(-60, -52, 92, 8, fade(MIST, 0.3), 4)
    _hopper(lorry)
    _cab(lorry)
    for x in (-150, -88, 134):
        lorry.shape(oval(x, -30, 35, 35, 180, 360), NIGHT)
        lorry.disc(x, -26, 28, colour("181b33"))
        lorry.disc(x, -26, 16, STONE)
        lorry.disc(x, -26, 12, SLATE)
        for turn in range(0, 360, 60):
            lorry.at(x, -26, turn=turn).disc(0, -8, 1.8, STONE)
        lorry.disc(x, -26, 4, STONE)


def _hopper(lorry: Canvas) -> None:
    heap = smooth([(-184, -190), (-140, -214), (-80, -206), (-30, -220), (20, -208), (54, -190)])
    lorry.shape(heap, colour("c9ab8d"))
    lorry.shape([(x * 0.6 - 60, y * 0.5 - 106) for x, y in heap], lighter(colour("c9ab8d"), 0.25))
    body = [(-200, -192), (68, -192), (50, -58), (-176, -58)]
    lorry.graded(body, [(-192, OCHRE), (-58, darker(OCHRE, 0.2))])
    for x in (-156, -104, -52, 0, 44):
        lean = x * 0.1
        lorry.shape([(x, -184), (x + 8, -184), (x + 8 - lean, -60), (x - lean, -60)], darker(OCHRE, 0.3))
    lorry.box(-206, -198, 280, 13, darker(OCHRE, 0.12), 3)
    lorry.box(-206, -198, 280, 4, lighter(OCHRE, 0.45), 2)
    lorry.box(-158, -158, 186, 44, CREAM, 4)
    lorry.write(-65, -136, "NORTHMERE", 26, INDIGO, 0.8)
    with lorry.within([(-188, -82), (54, -82), (51, -62), (-178, -62)]) as stripes:
        stripes.box(-190, -82, 250, 22, CREAM)
        for number in range(12):
            left = -196 + number * 24
            stripes.shape([(left, -62), (left + 12, -62), (left + 24, -82), (left + 12, -82)], BRICK)
    lorry.box(-204, -60, 16, 14, BRICK, 2)
    lorry.glow(-198, -52, 46, fade(BRICK, 0.85))
    lorry.box(-60, -226, 5, 26, NIGHT)
    _beacon(lorry, -58, -228)


def _cab(lorry: Canvas) -> None:
    lorry.shape(
        [(80, -40), (80, -176), (88, -188), (158, -188), (170, -178), (196, -112), (204, -104), (206, -40)], OCHRE
    )
    lorry.shape([(80, -40), (80, -72), (206, -72), (206, -40)], darker(OCHRE, 0.25))
    lorry.shape([(98, -118), (98, -174), (150, -174), (158, -168), (178, -118)], colour("7f93b4"))
    lorry.shape([(98, -130), (120, -174), (140, -174), (116, -118), (98, -118)], fade(CREAM, 0.35))
    lorry.blob([(122, -118), (124, -134), (136, -138), (148, -134), (152, -118)], NIGHT)
    lorry.disc(138, -146, 10, colour("e5b08a"))
    lorry.shape(oval(138, -149, 10.6, 9, 180, 360), INDIGO)
    lorry.stroke([(92, -178), (92, -46)], darker(OCHRE, 0.35), 1.6)
    lorry.stroke([(166, -112), (166, -74)], darker(OCHRE, 0.35), 1.6)
    lorry.box(146, -100, 14, 4, NIGHT, 2)
    lorry.stroke([(180, -146), (192, -150)], NIGHT, 3)
    lorry.box(188, -160, 8, 26, NIGHT, 3)
    lorry.box(196, -64, 13, 18, CREAM, 4)
    lorry.glow(206, -54, 62, fade(CREAM, 0.95))
    lorry.box(72, -208, 6, 150, NIGHT, 3)
    lorry.box(202, -36, 14, 14, NIGHT, 4)
    _beacon(lorry, 124, -190)


def _beacon(lorry: Canvas, x: float, y: float) -> None:
    lorry.glow(x, y - 6, 120, fade(OCHRE, 0.75))
    lorry.box(x - 13, y - 3, 26, 6, NIGHT, 2)
    lorry.box(x - 9, y - 15, 18, 13, colour("ffb84d"), 5)
    lorry.box(x - 4, y - 13, 5, 9, CREAM, 2)


def _grit(lorry: Canvas) -> None:
    lorry.limb([(-192, -70), (-204, -48), (-206, -24)], [20, 17, 15], SLATE)
    lorry.box(-232, -22, 48, 8, NIGHT, 4)
    for number in range(190):
        reach = chance(number, 0) ** 1.3
        x = -212 - 210 * reach
        y = -18 + 30 * reach**0.6 * chance(number, 1) - 34 * reach * (1 - reach) * chance(number, 3)
        grain = mix(CREAM, SAND_DEEP, chance(number, 2))
        lorry.disc(x, y, 1.2 + 1.5 * chance(number, 2), fade(grain, 0.95 - 0.5 * reach))


def _near_verge(canvas: Canvas) -> None:
    bank = smooth([(-40, 704), (140, 692), (330, 708), (560, 694), (800, 710), (1020, 694), (1250, 704)])
    canvas.shape([(x, y - 7) for x, y in bank] + [(1250, 840), (-40, 840)], SNOW_SHADE)
    canvas.graded([*bank, (1250, 840), (-40, 840)], [(690, SNOW), (810, colour("b9c1e0"))])
    canvas.blob(
        [(-60, 800), (120, 742), (380, 752), (620, 734), (900, 760), (700, 830), (200, 840)],
        fade(colour("8f98c4"), 0.3),
    )
    canvas.blob([(760, 820), (960, 756), (1180, 748), (1260, 800)], fade(colour("8f98c4"), 0.26))
    for x, y, height in (
        (60, 756, 40),
        (250, 730, 30),
        (430, 772, 44),
        (690, 748, 34),
        (880, 778, 46),
        (1130, 742, 38),
        (980, 728, 24),
    ):
        for lean in (-0.55, -0.25, 0.05, 0.32, 0.6):
            canvas.limb(
                [
                    (x + lean * 6, y),
                    (x + lean * height * 0.5, y - height * 0.6),
                    (x + lean * height, y - height * (1 - abs(lean) * 0.4)),
                ],
                [3.4, 2.6, 1.2],
                mix(EARTH, NIGHT, 0.45),
            )
        canvas.oval(x, y + 2, height * 0.5, 5, SNOW_LIT)
    for x, y, height in ((170, 742, 84), (1040, 744, 84)):
        canvas.box(x - 7, y - height, 14, height, SNOW, 3)
        canvas.box(x + 1, y - height, 6, height, fade(INDIGO, 0.25), 2)
        canvas.box(x - 7, y - height + 14, 14, 16, NIGHT)
        canvas.disc(x, y - height + 22, 4.6, BRICK)
        canvas.glow(x, y - height + 22, 16, fade(CLAY, 0.6))
        canvas.oval(x, y - height + 1, 9, 4, SNOW)
        canvas.oval(x, y + 1, 22, 6, SNOW_LIT)
