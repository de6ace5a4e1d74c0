"""Items are removed: a name everywhere and for good, anything else until it is undone."""

from uuid import UUID

from django.contrib import messages
from django.core.signing import Signer
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from profiles.accounts.doors import member, member_required
from profiles.people import actions, lists, queries
from profiles.people.contents import Content
from profiles.people.models import Item, Kind, Verb
from profiles.people.views import answers
from profiles.people.views.editing import get_or_post, own_part
from profiles.shared.sentences import with_words


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
        return answers.done(request, item.part, _("The name is removed everywhere."))
    actions.remove_item(item, by=member(request))
    change = queries.newest_change(member(request), item_id)
    said = with_words(_("“%(item)s” is removed."), item=Content.of(item).label)
    messages.success(request, said, extra_tags=str(change.pk) if change else "")
    return answers.shortened(request, item.part)


def _removed_before(request: HttpRequest, item_id: UUID) -> HttpResponse:
    """A double submit is answered as the first was, anything else as if it had never been there."""
    change = queries.newest_change(member(request), item_id)
    if request.method == "POST" and change and change.verb == Verb.REMOVED:
        return answers.shortened(request, own_part(request, change.kind))
    if request.method == "POST" and _is_forgotten(request, item_id):
        return answers.done(request, own_part(request, Kind.NAMES), _("The name is removed everywhere."))
    raise Http404


def _asked(request: HttpRequest, item_id: UUID) -> str:
    """What shows that this member was asked about a name of hers, for one that is forgotten leaves no trace."""
    return Signer(salt="removal").signature(f"{member(request).pk} {item_id}")


def _is_forgotten(request: HttpRequest, item_id: UUID) -> bool:
    """Whether this is a double submit of the form that asked."""
    is_asked = constant_time_compare(request.POST.get("asked", ""), _asked(request, item_id))
    return is_asked and not Item.objects.filter(pk=item_id).exists()
