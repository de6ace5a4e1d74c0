"""Publish one's page, and take it down."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from profiles.accounts.doors import member, member_required
from profiles.people import actions
from profiles.people.views.editing import own_profile


@require_POST
@member_required
def publish(request: HttpRequest) -> HttpResponse:
    """Show one's page to everyone."""
    actions.publish(own_profile(request), by=member(request))
    messages.success(request, _("Your page is published."))
    return redirect("pages:me")


@require_POST
@member_required
def unpublish(request: HttpRequest) -> HttpResponse:
    """Make one's page a draft again."""
    actions.unpublish(own_profile(request), by=member(request))
    messages.success(request, _("Your page is a draft again. Only you can see it."))
    return redirect("pages:me")
