"""Cars and bicycles, seen from the side."""

from .canvas import Canvas
from .colours import CREAM, GOLD, INK, MIST, OCHRE, PLUM, SLATE, STONE, Colour, colour, darker, fade, lighter
from .curves import oval, smooth

PANE = colour("8fb3b8")


def wheel(canvas: Canvas, x: float, y: float, radius: float) -> None:
    """A car's wheel around its hub."""
    canvas.disc(x, y, radius, INK)
    canvas.disc(x, y, radius * 0.62, STONE)
    canvas.disc(x, y, radius * 0.5, SLATE)
    for turn in range(0, 180, 36):
        canvas.at(x, y, turn=turn).box(-radius * 0.56, -radius * 0.07, radius * 1.12, radius * 0.14, STONE)
    canvas.disc(x, y, radius * 0.16, INK)


def car(
    canvas: Canvas, x: float, y: float, length: float, paint: Colour, *, flip: bool = False, boot: bool = False
) -> None:
    """A hatchback from the middle of its underside, its nose to the right, or to the left when flipped."""
    body = canvas.at(x, y, length / 200, flip=flip)
    body.oval(4, 0, 108, 6, fade(INK, 0.3))
    if boot:
        body.limb([(-74, -72), (-112, -92), (-118, -96)], [8, 8, 6], darker(paint, 0.2), curved=False)
        body.stroke([(-82, -52), (-100, -84)], INK, 2)
    cabin = smooth([(-92, -44), (-84, -62), (-66, -74), (-20, -79), (18, -74), (44, -52), (52, -44)])
    body.shape(cabin, darker(paint, 0.1))
    body.shape([*smooth([(-82, -46), (-75, -60), (-62, -68), (-26, -71), (-26, -46)])], PANE)
    body.shape([*smooth([(-19, -46), (-19, -71), (12, -67), (36, -46)])], PANE)
    body.shape([(-76, -46), (-58, -68), (-44, -69), (-64, -46)], fade(CREAM, 0.35))
    body.shape([(-10, -46), (2, -69), (12, -67), (6, -46)], fade(CREAM, 0.35))
    shell = [
        (-98, -12),
        (-100, -30),
        (-94, -46),
        (-40, -48),
        (50, -47),
        (84, -38),
        (98, -28),
        (99, -12),
        (92, -9),
        (-92, -9),
    ]
    body.blob(shell, paint)
    body.shape([(-99, -24), (98, -24), (99, -16), (95, -9), (-95, -9), (-99, -16)], fade(INK, 0.16))
    body.shape([(-92, -45), (48, -45), (66, -41), (-95, -40)], fade(CREAM, 0.28))
    for left in (-23, 30):
        body.stroke([(left, -44), (left, -16)], darker(paint, 0.3), 1.4)
    for left in (-36, 16):
        body.box(left, -38, 11, 2.6, darker(paint, 0.4), 1.2)
    body.blob([(84, -37), (97, -31), (96, -25), (86, -28)], lighter(GOLD, 0.5))
    body.box(-100, -36, 8, 11, PLUM, 3)
    for hub in (-60, 60):
        body.shape(oval(hub, -13, 23, 24, 180, 360), darker(paint, 0.55))
        wheel(body, hub, -15, 18)


def bicycle(canvas: Canvas, x: float, y: float, length: float, frame: Colour) -> None:
    """A bicycle from the ground between its wheels, facing right."""
    bike = canvas.at(x, y, length / 100)
    for hub in (-32, 32):
        bike.shape([*oval(hub, -20, 20, 20), *reversed(oval(hub, -20, 17.5, 17.5))], INK)
        for turn in range(0, 180, 30):
            bike.at(hub, -20, turn=turn).box(-18, -0.25, 36, 0.5, fade(SLATE, 0.8))
        bike.disc(hub, -20, 2.2, INK)
    for line in (
        [(-32, -20), (-12, -46), (22, -46), (-2, -19), (-32, -20)],
        [(-14, -51), (-2, -19)],
        [(32, -20), (20, -54)],
    ):
        bike.stroke(line, frame, 2.8)
    bike.limb([(-22, -53), (-9, -52)], [4.2, 2.6], INK, curved=False)
    bike.stroke([(20, -54), (19, -58), (26, -60)], INK, 2.4)
    bike.disc(-2, -19, 4.4, SLATE)
    bike.stroke([(-6, -12), (2, -26)], INK, 1.8)
    bike.box(20, -52, 17, 12, OCHRE, 2)
    bike.box(20, -52, 17, 3.4, fade(MIST, 0.45), 1)
