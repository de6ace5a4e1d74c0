"""The list of people, the search over it, and what it can be narrowed by."""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from profiles.directory import facets, forms, queries
from profiles.directory.facets import Choice, Facets
from profiles.directory.lists import Count
from profiles.directory.wishes import KINDS, Wish
from profiles.shared import client_address, rate_limits
from profiles.shared.visibility import Viewer

FIRST = 5  # choices of a kind that are shown at once
_RENDERED = WeakKeyDictionary[Count, dict[str, str]]()  # by language
_LEGENDS = {"organizations": _("Organisation"), "interests": _("Interest"), "languages": _("Page language")}


@dataclass(frozen=True)
class Group:
    """The choices of one kind: `name` in addresses, the first few, and the rest behind "all"."""

    kind: str
    name: str
    legend: str | Promise
    first: list[Choice]
    rest: list[Choice]
    count: int


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """All in the order of their names, or those who match, the best first; the address is the state.

    Only the bare list is for search engines: what can be asked of it has no end.
    """
    viewer, wish = Viewer.of(request.user), forms.wish(request.GET)
    _limit(request, "search", wish)
    near = queries.neighbours(viewer, wish.query)
    page = queries.found(viewer, wish, near)
    narrowed = facets.facets(viewer, wish, page.count, near) if wish.is_narrowed else Facets()
    chips = _chips(wish, narrowed)
    context = {
        "people": page.people,
        "count": page.count.people,
        "count_is_capped": page.count.is_capped,
        "query": wish.query,
        "letter": wish.letter.title(),
        "is_filtered": wish.is_filtered,
        "is_searched": wish.is_narrowed,
        "guesses": [(guess.title(), forms.address(Wish(guess))) for guess in page.spelling],
        "facets": _rendered(narrowed, chips) if wish.is_narrowed else _rendered_once(viewer, wish, page.count),
        "chips": chips,
        "unfiltered_url": forms.address(Wish(wish.query, wish.letter)),
        "next_url": forms.address(wish, after=page.after) if page.after else "",
        "previous_url": forms.address(wish, before=page.before) if page.before else "",
    }
    is_swap = request.htmx and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    response = render(request, "directory/people.html" + ("#found" if is_swap else ""), context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """The first few people for what is typed so far, as options of a listbox."""
    wish = Wish(forms.wish(request.GET).query)
    _limit(request, "suggest", wish)
    found = queries.suggested_people(Viewer.of(request.user), wish.query)
    context = {"people": found, "query": wish.query, "all_url": forms.address(wish)}
    return render(request, "directory/suggestions.html", context)


def _limit(request: HttpRequest, limit: str, wish: Wish) -> None:
    """Nobody may search without end; leafing through names is free."""
    if wish.query or wish.is_filtered:
        rate_limits.check(limit, client_address.of(request))


def _rendered_once(viewer: Viewer, wish: Wish, count: Count) -> str:
    """As long as a count is believed, all its pages say the same beside their people."""
    known, language = _RENDERED.setdefault(count, {}), get_language()
    if language not in known:
        known[language] = _rendered(facets.facets(viewer, wish, count), [])
    return known[language]


def _rendered(narrowed: Facets, chips: list[tuple[Choice, str]]) -> str:
    context = {"groups": _groups(narrowed), "counts_are_capped": narrowed.is_capped, "chips": chips}
    return render_to_string("directory/_facets.html", context)


def _groups(narrowed: Facets) -> list[Group]:
    choices = {kind: getattr(narrowed, kind) for kind in KINDS}
    return [
        Group(kind, forms.PARAMETERS[kind], _LEGENDS[kind], found[:FIRST], found[FIRST:], len(found))
        for kind, found in choices.items()
        if found
    ]


def _chips(wish: Wish, narrowed: Facets) -> list[tuple[Choice, str]]:
    """Each chosen filter, and the address without it."""
    return [
        (choice, forms.address(forms.without(wish, kind, choice.key)))
        for kind in KINDS
        for choice in getattr(narrowed, kind)
        if choice.is_chosen
    ]
