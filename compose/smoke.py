"""Asks a site for what must answer, until it does or time is up. usage: python - URL SECONDS < smoke.py"""

import sys
import time
import urllib.request

ASKED = {"/healthz/ready": b'"status": "ok"', "/": b"<html", "/people/": b"<html"}


def faults(site: str) -> list[str]:
    found = []
    for path, words in ASKED.items():
        try:
            with urllib.request.urlopen(site + path, timeout=10) as answer:  # noqa: S310  (the operator names the site)
                if words not in answer.read():
                    found.append(f"{path} answers something else")
        except (OSError, ValueError) as error:
            found.append(f"{path}: {error}")
    return found


def main(site: str, seconds: float) -> int:
    end = time.monotonic() + seconds
    while wrong := faults(site):
        if time.monotonic() > end:
            print(f"{site} does not answer as it should: {'; '.join(wrong)}", file=sys.stderr)
            return 1
        time.sleep(2)
    print(f"{site} answers as it should.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float(sys.argv[2])))
