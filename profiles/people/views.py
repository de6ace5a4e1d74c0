"""One's own parts: one small form each, a whole page without JavaScript, a swapped row with HTMX."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from profiles.accounts.models import User
from profiles.people import access, actions, pictures, queries, rows
from profiles.people.forms import TEXT_FORMS, NameForm, PartForm, PictureForm
from profiles.people.models import Kind, Part, Profile
from profiles.shared import rate_limits
from profiles.shared.visibility import Viewer, Visibility

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@get_or_post
@login_required
def edit_name(request: HttpRequest) -> HttpResponse:
    """The form of one's name, and of its place in lists."""
    profile = _own(request)
    part = queries.visible_parts(profile)[Kind.NAME]
    if request.method != "POST":
        opened = {"text": profile.display_name, "sort_name": profile.sort_name, "version": part.version}
        return _form_or_row(request, profile, part, NameForm(initial=opened))
    form = NameForm(request.POST)
    if not form.is_valid():
        return _invalid(request, profile, part, form)
    given = form.cleaned_data
    try:
        actions.rewrite_name(
            profile, display_name=given["text"], sort_name=given["sort_name"], version=given["version"], by=_me(request)
        )
    except actions.Conflict as conflict:
        return _conflict(request, profile, conflict.part, form)
    return _saved(request, Kind.NAME)


@get_or_post
@login_required
def edit_text(request: HttpRequest, kind: str) -> HttpResponse:
    """The form of one's headline, pronouns or about."""
    profile = _own(request)
    part = queries.visible_parts(profile)[kind]
    form_class = TEXT_FORMS[kind]
    if request.method != "POST":
        return _form_or_row(request, profile, part, form_class(initial={"text": part.text, "version": part.version}))
    form = form_class(request.POST)
    if not form.is_valid():
        return _invalid(request, profile, part, form)
    given = form.cleaned_data
    try:
        actions.rewrite_text(profile, Kind(kind), given["text"], version=given["version"], by=_me(request))
    except actions.Conflict as conflict:
        return _conflict(request, profile, conflict.part, form)
    return _saved(request, Kind(kind))


@get_or_post
@login_required
def edit_picture(request: HttpRequest) -> HttpResponse:
    """The form of one's portrait and its description."""
    profile = _own(request)
    part = queries.visible_parts(profile)[Kind.PICTURE]
    picture = queries.picture_of({Kind.PICTURE: part})
    if request.method != "POST":
        opened = {"alt": picture.alt if picture else "", "version": part.version}
        return _form_or_row(request, profile, part, PictureForm(initial=opened, has_picture=bool(picture)))
    rate_limits.check("upload", str(_me(request).pk))
    form = PictureForm(request.POST, request.FILES, has_picture=bool(picture))
    if not form.is_valid():
        return _invalid(request, profile, part, form)
    try:
        _save_picture(request, profile, form)
    except pictures.UnreadablePicture as problem:
        form.add_error("picture", str(problem))
        return _invalid(request, profile, part, form)
    except actions.Conflict as conflict:
        return _conflict(request, profile, conflict.part, form)
    return _saved(request, Kind.PICTURE)


def _save_picture(request: HttpRequest, profile: Profile, form: PictureForm) -> None:
    given = form.cleaned_data
    if given["picture"]:
        actions.replace_picture(
            profile, given["picture"].file, alt=given["alt"], version=given["version"], by=_me(request)
        )
    else:
        actions.describe_picture(profile, alt=given["alt"], version=given["version"], by=_me(request))


@get_or_post
@login_required
def remove_picture(request: HttpRequest) -> HttpResponse:
    """Asks before the portrait goes."""
    profile = _own(request)
    if request.method == "POST":
        actions.remove_picture(profile, by=_me(request))
        messages.success(request, _("The picture is removed."))
        return redirect("pages:me")
    picture = queries.picture_of(queries.visible_parts(profile))
    if picture is None:
        raise Http404
    return render(request, "people/remove_picture.html", {"plate": queries.plate(profile, picture)})


@require_POST
@login_required
def show(request: HttpRequest, kind: str) -> HttpResponse:
    """Choose who sees a part."""
    profile = _own(request)
    visibility = request.POST.get("visibility", "")
    if visibility not in Visibility.values:
        return HttpResponse(status=400)
    actions.show_part_to(profile, Kind(kind), Visibility(visibility), by=_me(request))
    said = _("%(part)s: shown to %(level)s.") % {
        "part": Kind(kind).label,
        "level": Visibility(visibility).label.lower(),
    }
    return _saved(request, Kind(kind), said)


@require_POST
@login_required
def publish(request: HttpRequest) -> HttpResponse:
    """Show one's page to everyone."""
    actions.publish(_own(request), by=_me(request))
    messages.success(request, _("Your page is published."))
    return redirect("pages:me")


@require_POST
@login_required
def unpublish(request: HttpRequest) -> HttpResponse:
    """Make one's page a draft again."""
    actions.unpublish(_own(request), by=_me(request))
    messages.success(request, _("Your page is a draft again. Only you can see it."))
    return redirect("pages:me")


@require_GET
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


def _invalid(request: HttpRequest, profile: Profile, part: Part, form: PartForm) -> HttpResponse:
    return _form_page(request, profile, part, form, status=422)


def _conflict(request: HttpRequest, profile: Profile, stored: Part, form: PartForm) -> HttpResponse:
    """Both texts; keeping mine sends the form again, now on the stored version."""
    mine = form.cleaned_data
    form.data = cast("QueryDict", form.data).copy()
    form.data["version"] = str(stored.version)
    context = {
        "part": rows.part_row(profile, stored),
        "form": form,
        "mine": mine.get("text", mine.get("alt", "")),
        "theirs": stored.text or getattr(getattr(stored, "picture", None), "alt", ""),
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
