"""Querysets that are composed once: they read what they would read anyway."""

from uuid import UUID

import pytest

from profiles.people.models import Item, Kind, Organization, Profile
from profiles.shared.composed import Composed

NOBODY = UUID(int=0)


@pytest.fixture
def items(ada, db) -> list[Item]:
    organization = Organization.objects.create(ror="012345678", name="Nordhavn University", names=[{"name": "NU"}])
    position = ada.add(Kind.POSITIONS, title="Analyst", started_on="2019")
    Item.objects.filter(pk=position.pk).update(organization=organization)
    ada.add(Kind.INTERESTS, title="Engines")
    return list(Item.objects.order_by("title"))


def all_of(made: Item) -> dict[str, object]:
    return {name: value for name, value in vars(made).items() if name != "_state"}


def test_rows_are_those_of_the_queryset_with_what_they_relate_to(ada, items, queries_of):
    whole = Item.objects.select_related("organization", "part__profile").defer("organization__names").order_by("title")
    whose = ada.profile.pk
    with queries_of(1):
        found = Composed(whole.filter(part__profile=NOBODY), NOBODY).rows(whose)
        places = [item.organization and item.organization.name for item in found]
        owners = {item.part.profile.display_name for item in found}
    assert list(map(all_of, found)) == list(map(all_of, items))
    assert places == ["Nordhavn University", None]
    assert owners == {ada.profile.display_name}
    assert found[0].organization.names == [{"name": "NU"}]  # read when it is asked for


def test_one_composition_answers_for_each_value(ada, ben):
    by_name = Composed(Profile.objects.filter(user__username="?", user__is_active=True), "?")
    for member in (ada, ben, ada):
        assert by_name.rows(member.user.username) == [member.profile]
    assert by_name.rows("nobody") == []


def test_a_value_is_never_syntax(ada):
    by_name = Composed(Profile.objects.filter(user__username="?"), "?")
    for value in ("' OR true --", "%s", "?", "ada' --"):
        assert by_name.rows(value) == []


def test_a_row_can_be_saved(ada):
    (profile,) = Composed(Profile.objects.filter(user__username="?"), "?").rows("ada")
    profile.display_name = "Augusta"
    profile.save()
    assert Profile.objects.get(pk=profile.pk).display_name == "Augusta"
