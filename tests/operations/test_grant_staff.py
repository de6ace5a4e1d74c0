"""manage.py grant_staff."""

import pytest
from django.core.management import CommandError, call_command

from profiles.accounts.models import AuditEvent


def test_somebody_who_signed_in_enters_the_admin(ada, capsys):
    assert ada.client.get("/admin/", follow=True).status_code == 403
    call_command("grant_staff", "Ada")
    assert "ada may enter /admin/" in capsys.readouterr().out
    assert ada.client.get("/admin/").status_code == 200
    event = AuditEvent.objects.get(verb="staff granted")
    assert (event.actor_id, event.subject_id) == (None, ada.user.pk)


def test_an_unknown_name_is_one_sentence(db):
    with pytest.raises(CommandError, match="Nobody here is called bob"):
        call_command("grant_staff", "bob")
