"""Django's reloading server without its banner: the lines of `make run` are those of the site.

usage: python -m config.local.serve PORT [ADDRESS]
"""

import os
import sys

from django.utils import autoreload


def serve(port: int, address: str) -> None:
    import django  # noqa: PLC0415  (here, so that the reloader waits for a mended file after a mistake)
    from django.core.servers import basehttp  # noqa: PLC0415

    autoreload.raise_last_exception()
    django.setup()
    basehttp.run(address, port, basehttp.get_internal_wsgi_application(), threading=True)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    autoreload.run_with_reloader(serve, int(sys.argv[1]), sys.argv[2] if sys.argv[2:] else "127.0.0.1")
