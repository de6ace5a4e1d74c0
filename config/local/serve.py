"""Django's reloading server without its banner: the lines of `make run` are those of the site.

usage: python -m config.local.serve PORT
"""

import os
import sys

from django.utils import autoreload


def serve(port: int) -> None:
    import django  # noqa: PLC0415  (here, so that the reloader waits for a mended file after a mistake)
    from django.core.servers import basehttp  # noqa: PLC0415

    autoreload.raise_last_exception()
    django.setup()
    basehttp.run("127.0.0.1", port, basehttp.get_internal_wsgi_application(), threading=True)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    autoreload.run_with_reloader(serve, int(sys.argv[1]))
