"""Privacy as a table: everything on a page, at every level, in every output, asked by everybody."""

import importlib

import pytest
from django.apps import apps
from django.db import models
from django.test import Client

from profiles.accounts import actions as accounts
from profiles.people import actions
from profiles.people.models import Change, Document, Kind, Picture
from profiles.shared.ids import new_id
from profiles.shared.visibility import Visibility
from tests import cast
from tests.privacy import outputs, page
from tests.privacy.fields import FIELDS, Reach
from tests.privacy.values import Value, values
from tests.privacy.values import outputs as columns
from tests.repository import addresses

LEVELS = list(Visibility)
WHO = ("stranger", "member", "staff", "owner")
TO_MEMBERS = {Visibility.PUBLIC, Visibility.MEMBERS}
MAY_SEE = {"stranger": {Visibility.PUBLIC}, "member": TO_MEMBERS, "staff": TO_MEMBERS, "owner": set(LEVELS)}
INDEXED = {"search", "facets"}
STRUCTURE = {"id", "part", "profile", "kind", "position", "picture", "document", "html", "type"}  # say nothing alone
STRUCTURE |= {"verified_at", "width", "height", "size", "large_file", "small_file", "file"}
OF_STRANGERS = {"webfinger", "sitemap"}  # they say the same to everybody
MODELS = {Picture: ("picture", "cover"), Document: ("cv",)}


@pytest.fixture
def clients(ada, cleo, settings) -> dict[str, Client]:
    settings.RATE_LIMITS = {}
    keeper = cast.join("keeper", "Keeper")
    accounts.grant_staff(keeper.user, by=None)
    return {"stranger": Client(), "member": cleo.client, "staff": keeper.client, "owner": ada.client}


@pytest.mark.parametrize("item_level", LEVELS)
@pytest.mark.parametrize("part_level", LEVELS)
def test_every_output_shows_everything_to_those_alone_who_may_see_it(ada, clients, part_level, item_level):
    needles = page.write(ada, part_level, item_level)
    wrong = []
    for who in WHO:
        said = outputs.answers(clients[who], needles.values())
        for value, needle in needles.items():
            levels = {part_level, item_level} if value.kind in page.LIST_KINDS else {part_level}
            may_see = levels <= MAY_SEE[who]
            is_public = levels == {Visibility.PUBLIC}
            heard = said if is_public or not may_see else {name: said[name] for name in said.keys() - OF_STRANGERS}
            wrong += _wrongs(who, value, needle, heard, may_see=may_see)
    assert wrong == []


def _wrongs(who: str, value: Value, needle: str, said: dict[str, str], *, may_see: bool) -> list[str]:
    """Hidden means nowhere, whatever the table says of the output; shown means in all that the table names."""
    name = f"{value.kind} {value.column}"
    if not may_see:
        return [f"{output} shows {who} the hidden {name}" for output, text in said.items() if needle in text]
    if who == "owner":
        said = {output: text for output, text in said.items() if output not in INDEXED}  # only me: not in search
    return [f"{output} lacks {name} for {who}" for output in value.shown_in & said.keys() if needle not in said[output]]


@pytest.mark.parametrize("level", LEVELS)
def test_files_are_fetched_by_those_alone_who_may_see_them(ada, clients, level):
    page.write(ada, level, level)
    for address in _file_addresses():
        fetched = {who: clients[who].get(address).status_code == 200 for who in WHO}
        assert fetched == {who: level in MAY_SEE[who] for who in WHO}, address


@pytest.mark.parametrize("level", LEVELS)
def test_an_old_address_of_a_file_is_nobodys(ada, clients, level):
    page.write(ada, Visibility.PUBLIC, Visibility.PUBLIC)
    before = _file_addresses()
    for kind in (Kind.PICTURE, Kind.COVER, Kind.CV):
        actions.show_part_to(ada.part(kind), visibility=Visibility.ME, by=ada.user)
        actions.show_part_to(ada.part(kind), visibility=level, by=ada.user)
    assert [path for path in before for who in WHO if clients[who].get(path).status_code != 404] == []


def _file_addresses() -> list[str]:
    pictures = Picture.objects.values_list("large_key", "small_key")
    return [
        *(f"/media/{key}.webp" for keys in pictures for key in keys),
        *(f"/media/{key}.pdf" for key in Document.objects.values_list("key", flat=True)),
    ]


@pytest.mark.parametrize("level", LEVELS)
def test_a_preview_shows_what_others_see(ada, clients, level):
    needles = page.write(ada, level, Visibility.PUBLIC)
    for who in ("stranger", "member"):
        seen = outputs.answers(clients[who], [])["html"]
        previewed = ada.client.get(f"/me/preview/{who}/").content.decode()
        shown = {needle for value, needle in needles.items() if "html" in value.shown_in}
        assert {needle for needle in shown if needle in previewed} == {needle for needle in shown if needle in seen}


def test_a_draft_of_a_page_is_its_owners(ada, clients):
    needles = page.write(ada, Visibility.PUBLIC, Visibility.PUBLIC)
    actions.unpublish(ada.profile, by=ada.user)
    for who in ("stranger", "member", "staff"):
        said = outputs.answers(clients[who], needles.values())
        assert [needle for needle in needles.values() if any(needle in text for text in said.values())] == []
        assert [path for path in _file_addresses() if clients[who].get(path).status_code != 404] == []


def test_what_she_called_her_cv_is_told_to_nobody(ada, clients):
    page.write(ada, Visibility.PUBLIC, Visibility.PUBLIC)
    assert "zqown.pdf" in clients["owner"].get("/me/").content.decode()
    for who in WHO:
        assert [text for text in outputs.answers(clients[who], []).values() if "zqown" in text] == []


def test_history_and_drafts_are_their_owners(ada, clients):
    """Former and unsaved texts of a page that everybody may see."""
    ada.write(Kind.ABOUT, "zqformer").write(Kind.ABOUT, "present").publish()
    removed = ada.add(Kind.TALKS, title="zqremoved")
    actions.remove_item(removed, by=ada.user)
    actions.keep_draft(ada.part(Kind.ABOUT), text="zqunsaved", version=3, by=ada.user)
    assert "zqunsaved" in clients["owner"].get("/me/edit/about/").content.decode()
    assert "zqremoved" in clients["owner"].get("/me/changes/").content.decode()
    paths = ["/me/", "/me/changes/", "/me/edit/about/", "/me/edit/talks/", "/me/preview/member/"]
    for who in WHO[:3]:
        said = outputs.answers(clients[who], ["zqformer", "zqremoved", "zqunsaved"])
        own = [clients[who].get(path).content.decode() for path in paths]
        kept = ("zqformer", "zqremoved", "zqunsaved")
        assert [word for word in kept for text in (*said.values(), *own) if word in text] == []


@pytest.mark.parametrize("who", ["member", "staff"])
def test_ids_of_what_is_hers_open_nothing(ada, clients, who):
    page.write(ada, Visibility.PUBLIC, Visibility.PUBLIC)
    item, own = ada.part(Kind.TALKS).items.get(), ada.profile.parts.get(kind=Kind.CUSTOM)
    change = Change.objects.filter(profile=ada.profile).latest("at")
    item_paths = [f"/me/edit/items/{item.pk}/{rest}" for rest in ("", "remove/", "visibility/", "move/")]
    own_paths = [f"/me/edit/{own.pk}/{rest}" for rest in ("", "visibility/", "move/", "draft/")]
    before = ada.profile.version
    for path in (*item_paths, *own_paths, f"/me/changes/{change.pk}/undo/"):
        data = {"visibility": "public", "direction": "up", "title": "x", "text": "x", "version": "1"}
        answer = clients[who].post(path, data)
        assert answer.status_code == 404, path
        assert "zqx" not in answer.content.decode()
    assert ada.profile.version == before


@pytest.mark.parametrize("who", ["member", "staff"])
def test_what_is_hers_is_removed_by_nobody_and_looks_gone(ada, clients, who):
    page.write(ada, Visibility.PUBLIC, Visibility.PUBLIC)
    own, change = ada.profile.parts.get(kind=Kind.CUSTOM), Change.objects.filter(profile=ada.profile).latest("at")
    for path, pk in (("/me/edit/{}/remove/", own.pk), ("/me/changes/{}/forget/", change.pk)):
        hers, nothing = (clients[who].post(path.format(one), {"version": "1"}) for one in (pk, new_id()))
        assert (hers.status_code, hers.url) == (nothing.status_code, nothing.url)
    assert type(own).objects.filter(pk=own.pk).exists()
    assert Change.objects.filter(pk=change.pk).exists()


def test_every_column_of_the_database_is_in_the_table():
    ours = [model for model in apps.get_models() if model.__module__.startswith("profiles.")]
    stored = {model._meta.label: {field.name for field in _columns(model)} for model in ours}
    assert stored == {label: set(fields) for label, fields in FIELDS.items()}


def test_what_is_shown_stands_in_the_table_of_values():
    shown = {
        (label, name)
        for label, fields in FIELDS.items()
        for name, reach in fields.items()
        if reach is Reach.SHOWN and name not in STRUCTURE
    }
    written = {(_label(value.kind), value.column) for value in values()}
    assert written == shown


def _label(kind: str) -> str:
    of_files = {kind: model._meta.label for model, kinds in MODELS.items() for kind in kinds}
    return of_files.get(kind) or ("people.Item" if kind in page.LIST_KINDS else "people.Part")


def _columns(model: type[models.Model]) -> list[models.Field]:
    return [field for field in model._meta.get_fields() if field.concrete]


def test_every_upload_is_served_by_an_address_that_is_asked_here():
    uploads = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in _columns(model)
        if isinstance(field, models.FileField)
    }
    assert uploads == {"people.Picture.large_file", "people.Picture.small_file", "people.Document.file"}


def test_every_address_is_in_the_table_of_outputs():
    known = set(outputs.HER_PAGE) | set(outputs.OWN) | set(outputs.STAFF) | set(outputs.NOBODYS)
    listed = addresses.listed_addresses()
    assert [(address.name, address.route) for address in listed if not address.keys & known] == []
    assert known <= set(importlib.import_module("tests.permissions").TABLE)


def test_every_output_has_its_column():
    asked = {output for named in outputs.HER_PAGE.values() for output in named}
    assert asked - {"file"} == set(columns())
