"""Sample people: believable scholars for a machine without members, the same on every machine."""

from collections.abc import Iterator

from profiles.operations.sample_people import generated
from profiles.operations.sample_people.known import KNOWN
from profiles.operations.sample_people.person import SamplePerson, Visibility

__all__ = ["SamplePerson", "Visibility", "sample_people"]


def sample_people(count: int) -> Iterator[SamplePerson]:
    """Give the first `count` people; each depends on its place alone, and its username is unlike all others."""
    yield from KNOWN[:count]
    for place in range(len(KNOWN), count):
        yield generated.person(place - len(KNOWN))
