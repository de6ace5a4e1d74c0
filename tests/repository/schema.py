"""The API's description, as a file that a change of the API must change too.

usage: python -m tests.repository.schema [--write]
"""

import sys

import yaml

from tests.repository import additions, commands, pages, tree

SITE = "https://people.example"


def openapi() -> str:
    done = commands.manage("spectacular", "--validate", "--fail-on-warn", SITE_URL=SITE)
    if done.returncode:
        raise SystemExit(f"The API's description cannot be made:\n{done.stderr}")
    return done.stdout


def losses(made: str) -> list[str]:
    """What the committed description promises and the one that was made does not keep."""
    return additions.losses(yaml.safe_load(tree.read(PATH)), yaml.safe_load(made))


PATH = "docs/reference/openapi.yaml"
PAGES: dict[str, pages.Page] = {PATH: openapi}


if __name__ == "__main__":
    if lost := losses(openapi()):
        sys.exit("Version 1 of the API only grows, but: " + "; ".join(lost))
    sys.exit(pages.main(PAGES))
