"""`make env` and what else compose/bin does before Docker is asked, in a folder of its own."""

import os
import re
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from tests.repository import tree

GIVEN = "SITE_URL=https://people.example.org"


@pytest.fixture
def checkout(tmp_path) -> Path:
    """A fresh clone, as far as the commands look at it."""
    for path in tree.files(under=("compose", ".envs")):
        if path.endswith(".example") or path == ".envs/secrets" or path.startswith("compose/"):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(tree.ROOT / path, tmp_path / path)
    return tmp_path


def run(checkout: Path, command: str, *arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    environment = {"PATH": os.environ["PATH"], **variables}
    return subprocess.run(
        [checkout / "compose/bin" / command, *arguments],
        cwd=checkout, env=environment, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("environment", ["dev", "production"])
def test_the_first_time_it_makes_all_files_and_says_what_to_write(checkout, environment):
    done = run(checkout, "env", environment)
    assert done.returncode == 0, done.stderr
    for name in ("SITE_URL", "ACME_EMAIL", "OIDC_ISSUER", "OIDC_RP_CLIENT_ID", "OIDC_RP_CLIENT_SECRET"):
        assert name in done.stdout
    made = checkout / f".envs/.{environment}"
    assert (made / ".django").is_file()
    assert (made / ".postgres").is_file()
    assert "POSTGRES_HOST=postgres" in (made / ".postgres").read_text()


def test_a_last_line_that_an_editor_left_open_is_not_run_into(checkout):
    written = checkout / ".envs/.production/.django"
    written.parent.mkdir(parents=True, exist_ok=True)
    written.write_text("SITE_URL=https://people.example.org")
    assert run(checkout, "env", "production").returncode == 0
    assert written.read_text().startswith("SITE_URL=https://people.example.org\n")


def test_what_containers_read_is_readable_whatever_the_operators_mask(checkout):
    script = (
        'umask 077; source compose/bin/environment production; put .runtime/production/traefik/live.yml <<<"http: {}"'
    )
    done = subprocess.run(["bash", "-c", script], cwd=checkout, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    made = checkout / ".runtime/production/traefik"
    assert (mode(made.parent) & 0o055, mode(made) & 0o055, mode(made / "live.yml") & 0o044) == (0o055, 0o055, 0o044)


def test_what_containers_read_is_readable_however_closed_the_checkout_is(checkout):
    for path in checkout.rglob("*"):
        path.chmod(mode(path) & 0o700)
    command = "umask 077; compose/bin/env production >&2; compose/bin/runtime production"
    done = subprocess.run(
        ["bash", "-c", command], cwd=checkout, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    made = checkout / ".runtime/production"
    files = {str(path.relative_to(made)): mode(path) for path in made.rglob("*") if path.is_file()}
    assert files == {"traefik/site.yml": 0o644, "traefik/healthcheck": 0o644, "postgres/application.sh": 0o755}
    folders = [made, *(path for path in made.rglob("*") if path.is_dir())]
    folders.append(checkout / ".envs/.production/secrets/certs")
    assert {mode(folder) for folder in folders} == {0o755}


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"POSTGRES_USER": "postgres"}, "POSTGRES_USER is the application's name"),
        ({"POSTGRES_PASSWORD": "written-in-the-wrong-place"}, "secrets/POSTGRES_PASSWORD alone"),
    ],
)
def test_what_the_databases_image_would_stop_at_is_said_before(checkout, variables, sentence):
    run(checkout, "env", "production")
    if "POSTGRES_PASSWORD" in variables:
        (checkout / ".envs/.production/secrets/POSTGRES_PASSWORD").unlink()
        (checkout / ".envs/.production/secrets/POSTGRES_PASSWORD").touch()
    with (checkout / ".envs/.production/.postgres").open("a") as written:
        written.writelines(f"{name}={value}\n" for name, value in variables.items())
    done = run(checkout, "up", "production")
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "wrong-place" not in done.stderr


def test_a_secret_that_a_release_brings_is_asked_for(checkout):
    run(checkout, "env", "production")
    (checkout / ".envs/.production/secrets/CA_CERTIFICATES").unlink()
    done = run(checkout, "up", "production")
    assert done.returncode == 1
    assert "CA_CERTIFICATES" in done.stderr
    assert "make env ENV=production" in done.stderr


@pytest.mark.parametrize(("there", "given"), [(1, ""), (4, "2")])
def test_a_limit_of_cpus_is_what_the_machine_has(checkout, there, given):
    run(checkout, "env", "production")
    script = f'nproc() {{ echo {there}; }}; source compose/bin/environment production; echo "${{WEB_CPUS:-}}"'
    done = subprocess.run(["bash", "-c", script], cwd=checkout, capture_output=True, text=True, check=False, timeout=60)
    assert done.stdout.strip() == given


def test_a_limit_of_cpus_that_is_written_stays(checkout):
    run(checkout, "env", "production")
    with (checkout / ".envs/.production/.django").open("a") as written:
        written.write("WEB_CPUS=0.5\n")
    script = 'nproc() { echo 4; }; source compose/bin/environment production; echo "${WEB_CPUS:-as written}"'
    done = subprocess.run(["bash", "-c", script], cwd=checkout, capture_output=True, text=True, check=False, timeout=60)
    assert done.stdout.strip() == "as written"


def test_the_applications_role_is_made_without_rights_beyond_its_database():
    made = tree.read("compose/postgres/application.sh")
    refused = {"NOSUPERUSER", "NOCREATEDB", "NOCREATEROLE", "NOREPLICATION", "NOBYPASSRLS"}
    assert refused <= set(next(line for line in made.splitlines() if line.startswith("ALTER ROLE")).split())
    assert "ALTER ROLE postgres PASSWORD NULL;" in made


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("SITE_NAME=Colophon", "Colophon"),
        ("SITE_NAME=Colophon # ours", "Colophon"),
        ("SITE_NAME='Colophon # ours' # really", "Colophon # ours"),
        ('SITE_NAME="Colophon # ours"', "Colophon # ours"),
        ("SITE_NAME=Colophon#1", "Colophon#1"),
        ("SITE_NAME=Colophon  \r", "Colophon"),
        ("export SITE_NAME = Colophon", "Colophon"),
        ("SITE_NAME=First\nSITE_NAME=Colophon", "Colophon"),
        ("SITE_NAME=", ""),
        ("#SITE_NAME=Colophon", ""),
    ],
)
def test_a_value_is_read_as_compose_reads_it(checkout, line, value):
    files = checkout / ".envs/.production"
    files.mkdir(parents=True, exist_ok=True)
    (files / ".django").write_text(f"{line}\n")
    (files / ".postgres").write_text("POSTGRES_HOST=postgres\n")
    asked = "source compose/bin/environment production; value SITE_NAME"
    done = subprocess.run(["bash", "-c", asked], cwd=checkout, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout.rstrip("\n")) == (0, value)


@pytest.mark.parametrize(
    ("part", "line", "shell", "is_beside"),
    [
        ("postgres", "", {}, True),
        ("postgres", "", {"DATABASE_URL": "postgres://elsewhere/n"}, True),  # no container is given the shell's
        ("postgres", "DATABASE_URL=postgres://elsewhere/n", {}, False),
        ("redis", "", {}, True),
        ("redis", "REDIS_URL=", {}, False),
        ("redis", "", {"REDIS_URL": "redis://elsewhere/0"}, False),  # which Compose passes on
    ],
)
def test_what_is_elsewhere_is_not_started_here(checkout, part, line, shell, is_beside):
    run(checkout, "env", "production")
    with (checkout / ".envs/.production/.django").open("a") as variables:
        variables.write(f"{line}\n")
    asked = ["bash", "-c", f"source compose/bin/environment production; is_beside {part}"]
    environment = {"PATH": os.environ["PATH"], **shell}
    done = subprocess.run(asked, cwd=checkout, env=environment, capture_output=True, check=False, timeout=60)
    assert (done.returncode == 0, done.stderr) == (is_beside, b"")


def test_secrets_are_long_random_and_nobody_elses(checkout):
    first, other = checkout, checkout.parent / "other"
    shutil.copytree(first, other)
    values = []
    for folder in (first, other):
        assert run(folder, "env", "production").returncode == 0
        secrets = folder / ".envs/.production/secrets"
        assert mode(secrets) == 0o700
        for name in ("DJANGO_SECRET_KEY", "POSTGRES_PASSWORD"):
            values.append((secrets / name).read_text())
            assert mode(secrets / name) == 0o444
        assert (secrets / "DATABASE_URL").read_text() == ""
    assert len(set(values)) == 4
    assert {len(value) for value in values} == {64}
    assert all(value.isalnum() for value in values)


def test_no_secret_is_shown(checkout):
    secrets = checkout / ".envs/.production/secrets"
    output = "".join(run(checkout, "env", "production").stdout for _ in range(2))
    assert (secrets / "DJANGO_SECRET_KEY").read_text() not in output
    assert (secrets / "POSTGRES_PASSWORD").read_text() not in output


def test_what_is_there_stays_as_it_is(checkout):
    run(checkout, "env", "production")
    made = checkout / ".envs/.production"
    (made / ".django").write_text(f"# mine\n{GIVEN}\nSITE_NAME='My people'\n#WEB_MEMORY=3g\n")
    (made / "secrets/OIDC_RP_CLIENT_SECRET").write_text("given")
    before = {path.name: path.read_text() for path in (made / "secrets").iterdir() if path.is_file()}
    assert run(checkout, "env", "production").returncode == 0
    text = (made / ".django").read_text()
    assert text.startswith(f"# mine\n{GIVEN}\nSITE_NAME='My people'\n#WEB_MEMORY=3g\n")
    assert text.count("SITE_URL=") == text.count("SITE_NAME=") == text.count("WEB_MEMORY=") == 1
    assert {path.name: path.read_text() for path in (made / "secrets").iterdir() if path.is_file()} == before


def test_a_variable_that_a_release_brings_is_added(checkout):
    run(checkout, "env", "production")
    example = checkout / ".envs/.production/.django.example"
    example.write_text(example.read_text() + "BRAND_NEW=yes\n")
    run(checkout, "env", "production")
    run(checkout, "env", "production")
    assert (checkout / ".envs/.production/.django").read_text().count("BRAND_NEW=yes") == 1


def test_when_all_is_written_it_says_so(checkout):
    run(checkout, "env", "production")
    made = checkout / ".envs/.production"
    with (made / ".django").open("a") as variables:
        variables.write(f"{GIVEN}\nOIDC_ISSUER=https://login.example.org\nOIDC_RP_CLIENT_ID=site\n")
    (made / "secrets/OIDC_RP_CLIENT_SECRET").write_text("given")
    assert "ACME_EMAIL" in run(checkout, "env", "production").stdout
    assert "All is there" in run(checkout, "env", "production", ACME_EMAIL="me@people.example.org").stdout
    assert "All is there" in run(checkout, "env", "production", TLS_MODE="upstream").stdout


@pytest.mark.parametrize("command", ["env", "up", "down", "logs", "shell", "migrate", "scale", "live"])
@pytest.mark.parametrize("environment", ["", "staging", "../production"])
def test_an_environment_that_is_none_is_refused_in_a_sentence(checkout, command, environment):
    done = run(checkout, command, *([environment] if environment else []))
    assert done.returncode == 1
    assert done.stderr.startswith("Say which environment")


def test_without_variables_the_way_to_them_is_named(checkout):
    done = run(checkout, "up", "production")
    assert done.returncode == 1
    assert "make env ENV=production" in done.stderr


@pytest.mark.parametrize("copies", ["", "0", "x", "-1", "100"])
def test_a_number_of_copies_that_is_none_is_refused(checkout, copies):
    run(checkout, "env", "production")
    done = run(checkout, "scale", "production", copies)
    assert done.returncode == 1
    assert done.stderr.startswith("Say how many")


@pytest.mark.parametrize("line", ["export SITE_URL=https://a.example", "SITE_URL = https://a.example"])
def test_a_value_that_is_there_in_any_spelling_stays(checkout, line):
    run(checkout, "env", "production")
    written = checkout / ".envs/.production/.django"
    written.write_text(f"{line}\n")
    run(checkout, "env", "production")
    script = "source compose/bin/environment production; value SITE_URL"
    done = subprocess.run(["bash", "-c", script], cwd=checkout, capture_output=True, text=True, check=False, timeout=60)
    assert done.stdout.strip() == "https://a.example"
    lines = [found for found in written.read_text().splitlines() if not found.startswith("#")]
    assert [found for found in lines if re.search(r"\bSITE_URL\b", found)] == [line]
