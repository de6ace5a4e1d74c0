"""Writes what pages are found by, in the transaction that changes them."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, TextField, Value

from profiles.directory import dictionary, lexemes
from profiles.directory.dictionary import Words
from profiles.directory.lexemes import Texts
from profiles.directory.models import Entry
from profiles.people import access, prose
from profiles.people.models import Item, Kind, Part, Profile, Status
from profiles.shared import tsvectors
from profiles.shared.visibility import MEMBER, STRANGER, Viewer

_AFFILIATIONS = (Kind.POSITIONS, Kind.EDUCATION, Kind.MEMBERSHIPS)
_ITEMS = (Kind.NAMES, Kind.IDENTIFIERS, Kind.INTERESTS, *_AFFILIATIONS)
_TEXTS = (Kind.HEADLINE, Kind.ABOUT)


def index(profiles: Collection[Profile]) -> None:
    """Makes their entries and the dictionary what they must be; each profile comes with its user."""
    ids = [profile.pk for profile in profiles]
    shown = [profile for profile in profiles if profile.status == Status.PUBLISHED]
    before = _words(ids)
    Entry.objects.filter(profile__in=set(ids) - {profile.pk for profile in shown}).delete()
    of_strangers, of_members = _texts(shown, STRANGER), _texts(shown, MEMBER)
    entries = [_entry(profile.pk, of_strangers[profile.pk], of_members[profile.pk]) for profile in shown]
    columns = ["words", "member_words", "facets", "member_facets"]
    Entry.objects.bulk_create(entries, update_conflicts=True, unique_fields=["profile"], update_fields=columns)
    dictionary.update(before=before, after=_words(ids))


def _entry(profile: UUID, texts: Texts, of_members: Texts) -> Entry:
    """Members see mostly what strangers do; then it is stored once."""
    words, member_words = lexemes.weighted(texts), lexemes.weighted(of_members)
    is_more = words != member_words or texts.facets != of_members.facets
    return Entry(
        profile_id=profile,
        words=tsvectors.weighted(words),
        member_words=tsvectors.weighted(member_words if is_more else {}),
        facets=texts.facets,
        member_facets=of_members.facets if is_more else [],
    )


def _words(profiles: list[UUID]) -> Words:
    """Those of the stored entries that belong into the dictionary: all but those of texts."""
    rows = Entry.objects.filter(profile__in=profiles).annotate(seen=_known("words"), member_seen=_known("member_words"))
    found = list(rows.values_list("seen", "member_seen"))
    public = (lexeme for seen, _ in found for lexeme in seen)
    of_members = (lexeme for _, seen in found for lexeme in seen)
    return Words(lexemes.spelt(public), lexemes.spelt(of_members))


def _known(column: str) -> Func:
    weights = Value("{a,b,c}")
    kept = Func(F(column), weights, template='ts_filter(%(expressions)s::"char"[])')
    return Func(kept, function="tsvector_to_array", output_field=ArrayField(TextField()))


def _texts(profiles: Iterable[Profile], viewer: Viewer) -> dict[UUID, Texts]:
    """What this kind of reader may see of each; two queries whatever their number."""
    found = {profile.pk: _names(profile) for profile in profiles}
    parts = access.parts_visible_to(viewer).filter(profile__in=found, kind__in=_TEXTS)
    for part in parts:
        _read_part(found[part.profile_id], part)
    items = access.items_visible_to(viewer).filter(part__profile__in=found, kind__in=_ITEMS)
    for item in items.select_related("part", "organization").defer("organization__words"):
        _read_item(found[item.part.profile_id], item)
    return found


def _names(profile: Profile) -> Texts:
    return Texts(
        own_names=[profile.display_name, profile.sort_name, profile.user.username],
        language=profile.language,
        letter=profile.sort_key[:1],
    )


def _read_part(texts: Texts, part: Part) -> None:
    if part.kind == Kind.HEADLINE:
        texts.affiliations.append(part.text)
    else:
        texts.about.append(prose.to_plain(part.html))


def _read_item(texts: Texts, item: Item) -> None:
    match item.kind:
        case Kind.NAMES:
            texts.other_names.append(item.title)
        case Kind.INTERESTS:
            texts.interests.append(item.title)
        case Kind.IDENTIFIERS if item.type == "orcid":
            texts.orcids.append(item.title)
        case Kind.POSITIONS | Kind.EDUCATION | Kind.MEMBERSHIPS:
            _read_affiliation(texts, item)


def _read_affiliation(texts: Texts, item: Item) -> None:
    record = item.organization
    names = [record.name, *(other["name"] for other in record.names)] if record else []
    texts.affiliations += [item.title, item.organization_name, item.detail, *names]
    if item.kind == Kind.POSITIONS and not item.ended_on and (record or item.organization_name):
        texts.organizations.append((record.ror if record else "", item.organization_name))
