"""How one's page is found from outside."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from profiles.accounts.doors import member, member_required
from profiles.people import actions
from profiles.people.forms.reach import ReachForm
from profiles.people.views.editing import get_or_post, own_profile


@get_or_post
@member_required
def edit_reach(request: HttpRequest) -> HttpResponse:
    """Whether search engines list the page, and whether other servers find it by a handle."""
    profile = own_profile(request)
    present = {"is_indexable": _choice(profile.is_indexable), "has_webfinger": _choice(profile.has_webfinger)}
    form = ReachForm(request.POST if request.method == "POST" else None, initial=present)
    if form.is_valid():
        actions.choose_reach(profile, **form.cleaned_data, by=member(request))
        messages.success(request, _("Saved. Search engines may take some weeks to notice."))
        return redirect("pages:me")
    context = {"form": form, "handle": f"@{profile.user.username}@{settings.SITE.hostname}"}
    return render(request, "people/reach.html", context, status=422 if form.errors else 200)


def _choice(value: bool) -> str:
    return "yes" if value else "no"
