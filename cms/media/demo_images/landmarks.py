"""What several pictures show of Northmere: the clock tower of its town hall."""

from .canvas import Canvas
from .colours import CREAM, EARTH, GOLD, INDIGO, INK, MIST, OCHRE, PLUM, SLATE, TEAL, TEAL_DEEP, colour, fade
from .curves import arched, oval

HALL = colour("ecd9b4")
SHADE = colour("d2b68b")
TRIM = colour("f8edd6")
ROOF = colour("5a6786")


def clock_tower(tower: Canvas) -> None:
    """The tower, 144 units wide, from its flag at -20 down to the roof at 340, around a middle of 0."""
    tower.box(-62, 150, 124, 260, HALL)
    tower.box(14, 150, 48, 260, fade(EARTH, 0.16))
    for x in (-62, 50):
        tower.box(x, 150, 12, 260, TRIM)
    for y, reach in ((144, 72), (252, 68)):
        tower.box(-reach, y, 2 * reach, 12, TRIM)
        tower.box(-reach + 6, y + 12, 2 * reach - 12, 5, SHADE)
    _clock(tower.at(0, 203))
    tower.box(-50, 104, 100, 40, HALL)
    tower.box(12, 104, 38, 40, fade(EARTH, 0.16))
    for x in (-38, -10, 18):
        tower.shape(arched(x, 108, 20, 36), INK)
        tower.box(x - 2, 124, 24, 3, SHADE)
    tower.box(-56, 96, 112, 9, TRIM)
    tower.blob([(-50, 98), (-46, 72), (-22, 52), (0, 46), (22, 52), (46, 72), (50, 98)], TEAL)
    tower.blob([(4, 98), (14, 70), (6, 47), (22, 52), (46, 72), (50, 98)], fade(INK, 0.2))
    tower.blob([(-38, 92), (-34, 74), (-22, 62), (-26, 78), (-28, 92)], fade(MIST, 0.4))
    tower.box(-9, 28, 18, 22, TRIM)
    tower.shape([(-13, 29), (0, 8), (13, 29)], TEAL_DEEP)
    tower.box(-1.5, -20, 3, 32, INK)
    tower.disc(0, 6, 4, GOLD)
    tower.shape([(1.5, -20), (30, -17), (24, -11), (30, -5), (1.5, -6)], PLUM)


def _clock(face: Canvas) -> None:
    face.disc(0, 0, 38, SHADE)
    face.disc(0, 0, 34, INDIGO)
    face.disc(0, 0, 30, CREAM)
    for x, y in oval(0, 0, 24, 24):
        face.disc(x, y, 0.6, SLATE)
    for number in range(12):
        mark = face.at(0, 0, turn=30 * number)
        mark.box(-1.4, -27, 2.8, 6 if number % 3 else 9, INK)
    face.at(0, 0, turn=-58).limb([(0, 3), (0, -16)], [4, 3], INK, curved=False)
    face.at(0, 0, turn=54).limb([(0, 4), (0, -24)], [3.2, 2.2], INK, curved=False)
    face.disc(0, 0, 3.6, OCHRE)
