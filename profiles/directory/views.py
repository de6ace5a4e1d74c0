"""The list of people, and the search over it."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from profiles.directory import queries
from profiles.directory.cursors import Cursor
from profiles.directory.wishes import MAX_QUERY_LENGTH, Wish
from profiles.shared import client_address, folding, rate_limits, text
from profiles.shared.visibility import Viewer


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """People in the order of their names: all, those whose names match, or those of one letter.

    `q`, `letter`, `after` and `before` are the state.
    """
    query = _query(request, "search")
    letter = "" if query else folding.fold(text.clean_line(request.GET.get("letter", "")))[:1]
    after, before = Cursor.read(request.GET.get("after", "")), Cursor.read(request.GET.get("before", ""))
    page = queries.found(Viewer.of(request.user), Wish(query, letter, after=after, before=before))
    context = {
        **vars(page),
        "query": query,
        "letter": letter.title(),
        "next_url": _url(q=query, letter=letter, after=page.after) if page.after else "",
        "previous_url": _url(q=query, letter=letter, before=page.before) if page.before else "",
    }
    is_swap = request.htmx and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    response = render(request, "directory/people.html" + ("#results" if is_swap else ""), context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """The first few people for what is typed so far, as options of a listbox."""
    query = _query(request, "suggest")
    people = queries.suggested_people(Viewer.of(request.user), query) if query else []
    context = {"people": people, "query": query, "all_url": _url(q=query)}
    return render(request, "directory/suggestions.html", context)


def _query(request: HttpRequest, limit: str) -> str:
    """What is searched, which nobody may do without end."""
    query = text.clean_line(request.GET.get("q", ""))[: MAX_QUERY_LENGTH]
    if query:
        rate_limits.check(limit, client_address.of(request))
    return query


def _url(**parameters: str) -> str:
    return f"{reverse('directory:people')}?{urlencode({name: value for name, value in parameters.items() if value})}"
