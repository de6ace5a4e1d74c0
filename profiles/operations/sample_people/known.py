"""The hand-written people, in the order in which they are met."""

from itertools import chain, zip_longest

from profiles.operations.sample_people.known_invented import INVENTED
from profiles.operations.sample_people.known_past import PAST
from profiles.operations.sample_people.known_pictured import PICTURED
from profiles.operations.sample_people.person import SamplePerson

_mixed = chain.from_iterable(zip_longest(PAST, INVENTED))

KNOWN: tuple[SamplePerson, ...] = (*PICTURED, *(person for person in _mixed if person is not None))
