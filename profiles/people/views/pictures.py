"""The portrait and the cover: their form, their removal, and the files themselves."""

from functools import partial

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from profiles.accounts.doors import member, member_required
from profiles.people import access, actions, cards
from profiles.people.forms import PictureForm
from profiles.people.models import Kind
from profiles.people.views import files
from profiles.people.views.editing import Given, edited, get_or_post, own_profile, part_of
from profiles.shared import rate_limits
from profiles.shared.visibility import STRANGER, Viewer


@get_or_post
@member_required
def edit_picture(request: HttpRequest, kind: str) -> HttpResponse:
    """The form of one's portrait or cover and its description."""
    profile = own_profile(request)
    part = part_of(profile, kind)
    picture = part.picture
    if request.method == "POST":
        rate_limits.check("upload", str(member(request).pk))

    def save(given: Given) -> None:
        about = {"alt": given["alt"], "version": given["version"], "by": member(request)}
        if given["picture"]:
            actions.replace_picture(part, given["picture"].file, **about)
        else:
            actions.describe_picture(part, **about)

    form = partial(PictureForm, kind=Kind(kind), has_picture=bool(picture))
    return edited(request, profile, Kind(kind), form, {"alt": picture.alt if picture else ""}, save)


@get_or_post
@member_required
def remove_picture(request: HttpRequest, kind: str) -> HttpResponse:
    """Asks before the portrait or the cover goes."""
    if request.method == "POST" and files.removed(request, kind):
        messages.success(request, _("The picture is removed."))
        return redirect("pages:me")
    profile = own_profile(request)
    part = part_of(profile, kind)
    if part.picture is None:
        raise Http404
    context = {"stored": part, "plate": cards.plate(profile, part.picture)}
    return render(request, "people/remove_picture.html", context, status=409 if request.method == "POST" else 200)


@require_safe
def media(request: HttpRequest, key: str) -> FileResponse:
    """A portrait or a cover, while the viewer may see it. A hidden or replaced one is not found at once."""
    visible = access.pictures_visible_to(Viewer.of(request.user))
    picture = visible.filter(small_key=key).first() or get_object_or_404(visible, large_key=key)
    file = picture.small_file if picture.small_key == key else picture.large_file
    is_public = access.pictures_visible_to(STRANGER).filter(pk=picture.pk).exists()
    return files.sent(file, content_type="image/webp", is_public=is_public)
