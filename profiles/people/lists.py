"""The page of a list: what it says for each kind of item, and its lines."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from profiles.people import identifiers, rows
from profiles.people.lines import ItemLine, item_lines
from profiles.people.models import Item, Kind, Part
from profiles.people.rows import VisibilityChoice

DATED_KINDS = (Kind.POSITIONS, Kind.EDUCATION, Kind.PROJECTS, Kind.TALKS, Kind.MEMBERSHIPS)
_BY_DATE = _("Most recent first unless you move them.")
_AS_GIVEN = _("In the order in which you put them.")


@dataclass(frozen=True)
class Words:
    add: Promise
    save: Promise
    none: Promise
    order: Promise = _BY_DATE


WORDS: dict[str, Words] = {
    Kind.NAMES: Words(
        _("Add a name"),
        _("Save name"),
        _("No other names yet. Add those under which you published, or your name in another script."),
        _AS_GIVEN,
    ),
    Kind.IDENTIFIERS: Words(
        _("Add an identifier"),
        _("Save identifier"),
        _("No identifiers yet. An ORCID iD keeps you apart from others of your name."),
        _AS_GIVEN,
    ),
    Kind.LINKS: Words(
        _("Add a link"),
        _("Save link"),
        _("No links yet. Add your website, or your pages elsewhere."),
        _AS_GIVEN,
    ),
    Kind.POSITIONS: Words(
        _("Add a position"), _("Save position"), _("No positions yet, so the section is not on your page.")
    ),
    Kind.EDUCATION: Words(
        _("Add a degree"), _("Save degree"), _("No degrees yet, so the section is not on your page.")
    ),
    Kind.PROJECTS: Words(
        _("Add a project"), _("Save project"), _("No projects yet, so the section is not on your page.")
    ),
    Kind.TALKS: Words(_("Add a talk"), _("Save talk"), _("No talks yet, so the section is not on your page.")),
    Kind.INTERESTS: Words(
        _("Add interests"),
        _("Save interests"),
        _("No interests yet. A few words help others to find you."),
        _AS_GIVEN,
    ),
    Kind.MEMBERSHIPS: Words(
        _("Add a membership"), _("Save membership"), _("No memberships yet, so the section is not on your page.")
    ),
}


@dataclass(frozen=True)
class ListPage:
    """A part with its items; also what the visibility menu stands on."""

    id: str
    kind: str
    title: str | Promise
    words: Words
    choices: list[VisibilityChoice]
    lines: list[ItemLine]

    @property
    def has_dates(self) -> bool:
        return self.kind in DATED_KINDS

    @property
    def url(self) -> str:
        return reverse("people:edit_list", args=[self.kind])

    @property
    def add_url(self) -> str:
        return reverse("people:add_item", args=[self.kind])

    @property
    def move_url(self) -> str:
        return reverse("people:move_item", args=[self.kind])

    @property
    def arrange_url(self) -> str:
        return reverse("people:arrange_items", args=[self.kind])

    @property
    def visibility_url(self) -> str:
        return reverse("people:show", args=[self.kind])

    def line_of(self, item: Item) -> ItemLine:
        """Raises Item.DoesNotExist where it is no longer in the list."""
        line = next((line for line in self.lines if line.id == item.pk), None)
        if line is None:
            raise Item.DoesNotExist
        return line


def list_page(part: Part, items: Sequence[Item]) -> ListPage:
    """From a part read with its profile, and its items in their order."""
    authenticated = identifiers.authenticated(part.profile) if part.kind == Kind.IDENTIFIERS else set()
    choices = rows.visibility_choices(part.visibility)
    return ListPage(part.slug, part.kind, part.heading, WORDS[part.kind], choices, item_lines(items, authenticated))
