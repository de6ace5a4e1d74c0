"""Ada's page with every value of the table on it, at one level."""

from django.db import models

from profiles.people import actions
from profiles.people.contents import Content
from profiles.people.models import LIST_KINDS, PICTURE_KINDS, Document, Item, Kind, Organization, Part, Picture
from profiles.shared.ids import new_id
from profiles.shared.visibility import Visibility
from tests import cast, images, pdfs
from tests.privacy.values import Value, values

HERS = models.Q(part__profile__user__username="ada")


def write(ada: cast.Member, part_level: Visibility, item_level: Visibility) -> dict[Value, str]:
    """Every value with what it reads like; addresses of files are known only now."""
    by_kind: dict[str, list[Value]] = {}
    for value in values():
        by_kind.setdefault(value.kind, []).append(value)
    for kind, its_values in by_kind.items():
        _write_part(ada, Kind(kind), its_values)
    mine = Part.objects.filter(profile=ada.profile).exclude(kind=Kind.NAME)
    mine.update(visibility=part_level)
    Item.objects.filter(part__in=mine).update(visibility=item_level)
    actions.choose_reach(ada.profile, is_indexable=True, has_webfinger=True, by=ada.user)
    ada.publish()  # files move, and the index is made anew
    return {value: _stored(value) or value.needle for value in values()}


def _write_part(ada: cast.Member, kind: Kind, its_values: list[Value]) -> None:
    needles = {value.column: value.needle for value in its_values}
    if kind in LIST_KINDS:
        _write_item(ada, kind, needles)
    elif kind in PICTURE_KINDS:
        actions.replace_picture(ada.part(kind), images.jpeg().file, alt=needles["alt"], version=1, by=ada.user)
    elif kind == Kind.CV:
        actions.replace_document(ada.part(kind), pdfs.pdf().file, name="zqown.pdf", version=1, by=ada.user)
    elif kind == Kind.CUSTOM:
        actions.add_section(ada.profile, actions.Place(new_id()), **needles, by=ada.user)
    else:
        actions.rewrite_text(ada.part(kind), **needles, version=1, by=ada.user)


def _write_item(ada: cast.Member, kind: Kind, needles: dict[str, str]) -> None:
    """An organisation that is linked stands on an item of its own, so that its name as text is seen too."""
    ror = needles.pop("organization", "")
    content = Content(**needles, type="orcid" if kind == Kind.IDENTIFIERS else "website" if kind == Kind.LINKS else "")
    actions.add_item(ada.part(kind), content, actions.Place(new_id()), by=ada.user)
    if ror:
        linked = Organization.objects.create(ror=ror, name="Nordhavn University", words="")
        dates = {name: needles[name] for name in ("started_on", "ended_on") if name in needles}
        actions.add_item(
            ada.part(kind),
            Content(title=needles["title"], organization_id=linked.pk, **dates),
            actions.Place(new_id()),
            by=ada.user,
        )


def _stored(value: Value) -> str:
    if value.kind in PICTURE_KINDS and value.column.endswith("_key"):
        return str(Picture.objects.values_list(value.column, flat=True).get(part__kind=value.kind))
    if value.column == "key":
        return str(Document.objects.values_list("key", flat=True).get())
    return ""
