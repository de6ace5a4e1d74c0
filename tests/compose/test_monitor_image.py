"""What the monitor's image is made of: its own code and packages, and the cloud's services that it asks."""

import re

from tests.repository import tree

DOCKERFILE = "compose/monitor/Dockerfile"
IGNORED = f"{DOCKERFILE}.dockerignore"


def test_only_the_monitor_enters_its_build():
    lines = [line for line in tree.read(IGNORED).splitlines() if not line.startswith("#")]
    assert lines == ["*", "!cron", "!requirements/monitor.txt", "**/__pycache__"]
    assert set(re.findall(r"^COPY (?!--from)(\S+)", tree.read(DOCKERFILE), re.MULTILINE)) == {
        "requirements/monitor.txt",
        "cron",
    }


def test_packages_are_checked_by_their_hashes_and_never_compiled():
    assert "--require-hashes" in tree.read(DOCKERFILE)
    assert "--only-binary :all:" in tree.read(DOCKERFILE)


def test_it_runs_as_a_number_that_is_nobody_else():
    assert re.findall(r"^USER (.*)$", tree.read(DOCKERFILE), re.MULTILINE) == ["10002:10002"]
    assert 'user: "10002:10002"' in tree.read("compose/services.yml")


def test_its_base_is_that_of_the_application():
    bases = [
        re.findall(r"^ARG PYTHON_IMAGE=(\S+)$", tree.read(path), re.MULTILINE)
        for path in (DOCKERFILE, "compose/django/Dockerfile")
    ]
    assert bases[0] == bases[1] != []


def test_every_service_that_it_asks_stays():
    kept = set(re.findall(r"! -name ([a-z0-9-]+)", tree.read(DOCKERFILE)))
    asked = re.compile(r"""\.client\(\s*["']([a-z0-9-]+)["']""")
    named = {name for path in tree.files(".py", under=("cron",)) for name in asked.findall(tree.read(path))}
    assert named == {"cloudwatch", "s3", "sns"}
    assert named | {"sso", "sso-oidc", "sts"} <= kept
