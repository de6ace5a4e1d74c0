"""Pages for the owner: my profile, and previews of it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from profiles.accounts.doors import member, member_required
from profiles.pages import queries
from profiles.people import actions, hints, history, rows
from profiles.people import queries as people
from profiles.people.models import Kind, Profile, Status
from profiles.shared.visibility import MEMBER, STRANGER, Viewer

SEEN_BY = {"stranger": STRANGER, "member": MEMBER}


@require_safe
@member_required
def me(request: HttpRequest) -> HttpResponse:
    """One's own page, part by part."""
    user = member(request)
    try:
        profile = people.own_profile(user)
    except Profile.DoesNotExist:
        raise PermissionDenied from None
    items = people.visible_items(profile, Viewer.of(user))
    all_rows = rows.part_rows(profile, items)
    own_sections = sum(row.kind == Kind.CUSTOM for row in all_rows)
    context = {
        "profile_url": reverse("pages:profile", args=[user.username]),
        "username": user.username,
        "is_published": profile.status == Status.PUBLISHED,
        "is_indexable": profile.is_indexable,
        "is_suspended": profile.status == Status.SUSPENDED,
        "head_rows": [row for row in all_rows if not row.is_section],
        "section_rows": [row for row in all_rows if row.is_section],
        "has_room": own_sections < actions.MOST_OWN_SECTIONS,
        "most_own_sections": actions.MOST_OWN_SECTIONS,
        "hints": hints.hints(profile, items),
        "changes": history.change_rows(profile, items, people.own_changes(profile)),
    }
    return render(request, "pages/me.html", context)


@require_safe
@member_required
def preview(request: HttpRequest, seen_by: str) -> HttpResponse:
    """One's own page, drafts too, as a stranger or a member would see it."""
    whole = queries.preview(member(request), SEEN_BY[seen_by])
    return render(request, "pages/profile.html", {"profile": whole, "preview": seen_by})
