"""Dates as far as they are known: a year, a year and month, or a day (ISO 8601 with reduced precision)."""

import calendar
import functools
import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, pgettext, pgettext_lazy

FIRST_YEAR, LAST_YEAR = 1, 2200
# The framework's own short months say Sep, Mär and fév., as readers of these languages do not.
_MONTHS = (
    pgettext_lazy("short month", "Jan"),
    pgettext_lazy("short month", "Feb"),
    pgettext_lazy("short month", "Mar"),
    pgettext_lazy("short month", "Apr"),
    pgettext_lazy("short month", "May"),
    pgettext_lazy("short month", "Jun"),
    pgettext_lazy("short month", "Jul"),
    pgettext_lazy("short month", "Aug"),
    pgettext_lazy("short month", "Sept"),
    pgettext_lazy("short month", "Oct"),
    pgettext_lazy("short month", "Nov"),
    pgettext_lazy("short month", "Dec"),
)
PATTERN = r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$"  # of the stored form, which may be empty


@dataclass(frozen=True, order=True)
class PartialDate:
    """`month` and `day` are 0 where they are not known. Stored as text that sorts in the order of time."""

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        """Raises ValueError for a date that cannot be."""
        if not FIRST_YEAR <= self.year <= LAST_YEAR or not 0 <= self.month <= 12 or (self.day and not self.month):
            raise ValueError(self.year, self.month, self.day)
        if self.day and not 1 <= self.day <= calendar.monthrange(self.year, self.month)[1]:
            raise ValueError(self.year, self.month, self.day)

    @classmethod
    def read(cls, stored: str) -> "PartialDate | None":
        """From the stored form; None where it is empty or no such date."""
        return _read(stored) if stored else None

    def __str__(self) -> str:
        numbers = [f"{self.year:04}", f"{self.month:02}", f"{self.day:02}"]
        return "-".join(numbers[: 1 + bool(self.month) + bool(self.day)])

    @property
    def words(self) -> str:
        """In the present language: 2009, Sept 2009, 4 Sept 2009."""
        return _words(self, get_language()) if self.month else str(self.year)

    def is_before(self, other: "PartialDate") -> bool:
        """Whether it is over before the other begins, as far as both are known."""
        known = 1 + min(bool(self.month) + bool(self.day), bool(other.month) + bool(other.day))
        mine, theirs = (self.year, self.month, self.day)[:known], (other.year, other.month, other.day)[:known]
        return mine < theirs


@functools.lru_cache(maxsize=4096)
def _read(stored: str) -> PartialDate | None:
    if not re.fullmatch(PATTERN, stored):
        return None
    try:
        found = PartialDate(*map(int, stored.split("-")))
    except ValueError:
        return None
    return found if str(found) == stored else None


@functools.lru_cache(maxsize=4096)
def _words(date_: PartialDate, _language: str | None) -> str:
    """Remembered by language, for a page holds hundreds of dates and most are on many pages."""
    known = {"day": date_.day, "month": _MONTHS[date_.month - 1], "year": date_.year}
    if date_.day:
        return pgettext("a short day with its year", "%(day)s %(month)s %(year)s") % known
    return pgettext("a short month with its year", "%(month)s %(year)s") % known


def day_of_year(day: date) -> str:
    """In the present language, without its year: 4 Sept."""
    return pgettext("a short day", "%(day)s %(month)s") % {"day": day.day, "month": _MONTHS[day.month - 1]}
