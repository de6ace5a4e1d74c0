"""What was written into the audit stays as it is."""

import pytest
from django.db import ProgrammingError, transaction

from profiles.accounts import audit
from profiles.accounts.models import AuditEvent
from profiles.shared.ids import new_id

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("change", [lambda events: events.update(verb="nothing"), lambda events: events.delete()])
def test_the_database_refuses_to_change_or_delete_an_event(change):
    event = audit.record("joined", new_id(), by=None, kind="test")
    with pytest.raises(ProgrammingError), transaction.atomic():
        change(AuditEvent.objects.filter(pk=event.pk))
    event.refresh_from_db()
    assert (event.verb, event.details) == ("joined", {"kind": "test"})
