"""The index follows the pages, in their transaction."""

import pytest
from django.db import transaction

from profiles.directory.models import Entry
from profiles.people import actions
from profiles.people.models import Kind


def test_a_draft_has_no_entry(ada):
    assert not Entry.objects.exists()
    ada.publish()
    assert Entry.objects.get().profile == ada.profile
    actions.unpublish(ada.profile, by=ada.user)
    assert not Entry.objects.exists()


def test_a_failed_change_leaves_the_index_as_it_was(ada):
    ada.publish()
    before = Entry.objects.values_list("words", flat=True).get()

    @transaction.atomic
    def rename_and_fail():
        actions.rewrite_name(ada.part(Kind.NAME), display_name="Someone Else", sort_name="", version=1, by=ada.user)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        rename_and_fail()
    assert Entry.objects.values_list("words", flat=True).get() == before


def test_a_name_of_many_long_words_is_indexed(ada):
    ada.publish()
    name = " ".join(["x" * 30, "y" * 30, *"abcdefghijklmnopqrstuvwxyz"])
    actions.rewrite_name(ada.part(Kind.NAME), display_name=name[:120], sort_name="", version=1, by=ada.user)
    assert "'a'" in Entry.objects.values_list("words", flat=True).get()
