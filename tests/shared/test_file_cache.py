"""Copies in a folder: whole, bounded, and never a reason to fail."""

import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from profiles.shared.file_cache import FileCache

ROOM = 80_000


@pytest.fixture
def copies(tmp_path):
    return FileCache(tmp_path / "copies", ROOM)


def used(folder: Path) -> int:
    return sum(path.stat().st_size for path in (folder / "copies").iterdir())


def read(cache: FileCache, name: str) -> bytes | None:
    file = cache.opened(name)
    if file is None:
        return None
    with file:
        return file.read()


def test_a_copy_is_what_was_kept(copies):
    assert read(copies, "a/b.webp") is None
    copies.keep("a/b.webp", b"content")
    assert read(copies, "a/b.webp") == b"content"
    copies.forget("a/b.webp")
    assert read(copies, "a/b.webp") is None
    copies.forget("a/b.webp")


def test_a_name_leads_nowhere_else(copies, tmp_path):
    for name in ("../../outside", "/etc/outside", "a\x00b"):
        copies.keep(name, b"content")
        assert read(copies, name) == b"content"
    assert {path.parent for path in tmp_path.rglob("*") if path.is_file()} == {tmp_path / "copies"}


def test_it_never_takes_more_room_than_it_may_and_the_oldest_go_first(copies, tmp_path):
    for number in range(100):
        copies.keep(str(number), b"x" * 3000)
        assert used(tmp_path) <= ROOM
        assert read(copies, "0"), "what is used stays"
        time.sleep(0.001)
    assert read(copies, "1") is None
    assert read(copies, "99")


def test_a_file_that_would_fill_it_is_not_kept(copies):
    copies.keep("large", b"x" * (ROOM // 8 + 1))
    assert read(copies, "large") is None


def test_a_copy_that_goes_while_it_is_read_is_read_to_its_end(copies):
    copies.keep("a", b"content")
    with copies.opened("a") as file:
        copies.forget("a")
        assert file.read() == b"content"


def hurry(folder: Path, process: int) -> list[bytes]:
    cache, wrong = FileCache(folder, ROOM), []
    for number in range(150):
        name = f"{number % 20}"
        cache.keep(name, name.encode() * 5000)
        found = read(cache, name)
        if found not in (None, name.encode() * 5000):
            wrong.append(found)
        if number % 7 == process:
            cache.forget(name)
    return wrong


def test_processes_that_hurry_never_see_half_a_copy(tmp_path):
    with ProcessPoolExecutor(3) as processes:
        assert list(processes.map(hurry, [tmp_path / "copies"] * 3, range(3))) == [[], [], []]
    assert not list((tmp_path / "copies").glob("tmp*"))


def test_a_disk_that_refuses_is_as_if_nothing_were_kept(tmp_path, caplog):
    (tmp_path / "file").touch()
    cache = FileCache(tmp_path / "file" / "below", ROOM)
    cache.keep("a", b"content")
    assert read(cache, "a") is None
    assert "a copy of a file was not kept" in caplog.text


def test_nothing_is_kept_where_others_may_write(tmp_path):
    (tmp_path / "copies").mkdir()
    (tmp_path / "copies").chmod(0o777)
    cache = FileCache(tmp_path / "copies", ROOM)
    cache.keep("a", b"content")
    assert list((tmp_path / "copies").iterdir()) == []
