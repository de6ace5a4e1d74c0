"""`python -m tests.benchmarks.load 1000000`: fills the database of the environment with that many people, by COPY.

Accounts, pages with their parts and items, organisations, and the directory's index, as actions would have left them.
The database must be migrated and empty of people. Its owner must be allowed to put foreign keys aside, as the embedded
one is: nobody else should run this.
"""

import itertools
import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import cache, lru_cache
from multiprocessing.pool import AsyncResult
from typing import Any

import django

django.setup()

from django.db import connection, transaction  # noqa: E402

from profiles.accounts.models import User  # noqa: E402
from profiles.api.models import Feed, News  # noqa: E402
from profiles.directory import dictionary, lexemes  # noqa: E402
from profiles.directory.lexemes import Texts  # noqa: E402
from profiles.directory.models import Entry, Word  # noqa: E402
from profiles.people import names, prose  # noqa: E402
from profiles.people.models import Item, Kind, Organization, Part, Profile, Status  # noqa: E402
from profiles.shared import folding  # noqa: E402
from profiles.shared.ids import new_id  # noqa: E402
from profiles.shared.visibility import Visibility  # noqa: E402
from tests.benchmarks import crowd, full_page  # noqa: E402
from tests.benchmarks.copying import BEGAN, Table  # noqa: E402
from tests.benchmarks.crowd import Person  # noqa: E402

TABLES = (User, Profile, Part, Item, Entry)
BATCH = 5_000


class Loader:
    """Of one process: what it is given becomes rows."""

    def __init__(self) -> None:
        self.tables = {model: Table(model) for model in TABLES}
        self.words: dict[str, bool] = {}  # that were not told yet
        self.told: dict[str, bool] = {}
        self.organizations = list(Organization.objects.order_by("ror"))
        self.abouts: dict[str, str] = {}
        for module, slow in ((folding, "tokens"), (folding, "spellings"), (lexemes, "_words")):
            setattr(module, slow, _remembering(getattr(module, slow)))  # a crowd says much alike

    def store(self, first: int, people: list[Person]) -> dict[str, bool]:
        """In one transaction; gives the words that are new, and whether strangers see them."""
        for number, person in enumerate(people, start=first):
            self._add(number, person)
        with transaction.atomic():
            for table in self.tables.values():
                table.flush()
        new, self.words = self.words, {}
        self.told |= new
        return new

    def _add(self, number: int, person: Person) -> None:
        user, profile = new_id(), new_id()
        username = crowd.username(person, number)
        at = BEGAN + timedelta(seconds=37 * number)
        self.tables[User].add(id=user, username=username, password="!", is_active=True)
        sort_key = names.sort_key(person.sort_name)
        self.tables[Profile].add(
            id=profile,
            user_id=user,
            display_name=person.name,
            sort_name=person.sort_name,
            sort_key=sort_key,
            language=person.language,
            status=Status.PUBLISHED,
            published_at=at,
            public_changed_at=at,
        )
        self._add_parts(profile, person)
        seen = self._texts(person, username, sort_key)
        of_members = self._texts(person, username, sort_key, reserved=True) if person.is_reserved else None
        self._add_entry(profile, seen, of_members)

    def _add_parts(self, profile: Any, person: Person) -> None:
        self._part(profile, Kind.NAME, text=person.name)
        self._part(profile, Kind.HEADLINE, text=person.headline)
        if person.about:
            self._part(profile, Kind.ABOUT, text=person.about, html=self._html(person.about))
        place = {"organization_id": self.organizations[person.organization].pk, "started_on": "2019"}
        self._items(profile, Kind.POSITIONS, [{"title": person.role, **place}])
        hidden = {"visibility": Visibility.MEMBERS} if person.is_reserved else {}
        self._items(profile, Kind.INTERESTS, [{"title": label, **hidden} for label in person.interests])
        self._items(profile, Kind.NAMES, [{"title": person.other_name}] if person.other_name else [])
        self._items(profile, Kind.IDENTIFIERS, [{"type": "orcid", "title": _orcid(person)}] if person.orcid else [])

    def _part(self, profile: Any, kind: Kind, **values: Any) -> Any:
        part = new_id()
        self.tables[Part].add(id=part, profile_id=profile, kind=kind, **values)
        return part

    def _items(self, profile: Any, kind: Kind, items: list[dict[str, Any]]) -> None:
        part = self._part(profile, kind) if items else None
        for position, values in enumerate(items):
            self.tables[Item].add(id=new_id(), part_id=part, kind=kind, position=position, **values)

    def _html(self, text: str) -> str:
        if text not in self.abouts:
            self.abouts[text] = prose.to_html(text)
        return self.abouts[text]

    def _texts(self, person: Person, username: str, sort_key: str, *, reserved: bool = False) -> Texts:
        organization = self.organizations[person.organization]
        return Texts(
            own_names=[person.name, person.sort_name, username],
            other_names=[person.other_name] if person.other_name else [],
            affiliations=[person.headline, person.role, organization.name],
            interests=list(person.interests) if reserved or not person.is_reserved else [],
            about=[person.about] if person.about else [],
            orcids=[_orcid(person)] if person.orcid else [],
            organizations=[(organization.ror, "")],
            language=person.language,
            letter=sort_key[:1],
        )

    def _add_entry(self, profile: Any, seen: Texts, of_members: Texts | None) -> None:
        words = lexemes.weighted(seen)
        more = lexemes.weighted(of_members) if of_members else {}
        self.tables[Entry].add(
            profile_id=profile,
            words=_vector(words),
            member_words=_vector(more),
            facets=seen.facets,
            member_facets=of_members.facets if of_members else [],
        )
        for kept, is_public in ((words, True), (more, False)):
            for word in lexemes.spelt(lexeme for lexeme, weight in kept.items() if weight != "D"):
                if word not in self.told or (is_public and not self.told[word]):
                    self.words[word] = self.words.get(word, False) or is_public


def _vector(words: dict[str, str]) -> str:
    return " ".join(f"'{word}':1{weight}" for word, weight in words.items())


def _orcid(person: Person) -> str:
    return "-".join(person.orcid[at : at + 4] for at in range(0, 16, 4))


def load(count: int) -> None:
    started = time.monotonic()
    _store_organizations()
    _make_free()
    with _without_indexes():
        words: dict[str, bool] = {}
        for done, new in _stored(count):
            for word, is_public in new.items():
                words[word] = words.get(word, False) or is_public
            _say(f"{done:,} of {count:,} people, {done / (time.monotonic() - started):,.0f} a second")
        _store_words(words)
        _say("making indexes")
    complete()
    full_page.fill([crowd.username(person, number) for number, person in enumerate(crowd.people(2), start=1)][1])
    _say("looking at what is there")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    print(f"\r{count:,} people in {time.monotonic() - started:.0f} seconds" + " " * 30)


def complete() -> None:
    """What follows from the rest: the names that were ever given, and the feed of changes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO accounts_usernamehistory (username, user_id, given_at) "
            "SELECT username, id, %s FROM accounts_user",
            [BEGAN],
        )
        cursor.execute(
            "INSERT INTO api_feedentry (id, position, at, news, profile_id, username, former_username, version) "
            "SELECT p.id, row_number() OVER (ORDER BY p.published_at), p.published_at, %s, p.id, u.username, '', "
            "p.public_version FROM people_profile p JOIN accounts_user u ON u.id = p.user_id",
            [News.CREATED],
        )
        Feed.objects.update_or_create(id=1, defaults={"position": cursor.rowcount})


def _stored(count: int) -> Iterator[tuple[int, dict[str, bool]]]:
    """How many are in the database so far, and what words came with the last of them.

    A process for each core; few lots wait, for a million people would not fit into memory.
    """
    processes = os.cpu_count() or 1
    with multiprocessing.get_context("spawn").Pool(processes, _begin) as pool:
        waiting: deque[tuple[int, AsyncResult[dict[str, bool]]]] = deque()
        people, done = crowd.people(count), 0
        while lot := list(itertools.islice(people, BATCH)):
            waiting.append((done + len(lot), pool.apply_async(_store, (done + 1, lot))))
            done += len(lot)
            if len(waiting) > 2 * processes:
                stored, words = waiting.popleft()
                yield stored, words.get()
        yield from ((stored, words.get()) for stored, words in waiting)


def _begin() -> None:
    """A process: an interruption is for the one that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _make_free()
    _loader()


@cache
def _loader() -> Loader:
    """Of this process."""
    return Loader()


def _store(first: int, people: list[Person]) -> dict[str, bool]:
    return _loader().store(first, people)


def _remembering(slow: Callable[[str], Iterable[str]]) -> Callable[[str], tuple[str, ...]]:
    return lru_cache(maxsize=100_000)(lambda text: tuple(slow(text)))


def _store_organizations() -> None:
    Organization.objects.all().delete()
    Organization.objects.bulk_create(
        Organization(ror=f"0{number:08}", name=name, key=folding.fold(name), language="en", words="")
        for number, name in enumerate(crowd.organizations())
    )


def _store_words(words: dict[str, bool]) -> None:
    table = Table(Word)
    for word, is_public in words.items():
        table.add(text=word, is_public=is_public, pieces=dictionary.pieces_of(word))
    _say(f"{len(table.rows):,} words")
    table.flush()


def _make_free() -> None:
    """Of foreign keys, limits of time, and waits for the disk, on this connection."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica; SET statement_timeout = 0")
        cursor.execute("SET maintenance_work_mem = '1GB'; SET synchronous_commit = off")
    connection.connection.seconds = None  # else our side gives up


@contextmanager
def _without_indexes() -> Iterator[None]:
    """Rows first, then their indexes: many times as fast."""
    tables = [model._meta.db_table for model in (*TABLES, Word)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) "
            "AND indexname NOT IN (SELECT conname FROM pg_constraint)",
            [tables],
        )
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
    yield
    with connection.cursor() as cursor:
        for definition in _cheapest_first(indexes):
            cursor.execute(definition)


def _cheapest_first(indexes: Iterable[tuple[str, str]]) -> list[str]:
    return sorted((definition for _, definition in indexes), key=lambda definition: " gin " in definition)


def _say(line: str) -> None:
    if sys.stdout.isatty():
        print(f"\r  {line}" + " " * 20, end="", flush=True)


if __name__ == "__main__":
    load(int(sys.argv[1]))
