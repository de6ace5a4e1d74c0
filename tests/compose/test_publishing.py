"""What the pipeline does with images, as far as it is decided before Docker, cosign or AWS are asked."""

import json
import re
import runpy
import shutil
from pathlib import Path

import pytest

from tests.compose import pipeline
from tests.compose.pipeline import DIGEST, called, install, run
from tests.repository import tree

BASE = f"python:3.13-slim-trixie@{DIGEST}"
BACKUP = {"PLATFORM": "linux/arm64", "PYTHON_IMAGE": BASE, "NAME": "colophon-backup"}
SHA = "c" * 40
sbom = runpy.run_path(str(tree.ROOT / "compose/sbom.py"))


@pytest.fixture
def checkout(tmp_path) -> Path:
    return pipeline.checkout(tmp_path)


@pytest.mark.parametrize(
    ("ref", "environment", "tags"),
    [
        ("refs/heads/main", "", f"sha-{SHA} main latest"),
        ("refs/heads/main", "dev", f"sha-{SHA} main latest dev"),
        ("refs/heads/feature/Ö x", "", f"sha-{SHA} branch-feature----x"),
        ("refs/heads/latest", "", f"sha-{SHA} branch-latest"),
        ("refs/tags/v1.2.0", "", "1.2.0"),
        ("refs/tags/v1.2.0", "production", "1.2.0 production"),
        ("refs/pull/17/merge", "", f"sha-{SHA} pr-17"),
        ("refs/heads/main", "latest", f"sha-{SHA} main latest"),
    ],
)
def test_an_index_is_called_by_where_it_comes_from(checkout, ref, environment, tags):
    given = {"GITHUB_REF": ref, "GITHUB_SHA": SHA, "GITHUB_EVENT_NAME": "push", "ENV": environment, "LC_ALL": "C"}
    assert run(checkout, "tags", **given).stdout.strip() == tags


def test_no_two_builds_of_a_commit_share_a_tag_that_never_moves(checkout):
    """A registry refuses the second; only main's names may go from one to the other."""
    main = {"GITHUB_SHA": SHA, "GITHUB_REF": "refs/heads/main", "GITHUB_EVENT_NAME": "push"}
    monthly = main | {"GITHUB_EVENT_NAME": "schedule"}
    version = main | {"GITHUB_REF": "refs/tags/v1.2.0"}
    months = [monthly | {"DAY": "20261101"}, monthly | {"DAY": "20261201"}, monthly]
    made = [run(checkout, "tags", **given).stdout.split() for given in (main, version, *months)]
    firm = [tag for tags in made for tag in tags if tag not in ("main", "latest")]
    assert firm[:4] == [f"sha-{SHA}", "1.2.0", f"sha-{SHA}-20261101", f"sha-{SHA}-20261201"]
    assert re.fullmatch(rf"sha-{SHA}-\d{{8}}", firm[4])


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"PLATFORM": "linux/arm64", "PYTHON_IMAGE": "python:3.13-slim-trixie"}, "names its base by digest"),
        ({"PLATFORM": "linux/arm64", "PYTHON_IMAGE": ""}, "names its base by digest"),
        ({"PLATFORM": "", "PYTHON_IMAGE": BASE}, "Say for which one platform"),
        ({"PLATFORM": "linux/arm64,linux/amd64", "PYTHON_IMAGE": BASE}, "Say for which one platform"),
        ({"PLATFORM": "linux/arm64", "PYTHON_IMAGE": BASE, "REGISTRIES": ""}, "Say where to"),
        ({"PLATFORM": "linux/arm64", "PYTHON_IMAGE": BASE, "NAME": "other"}, "NAME is colophon"),
        ({**BACKUP, "POSTGRES_IMAGE": "postgres:18"}, "from another base, named by digest too"),
        (BACKUP, "from another base, named by digest too"),
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


def test_the_image_for_backups_is_pushed_on_two_bases_of_which_both_have_a_digest(checkout):
    install(checkout, "docker", PUSHING)
    done = run(checkout, "push", **BACKUP, POSTGRES_IMAGE=f"postgres:18@{DIGEST}")
    assert done.returncode == 0, done.stderr
    (build,) = [line for line in called(checkout, "docker") if "buildx build" in line]
    assert {f"PYTHON_IMAGE={BASE}", f"POSTGRES_IMAGE=postgres:18@{DIGEST}"} <= set(build.split())


@pytest.mark.parametrize(
    ("given", "base"),
    [
        ({}, "python:3.13-slim-trixie"),
        ({"OF": "POSTGRES_IMAGE"}, "postgres:18"),
        ({"OF": "POSTGRES_IMAGE", "POSTGRES_IMAGE": "one.example/postgres:18"}, "one.example/postgres:18"),
        ({"OF": "TRAEFIK_IMAGE"}, "traefik:v3.7"),
        ({"OF": "REDIS_IMAGE"}, "redis:8"),
    ],
)
def test_a_base_is_named_with_the_digest_that_its_tag_has_now(checkout, given, base):
    assert run(checkout, "base", **given).stdout.strip() == f"{base}@{DIGEST}"
    assert called(checkout, "docker") == [f"buildx imagetools inspect {base}"]


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
