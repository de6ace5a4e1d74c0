"""Lists of one's own page, written whole by a program."""

import pytest

from profiles.accounts.models import AuditEvent
from profiles.api.v1 import patched_items
from profiles.people.models import Kind, Organization
from profiles.people.signals import profiles_changed
from profiles.shared.visibility import Visibility
from tests.api.patches import ME, changed, refused


def test_a_list_is_given_whole(ada, script):
    kept = ada.add(Kind.INTERESTS, title="Engines")
    ada.add(Kind.INTERESTS, title="Gambling")
    items = changed(
        script,
        {
            "interests": {
                "items": [{"title": "Music", "visibility": "me"}, {"id": str(kept.pk), "title": "Analytical engines"}]
            }
        },
    )["interests"]["items"]
    assert [(item["title"], item["visibility"]) for item in items] == [
        ("Music", "me"),
        ("Analytical engines", "public"),
    ]
    assert items[1]["id"] == str(kept.pk)


def test_two_items_change_places(ada, script):
    for title in ("alpha", "beta"):
        ada.add(Kind.INTERESTS, title=title)
    before = script.get(ME).json()["profile"]["parts"]["interests"]["items"]
    wanted = [{"id": one["id"], "title": other["title"]} for one, other in zip(before, reversed(before), strict=True)]
    after = changed(script, {"interests": {"items": wanted}})["interests"]["items"]
    assert [item["title"] for item in after] == ["beta", "alpha"]
    assert [item["id"] for item in after] == [item["id"] for item in before]


def test_who_sees_an_item_stays_where_nothing_is_said_of_it(ada, script):
    item = ada.add(Kind.INTERESTS, title="secret", visibility=Visibility.ME)
    changed(script, {"interests": {"items": [{"id": str(item.pk), "title": "still secret"}]}})
    item.refresh_from_db()
    assert (item.title, item.visibility) == ("still secret", Visibility.ME)


def test_two_hundred_items_cost_few_queries_and_one_line_of_the_history(ada, script, django_assert_max_num_queries):
    ada.publish()
    before = ada.profile.changes.count()
    interests = [{"title": f"interest {number}"} for number in range(200)]
    place = {"organization_name": "Somewhere", "started_on": "2001"}
    places = [{"title": f"role {number}"} | place for number in range(200)]
    for wanted in ((interests, places), (interests[::-1], places[::-1]), ([], [])):
        with django_assert_max_num_queries(80):
            changed(script, {"interests": {"items": wanted[0]}, "positions": {"items": wanted[1]}})
    assert ada.profile.changes.count() == before + 6


def test_a_list_without_end_is_refused_before_it_is_read(ada, script, monkeypatch):
    monkeypatch.setattr(patched_items, "_content", pytest.fail)
    wanted = [{"title": str(number)} for number in range(201)]
    assert refused(script, {"profile": {"parts": {"interests": {"items": wanted}}}}) == [
        "profile.parts.interests.items"
    ]


def test_a_patch_is_told_once(ada, script):
    told = []
    profiles_changed.connect(receiver := lambda profiles, **_: told.append(len(profiles)))
    try:
        changed(script, {"headline": {"text": "x"}, "interests": {"items": [{"title": "a"}, {"title": "b"}]}})
    finally:
        profiles_changed.disconnect(receiver)
    assert told == [1]


def test_a_position_is_written_as_in_its_form(ada, script):
    Organization.objects.create(ror="05gq02987", name="Brown University", words="")
    position = {
        "title": "Analyst",
        "organization_name": "Brown University",
        "organization": "05gq02987",
        "started_on": "1843-09",
        "ended_on": "1852",
    }
    (item,) = changed(script, {"positions": {"items": [position]}})["positions"]["items"]
    assert {name: item[name] for name in position} == position
    for wrong, path in (
        ({"title": ""}, "title"),
        ({"started_on": "soon"}, "started_on"),
        ({"ended_on": "1800"}, "ended_on"),
        ({"started_on": "1843-02-31"}, "started_on"),
    ):
        document = {"profile": {"parts": {"positions": {"items": [position | wrong]}}}}
        assert refused(script, document) == [f"profile.parts.positions.items.0.{path}"]


def test_a_name_that_is_left_out_is_forgotten(ada, script):
    ada.add(Kind.NAMES, title="Augusta Byron")
    ada.write(Kind.HEADLINE, "x")
    assert changed(script, {"names": {"items": []}})["names"]["items"] == []
    assert not ada.profile.changes.filter(label__contains="Byron").exists()
    assert AuditEvent.objects.filter(verb="name forgotten").exists()
