"""A page in forms for programs, beside the one for people: the same value, the same permissions, a tag of its own."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from profiles.pages import linked_data as linked
from profiles.pages import queries, tags, vcards
from profiles.pages.whole import WholeProfile
from profiles.shared.visibility import STRANGER, Viewer


@dataclass(frozen=True)
class Form:
    """`name` is that in the tag, `address` the URL name."""

    name: str
    media_type: str
    written: Callable[[WholeProfile], bytes]
    address: str


@require_safe
def linked_data(request: HttpRequest, username: str) -> HttpResponse:
    """The schema.org ProfilePage that the page also carries."""
    return answer(request, username, Form("jsonld", "application/ld+json", _linked, "pages:linked_data"))


@require_safe
def vcard(request: HttpRequest, username: str) -> HttpResponse:
    """For address books."""
    return answer(request, username, Form("vcf", "text/vcard; charset=utf-8", vcards.card, "pages:vcard"))


def _linked(whole: WholeProfile) -> bytes:
    return linked.document(whole).encode()


def answer(request: HttpRequest, username: str, form: Form) -> HttpResponse:
    """The same in every language. Search engines list the page itself, which each form names."""
    viewer = Viewer.of(request.user)
    try:
        with translation.override(settings.LANGUAGE_CODE):
            response = _answer(request, viewer, username, form)
    except Http404:
        present = queries.present_username(viewer, username)
        if present in ("", username):
            raise
        return redirect(form.address, present, permanent=True)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _answer(request: HttpRequest, viewer: Viewer, username: str, form: Form) -> HttpResponse:
    if not viewer.is_member and "If-None-Match" in request.headers:
        etag = tags.of_page(queries.revision(STRANGER, username), form.name, "")
        unchanged = get_conditional_response(request, etag=etag)
        if unchanged:
            unchanged.headers["ETag"] = etag
            return unchanged
    whole = queries.whole_profile(viewer, username)
    response = HttpResponse(form.written(whole), content_type=form.media_type)
    response.headers["Link"] = f'<{whole.canonical_url}>; rel="canonical"'
    if not viewer.is_member:
        response.headers["ETag"] = tags.of_page(whole, form.name, "")
    return response
