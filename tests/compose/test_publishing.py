"""What the pipeline does with images, as far as it is decided before Docker, cosign or AWS are asked."""

import json
import os
import re
import runpy
import shutil
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.repository import tree

DIGEST = "sha256:" + "a" * 64
BASE = f"python:3.13-slim-trixie@{DIGEST}"
SHA = "c" * 40
smoke = runpy.run_path(str(tree.ROOT / "compose/smoke.py"))
sbom = runpy.run_path(str(tree.ROOT / "compose/sbom.py"))


@pytest.fixture
def checkout(tmp_path) -> Path:
    """A commit with the commands, and programs that write down what they were asked."""
    shutil.copytree(tree.ROOT / "compose", tmp_path / "compose")
    (tmp_path / ".gitignore").write_text("programs\n.local\ncalled\n")
    for command in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=a", "-c", "user.email=a@x.example", "commit", "-qm", "a"],
    ):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    install(
        tmp_path, "docker", f'case "$*" in *inspect*) echo "Digest: {DIGEST}"; echo "Driver: docker-container";; esac'
    )
    install(tmp_path, "cosign", "true")
    install(tmp_path, "aws", "echo Success")
    return tmp_path


def install(checkout: Path, name: str, line: str) -> None:
    program = checkout / "programs" / name
    program.parent.mkdir(exist_ok=True)
    program.write_text(f'#!/bin/sh\necho "{name} $*" >>"{checkout}/called"\n{line}\n')
    program.chmod(0o755)


def run(checkout: Path, command: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    environment = {"PATH": f"{checkout}/programs:{os.environ['PATH']}", "REGISTRIES": "one.example/Group two.example"}
    return subprocess.run(
        [checkout / "compose/bin" / command], cwd=checkout, env=environment | variables,
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def called(checkout: Path, program: str) -> list[str]:
    lines = (checkout / "called").read_text().splitlines() if (checkout / "called").exists() else []
    return [line.removeprefix(f"{program} ") for line in lines if line.startswith(f"{program} ")]


@pytest.mark.parametrize(
    ("ref", "environment", "tags"),
    [
        ("refs/heads/main", "", "main latest"),
        ("refs/heads/main", "dev", "main latest dev"),
        ("refs/heads/feature/Ö x", "", "branch-feature----x"),
        ("refs/heads/latest", "", "branch-latest"),
        ("refs/tags/v1.2.0", "production", "1.2.0 production"),
        ("refs/pull/17/merge", "", "pr-17"),
        ("refs/heads/main", "latest", "main latest"),
    ],
)
def test_an_index_is_called_by_its_commit_and_where_it_comes_from(checkout, ref, environment, tags):
    done = run(checkout, "tags", GITHUB_REF=ref, GITHUB_SHA=SHA, ENV=environment, LC_ALL="C")
    assert done.stdout.strip() == f"sha-{SHA} {tags}"


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"PLATFORM": "linux/arm64", "PYTHON_IMAGE": "python:3.13-slim-trixie"}, "names its base by digest"),
        ({"PLATFORM": "linux/arm64", "PYTHON_IMAGE": ""}, "names its base by digest"),
        ({"PLATFORM": "", "PYTHON_IMAGE": BASE}, "Say for which one platform"),
        ({"PLATFORM": "linux/arm64,linux/amd64", "PYTHON_IMAGE": BASE}, "Say for which one platform"),
        ({"PLATFORM": "linux/arm64", "PYTHON_IMAGE": BASE, "REGISTRIES": ""}, "Say where to"),
        ({"PLATFORM": "linux/arm64", "PYTHON_IMAGE": BASE, "NAME": "other"}, "NAME is colophon"),
    ],
)
def test_nothing_is_pushed_that_is_not_pinned_and_named(checkout, variables, sentence):
    done = run(checkout, "push", **variables)
    assert done.returncode == 1
    assert sentence in done.stderr
    assert called(checkout, "docker") == []


def test_a_changed_checkout_is_not_pushed(checkout):
    (checkout / "compose/new").write_text("")
    done = run(checkout, "push", PLATFORM="linux/arm64", PYTHON_IMAGE=BASE)
    assert "this checkout has changes" in done.stderr
    assert called(checkout, "docker") == []


def test_a_push_goes_by_digest_to_every_registry_with_its_provenance(checkout):
    install(checkout, "docker", PUSHING)
    done = run(checkout, "push", PLATFORM="linux/arm64", PYTHON_IMAGE=BASE, CACHE="one.example/Group")
    assert done.returncode == 0, done.stderr
    (build,) = [line for line in called(checkout, "docker") if "buildx build" in line]
    assert 'type=image,"name=one.example/group/colophon,two.example/colophon",push-by-digest=true' in build
    assert "--provenance mode=max" in build
    assert f"PYTHON_IMAGE={BASE}" in build
    assert "--cache-to type=registry,ref=one.example/group/colophon:cache-linux-arm64" in build
    assert (checkout / ".local/digests/colophon/linux-arm64").read_text().strip() == DIGEST


PUSHING = f"""
case "$*" in *inspect*) echo "Driver: docker-container";; esac
while [ $# -gt 0 ]; do
  [ "$1" = --metadata-file ] && printf '{{\\n  "containerimage.digest": "{DIGEST}"\\n}}\\n' >"$2"
  shift
done
true
"""


def pushed(checkout: Path, *platforms: str) -> None:
    folder = checkout / ".local/digests/colophon"
    folder.mkdir(parents=True)
    for platform in platforms:
        (folder / platform.replace("/", "-")).write_text(f"{DIGEST}\n")


def test_an_index_without_a_platform_is_not_made(checkout):
    pushed(checkout, "linux/amd64")
    done = run(checkout, "index", TAGS="main")
    assert "Nothing was pushed for linux/arm64 yet" in done.stderr
    assert called(checkout, "docker") == []


def test_an_index_joins_both_platforms_under_every_tag_in_every_registry(checkout):
    pushed(checkout, "linux/amd64", "linux/arm64")
    assert run(checkout, "index", TAGS="sha-1 main").returncode == 0
    made = [line for line in called(checkout, "docker") if "imagetools create" in line]
    assert [line.split()[3:7] for line in made] == [
        ["--tag", f"{place}:sha-1", "--tag", f"{place}:main"]
        for place in ("one.example/group/colophon", "two.example/colophon")
    ]
    assert all(line.count(f"colophon@{DIGEST}") == 2 for line in made)


@pytest.mark.parametrize("command", ["sign", "verify"])
def test_without_cosign_nothing_is_called_signed(checkout, command):
    (checkout / "programs/cosign").unlink()
    only = checkout / "only"  # what a machine has that was not given cosign
    only.mkdir()
    for name in ("bash", "env", "dirname", "cat"):
        (only / name).symlink_to(shutil.which(name))
    done = run(checkout, command, IMAGE="one.example/colophon:main", PATH=str(only))
    assert done.returncode == 1
    assert "NOT " in done.stderr


def test_what_is_signed_is_the_index_by_its_digest_with_what_it_holds(checkout):
    pushed(checkout, "index")
    assert run(checkout, "sign", SBOM="colophon.cdx.json").returncode == 0
    assert called(checkout, "cosign") == [
        f"{verb} {place}@{DIGEST}"
        for place in ("one.example/group/colophon", "two.example/colophon")
        for verb in ("sign --yes", "attest --yes --type cyclonedx --predicate colophon.cdx.json")
    ]


@pytest.mark.parametrize("name", ["one.example:5000/colophon:main", f"one.example:5000/colophon@{DIGEST}"])
def test_only_our_own_pipeline_on_main_or_a_version_is_believed(checkout, name):
    done = run(checkout, "verify", IMAGE=name, SIGNER="https://github.example/owner/repository")
    assert done.stdout.strip() == f"one.example:5000/colophon@{DIGEST}"
    (asked,) = called(checkout, "cosign")
    pattern = re.search(r"--certificate-identity-regexp (\S+)", asked)[1]
    workflow = "https://github.example/owner/repository/.github/workflows"
    assert re.fullmatch(pattern, f"{workflow}/images.yml@refs/heads/main")
    assert re.fullmatch(pattern, f"{workflow}/images.yml@refs/tags/v1.2.0")
    for other in ("images.yml@refs/pull/1/merge", "images.yml@refs/heads/mine", "other.yml@refs/heads/main"):
        assert not re.search(pattern, f"{workflow}/{other}")
    assert not re.search(pattern, f"{workflow.replace('github.example', 'githubXexample')}/images.yml@refs/heads/main")


def test_an_image_whose_signature_does_not_hold_is_not_named(checkout):
    install(checkout, "cosign", "exit 1")
    done = run(checkout, "verify", IMAGE="one.example/colophon:main", SIGNER="https://github.example/a/b")
    assert (done.returncode, done.stdout) == (1, "")


def test_a_machine_is_asked_to_run_an_image(checkout):
    given = {"ENV": "production", "IMAGE_TAG": "sha-1", "DEPLOY_INSTANCE": "i-1", "DEPLOY_FOLDER": "/srv/colophon"}
    assert run(checkout, "deploy", **given).returncode == 0
    assert "cd /srv/colophon && IMAGE_TAG=sha-1 make up ENV=production" in called(checkout, "aws")[0]
    install(checkout, "aws", "echo Failed")
    assert run(checkout, "deploy", **given).returncode == 1


@pytest.mark.parametrize(
    "odd", [{"IMAGE_TAG": "main; id"}, {"IMAGE_TAG": "$(id)"}, {"DEPLOY_FOLDER": '/srv"; id'}, {"ENV": "local"}]
)
def test_what_is_no_tag_is_never_sent_to_a_machine(checkout, odd):
    given = {"ENV": "production", "IMAGE_TAG": "sha-1", "DEPLOY_INSTANCE": "i-1", "DEPLOY_FOLDER": "/srv/colophon"}
    assert run(checkout, "deploy", **given | odd).returncode == 1
    assert called(checkout, "aws") == []


STATUS = """Package: tzdata
Status: install ok installed
Architecture: all
Version: 2026a+1

Package: gone
Status: deinstall ok config-files
Architecture: amd64
Version: 1
"""


def test_a_list_of_parts_names_python_and_debian_packages():
    listed = json.loads(json.dumps(sbom["document"]("colophon:local", STATUS)))
    parts = {part["purl"]: part["version"] for part in listed["components"]}
    assert parts["pkg:deb/debian/tzdata@2026a%2B1?arch=all"] == "2026a+1"
    assert not any("gone" in address for address in parts)
    (django,) = [part for part in listed["components"] if part["name"] == "django"]
    import django as installed

    assert django["version"] == installed.__version__
    assert [part["bom-ref"] for part in listed["components"]] == sorted(parts)


@pytest.fixture
def site() -> Iterator[tuple[str, dict[str, bytes]]]:
    """A site of three pages, which a test may break."""
    answers = {"/healthz/ready": b'{"status": "ok"}', "/": b"<html>", "/people/": b"<html>"}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = answers.get(self.path)
            self.send_response(200 if body is not None else 503)
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", answers
    server.shutdown()
    server.server_close()


def test_a_site_that_answers_passes(site):
    assert smoke["main"](site[0], 0) == 0


@pytest.mark.parametrize(
    ("path", "answer"), [("/", None), ("/people/", b"oops"), ("/healthz/ready", b'{"status": "failed"}')]
)
def test_a_site_that_answers_something_else_fails(site, capsys, path, answer):
    site[1].pop(path) if answer is None else site[1].update({path: answer})
    assert smoke["main"](site[0], 0) == 1
    assert path in capsys.readouterr().err
