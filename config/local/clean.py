"""`make clean`: removes the embedded servers' folders, which for root lie outside the checkout."""

import shutil

from config.local import postgres

if __name__ == "__main__":
    for name in ("run", "tests"):
        here = postgres.server(name)
        postgres.stop(here)
        shutil.rmtree(here.sockets, ignore_errors=True)
        shutil.rmtree(here.home, ignore_errors=True)
