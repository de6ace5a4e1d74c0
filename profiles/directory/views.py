"""The list of people, and the search over it."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from profiles.directory import queries
from profiles.directory.cursors import Cursor
from profiles.shared import client_address, rate_limits, text
from profiles.shared.visibility import Viewer


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """People in the order of their names, all or those whose names match; `q`, `after` and `before` are the state."""
    query = text.clean_line(request.GET.get("q", ""))[: queries.MAX_QUERY_LENGTH]
    after = Cursor.read(request.GET.get("after", ""))
    before = Cursor.read(request.GET.get("before", ""))
    if query:
        rate_limits.check("search", client_address.of(request))
    page = queries.listed_people(Viewer.of(request.user), query, after=after, before=before)
    context = {
        **vars(page),
        "query": query,
        "next_url": _url(q=query, after=page.after) if page.after else "",
        "previous_url": _url(q=query, before=page.before) if page.before else "",
    }
    is_swap = request.htmx and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    response = render(request, "directory/people.html" + ("#results" if is_swap else ""), context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _url(**parameters: str) -> str:
    return f"{reverse('directory:people')}?{urlencode({name: value for name, value in parameters.items() if value})}"
