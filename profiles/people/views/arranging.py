"""Items are put in order: one by one with buttons, or all at once by dragging."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from profiles.accounts.doors import member, member_required
from profiles.people import actions, queries
from profiles.people.contents import Content
from profiles.people.models import Item, Part
from profiles.people.views import answers
from profiles.people.views.editing import id_in, is_htmx, own_part
from profiles.shared.sentences import with_words


@require_POST
@member_required
def move_item(request: HttpRequest, kind: str) -> HttpResponse:
    """The item that `up` or `down` names, one place."""
    direction = next((word for word in ("up", "down") if word in request.POST), None)
    if direction is None:
        raise BadRequest("no direction")
    item = _own_item(request, id_in(request.POST[direction]))
    order = [other.pk for other in queries.own_items(own_part(request, kind))]
    if item.pk not in order:
        raise Http404  # of another list, or removed since it was looked up
    at = order.index(item.pk)
    to = min(max(at + (1 if direction == "down" else -1), 0), len(order) - 1)
    order[at], order[to] = order[to], order[at]
    said = _moved(direction, has_moved=at != to)
    words = with_words(said, item=Content.of(item).label, place=to + 1, count=len(order))
    return _arranged(request, item.part, order, words)


def _moved(direction: str, *, has_moved: bool) -> str:
    if not has_moved:
        return _("%(item)s stays %(place)d of %(count)d")
    if direction == "up":
        return _("%(item)s moved up, now %(place)d of %(count)d")
    return _("%(item)s moved down, now %(place)d of %(count)d")


@require_POST
@member_required
def arrange_items(request: HttpRequest, kind: str) -> HttpResponse:
    """All at once, as they were dragged: ids separated by commas."""
    order = [id_in(written) for written in request.POST.get("order", "").split(",")]
    return _arranged(request, own_part(request, kind), order, _("The new order is saved."))


def _arranged(request: HttpRequest, part: Part, order: list[UUID], said: str) -> HttpResponse:
    try:
        actions.arrange_items(part, order, by=member(request))
    except actions.Conflict:
        said = _("The list was changed in another window. This is how it is now; move it again.")
        return answers.whole_list(request, part, status=409, problem=said)
    if is_htmx(request):
        return answers.order_alone(request, order, said)
    messages.success(request, said)
    return redirect("people:edit_list", part.kind)


def _own_item(request: HttpRequest, item_id: UUID) -> Item:
    try:
        return queries.own_item(member(request), item_id)
    except Item.DoesNotExist:
        raise Http404 from None
