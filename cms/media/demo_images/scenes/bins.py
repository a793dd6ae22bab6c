"""Three wheelie bins with green, grey and brown lids at the edge of a pavement."""

from math import cos, radians, sin

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
    INK,
    MIST,
    OCHRE,
    PLUM,
    ROSE,
    SAND,
    SAND_DEEP,
    SAND_LIGHT,
    SLATE,
    SNOW,
    STONE,
    STONE_DEEP,
    TEAL,
    Colour,
    colour,
    darker,
    fade,
    mix,
)
from cms.media.demo_images.curves import spread
from cms.media.demo_images.scenery import bush, cloud, hedge, paving, tree, tuft

PAVEMENT = 520.0
KERB = 690.0
ROAD = 722.0
BODY = colour("3c465c")


def draw(canvas: Canvas) -> None:
    """Draws the scene."""
    canvas.wash([(0, colour("a6d0d2")), (420, SAND_LIGHT)])
    cloud(canvas, 130, 110, 200, fade(SNOW, 0.7))
    cloud(canvas, 560, 84, 150, fade(SNOW, 0.6))
    tree(canvas, 590, 500, 420, mix(GREEN_SOFT, GREEN, 0.35))
    tree(canvas, 30, 500, 360, mix(GREEN_SOFT, GREEN, 0.5))
    _house(canvas)
    _garden(canvas)
    _street(canvas)
    for x, lid, icon in ((240, GREEN, _arrows), (500, colour("98a0aa"), _sack), (760, colour("8d6244"), _leaf)):
        bin_ = canvas.at(x, 678)
        _bin(bin_, lid)
        icon(bin_.at(0, -158))
    _cat(canvas.at(1000, 392))
    _sparrow(canvas.at(305, 342))


def _house(canvas: Canvas) -> None:
    wall = mix(CLAY, SAND_LIGHT, 0.38)
    canvas.box(660, 120, 560, 400, wall)
    bricks(canvas, (664, 150, 1200, 400), wall, 60, 24)
    slates(canvas, [(630, 132), (690, 10), (1240, 10), (1240, 132)], mix(SLATE, INK, 0.1), 20)
    canvas.box(636, 126, 600, 13, CREAM)
    canvas.box(640, 139, 600, 9, fade(INK, 0.16))
    canvas.box(740, -20, 62, 60, BRICK)
    for x in (716, 1090):
        window(canvas, x, 176, 84, 118, bars=(2, 2))
        canvas.box(x - 8, 162, 100, 14, CREAM)
    window(canvas, 716, 350, 150, 130, bars=(3, 2))
    window(canvas, 905, 176, 84, 118, bars=(2, 2))
    canvas.box(897, 162, 100, 14, CREAM)
    door(canvas, 1068, 330, 92, 200, TEAL)
    canvas.shape([(1030, 316), (1114, 284), (1198, 316)], CREAM)
    canvas.shape([(1056, 312), (1114, 292), (1172, 312)], mix(SLATE, CREAM, 0.3))
    for x, y in ((722, 478), (760, 470), (800, 480), (840, 474)):
        canvas.disc(x, y, 10, ROSE)
        canvas.disc(x + 16, y + 4, 8, PLUM)


def _garden(canvas: Canvas) -> None:
    """The wall, the hedge over it and the gate."""
    for x, width in ((880, 170), (930, 130)):
        bush(canvas, x, 440, width, GREEN)
    hedge(canvas, -20, 420, 780, 96, mix(FOREST, GREEN, 0.4))
    top = 396.0
    for left, right in ((-20, 1022), (1196, 1240)):
        canvas.box(left, top, right - left, PAVEMENT - top + 6, BRICK)
        bricks(canvas, (max(left, 0), top + 18, right, PAVEMENT - 12), BRICK, 90 if left < 0 else 4, 30)
        canvas.box(left, top + 14, right - left, 10, fade(INK, 0.2))
        canvas.box(left - 6, top - 4, right - left + 12, 19, SAND, 3)
        canvas.box(left - 6, top + 9, right - left + 12, 6, SAND_DEEP, 3)
    for x in (1004, 1190):
        canvas.box(x, top - 46, 40, 180, darker(BRICK, 0.12))
        canvas.box(x + 26, top - 46, 14, 180, fade(INK, 0.2))
        canvas.box(x - 6, top - 56, 52, 14, SAND, 2)
        canvas.disc(x + 20, top - 68, 15, SAND)
        canvas.disc(x + 24, top - 64, 9, SAND_DEEP)
    canvas.shape([(1048, 522), (1186, 522), (1166, 496), (1068, 496)], SAND)
    gate = canvas.at(1046, 520)
    for number in range(6):
        high = 104 + 12 * sin(radians(36 * number))
        gate.box(4 + number * 23, -high, 17, high - 6, CREAM, 4)
        gate.box(15 + number * 23, -high + 4, 6, high - 12, fade(SLATE, 0.25))
    for y in (-84, -32):
        gate.box(0, y, 142, 11, mix(CREAM, STONE, 0.25), 2)


def _street(canvas: Canvas) -> None:
    canvas.graded(
        [(-10, PAVEMENT), (1210, PAVEMENT), (1210, KERB), (-10, KERB)],
        [(PAVEMENT, colour("d8cfbf")), (KERB, colour("e9e0cf"))],
    )
    canvas.box(-10, PAVEMENT, 1220, 12, fade(INK, 0.13))
    paving(canvas, (PAVEMENT, 560, 614, KERB), 110, 0.45, fade(STONE_DEEP, 0.5))
    for number in range(26):
        canvas.oval(
            1200 * spread(number, 0),
            536 + 140 * spread(number, 1),
            26,
            4,
            fade(CREAM if number % 2 else STONE_DEEP, 0.2),
        )
    canvas.box(-10, KERB, 1220, 11, mix(STONE, CREAM, 0.55))
    canvas.box(-10, KERB + 11, 1220, 22, STONE_DEEP)
    for number in range(8):
        canvas.box(60 + number * 160, KERB, 2.6, 33, fade(INK, 0.3))
    canvas.graded(
        [(-10, ROAD), (1210, ROAD), (1210, 810), (-10, 810)], [(ROAD, colour("566074")), (810, colour("454f66"))]
    )
    canvas.box(-10, ROAD, 1220, 7, fade(INK, 0.25))
    canvas.box(-10, 744, 1220, 7, OCHRE)
    canvas.box(-10, 758, 1220, 7, OCHRE)
    for number in range(60):
        canvas.oval(
            1200 * spread(number, 0), ROAD + 6 + 76 * spread(number, 1), 3, 1.2, fade(SNOW if number % 2 else INK, 0.16)
        )
    for x, y, turn, fill in (
        (980, 644, 20, OCHRE),
        (1080, 668, 120, CLAY),
        (1046, 624, 70, GOLD),
        (96, 650, 40, OCHRE),
        (930, 738, 80, CLAY),
        (392, 662, 10, CLAY),
    ):
        leaf = canvas.at(x, y, 1.1, turn=turn)
        leaf.blob([(-13, 0), (0, -7), (13, 0), (0, 7)], fill)
        leaf.stroke([(-18, 0), (9, 0)], darker(fill, 0.35), 1.4)
    for x, y in ((20, 536), (640, 532), (980, 534), (1192, 540)):
        tuft(canvas, x, y, 24, GREEN)


def _bin(body: Canvas, lid: Colour) -> None:
    body.shape([(-86, -2), (94, -2), (238, 12), (60, 16)], fade(INK, 0.2))
    body.oval(4, 2, 104, 9, fade(INK, 0.3))
    for x in (-74, 78):
        body.box(x - 15, -46, 30, 46, INK, 11)
        body.box(x - 6, -40, 12, 34, SLATE, 5)
    body.shape([(-99, -276), (99, -276), (80, -12), (-80, -12)], BODY)
    body.box(-82, -22, 164, 17, darker(BODY, 0.25), 7)
    body.shape([(52, -276), (99, -276), (80, -12), (46, -12)], fade(INK, 0.32))
    body.shape([(-99, -276), (-82, -276), (-67, -22), (-80, -22)], fade(MIST, 0.17))
    body.shape([(-68, -236), (44, -236), (38, -52), (-58, -52)], fade(INK, 0.16))
    body.box(-106, -288, 212, 26, darker(BODY, 0.3), 8)
    body.box(-100, -284, 120, 6, fade(MIST, 0.2), 3)
    body.box(-92, -342, 184, 14, darker(lid, 0.55), 7)
    body.box(-58, -335, 116, 14, INK)
    body.blob(
        [(-114, -288), (-108, -306), (-88, -326), (0, -333), (88, -326), (108, -306), (114, -288), (0, -285)], lid
    )
    body.blob([(30, -287), (44, -329), (88, -325), (108, -306), (113, -289)], fade(INK, 0.2))
    body.blob([(-98, -304), (-82, -320), (-10, -326), (-10, -318), (-70, -310)], fade(CREAM, 0.4))
    body.box(-116, -297, 232, 17, darker(lid, 0.22), 8)
    body.box(-112, -296, 130, 4, fade(CREAM, 0.35), 2)
    body.write(58, -66, "12", 40, mix(CREAM, BODY, 0.12), 0.8)
    body.disc(-10, -158, 48, fade(CREAM, 0.96))


def _arrows(label: Canvas) -> None:
    """Three arrows that chase one another."""
    for turn in (0, 120, 240):
        arrow = label.at(-10, 0, turn=turn)
        arc = [(24 * sin(radians(angle)), -24 * cos(radians(angle))) for angle in range(-44, 33, 6)]
        arrow.stroke(arc, GREEN, 8.5)
        arrow.at(arc[-1][0], arc[-1][1], turn=34).shape([(-2, -13), (17, 0), (-2, 13)], GREEN)


def _sack(label: Canvas) -> None:
    bag = label.at(-10, 4)
    bag.blob([(-6, -18), (-24, 0), (-25, 22), (0, 27), (25, 22), (24, 0), (6, -18)], SLATE)
    bag.blob([(6, -18), (12, 2), (10, 26), (25, 22), (24, 0)], darker(SLATE, 0.3))
    bag.shape([(-7, -16), (-15, -32), (0, -26), (15, -32), (7, -16)], SLATE)
    bag.box(-9, -20, 18, 6, OCHRE, 3)


def _leaf(label: Canvas) -> None:
    leaf = label.at(-10, 2, turn=-38)
    leaf.blob([(-30, 4), (-12, -17), (14, -18), (34, 0), (14, 18), (-12, 17)], FOREST)
    leaf.blob([(-30, 4), (-12, -17), (14, -18), (34, 0), (0, 0)], GREEN)
    leaf.stroke([(-42, 5), (26, 0)], CREAM, 3)
    for x in (-10, 6):
        leaf.stroke([(x, 2), (x + 10, -9)], CREAM, 2.2)
        leaf.stroke([(x, 2), (x + 10, 11)], CREAM, 2.2)


def _cat(cat: Canvas) -> None:
    """A cat that sits on the wall."""
    cat = cat.at(-70, 0, 1.05)
    fur = darker(OCHRE, 0.08)
    cat.limb([(22, -4), (36, 10), (34, 40), (42, 58)], [10, 10, 9, 7], darker(fur, 0.15))
    cat.blob([(-22, 1), (-24, -24), (-12, -52), (8, -54), (22, -28), (28, 1)], fur)
    cat.blob([(-16, 1), (-18, -22), (-8, -44), (0, -30), (-2, 1)], mix(fur, CREAM, 0.6))
    cat.oval(-6, -66, 21, 18, fur)
    for side in (-1, 1):
        cat.shape([(-6 + side * 6, -80), (-6 + side * 19, -94), (-6 + side * 20, -70)], fur)
        cat.shape([(-6 + side * 10, -80), (-6 + side * 17, -88), (-6 + side * 18, -74)], ROSE)
        cat.oval(-9 + side * 8, -68, 2.4, 3.2, INK)
    cat.shape([(-12, -62), (-6, -62), (-9, -58)], PLUM)
    for y in (-46, -36, -26):
        cat.stroke([(14, y), (22, y + 3)], darker(fur, 0.3), 3.4)


def _sparrow(bird: Canvas) -> None:
    bird.stroke([(-4, -4), (-4, 8)], INK, 2)
    bird.stroke([(5, -4), (5, 8)], INK, 2)
    bird.blob([(-34, -12), (-14, -24), (6, -32), (20, -20), (12, -4), (-8, -2)], EARTH)
    bird.blob([(-6, -4), (4, -14), (18, -18), (12, -4)], SAND_LIGHT)
    bird.disc(14, -30, 11, EARTH)
    bird.shape([(23, -33), (33, -28), (23, -26)], OCHRE)
    bird.disc(17, -32, 1.9, INK)
    bird.blob([(-28, -12), (-10, -22), (4, -20), (-6, -10)], darker(EARTH, 0.35))
