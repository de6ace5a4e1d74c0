"""Static files of the releases before and after this one, so that a page of theirs keeps its style sheet."""

import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from whitenoise.middleware import WhiteNoiseMiddleware  # type: ignore[import-untyped]  # has no types

HASHED = re.compile(r"\.[0-9a-f]{12}\.\w+$")  # such a name means the same in every release
RELEASE = re.compile(r"[0-9A-Za-z][0-9A-Za-z.-]*")
PARTIAL = ".partial-"
NEWEST = 3


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc]  # as above
    """This release's own files; for another hashed name, whatever lies in the folder that releases share."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response: HttpResponse
        url = request.path_info
        found = self.files.get(url) or (self._of_another_release(url) if self.is_looked_for(url) else None)
        response = self.serve(found, request) if found else super().__call__(request)
        return response

    def is_looked_for(self, url: str) -> bool:
        is_ours = url.startswith(self.static_prefix) and self.url_is_canonical(url)
        return bool(settings.KEPT_STATIC_ROOT and is_ours and HASHED.search(url))

    def _of_another_release(self, url: str) -> Any:
        """Looked up each time: the folder changes while this process runs, and few ask."""
        for folder in releases_in(Path(str(settings.KEPT_STATIC_ROOT))):
            path = folder / url.removeprefix(self.static_prefix)
            if path.is_file():
                return self.get_static_file(str(path), url)
        return None

    def immutable_file_test(self, path: str, url: str) -> bool:
        kept = settings.KEPT_STATIC_ROOT
        return bool((kept and Path(path).is_relative_to(kept)) or super().immutable_file_test(path, url))


def releases_in(folder: Path) -> Iterator[Path]:
    """One folder for each, the newest name first; none of one that is being written."""
    if folder.is_dir():
        yield from sorted((path for path in folder.iterdir() if not path.name.startswith(".")), reverse=True)


def keep(own: Path, folder: Path, releases: list[str]) -> None:
    """Copy the files of the first of these releases, whose image this is.

    These releases stay, and the newest three, one that was taken back among them; all others go.
    """
    release, *_ = releases
    if not all(RELEASE.fullmatch(name) for name in releases):
        raise ValueError(releases)
    newest = [path.name for path in releases_in(folder)][:NEWEST]
    for left in folder.iterdir():  # also what a run that was killed has left
        if left.name not in {*releases, *newest}:
            shutil.rmtree(left)
    if (folder / release).exists():
        return
    partial = Path(tempfile.mkdtemp(prefix=PARTIAL, dir=folder))
    shutil.copytree(own, partial, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.json"))
    partial.chmod(0o755)
    partial.rename(folder / release)
