"""WebFinger (RFC 7033): where the page of `acct:ada@host` is, for members who want to be found so."""

import json
import re
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from profiles.pages import errors, queries
from profiles.pages.whole import WholeProfile
from profiles.shared.visibility import STRANGER

PROFILE_PAGE = "http://webfinger.net/rel/profile-page"
AVATAR = "http://webfinger.net/rel/avatar"
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s\x00-\x1f\x7f]+")
_ACCOUNT = re.compile(r"acct:@?([^@/?#]+)@([^@/?#]+)", re.IGNORECASE)


@require_safe
def webfinger(request: HttpRequest) -> HttpResponse:
    """Hidden, unknown and not wanted look the same. Anyone's page may ask (section 5)."""
    try:
        response = _answer(request)
    except Http404:
        response = errors.page(request, 404)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _answer(request: HttpRequest) -> HttpResponse:
    asked = request.GET.getlist("resource")
    if len(asked) != 1 or not _URI.fullmatch(asked[0]):
        return errors.page(request, 400)
    username = queries.present_username(STRANGER, _username(asked[0]))
    if not username or not queries.has_webfinger(STRANGER, username):
        raise Http404
    found = _described(queries.whole_profile(STRANGER, username), request.GET.getlist("rel"))
    return HttpResponse(json.dumps(found), content_type="application/jrd+json")


def _username(resource: str) -> str:
    """Of an account at this host, or of a page of this site; raises Http404 for any other."""
    account = _ACCOUNT.fullmatch(resource)
    if account and account[2].lower() in (settings.SITE.hostname, settings.SITE.netloc):
        return account[1]
    try:
        page = urlsplit(resource)
    except ValueError:
        raise Http404 from None
    name = re.fullmatch(r"/people/([^/]+)/?", page.path)
    if name and (page.scheme, page.netloc) == (settings.SITE.scheme, settings.SITE.netloc):
        return name[1]
    raise Http404


def _described(whole: WholeProfile, wanted: list[str]) -> dict[str, object]:
    itself = settings.SITE_URL + reverse("pages:linked_data", args=[whole.username])
    links = [
        {"rel": PROFILE_PAGE, "type": "text/html", "href": whole.canonical_url},
        {"rel": AVATAR, "type": "image/webp", "href": whole.image_url},
        {"rel": "self", "type": "application/ld+json", "href": itself},
    ]
    return {
        "subject": f"acct:{whole.username}@{settings.SITE.netloc}",
        "aliases": [whole.canonical_url],
        "links": [link for link in links if link["href"] and (not wanted or link["rel"] in wanted)],
    }
