"""Sections: their order, and those of one's own."""

import pytest
from django.core.exceptions import PermissionDenied

from profiles.people import actions
from profiles.people.actions import sections
from profiles.people.models import SECTION_KINDS, Kind, Part
from profiles.shared.ids import new_id


def add(member, title="Teaching", place=None):
    place = place or actions.Place(new_id())
    return actions.add_section(member.profile, place, title=title, text="*Logic*", by=member.user)


def in_order(member):
    return list(Part.objects.filter(profile=member.profile, kind__in=SECTION_KINDS).order_by("position", "id"))


def test_a_new_page_has_its_sections_in_their_order(ada):
    assert [part.kind for part in in_order(ada)] == [kind for kind in SECTION_KINDS if kind != Kind.CUSTOM]


def test_a_section_of_ones_own_comes_last_and_is_rendered(ada):
    part = add(ada)
    assert in_order(ada)[-1] == part
    assert part.html == "<p><em>Logic</em></p>\n"
    assert part.heading == "Teaching"
    assert part.slug == str(part.pk)


def test_a_form_sent_twice_adds_one_section(ada):
    place = actions.Place(new_id())
    assert add(ada, place=place) == add(ada, place=place)


def test_a_form_that_was_gone_back_to_adds_what_it_says_now(ada):
    place = actions.Place(new_id())
    first, second = (
        actions.add_section(ada.profile, place, title="Teaching", text=text, by=ada.user) for text in ("one", "two")
    )
    assert (first.text, second.text) == ("one", "two")
    assert first.pk != second.pk


def test_the_id_of_somebody_elses_section_is_refused(ada, cleo):
    theirs = add(cleo)
    with pytest.raises(PermissionDenied):
        add(ada, place=actions.Place(theirs.pk))


def test_there_is_a_limit(ada, monkeypatch):
    monkeypatch.setattr(sections, "MOST_OWN_SECTIONS", 1)
    add(ada)
    with pytest.raises(actions.TooMany):
        add(ada)


def test_only_a_section_of_ones_own_is_removed(ada):
    with pytest.raises(PermissionDenied):
        actions.remove_section(ada.part(Kind.ABOUT), version=1, by=ada.user)


def test_a_section_that_was_changed_meanwhile_is_not_removed(ada):
    part = add(ada)
    actions.rewrite_text(part, title="Lectures", text="x", version=1, by=ada.user)
    with pytest.raises(actions.Conflict):
        actions.remove_section(part, version=1, by=ada.user)
    actions.remove_section(part, version=2, by=ada.user)
    actions.remove_section(part, version=2, by=ada.user)  # a double submit
    assert not Part.objects.filter(kind=Kind.CUSTOM).exists()


def test_an_order_of_other_parts_is_a_conflict(ada, cleo):
    mine = [part.pk for part in in_order(ada)]
    head = ada.part(Kind.HEADLINE).pk
    for order in (mine[1:], [*mine, head], [*mine[1:], in_order(cleo)[0].pk], [*mine[1:], mine[1]]):
        with pytest.raises(actions.Conflict):
            actions.arrange_sections(ada.profile, order, by=ada.user)
    assert [part.pk for part in in_order(ada)] == mine
