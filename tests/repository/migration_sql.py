"""What a statement written by hand does to the release before, as far as it can be read: the rest is not known."""

import re
from collections.abc import Collection
from typing import Any

import sqlparse

_HARMLESS = re.compile(
    r"(CREATE INDEX CONCURRENTLY |ALTER INDEX \w+ (RE)?SET \(|CREATE FUNCTION |COMMENT ON ).*"
    r"|ALTER TABLE \w+ ALTER \w+ SET STATISTICS -?\d+(, ALTER \w+ SET STATISTICS -?\d+)*",
    re.IGNORECASE,
)
_TOUCHES = re.compile(
    r"(?:CREATE (?:UNIQUE )?INDEX \w+ ON|CREATE (?:CONSTRAINT )?TRIGGER .*? ON|INSERT INTO|UPDATE|DELETE FROM) (\w+)\b",
    re.IGNORECASE,
)


def is_noticed(sql: Any, known: Collection[str]) -> bool:
    """Whether it may do more than what nobody notices, or change tables that the release before does not know."""
    given = [sql] if isinstance(sql, str) else [one if isinstance(one, str) else one[0] for one in sql]
    statements = [one for text in given for one in sqlparse.split(sqlparse.format(text, strip_comments=True))]
    return not all(_passes(" ".join(one.rstrip("; \n").split()), known) for one in statements)


def _passes(statement: str, known: Collection[str]) -> bool:
    if not statement or _HARMLESS.fullmatch(statement):
        return True
    touched = _TOUCHES.match(statement)
    return bool(touched) and touched[1].lower() not in known
