"""Small figures, a hundred units high whatever their size: people who stand, walk, wave and carry."""

from dataclasses import dataclass
from enum import Enum, auto

from .canvas import Canvas
from .colours import HAIRS, INK, PLUM, SKINS, TEAL, Colour, darker, fade, lighter
from .curves import Point, oval

Arm = tuple[Point, Point]

HANGING: Arm = ((-2, 17), (1, 33))
BENT: Arm = ((-2, 17), (11, 22))
FORWARD: Arm = ((7, 14), (19, 21))
LEADING: Arm = ((4, 17), (11, 29))
WAVING: Arm = ((13, 3), (20, -13))
RAISED: Arm = ((9, -4), (12, -20))


class Head(Enum):
    """What a head wears."""

    SHORT = auto()
    LONG = auto()
    BUN = auto()
    CURLS = auto()
    BALD = auto()
    CAP = auto()
    BOBBLE = auto()
    HOOD = auto()
    SCARF = auto()


@dataclass(frozen=True)
class Look:
    """How somebody looks. An arm is its elbow and hand, measured from the shoulder."""

    coat: Colour = TEAL
    legs: Colour = INK
    skin: Colour = SKINS[0]
    hair: Colour = HAIRS[0]
    head: Head = Head.SHORT
    accent: Colour = PLUM
    shoes: Colour = INK
    near: Arm = HANGING
    far: Arm = LEADING
    walking: bool = True
    long: bool = False
    scarf: bool = False
    rucksack: bool = False
    child: bool = False

    @property
    def shoulder(self) -> float:
        """How high the shoulders are."""
        return -70 if self.child else -80

    @property
    def hip(self) -> float:
        """How high the hips are."""
        return -38 if self.child else -47


def person(canvas: Canvas, x: float, y: float, height: float, look: Look, *, flip: bool = False) -> None:
    """Somebody from the ground up, facing right, or left when flipped."""
    body = canvas.at(x, y, height / 100, flip=flip)
    _arm(body, look, look.far, darker(look.coat, 0.3), darker(look.skin, 0.12))
    _legs(body, look)
    if look.rucksack:
        _rucksack(body, look)
    if look.head is Head.LONG:
        _long_hair(body, look)
    body.limb([(0, look.shoulder + 2), (0.7, look.shoulder - 6)], [6, 5.4], darker(look.skin, 0.16), curved=False)
    _coat(body, look)
    _head(body, look)
    if look.scarf:
        _scarf(body, look)
    _arm(body, look, look.near, darker(look.coat, 0.13), look.skin)


def _legs(body: Canvas, look: Look) -> None:
    hip, knee = look.hip, look.hip / 2
    thick = 9.6 if look.child else 8.6
    if look.walking:
        far, near = [(-1.5, hip), (-3.5, knee), (-15, -7)], [(1.5, hip), (7, knee - 1), (11.5, -4)]
    else:
        far, near = [(-3, hip), (-3.2, knee), (-3.4, -3)], [(3, hip), (3.2, knee), (3.4, -3)]
    for line, fill, tilt in ((far, darker(look.legs, 0.35), 38), (near, look.legs, -6)):
        body.limb(line, [thick, thick * 0.8, thick * 0.6], fill)
        foot = body.at(*line[-1], turn=tilt if look.walking else 0)
        foot.blob([(-3.2, -2), (1.5, -2.4), (7.6, 1.4), (7.2, 3.4), (-3.2, 3.4)], look.shoes)


def _coat(body: Canvas, look: Look) -> None:
    top, hip = look.shoulder, look.hip
    hem = hip + (19 if look.long else 6)
    waist = (top + hip) / 2
    broad = 9.8 if look.child else 8.8
    flare = broad + (3.4 if look.long else 0.6)
    left = [(-flare, hem - 1), (-broad * 0.9, waist), (-broad * 0.94, top + 3.4), (-broad * 0.52, top - 2)]
    outline = [*left, *((-x, y) for x, y in reversed(left)), (flare * 0.4, hem + 1), (-flare * 0.4, hem + 1)]
    body.blob(outline, look.coat)
    body.blob([left[2], (-broad * 0.45, waist), (-flare * 0.55, hem - 1), left[0], left[1]], fade(INK, 0.13))


def _arm(body: Canvas, look: Look, arm: Arm, sleeve: Colour, skin: Colour) -> None:
    reach = 0.84 if look.child else 1
    start = (0.0, look.shoulder + 4)
    elbow, hand = ((start[0] + across * reach, start[1] + down * reach) for across, down in arm)
    wrist = (hand[0] * 0.86 + elbow[0] * 0.14, hand[1] * 0.86 + elbow[1] * 0.14)
    body.disc(*hand, 3, skin)
    body.limb([start, elbow, wrist], [7.4, 6.4, 5.4], sleeve, curved=False)


def _rucksack(body: Canvas, look: Look) -> None:
    top, low = look.shoulder, look.hip
    body.blob([(-6, top + 1), (-13, top + 1), (-19, top + 9), (-19, low - 5), (-7, low - 3)], darker(look.accent, 0.15))
    body.box(-18.6, low - 15, 7, 9, look.accent, 2)


def _scarf(body: Canvas, look: Look) -> None:
    top = look.shoulder
    body.limb([(-3, top + 1), (-5.4, top + 9), (-4.6, top + 16)], [4, 4.6, 4], darker(look.accent, 0.12))
    body.limb([(-5, top - 2.4), (0, top - 0.6), (5.6, top - 3)], [4.6, 5.2, 4.6], look.accent)


def _skull(look: Look) -> tuple[float, float, float]:
    """The middle of the head and half its height."""
    size = 11.4 if look.child else 7.9
    return 1.4, look.shoulder - size - 2.6, size


def _long_hair(body: Canvas, look: Look) -> None:
    x, y, size = _skull(look)
    left, low = x - size, y + size * 1.6
    body.blob([(left, y - 2), (x - 2, y - size), (x + 2, y), (x, low), (left - 2, low - 1)], darker(look.hair, 0.15))


def _head(body: Canvas, look: Look) -> None:
    x, y, size = _skull(look)
    if look.head is Head.BUN:
        body.disc(x - size * 0.95, y - size * 0.7, size * 0.46, look.hair)
    body.oval(x, y, size * 0.9, size, look.skin)
    body.disc(x + size * 0.9, y + size * 0.14, size * 0.15, look.skin)
    if look.head is Head.BALD:
        body.shape([*oval(x, y, size * 0.98, size, 118, 205), (x - size * 0.3, y - size * 0.1)], look.hair)
    elif look.head is Head.CURLS:
        for angle in range(120, 330, 26):
            body.disc(*oval(x, y, size * 0.78, size * 0.84, angle, angle)[0], size * 0.46, look.hair)
    elif look.head in (Head.HOOD, Head.SCARF):
        cloth = darker(look.coat, 0.08) if look.head is Head.HOOD else look.accent
        face = [(x + size * 0.45, y - size * 0.7), (x + size * 0.1, y + size * 0.1), (x + size * 0.5, y + size)]
        body.blob([(x - size, y + size * 1.5), (x - size, y), (x, y + size), (x + size * 0.7, y + size * 1.5)], cloth)
        body.shape([*oval(x, y, size * 1.16, size * 1.18, 80, 300), *face], cloth)
    else:
        body.shape([*oval(x, y, size * 1.04, size * 1.1, 112, 330), *_fringe(x, y, size)], look.hair)
        _hat(body, look)


def _fringe(x: float, y: float, size: float) -> list[Point]:
    return [(x + size * 0.3, y - size * 0.42), (x - size * 0.2, y - size * 0.3), (x - size * 0.36, y + size * 0.3)]


def _hat(body: Canvas, look: Look) -> None:
    x, y, size = _skull(look)
    if look.head is Head.CAP:
        body.shape(oval(x, y - size * 0.2, size * 1.08, size, 178, 352), look.accent)
        brim = [(x, y - size * 0.34), (x + size * 1.6, y - size * 0.24)]
        body.limb(brim, [2.4, 1.8], darker(look.accent, 0.25), curved=False)
    if look.head is Head.BOBBLE:
        trim = lighter(look.accent, 0.45)
        body.disc(x - size * 0.2, y - size * 1.36, size * 0.34, trim)
        body.shape(oval(x, y - size * 0.12, size * 1.1, size * 1.12, 172, 354), look.accent)
        body.limb([(x - size * 0.98, y), (x + size * 0.98, y - size * 0.26)], [3.4, 3.4], trim, curved=False)
