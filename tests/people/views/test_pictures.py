"""The cover in the browser, in words of its own; the portrait's tests are in test_portraits.py."""

import pytest

from profiles.people.models import Kind, Picture
from tests import images

COVER = "/me/edit/cover/"


def send(member, file, version=1, alt="The sea at Ockham"):
    return member.client.post(COVER, {"picture": file, "alt": alt, "version": version})


def addresses(member):
    picture = member.part(Kind.COVER).picture
    return [f"/media/{picture.large_key}.webp", f"/media/{picture.small_key}.webp"]


def test_owner_sends_a_cover_and_readers_get_it(ada, stranger):
    ada.publish()
    assert send(ada, images.jpeg()).status_code == 302
    answers = [stranger.get(address) for address in addresses(ada)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert all(len(b"".join(answer.streaming_content)) < 150_000 for answer in answers)
    assert "Cover picture saved." in ada.client.get("/me/").content.decode()


def test_a_cover_and_a_portrait_live_side_by_side(ada):
    send(ada, images.jpeg())
    ada.client.post("/me/edit/picture/", {"picture": images.jpeg(), "alt": "Ada", "version": 1})
    assert ada.part(Kind.COVER).picture.alt == "The sea at Ockham"
    assert ada.part(Kind.PICTURE).picture.alt == "Ada"


@pytest.mark.parametrize(("kind", "ratio", "other"), [("cover", "5:1", "4:5"), ("picture", "4:5", "5:1")])
def test_the_form_speaks_of_the_right_shape(ada, kind, ratio, other):
    page = ada.client.get(f"/me/edit/{kind}/").content.decode()
    assert ratio in page
    assert other not in page


def test_hiding_moves_the_cover_at_once(ada, stranger):
    ada.publish()
    send(ada, images.jpeg())
    old = addresses(ada)
    ada.client.post("/me/edit/cover/visibility/", {"visibility": "members"})
    assert [stranger.get(address).status_code for address in [*old, *addresses(ada)]] == [404] * 4


def test_a_cover_is_removed_after_a_question_of_its_own(ada):
    send(ada, images.jpeg())
    page = ada.client.get(f"{COVER}remove/").content.decode()
    assert "Remove your cover picture?" in page
    assert "The letters of your name" not in page
    assert ada.client.post(f"{COVER}remove/", {"version": 1}).status_code == 409
    assert ada.client.post(f"{COVER}remove/", {"version": 2}).status_code == 302
    assert ada.part(Kind.COVER).picture is None


def test_a_cover_that_no_one_can_read_is_refused_beside_the_field(ada):
    answer = send(ada, images.gif())
    assert answer.status_code == 422
    assert 'id="id_picture_error"' in answer.content.decode()


def test_a_conflict_of_covers_asks_for_the_file_again(ada):
    send(ada, images.jpeg(), alt="Theirs")
    conflict = send(ada, images.jpeg(colour="red"), alt="Mine").content.decode()
    assert "Another picture: Theirs" in conflict
    assert "Choose your picture once more" in conflict


def test_storage_that_fails_is_said_beside_the_field(ada, storage_fails):
    storage_fails("save")
    answer = send(ada, images.jpeg())
    assert answer.status_code == 503
    assert "Files cannot be stored just now" in answer.content.decode()
    assert "The sea at Ockham" in answer.content.decode(), "what was written is still there"
    assert not Picture.objects.exists()
