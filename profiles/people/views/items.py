"""The lists of one's own page: their items are added, rewritten and shown."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from profiles.accounts.doors import member, member_required
from profiles.people import actions, lists, queries
from profiles.people.contents import Content
from profiles.people.forms import ADD_FORMS, ITEM_FORMS, ItemForm
from profiles.people.models import Item, Part
from profiles.people.views import answers
from profiles.people.views.editing import get_or_post, gone, id_in, is_htmx, level_in, own_part
from profiles.shared.ids import new_id
from profiles.shared.sentences import with_words


@require_safe
@member_required
def edit_list(request: HttpRequest, kind: str) -> HttpResponse:
    """The items of a part, in their order."""
    return answers.whole_page(request, own_part(request, kind))


@get_or_post
@member_required
def add_item(request: HttpRequest, kind: str) -> HttpResponse:
    """The form of a new item. It carries the item's id, so that sending it twice adds it once."""
    part = own_part(request, kind)
    if request.method != "POST" and _is_cancelled(request):
        return render(request, "people/list.html#add", {"page": lists.list_page(part, [])})
    if request.method != "POST":
        new = new_id()
        return _form(request, part, ADD_FORMS[kind](initial={"version": 0}, auto_id=_ids(new)), new=new)
    new = id_in(request.POST.get("id", ""))
    form = ADD_FORMS[kind](request.POST, auto_id=_ids(new))
    if not form.is_valid():
        return _form(request, part, form, new=new, status=422)
    place = actions.Place(new, form.cleaned_data["visibility"])
    try:
        added = actions.add_items(part, form.contents(), place, by=member(request))
    except PermissionDenied:
        raise Http404 from None  # the id is that of somebody else's item
    except actions.Duplicate:
        form.refuse_twin()
    except actions.TooMany:
        form.refuse_more()
    else:
        return answers.done(request, part, _said_of(added), focus=added[0].pk)
    return _form(request, part, form, new=new, status=422)


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
    if _is_cancelled(request):
        return answers.line(request, item, focus=item.pk)
    form_class = ITEM_FORMS[item.kind]
    form = form_class(initial=form_class.opened(item), auto_id=_ids(item.pk))
    return _form(request, item.part, form, item=item)


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
    said = with_words(_("“%(item)s” is saved."), item=Content.of(item).label)
    return answers.done(request, item.part, said, focus=item.pk)


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
        return answers.line(request, item, shows="menu")
    page = lists.list_page(item.part, [item])
    return render(request, "people/show_item.html", {"page": page, "line": page.lines[0]})


def _shown(request: HttpRequest, item: Item) -> HttpResponse:
    visibility = level_in(request)
    actions.show_item_to(item, visibility=visibility, by=member(request))
    said = _("“%(item)s”: shown to %(level)s.")
    messages.success(request, with_words(said, item=Content.of(item).label, level=visibility.label))
    if not is_htmx(request):
        return redirect("people:edit_list", item.kind)
    return answers.line(request, queries.own_item(member(request), item.pk), shows="level")


def _is_cancelled(request: HttpRequest) -> bool:
    return is_htmx(request) and "row" in request.GET


def _ids(item_id: UUID) -> str:
    """Of the fields: several forms may be open on one page."""
    return f"id_{item_id}_%s"


def _said_of(added: Sequence[Item]) -> str:
    if len(added) == 1:
        return with_words(_("“%(item)s” is added."), item=Content.of(added[0]).label)
    return ngettext("%(count)d item is added.", "%(count)d items are added.", len(added)) % {"count": len(added)}


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
