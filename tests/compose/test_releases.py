"""What compose/bin keeps of releases, and what it refuses, beside a Docker that only writes down."""

import os

import pytest

from tests.compose.machine import Machine
from tests.compose.pipeline import called, install
from tests.compose.releases import DOCKER, release, runtime, said, script, with_docker


@pytest.fixture
def machine(tmp_path) -> Machine:
    return with_docker(tmp_path)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("A=1\nIMAGE_TAG=sha-0\nB=2\n", "A=1\nIMAGE_TAG=sha-1\nB=2\n"),
        ("export IMAGE_TAG = sha-0\nB=2\nIMAGE_TAG: old\n", "IMAGE_TAG=sha-1\nB=2\nIMAGE_TAG=sha-1\n"),
        ("A=1\n#IMAGE_TAG=local\nMY_IMAGE_TAG=2", "A=1\n#IMAGE_TAG=local\nMY_IMAGE_TAG=2\nIMAGE_TAG=sha-1\n"),
    ],
)
def test_the_variables_remember_which_image_was_brought(machine, before, after):
    variables = machine.files / ".django"
    variables.write_text(before)
    variables.chmod(0o600)
    said(machine, 'write_tag "$VARIABLES/.django" sha-1')
    assert variables.read_text() == after
    assert variables.stat().st_mode & 0o777 == 0o600


def test_a_release_keeps_its_images_under_a_name_of_its_own_and_its_variables_closed(machine):
    os.umask(0o022)
    name = release(machine, "sha-1")
    kept = runtime(machine) / "releases" / name
    for number, image in enumerate(("colophon", "colophon-backup", "colophon-monitor")):
        assert f"tag {('one', 'two', 'three')[number]} {image}:release-{name}" in called(machine.folder, "docker")
    assert "IMAGE_TAG=sha-1" in (kept / ".django").read_text()
    assert (kept / "secrets/OIDC_RP_CLIENT_SECRET").read_text() == "kT7w-Qz93-pLm2-Vb8x"
    assert (kept / "secrets/OIDC_RP_CLIENT_SECRET").stat().st_mode & 0o777 == 0o444
    assert {path.stat().st_mode & 0o777 for path in (kept, kept / "secrets")} == {0o700}
    assert not (kept / "secrets/certs").exists(), "a certificate of then may have ended"


def test_the_live_release_and_the_two_before_it_are_kept(machine):
    names = [release(machine, f"sha-{number}") for number in range(4)]
    assert said(machine, "chain").split() == names[:0:-1]
    said(machine, "forget_old_releases")
    assert sorted(path.name for path in (runtime(machine) / "releases").iterdir()) == names[1:]
    assert f"image rm colophon:release-{names[0]}" in called(machine.folder, "docker")


def test_compose_is_given_the_image_that_runs_whatever_the_variables_wish(machine):
    machine.write("IMAGE_TAG", "sha-of-the-wish")
    told = 'echo "$IMAGE_TAG $RELEASES"'
    assert "IMAGE_TAG" not in said(machine, "compose ps; env")
    name = release(machine, "sha-1")
    install(machine.folder, "docker", told)
    assert said(machine, "compose ps", IMAGE_TAG="sha-of-the-shell") == f"release-{name} {name}"
    assert said(machine, "RELEASE=another compose ps") == "release-another"


def test_variables_that_a_way_back_had_changed_are_put_back_unless_it_went_live(machine):
    variables, before = machine.files / ".django", (machine.files / ".django").read_text()
    keep = (
        'kept=$RELEASES_FOLDER/.configuration; mkdir -p "$kept"; live_release >"$kept/of"; '
        'copy_configuration "$VARIABLES" "$kept"'
    )
    release(machine, "sha-1")
    said(machine, keep)
    variables.write_text("CHANGED=1\n")
    said(machine, "settle_configuration")
    assert variables.read_text() == before
    said(machine, keep)
    variables.write_text("CHANGED=1\n")
    release(machine, "sha-2")
    said(machine, "settle_configuration")
    assert variables.read_text() == "CHANGED=1\n"
    assert not (runtime(machine) / "releases/.configuration").exists()


def fill_the_disk(machine: Machine, name: str) -> None:
    """No copy under this name is written to its end."""
    half = f'for to; do :; done; case "$to" in *{name}*) : >"$to"; echo "No space left on device" >&2; exit 1 ;; esac'
    install(machine.folder, "cp", f'{half}; PATH={os.environ["PATH"]} exec cp "$@"')


def test_on_a_full_disk_no_secret_is_lost_on_the_way_back(machine):
    """Whoever asks whether all went well must not switch off that a copy which failed is not used."""
    secret = machine.files / "secrets/OIDC_RP_CLIENT_SECRET"
    release(machine, "sha-1")
    said(machine, 'kept=$RELEASES_FOLDER/.configuration; mkdir "$kept"; live_release >"$kept/of"; '
                  'copy_configuration "$VARIABLES" "$kept"')  # fmt: skip
    fill_the_disk(machine, "OIDC_RP_CLIENT_SECRET.new")
    done = script(machine, "PROJECT=site; settle || echo not done")
    assert done.stdout.strip() == "not done"
    assert secret.read_text() == "kT7w-Qz93-pLm2-Vb8x"
    assert [path.name for path in secret.parent.glob("*.new")] == []
    assert (runtime(machine) / "releases/.configuration").exists(), "it is put back by the next command"


def test_on_a_full_disk_nothing_becomes_a_release(machine):
    fill_the_disk(machine, "secrets.new")
    done = script(machine, 'name=$(new_release sha-1 one two three); echo "$name"')
    assert (done.returncode, done.stdout) == (1, "")
    assert [path.name for path in (runtime(machine) / "releases").iterdir() if path.suffix != ".partial"] == []


def test_copies_are_of_what_runs(machine):
    install(machine.folder, "docker", "exit 0")
    done = machine.run("scale", "2")
    assert done.returncode == 1
    assert "Nothing runs yet" in done.stderr


def test_a_reader_who_has_gone_does_not_stop_the_way_back(machine):
    """As `tee` has after Ctrl-C, which reaches both: each word of the way back is written to nobody then."""
    name = release(machine, "sha-1")
    install(
        machine.folder, "docker", 'case "$*" in *web-blue*) echo c0ffee ;; *compose.oneoff*) ;; *) ' + DOCKER + " esac"
    )
    script(machine, 'compose/bin/rollout "$ENV" | true', IMAGE_TAG="sha-2")
    last = (runtime(machine) / "releases.log").read_text().splitlines()[-1]
    assert f"returned to {name} in blue" in last
    assert "It was interrupted." in last
    assert [path.name for path in (runtime(machine) / "releases").iterdir()] == [name], "what it had begun is gone"


def test_there_is_no_way_back_before_there_was_a_second_release(machine):
    done = machine.run("rollback")
    assert (done.returncode, done.stdout) == (1, "")
    assert "No release is known yet" in done.stderr
    release(machine, "sha-1")
    assert "There is no release before sha-1 any more" in machine.run("rollback").stderr


def test_nothing_is_taken_back_twice(machine):
    release(machine, "sha-1")
    release(machine, "sha-2")
    install(machine.folder, "docker", "exit 1")
    done = script(machine, 'FROM=sha-3 compose/bin/rollback "$ENV"')
    assert done.returncode == 0
    assert "sha-2 runs, not sha-3: there is nothing to take back." in done.stdout


def test_a_rollout_wants_something_that_runs_and_an_image(machine):
    done = machine.run("rollout")
    assert done.returncode == 1
    assert "Nothing runs yet. Begin with: make up ENV=production" in done.stderr
    release(machine, "sha-1")
    install(machine.folder, "docker", 'case "$1" in ps) echo c0ffee ;; image) exit 1 ;; esac')
    machine.write("IMAGE_TAG", "sha-2")
    done = machine.run("rollout")
    assert done.returncode == 1
    assert "There is no image colophon:sha-2. Build it, from its commit: make image TAG=sha-2" in done.stderr


@pytest.mark.parametrize("tag", ["1; id", "$(id)", "../x", "-x", "", " ", "a\nb", "a" * 129])
def test_what_is_no_tag_is_refused(machine, tag):
    done = script(machine, 'compose/bin/rollout "$ENV"', IMAGE_TAG=tag)
    assert done.returncode == 1
    assert "IMAGE_TAG is" in done.stderr


def test_the_record_says_who_brought_what_and_when(machine):
    assert "No release was brought yet" in machine.run("releases").stderr
    name = release(machine, "sha-1")
    said(machine, 'note "live $(live_release)\nand more"', BY="ada & co")
    shown = machine.run("releases").stdout.splitlines()
    assert shown[0].split(" ", 1)[1] == f"ada___co live {name} and more"
    assert shown[-1] == f"  {name} sha-1"


def test_what_older_commands_started_is_taken_as_the_first_release(machine):
    (runtime(machine)).mkdir(parents=True, exist_ok=True)
    (runtime(machine) / "live").write_text("green\n")
    install(machine.folder, "docker", 'case "$1" in ps) echo c0ffee ;; inspect) echo sha256:running ;; esac')
    name = said(machine, "PROJECT=site tag=local adopt; live_release")
    assert said(machine, "live_slot") == "green"
    assert (runtime(machine) / "releases" / name / "images").read_text().split() == ["sha256:running"] * 3
    assert (runtime(machine) / "releases" / name / "tag").read_text() == "local\n", "nobody has named another"
    assert f"tag sha256:running colophon:release-{name}" in called(machine.folder, "docker")
    assert "adopted" in (runtime(machine) / "releases.log").read_text()
