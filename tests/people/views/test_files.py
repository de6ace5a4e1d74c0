"""Two windows that remove and replace a file at the same time."""

from profiles.people import actions
from profiles.people.models import Kind
from tests import images


def test_a_file_that_changes_while_it_is_removed_stays(ada, monkeypatch):
    ada.client.post("/me/edit/cover/", {"picture": images.jpeg(), "version": 1})
    remove = actions.remove_upload

    def late(part, **given):
        newer = images.jpeg(colour="red").file
        actions.replace_picture(part, newer, alt="newer", version=part.version, by=ada.user)
        return remove(part, **given)

    monkeypatch.setattr(actions, "remove_upload", late)
    answer = ada.client.post("/me/edit/cover/remove/", {"version": 2})
    assert answer.status_code == 409
    assert 'name="version" value="3"' in answer.content.decode()
    assert ada.part(Kind.COVER).picture.alt == "newer"
