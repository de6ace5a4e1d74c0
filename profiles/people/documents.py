"""An uploaded curriculum vitae: a PDF by what is in it, under a name that deceives nobody."""

import re
from pathlib import PurePosixPath
from typing import BinaryIO

from django.utils.translation import gettext as _

from profiles.people import uploads
from profiles.shared import text

MAX_BYTES = 5_000_000
MAX_NAME_LENGTH = 120
SUFFIX = ".pdf"
_TAIL = 2048  # bytes; readers look for the end in the last 1024, and some writers fill the file up after it
_HEADER = re.compile(rb"%PDF-[12]\.\d\s")  # at the very beginning, so that nothing else begins there
_END = re.compile(rb"startxref\s+\d+\s+%%EOF")
_LOCK = re.compile(rb"/Encrypt\s*(?:\d+\s+\d+\s+R|<<)")
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|%]')  # what some system reads as something else than a letter


def checked(upload: BinaryIO) -> bytes:
    """The whole file. Raises uploads.Unreadable."""
    upload.seek(0)
    content = upload.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise uploads.Unreadable(_("This file is larger than 5 MB. Make it smaller and send it again."))
    if not _HEADER.match(content):
        raise uploads.Unreadable(_("This file is not a PDF. Save your CV as PDF and send that."))
    if not _END.search(content[-_TAIL:]):
        raise uploads.Unreadable(_("This PDF is damaged or cut off. Save it anew and send that."))
    if _LOCK.search(content):
        raise uploads.Unreadable(_("This PDF is protected by a password. Save it without one and send that."))
    return content


def clean_name(name: str) -> str:
    """Of a file as its owner named it: one line, no folders, no tricks, ending in .pdf."""
    last = text.clean_line(re.split(r"[\\/]", name)[-1])
    stem = last[: -len(SUFFIX)] if last.lower().endswith(SUFFIX) else PurePosixPath(last).name
    stem = stem.strip(" .")[: MAX_NAME_LENGTH - len(SUFFIX)].rstrip()
    return f"{stem if not text.is_blank(stem) else 'CV'}{SUFFIX}"


def name_for_readers(display_name: str) -> str:
    """What a reader's browser saves it as. In no language, because caches keep one answer for all readers."""
    return " ".join(f"{_NOT_IN_NAMES.sub(' ', display_name)} CV".split()).lstrip(" .") + SUFFIX
