"""One's own parts: one small form each, a whole page without JavaScript, a swapped row with HTMX."""

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from profiles.accounts.doors import member_required
from profiles.accounts.models import User
from profiles.people import access, actions, pictures, queries, rows
from profiles.people.forms import TEXT_FORMS, NameForm, PartForm, PictureForm
from profiles.people.models import Kind, Part, Profile
from profiles.shared import rate_limits
from profiles.shared.visibility import Viewer, Visibility

Given = dict[str, Any]
Save = Callable[[Given], None]
MakesForm = Callable[..., PartForm]

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@get_or_post
@member_required
def edit_name(request: HttpRequest) -> HttpResponse:
    """The form of one's name, and of its place in lists."""
    profile = _own(request)
    opened = {"text": profile.display_name, "sort_name": profile.sort_name}

    def save(given: Given) -> None:
        name = {"display_name": given["text"], "sort_name": given["sort_name"]}
        actions.rewrite_name(profile, **name, version=given["version"], by=_me(request))

    return _edited(request, profile, Kind.NAME, NameForm, opened, save)


@get_or_post
@member_required
def edit_text(request: HttpRequest, kind: str) -> HttpResponse:
    """The form of one's headline, pronouns or about."""
    profile = _own(request)
    opened = {"text": queries.visible_parts(profile)[kind].text}

    def save(given: Given) -> None:
        actions.rewrite_text(profile, kind=Kind(kind), text=given["text"], version=given["version"], by=_me(request))

    return _edited(request, profile, Kind(kind), TEXT_FORMS[kind], opened, save)


@get_or_post
@member_required
def edit_picture(request: HttpRequest) -> HttpResponse:
    """The form of one's portrait and its description."""
    profile = _own(request)
    picture = queries.picture_of(queries.visible_parts(profile))
    if request.method == "POST":
        rate_limits.check("upload", str(_me(request).pk))

    def save(given: Given) -> None:
        about = {"alt": given["alt"], "version": given["version"], "by": _me(request)}
        if given["picture"]:
            actions.replace_picture(profile, given["picture"].file, **about)
        else:
            actions.describe_picture(profile, **about)

    form = partial(PictureForm, has_picture=bool(picture))
    return _edited(request, profile, Kind.PICTURE, form, {"alt": picture.alt if picture else ""}, save)


@get_or_post
@member_required
def remove_picture(request: HttpRequest) -> HttpResponse:
    """Asks before the portrait goes."""
    profile = _own(request)
    part = queries.visible_parts(profile)[Kind.PICTURE]
    picture = queries.picture_of({Kind.PICTURE: part})
    if picture is None and request.method == "POST":
        return redirect("pages:me")  # a double submit
    if picture is None:
        raise Http404
    if request.method == "POST" and request.POST.get("version") == str(part.version):
        actions.remove_picture(profile, version=part.version, by=_me(request))
        messages.success(request, _("The picture is removed."))
        return redirect("pages:me")
    context = {"plate": queries.plate(profile, picture), "version": part.version}
    return render(request, "people/remove_picture.html", context, status=409 if request.method == "POST" else 200)


@require_POST
@member_required
def show(request: HttpRequest, kind: str) -> HttpResponse:
    """Choose who sees a part."""
    profile = _own(request)
    visibility = request.POST.get("visibility", "")
    if visibility not in Visibility.values:
        raise BadRequest("no level of visibility")
    actions.show_part_to(profile, kind=Kind(kind), visibility=Visibility(visibility), by=_me(request))
    said = _("%(part)s: shown to %(level)s.") % {
        "part": Kind(kind).label,
        "level": Visibility(visibility).label.lower(),
    }
    return _saved(request, Kind(kind), said)


@require_POST
@member_required
def publish(request: HttpRequest) -> HttpResponse:
    """Show one's page to everyone."""
    actions.publish(_own(request), by=_me(request))
    messages.success(request, _("Your page is published."))
    return redirect("pages:me")


@require_POST
@member_required
def unpublish(request: HttpRequest) -> HttpResponse:
    """Make one's page a draft again."""
    actions.unpublish(_own(request), by=_me(request))
    messages.success(request, _("Your page is a draft again. Only you can see it."))
    return redirect("pages:me")


@require_safe
def media(request: HttpRequest, key: str) -> FileResponse:
    """A portrait, while the viewer may see it. A hidden or replaced one is not found at once."""
    visible = access.pictures_visible_to(Viewer.of(request.user)).select_related("part__profile")
    picture = visible.filter(small_key=key).first() or get_object_or_404(visible, large_key=key)
    file = picture.small_file if picture.small_key == key else picture.large_file
    try:
        response = FileResponse(file.open(), content_type="image/webp")
    except FileNotFoundError:
        raise Http404 from None
    is_public = access.pictures_visible_to(Viewer()).filter(pk=picture.pk).exists()
    response.headers["Cache-Control"] = "public, max-age=300" if is_public else "private, no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'"
    return response


def _me(request: HttpRequest) -> User:
    return cast("User", request.user)


def _own(request: HttpRequest) -> Profile:
    try:
        return queries.own_profile(_me(request))
    except Profile.DoesNotExist:
        raise PermissionDenied from None


def _edited(
    request: HttpRequest, profile: Profile, kind: Kind, form_class: MakesForm, opened: Given, save: Save
) -> HttpResponse:
    """One part's form: opened, refused beside its fields, in conflict with another window, or saved."""
    part = queries.visible_parts(profile)[kind]
    if request.method != "POST":
        return _form_or_row(request, profile, part, form_class(initial={**opened, "version": part.version}))
    form = form_class(request.POST, request.FILES)
    if not form.is_valid():
        return _form_page(request, profile, part, form, status=422)
    try:
        save(form.cleaned_data)
    except pictures.UnreadablePicture as problem:
        form.add_error("picture", str(problem))
        return _form_page(request, profile, part, form, status=422)
    except actions.Conflict as conflict:
        return _conflict(request, profile, conflict.part, form)
    return _saved(request, kind)


def _form_or_row(request: HttpRequest, profile: Profile, part: Part, form: PartForm) -> HttpResponse:
    """HTMX asks for the form, and with ?row=1 for the row back."""
    if request.htmx and request.GET.get("row"):  # type: ignore[attr-defined]  # HtmxMiddleware's attribute
        return render(request, "_components/part_row.html", {"row": rows.part_row(profile, part)})
    return _form_page(request, profile, part, form)


def _form_page(request: HttpRequest, profile: Profile, part: Part, form: PartForm, status: int = 200) -> HttpResponse:
    row = rows.part_row(profile, part)
    template = "people/edit_picture.html" if part.kind == Kind.PICTURE else "people/edit_text.html"
    if request.htmx:  # type: ignore[attr-defined]
        template += "#form"
    context = {"form": form, "part": row, "plate": row.plate, "has_picture": hasattr(part, "picture")}
    return render(request, template, context, status=status)


def _conflict(request: HttpRequest, profile: Profile, stored: Part, form: PartForm) -> HttpResponse:
    """Both texts; keeping mine sends the form again, now on the stored version."""
    profile.refresh_from_db()
    form.keep_mine(stored.version)
    context = {
        "part": rows.part_row(profile, stored),
        "form": form,
        "theirs": rows.stored_text(profile, stored),
        "changed_at": stored.modified_at,
    }
    template = "people/conflict.html" + ("#form" if request.htmx else "")  # type: ignore[attr-defined]
    return render(request, template, context, status=409)


def _saved(request: HttpRequest, kind: Kind, said: str = "") -> HttpResponse:
    messages.success(request, said or _("%(part)s saved.") % {"part": kind.label})
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect("pages:me")
    profile = _own(request)
    row = rows.part_row(profile, queries.visible_parts(profile)[kind])
    return render(request, "_components/part_row.html", {"row": row})
