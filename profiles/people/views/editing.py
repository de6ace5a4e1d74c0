"""How every part is edited: whose it is, and a form opened, refused, in conflict with another window, or saved."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_htmx.http import trigger_client_event

from profiles.accounts.doors import kept_texts, member
from profiles.people import actions, queries, rows, uploads
from profiles.people.forms import PartForm
from profiles.people.models import FILE_KINDS, Part, Profile
from profiles.shared.sentences import with_words
from profiles.shared.visibility import Visibility

Given = dict[str, Any]
Save = Callable[[Given], None]
MakesForm = Callable[..., PartForm]

PAGE_CHANGED = "page-changed"  # what the list of last changes waits for

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def is_htmx(request: HttpRequest) -> bool:
    return bool(request.htmx)  # type: ignore[attr-defined]  # HtmxMiddleware's attribute


def level_in(request: HttpRequest) -> Visibility:
    """Who shall see it, as a visibility menu says."""
    try:
        return Visibility(request.POST.get("visibility", ""))
    except ValueError:
        raise BadRequest("no level of visibility") from None


def id_in(written: str) -> UUID:
    try:
        return UUID(written)
    except ValueError:
        raise BadRequest("no id") from None


def own_profile(request: HttpRequest) -> Profile:
    try:
        return queries.own_profile(member(request))
    except Profile.DoesNotExist:
        raise PermissionDenied from None


def own_part(request: HttpRequest, kind: str) -> Part:
    try:
        return queries.own_part(member(request), kind)
    except Part.DoesNotExist:
        raise PermissionDenied from None  # an account without a page


def part_of(profile: Profile, slug: str) -> Part:
    """Raises Part.DoesNotExist for a section that was removed."""
    part = queries.visible_parts(profile).get(slug)
    if part is None:
        raise Part.DoesNotExist
    return part


def edited(
    request: HttpRequest, profile: Profile, slug: str, form_class: MakesForm, opened: Given, save: Save
) -> HttpResponse:
    """One part's form: opened, refused beside its fields, in conflict with another window, or saved."""
    part = part_of(profile, slug)
    if request.method != "POST":
        return _form_or_row(request, profile, part, form_class(initial={"version": part.version, **opened}))
    form = form_class(request.POST, request.FILES)
    if not form.is_valid():
        return _form_page(request, profile, part, form, status=422)
    try:
        save(form.cleaned_data)
    except uploads.Unreadable as problem:
        form.add_error(form.file_field, str(problem))
        return _form_page(request, profile, part, form, status=422)
    except actions.NotStored:
        form.add_error(form.file_field, _("Files cannot be stored just now. Nothing was changed; try again later."))
        return _form_page(request, profile, part, form, status=503)
    except actions.Conflict:
        return _conflict(request, own_profile(request), slug, form)
    return saved(request, slug)


def _form_or_row(request: HttpRequest, profile: Profile, part: Part, form: PartForm) -> HttpResponse:
    """HTMX asks for the form, and with ?row=1 for the row back."""
    if is_htmx(request) and request.GET.get("row"):
        return _row(request, profile, part)
    return _form_page(request, profile, part, form)


def _row(request: HttpRequest, profile: Profile, part: Part) -> HttpResponse:
    row = rows.part_row(profile, part, queries.own_items(part))
    return render(request, "_components/part_row.html", {"row": row})


def _form_page(request: HttpRequest, profile: Profile, part: Part, form: PartForm, status: int = 200) -> HttpResponse:
    row = rows.part_row(profile, part)
    template = "people/edit_file.html" if part.kind in FILE_KINDS else "people/edit_text.html"
    if is_htmx(request):
        template += "#form"
    context = {"form": form, "part": row, "plate": row.plate, "stored": part}
    return render(request, template, context, status=status)


def gone(request: HttpRequest, *, is_section: bool = False) -> HttpResponse:
    """What the form belongs to was removed while it was open: what was written in it is handed back."""
    if request.method != "POST" or is_htmx(request):
        raise Http404
    context = {"is_section": is_section, "kept_texts": kept_texts(request)}
    return render(request, "people/gone.html", context, status=404)


def _conflict(request: HttpRequest, profile: Profile, slug: str, form: PartForm) -> HttpResponse:
    """Both texts; keeping mine sends the form again, now on the stored version."""
    stored = part_of(profile, slug)
    form.keep_mine(stored.version)
    context = {
        "part": rows.part_row(profile, stored),
        "form": form,
        "theirs": rows.stored_text(profile, stored),
        "changed_at": stored.modified_at,
    }
    template = "people/conflict.html" + ("#form" if is_htmx(request) else "")
    return render(request, template, context, status=409)


def saved(request: HttpRequest, slug: str, said: str = "") -> HttpResponse:
    profile = own_profile(request)
    part = part_of(profile, slug)
    messages.success(request, said or with_words(_("%(part)s saved."), part=part.heading))
    if not is_htmx(request):
        return redirect("pages:me")
    return trigger_client_event(_row(request, profile, part), PAGE_CHANGED)
