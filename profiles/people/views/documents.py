"""The curriculum vitae: its form, its removal, and the file itself."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from profiles.accounts.doors import member, member_required
from profiles.people import access, actions, documents
from profiles.people.forms import DocumentForm
from profiles.people.models import Kind
from profiles.people.views import files
from profiles.people.views.editing import Given, edited, get_or_post, own_profile, part_of
from profiles.shared import rate_limits
from profiles.shared.visibility import STRANGER, Viewer


@get_or_post
@member_required
def edit_document(request: HttpRequest) -> HttpResponse:
    """The form of one's CV file."""
    profile = own_profile(request)
    if request.method == "POST":
        rate_limits.check("upload", str(member(request).pk))

    def save(given: Given) -> None:
        upload = given["document"]
        about = {"name": upload.name, "version": given["version"], "by": member(request)}
        actions.replace_document(part_of(profile, Kind.CV), upload.file, **about)

    return edited(request, profile, Kind.CV, DocumentForm, {}, save)


@get_or_post
@member_required
def remove_document(request: HttpRequest) -> HttpResponse:
    """Asks before the CV file goes."""
    if request.method == "POST" and files.removed(request, Kind.CV):
        messages.success(request, _("The CV file is removed."))
        return redirect("pages:me")
    part = part_of(own_profile(request), Kind.CV)
    if part.document is None:
        raise Http404
    status = 409 if request.method == "POST" else 200
    return render(request, "people/remove_document.html", {"stored": part}, status=status)


@require_safe
def document(request: HttpRequest, key: str) -> FileResponse:
    """A CV to be saved, while the viewer may see it. A hidden or replaced one is not found at once."""
    visible = access.documents_visible_to(Viewer.of(request.user)).select_related("profile")
    found = get_object_or_404(visible, key=key)
    return files.sent(
        found.file,
        content_type="application/pdf",
        is_public=access.documents_visible_to(STRANGER).filter(pk=found.pk).exists(),
        download_as=documents.name_for_readers(found.profile.display_name),
    )
