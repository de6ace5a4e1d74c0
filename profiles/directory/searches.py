"""One search as SQL: who matches, best first, out of no more candidates than a cap.

Each tier is a condition that the index answers, and holds the tier before it. A tier is asked only while those before
it have found fewer than the cap. What a word is cannot be syntax, for lexemes are letters and digits behind a mark.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models.expressions import RawSQL

from profiles.directory import lexemes
from profiles.directory.wishes import Asked
from profiles.people import access
from profiles.people.models import Status
from profiles.shared.visibility import Viewer

CAP = 1000
WHOLE_NAME, ALL_WORDS, BEGINNINGS, INITIALS, CLOSE, OTHER_FIELDS, ABOUT = range(7)
FILTERED = 0  # without words there is but one tier
Nearby = Mapping[str, list[str]]
_EPOCH = "(extract(epoch FROM coalesce(people_profile.published_at, people_profile.created_at)) * 1000000)::bigint"


@dataclass(frozen=True)
class Tier:
    """A condition, and its number among the others; `telling` is one that fewer meet, whose number is one less."""

    number: int
    query: str
    telling: str = ""


def tiers(asked: Asked, filters: list[list[str]]) -> list[Tier]:
    """Of names alone: whole, word by word, by their beginnings, by initials."""
    if asked.orcid:
        return [_tier(WHOLE_NAME, [_any([lexemes.ORCID + asked.orcid])], filters)]
    if not asked.words:
        return [_tier(FILTERED, [], filters)]
    found = [
        _tier(WHOLE_NAME, [_any(lexemes.WHOLE + whole for whole in asked.wholes)], filters),
        _tier(ALL_WORDS, [_any(word) for word in asked.words], filters),
        _tier(BEGINNINGS, [_joined(map(_begins, word)) for word in asked.words], filters),
    ]
    return [*found, _tier(INITIALS, _by_initials(asked), filters)]


def wider_tiers(asked: Asked, filters: list[list[str]], nearby: "Nearby", close: "Nearby") -> list[Tier]:
    """Close spellings, and words of other fields: as they are, as beginnings of known words, and close to them."""
    if asked.orcid or not asked.words:
        return []
    names = [[*map(_begins, word), *map(_quoted, _of(close, word))] for word in asked.words]
    others = [[*word, *_of(nearby, word), *_of(close, word)] for word in asked.words]
    found = [_tier(CLOSE, [_joined(word) for word in names], filters)] if any(close.values()) else []
    pairs = list(zip(names, others, strict=True))
    marked = [[*name, *(_quoted(lexemes.OTHER + word) for word in other)] for name, other in pairs]
    telling = [[*name, *(_quoted(lexemes.OTHER + word) + ":ABC" for word in other)] for name, other in pairs]
    wide = _tier(ABOUT, [_joined(word) for word in marked], filters)
    return [*found, Tier(ABOUT, wide.query, _and([_joined(word) for word in telling]))]


def hits(viewer: Viewer, wanted: list[Tier]) -> tuple[str, list[Any]]:
    """The start of a statement: `candidates` (profile_id, tier), and of those `found`, who the viewer may see."""
    steps, values, before = [], list[Any](), ""
    for place, tier in enumerate(wanted):
        condition, asked_for = _matches(viewer, tier.query)
        number, telling = str(tier.number), list[Any]()
        if tier.telling:
            better, telling = _matches(viewer, tier.telling)
            number = f"CASE WHEN {better} THEN {tier.number - 1} ELSE {tier.number} END"
        gate = f"AND (SELECT count(*) FROM {before}) <= {CAP}" if before else ""  # noqa: S608  # as below
        steps.append(f"""
            tier{place} AS MATERIALIZED (
                SELECT profile_id, {number} AS tier FROM directory_entry WHERE {condition} {gate} LIMIT {CAP + 1}
            )
        """)  # noqa: S608  # what is asked for stands beside it
        values += [*telling, *asked_for]
        before = f"tier{place}"
    together = " UNION ALL ".join(f"TABLE tier{place}" for place in range(len(wanted)))
    seen, seen_values = _seen(viewer)
    sql = f"""
        WITH {", ".join(steps)}, candidates AS MATERIALIZED (
            SELECT profile_id, min(tier) AS tier FROM ({together}) AS together
            GROUP BY profile_id ORDER BY min(tier), profile_id LIMIT {CAP + 1}
        ), found AS MATERIALIZED (
            SELECT seen.id, seen.sort_key, seen.published, candidates.tier
            FROM candidates CROSS JOIN LATERAL ({seen} OFFSET 0) AS seen
        )
    """  # noqa: S608  # what is asked for stands beside it
    return sql, [*values, *seen_values]


def _seen(viewer: Viewer) -> tuple[str, list[Any]]:
    """One candidate, if the viewer may see it at all."""
    here = access.visible_to(viewer).filter(status=Status.PUBLISHED, pk=RawSQL("candidates.profile_id", ()))
    published = RawSQL(_EPOCH, ())  # noqa: S611  # written above
    rows = here.annotate(published=published).order_by().values("id", "sort_key", "published")
    sql, values = rows.query.sql_with_params()
    return sql, list(values)


def _matches(viewer: Viewer, query: str) -> tuple[str, list[Any]]:
    if viewer.is_member:
        return "(words @@ %s::tsquery OR member_words @@ %s::tsquery)", [query, query]
    return "words @@ %s::tsquery", [query]


def _tier(number: int, terms: list[str], filters: list[list[str]]) -> Tier:
    return Tier(number, _and([*terms, *(_any(group) for group in filters)]))


def _by_initials(asked: Asked) -> list[str]:
    """Initials in a row, as in "JRR", and initials of hers for what is written out, but not for all of it."""
    terms = []
    for word in asked.words:
        forms = [*map(_begins, word), *(_quoted(lexemes.INITIALS + way) for way in word if 1 < len(way) < 6)]
        if len(asked.words) > 1:
            forms += [_quoted(lexemes.BARE + way[0]) for way in word]
        terms.append(_joined(forms))
    if len(asked.words) > 1:
        terms.append(_joined([_begins(way) for word in asked.words for way in word]))
    return terms


def _begins(word: str) -> str:
    """Two or three letters are a lexeme of their own: a prefix of so many words would cost the index much."""
    return f"{_quoted(word)}:*" if len(word) > 3 else _quoted(lexemes.beginning(word))


def _of(near: "Nearby", word: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys(found for way in word for found in near.get(way, ())))


def _any(words: Iterable[str]) -> str:
    return _joined(_quoted(word) for word in words)


def _joined(terms: Iterable[str]) -> str:
    return f"({' | '.join(dict.fromkeys(terms))})"


def _and(terms: list[str]) -> str:
    return " & ".join(terms)


def _quoted(word: str) -> str:
    return f"'{word}'"
