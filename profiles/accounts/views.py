"""The welcome page, and the doors of the admin."""

from typing import NoReturn
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from profiles.accounts import access, actions
from profiles.accounts.doors import member_required
from profiles.accounts.forms import UsernameForm, taken
from profiles.accounts.models import User


@never_cache
@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest) -> HttpResponse:
    """Shown once after the first sign-in: keep the proposed username, or take another."""
    user = request.user
    if not isinstance(user, User) or not access.can_choose_username(user, user):
        return redirect(settings.LOGIN_REDIRECT_URL)
    form = UsernameForm(
        request.POST if request.method == "POST" else None, user=user, initial={"username": user.username}
    )
    if request.method == "POST" and form.is_valid() and _is_chosen(form, user):
        return redirect(settings.LOGIN_REDIRECT_URL)
    context = {"form": form, "address_prefix": f"{settings.SITE_URL}/people/"}
    return render(request, "accounts/welcome.html", context, status=422 if form.errors else 200)


@require_safe
def admin_sign_in(request: HttpRequest) -> HttpResponse:
    """Leads to the sign-in of everybody; who is signed in and comes here may not enter."""
    if request.user.is_authenticated:
        raise PermissionDenied  # signed in, but not staff
    target = request.GET.get("next") or reverse("admin:index")
    return redirect(f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': target})}")


def no_passwords(request: HttpRequest) -> NoReturn:
    """Nobody has a password here, so there is none to change."""
    raise Http404


def _is_chosen(form: UsernameForm, user: User) -> bool:
    try:
        actions.choose_username(user, form.cleaned_data["username"], by=user)
    except actions.UsernameTaken:
        form.add_error("username", taken())
    except PermissionDenied:
        form.add_error(
            "username", _("The name can no longer be changed: it was chosen already, or the page was published.")
        )
    return not form.errors
