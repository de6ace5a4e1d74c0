"""English dates with the day first, and hours to twenty-four, as in the rest of the world."""

DATE_FORMAT = "j F Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j F Y, H:i"
