"""The lists of one's own page: their items are added, rewritten, removed, shown and put in order."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.core.signing import Signer
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import reswap, retarget

from profiles.accounts.doors import member, member_required
from profiles.people import actions, lists, queries
from profiles.people.contents import Content
from profiles.people.forms import ADD_FORMS, ITEM_FORMS, ItemForm
from profiles.people.models import Item, Kind, Part, Verb
from profiles.people.views.editing import get_or_post, gone, is_htmx, level_in
from profiles.shared.ids import new_id
from profiles.shared.sentences import with_words


@require_safe
@member_required
def edit_list(request: HttpRequest, kind: str) -> HttpResponse:
    """The items of a part, in their order."""
    return _list(request, _own_part(request, kind))


@get_or_post
@member_required
def add_item(request: HttpRequest, kind: str) -> HttpResponse:
    """The form of a new item. It carries the item's id, so that sending it twice adds it once."""
    part = _own_part(request, kind)
    if request.method != "POST" and _is_cancelled(request):
        return render(request, "people/list.html#add", {"page": lists.list_page(part, [])})
    if request.method != "POST":
        new = new_id()
        return _form(request, part, ADD_FORMS[kind](initial={"version": 0}, auto_id=_ids(new)), new=new)
    place = actions.Place(_uuid(request.POST.get("id", "")))
    form = ADD_FORMS[kind](request.POST, auto_id=_ids(place.id))
    if not form.is_valid():
        return _form(request, part, form, new=place.id, status=422)
    try:
        added = actions.add_items(part, form.contents(), place, by=member(request))
    except PermissionDenied:
        raise Http404 from None  # the id is that of somebody else's item
    except actions.Duplicate:
        form.refuse_twin()
    except actions.TooMany:
        form.refuse_more()
    else:
        return _done(request, part, _said_of(added), focus=added[0].pk)
    return _form(request, part, form, new=place.id, status=422)


@get_or_post
@member_required
def edit_item(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """The form of an item, in the place of its line."""
    try:
        item = queries.own_item(member(request), item_id)
        return _rewritten(request, item) if request.method == "POST" else _opened(request, item)
    except Item.DoesNotExist:  # removed in another window, perhaps just now
        return gone(request)


def _opened(request: HttpRequest, item: Item) -> HttpResponse:
    form_class = ITEM_FORMS[item.kind]
    form = form_class(initial=form_class.opened(item), auto_id=_ids(item.pk))
    return _line(request, item, focus=item.pk) if _is_cancelled(request) else _form(request, item.part, form, item=item)


def _rewritten(request: HttpRequest, item: Item) -> HttpResponse:
    form = ITEM_FORMS[item.kind](request.POST, auto_id=_ids(item.pk))
    if not form.is_valid():
        return _form(request, item.part, form, item=item, status=422)
    try:
        item = actions.rewrite_item(item, form.content(), version=form.cleaned_data["version"], by=member(request))
    except actions.Duplicate:
        form.refuse_twin()
        return _form(request, item.part, form, item=item, status=422)
    except actions.Conflict:
        return _conflict(request, queries.own_item(member(request), item.pk), form)
    return _done(request, item.part, with_words(_("“%(item)s” is saved."), item=Content.of(item).label), focus=item.pk)


@get_or_post
@member_required
def remove_item(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Asks, and removes: a name everywhere and for good, anything else until it is undone."""
    try:
        item = queries.own_item(member(request), item_id)
    except Item.DoesNotExist:
        return _removed_before(request, item_id)
    if request.method != "POST":
        context = {"item": item, "label": Content.of(item).label, "page": lists.list_page(item.part, [])}
        context["asked"] = _asked(request, item_id) if item.is_other_name else ""
        return render(request, "people/remove_item.html", context)
    if item.is_other_name:
        actions.forget_name(item, by=member(request))
        return _done(request, item.part, _("The name is removed everywhere."))
    actions.remove_item(item, by=member(request))
    change = queries.newest_change(member(request), item_id)
    said = with_words(_("“%(item)s” is removed."), item=Content.of(item).label)
    messages.success(request, said, extra_tags=str(change.pk) if change else "")
    return _shortened(request, item.part)


def _removed_before(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """A double submit is answered as the first was, anything else as if it had never been there."""
    change = queries.newest_change(member(request), item_id)
    if request.method == "POST" and change and change.verb == Verb.REMOVED:
        return _shortened(request, _own_part(request, change.kind))
    if request.method == "POST" and _is_forgotten(request, item_id):
        return _done(request, _own_part(request, Kind.NAMES), _("The name is removed everywhere."))
    raise Http404


def _asked(request: HttpRequest, item_id: UUID) -> str:
    """What shows that this member was asked about a name of hers, for one that is forgotten leaves no trace."""
    return Signer(salt="removal").signature(f"{member(request).pk} {item_id}")


def _is_forgotten(request: HttpRequest, item_id: UUID) -> bool:
    """Whether this is a double submit of the form that asked."""
    is_asked = constant_time_compare(request.POST.get("asked", ""), _asked(request, item_id))
    return is_asked and not Item.objects.filter(pk=item_id).exists()


@get_or_post
@member_required
def show_item(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """Choose who sees an item: on a page, or in a menu that is fetched when it is opened."""
    try:
        item = queries.own_item(member(request), item_id)
        return _shown(request, item) if request.method == "POST" else _levels(request, item)
    except Item.DoesNotExist:  # removed in another window, perhaps just now
        raise Http404 from None


def _levels(request: HttpRequest, item: Item) -> HttpResponse:
    if is_htmx(request):
        return _line(request, item, shows="menu")
    page = lists.list_page(item.part, [item])
    return render(request, "people/show_item.html", {"page": page, "line": page.lines[0]})


def _shown(request: HttpRequest, item: Item) -> HttpResponse:
    visibility = level_in(request)
    actions.show_item_to(item, visibility=visibility, by=member(request))
    said = _("“%(item)s”: shown to %(level)s.")
    messages.success(request, with_words(said, item=Content.of(item).label, level=visibility.label))
    if not is_htmx(request):
        return redirect("people:edit_list", item.kind)
    return _line(request, queries.own_item(member(request), item.pk), shows="level")


@require_POST
@member_required
def move_item(request: HttpRequest, kind: str) -> HttpResponse:
    """The item that `up` or `down` names, one place."""
    direction = next((word for word in ("up", "down") if word in request.POST), None)
    if direction is None:
        raise BadRequest("no direction")
    item = _own_item(request, _uuid(request.POST[direction]))
    order = [other.pk for other in queries.own_items(_own_part(request, kind))]
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
    order = [_uuid(written) for written in request.POST.get("order", "").split(",")]
    return _arranged(request, _own_part(request, kind), order, _("The new order is saved."))


def _arranged(request: HttpRequest, part: Part, order: list[UUID], said: str) -> HttpResponse:
    try:
        actions.arrange_items(part, order, by=member(request))
    except actions.Conflict:
        said = _("The list was changed in another window. This is how it is now; move it again.")
        return _whole(request, part, status=409, problem=said)
    if is_htmx(request):
        return _order(request, order, said)
    messages.success(request, said)
    return redirect("people:edit_list", part.kind)


def _shortened(request: HttpRequest, part: Part) -> HttpResponse:
    """Without what was removed. Where nothing is left, the list says so."""
    if not is_htmx(request):
        return redirect("people:edit_list", part.kind)
    order = [item.pk for item in queries.own_items(part)]
    return _order(request, order) if order else _whole(request, part)


def _order(request: HttpRequest, order: Sequence[UUID], said: str = "") -> HttpResponse:
    """The order alone, for js/arrange.js to follow: a long list would be heavy to send after every step."""
    return render(request, "people/list.html#arranged", {"order": ",".join(map(str, order)), "announcement": said})


def _own_part(request: HttpRequest, kind: str) -> Part:
    try:
        return queries.own_part(member(request), kind)
    except Part.DoesNotExist:
        raise PermissionDenied from None  # an account without a page


def _own_item(request: HttpRequest, item_id: UUID) -> Item:
    try:
        return queries.own_item(member(request), item_id)
    except Item.DoesNotExist:
        raise Http404 from None


def _is_cancelled(request: HttpRequest) -> bool:
    return is_htmx(request) and "row" in request.GET


def _ids(item_id: UUID) -> str:
    """Of the fields: several forms may be open on one page."""
    return f"id_{item_id}_%s"


def _said_of(added: Sequence[Item]) -> str:
    if len(added) == 1:
        return with_words(_("“%(item)s” is added."), item=Content.of(added[0]).label)
    return ngettext("%(count)d item is added.", "%(count)d items are added.", len(added)) % {"count": len(added)}


def _uuid(written: str) -> UUID:
    try:
        return UUID(written)
    except ValueError:
        raise BadRequest("no id") from None


def _list(request: HttpRequest, part: Part, *, status: int = 200, **more: Any) -> HttpResponse:
    """The whole page, or the list alone."""
    context = {"page": lists.list_page(part, queries.own_items(part)), **more}
    template = "people/list.html" + ("#list" if is_htmx(request) else "")
    return render(request, template, context, status=status)


def _line(request: HttpRequest, item: Item, **more: Any) -> HttpResponse:
    """One item of the list, with the keyboard on it. Raises Item.DoesNotExist where it was removed just now."""
    page = lists.list_page(item.part, queries.own_items(item.part))
    line = page.line_of(item)
    return render(request, "people/list.html#line", {"page": page, "line": line, **more})


def _form(
    request: HttpRequest,
    part: Part,
    form: ItemForm,
    *,
    item: Item | None = None,
    new: UUID | None = None,
    status: int = 200,
) -> HttpResponse:
    """In the place of the item's line, or below the list where it is new."""
    page = lists.list_page(part, queries.own_items(part))
    edited = next((line for line in page.lines if item and line.id == item.pk), None)
    context = {"page": page, "form": form, "edited": edited, "new": new, "is_name": bool(item and item.is_other_name)}
    template = "people/list.html" + ("#form" if is_htmx(request) else "")
    return render(request, template, context, status=status)


def _conflict(request: HttpRequest, stored: Item, form: ItemForm) -> HttpResponse:
    """Both versions; keeping mine sends the form again, now on the stored one."""
    theirs = form.in_words(stored)
    form.keep_mine(stored.version)
    page = lists.list_page(stored.part, queries.own_items(stored.part))
    line = page.line_of(stored)
    context = {
        "part": {"id": line.id, "title": line.title, "edit_url": line.edit_url},
        "back_url": page.url,
        "form": form,
        "theirs": theirs,
        "changed_at": stored.modified_at,
    }
    template = "people/conflict.html" + ("#form" if is_htmx(request) else "")
    return render(request, template, context, status=409)


def _done(request: HttpRequest, part: Part, said: str, *, focus: UUID | None = None) -> HttpResponse:
    """A word about it, and the list as it is now."""
    messages.success(request, said)
    return _whole(request, part, focus=focus) if is_htmx(request) else redirect("people:edit_list", part.kind)


def _whole(request: HttpRequest, part: Part, **more: Any) -> HttpResponse:
    """With HTMX the list in the place of what was asked for."""
    return reswap(retarget(_list(request, part, **more), "#list"), "outerHTML")
