"""Dates as far as they are known: a year, a year and month, or a day (ISO 8601 with reduced precision)."""

import calendar
import functools
import re
from dataclasses import dataclass
from datetime import date

from django.utils import dateformat
from django.utils.translation import get_language, pgettext

FIRST_YEAR, LAST_YEAR = 1, 2200
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
        """In the present language: 2009, Sep 2009, 4 Sep 2009."""
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
    day = date(date_.year, date_.month, date_.day or 1)
    return dateformat.format(day, _letters_of_a_day() if date_.day else _letters_of_a_month())


def _letters_of_a_day() -> str:
    return pgettext("a short day with its year, in the letters of Django's date filter", "j M Y")


def _letters_of_a_month() -> str:
    return pgettext("a short month with its year, in the letters of Django's date filter", "M Y")
