"""What an image is built from: nothing private, nothing that serves nobody, and everything that serves."""

import re
from fnmatch import fnmatch
from pathlib import PurePosixPath

import pytest

from config import health
from tests.repository import tree

DOCKERFILE = "compose/django/Dockerfile"
IGNORED = ".dockerignore"


def lines(path: str) -> list[str]:
    return [line for line in tree.read(path).splitlines() if line.strip() and not line.startswith("#")]


def is_sent(path: str) -> bool:
    """Whether Docker reads a file for a build: the last line that names it or a folder above it decides."""
    above = [str(parent) for parent in PurePosixPath(path).parents if str(parent) != "."]
    sent = True
    for line in lines(IGNORED):
        pattern = line.removeprefix("!").removeprefix("**/")
        names = [name.rpartition("/")[2] for name in [path, *above]] if "**/" in line else [path, *above]
        if any(fnmatch(name, pattern) for name in names):
            sent = line.startswith("!")
    return sent


def test_everything_is_left_out_but_what_is_named():
    assert lines(IGNORED)[0] == "*"
    assert [line for line in lines(IGNORED) if line.startswith("!")] == [
        *("!compose/django/entrypoint", "!compose/django/slim.py", "!config", "!manage.py", "!profiles"),
        *("!requirements/backup.txt", "!requirements/production.txt"),
    ]


@pytest.mark.parametrize(
    "path",
    [
        *(".envs/.production/.django", ".envs/.production/secrets/DJANGO_SECRET_KEY", ".envs/README.md", ".env"),
        *(".git/config", ".local/media/x.jpg", ".venv/bin/python", ".runtime/production/live", "media/x.jpg"),
        *("tests/conftest.py", "docs/architecture.md", "README.md", "docker-compose.production.yml", "id_rsa"),
        *("compose/bin/image", "requirements/test.txt", "staticfiles/x.css", "profiles/__pycache__/x.pyc"),
        *("config/local/run.py", "config/settings/local.py", "profiles/locale/de/LC_MESSAGES/django.po"),
    ],
)
def test_what_is_private_or_serves_nobody_is_left_out(path):
    assert not is_sent(path)


def test_all_code_that_serves_is_sent():
    ours = [path for path in tree.files(under=("config", "profiles", "manage.py")) if not path.endswith(".po")]
    unsent = {path for path in ours if not is_sent(path)}
    assert {path for path in unsent if not path.startswith("config/local/")} == {
        "config/settings/local.py",
        "config/settings/test.py",
    }


def test_nothing_that_is_sent_needs_what_is_not():
    sent = [path for path in tree.code(".py") if is_sent(path)]
    left_out = re.compile(r"^\s*(?:from|import) (?:config\.local|config import local|tests)\b", re.MULTILINE)
    assert [path for path in sent if left_out.search(tree.read(path))] == []


def test_the_base_is_one_exact_name_that_a_digest_can_replace():
    text = tree.read(DOCKERFILE)
    assert re.findall(r"^ARG \w+_IMAGE=(\S+)$", text, re.MULTILINE) == ["python:3.13-slim-trixie", "postgres:18"]
    outside = [base for base in re.findall(r"^FROM (\S+)", text, re.MULTILINE) if base.startswith("$")]
    assert outside == ["${PYTHON_IMAGE}", "${POSTGRES_IMAGE}"]
    assert "# syntax" not in text


def test_packages_are_checked_by_their_hashes_and_never_compiled():
    fetched = re.findall(r"pip wheel .*", tree.read(DOCKERFILE))
    assert len(fetched) == 2
    assert [line for line in fetched if "--only-binary :all: --require-hashes" not in line] == []
    assert "apt" not in tree.read(DOCKERFILE)


def test_the_commit_comes_last_so_that_it_spoils_no_layer():
    after = tree.read(DOCKERFILE).partition("ARG GIT_SHA")[2].partition("\n# PostgreSQL's tools")[0]
    assert re.findall(r"^(?:RUN|COPY|FROM|ADD)\b", after, re.MULTILINE) == []


def test_the_image_runs_as_a_number_that_is_nobody():
    assert re.findall(r"^USER (.*)$", tree.read(DOCKERFILE), re.MULTILINE) == ["10001:10001"]


def test_health_is_asked_where_the_server_listens():
    assert f"EXPOSE {health.DOOR[1]}" in tree.read(DOCKERFILE)
    assert f'"0.0.0.0:{health.DOOR[1]}"' in tree.read("config/gunicorn.py")


def test_the_start_installs_and_waits_for_nothing():
    script = "\n".join(lines("compose/django/entrypoint"))
    assert script.endswith('exec "$@"')
    assert re.findall(r"\b(?:pip|apt|migrate|collectstatic|sleep|until|while|curl|nc)\b", script) == []
