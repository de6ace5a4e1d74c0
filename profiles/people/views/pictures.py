"""The portrait: its form, its removal, and the files themselves."""

from functools import partial

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from profiles.accounts.doors import member_required
from profiles.people import access, actions, queries
from profiles.people.forms import PictureForm
from profiles.people.models import Kind
from profiles.people.views.editing import Given, edited, get_or_post, me, own_profile, part_of
from profiles.shared import rate_limits
from profiles.shared.visibility import Viewer


@get_or_post
@member_required
def edit_picture(request: HttpRequest) -> HttpResponse:
    """The form of one's portrait and its description."""
    profile = own_profile(request)
    part = part_of(profile, Kind.PICTURE)
    picture = part.picture
    if request.method == "POST":
        rate_limits.check("upload", str(me(request).pk))

    def save(given: Given) -> None:
        about = {"alt": given["alt"], "version": given["version"], "by": me(request)}
        if given["picture"]:
            actions.replace_picture(part, given["picture"].file, **about)
        else:
            actions.describe_picture(part, **about)

    form = partial(PictureForm, has_picture=bool(picture))
    return edited(request, profile, Kind.PICTURE, form, {"alt": picture.alt if picture else ""}, save)


@get_or_post
@member_required
def remove_picture(request: HttpRequest) -> HttpResponse:
    """Asks before the portrait goes."""
    profile = own_profile(request)
    part = part_of(profile, Kind.PICTURE)
    picture = part.picture
    if picture is None and request.method == "POST":
        return redirect("pages:me")  # a double submit
    if picture is None:
        raise Http404
    if request.method == "POST" and request.POST.get("version") == str(part.version):
        actions.remove_picture(part, version=part.version, by=me(request))
        messages.success(request, _("The picture is removed."))
        return redirect("pages:me")
    context = {"plate": queries.plate(profile, picture), "version": part.version}
    return render(request, "people/remove_picture.html", context, status=409 if request.method == "POST" else 200)


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
