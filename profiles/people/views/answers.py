"""How the lists of one's own page answer: by the whole page, or to HTMX by as little of it as has changed."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django_htmx.http import reswap, retarget

from profiles.people import lists, queries
from profiles.people.models import Item, Part
from profiles.people.views.editing import is_htmx


def whole_page(request: HttpRequest, part: Part, *, status: int = 200, **more: Any) -> HttpResponse:
    """Or, for HTMX, the list alone."""
    context = {"page": lists.list_page(part, queries.own_items(part)), **more}
    template = "people/list.html" + ("#list" if is_htmx(request) else "")
    return render(request, template, context, status=status)


def line(request: HttpRequest, item: Item, **more: Any) -> HttpResponse:
    """One item of the list, with the keyboard on it. Raises Item.DoesNotExist where it was removed just now."""
    page = lists.list_page(item.part, queries.own_items(item.part))
    line = page.line_of(item)
    return render(request, "people/list.html#line", {"page": page, "line": line, **more})


def order_alone(request: HttpRequest, order: Sequence[UUID], said: str = "") -> HttpResponse:
    """The order alone, for js/arrange.js to follow: a long list would be heavy to send after every step."""
    return render(request, "people/list.html#arranged", {"order": ",".join(map(str, order)), "announcement": said})


def shortened(request: HttpRequest, part: Part) -> HttpResponse:
    """Without what was removed. Where nothing is left, the list says so."""
    if not is_htmx(request):
        return redirect("people:edit_list", part.kind)
    order = [item.pk for item in queries.own_items(part)]
    return order_alone(request, order) if order else whole_list(request, part)


def done(request: HttpRequest, part: Part, said: str, *, focus: UUID | None = None) -> HttpResponse:
    """A word about it, and the list as it is now."""
    messages.success(request, said)
    return whole_list(request, part, focus=focus) if is_htmx(request) else redirect("people:edit_list", part.kind)


def whole_list(request: HttpRequest, part: Part, **more: Any) -> HttpResponse:
    """For HTMX, in the place of what it asked for."""
    return reswap(retarget(whole_page(request, part, **more), "#list"), "outerHTML")
