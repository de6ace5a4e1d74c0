"""Rows of a model on their way into the database by COPY."""

from datetime import UTC, datetime
from typing import Any

from django.db import connection, models

BEGAN = datetime(2020, 1, 1, tzinfo=UTC)


class Table:
    """Each column has its default where nothing else is said."""

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
