"""A forgotten name is nowhere, and nothing else goes with it."""

import pytest

from profiles.accounts.models import AuditEvent
from profiles.directory.models import Entry
from profiles.people import actions
from profiles.people.contents import Content
from profiles.people.models import Change, Draft, Item, Kind
from profiles.shared.visibility import Visibility


def test_a_forgotten_name_is_nowhere(ada):
    ada.publish()
    ada.add(Kind.INTERESTS, title="engines")
    item = ada.add(Kind.NAMES, title="Deadname Byron")
    actions.rewrite_item(item, Content(title="Deadname  Noel"), version=1, by=ada.user)
    ada.write(Kind.ABOUT, "Formerly known as deadname  noel.").write(Kind.ABOUT, "I write.")
    actions.keep_draft(ada.part(Kind.ABOUT), text="Once Deadname  Noel", version=3, by=ada.user)
    actions.forget_name(Item.objects.get(pk=item.pk), by=ada.user)
    kept = str(list(Change.objects.values_list("before", "label"))).casefold()
    assert "deadname" not in kept
    assert "engines" in kept
    assert not Draft.objects.exists()
    assert "deadname" not in str(list(Entry.objects.values_list())).casefold()
    assert "deadname" not in str(list(AuditEvent.objects.values_list("details"))).casefold()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Deadname Byron", "formerly Deadname\nByron, and so on"),
        ("Deadname Byron", "formerly *Deadname* **Byron**"),
        ("Deadname Byron", "see Deadname_Byron.pdf"),
        ("Deadname", "Deadnames Werke"),
        ("Deadname", "als Dead\u00adname geboren"),
        ("Weiß", "vormals WEISS"),
        ("Ng", "formerly NG."),
        ("王", "我姓王的时候"),
    ],
)
def test_a_draft_that_mentions_a_forgotten_name_goes(ada, name, text):
    actions.keep_draft(ada.part(Kind.ABOUT), text=text, version=1, by=ada.user)
    actions.forget_name(ada.add(Kind.NAMES, title=name), by=ada.user)
    assert not Draft.objects.exists()


def test_a_name_that_it_had_before_is_forgotten_with_it(ada):
    item = ada.add(Kind.NAMES, title="Deadname")
    actions.rewrite_item(item, Content(title="Augusta"), version=1, by=ada.user)
    actions.keep_draft(ada.part(Kind.ABOUT), text="once Deadname", version=1, by=ada.user)
    actions.forget_name(Item.objects.get(pk=item.pk), by=ada.user)
    assert not Draft.objects.exists()


def test_a_short_name_takes_no_draft_that_does_not_mention_it(ada):
    ada.add(Kind.INTERESTS, title="old engines")
    actions.keep_draft(ada.part(Kind.ABOUT), text="A long text about other songs", version=1, by=ada.user)
    for name in ("O", "Ng"):
        actions.forget_name(ada.add(Kind.NAMES, title=name), by=ada.user)
    assert Draft.objects.exists()
    assert Change.objects.filter(label="old engines").exists()


def test_an_id_in_the_history_is_no_mention_of_a_name(ada):
    ada.add(Kind.INTERESTS, title="engines")
    kept = {"order": ["01985ade-dead-7000-8000-00000000beef"], "is_arranged": False}
    Change.objects.update(before=kept)
    actions.forget_name(ada.add(Kind.NAMES, title="Dead"), by=ada.user)
    assert Change.objects.filter(before=kept).exists()


def test_forgetting_a_name_that_is_gone_changes_nothing(ada):
    item = ada.add(Kind.NAMES, title="Deadname")
    actions.forget_name(item, by=ada.user)
    before = ada.profile.version
    actions.forget_name(item, by=ada.user)
    assert ada.profile.version == before


@pytest.mark.parametrize("name", ["La", "Me"])
def test_a_name_that_looks_like_a_code_takes_no_change_that_does_not_mention_it(ada, name):
    about = ada.part(Kind.ABOUT)
    actions.rewrite_text(about, text="Scribo.", language="la", version=1, by=ada.user)
    actions.rewrite_text(about, text="Scripsi.", version=2, by=ada.user)
    talk = ada.add(Kind.TALKS, title="De machinis", language="la", visibility=Visibility.ME)
    actions.remove_item(talk, by=ada.user)
    count = Change.objects.count()
    actions.forget_name(ada.add(Kind.NAMES, title=name), by=ada.user)
    assert Change.objects.count() == count + 1  # the note that a name was removed
