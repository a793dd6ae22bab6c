"""A lakeside path under old lime trees, with a bench facing the water."""

from cms.media.demo_images.canvas import Canvas
from cms.media.demo_images.colours import (
    BARK,
    CREAM,
    EARTH,
    FOREST,
    GOLD,
    GREEN,
    GREEN_SOFT,
    INDIGO,
    INK,
    LIME,
    MIST,
    OCHRE,
    PLUM,
    SAND,
    SAND_DEEP,
    SAND_LIGHT,
    SKINS,
    SNOW,
    TEAL,
    TEAL_SOFT,
    Colour,
    colour,
    darker,
    fade,
    lighter,
    mix,
)
from cms.media.demo_images.curves import Point, oval, smooth, spread
from cms.media.demo_images.people import BENT, FORWARD, Head, Look, person
from cms.media.demo_images.scenery import birds, cloud, crown, hill, ripples, shadow, tuft, woods

SHORE: list[Point] = [(1260, 742), (1060, 706), (905, 640), (768, 560), (664, 476), (588, 414), (520, 372), (470, 352)]
WATER_LINE = 352.0


def draw(canvas: Canvas) -> None:
    """Draws the scene."""
    _far_side(canvas)
    canvas.mirror(WATER_LINE, 350, ripple=5)
    _lake(canvas)
    _bank(canvas)
    _path(canvas)
    for x, y, height, leaf in (
        (486, 396, 190, mix(GREEN, TEAL_SOFT, 0.35)),
        (404, 440, 330, mix(GREEN, TEAL_SOFT, 0.15)),
        (270, 545, 560, GREEN),
    ):
        _lime(canvas, x, y, height, leaf)
    person(canvas, 512, 512, 84, Look(coat=PLUM, head=Head.BUN, near=FORWARD, scarf=True, accent=OCHRE), flip=True)
    person(canvas, 540, 508, 88, Look(coat=INDIGO, skin=SKINS[1], near=BENT), flip=True)
    _bench(canvas)
    _lime(canvas, 70, 770, 900, darker(GREEN, 0.08))
    _leaves(canvas)


def _far_side(canvas: Canvas) -> None:
    canvas.wash([(0, colour("9ccbd0")), (190, colour("c9e2dc")), (WATER_LINE, SAND_LIGHT)])
    canvas.glow(900, 214, 330, fade(CREAM, 0.95))
    canvas.disc(900, 214, 44, fade(CREAM, 0.95))
    cloud(canvas, 1080, 150, 190, fade(SNOW, 0.75))
    cloud(canvas, 705, 118, 150, fade(SNOW, 0.6))
    birds(canvas, [(980, 150, 26), (1016, 168, 20), (1000, 186, 16)], fade(INDIGO, 0.55))
    hill(
        canvas,
        [(400, 300), (560, 262), (720, 282), (900, 240), (1060, 262), (1260, 218)],
        colour("a7c9c5"),
        colour("c4dbcf"),
    )
    hill(
        canvas,
        [(400, 330), (600, 312), (800, 298), (960, 316), (1100, 290), (1260, 272)],
        colour("84b5a8"),
        colour("9cc3ad"),
    )
    woods(canvas, [(420, 346), (640, 342), (880, 346), (1240, 330)], colour("5f9a87"), 34)


def _lake(canvas: Canvas) -> None:
    water = [(400, WATER_LINE), (1260, WATER_LINE), (1260, 760), (400, 760)]
    canvas.graded(water, [(352, fade(TEAL_SOFT, 0.25)), (520, fade(colour("5ba3a4"), 0.55)), (740, fade(TEAL, 0.85))])
    canvas.box(400, WATER_LINE - 1, 860, 4, fade(CREAM, 0.55))
    ripples(canvas, (560, 372, 1240, 720), 60, fade(SNOW, 0.3))
    ripples(canvas, (830, 362, 980, 560), 34, fade(CREAM, 0.75))
    for x, y, size, flip in ((1010, 470, 1.0, False), (1078, 492, 0.8, False), (1106, 478, 0.62, True)):
        _duck(canvas.at(x, y, size, flip=flip))


def _duck(duck: Canvas) -> None:
    duck.oval(2, 8, 32, 3, fade(INK, 0.16))
    duck.blob([(-26, -7), (-14, -6), (8, -8), (20, 0), (16, 6), (-12, 6)], EARTH)
    duck.blob([(-16, -5), (2, -8), (10, -1), (-4, 3)], SAND)
    duck.limb([(15, 0), (19, -10), (20, -16)], [9, 7, 8], FOREST)
    duck.disc(20, -17, 6, FOREST)
    duck.shape([(25, -18), (34, -15), (25, -13)], OCHRE)


def _bank(canvas: Canvas) -> None:
    edge = smooth(SHORE)
    land = [*edge, (-60, 330), (-60, 840), (1260, 840)]
    canvas.shape([(x + 7, y - 5) for x, y in edge] + land[-3:], fade(SNOW, 0.35))
    canvas.shape([(x + 1, y - 1) for x, y in edge] + land[-3:], SAND_DEEP)
    canvas.graded(
        [(x - 7, y + 9) for x, y in edge] + land[-3:],
        [(340, mix(GREEN_SOFT, LIME, 0.5)), (560, GREEN_SOFT), (800, mix(GREEN, GREEN_SOFT, 0.3))],
    )
    woods(canvas, [(-40, 336), (200, 330), (380, 340), (476, 356)], colour("6fa58c"), 44)
    canvas.shape([(-60, 352), (480, 352), (486, 384), (-60, 400)], mix(GREEN_SOFT, LIME, 0.45))
    canvas.blob(
        [(-80, 380), (200, 372), (480, 380), (420, 430), (320, 560), (120, 760), (-80, 800)], fade(FOREST, 0.28)
    )
    for number in range(46):
        place = 0.02 + 0.9 * spread(number, 0)
        x, y = edge[int(place * (len(edge) - 1))]
        reach = max(0.2, (y - 340) / 400)
        tuft(
            canvas,
            x - 10 + 26 * reach * spread(number, 1) - 60 * reach * spread(number, 2),
            y + 12 + 30 * reach * spread(number, 2),
            34 * reach,
            (GREEN, FOREST, GREEN_SOFT)[number % 3],
        )


def _path(canvas: Canvas) -> None:
    left = smooth([(120, 840), (300, 690), (412, 585), (462, 500), (478, 440), (488, 400), (486, 378)])
    right = smooth([(640, 840), (630, 700), (602, 600), (564, 510), (536, 446), (510, 402), (492, 378)])
    path = [*left, *reversed(right)]
    canvas.shape([(x - 6, y) for x, y in left] + [(x + 6, y + 2) for x, y in reversed(right)], fade(FOREST, 0.4))
    canvas.graded(path, [(380, SAND_LIGHT), (560, SAND), (800, mix(SAND, SAND_DEEP, 0.5))])
    with canvas.within(path) as lit:
        lit.blob([(60, 560), (430, 486), (700, 560), (560, 610), (640, 690), (420, 720), (60, 800)], fade(EARTH, 0.26))
        lit.blob([(380, 420), (520, 424), (560, 452), (470, 470)], fade(EARTH, 0.22))
        for number in range(34):
            depth = spread(number, 1)
            x, y = 260 + 420 * spread(number, 0), 470 + 320 * depth
            lit.oval(x, y, 10 + 22 * depth, 2.5 + 6 * depth, fade(CREAM, 0.5))


def _lime(canvas: Canvas, x: float, y: float, height: float, leaf: Colour) -> None:
    """An old lime: a stout trunk from its foot, and boughs that carry several crowns."""
    old = canvas.at(x, y, height / 100)
    shadow(old, 8, 0.4, 22, 2.6, 0.22)
    old.blob([(-6, 1), (-2.8, -3), (-2.6, -14), (2.6, -14), (2.8, -3), (7, 1), (0, 1.4)], BARK)
    old.limb([(0, -2), (-0.4, -22), (1, -48)], [6, 4.8, 3.2], BARK)
    old.limb([(0.6, 0), (0.9, -22), (2, -46)], [1.5, 1.2, 0.8], darker(BARK, 0.35))
    for boughs in ([(0, -24), (10, -38), (20, -47)], [(0, -28), (-9, -40), (-20, -50)], [(0, -34), (6, -48), (8, -62)]):
        old.limb(boughs, [3.4, 2.4, 1.4], BARK)
    for cx, cy, across, down, shade in (
        (20, -52, 18, 13, 0.14),
        (-20, -54, 17, 14, 0.1),
        (8, -66, 22, 17, 0.06),
        (-8, -78, 20, 17, 0),
    ):
        crown(old, cx, cy, across, down, darker(leaf, shade), dabs=16)


def _bench(canvas: Canvas) -> None:
    seat = canvas.at(770, 690, 1.12, turn=-3)
    shadow(seat, 10, 4, 128, 12, 0.25)
    for x in (-92, 92):
        seat.limb([(x, 2), (x, -40), (x * 1.02, -92)], [8, 7, 7], INK)
    _reader(seat)
    seat.box(-108, -50, 216, 12, darker(EARTH, 0.3), 3)
    for step in range(3):
        seat.box(-108, -92 + step * 17, 216, 12, mix(EARTH, OCHRE, 0.25 - step * 0.08), 3)
        seat.box(-108, -92 + step * 17, 216, 3.5, fade(GOLD, 0.35), 1.5)
    seat.limb([(-92, -36), (-92, -62)], [5, 5], INK)
    seat.limb([(92, -36), (92, -62)], [5, 5], INK)


def _reader(seat: Canvas) -> None:
    """Somebody on the bench from behind."""
    seat.blob([(12, -46), (13, -90), (24, -112), (40, -116), (56, -112), (68, -90), (69, -46)], TEAL)
    seat.blob([(48, -46), (56, -80), (56, -111), (68, -90), (69, -46)], fade(INK, 0.16))
    seat.limb([(40, -112), (40, -122)], [14, 13], darker(SKINS[0], 0.15))
    seat.oval(40, -137, 17.5, 20, colour("cfc9c4"))
    seat.shape(oval(40, -140, 18.6, 19, 180, 360), darker(MIST, 0.06))
    seat.limb([(21.6, -139), (40, -137), (58.4, -139)], [5, 6, 5], PLUM)
    seat.shape(oval(40, -141, 18.8, 20, 180, 360), PLUM)
    seat.disc(40, -163, 5.4, lighter(PLUM, 0.4))


def _leaves(canvas: Canvas) -> None:
    """Boughs that hang into the picture from above."""
    for x, y, across, down in ((590, -60, 150, 90), (800, -66, 130, 78), (1180, -50, 150, 96)):
        crown(canvas, x, y, across, down, darker(GREEN, 0.2), dabs=30)
    for x, y, length in ((520, 14, 46), (596, 26, 62), (668, 12, 40), (772, 4, 58), (842, 8, 36), (1120, 30, 52)):
        tip = (x + 10, y + length)
        canvas.stroke([(x, y), (x + 8, y + length * 0.5), tip], BARK, 2, curved=True)
        for number in range(5):
            share = 0.3 + 0.175 * number
            leaf = canvas.at(x + 10 * share, y + length * share, 1.1, turn=35 if number % 2 else 145)
            leaf.blob([(0, 0), (7, -6), (19, 0), (7, 6)], (GREEN, FOREST, GREEN_SOFT)[number % 3])
