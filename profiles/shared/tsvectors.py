"""Folded words in PostgreSQL's text search, stored and asked past its parser, which knows nothing of folding."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, F, Func, TextField, Value
from django.db.models.sql.compiler import SQLCompiler


def vector(words: Iterable[str]) -> Func:
    """The tsvector of these words, none of them empty or beyond 2 kB."""
    return Func(Value(list(words), ArrayField(TextField())), function="array_to_tsvector")


def weighted(words: Mapping[str, str]) -> Func:
    """The tsvector of these words with their weights, A to D. They must be free of quotes and backslashes."""
    text = " ".join(f"'{word}':1{weight}" for word, weight in words.items())
    return Func(Value(text), template="(%(expressions)s)::tsvector", output_field=SearchVectorField())


def prefixes(words: Iterable[str]) -> SearchQuery:
    """Finds what has, for each of these words, one that begins so. Folded words are letters and digits only."""
    return _Query(" & ".join(f"'{word}':*" for word in words))


def has_prefixes(column: str, words: Iterable[str]) -> Func:
    """The same as a condition on a row, which PostgreSQL does not take to the index."""
    return Func(F(column), prefixes(words), function="ts_match_vq", output_field=BooleanField())


def exactly(word: str) -> SearchQuery:
    """Finds what has this word. It must be free of quotes and backslashes, as folded ones are."""
    return _Query(f"'{word}'")


class _Query(SearchQuery):
    """A tsquery cast from its text."""

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, *_: object, **__: object
    ) -> tuple[str, Any]:
        return super().as_sql(compiler, connection, template="(%(expressions)s)::tsquery")
