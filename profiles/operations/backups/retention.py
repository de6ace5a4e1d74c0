"""Old backups go, the newest stay, and what never became one goes too."""

from datetime import datetime, timedelta

from profiles.operations.backups import manifest
from profiles.operations.backups.places import Folder

UNFINISHED = timedelta(days=1)


def forget_old(folder: Folder, *, keep: int, now: datetime) -> list[str]:
    """The names of those that are gone. A folder that is no backup's is never touched."""
    found = {name: files for name, files in folder.backups().items() if manifest.is_stamp(name)}
    whole = manifest.whole(found, now)
    unfinished = [name for name in found if name not in whole and manifest.moment(name) < now - UNFINISHED]
    old = whole[: max(0, len(whole) - keep)]
    for name in old + unfinished:
        folder.forget(name)
    return old + unfinished
