"""What a drawn portrait shows: colours and forms, chosen from a seed."""

from dataclasses import dataclass

from profiles.operations.sample_people.dice import Dice

Colour = tuple[int, int, int]

BACKGROUNDS: tuple[tuple[Colour, Colour], ...] = (
    ((181, 197, 189), (215, 220, 215)),
    ((200, 193, 179), (226, 221, 211)),
    ((184, 194, 206), (216, 222, 229)),
    ((206, 189, 183), (230, 219, 214)),
    ((192, 189, 205), (221, 219, 229)),
    ((205, 200, 171), (229, 226, 207)),
    ((186, 199, 201), (216, 225, 226)),
    ((197, 200, 184), (223, 225, 214)),
)
DISCS = ((650, 238, 386), (236, 262, 372), (470, 330, 420), (690, 420, 360), (190, 470, 350), (440, 250, 400))
GARMENTS: tuple[tuple[str, Colour], ...] = (
    ("green", (32, 70, 63)),
    ("navy", (38, 52, 82)),
    ("wine", (99, 40, 51)),
    ("charcoal", (54, 56, 60)),
    ("ochre", (146, 100, 42)),
    ("aubergine", (73, 47, 76)),
    ("teal", (28, 82, 92)),
    ("rust", (138, 70, 44)),
    ("olive", (84, 86, 52)),
    ("slate", (76, 92, 108)),
)
LINENS: tuple[Colour, ...] = ((232, 233, 230), (238, 232, 220), (222, 228, 233), (236, 224, 220))
SCARVES: tuple[tuple[str, Colour], ...] = (
    ("sand", (196, 170, 140)),
    ("dusk blue", (92, 108, 140)),
    ("rose", (176, 118, 116)),
    ("sage", (120, 142, 122)),
    ("plum", (104, 70, 92)),
    ("ivory", (226, 219, 205)),
)
# Four groups from light to dark; in each, pairs of face and shaded neck.
SKINS: tuple[tuple[tuple[Colour, Colour], ...], ...] = (
    (((216, 177, 148), (199, 155, 125)), ((231, 196, 172), (213, 172, 146)), ((223, 183, 160), (204, 159, 134))),
    (((222, 184, 146), (203, 160, 120)), ((209, 166, 128), (188, 142, 104)), ((229, 194, 160), (210, 169, 132))),
    (((186, 138, 101), (164, 115, 79)), ((168, 119, 83), (145, 98, 64)), ((199, 151, 113), (177, 127, 89))),
    (((128, 84, 60), (106, 66, 45)), ((148, 101, 73), (125, 81, 56)), ((104, 69, 52), (84, 53, 39))),
)
_DARK: tuple[tuple[str, Colour], ...] = (
    ("dark brown", (75, 58, 49)),
    ("black", (44, 38, 38)),
    ("black", (38, 35, 41)),
    ("brown", (94, 66, 48)),
)
_LIGHT: tuple[tuple[str, Colour], ...] = (
    ("dark brown", (75, 58, 49)),
    ("brown", (104, 72, 48)),
    ("chestnut", (124, 74, 46)),
    ("auburn", (150, 82, 48)),
    ("fair", (190, 150, 96)),
    ("fair", (173, 136, 90)),
)
_GREY: tuple[tuple[str, Colour], ...] = (
    ("grey", (142, 140, 138)),
    ("white", (214, 211, 205)),
    ("grey", (112, 110, 110)),
)

FEMININE_HAIR = ("swept", "bob", "long", "bun", "curls", "braid", "parted", "headscarf")
MASCULINE_HAIR = ("short", "side", "short", "ringlets", "receding", "bald", "side", "curls", "shoulder")
COLLARS = ("round", "shirt", "shirt", "vee", "rolled", "plain")
BEARDS = ("", "", "", "full", "short", "moustache")
GLASSES = ("", "", "", "round", "square")


@dataclass(frozen=True, slots=True)
class Traits:
    ground: Colour
    disc: Colour
    disc_place: tuple[int, int, int]
    garment: tuple[str, Colour]
    linen: Colour
    collar: str
    skin: Colour
    shade: Colour
    hair: str
    hair_colour: tuple[str, Colour]
    scarf: tuple[str, Colour]
    beard: str
    glasses: str
    width: int
    """Half the width of the face, in pixels of the finished picture."""


def traits(seed: int) -> Traits:
    """Read a seed as `(variation * 4 + tone) * 2 + is_feminine`: tone 0 is light, 3 is dark; only even seeds grow
    beards. Seed 1 is the portrait of the design."""
    feminine, tone, variation = bool(seed & 1), (seed >> 1) & 3, seed >> 3
    dice = Dice(variation * 8 + tone * 2 + feminine)
    styles = FEMININE_HAIR if feminine else MASCULINE_HAIR
    hair = dice.pick(styles if tone else [style for style in styles if style != "headscarf"])
    colours = _GREY if dice.below(7) == 0 or (hair == "receding" and dice.one_in(2)) else (_DARK if tone else _LIGHT)
    skin, shade = dice.pick(SKINS[tone])
    ground, disc = dice.pick(BACKGROUNDS)
    drawn = Traits(
        ground=ground,
        disc=disc,
        disc_place=dice.pick(DISCS),
        garment=dice.pick(GARMENTS),
        linen=dice.pick(LINENS),
        collar="plain" if hair == "headscarf" else dice.pick(COLLARS),
        skin=skin,
        shade=shade,
        hair=hair,
        hair_colour=dice.pick(colours),
        scarf=dice.pick(SCARVES),
        beard="" if feminine else dice.pick(BEARDS),
        glasses=dice.pick(GLASSES),
        width=160 + dice.below(5) * 4,
    )
    return _OF_THE_DESIGN if seed == 1 else drawn


_OF_THE_DESIGN = Traits(
    ground=BACKGROUNDS[0][0],
    disc=BACKGROUNDS[0][1],
    disc_place=DISCS[0],
    garment=GARMENTS[0],
    linen=LINENS[0],
    collar="round",
    skin=SKINS[0][0][0],
    shade=SKINS[0][0][1],
    hair="swept",
    hair_colour=_DARK[0],
    scarf=SCARVES[0],
    beard="",
    glasses="",
    width=171,
)
