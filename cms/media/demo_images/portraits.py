"""Two people seen close, laughing: an older man and a care worker."""

from .canvas import Canvas
from .colours import (
    BRICK,
    CREAM,
    GOLD,
    HAIRS,
    INDIGO,
    INK,
    PLUM,
    SKINS,
    SNOW,
    STONE,
    TEAL,
    Colour,
    colour,
    darker,
    fade,
    lighter,
    mix,
)
from .curves import oval, smooth

HIS_SKIN = SKINS[0]
HER_SKIN = SKINS[1]
GREY = colour("dcdad8")
TUNIC = TEAL


def _torso(body: Canvas, fill: Colour) -> None:
    body.blob(
        [(-128, 320), (-134, 190), (-118, 122), (-70, 94), (0, 84), (70, 94), (116, 122), (130, 190), (124, 320)], fill
    )


def _laugh(face: Canvas, skin: Colour) -> None:
    """Closed eyes, a nose and a wide open mouth, turned a little to the right."""
    blush = mix(skin, BRICK, 0.55)
    line = darker(skin, 0.72)
    for x in (-16, 44):
        face.disc(x, 17, 13, fade(blush, 0.5))
    for x in (-14, 34):
        face.stroke(oval(x, -4, 10, 8, 195, 345), line, 4.2)
        for reach in (-1, 1):
            face.stroke([(x + reach * 9.6, -6), (x + reach * 14, -9)], line, 2)
    face.limb([(17, -6), (27, 12), (15, 16)], [3, 6, 3.4], darker(skin, 0.17))
    mouth = [(-13, 24), (14, 27), (39, 22), (34, 42), (15, 52), (-5, 44)]
    face.blob(mouth, colour("6d2f3c"))
    with face.within(smooth(mouth, closed=True)) as inside:
        inside.box(-20, 18, 66, 14, SNOW)
        inside.oval(15, 53, 18, 12, colour("d87f7a"))


def older_man(man: Canvas) -> None:
    """An older man in a cardigan, to the waist, around the middle of his face; he turns to the right."""
    cardigan = PLUM
    _torso(man, cardigan)
    man.shape([(-34, 90), (2, 190), (42, 92), (20, 80), (-16, 80)], CREAM)
    man.limb([(-4, 30), (0, 96)], [50, 54], darker(HIS_SKIN, 0.16), curved=False)
    man.shape([(-38, 86), (-4, 112), (-24, 140)], SNOW)
    man.shape([(40, 88), (2, 112), (28, 142)], SNOW)
    for side in (-1, 1):
        man.stroke([(3 + side * 41, 92), (3, 190), (3, 330)], darker(cardigan, 0.25), 9)
    man.box(-1, 186, 8, 140, darker(cardigan, 0.25))
    for y in (206, 246):
        man.disc(3, y, 6, GOLD)
    man.blob([(-128, 320), (-134, 190), (-118, 124), (-94, 118), (-98, 200), (-92, 320)], fade(INK, 0.18))
    head = man.at(0, 0, turn=-7)
    head.oval(-46, 8, 14, 19, darker(HIS_SKIN, 0.08))
    head.oval(-46, 8, 7, 11, darker(HIS_SKIN, 0.25))
    head.blob(
        [(-44, -20), (-30, -64), (8, -76), (48, -58), (60, -14), (54, 30), (34, 64), (4, 70), (-26, 54), (-42, 22)],
        HIS_SKIN,
    )
    head.blob(
        [(-50, -4), (-58, -36), (-40, -66), (-8, -80), (-24, -60), (-32, -34), (-32, -6), (-36, 8), (-46, -2)], GREY
    )
    head.blob([(-8, -80), (24, -82), (46, -66), (30, -72), (4, -72), (-22, -62)], GREY)
    _laugh(head, HIS_SKIN)
    head.limb([(-14, 23), (4, 16), (14, 20)], [4, 9, 7], GREY)
    head.limb([(42, 21), (28, 15), (14, 20)], [4, 9, 7], GREY)
    for x in (-14, 34):
        head.stroke(oval(x, -3, 19, 16, 0, 360), INK, 2.8)
        head.limb([(x - 14, -27), (x, -32), (x + 13, -27)], [3, 6, 3], GREY)
    head.stroke([(5, -5), (15, -5)], INK, 2.8)
    head.stroke([(-33, -4), (-46, -2)], INK, 2.8)


def care_worker(worker: Canvas) -> None:
    """A care worker in a tunic, to the waist, around the middle of her face; she turns to the right."""
    hair = HAIRS[2]
    worker.disc(-40, -74, 34, hair)
    worker.blob([(-62, 10), (-66, -40), (-30, -84), (30, -84), (56, -40), (30, 0), (-20, 60), (-50, 46)], hair)
    _torso(worker, TUNIC)
    worker.limb([(-4, 30), (0, 96)], [46, 52], darker(HER_SKIN, 0.2), curved=False)
    worker.shape([(-30, 88), (2, 142), (38, 88), (20, 80), (-14, 80)], darker(HER_SKIN, 0.1))
    worker.stroke([(-38, 88), (2, 146), (44, 88)], SNOW, 9)
    worker.stroke([(2, 146), (2, 320)], darker(TUNIC, 0.22), 4)
    worker.blob([(-128, 320), (-134, 190), (-118, 124), (-94, 118), (-98, 200), (-92, 320)], fade(INK, 0.18))
    worker.stroke([(-48, 92), (-14, 180), (14, 204)], GOLD, 5, curved=True)
    worker.stroke([(54, 94), (34, 180), (20, 204)], GOLD, 5, curved=True)
    worker.box(-4, 200, 44, 56, CREAM, 5)
    worker.box(-4, 200, 44, 13, INDIGO, 4)
    worker.disc(18, 226, 8, HER_SKIN)
    worker.box(4, 240, 28, 5, STONE, 2)
    worker.box(-80, 168, 44, 5, SNOW, 2)
    worker.stroke([(-60, 166), (-60, 150)], INDIGO, 5)
    head = worker.at(0, 0, turn=-9)
    head.oval(-45, 10, 12, 17, darker(HER_SKIN, 0.1))
    head.disc(-46, 28, 4.6, GOLD)
    head.blob(
        [(-44, -20), (-28, -60), (8, -72), (46, -56), (58, -14), (52, 28), (32, 60), (6, 67), (-24, 52), (-42, 22)],
        HER_SKIN,
    )
    head.blob(
        [(-52, 4), (-60, -34), (-36, -72), (8, -88), (46, -72), (60, -34), (40, -52), (10, -52), (-22, -32), (-36, 2)],
        hair,
    )
    head.stroke([(-46, -40), (-16, -70), (26, -76)], lighter(hair, 0.16), 4, curved=True)
    for x in (-14, 34):
        head.limb([(x - 12, -25), (x, -30), (x + 12, -25)], [2.4, 5, 2.4], hair)
    _laugh(head, HER_SKIN)


def hands(canvas: Canvas) -> None:
    """The arms of both, in units of the picture, and their hands around their mugs."""
    canvas.limb([(478, 478), (508, 600), (488, 664), (462, 684)], [58, 54, 44, 36], darker(PLUM, 0.12))
    canvas.limb([(476, 672), (452, 690)], [33, 31], darker(HIS_SKIN, 0.05), curved=False)
    canvas.limb([(258, 462), (222, 560), (232, 652), (320, 700), (366, 702)], [56, 62, 64, 50, 40], lighter(PLUM, 0.05))
    canvas.limb([(292, 520), (282, 590), (290, 626)], [3, 7, 3], darker(PLUM, 0.3))
    canvas.stroke([(364, 684), (366, 720)], darker(PLUM, 0.3), 12)
    canvas.limb([(374, 702), (412, 696)], [32, 36], HIS_SKIN, curved=False)
    _fingers(canvas.at(418, 682), HIS_SKIN)
    canvas.limb([(716, 476), (688, 590), (708, 656), (736, 684)], [56, 50, 38, 32], darker(HER_SKIN, 0.1))
    canvas.limb([(716, 474), (700, 530), (691, 572)], [58, 58, 56], darker(TUNIC, 0.12))
    canvas.limb([(934, 480), (968, 560), (964, 652), (882, 702), (822, 700)], [30, 50, 50, 42, 32], HER_SKIN)
    canvas.limb([(936, 460), (958, 516), (970, 572)], [58, 64, 64], lighter(TUNIC, 0.05))
    canvas.stroke([(941, 578), (998, 572)], SNOW, 8)
    canvas.limb([(906, 520), (912, 590), (906, 626)], [3, 7, 3], darker(TUNIC, 0.3))
    canvas.limb([(826, 700), (790, 694)], [32, 36], HER_SKIN, curved=False)
    _fingers(canvas.at(784, 680, flip=True), HER_SKIN)


def _fingers(hand: Canvas, skin: Colour) -> None:
    for number in range(4):
        finger = [(0.0, 2.0 + number * 10), (24.0 - 2 * number, number * 10.0)]
        hand.limb(finger, [13, 11], darker(skin, 0.18), curved=False)
        hand.limb([(x, y - 1.5) for x, y in finger], [11, 9.5], skin, curved=False)
    hand.limb([(-6, -2), (10, -12), (24, -14)], [14, 13, 10], skin)
