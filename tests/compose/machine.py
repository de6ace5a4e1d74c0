"""A machine of the test's own: a folder with the scripts and the files of one environment."""

import os
import shutil
import subprocess
from pathlib import Path

from tests.repository import tree

GOOD = {
    "SITE_URL": "https://localhost",
    "ACME_EMAIL": "operator@people.test",
    "OIDC_ISSUER": "https://id.test",
    "OIDC_RP_CLIENT_ID": "site",
}


class Machine:
    """A folder with the scripts and the files of one environment, as `make env` leaves them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = os.environ["PATH"]
        for name in ("compose", ".envs"):
            shutil.copytree(tree.ROOT / name, folder / name, ignore=shutil.ignore_patterns(".django", ".postgres"))
        shutil.rmtree(folder / ".envs/.production/secrets", ignore_errors=True)
        for path in tree.ROOT.glob("docker-compose.*.yml"):
            shutil.copy(path, folder)
        (folder / "config").mkdir()
        shutil.copy(tree.ROOT / "config/examples.txt", folder / "config")
        self.run("env")
        self.files = folder / ".envs/.production"
        for name, value in GOOD.items():
            self.write(name, value)
        self.secret("OIDC_RP_CLIENT_SECRET", "kT7w-Qz93-pLm2-Vb8x")

    def write(self, name: str, value: str) -> None:
        with (self.files / ".django").open("a") as variables:
            variables.write(f"{name}={value}\n")

    def secret(self, name: str, value: str) -> None:
        path = self.files / "secrets" / name
        path.unlink(missing_ok=True)
        path.write_text(value)
        path.chmod(0o444)

    def run(self, command: str, *arguments: str, **variables: str) -> "subprocess.CompletedProcess[str]":
        environment = {"PATH": self.path, "HOME": str(self.folder), **variables}
        return subprocess.run(
            [self.folder / f"compose/bin/{command}", "production", *arguments],
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
            start_new_session=True,
            check=False,
        )

    def lines(self, *how: str) -> tuple[dict[str, str], str]:
        """The state of each line by its name, and all that was printed."""
        done = self.run("doctor", *how)
        assert done.stderr == ""
        shown = done.stdout.rpartition("\n\n")[0].splitlines()
        states = {line[9:].split("  ")[0]: line[:9].strip() for line in shown if line[:1].strip()}
        has_failed = "FAILED" in states.values()
        assert done.returncode == int(has_failed)
        return states, done.stdout
