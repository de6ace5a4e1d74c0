"""The API's description, as a file that a change of the API must change too.

usage: python -m tests.repository.schema [--write]
"""

import sys

from tests.repository import commands, pages

SITE = "https://people.example"


def openapi() -> str:
    done = commands.manage("spectacular", "--validate", "--fail-on-warn", SITE_URL=SITE)
    if done.returncode:
        raise SystemExit(f"The API's description cannot be made:\n{done.stderr}")
    return done.stdout


PAGES: dict[str, pages.Page] = {"docs/reference/openapi.yaml": openapi}


if __name__ == "__main__":
    sys.exit(pages.main(PAGES))
