# Releases for the tests of rollouts: a next one with another style sheet and a migration, and four that are bad, each in its way.
FROM colophon:stack AS base-of-releases
USER 0
RUN python - <<'SCRIPT'
import hashlib, json, pathlib
root = pathlib.Path("/app/staticfiles")
named = json.loads((root / "staticfiles.json").read_text())
for name, hashed in list(named["paths"].items()):
    if name.endswith(".css"):
        content = (root / hashed).read_bytes() + b"/* of the next release */"
        stem, _, _ = hashed.rsplit(".", 2)
        new = f"{stem}.{hashlib.md5(content).hexdigest()[:12]}.css"
        (root / new).write_bytes(content)
        named["paths"][name] = new
        for suffix in ("", ".gz", ".br"):
            (root / (hashed + suffix)).unlink(missing_ok=True)
(root / "staticfiles.json").write_text(json.dumps(named))
SCRIPT

FROM base-of-releases AS stack-next
RUN python - <<'SCRIPT'
import pathlib
folder = pathlib.Path("/app/profiles/people/migrations")
last = max(path.stem for path in folder.glob("0*.py"))
(folder / "9999_rolled_out.py").write_text(f"""
from django.db import migrations

class Migration(migrations.Migration):
    dependencies = [("people", "{last}")]
    operations = [migrations.RunSQL("CREATE TABLE rolled_out (at timestamptz)", "DROP TABLE rolled_out")]
""")
SCRIPT
USER 10001:10001

FROM base-of-releases AS stack-unready
USER 10001:10001
CMD ["sleep", "600"]

FROM base-of-releases AS stack-dying
USER 10001:10001
CMD ["sh", "-c", "gunicorn --config python:config.gunicorn config.wsgi & sleep 20; kill -9 $!"]

FROM base-of-releases AS stack-tenth
RUN python - <<'SCRIPT'
import pathlib
middleware = pathlib.Path("/app/profiles/pages/middleware.py")
middleware.write_text(middleware.read_text() + """

import itertools
VISITS = itertools.count(1)


class Tenth(Middleware):
    def __call__(self, request):
        is_visit = "X-Forwarded-For" in request.headers and not request.path.startswith("/healthz/")
        if is_visit and next(VISITS) % 10 == 0:
            raise RuntimeError("broken")
        return self.get_response(request)
""")
settings = pathlib.Path("/app/config/settings/base.py")
first = "MIDDLEWARE = [\n    \"profiles.pages.middleware.RequestLog\","
written = settings.read_text()
assert first in written
settings.write_text(written.replace(first, first + " \"profiles.pages.middleware.Tenth\","))
for made in (middleware, settings):
    for old in made.parent.glob(f"__pycache__/{made.stem}.*"):
        old.unlink()
SCRIPT
USER 10001:10001

FROM base-of-releases AS stack-failing
RUN echo 'def home(request): raise RuntimeError("broken")' >>/app/profiles/pages/views/readers.py; rm -rf /app/profiles/pages/views/__pycache__
USER 10001:10001
