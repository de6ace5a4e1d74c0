"""The portrait in the browser: uploaded, refused, hidden, replaced and removed."""

import pytest

from profiles.people.models import Kind, Picture
from tests import images

HTMX = {"HX-Request": "true"}


def upload(member, file, **data):
    return member.client.post("/me/edit/picture/", {"picture": file, "alt": "Ada at her desk", "version": 1, **data})


def addresses(member):
    picture = Picture.objects.get(part__profile=member.profile)
    return f"/media/{picture.large_key}.webp", f"/media/{picture.small_key}.webp"


def body(response):
    return b"".join(response.streaming_content)


def test_owner_uploads_a_portrait_and_readers_get_it(ada, stranger):
    ada.publish()
    assert upload(ada, images.jpeg()).status_code == 302
    for address in addresses(ada):
        answer = stranger.get(address)
        assert answer.status_code == 200
        assert answer.headers["Content-Type"] == "image/webp"
        assert answer.headers["Cache-Control"] == "public, max-age=300"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert len(body(answer)) < 150_000
    assert addresses(ada)[0] in stranger.get("/people/ada/").content.decode()


def test_a_portrait_of_a_draft_is_for_its_owner_alone(ada, ben, stranger):
    upload(ada, images.jpeg())
    for address in addresses(ada):
        assert ada.client.get(address).status_code == 200
        assert ben.client.get(address).status_code == 404
        assert stranger.get(address).status_code == 404


def test_hiding_moves_the_portrait_at_once(ada, ben, stranger):
    ada.publish()
    upload(ada, images.jpeg())
    before = addresses(ada)
    ada.client.post("/me/edit/picture/visibility/", {"visibility": "members"})
    after = addresses(ada)
    assert not set(before) & set(after)
    for old in before:
        assert ben.client.get(old).status_code == 404
    for new in after:
        assert stranger.get(new).status_code == 404
        seen = ben.client.get(new)
        assert seen.status_code == 200
        assert seen.headers["Cache-Control"] == "private, no-store"


def test_a_replaced_portrait_is_gone_for_readers_at_once(ada, ben, stranger):
    ada.publish()
    upload(ada, images.jpeg())
    before = addresses(ada)
    upload(ada, images.jpeg(colour="red"), version=2)
    for browser in (stranger, ben.client, ada.client):
        assert [browser.get(address).status_code for address in before] == [404, 404]


def test_a_portrait_is_removed_after_a_question(ada, stranger):
    ada.publish()
    upload(ada, images.jpeg())
    before = addresses(ada)
    assert ada.client.get("/me/edit/picture/remove/").status_code == 200
    assert ada.client.post("/me/edit/picture/remove/", {"version": 1}).status_code == 409, "an old window asked"
    assert ada.part(Kind.PICTURE).picture
    for _ in range(2):
        assert ada.client.post("/me/edit/picture/remove/", {"version": 2}).status_code == 302
    assert ada.part(Kind.PICTURE).picture is None
    assert ada.client.get("/me/edit/picture/remove/").status_code == 404
    for browser in (stranger, ada.client):
        assert [browser.get(address).status_code for address in before] == [404, 404]


def test_a_description_alone_can_be_changed(ada):
    upload(ada, images.jpeg())
    ada.client.post("/me/edit/picture/", {"alt": "Ada, laughing", "version": 2})
    assert Picture.objects.get().alt == "Ada, laughing"


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (images.named("empty.jpg", b""), "empty"),
        (images.named("text.jpg", b"not a picture at all"), "not a JPEG, PNG or WebP"),
        (images.named("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "not a JPEG, PNG or WebP"),
        (images.gif(), "not a JPEG, PNG or WebP"),
        (images.truncated(), "damaged"),
        (images.bomb(), "25 megapixels"),
        (images.named("big.jpg", b"\xff\xd8" + b"0" * 10_000_001), "larger than 10 MB"),
    ],
    ids=["empty", "text", "svg", "gif", "truncated", "bomb", "eleven-megabytes"],
)
def test_what_is_no_portrait_is_refused_beside_the_field(ada, file, said):
    file.seek(0)
    answer = upload(ada, file)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Picture.objects.exists()


def test_nothing_chosen_is_said_beside_the_field(ada):
    answer = ada.client.post("/me/edit/picture/", {"alt": "", "version": 1})
    assert answer.status_code == 422
    assert "No file was chosen" in answer.content.decode()


def test_two_windows_with_portraits_conflict_and_leave_no_files(ada):
    upload(ada, images.jpeg())
    files = images.stored()
    answer = upload(ada, images.jpeg(colour="red"), version=1)
    assert answer.status_code == 409
    assert images.stored() == files


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_keeping_my_picture_asks_for_the_file_again(ada, headers):
    upload(ada, images.jpeg())
    data = {"picture": images.jpeg(colour="red"), "alt": "Mine", "version": 1}
    conflict = ada.client.post("/me/edit/picture/", data, headers=headers)
    page = conflict.content.decode()
    assert conflict.status_code == 409
    assert "Another picture: Ada at her desk" in page
    assert "Choose your picture once more" in page
    assert 'name="is_new" value="on"' in page
    without = ada.client.post("/me/edit/picture/", {"alt": "Mine", "version": 2, "is_new": "on"})
    assert without.status_code == 422
    assert ada.part(Kind.PICTURE).picture.alt == "Ada at her desk"
    assert upload(ada, images.jpeg(colour="red"), alt="Mine", version=2, is_new="on").status_code == 302
    assert ada.part(Kind.PICTURE).picture.alt == "Mine"


def test_a_portrait_has_another_address_after_every_publishing(ada, stranger):
    upload(ada, images.jpeg())
    ada.publish()
    before = addresses(ada)
    ada.client.post("/me/unpublish/")
    ada.client.post("/me/publish/")
    assert [stranger.get(address).status_code for address in before] == [404, 404]
    assert [stranger.get(address).status_code for address in addresses(ada)] == [200, 200]


def test_a_portrait_answers_head_too(ada, stranger):
    upload(ada, images.jpeg())
    ada.publish()
    assert stranger.head(addresses(ada)[0]).status_code == 200


def test_uploads_are_limited(ada, settings):
    settings.RATE_LIMITS = {"upload": "2/30 minutes"}
    assert [upload(ada, images.named("x.jpg", b"x")).status_code for _ in range(3)] == [422, 422, 429]
