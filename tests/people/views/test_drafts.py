"""Drafts of long texts: kept while they are typed, seen by nobody else, gone when the text is saved."""

import pytest

from profiles.people import actions
from profiles.people.models import Change, Draft, Kind
from profiles.shared.ids import new_id

HTMX = {"HX-Request": "true"}
ABOUT = "/me/edit/about/"
KEEP = "/me/edit/about/draft/"
DISCARD = "/me/edit/about/draft/discard/"
SECRET = "Not for anyone yet"


def keep(member, text, version=1):
    return member.client.post(KEEP, {"text": text, "version": version}, headers=HTMX)


def test_what_is_typed_is_kept_without_an_answer_to_show(ada):
    answer = keep(ada, SECRET)
    assert (answer.status_code, answer.content) == (204, b"")
    assert ada.part(Kind.ABOUT).text == ""
    assert not Change.objects.exists()


def test_the_form_opens_with_the_draft_and_says_so(ada):
    keep(ada, SECRET)
    page = ada.client.get(ABOUT).content.decode()
    assert f">\n{SECRET}</textarea>" in page
    assert "This is what you wrote until" in page
    assert f'formaction="{DISCARD}"' in page


def test_a_form_without_a_draft_says_nothing(ada):
    page = ada.client.get(ABOUT).content.decode()
    assert "This is what you wrote" not in page
    assert "draft/discard" not in page


def test_saving_ends_the_draft(ada):
    keep(ada, "Half")
    ada.client.post(ABOUT, {"text": "Half and half", "version": 1})
    assert not Draft.objects.exists()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_discarding_leads_back_to_the_saved_text(ada, headers):
    ada.write(Kind.ABOUT, "Saved")
    keep(ada, SECRET, version=2)
    page = ada.client.post(DISCARD, headers=headers, follow=True).content.decode()
    assert not Draft.objects.exists()
    assert ">\nSaved</textarea>" in page
    assert SECRET not in page
    assert ("<html" in page) is (not headers)


def test_what_is_saved_already_is_no_draft(ada):
    ada.write(Kind.ABOUT, "Saved")
    keep(ada, "Saved and", version=2)
    keep(ada, "Saved", version=2)
    assert not Draft.objects.exists()


def test_of_two_windows_the_later_draft_is_kept(ada):
    keep(ada, "first")
    keep(ada, "second")
    assert Draft.objects.get().text == "second"


def test_a_draft_begun_before_another_window_saved_meets_it_in_a_conflict(ada):
    keep(ada, "From this window", version=1)
    ada.client.post(ABOUT, {"text": "From the other", "version": 1})
    keep(ada, "From this window, and on", version=1)
    assert 'name="version" value="1"' in ada.client.get(ABOUT).content.decode()
    conflict = ada.client.post(ABOUT, {"text": "From this window, and on", "version": 1})
    assert conflict.status_code == 409
    assert ada.part(Kind.ABOUT).text == "From the other"
    assert "From the other" in conflict.content.decode()


@pytest.mark.parametrize(
    "data",
    [
        {"text": "x" * 20_001, "version": 1},
        {"text": "x"},
        {"text": "x", "version": "-1"},
        {"text": "a\x00", "version": 1},
    ],
    ids=["too long", "no version", "a version that cannot be", "a control"],
)
def test_what_could_not_be_saved_is_not_kept(ada, data):
    assert ada.client.post(KEEP, data).status_code == 422
    assert not Draft.objects.exists()


@pytest.mark.parametrize("kind", ["headline", "pronouns", "name", "positions", "picture"])
def test_only_long_texts_have_drafts(ada, kind):
    assert ada.client.post(f"/me/edit/{kind}/draft/", {"text": "x", "version": 1}).status_code == 404


def test_a_section_of_ones_own_has_a_draft(ada):
    part = actions.add_section(ada.profile, actions.Place(new_id()), title="Teaching", text="", by=ada.user)
    assert ada.client.post(f"/me/edit/{part.pk}/draft/", {"text": SECRET, "version": 1}).status_code == 204
    page = ada.client.get(f"/me/edit/{part.pk}/").content.decode()
    assert SECRET in page
    assert 'value="Teaching"' in page


def test_a_draft_keeps_the_title_too(ada):
    part = actions.add_section(ada.profile, actions.Place(new_id()), title="Teaching", text="", by=ada.user)
    typed = {"text": SECRET, "title": "Lectures", "version": 1}
    assert ada.client.post(f"/me/edit/{part.pk}/draft/", typed).status_code == 204
    assert 'value="Lectures"' in ada.client.get(f"/me/edit/{part.pk}/").content.decode()
    ada.client.post(f"/me/edit/{part.pk}/draft/", {"text": "", "title": "Teaching", "version": 1})
    assert not Draft.objects.exists(), "what is saved already is no draft"


@pytest.mark.parametrize("is_newer", [False, True])
def test_a_draft_goes_and_comes_back_with_its_section(ada, is_newer):
    part = actions.add_section(ada.profile, actions.Place(new_id()), title="Teaching", text="", by=ada.user)
    if is_newer:
        actions.rewrite_text(part, title="Lectures", text="", version=1, by=ada.user)
    version = part.version + is_newer
    actions.keep_draft(part, title="Talks", text=SECRET, version=1, by=ada.user)
    actions.remove_section(part, version=version, by=ada.user)
    assert not Draft.objects.exists()
    actions.undo(Change.objects.get(verb="removed"), by=ada.user)
    draft = Draft.objects.get()
    assert (draft.title, draft.text) == ("Talks", SECRET)
    assert (draft.version == draft.part.version) is not is_newer


def test_the_draft_of_another_is_not_found(ada, ben):
    part = actions.add_section(ada.profile, actions.Place(new_id()), title="Teaching", text="", by=ada.user)
    actions.keep_draft(part, text=SECRET, version=1, by=ada.user)
    for slug in (part.pk, ada.part(Kind.ABOUT).pk, new_id()):
        assert ben.client.post(f"/me/edit/{slug}/draft/", {"text": "x", "version": 1}).status_code == 404
        assert ben.client.post(f"/me/edit/{slug}/draft/discard/").status_code == 404
    assert Draft.objects.get().text == SECRET


def test_a_draft_is_on_no_page_but_its_form(ada, ben, stranger):
    keep(ada.publish(), SECRET)
    mine = ("/me/", "/me/changes/", "/me/preview/stranger/", "/me/preview/member/", "/people/ada/", "/api/v1/me")
    for address in mine:
        assert SECRET not in ada.client.get(address).content.decode(), address
    for reader in (ben.client, stranger):
        for address in ("/people/ada/", "/api/v1/people/ada", "/people/?q=anyone"):
            assert SECRET not in reader.get(address).content.decode(), address


def test_a_draft_does_not_change_the_page(ada, stranger):
    before = stranger.get(f"/people/{ada.publish().user.username}/").headers["ETag"]
    version = ada.profile.version
    keep(ada, SECRET)
    assert stranger.get("/people/ada/").headers["ETag"] == before
    assert ada.profile.version == version
