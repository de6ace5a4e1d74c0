"""The image by itself: who runs it, what is in it and what is not, how it starts and how it ends."""

import json
import os
import shutil
import socket
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.repository import tree
from tests.stack import alone, engine, leftovers
from tests.stack.alone import BASE, COMMIT, HARDENED, IMAGE
from tests.stack.waits import equal, wait_until, within

pytestmark = pytest.mark.stack
FOR_DEVELOPERS = "colophon:alone-dev"
BUDGET = 90_000_000  # bytes above the base
PRIVATE = ("*/tests", "*/.git", "*.po", "*/.envs", "/app/docs", "/app/compose", "/app/requirements", "/root/.cache/*")
PROGRAMS = ("cc", "gcc", "g++", "make", "git", "pip", "pip3", "msgfmt", "uv")


@pytest.fixture(scope="module", autouse=True)
def image() -> Iterator[None]:
    alone.build(GIT_SHA=COMMIT)
    yield
    leftovers.clear_images(IMAGE, FOR_DEVELOPERS)


def test_it_is_labelled_with_the_commit_it_was_built_from() -> None:
    labels = engine.inspect(IMAGE)["Config"]["Labels"]
    names = {name.removeprefix("org.opencontainers.image."): value for name, value in labels.items()}
    assert (names["revision"], names["version"], names["title"]) == (COMMIT, "alone", "Colophon")


def test_nobody_special_runs_it_and_it_says_how_it_is() -> None:
    described = engine.inspect(IMAGE)["Config"]
    assert described["User"] == "10001:10001"
    assert described["Healthcheck"]["Test"] == ["CMD", "python", "-S", "-E", "/app/config/health.py"]
    assert described["Entrypoint"] == ["entrypoint"]


def test_its_code_belongs_to_root_and_nobody_else_may_write_it() -> None:
    script = (
        "import os, pathlib; files = [p for top in ('/app', '/venv') for p in pathlib.Path(top).rglob('*')]; "
        "print(len(files), [str(p) for p in files if p.lstat().st_uid or "
        "(not p.is_symlink() and p.stat().st_mode & 0o022)])"
    )
    count, _, wrong = alone.inside(script).partition(" ")
    assert int(count) > 1000
    assert wrong == "[]"


def test_nothing_is_in_it_that_serves_nobody() -> None:
    script = (
        "import json, pathlib, shutil; from fnmatch import fnmatch; "
        "paths = [str(p) for top in ('/app', '/venv', '/root') for p in pathlib.Path(top).rglob('*')]; "
        f"found = [p for p in paths if any(fnmatch(p, name) for name in {PRIVATE})]; "
        f"print(json.dumps([len(paths), found, [name for name in {PROGRAMS} if shutil.which(name)]]))"
    )
    count, *found = json.loads(alone.inside(script, "--user=0"))
    assert count > 1000
    assert found == [[], []]


def test_it_can_install_nothing() -> None:
    for python in ("/venv/bin/python", "/usr/local/bin/python3"):
        done = engine.run("docker", "run", "--rm", f"--entrypoint={python}", IMAGE, "-m", "pip", "list", check=False)
        assert (done.returncode, "No module named pip" in done.stderr) == (1, True)


def test_it_keeps_to_its_budget() -> None:
    above = alone.bytes_above(BASE, IMAGE)
    print(f"{above / 1e6:.1f} MB above the base")
    assert above <= BUDGET


@pytest.mark.parametrize("user", ["10001:10001", "54321:54321"])
def test_it_starts_where_nothing_can_be_written_as_anybody(user: str) -> None:
    with alone.started(*HARDENED, f"--user={user}", *alone.given()) as container:
        wait_until(
            lambda: engine.health(container), equal("healthy"), goal=5, what=f"the image alone is healthy as {user}"
        )
        assert engine.docker("diff", container) == ""
        assert engine.docker("exec", container, "cat", "/proc/1/cmdline").split("\0")[1].endswith("/gunicorn")


def test_it_does_not_run_as_root() -> None:
    done = engine.run("docker", "run", "--rm", "--user=0", *alone.given(), IMAGE, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "does not run as root" in done.stderr


@pytest.mark.parametrize(("name", "value"), [("OIDC_ISSUER", ""), ("TRUSTED_PROXIES", "canary/33"), ("REDIS_URL", "x")])
def test_a_missing_or_malformed_variable_ends_the_start_in_one_sentence(name: str, value: str) -> None:
    with within(5, f"the image alone ends for {name}={value or 'nothing'}"):
        done = engine.run("docker", "run", "--rm", *HARDENED, *alone.given(**{name: value}), IMAGE, check=False)
    assert done.returncode != 0
    assert done.stdout + done.stderr == (done.stdout + done.stderr).splitlines()[0] + "\n"
    assert name in done.stderr
    assert "canary" not in done.stderr


def test_the_build_settings_serve_nobody() -> None:
    changed = alone.given(DJANGO_SETTINGS_MODULE="config.settings.build")
    done = engine.run("docker", "run", "--rm", *changed, IMAGE, check=False)
    assert done.returncode != 0
    assert "serves nobody" in done.stdout + done.stderr


def test_an_order_to_stop_lets_a_request_finish() -> None:
    with alone.started(*HARDENED, "--publish=127.0.0.1::8000", *alone.given()) as container:
        what = "the image alone is healthy before its end"
        wait_until(lambda: engine.health(container), equal("healthy"), goal=5, what=what)
        host, _, port = alone.door(container).rpartition(":")
        with socket.create_connection((host, int(port)), timeout=20) as request:
            head = b"POST /healthz/live HTTP/1.1\r\nHost: people.example.org\r\nContent-Length: 7\r\n"
            request.sendall(head + b"Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n\r\na=")
            wait_until(lambda: _is_read(container), goal=5, what="the server reads the request")
            engine.docker("kill", "--signal=TERM", container)
            wait_until(
                lambda: engine.logs(container),
                lambda said: "Handling signal" in said,
                goal=5,
                what="it heard the order",
            )
            request.sendall(b"begun")
            answer = request.makefile("rb").read()
        assert answer.startswith((b"HTTP/1.1 405", b"HTTP/1.1 403"))
        wait_until(lambda: engine.health(container), equal("exited"), goal=5, what="the server has ended")
        assert engine.inspect(container)["State"]["ExitCode"] == 0


def _is_read(container: str) -> bool:
    """Whether somebody is at the door and nothing that arrived there still waits."""
    script = (
        "lines = [line.split() for line in open('/proc/net/tcp')]; "
        "print(*(line[4] for line in lines if line[1].endswith(':1F40') and line[3] == '01'))"
    )
    queues = engine.docker("exec", container, "python", "-c", script).split()
    return bool(queues) and all(queue.endswith(":00000000") for queue in queues)


def test_what_was_left_out_of_the_packages_is_not_missed() -> None:
    """Every module, service of AWS, kind of picture, language and driver that this site may need."""
    script = (tree.ROOT / "tests/stack/everything.py").read_text()
    assert alone.inside(script).endswith("everything works")


def test_every_static_file_is_there_under_its_hashed_name_alone() -> None:
    script = (
        "import json, pathlib; root = pathlib.Path('/app/staticfiles'); "
        "names = json.loads((root / 'staticfiles.json').read_text())['paths']; "
        "print(len(names), [n for n in names.values() if '.map' not in n and not (root / n).exists()], "
        "[n for n in names if (root / n).exists()])"
    )
    count, _, wrong = alone.inside(script).partition(" ")
    assert int(count) > 100
    assert wrong == "[] []"


def test_a_static_file_is_served_from_it() -> None:
    script = "import json; print(json.load(open('/app/staticfiles/staticfiles.json'))['paths']['css/base.css'])"
    path = alone.inside(script)
    with alone.started(*HARDENED, "--publish=127.0.0.1::8000", *alone.given()) as container:
        wait_until(
            lambda: engine.health(container), equal("healthy"), goal=5, what="the image alone is healthy with files"
        )
        address = f"http://{alone.door(container)}/static/{path}"
        asked = urllib.request.Request(address, headers={"Host": "people.example.org", "X-Forwarded-Proto": "https"})
        with urllib.request.urlopen(asked, timeout=5) as answer:
            assert "immutable" in answer.headers["Cache-Control"]


def test_the_stage_for_developers_serves_mounted_code_and_sees_a_change(tmp_path: Path) -> None:
    """The code belongs to somebody of this machine, and is mounted so that it cannot be written."""
    alone.build(FOR_DEVELOPERS, TARGET="dev", GIT_SHA=COMMIT)
    code = _owned_by_somebody(tmp_path)
    how = (*HARDENED, "--publish=127.0.0.1::8000", f"--volume={code}:/app:ro", "--env=POSTGRES_HOST=/nowhere")
    with alone.started(*how, image=FOR_DEVELOPERS) as container:
        wait_until(
            lambda: engine.health(container), equal("healthy"), goal=10, what="a developer's container is healthy"
        )
        assert "Disallow: /me/" in _page(container, "robots.txt")
        views = code / "profiles/pages/views/crawlers.py"
        views.write_text(views.read_text().replace("Disallow: /me/", "Disallow: /changed/"))
        what = "a developer's change is served"
        wait_until(lambda: _page(container, "robots.txt"), lambda text: "/changed/" in text, goal=10, what=what)


def _owned_by_somebody(folder: Path) -> Path:
    code = folder / "code"
    for name in ("config", "profiles"):
        shutil.copytree(tree.ROOT / name, code / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(tree.ROOT / "manage.py", code)
    for above in (folder, *folder.parents[:3]):
        above.chmod(above.stat().st_mode | 0o055)
    if os.geteuid() == 0:
        for path in [code, *code.rglob("*")]:
            os.chown(path, 4711, 4711)
    return code


def _page(container: str, path: str) -> str:
    asked = urllib.request.Request(f"http://{alone.door(container)}/{path}", headers={"Host": "localhost:8000"})
    with urllib.request.urlopen(asked, timeout=5) as answer:
        return str(answer.read().decode())
