"""Organisations as the registry's dump has them; the pages that show a changed one become stale with it."""

from collections.abc import Collection
from dataclasses import asdict, dataclass, fields
from typing import Any
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import transaction
from django.db.models import Case, Exists, F, Func, OuterRef, Q, TextField, When
from django.db.models.functions import Now

from profiles.people.models import Item, Organization, Profile
from profiles.people.registry import Record
from profiles.people.signals import profiles_changed
from profiles.shared import tsvectors
from profiles.shared.visibility import Visibility

_COLUMNS = [column.name for column in fields(Record) if column.name != "ror"]
_SHOWN = ("name", "language", "status")  # of an organisation, on pages


@dataclass(frozen=True)
class Stored:
    """How many records were new, different from what was stored, and the same."""

    added: int
    changed: int
    same: int


@transaction.atomic
def store_organizations(records: Collection[Record]) -> Stored:
    """Writes those that are new or different. Of two with one id the last counts."""
    latest = {record.ror: record for record in records}
    before = _stored(latest)
    different = [record for record in latest.values() if before.get(record.ror) != asdict(record)]
    Organization.objects.bulk_create(
        [Organization(**{**asdict(record), "words": tsvectors.vector(record.words)}) for record in different],
        update_conflicts=True,
        unique_fields=["ror"],
        update_fields=_COLUMNS,
    )
    changed = [record for record in different if record.ror in before]
    shown = [one.ror for one in changed if any(before[one.ror][name] != getattr(one, name) for name in _SHOWN)]
    _make_stale(list(Organization.objects.filter(ror__in=shown).values_list("pk", flat=True)))
    return Stored(len(different) - len(changed), len(changed), len(latest) - len(different))


@transaction.atomic
def link_successors() -> int:
    """Points each organisation at its successor, now that all are there; answers how many pointed elsewhere before."""
    named = Organization.objects.filter(~Q(successor_ror="") | Q(successor__isnull=False)).defer("words", "names")
    ids = dict(Organization.objects.filter(ror__in=named.values("successor_ror")).values_list("ror", "pk"))
    moved = [one for one in named if one.successor_id != ids.get(one.successor_ror)]
    for one in moved:
        one.successor_id = ids.get(one.successor_ror)
    Organization.objects.bulk_update(moved, ["successor"], batch_size=500)
    _make_stale([one.pk for one in moved])
    return len(moved)


def _stored(rors: Collection[str]) -> dict[str, dict[str, Any]]:
    """By id, what is stored of these, as `Record` has it."""
    words = Func(F("words"), function="tsvector_to_array", output_field=ArrayField(TextField()))
    known = Organization.objects.filter(ror__in=list(rors)).annotate(word_list=words)
    rows = list(known.values("ror", "word_list", *(name for name in _COLUMNS if name != "words")))
    for row in rows:
        row["words"] = sorted(row.pop("word_list"))
    return {row["ror"]: row for row in rows}


def _make_stale(organizations: list[UUID]) -> None:
    """Raises the versions of the pages that show one of these, or one whose successor is one of these."""
    if not organizations:
        return
    items = Item.objects.filter(
        Q(organization__in=organizations) | Q(organization__successor__in=organizations), part__profile=OuterRef("pk")
    )
    is_seen = Exists(items.filter(visibility=Visibility.PUBLIC, part__visibility=Visibility.PUBLIC))
    pages = Profile.objects.filter(Exists(items))
    touched = list(pages.values_list("pk", flat=True))
    Profile.objects.filter(pk__in=touched).update(
        version=F("version") + 1,
        public_version=F("public_version") + Case(When(is_seen, then=1), default=0),
        public_changed_at=Case(When(is_seen, then=Now()), default=F("public_changed_at")),
    )
    profiles_changed.send(Profile, profiles=list(Profile.objects.filter(pk__in=touched).select_related("user")))
