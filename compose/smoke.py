"""Asks a site for what must answer, until it does or time is up.

usage: python - URL SECONDS [public|any] [HOST] < smoke.py
HOST is what the proxy would call the site, where a copy of the application is asked directly.
"""

import ssl
import sys
import time
import urllib.request

ASKED = {"/healthz/ready": b'"status": "ok"', "/": b"<html", "/people/": b"<html"}


def trusting(whom: str) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if whom == "any":  # an authority for trying things out: nothing is sent that must stay between us
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context


def faults(site: str, context: ssl.SSLContext, host: str = "") -> list[str]:
    found = []
    headers = {"Host": host, "X-Forwarded-Proto": "https"} if host else {}
    for path, words in ASKED.items():
        try:  # the operator names the site
            asked = urllib.request.Request(site + path, headers=headers)  # noqa: S310
            with urllib.request.urlopen(asked, timeout=10, context=context) as answer:  # noqa: S310
                if words not in answer.read():
                    found.append(f"{path} answers something else")
        except (OSError, ValueError) as error:
            found.append(f"{path}: {error}")
    return found


def main(site: str, seconds: float, whom: str = "public", host: str = "") -> int:
    context = trusting(whom)
    end = time.monotonic() + seconds
    while wrong := faults(site, context, host):
        if time.monotonic() > end:
            print(f"{site} does not answer as it should: {'; '.join(wrong)}", file=sys.stderr)
            return 1
        time.sleep(2)
    print(f"{site} answers as it should.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], float(sys.argv[2]), *sys.argv[3:]))
