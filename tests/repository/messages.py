"""Writes the translations' files from the code, and compiles them; no gettext programs are needed.

usage: python -m tests.repository.messages [--write]
"""

import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from tests.repository import tree

# What neither readers nor members see is not translated.
ENGLISH_ONLY = {
    "profiles/accounts/admin.py": "for staff; the framework's own words are translated by itself",
    "profiles/accounts/models.py": "names of columns, which the admin alone shows",
    "profiles/templates/admin/*": "for staff",
    "profiles/operations/*": "for operators at a console, and invented people",
    "profiles/api/*": "programs compare words",
    "profiles/templates/drf_spectacular/*": "for programmers, in the API's own language",
}
# As CLDR says, without the forms for millions; Arabic: none, one, two, few, many, and the hundreds.
PLURALS = {
    "de": "nplurals=2; plural=(n != 1);",
    "fr": "nplurals=2; plural=(n > 1);",
    "es": "nplurals=2; plural=(n != 1);",
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;",
}
# What of a call is the message: which arguments, and whether one of them is a context.
_CALLS: dict[str, tuple[int | tuple[int, str], ...]] = {
    "_": (1,),
    "gettext": (1,),
    "gettext_lazy": (1,),
    "gettext_noop": (1,),
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
Words = str | tuple[str, ...]
Key = tuple[str, Words]  # the context, and one form or two


class QuietCatalog(Catalog):
    """Without times and names of programs in its head, so that only words make a difference."""

    def __init__(self, language: str) -> None:
        super().__init__(language, header_comment="", charset="utf-8", fuzzy=False)

    @property
    def mime_headers(self) -> list[tuple[str, str]]:  # type: ignore[override]  # nobody sets it
        return [
            ("Language", str(self.locale)),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=UTF-8"),
            ("Content-Transfer-Encoding", "8bit"),
            ("Plural-Forms", PLURALS[str(self.locale)]),
        ]


@dataclass(frozen=True)
class Files:
    """Where one language's translations are, from the root."""

    language: str

    @property
    def po(self) -> Path:
        return tree.ROOT / f"profiles/locale/{self.language}/LC_MESSAGES/django.po"

    @property
    def mo(self) -> Path:
        return self.po.with_suffix(".mo")


def all_keys() -> set[Key]:
    """Every message of what readers and members see."""
    found = {key for path in tree.code(".py", ".html") if not is_english_only(path) for key in keys_in(path)}
    plurals = {words[0] for _, words in found if isinstance(words, tuple)}
    return {key for key in found if key[1] not in plurals}  # the plural's first form serves alone too


def is_english_only(path: str) -> bool:
    return any(fnmatch(path, pattern) for pattern in ENGLISH_ONLY)


def keys_in(path: str) -> Iterator[Key]:
    source = tree.read(path)
    yield from keys_of_template(source, path) if path.endswith(".html") else keys_of_python(source)


def keys_of_python(source: str) -> Iterator[Key]:
    for _, words, _, context in extract("python", io.BytesIO(source.encode()), _CALLS):
        yield context or "", tuple(words) if isinstance(words, list | tuple) else words


def keys_of_template(source: str, path: str = "") -> Iterator[Key]:
    """Django makes calls out of the tags, and noise of the rest; indentation would be an error there."""
    calls = templatize(source, origin=path)
    yield from keys_of_python("\n".join(line.strip() for line in calls.splitlines()))


def stored(language: str) -> Catalog:
    """What the translators wrote."""
    po = Files(language).po
    if not po.is_file():
        return QuietCatalog(language)
    with po.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def updated(language: str, wanted: set[Key]) -> QuietCatalog:
    """Every message of the code with its translation, if it has one. Nothing is guessed from a similar one."""
    catalog, old = QuietCatalog(language), stored(language)
    for context, words in sorted(wanted, key=str):
        known = old.get(words if isinstance(words, str) else words[0], context or None)
        is_same = known is not None and known.id == words
        catalog.add(words, known.string if known and is_same else None, context=context or None)
    return catalog


def po_of(catalog: Catalog) -> bytes:
    text = io.BytesIO()
    write_po(text, catalog, width=116, no_location=True, sort_output=True, ignore_obsolete=True)
    return text.getvalue().strip() + b"\n"


def mo_of(catalog: QuietCatalog) -> bytes:
    """What is translated wholly; the rest stays English."""
    whole, compiled = QuietCatalog(str(catalog.locale)), io.BytesIO()
    for message in catalog:
        if message.id and has_translation(message):
            whole.add(message.id, message.string, context=message.context)
    write_mo(compiled, whole)
    return compiled.getvalue()


def made(language: str, wanted: set[Key]) -> dict[Path, bytes]:
    """The two files of a language as they should be."""
    files, catalog = Files(language), updated(language, wanted)
    return {files.po: po_of(catalog), files.mo: mo_of(catalog)}


def messages(language: str) -> list[Message]:
    return [message for message in stored(language) if message.id]


def main() -> int:
    stale, wanted = 0, all_keys()
    for language in PLURALS:
        for path, content in made(language, wanted).items():
            if path.is_file() and path.read_bytes() == content:
                continue
            if "--write" in sys.argv[1:]:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
                print(f"wrote {path.relative_to(tree.ROOT)}")
            else:
                stale += 1
                print(f"{path.relative_to(tree.ROOT)} is stale; `make reference` writes it anew")
        missing = sum(not has_translation(message) for message in updated(language, wanted) if message.id)
        print(f"{language}: {len(wanted) - missing} of {len(wanted)} messages are translated")
    return 1 if stale else 0


def has_translation(message: Message) -> bool:
    return bool(message.string) and all(forms_of(message))


def forms_of(message: Message) -> tuple[str, ...]:
    """The translation's one form, or each of its plural's."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


if __name__ == "__main__":
    sys.exit(main())
