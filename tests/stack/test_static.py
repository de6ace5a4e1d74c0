"""Style sheets, scripts and fonts: under hashed names, kept for ever, and small on the way."""

import re

import pytest

from tests.stack.visitors import Visitor

pytestmark = pytest.mark.stack


def assets(visitor: Visitor) -> list[str]:
    found = re.findall(r'(?:href|src)="(/static/[^"#]+)', visitor.get("/").text)
    assert found
    return found


def test_every_file_of_a_page_has_a_hashed_name_and_is_kept_for_ever(visitor: Visitor) -> None:
    for path in assets(visitor):
        answer = visitor.get(path)
        assert re.search(r"\.[0-9a-f]{12}\.\w+$", path), path
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
        assert int(re.search(r"max-age=(\d+)", answer.headers["Cache-Control"])[1]) >= 31_536_000
        assert "Set-Cookie" not in answer.headers


def test_a_name_without_its_hash_is_not_kept_for_ever(visitor: Visitor) -> None:
    plain = re.sub(r"\.[0-9a-f]{12}\.", ".", assets(visitor)[0])
    assert "immutable" not in visitor.get(plain).headers.get("Cache-Control", "")


def test_text_is_small_on_the_way(visitor: Visitor) -> None:
    (style, *_) = [path for path in assets(visitor) if path.endswith(".css")]
    for path in ("/", style):
        assert visitor.get(path, headers={"Accept-Encoding": "gzip"}).headers.get("Content-Encoding") == "gzip", path
        assert "Content-Encoding" not in visitor.get(path, headers={"Accept-Encoding": "identity"}).headers


def test_a_page_is_asked_for_again_and_costs_nothing_then(visitor: Visitor) -> None:
    first = visitor.get("/")
    assert first.headers["Cache-Control"] == "public, no-cache"
    again = visitor.get("/", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
