"""The words by which people are found, kept as long as an entry has them, and what is written much like one of them."""

from collections.abc import Collection, Iterable

from django.db import connection, transaction

from profiles.directory import spelling
from profiles.directory.models import Word
from profiles.shared.visibility import Viewer

LAST = "\U0010ffff"  # after every letter, in the order of code points
BEGINNINGS = 24  # that are looked for where a word is written in half
CLOSE = 8
_SWEPT = 500
_NEAR = 40  # that have a piece in common, of which few are close


def update(*, before: "Words", after: "Words") -> None:
    """Those of some entries, before and after they were written; in the transaction that wrote them.

    Rows are locked in their order, all at once. Whoever adds a word holds it against those who would remove it, so of
    two who are the last to lose a word, the second sees that the first has lost it.
    """
    gone = before.all - after.all | before.public - after.public
    added = after.all - before.all | after.public - before.public
    if not gone and not added:
        return
    _lock(gone | added, alone=bool(gone))
    _add(added, after)
    if gone:
        _remove(gone)


def forget_unused() -> None:
    """What no entry has, or no entry for strangers, whatever left it behind; a few words in each transaction."""
    last = ""
    while words := list(Word.objects.filter(text__gt=last).order_by("text").values_list("text", flat=True)[:_SWEPT]):
        with transaction.atomic():
            _lock(words, alone=True)
            _remove(words)
        last = words[-1]


class Words:
    """Those that strangers find somebody by, and those that anybody does."""

    def __init__(self, public: Iterable[str], of_members: Iterable[str]) -> None:
        self.public = frozenset(public)
        self.all = self.public | frozenset(of_members)


def beginning_with(viewer: Viewer, words: Collection[str]) -> dict[str, list[str]]:
    """By each of these, some known words that begin so; one query."""
    visible = "" if viewer.is_member else "AND w.is_public"
    sql = f"""
        SELECT asked.word, w.text FROM unnest(%s::text[]) AS asked(word) CROSS JOIN LATERAL (
            SELECT text FROM directory_word w
            WHERE w.text >= asked.word COLLATE "C" AND w.text < (asked.word || %s) COLLATE "C" {visible}
            ORDER BY w.text LIMIT %s
        ) w
    """  # noqa: S608  # nothing in it is written by anybody
    found: dict[str, list[str]] = {word: [] for word in words}
    if not found:
        return found
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(words), LAST, BEGINNINGS])
        for asked, text in cursor.fetchall():
            found[asked].append(text)
    return found


def close_to(viewer: Viewer, words: Collection[str], *, errors: int = 0) -> dict[str, list[str]]:
    """By each of these, the known words that it may be a misspelling of, the closest first; one query.

    `errors` are forgiven at most, or as many as a word of its length may have.
    """
    wanted = [word for word in words if spelling.may_be_misspelt(word)]
    found: dict[str, list[str]] = {word: [] for word in words}
    if not wanted:
        return found
    pieces = spelling.wider_pieces if errors > 1 else spelling.pieces
    asked = {word: set(pieces(word)) for word in wanted}
    near = _having(viewer, sorted(set().union(*asked.values())))
    for word in wanted:
        allowed = errors or spelling.forgiven(word)
        apart = ((spelling.distance(word, text), text) for text, known in near if not asked[word].isdisjoint(known))
        found[word] = [text for away, text in sorted(apart) if 0 < away <= allowed][:CLOSE]
    return found


def _having(viewer: Viewer, pieces: list[str]) -> list[tuple[str, list[str]]]:
    """The known words with one of these pieces. Each is looked up by itself, behind a fence: the planner takes a
    hundred of them, or a few with a limit, for a reason to read the whole table."""
    visible = "" if viewer.is_member else "AND w.is_public"
    sql = f"""
        SELECT DISTINCT found.text, found.pieces FROM unnest(%s::text[]) AS asked(piece) CROSS JOIN LATERAL (
            WITH having_it AS MATERIALIZED (
                SELECT w.text, w.pieces FROM directory_word w WHERE w.pieces @> ARRAY[asked.piece] {visible}
            ) SELECT text, pieces FROM having_it LIMIT %s
        ) AS found
    """  # noqa: S608  # nothing in it is written by anybody
    with connection.cursor() as cursor:
        cursor.execute(sql, [pieces, _NEAR])
        return list(cursor.fetchall())


def _lock(words: Collection[str], *, alone: bool) -> None:
    rows = "SELECT 1 FROM directory_word WHERE text = ANY(%s) ORDER BY text "
    with connection.cursor() as cursor:
        cursor.execute(rows + ("FOR UPDATE" if alone else "FOR KEY SHARE"), [sorted(words)])


def _add(words: frozenset[str], after: Words) -> None:
    """Those that are here and public already are only held, so that nobody waits for whoever has the same name."""
    known = Word.objects.filter(text__in=words)
    here = set(known.filter(is_public=True).values_list("text", flat=True))
    hidden = words - after.public
    here |= set(known.filter(text__in=hidden).values_list("text", flat=True)) if hidden else set()
    rows = [
        Word(text=word, is_public=word in after.public, pieces=pieces_of(word)) for word in sorted(set(words) - here)
    ]
    Word.objects.bulk_create(
        (row for row in rows if row.is_public),
        update_conflicts=True,
        unique_fields=["text"],
        update_fields=["is_public"],
    )
    Word.objects.bulk_create((row for row in rows if not row.is_public), ignore_conflicts=True)


def pieces_of(word: str) -> list[str]:
    """What is stored with a word."""
    return spelling.pieces(word) if spelling.may_be_meant(word) else []


def _remove(words: Collection[str]) -> None:
    """What no entry has any more goes, and what strangers see in none is public no more."""
    sql = """
        SELECT asked.word,
            EXISTS (SELECT 1 FROM directory_entry e WHERE e.words @@ asked.query),
            EXISTS (SELECT 1 FROM directory_entry e WHERE e.member_words @@ asked.query)
        FROM (
            SELECT w AS word, format($q$'%%s' | '/%%s':ABC$q$, w, w)::tsquery AS query FROM unnest(%s::text[]) AS w
        ) AS asked
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, [sorted(words)])
        rows = cursor.fetchall()
    Word.objects.filter(text__in=[w for w, is_public, is_seen in rows if not is_public and not is_seen]).delete()
    Word.objects.filter(text__in=[w for w, is_public, is_seen in rows if is_seen and not is_public]).update(
        is_public=False
    )
