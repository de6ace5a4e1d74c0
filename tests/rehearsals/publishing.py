"""`make rehearse`: what the pipeline does with images, by its own commands, against a registry of this machine.

A commit is built for both kinds of machines and pushed, joined, looked at, compared with its locks, signed with a key
made for it, and verified. Without cosign the last two are NOT RUN, and the rehearsal has failed, unless
WITHOUT=signature says that this is known. REGISTRIES, PYTHON_IMAGE and POSTGRES_IMAGE name other places, PLATFORMS
fewer machines, NAME=colophon-backup or colophon-monitor the other images.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.repository import tree

REGISTRY = os.environ.get("REGISTRIES", "127.0.0.1:5000/rehearsal")
BASE = os.environ.get("PYTHON_IMAGE", "127.0.0.1:5000/library/python:3.13-slim-trixie")
POSTGRES = os.environ.get("POSTGRES_IMAGE", "127.0.0.1:5000/library/postgres:18")
PLATFORMS = os.environ.get("PLATFORMS", "linux/amd64 linux/arm64").split()
NAME = os.environ.get("NAME", "colophon")
LOCKS = {
    "colophon": "requirements/production.txt",
    "colophon-backup": "requirements/backup.txt",
    "colophon-monitor": "requirements/monitor.txt",
}
TAG = "sha-rehearsal"
SYSTEMS = {"linux/amd64": "x86_64", "linux/arm64": "aarch64"}


class Failed(Exception):
    """A step did not end as it should."""


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        checkout = Path(folder) / "checkout"
        subprocess.run(["git", "clone", "--quiet", "--depth=1", f"file://{tree.ROOT}", checkout], check=True)
        try:
            bases = {"PYTHON_IMAGE": make(checkout, "base", PYTHON_IMAGE=BASE).strip()}
            if NAME == "colophon-backup":
                found = make(checkout, "base", OF="POSTGRES_IMAGE", POSTGRES_IMAGE=POSTGRES)
                bases["POSTGRES_IMAGE"] = found.strip()
            for platform in PLATFORMS:
                make(checkout, "push", PLATFORM=platform, **bases)
            make(checkout, "index", TAGS=f"{TAG} latest", PLATFORMS=" ".join(PLATFORMS))
            look_at_index()
            for platform in PLATFORMS:
                compare_with_locks(checkout, platform)
            return sign_and_verify(checkout, Path(folder))
        except Failed as reason:
            print(f"FAILED: {reason}", file=sys.stderr)
            return 1


def make(checkout: Path, target: str, **variables: str) -> str:
    started = time.monotonic()
    environment = os.environ | {"REGISTRIES": REGISTRY, "NAME": NAME} | variables
    done = subprocess.run(
        ["make", "--silent", target], cwd=checkout, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Failed(f"make {target}: {(done.stderr or done.stdout)[-1500:]}")
    print(f"{time.monotonic() - started:6.1f} s  make {target} {variables.get('PLATFORM', '')}", flush=True)
    return done.stdout


def look_at_index() -> None:
    """One image for each platform, and beside each what tells how it was made."""
    raw = inspected(f"{REGISTRY}/{NAME}:{TAG}")
    parts = {part["digest"]: part for part in json.loads(raw)["manifests"]}
    images = {digest: part for digest, part in parts.items() if part["platform"]["os"] != "unknown"}
    found = sorted(f"{part['platform']['os']}/{part['platform']['architecture']}" for part in images.values())
    if found != sorted(PLATFORMS):
        raise Failed(f"the index holds {found}")
    about = "vnd.docker.reference.digest"
    told = {
        part["annotations"][about]: digest for digest, part in parts.items() if about in part.get("annotations", {})
    }
    for digest in images:
        statement = json.loads(inspected(f"{REGISTRY}/{NAME}@{told[digest]}"))
        kinds = {kind for layer in statement["layers"] for kind in layer["annotations"].values()}
        if not any("/provenance/" in kind for kind in kinds):
            raise Failed(f"{digest} has no provenance but {kinds}")
    if inspected(f"{REGISTRY}/{NAME}:latest") != raw:
        raise Failed("the second tag names another index")
    print(f"          the index holds {' and '.join(found)}, each with its provenance")


def inspected(image: str) -> str:
    command = ["docker", "buildx", "imagetools", "inspect", "--raw", image]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def compare_with_locks(checkout: Path, platform: str) -> None:
    """What the image says of itself are the locked versions, all of them and no other."""
    digest = (checkout / ".local/digests" / NAME / platform.replace("/", "-")).read_text().strip()
    listed = json.loads(make(checkout, "sbom", IMAGE=f"{REGISTRY}/{NAME}@{digest}", PLATFORM=platform))
    (checkout / "colophon.cdx.json").write_text(json.dumps(listed))
    python = {part["name"]: part["version"] for part in listed["components"] if part["purl"].startswith("pkg:py")}
    locked = locked_for(checkout / LOCKS[NAME], SYSTEMS[platform])
    if python != locked:
        raise Failed(f"{platform}: {dict(python.items() ^ locked.items())} is not both locked and installed")
    debian = len(listed["components"]) - len(python)
    print(f"          {platform} holds the {len(python)} packages that are locked, and {debian} of Debian")


def locked_for(lock: Path, machine: str) -> dict[str, str]:
    place = {"python_full_version": "3.13.0", "python_version": "3.13", "sys_platform": "linux", "os_name": "posix"}
    place |= {"platform_machine": machine, "platform_system": "Linux", "implementation_name": "cpython"}
    place |= {"platform_python_implementation": "CPython", "extra": ""}
    found = {}
    for line in re.findall(r"^([a-zA-Z0-9].*?)\s*\\?$", lock.read_text(), re.MULTILINE):
        asked = Requirement(line)
        if asked.marker is None or asked.marker.evaluate(place):
            found[canonicalize_name(asked.name)] = str(asked.specifier).removeprefix("==")
    return found


def sign_and_verify(checkout: Path, folder: Path) -> int:
    if not shutil.which("cosign"):
        is_known = os.environ.get("WITHOUT") == "signature"
        print("NOT RUN: make sign, make verify: there is no cosign on this machine.", file=sys.stderr)
        return 0 if is_known else 1
    image = f"{REGISTRY}/{NAME}:{TAG}"
    ours, others = (_key_pair(folder / whose) for whose in ("ours", "others"))
    refuse(checkout, image, ours, "before it is signed")
    make(checkout, "sign", SBOM="colophon.cdx.json", COSIGN_KEY=str(ours / "cosign.key"), COSIGN_PASSWORD="")
    refuse(checkout, image, others, "with another's key")
    said = make(checkout, "verify", IMAGE=image, COSIGN_KEY=str(ours / "cosign.pub"))
    print(f"          verified: {said.strip()}")
    return 0


def refuse(checkout: Path, image: str, keys: Path, when: str) -> None:
    try:
        make(checkout, "verify", IMAGE=image, COSIGN_KEY=str(keys / "cosign.pub"))
    except Failed:
        print(f"          {when} it is refused")
    else:
        raise Failed(f"{when} it was verified")


def _key_pair(folder: Path) -> Path:
    folder.mkdir()
    subprocess.run(["cosign", "generate-key-pair"], cwd=folder, env=os.environ | {"COSIGN_PASSWORD": ""}, check=True)
    return folder


if __name__ == "__main__":
    sys.exit(main())
