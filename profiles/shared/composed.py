"""Querysets whose SQL is composed once (docs/decisions/0041-strangers-reads-composed-once.md)."""

from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.models import Lookup, Model, QuerySet
from django.db.models.query import get_related_populators  # as QuerySet itself does

M = TypeVar("M", bound=Model)


class Among(Lookup[Any]):
    """What is one of a list, as one value of the SQL and not one for each: `Among(F("pk"), ids)`."""

    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        column, values = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s)", (*values, self.rhs)


class Composed(Generic[M]):
    """A queryset with `blank` in the place of one value, that is asked with others there.

    Gives what the queryset would, and what its `select_related` names. It may have no annotations and no prefetches.
    """

    def __init__(self, queryset: QuerySet[M], blank: object) -> None:
        compiler = queryset.query.get_compiler(queryset.db)
        self.using, self.blank = queryset.db, blank
        self.sql, self.values = compiler.as_sql()
        self.compiler = compiler
        chosen = compiler.klass_info["select_fields"]
        self.model, self.start, self.end = queryset.model, chosen[0], chosen[-1] + 1
        self.columns = [column.target.attname for column, *_ in compiler.select[self.start : self.end]]
        self.related = get_related_populators(  # type: ignore[call-arg]  # the stubs know a later version's
            compiler.klass_info, compiler.select, self.using
        )

    def rows(self, value: object) -> list[M]:
        with connections[self.using].cursor() as cursor:
            values: list[Any] = [value if one == self.blank else one for one in self.values]
            cursor.execute(self.sql, values)
            found = cursor.fetchall()
        return [self._made(row) for row in self.compiler.results_iter([found])]

    def _made(self, row: Any) -> M:
        made = self.model.from_db(self.using, self.columns, row[self.start : self.end])
        for related in self.related:
            related.populate(row, made)
        return made
