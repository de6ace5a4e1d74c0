"""Style sheets of other releases: served while they are kept, under hashed names alone, and from nowhere else."""

import pytest
from django.test import Client

from profiles.shared import kept_static

HASHED = "css/page.0123456789ab.css"


@pytest.fixture
def kept(tmp_path, settings):
    folder = tmp_path / "static"
    for release, content in (("20260101T000000Z", "first"), ("20260201T000000Z", "second")):
        path = folder / release / HASHED
        path.parent.mkdir(parents=True)
        path.write_text(f"/* {content} */")
    settings.KEPT_STATIC_ROOT = folder
    return folder


def asked(path: str, **headers: str):
    answer = Client().get(path, secure=True, headers=headers)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, body, answer.headers


def test_a_style_sheet_of_another_release_is_served_and_kept_for_ever(kept, db):
    status, body, headers = asked(f"/static/{HASHED}")
    assert (status, body) == (200, b"/* second */")
    assert "immutable" in headers["Cache-Control"]
    assert headers["Content-Type"].startswith("text/css")


def test_it_is_small_on_the_way_where_a_small_one_is_kept(kept, db):
    (kept / "20260201T000000Z" / f"{HASHED}.gz").write_bytes(b"small")
    _, body, headers = asked(f"/static/{HASHED}", accept_encoding="gzip")
    assert (body, headers["Content-Encoding"]) == (b"small", "gzip")


def test_what_comes_while_the_server_runs_is_found(kept, db):
    path = kept / "20260301T000000Z" / "css/new.aaaaaaaaaaaa.css"
    assert asked("/static/css/new.aaaaaaaaaaaa.css")[0] == 404
    path.parent.mkdir(parents=True)
    path.write_text("/* new */")
    assert asked("/static/css/new.aaaaaaaaaaaa.css")[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/static/../secret.0123456789ab.css",
        "/static/%2e%2e/secret.0123456789ab.css",
        "/static/css/../../secret.0123456789ab.css",
        "/static//secret.0123456789ab.css",
        "/static/plain.css",
        "/static/css/%00.0123456789ab.css",
        "/elsewhere/css/page.0123456789ab.css",
        "/static/.partial-1/css/page.0123456789ab.css",
    ],
)
def test_nothing_else_is_handed_out(kept, db, path):
    (kept / "secret.0123456789ab.css").write_text("not theirs")
    (kept / "20260201T000000Z/plain.css").write_text("no hash, so who knows of which release")
    assert asked(path)[0] in (400, 404)


def test_without_a_folder_of_releases_only_its_own_are_served(settings, db):
    settings.KEPT_STATIC_ROOT = None
    assert asked(f"/static/{HASHED}")[0] == 404


@pytest.fixture
def own(tmp_path):
    """The collected files of an image."""
    folder = tmp_path / "staticfiles"
    (folder / "css").mkdir(parents=True)
    (folder / HASHED).write_text("/* own */")
    (folder / "staticfiles.json").write_text("{}")
    return folder


def names(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_release_keeps_its_files_and_no_list_of_them(own, tmp_path):
    folder = tmp_path / "kept"
    folder.mkdir()
    kept_static.keep(own, folder, ["20260101T000000Z"])
    assert names(folder / "20260101T000000Z") == ["css"]
    assert (folder / "20260101T000000Z").stat().st_mode & 0o777 == 0o755


def test_those_that_are_named_stay_and_the_newest_three(own, tmp_path):
    folder = tmp_path / "kept"
    for number in range(1, 7):
        (folder / f"r{number}").mkdir(parents=True)
    (folder / ".partial-killed").mkdir()
    kept_static.keep(own, folder, ["r7", "r1"])
    assert names(folder) == ["r1", "r4", "r5", "r6", "r7"]


def test_keeping_twice_changes_nothing(own, tmp_path):
    folder = tmp_path / "kept"
    (folder / "r1").mkdir(parents=True)
    (folder / "r1/mark").touch()
    kept_static.keep(own, folder, ["r1"])
    assert names(folder) == ["r1"]
    assert names(folder / "r1") == ["mark"]


@pytest.mark.parametrize("release", ["../r1", "r1/..", ".r1", "/r1", ""])
def test_what_is_no_name_of_a_release_is_refused(own, tmp_path, release):
    folder = tmp_path / "kept"
    folder.mkdir()
    with pytest.raises(ValueError, match=r"."):
        kept_static.keep(own, folder, [release])
    assert names(folder) == []
