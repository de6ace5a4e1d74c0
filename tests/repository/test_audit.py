"""The gate for known weaknesses, before sources that know, that are silent, away, broken, or too kind."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.repository import audit

WEAK = {("gunicorn", "20.0.4"): "PYSEC-2024-1", ("jinja2", "2.4.1"): "GHSA-1"}
Answer = Callable[[dict], "tuple[int, bytes]"]


def knowing(asked: dict) -> tuple[int, bytes]:
    """As OSV answers: the weaknesses of a version, with where they are mended."""
    weakness = WEAK.get((asked["package"]["name"], asked["version"]))
    mended = {"ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "22.0.0"}]}]}
    affected = {"package": asked["package"], **mended}
    found = [{"id": weakness, "summary": "weak", "details": "weak", "affected": [affected]}] if weakness else []
    return 200, json.dumps({"vulns": found} if found else {}).encode()


class Source:
    """A server of advisories; `answer` may be changed while it runs."""

    def __init__(self) -> None:
        self.answer: Answer = knowing
        source = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                status, body = source.answer(asked)
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/v1/query"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()


@pytest.fixture
def source(monkeypatch) -> Iterator[Source]:
    source = Source()
    monkeypatch.setenv("AUDIT_URL", source.url)
    yield source
    source.server.shutdown()
    source.server.server_close()


@pytest.fixture
def locked(monkeypatch, tmp_path) -> Callable[[str], None]:
    """Let this be all that is locked."""
    path = tmp_path / "locked.txt"
    monkeypatch.setattr(audit, "locks", lambda: [path])

    def lock(line: str) -> None:
        path.write_text(f"{line} \\\n    --hash=sha256:{'0' * 64}\n")

    lock("gunicorn==27.0.1")
    return lock


def test_what_is_locked_passes_before_a_source_that_knows_nothing_of_it(source, capsys):
    assert audit.main() == 0
    assert f"{len(audit.locks())} locks were checked; 0 known weaknesses." in capsys.readouterr().out


def test_an_old_gunicorn_is_caught(source, locked, capsys):
    locked("gunicorn==20.0.4")
    assert audit.main() == 1
    assert "gunicorn 20.0.4: PYSEC-2024-1, fixed in 22.0.0" in capsys.readouterr().out


def test_a_source_that_is_away_is_a_failure_that_says_so(source, locked, monkeypatch, capsys):
    monkeypatch.setenv("AUDIT_URL", "http://127.0.0.1:9/")
    assert audit.main() == 2
    said = capsys.readouterr()
    assert "NOT CHECKED" in said.err
    assert "known weaknesses." not in said.out


@pytest.mark.parametrize(
    ("status", "body"), [(200, b"<html>sign in first</html>"), (500, b"{}"), (403, b"{}"), (200, b"")]
)
def test_a_source_that_is_broken_is_a_failure_that_says_so(source, locked, capsys, status, body):
    source.answer = lambda _asked: (status, body)
    assert audit.main() == 2
    assert "NOT CHECKED" in capsys.readouterr().err


def test_a_source_that_says_none_to_everything_is_not_believed(source, locked, capsys):
    source.answer = lambda _asked: (200, b"{}")
    assert audit.main() == 2
    assert audit.KNOWN_WEAK in capsys.readouterr().err


def test_a_source_that_fails_half_way_is_a_failure(source, locked):
    source.answer = lambda asked: knowing(asked) if asked["version"] == "20.0.4" else (503, b"busy")
    assert audit.main() == 2


def test_every_lock_is_asked_about():
    assert {path.name for path in audit.locks()} == {path.name for path in Path("requirements").glob("*.txt")}
