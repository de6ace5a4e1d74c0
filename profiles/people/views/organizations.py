"""Suggestions of organisations, for the combobox of a form."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from profiles.accounts.doors import member
from profiles.people import organizations
from profiles.shared import rate_limits


@require_safe
def suggest_organizations(request: HttpRequest) -> HttpResponse:
    """Options for what somebody has typed so far, `q`; only for members, who are counted one by one."""
    if not request.user.is_authenticated:
        return HttpResponse(status=401)
    query = request.GET.get("q", "")
    if query.strip():
        rate_limits.check("search", str(member(request).pk))
    return render(request, "people/_organizations.html", {"suggestions": organizations.suggestions(query)})
