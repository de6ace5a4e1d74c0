"""`python -m tests.benchmarks.load 1000000`: fills the database of the environment with that many people, by COPY.

Accounts, pages with their parts and items, organisations, and the directory's index, as actions would have left them.
The database must be migrated and empty of people. Its owner must be allowed to put foreign keys aside, as the embedded
one is: nobody else should run this.
"""

import re
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import django

django.setup()

from django.db import connection, models  # noqa: E402

from profiles.accounts.models import User  # noqa: E402
from profiles.directory import dictionary, lexemes  # noqa: E402
from profiles.directory.lexemes import Texts  # noqa: E402
from profiles.directory.models import Entry, Word  # noqa: E402
from profiles.people import names, prose  # noqa: E402
from profiles.people.models import Item, Kind, Organization, Part, Profile, Status  # noqa: E402
from profiles.shared import folding  # noqa: E402
from profiles.shared.ids import new_id  # noqa: E402
from profiles.shared.visibility import Visibility  # noqa: E402
from tests.benchmarks import crowd  # noqa: E402
from tests.benchmarks.crowd import Person  # noqa: E402

TABLES = (User, Profile, Part, Item, Entry)
BATCH = 10_000
BEGAN = datetime(2020, 1, 1, tzinfo=UTC)


class Table:
    """Rows of a model on their way into the database, each column with its default where nothing else is said."""

    def __init__(self, model: type[models.Model]) -> None:
        self.fields = model._meta.concrete_fields
        self.name = model._meta.db_table
        self.defaults = {field.attname: field.get_default() for field in self.fields if not field.primary_key}
        moments = (field for field in self.fields if isinstance(field, models.DateTimeField) and not field.null)
        self.defaults |= dict.fromkeys((field.attname for field in moments), BEGAN)
        self.rows: list[list[Any]] = []

    def add(self, **values: Any) -> None:
        row = self.defaults | values
        self.rows.append([row[field.attname] for field in self.fields])

    def flush(self) -> None:
        columns = ", ".join(f'"{field.column}"' for field in self.fields)
        with connection.cursor() as cursor, cursor.copy(f"COPY {self.name} ({columns}) FROM STDIN") as copy:
            for row in self.rows:
                copy.write_row(row)
        self.rows = []


class Loader:
    def __init__(self) -> None:
        self.tables = {model: Table(model) for model in TABLES}
        self.words: dict[str, bool] = {}
        self.organizations: list[Organization] = []
        self.abouts: dict[str, str] = {}

    def load(self, count: int) -> None:
        started = time.monotonic()
        folding.tokens, folding.spellings = cache(folding.tokens), cache(folding.spellings)  # a crowd says much alike
        self._store_organizations()
        with _without_indexes():
            for number, person in enumerate(crowd.people(count), start=1):
                self._add(number, person)
                if number % BATCH == 0 or number == count:
                    for table in self.tables.values():
                        table.flush()
                    _say(f"{number:,} of {count:,} people, {number / (time.monotonic() - started):,.0f} a second")
            self._store_words()
            _say("making indexes")
        _say("looking at what is there")
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
        print(f"\r{count:,} people in {time.monotonic() - started:.0f} seconds" + " " * 30)

    def _store_organizations(self) -> None:
        Organization.objects.all().delete()
        rows = [
            Organization(ror=f"0{number:08}", name=name, key=folding.fold(name), language="en", words="")
            for number, name in enumerate(crowd.organizations())
        ]
        self.organizations = Organization.objects.bulk_create(rows)

    def _add(self, number: int, person: Person) -> None:
        user, profile = new_id(), new_id()
        username = f"{re.sub('[^a-z]', '', folding.to_ascii(person.family))[:20]}x-{number}"
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
                self.words[word] = self.words.get(word, False) or is_public

    def _store_words(self) -> None:
        table = Table(Word)
        for word, is_public in self.words.items():
            table.add(text=word, is_public=is_public, pieces=dictionary.pieces_of(word))
        _say(f"{len(table.rows):,} words")
        table.flush()


def _vector(words: dict[str, str]) -> str:
    return " ".join(f"'{word}':1{weight}" for word, weight in words.items())


def _orcid(person: Person) -> str:
    return "-".join(person.orcid[at : at + 4] for at in range(0, 16, 4))


@contextmanager
def _without_indexes() -> Iterator[None]:
    """Rows first, then their indexes and no foreign keys: each is many times as fast."""
    tables = [model._meta.db_table for model in (*TABLES, Word)]
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica; SET statement_timeout = 0")
        cursor.execute("SET maintenance_work_mem = '512MB'; SET synchronous_commit = off")
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
    Loader().load(int(sys.argv[1]))
