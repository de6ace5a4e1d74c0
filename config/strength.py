"""Whether a secret is one: long, not copied from an example, not a word."""

import re
from pathlib import Path

KEY_LENGTH = 50  # of what signs sessions
SECRET_LENGTH = 16
DISTINCT = 8  # letters, of which a random text of that length always has more
# What examples, tutorials and one machine's defaults use, a pattern a line; compose/bin/doctor reads the same file.
# Each has at least seven letters, which chance does not write.
_EXAMPLES = re.compile("|".join(Path(__file__).with_name("examples.txt").read_text().split()), re.IGNORECASE)


def weakness(value: str, *, length: int = SECRET_LENGTH) -> str:
    """What is wrong with a secret, as the end of a sentence that begins with its name; empty when it will do."""
    if _EXAMPLES.search(value):
        return "is, or contains, what examples and first tries use"
    if len(value) < length:
        return f"is shorter than {length} characters"
    if len(set(value)) < DISTINCT:
        return "repeats a few characters"
    return ""
