"""The last changes of one's own page: read, undone, forgotten."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from profiles.accounts.doors import member, member_required
from profiles.people import actions, history, queries
from profiles.people.models import LIST_KINDS, Change
from profiles.people.views.editing import is_htmx, own_profile
from profiles.shared.sentences import with_words
from profiles.shared.visibility import Viewer


@require_safe
@member_required
def changes(request: HttpRequest) -> HttpResponse:
    """All that the history keeps; the newest of them where my profile asks for its list anew."""
    profile = own_profile(request)
    items = queries.visible_items(profile, Viewer.of(member(request)))
    rows = history.change_rows(profile, items, queries.own_changes(profile))
    if is_htmx(request):
        return render(request, "people/_last_changes.html", {"changes": rows})
    return render(request, "people/changes.html", {"changes": rows})


@require_POST
@member_required
def undo(request: HttpRequest, change_id: UUID) -> HttpResponse:
    """Put back what a change replaced. What was changed again since stays as it is."""
    try:
        change = queries.own_change(member(request), change_id)
    except Change.DoesNotExist:
        raise Http404 from None
    try:
        actions.undo(change, by=member(request))
    except actions.Overtaken:
        return render(request, "people/overtaken.html", {"words": history.words(change)}, status=409)
    messages.success(request, with_words(_("Undone: %(change)s."), change=history.words(change)))
    if change.kind in LIST_KINDS and request.POST.get("back") == "list":
        return redirect("people:edit_list", change.kind)
    return redirect("pages:me")


@require_POST
@member_required
def forget_change(request: HttpRequest, change_id: UUID) -> HttpResponse:
    """Take a change out of the history for good. Asking twice forgets once."""
    try:
        actions.forget_change(queries.own_change(member(request), change_id), by=member(request))
        messages.success(request, _("The history has forgotten it."))
    except Change.DoesNotExist:
        pass
    return redirect("people:changes")
