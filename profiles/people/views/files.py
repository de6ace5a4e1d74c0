"""Files of a page: sent, kept by caches only while public, without power over our pages; and removed."""

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest

from profiles.accounts.doors import member
from profiles.people import actions
from profiles.people.forms import PartForm
from profiles.people.views.editing import own_profile, part_of


def sent(file: FieldFile, *, content_type: str, is_public: bool, download_as: str = "") -> FileResponse:
    """Raises Http404 where the storage has no such file. With `download_as` it is saved and not shown."""
    try:
        response = FileResponse(
            file.open(), content_type=content_type, as_attachment=bool(download_as), filename=download_as
        )
    except FileNotFoundError:
        raise Http404 from None
    response.headers["Cache-Control"] = "public, max-age=300" if is_public else "private, no-store"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'"
    return response


def removed(request: HttpRequest, kind: str) -> bool:
    """Whether the file that was asked about is gone now; another one, put there by another window, stays."""
    form = PartForm(request.POST)
    if not form.is_valid():
        return False
    try:
        part = part_of(own_profile(request), kind)
        actions.remove_upload(part, version=form.cleaned_data["version"], by=member(request))
    except actions.Conflict:
        return False
    return True
