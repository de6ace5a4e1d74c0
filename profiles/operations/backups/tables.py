"""What the database holds, counted and summed, so that a copy can be compared with it."""

from collections.abc import Sequence

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from psycopg import sql

from profiles.operations.backups.manifest import Table

# Whoever is signed in signs in again after a restore: nothing that opens a session lies in a backup.
LEFT_OUT = ("django_session", "accounts_signedinsession")

# However the session is set, a row reads the same.
_READING = {
    "TimeZone": "UTC",
    "DateStyle": "ISO",
    "IntervalStyle": "iso_8601",
    "bytea_output": "hex",
    "extra_float_digits": "1",
}
_NAMES = """
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND n.nspname = current_schema() AND NOT c.relname = ANY(%s) ORDER BY c.relname
"""
_SUM = sql.SQL("""
    SELECT count(*),
        coalesce(sum(('x' || encode(substr(sha256(convert_to(t::text, 'UTF8')), 1, 8), 'hex'))::bit(64)::bigint), 0)
    FROM {} t
""")


def names() -> list[str]:
    """Of all tables but those left out."""
    with connection.cursor() as cursor:
        cursor.execute(_NAMES, [list(LEFT_OUT)])
        return [name for (name,) in cursor.fetchall()]


def tables() -> tuple[Table, ...]:
    """All but those left out, in the order of their names; reads every row."""
    with transaction.atomic(), connection.cursor() as cursor:
        for name, value in _READING.items():
            cursor.execute("SELECT set_config(%s, %s, true)", [name, value])
        return tuple(_summed(cursor, name) for name in names())


def _summed(cursor: CursorWrapper, name: str) -> Table:
    cursor.execute(_SUM.format(sql.Identifier(name)))
    rows, total = cursor.fetchone()
    return Table(name, rows, str(total))


def differences(expected: Sequence[Table], found: Sequence[Table]) -> list[str]:
    """A sentence for each table that is not as it was."""
    by_name = {table.name: table for table in found}
    said = []
    for table in expected:
        other = by_name.get(table.name)
        if other is None:
            said.append(f"The table {table.name} is missing.")
        elif other.rows != table.rows:
            said.append(f"The table {table.name} has {other.rows:,} rows instead of {table.rows:,}.")
        elif other.sum != table.sum:
            said.append(f"The table {table.name} has other content than it had.")
    return said
