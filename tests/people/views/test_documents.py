"""The CV in the browser: sent, saved by readers, hidden, replaced, removed."""

import pytest
from django.core.files.storage import default_storage

from profiles.people.models import Document, Kind
from tests import pdfs

CV = "/me/edit/cv/"
HTMX = {"HX-Request": "true"}


def send(member, file, version=1, **more):
    return member.client.post(CV, {"document": file, "version": version}, **more)


def address(member):
    return f"/media/{member.part(Kind.CV).document.key}.pdf"


def body(response):
    return b"".join(response.streaming_content)


@pytest.fixture
def shown(ada):
    """Ada's page is published, with a CV on it."""
    ada.publish()
    assert send(ada, pdfs.pdf()).status_code == 302
    return ada


def test_owner_sends_a_cv_and_readers_save_it(shown, stranger):
    answer = stranger.get(address(shown))
    assert answer.status_code == 200
    assert body(answer) == pdfs.content()
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Ada Lovelace CV.pdf"'
    assert answer.headers["Cache-Control"] == "public, max-age=300"


def test_a_cv_has_no_power_over_our_pages(ada, stranger):
    ada.publish()
    send(ada, pdfs.pdf(catalogue=pdfs.SCRIPT))
    answer = stranger.get(address(ada))
    assert b"/JavaScript" in body(answer), "it is passed on as it is"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("attachment;")


def test_a_name_in_any_script_is_a_name_of_a_file(shown, stranger):
    shown.client.post("/me/edit/name/", {"text": 'Софья "S" Ковалевская', "version": 1})
    said = stranger.get(address(shown)).headers["Content-Disposition"]
    assert said.startswith("attachment; filename*=utf-8''%D0%A1")
    assert said.endswith("%20CV.pdf")
    assert '"' not in said


def test_a_cv_of_a_draft_is_for_its_owner_alone(ada, ben, stranger):
    send(ada, pdfs.pdf())
    mine = ada.client.get(address(ada))
    assert mine.status_code == 200
    assert mine.headers["Cache-Control"] == "private, no-store"
    assert ben.client.get(address(ada)).status_code == 404
    assert stranger.get(address(ada)).status_code == 404


def test_hiding_moves_the_cv_at_once(shown, ben, stranger):
    old = address(shown)
    shown.client.post("/me/edit/cv/visibility/", {"visibility": "members"})
    assert [browser.get(old).status_code for browser in (stranger, ben.client, shown.client)] == [404] * 3
    assert stranger.get(address(shown)).status_code == 404
    seen = ben.client.get(address(shown))
    assert seen.status_code == 200
    assert seen.headers["Cache-Control"] == "private, no-store"
    shown.client.post("/me/edit/cv/visibility/", {"visibility": "me"})
    assert ben.client.get(address(shown)).status_code == 404
    assert shown.client.get(address(shown)).status_code == 200


def test_a_cv_has_another_address_after_every_publishing(shown, stranger):
    old = address(shown)
    shown.client.post("/me/unpublish/")
    shown.client.post("/me/publish/")
    assert stranger.get(old).status_code == 404
    assert stranger.get(address(shown)).status_code == 200


def test_a_replaced_cv_is_gone_at_once(shown, stranger):
    old = address(shown)
    assert send(shown, pdfs.pdf("newer.pdf"), version=2).status_code == 302
    assert [browser.get(old).status_code for browser in (stranger, shown.client)] == [404, 404]
    assert shown.part(Kind.CV).document.name == "newer.pdf"


def test_a_cv_is_removed_after_a_question(shown, stranger):
    old = address(shown)
    assert "overlie-cv-2024.pdf" in shown.client.get(f"{CV}remove/").content.decode()
    assert shown.client.post(f"{CV}remove/", {"version": 1}).status_code == 409, "an old window asked"
    assert shown.client.post(f"{CV}remove/", {"version": "x"}).status_code == 409
    assert stranger.get(old).status_code == 200
    for _ in range(2):
        assert shown.client.post(f"{CV}remove/", {"version": 2}).status_code == 302
    assert stranger.get(old).status_code == 404
    assert shown.client.get(f"{CV}remove/").status_code == 404


def test_a_file_that_the_storage_lost_is_not_found(shown, stranger):
    default_storage.delete(Document.objects.get().file.name)
    assert stranger.get(address(shown)).status_code == 404


@pytest.mark.parametrize("name", pdfs.REFUSED)
def test_what_is_no_cv_is_refused_beside_the_field(ada, name):
    content, said = pdfs.REFUSED[name]
    file = pdfs.pdf()
    file.file.seek(0)
    file.file.truncate()
    file.file.write(content)
    file.file.seek(0)
    file.size = len(content)
    answer = send(ada, file)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert 'id="id_document_error"' in answer.content.decode()
    assert not Document.objects.exists()


def test_nothing_chosen_is_said_beside_the_field(ada):
    answer = ada.client.post(CV, {"version": 1})
    assert answer.status_code == 422
    assert "No file was chosen" in answer.content.decode()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_two_windows_conflict_and_mine_is_chosen_again(ada, headers):
    send(ada, pdfs.pdf("theirs.pdf"))
    conflict = send(ada, pdfs.pdf("mine.pdf"), headers=headers)
    assert conflict.status_code == 409
    assert "Another file: theirs.pdf" in conflict.content.decode()
    assert "Choose your file once more" in conflict.content.decode()
    assert Document.objects.count() == 1
    assert send(ada, pdfs.pdf("mine.pdf"), version=2).status_code == 302
    assert ada.part(Kind.CV).document.name == "mine.pdf"


def test_with_htmx_the_form_comes_alone_and_then_the_row(ada):
    form = ada.client.get(CV, headers=HTMX).content.decode()
    assert 'type="file"' in form
    assert "<html" not in form
    row = send(ada, pdfs.pdf(), headers=HTMX).content.decode()
    assert "overlie-cv-2024.pdf" in row
    assert 'id="part-cv"' in row


def test_storage_that_fails_is_said_beside_the_field(ada, storage_fails):
    storage_fails("save")
    answer = send(ada, pdfs.pdf())
    assert answer.status_code == 503
    assert "Files cannot be stored just now" in answer.content.decode()
    assert not Document.objects.exists()


def test_cvs_are_limited_together_with_pictures(ada, settings):
    settings.RATE_LIMITS = {"upload": "2/30 minutes"}
    assert [send(ada, pdfs.pdf(), version=number).status_code for number in (1, 2)] == [302, 302]
    assert send(ada, pdfs.pdf(), version=3).status_code == 429
    assert ada.client.post("/me/edit/picture/", {"version": 1}).status_code == 429


def test_the_form_belongs_to_the_one_signed_in(ada, ben):
    """There is no address for somebody else's part."""
    send(ben, pdfs.pdf())
    assert ada.part(Kind.CV).document is None
    assert ben.part(Kind.CV).document.name == "overlie-cv-2024.pdf"
