"""Pages for anyone: home, the public profile, about, privacy."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from profiles.directory.initials import initials
from profiles.pages import linked_data, queries, tags
from profiles.pages.whole import WholeProfile
from profiles.people import cards
from profiles.people.cards import Card
from profiles.shared import folding
from profiles.shared.visibility import STRANGER, Viewer

NEW_PEOPLE = 6
EXAMPLES = 3


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The search, the newest pages, and the letters to browse by."""
    viewer = Viewer.of(request.user)
    new_people = cards.newest(viewer, NEW_PEOPLE)
    context = {"new_people": new_people, "examples": _examples(new_people), "initials": initials(viewer)}
    return render(request, "pages/home.html", context)


def _examples(shown: list[Card]) -> list[tuple[str, str]]:
    """Searches that find somebody: the last word of a few names, as people type it, with its address."""
    words = dict.fromkeys(folding.fold(card.name).rpartition(" ")[2] for card in shown)
    return [(word, f"{reverse('directory:people')}?{urlencode({'q': word})}") for word in words if word][:EXAMPLES]


@require_safe
def profile(request: HttpRequest, username: str) -> HttpResponse:
    """Complete in one answer. A stranger's copy carries an ETag, so that a second look costs one query."""
    viewer = Viewer.of(request.user)
    try:
        return _profile(request, viewer, username)
    except Http404:
        present = queries.present_username(viewer, username)
        if present in ("", username):
            raise
        return redirect("pages:profile", present, permanent=True)


def _profile(request: HttpRequest, viewer: Viewer, username: str) -> HttpResponse:
    if not viewer.is_member:
        return _profile_for_strangers(request, username)
    whole = queries.whole_profile(viewer, username)
    is_owner = request.user.get_username() == username
    return render(request, "pages/profile.html", {"profile": whole, "is_owner": is_owner, **_for_machines(whole)})


def _profile_for_strangers(request: HttpRequest, username: str) -> HttpResponse:
    """With the tag by which `ready_pages` and readers' browsers know whether theirs is as the page is now."""
    language = get_language() or ""
    if "If-None-Match" in request.headers:
        etag = tags.of_page(queries.revision(STRANGER, username), "html", language)
        unchanged = get_conditional_response(request, etag=etag)
        if unchanged:
            return _tagged(unchanged, etag)
    whole = queries.whole_profile(STRANGER, username)
    response = render(request, "pages/profile.html", {"profile": whole, **_for_machines(whole)})
    return _tagged(response, tags.of_page(whole, "html", language))


def _for_machines(whole: WholeProfile) -> dict[str, str]:
    return {"json_ld": linked_data.profile_page(whole)}


def _tagged(response: HttpResponse, etag: str) -> HttpResponse:
    response.headers["ETag"] = etag
    return response


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What this site is, for readers and members."""
    return render(request, "pages/about.html")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was checked, how, what was not, and how to report."""
    return render(request, "pages/accessibility.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is stored, who sees it, and for what."""
    return render(request, "pages/privacy.html")
