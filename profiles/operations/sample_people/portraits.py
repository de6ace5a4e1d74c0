"""Draws calm, flat portraits of people who do not exist."""

from PIL import Image

from profiles.operations.sample_people import portrait_hair
from profiles.operations.sample_people.portrait_sheet import HEIGHT, Sheet, mixed, straight
from profiles.operations.sample_people.portrait_traits import Traits, traits

_X, _Y, _RY = 440, 530, 212
_INK = (46, 42, 44)


def portrait(seed: int) -> Image.Image:
    """Draw an RGB picture of 880 x 1100 pixels; what a seed means stands at `portrait_traits.traits`."""
    look = traits(seed)
    sheet = Sheet(look.ground)
    x, y, radius = look.disc_place
    sheet.disc(x, y, radius, radius, look.disc)
    portrait_hair.behind(sheet, look)
    _shoulders(sheet, look)
    _face(sheet, look)
    _beard(sheet, look)
    portrait_hair.before(sheet, look)
    _glasses(sheet, look)
    return sheet.finished()


def description(seed: int) -> str:
    """Say in one English sentence what the portrait shows, for readers who do not see it."""
    look = traits(seed)
    if look.hair == "headscarf":
        head = f"a {look.scarf[0]} headscarf"
    elif look.hair == "bald":
        head = "a bald head"
    else:
        head = f"{_HAIR_WORDS[look.hair]} {look.hair_colour[0]} hair"
    more = [head, *(["glasses"] if look.glasses else []), *([_BEARD_WORDS[look.beard]] if look.beard else [])]
    listed = more[0] if len(more) == 1 else f"{', '.join(more[:-1])} and {more[-1]}"
    return f"Drawn portrait of a person with {listed}, dressed in {look.garment[0]}."


_HAIR_WORDS = {
    "swept": "short",
    "bob": "chin-length",
    "long": "long",
    "bun": "pinned-up",
    "curls": "curly",
    "braid": "braided",
    "parted": "smooth",
    "short": "short",
    "side": "side-parted",
    "ringlets": "curly",
    "receding": "thinning",
    "shoulder": "shoulder-length",
}
_BEARD_WORDS = {"full": "a beard", "short": "a short beard", "moustache": "a moustache"}


def _shoulders(sheet: Sheet, look: Traits) -> None:
    cloth = look.garment[1]
    left, right = (78, HEIGHT), (803, HEIGHT)
    top_left, top_right = (340, 767), (540, 767)
    rise = [
        ((84, 940), (150, 800), top_left),
        straight(top_left, top_right),
        ((730, 800), (797, 940), right),
    ]
    sheet.shape(left, rise, cloth)
    _NECKLINES[look.collar](sheet, look)


def _neck(sheet: Sheet, look: Traits, bottom: float) -> None:
    sheet.shape(
        (340, 640),
        [
            straight((340, 640), (340, bottom - 50)),
            ((380, bottom + 8), (500, bottom + 8), (540, bottom - 50)),
            straight((540, bottom - 50), (540, 640)),
        ],
        look.shade,
    )


def _round(sheet: Sheet, look: Traits) -> None:
    sheet.shape(
        (288, 867),
        [((360, 956), (520, 956), (593, 867)), straight((593, 867), (551, 827)), straight((551, 827), (329, 827))],
        look.linen,
    )
    sheet.shape((329, 827), [((385, 882), (495, 882), (551, 827))], look.garment[1])
    sheet.shape(
        (340, 640),
        [straight((340, 640), (340, 836)), ((395, 881), (485, 881), (540, 836)), straight((540, 836), (540, 640))],
        look.shade,
    )


def _plain(sheet: Sheet, look: Traits) -> None:
    hem = mixed(look.garment[1], look.ground, 0.22)
    sheet.shape((318, 768), [((340, 930), (540, 930), (562, 768))], hem)
    sheet.shape(
        (340, 640),
        [straight((340, 640), (340, 776)), ((350, 898), (530, 898), (540, 776)), straight((540, 776), (540, 640))],
        look.shade,
    )


def _vee(sheet: Sheet, look: Traits) -> None:
    sheet.corners([(318, 770), (440, 1010), (562, 770)], mixed(look.garment[1], look.ground, 0.25))
    sheet.corners([(340, 764), (440, 972), (540, 764)], look.shade)
    sheet.corners([(340, 640), (340, 770), (540, 770), (540, 640)], look.shade)


def _shirt(sheet: Sheet, look: Traits) -> None:
    fold = mixed(look.linen, _INK, 0.10)
    sheet.corners([(330, 764), (440, 1100), (550, 764)], look.linen)
    sheet.corners([(340, 640), (340, 770), (440, 905), (540, 770), (540, 640)], look.shade)
    sheet.corners([(326, 752), (440, 902), (360, 968), (290, 790)], look.linen)
    sheet.corners([(554, 752), (440, 902), (520, 968), (590, 790)], look.linen)
    sheet.line([(440, 902), (360, 968)], 3, fold)
    sheet.line([(440, 902), (520, 968)], 3, fold)
    sheet.line([(440, 902), (440, 1100)], 3, fold)
    cloth = look.garment[1]
    sheet.corners([(292, 792), (362, 970), (424, 1100), (170, 1100), (200, 860)], cloth)
    sheet.corners([(588, 792), (518, 970), (456, 1100), (710, 1100), (680, 860)], cloth)


def _rolled(sheet: Sheet, look: Traits) -> None:
    cloth = look.garment[1]
    _neck(sheet, look, 830)
    sheet.shape(
        (326, 752),
        [
            ((390, 806), (490, 806), (554, 752)),
            ((560, 790), (566, 830), (572, 856)),
            ((500, 912), (380, 912), (308, 856)),
            ((314, 830), (320, 790), (326, 752)),
        ],
        mixed(cloth, look.ground, 0.14),
    )


_NECKLINES = {"round": _round, "plain": _plain, "vee": _vee, "shirt": _shirt, "rolled": _rolled}
_EARS = {"bun", "short", "side", "receding", "bald", "ringlets", "parted"}


def _face(sheet: Sheet, look: Traits) -> None:
    if look.hair in _EARS:
        for side in (-1, 1):
            sheet.disc(_X + side * (look.width + 2), 546, 22, 40, mixed(look.skin, look.shade, 0.55))
    sheet.disc(_X, _Y, look.width, _RY, look.skin)


def _beard(sheet: Sheet, look: Traits) -> None:
    colour, w = look.hair_colour[1], look.width
    if look.beard in {"full", "short"}:
        deep = 785 if look.beard == "full" else 752
        sheet.shape(
            (_X - w - 1, 520),
            [
                ((_X - w + 2, 660), (_X - 120, deep), (_X, deep)),
                ((_X + 120, deep), (_X + w - 2, 660), (_X + w + 1, 520)),
                ((_X + w - 18, 600), (_X + 104, 622), (_X + 62, 618)),
                ((_X + 36, 600), (_X + 14, 598), (_X, 606)),
                ((_X - 14, 598), (_X - 36, 600), (_X - 62, 618)),
                ((_X - 104, 622), (_X - w + 18, 600), (_X - w - 1, 520)),
            ],
            colour,
        )
        sheet.shape(
            (_X - 40, 650),
            [((_X - 16, 642), (_X + 16, 642), (_X + 40, 650)), ((_X + 18, 664), (_X - 18, 664), (_X - 40, 650))],
            mixed(look.skin, look.shade, 0.8),
        )
    if look.beard == "moustache":
        sheet.shape(
            (_X, 604),
            [
                ((_X + 30, 592), (_X + 66, 612), (_X + 84, 640)),
                ((_X + 50, 634), (_X + 20, 634), (_X, 626)),
                ((_X - 20, 634), (_X - 50, 634), (_X - 84, 640)),
                ((_X - 66, 612), (_X - 30, 592), (_X, 604)),
            ],
            colour,
        )


def _glasses(sheet: Sheet, look: Traits) -> None:
    if not look.glasses:
        return
    reach = 0 if look.hair in _EARS else 28
    y, ink = 520, mixed(_INK, look.hair_colour[1], 0.2)
    for side in (-1, 1):
        x = _X + side * 76
        if look.glasses == "round":
            sheet.ring(x, y, 56, 54, 9, ink)
        else:
            sheet.frame(x, y, 60, 42, 9, ink)
        sheet.line([(x + side * 54, y - 8), (_X + side * (look.width - reach), y - 16)], 9, ink)
    sheet.line([(_X - 22, y - 8), (_X, y - 16), (_X + 22, y - 8)], 9, ink)
