"""A sheet to draw flat shapes on, twice as large as the finished picture so that its edges come out smooth."""

from PIL import Image, ImageDraw

from profiles.operations.sample_people.portrait_traits import Colour

WIDTH, HEIGHT = 880, 1100
_SCALE = 2
_STEPS = 28

Point = tuple[float, float]
Bend = tuple[Point, Point, Point]
"""A cubic Bézier segment: two handles, then the point where it ends."""


class Sheet:
    """Coordinates are pixels of the finished picture, from its top left corner."""

    def __init__(self, ground: Colour) -> None:
        self._image = Image.new("RGB", (WIDTH * _SCALE, HEIGHT * _SCALE), ground)
        self._draw = ImageDraw.Draw(self._image)

    def disc(self, x: float, y: float, rx: float, ry: float, fill: Colour) -> None:
        self._draw.ellipse(_scaled(x - rx, y - ry, x + rx, y + ry), fill=fill)

    def ring(self, x: float, y: float, rx: float, ry: float, line: float, colour: Colour) -> None:
        box = _scaled(x - rx, y - ry, x + rx, y + ry)
        self._draw.ellipse(box, outline=colour, width=round(line * _SCALE))

    def frame(self, x: float, y: float, rx: float, ry: float, line: float, colour: Colour) -> None:
        box = _scaled(x - rx, y - ry, x + rx, y + ry)
        self._draw.rounded_rectangle(box, radius=22 * _SCALE, outline=colour, width=round(line * _SCALE))

    def line(self, points: list[Point], width: float, colour: Colour) -> None:
        scaled = [(x * _SCALE, y * _SCALE) for x, y in points]
        self._draw.line(scaled, fill=colour, width=round(width * _SCALE), joint="curve")

    def shape(self, start: Point, bends: list[Bend], fill: Colour) -> None:
        self.corners(outline(start, bends), fill)

    def corners(self, points: list[Point], fill: Colour) -> None:
        # Whole pixels: Pillow cuts fractions off, and a straight edge would come out ragged.
        self._draw.polygon([(round(x * _SCALE), round(y * _SCALE)) for x, y in points], fill=fill)

    def finished(self) -> Image.Image:
        return self._image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


def outline(start: Point, bends: list[Bend]) -> list[Point]:
    points = [start]
    for first, second, end in bends:
        x0, y0 = points[-1]
        for step in range(1, _STEPS + 1):
            t = step / _STEPS
            a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
            x = a * x0 + b * first[0] + c * second[0] + d * end[0]
            y = a * y0 + b * first[1] + c * second[1] + d * end[1]
            points.append((x, y))
    return points


def straight(start: Point, end: Point) -> Bend:
    return start, end, end


def mixed(one: Colour, other: Colour, share: float) -> Colour:
    """Give `one` with `share` (0 to 1) of `other` in it."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _scaled(left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
    return left * _SCALE, top * _SCALE, right * _SCALE, bottom * _SCALE
