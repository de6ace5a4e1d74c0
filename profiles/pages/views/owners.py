"""Pages for the owner: my profile, and previews of it."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from profiles.accounts.doors import member, member_required
from profiles.pages import queries
from profiles.people import queries as people
from profiles.people import rows
from profiles.people.models import Kind, Part, Profile, Status
from profiles.shared.visibility import MEMBER, STRANGER

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
    all_rows = rows.part_rows(profile)
    context = {
        "profile_url": reverse("pages:profile", args=[user.username]),
        "username": user.username,
        "is_published": profile.status == Status.PUBLISHED,
        "is_suspended": profile.status == Status.SUSPENDED,
        "head_rows": [row for row in all_rows if row.group == "head"],
        "section_rows": [row for row in all_rows if row.group == "sections"],
        "hints": _hints(people.visible_parts(profile)),
    }
    return render(request, "pages/me.html", context)


def _hints(parts: dict[str, Part]) -> list[tuple[str, str, str]]:
    """What readers look for and do not find yet: at most three of (title, text, address)."""
    hints = []
    if not parts[Kind.HEADLINE].text:
        url = reverse("people:edit", args=[Kind.HEADLINE])
        hints.append((_("Write a headline"), _("It stands below your name, and beside it in lists."), url))
    picture = people.picture_of(parts)
    if picture is None:
        url = reverse("people:edit_picture", args=[Kind.PICTURE])
        hints.append((_("Add a portrait"), _("Readers who met you once will know you again."), url))
    elif not picture.alt:
        url = reverse("people:edit_picture", args=[Kind.PICTURE])
        hints.append((_("Describe your portrait"), _("One sentence for people who cannot see it."), url))
    if not parts[Kind.ABOUT].text:
        url = reverse("people:edit", args=[Kind.ABOUT])
        hints.append((_("Say what you work on"), _("Two paragraphs are enough."), url))
    return hints[:3]


@require_safe
@member_required
def preview(request: HttpRequest, seen_by: str) -> HttpResponse:
    """One's own page, drafts too, as a stranger or a member would see it."""
    whole = queries.preview(member(request), SEEN_BY[seen_by])
    return render(request, "pages/profile.html", {"profile": whole, "preview": seen_by})
