"""The colours that all pictures share, and mixing them."""

Colour = tuple[int, int, int, int]


def colour(code: str) -> Colour:
    """The opaque colour of six hexadecimal digits."""
    return int(code[0:2], 16), int(code[2:4], 16), int(code[4:6], 16), 255


def mix(first: Colour, second: Colour, share: float) -> Colour:
    """A colour between two: `share` 0 is the first, 1 the second."""
    red, green, blue, alpha = (round(a + (b - a) * share) for a, b in zip(first, second, strict=True))
    return red, green, blue, alpha


def fade(base: Colour, opacity: float) -> Colour:
    """The colour with the given opacity, from 0 to 1."""
    return *base[:3], round(255 * opacity)


def lighter(base: Colour, share: float = 0.2) -> Colour:
    """The colour with that share of warm white in it."""
    return mix(base, fade(CREAM, base[3] / 255), share)


def darker(base: Colour, share: float = 0.2) -> Colour:
    """The colour with that share of ink in it."""
    return mix(base, fade(INK, base[3] / 255), share)


INK = colour("1f2a44")
NIGHT = colour("1b1f3f")
INDIGO = colour("3d4a80")
INDIGO_SOFT = colour("7480ae")
SLATE = colour("56627d")
TEAL_DEEP = colour("1d555c")
TEAL = colour("2c7f7e")
TEAL_SOFT = colour("78b5ad")
MIST = colour("d3e6e2")
FOREST = colour("2b5a4a")
GREEN = colour("4b8a65")
GREEN_SOFT = colour("8ab884")
LIME = colour("bdd190")
CREAM = colour("fdf6e7")
SAND_LIGHT = colour("f6e9d0")
SAND = colour("e9d5b0")
SAND_DEEP = colour("cfb184")
EARTH = colour("8a6a52")
BARK = colour("5b4640")
CLAY = colour("c27a5c")
BRICK = colour("b06450")
ROSE = colour("e3a08d")
PLUM = colour("7a3f66")
PLUM_SOFT = colour("b27d9c")
OCHRE = colour("dd9f45")
GOLD = colour("f3c96f")
STONE = colour("bdb6a8")
STONE_DEEP = colour("8f8a85")
SNOW = colour("f1f5f9")
SKINS = (colour("f0c3a0"), colour("c98b63"), colour("8a573f"), colour("e5b08a"), colour("6b4433"))
HAIRS = (colour("3a2c33"), colour("6e4632"), colour("2a2536"), colour("a9743f"), colour("cfc9c4"))
