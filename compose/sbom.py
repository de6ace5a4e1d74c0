"""Says what this image holds, as CycloneDX, from inside of it. usage: python - IMAGE < sbom.py"""

import json
import re
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from urllib.parse import quote

DEBIAN = Path("/var/lib/dpkg/status")


def python_packages() -> Iterator[dict[str, object]]:
    for found in metadata.distributions():
        name = re.sub(r"[-_.]+", "-", found.metadata["Name"]).lower()
        yield component(f"pkg:pypi/{name}@{quote(found.version)}", name, found.version)


def debian_packages(status: str) -> Iterator[dict[str, object]]:
    for block in status.split("\n\n"):
        facts = dict(re.findall(r"^(Package|Version|Architecture|Status): (.+)$", block, re.MULTILINE))
        if "installed" in facts.get("Status", "").split():
            name, version, machine = facts["Package"], facts["Version"], facts["Architecture"]
            yield component(f"pkg:deb/debian/{quote(name)}@{quote(version)}?arch={machine}", name, version)


def component(address: str, name: str, version: str) -> dict[str, object]:
    return {"type": "library", "bom-ref": address, "name": name, "version": version, "purl": address}


def document(image: str, status: str) -> dict[str, object]:
    packages = {str(found["purl"]): found for found in (*python_packages(), *debian_packages(status))}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "container", "name": image}},
        "components": [packages[address] for address in sorted(packages)],
    }


if __name__ == "__main__":
    print(json.dumps(document(sys.argv[1], DEBIAN.read_text() if DEBIAN.exists() else ""), indent=1))
