"""What somebody may have meant who found nobody: queries of known words, each of which does find somebody."""

import itertools
from collections.abc import Callable

from profiles.directory import dictionary
from profiles.directory.wishes import Asked, Wish
from profiles.shared.visibility import Viewer

GUESSES = 3
TRIES = 6  # queries that are tried out
MANY, FEWER_TRIES = 5, 2  # words from which on each costs more, and that many are rarely all somebody's
FOR_A_WORD = 3
ERRORS = 2
STEM = 5  # letters that two words must begin with to be taken for forms of one
_DROPPED = 3  # at most, from the end of a word, to find another form of it

Finds = Callable[[Viewer, str, Wish], bool]


def spelling(viewer: Viewer, asked: Asked, wish: Wish, finds: Finds) -> tuple[str, ...]:
    """The likeliest first: every word set right, then with one of the words left out."""
    words = [spellings[0] for spellings in asked.words]
    choices = _choices(viewer, words)
    found: list[str] = []
    for query in itertools.islice(_queries(words, choices), TRIES if len(words) < MANY else FEWER_TRIES):
        if query not in found and finds(viewer, query, wish):
            found.append(query)
        if len(found) == GUESSES:
            break
    return tuple(found)


def _choices(viewer: Viewer, words: list[str]) -> dict[str, list[str]]:
    """For each word what it may have been, itself where somebody has it; two queries."""
    stems = {word: [word[:cut] for cut in range(len(word), max(len(word) - _DROPPED, STEM) - 1, -1)] for word in words}
    asked = [word for word in words if len(word) > 1]
    begun = dictionary.beginning_with(viewer, [*asked, *itertools.chain.from_iterable(stems.values())])
    close = dictionary.close_to(viewer, asked, errors=ERRORS)
    found = {}
    for word in words:
        forms = [form for stem in stems[word] if len(stem) < len(word) for form in begun.get(stem, [])]
        likely = [*close.get(word, []), *forms]
        found[word] = [word] if begun.get(word) else list(dict.fromkeys(likely))[:FOR_A_WORD]
    return found


def _queries(words: list[str], choices: dict[str, list[str]]) -> "itertools.chain[str]":
    known = [choices[word] for word in words if choices[word]]
    whole = itertools.islice((" ".join(chosen) for chosen in itertools.product(*known)), TRIES // 2) if known else ()
    firsts = [chosen[0] for chosen in known]
    fewer = (
        " ".join(rest)
        for left_out in range(len(firsts) - 1, -1, -1)
        if (rest := firsts[:left_out] + firsts[left_out + 1 :])
    )
    return itertools.chain(whole, fewer)
