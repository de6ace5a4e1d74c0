"""One search as SQL, in one statement: who matches, best first, out of no more candidates than a cap.

Each tier is a condition that the index answers, and holds the tier before it. A tier is asked only while those before
it have found fewer than the cap. What a word is cannot be syntax, for lexemes are letters and digits behind a mark.
"""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models.expressions import RawSQL

from profiles.directory import lexemes
from profiles.directory.wishes import Asked
from profiles.people import access
from profiles.shared.visibility import Viewer

CAP = 1000
FEW = 20  # found by their names, below which close spellings are looked for too
_SPELLINGS = 400  # of facets of one kind, that are read
_SHORT = 3  # letters that most names may begin with
WHOLE_NAME, ALL_WORDS, BEGINNINGS, INITIALS, CLOSE, OTHER_FIELDS, ABOUT = range(7)
FILTERED = 0  # without words there is but one tier
Nearby = Mapping[str, list[str]]


@dataclass(frozen=True)
class Tier:
    """A condition, and its number among the others; `better` are some that fewer meet, with numbers of their own.

    A wider one is not of names: it is asked only where names find no more than the cap, and where `few` is said, only
    where they find few, or not few. One `beyond` is asked only where the one before it, which holds it, found more than
    the cap, and so perhaps not all of this one.

    What may be in most entries must be weighed: the planner then looks up how frequent each of its words is, which
    takes longer than most searches do, and reads the first rows instead of the index where that is quicker.
    """

    number: int
    query: str
    better: tuple[tuple[int, str], ...] = ()
    is_wider: bool = False
    few: bool | None = None
    is_beyond: bool = False
    is_weighed: bool = False


def tiers(asked: Asked, filters: list[list[str]]) -> list[Tier]:
    """Of names alone: whole, word by word, by their beginnings, by initials."""
    if asked.orcid:
        return [_tier(WHOLE_NAME, [_any([lexemes.ORCID + asked.orcid])], filters)]
    if not asked.words:
        return [_tier(FILTERED, [], filters, is_weighed=True)]
    are_short = all(len(way) <= _SHORT for word in asked.words for way in word)
    beginnings = _tier(BEGINNINGS, [_joined(map(_begins, word)) for word in asked.words], filters, is_weighed=are_short)
    initials = _tier(INITIALS, _by_initials(asked), filters, is_weighed=are_short)
    widest = [beginnings, initials]
    if beginnings.query != initials.query and not are_short:  # what costs the index most is looked up once
        widest = [replace(initials, better=((BEGINNINGS, beginnings.query),)), replace(beginnings, is_beyond=True)]
    found = [
        _tier(WHOLE_NAME, [_any(lexemes.WHOLE + whole for whole in asked.wholes)], filters),
        _tier(ALL_WORDS, [_any(word) for word in asked.words], filters, is_weighed=are_short),
        *widest,
    ]
    return [tier for place, tier in enumerate(found) if tier.query not in {one.query for one in found[:place]}]


def wider_tiers(asked: Asked, filters: list[list[str]], nearby: "Nearby", close: "Nearby") -> list[Tier]:
    """Close spellings, and words of other fields: as they are, as beginnings of known words, and close to them.

    Close spellings are asked for only where few are found by names, and nothing of this where there are too many.
    """
    if asked.orcid or not asked.words:
        return []
    names = [_joined([*map(_begins, word), *map(_quoted, _of(close, word))]) for word in asked.words]
    misspelt = Tier(CLOSE, _tier(CLOSE, names, filters).query, is_wider=True, few=True)
    return [
        *([misspelt] if any(close.values()) else []),
        _about(asked, filters, nearby, close, few=True),
        _about(asked, filters, nearby, {}, few=False),
    ]


def _about(asked: Asked, filters: list[list[str]], nearby: "Nearby", close: "Nearby", *, few: bool) -> Tier:
    """Words of all fields; those who have each in more than a long text are a tier of their own.

    Where names find more than few, one word at least must stand elsewhere: whom they found is not looked for again. So
    it is where they find few, but there the planner reads the first rows of what most have, and would not with that.
    """
    marked, telling, elsewhere = [], [], list[str]()
    for word in asked.words:
        own = [*map(_begins, word), *map(_quoted, _of(close, word))]
        others = [_quoted(lexemes.OTHER + one) for one in dict.fromkeys([*word, *_of(nearby, word), *_of(close, word)])]
        marked.append(_joined([*own, *others]))
        telling.append(_joined([*own, *(f"{one}:ABC" for one in others)]))
        elsewhere += others
    query = _tier(ABOUT, marked if few else [*marked, _joined(elsewhere)], filters).query
    return Tier(ABOUT, query, better=((OTHER_FIELDS, _and(telling)),), is_wider=True, few=few, is_weighed=True)


def hits(viewer: Viewer, wanted: list[Tier]) -> tuple[str, list[Any]]:
    """The start of a statement: `candidates` (profile_id, tier, facets), and of those `found` (id, sort_key, tier,
    facets), who the viewer may see. The latter costs two steps for each, so it is for where all are needed."""
    statement = _Statement(viewer)
    statement.look_for("named", [tier for tier in wanted if not tier.is_wider])
    wider = [tier for tier in wanted if tier.is_wider]
    if wider:
        visible, values = visible_among(viewer, "named")
        statement.add("few", f"{visible} LIMIT {FEW}", values)
        statement.look_for("unnamed", wider, besides="named")
        statement.add("candidates", f"TABLE named UNION ALL TABLE unnamed LIMIT {CAP + 1}")
    else:
        statement.add("candidates", "TABLE named")
    statement.add("found", *visible_among(viewer, "candidates"))
    return statement.sql, statement.values


def facets() -> str:
    """Of `found`, as JSON: each facet as it is written with how many have it, the most frequent of each kind."""
    return f"""(
        SELECT json_agg(json_build_array(facet, people) ORDER BY people DESC, facet) FROM (
            SELECT facet, count(*) AS people,
                row_number() OVER (PARTITION BY left(facet, 1) ORDER BY count(*) DESC, facet) AS place
            FROM found CROSS JOIN LATERAL unnest(found.facets) AS facet
            GROUP BY facet
        ) AS of_a_kind WHERE place <= {_SPELLINGS}
    )"""  # noqa: S608  # nothing in it is written by anybody


def facets_of(viewer: Viewer) -> str:
    """What the viewer may see of an entry's."""
    if viewer.is_member:
        return "CASE WHEN member_words = '' THEN facets ELSE member_facets END"
    return "facets"


def anybody(viewer: Viewer, wanted: list[Tier]) -> tuple[str, list[Any]]:
    """Whether one of these tiers leads to somebody whom the viewer may see; it looks no further than the first.

    The candidates are steps of their own, for within EXISTS the planner would read the whole table for a first row.
    """
    statement, asked, seen = _Statement(viewer), [], list[Any]()
    for place, tier in enumerate(wanted):
        statement.look_at(f"tier{place}", tier)
        visible, values = visible_among(viewer, f"tier{place}")
        asked.append(f"EXISTS ({visible})")
        seen += values
    return f"{statement.sql} SELECT {' OR '.join(asked)}", [*statement.values, *seen]


def visible_among(viewer: Viewer, candidates: str) -> tuple[str, list[Any]]:
    """Those of some candidates whom the viewer may see (id, sort_key, tier, facets), each looked up by itself."""
    seen, values = _seen(viewer)
    sql = f"""
        SELECT seen.id, seen.sort_key, candidate.tier, candidate.facets
        FROM {candidates} AS candidate CROSS JOIN LATERAL ({seen} OFFSET 0) AS seen
    """  # noqa: S608  # the ORM's own SQL, with its values beside it
    return sql, list(values)


@functools.lru_cache(maxsize=32)
def _seen(viewer: Viewer) -> tuple[str, tuple[Any, ...]]:
    """The page of a candidate, in the ORM's own SQL: a search asks for it up to nine times, with the same words."""
    here = access.published_to(viewer).filter(pk=RawSQL("candidate.profile_id", ()))
    return here.order_by().values("id", "sort_key").query.sql_with_params()


class _Statement:
    """Written step by step, each with its values beside it."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer
        self.steps: list[str] = []
        self.values: list[Any] = []

    @property
    def sql(self) -> str:
        return f"WITH {', '.join(self.steps)}"

    def add(self, name: str, sql: str, values: Iterable[Any] = ()) -> None:
        self.steps.append(f"{name} AS MATERIALIZED ({sql})")
        self.values += values

    def look_for(self, name: str, tiers: list[Tier], besides: str = "") -> None:
        """The best of the tiers, asked one after the other (profile_id, tier, facets)."""
        for place, tier in enumerate(tiers):
            self._ask(f"{name}{place}", tier, before=f"{name}{place - 1}" if place else "")
        together = " UNION ALL ".join(f"TABLE {name}{place}" for place in range(len(tiers)))
        fresh = f"WHERE profile_id NOT IN (SELECT profile_id FROM {besides})" if besides else ""  # noqa: S608  # below
        sql = f"""
            SELECT profile_id, min(tier) AS tier, min(facets) AS facets FROM ({together}) AS together {fresh}
            GROUP BY profile_id ORDER BY min(tier), profile_id DESC LIMIT {CAP + 1}
        """  # noqa: S608  # names of steps
        self.add(name, sql)

    def _ask(self, name: str, tier: Tier, before: str) -> None:
        sign = ">" if tier.is_beyond else "<="
        gates = f"AND (SELECT count(*) FROM {before}) {sign} {CAP}" if before else ""  # noqa: S608  # names of steps
        if tier.is_wider:
            gates += f" AND (SELECT count(*) FROM named) <= {CAP}"  # noqa: S608  # a number
        if tier.few is not None:
            gates += f" AND (SELECT count(*) FROM few) {'<' if tier.few else '='} {FEW}"  # noqa: S608  # a number
        self.look_at(name, tier, gates)

    def look_at(self, name: str, tier: Tier, gates: str = "") -> None:
        """Those who meet its condition, no more than are counted (profile_id, tier, facets)."""
        number, telling = _told(self.viewer, tier)
        condition, values = _matches(self.viewer, tier.query, is_weighed=tier.is_weighed)
        sql = f"""
            SELECT profile_id, {number} AS tier, {facets_of(self.viewer)} AS facets
            FROM directory_entry WHERE {condition} {gates} LIMIT {CAP + 1}
        """  # noqa: S608  # what is asked for stands beside it
        self.add(name, sql, [*telling, *values])


def _told(viewer: Viewer, tier: Tier) -> tuple[str, list[Any]]:
    """The number of a row's tier: that of the first of the better ones whose condition it meets."""
    whens, values = [], list[Any]()
    for number, query in tier.better:
        condition, more = _matches(viewer, query, is_weighed=True)
        whens.append(f"WHEN {condition} THEN {number}")
        values += more
    return (f"CASE {' '.join(whens)} ELSE {tier.number} END" if whens else str(tier.number)), values


def _matches(viewer: Viewer, query: str, *, is_weighed: bool) -> tuple[str, list[Any]]:
    asked = "%s::tsquery" if is_weighed else "(SELECT %s::tsquery)"
    if viewer.is_member:
        return f"(words @@ {asked} OR member_words @@ {asked})", [query, query]
    return f"words @@ {asked}", [query]


def _tier(number: int, terms: list[str], filters: list[list[str]], *, is_weighed: bool = False) -> Tier:
    return Tier(number, _and([*terms, *(_any(group) for group in filters)]), is_weighed=is_weighed)


def _by_initials(asked: Asked) -> list[str]:
    """Initials in a row, as in "JRR", and initials of hers for what is written out, but not for all of it."""
    terms = []
    for word in asked.words:
        forms = [*map(_begins, word), *(_quoted(lexemes.INITIALS + way) for way in word if 1 < len(way) < 6)]
        if len(asked.words) > 1:
            forms += [_quoted(lexemes.BARE + way[0]) for way in word if len(way) > 1]
        terms.append(_joined(forms))
    if all(len(way) > 1 for word in asked.words for way in word) and len(asked.words) > 1:
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
