"""The hair and headscarves of drawn portraits, in front of the face and behind it."""

from dataclasses import dataclass
from math import cos, pi, sin

from profiles.operations.sample_people.portrait_sheet import Bend, Point, Sheet, mixed, straight
from profiles.operations.sample_people.portrait_traits import Colour, Traits

_X = 440
_CAP_WIDTH = 171
_SHADOW = (30, 26, 28)


def behind(sheet: Sheet, look: Traits) -> None:
    """Draw what lies behind neck and shoulders."""
    colour = mixed(look.hair_colour[1], _SHADOW, 0.16)
    if look.hair == "long":
        _curtain(sheet, colour, bottom=930, spread=236)
    if look.hair in {"bob", "shoulder"}:
        _curtain(sheet, colour, bottom=722 if look.hair == "bob" else 800, spread=218)
    if look.hair == "curls":
        _cloud(sheet, colour, rx=222, ry=236, y=470)
    if look.hair == "bun":
        sheet.disc(_X + 14, 186, 84, 78, colour)
    if look.hair == "headscarf":
        cloth = mixed(look.scarf[1], _SHADOW, 0.12)
        sheet.shape((170, 1000), [((150, 640), (170, 190), (440, 182)), ((710, 190), (730, 640), (710, 1000))], cloth)


def before(sheet: Sheet, look: Traits) -> None:
    """Draw what lies over face and shoulders."""
    if look.hair in _CAPS:
        _cap(sheet, look, _CAPS[look.hair])
    if look.hair in _OTHERS:
        _OTHERS[look.hair](sheet, look)


@dataclass(frozen=True, slots=True)
class Cap:
    """A dome of hair whose lower edge, from right to left, is the hairline."""

    hairline: tuple[Bend, ...]
    low: float = 532
    top: float = 197
    spread: float = 186


_MIDDLE_PARTING = Cap(
    (((600, 500), (572, 396), (440, 326)), ((308, 396), (280, 500), (258, 536))),
    low=536,
)
_FALLING = Cap(
    (
        ((616, 560), (580, 400), (500, 322)),
        ((420, 400), (310, 420), (286, 470)),
        ((276, 540), (268, 600), (250, 690)),
    ),
    low=690,
    top=188,
    spread=212,
)
_CAPS = {
    "swept": Cap(
        (
            ((600, 490), (562, 376), (510, 334)),
            ((440, 375), (360, 382), (318, 400)),
            ((292, 440), (282, 500), (258, 537)),
        ),
    ),
    "side": Cap(
        (
            ((600, 492), (592, 440), (566, 404)),
            ((470, 420), (396, 380), (358, 342)),
            ((326, 376), (284, 490), (262, 520)),
        ),
        low=520,
        top=206,
    ),
    "short": Cap(
        (
            ((600, 486), (594, 430), (562, 398)),
            ((500, 368), (380, 368), (322, 398)),
            ((290, 430), (282, 486), (262, 512)),
        ),
        low=512,
        top=226,
    ),
    "bob": Cap(
        (
            ((612, 520), (602, 470), (596, 432)),
            ((500, 448), (380, 448), (284, 432)),
            ((278, 470), (268, 520), (262, 690)),
        ),
        low=690,
        top=190,
        spread=214,
    ),
    "parted": _MIDDLE_PARTING,
    "bun": _MIDDLE_PARTING,
    "braid": _MIDDLE_PARTING,
    "long": _FALLING,
    "shoulder": _FALLING,
}


def _cap(sheet: Sheet, look: Traits, cap: Cap) -> None:
    left: Point = (_X - cap.spread + 2, cap.low)
    right: Point = (_X + cap.spread - 2, cap.low)
    dome: list[Bend] = [
        ((_X - cap.spread - 16, cap.low - 205), (_X - 120, cap.top), (_X + 10, cap.top)),
        ((_X + 150, cap.top), (_X + cap.spread + 30, cap.low - 200), right),
    ]
    scale = look.width / _CAP_WIDTH
    start = _scaled((left, left, left), scale)[2]
    sheet.shape(start, [_scaled(bend, scale) for bend in (*dome, *cap.hairline)], look.hair_colour[1])


def _scaled(bend: Bend, scale: float) -> Bend:
    """Stretch a bend sideways to suit the width of a face."""
    (x0, y0), (x1, y1), (x2, y2) = ((_X + (x - _X) * scale, y) for x, y in bend)
    return (x0, y0), (x1, y1), (x2, y2)


def _curtain(sheet: Sheet, colour: Colour, *, bottom: float, spread: float) -> None:
    left: Point = (_X - spread, bottom - 30)
    sheet.shape(
        left,
        [
            ((_X - spread - 20, 420), (_X - 190, 190), (_X, 190)),
            ((_X + 190, 190), (_X + spread + 20, 420), (_X + spread, bottom - 30)),
            ((_X + spread - 10, bottom + 6), (_X + 150, bottom + 6), (_X + 130, bottom - 10)),
            straight((_X + 130, bottom - 10), (_X - 130, bottom - 10)),
            ((_X - 150, bottom + 6), (_X - spread + 10, bottom + 6), left),
        ],
        colour,
    )


def _cloud(sheet: Sheet, colour: Colour, rx: float, ry: float, y: float) -> None:
    """Draw an ellipse with a scalloped edge."""
    sheet.disc(_X, y, rx, ry, colour)
    bumps, size = (18, 62) if rx > 200 else (12, 56)
    for bump in range(bumps):
        angle = 2 * pi * bump / bumps
        sheet.disc(_X + rx * cos(angle), y + ry * sin(angle), size, size, colour)


def _curls(sheet: Sheet, look: Traits) -> None:
    _cloud(sheet, look.hair_colour[1], rx=150, ry=70, y=330)


def _ringlets(sheet: Sheet, look: Traits) -> None:
    _cloud(sheet, look.hair_colour[1], rx=134, ry=54, y=340)


def _temples(sheet: Sheet, look: Traits) -> None:
    for side in (-1, 1):
        edge, inner = _X + side * (look.width + 14), _X + side * (look.width - 34)
        sheet.shape(
            (edge, 530),
            [
                ((edge + side * 6, 440), (edge - side * 30, 360), (_X + side * 96, 340)),
                ((_X + side * 120, 380), (inner, 430), (_X + side * (look.width - 4), 530)),
            ],
            look.hair_colour[1],
        )


def _braid(sheet: Sheet, look: Traits) -> None:
    colour = look.hair_colour[1]
    for knot in range(8):
        x = 608 + (9 if knot % 2 else -9)
        sheet.disc(x, 590 + knot * 57, 46 - knot * 2.5, 42, mixed(colour, _SHADOW, 0.14) if knot % 2 else colour)
    sheet.disc(604, 1030, 24, 12, look.linen)
    sheet.shape((592, 1036), [((570, 1110), (600, 1130), (612, 1100)), ((640, 1110), (622, 1060), (616, 1036))], colour)


def _headscarf(sheet: Sheet, look: Traits) -> None:
    cloth, w = look.scarf[1], look.width
    fold = mixed(cloth, _SHADOW, 0.18)
    # Round the face, then the drape under the chin that covers neck and collar.
    sheet.shape(
        (_X - w - 46, 560),
        [
            ((_X - w - 50, 300), (_X - 110, 196), (_X, 196)),
            ((_X + 110, 196), (_X + w + 50, 300), (_X + w + 46, 560)),
            ((_X + w + 60, 720), (_X + 190, 800), (_X + 200, 930)),
            ((_X + 90, 1010), (_X - 90, 1010), (_X - 200, 930)),
            ((_X - 190, 800), (_X - w - 60, 720), (_X - w - 46, 560)),
        ],
        cloth,
    )
    sheet.disc(_X, 548, w - 8, 190, look.skin)
    sheet.shape(
        (_X - 196, 840),
        [((_X - 60, 930), (_X + 90, 900), (_X + 176, 760)), ((_X + 110, 880), (_X - 40, 915), (_X - 196, 840))],
        fold,
    )
    sheet.shape(
        (_X - 198, 905),
        [((_X - 60, 985), (_X + 110, 940), (_X + 190, 840)), ((_X + 120, 925), (_X - 50, 965), (_X - 198, 905))],
        fold,
    )


_OTHERS = {
    "receding": _temples,
    "curls": _curls,
    "ringlets": _ringlets,
    "headscarf": _headscarf,
    "braid": _braid,
}
