"""Writes down who changed what. Call it inside the transaction of the change."""

from uuid import UUID

from profiles.accounts.models import AuditEvent, User


def record(verb: str, subject_id: UUID, *, by: User | None, **details: object) -> AuditEvent:
    """One event: `by` did `verb` to the row with this id; `by` None is an operator at the console.

    The details are ids and choices, never texts or addresses of people: the audit outlives what it is about. The one
    text is the reason that staff give for a look at what is private.
    """
    return AuditEvent.objects.create(actor_id=by.pk if by else None, verb=verb, subject_id=subject_id, details=details)
