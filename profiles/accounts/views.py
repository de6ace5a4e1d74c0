"""The welcome page, the address of one's page, tokens, the choice of a language, and the doors of the admin."""

from typing import NoReturn
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from profiles.accounts import access, actions, queries
from profiles.accounts.doors import member, member_required
from profiles.accounts.forms import RenameForm, TokenForm, UsernameForm, taken, too_many
from profiles.accounts.models import ApiToken, User
from profiles.shared.ids import new_id
from profiles.shared.local_paths import local_path


@never_cache
@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def welcome(request: HttpRequest) -> HttpResponse:
    """Shown once after the first sign-in: keep the proposed username, or take another."""
    user = member(request)
    if not access.can_choose_username(user, user):
        return redirect(settings.LOGIN_REDIRECT_URL)
    form = UsernameForm(_posted(request), user=user, initial={"username": user.username})
    if form.is_valid() and _is_chosen(form, user):
        return redirect(settings.LOGIN_REDIRECT_URL)
    context = {"form": form, "address_prefix": _address_prefix()}
    return render(request, "accounts/welcome.html", context, status=422 if form.errors else 200)


@never_cache
@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: HttpRequest) -> HttpResponse:
    """Another username, and so another address of one's page; those before lead there for ever."""
    user = member(request)
    form = RenameForm(_posted(request), user=user, initial={"username": user.username, "opened_with": user.username})
    try:
        is_renamed = form.is_valid() and _is_renamed(form, user)
    except actions.RenamedMeanwhile as meanwhile:
        form.keep_mine(meanwhile.username)
        return _rename_page(request, form, meanwhile.username, status=409)
    if not is_renamed:
        return _rename_page(request, form, user.username, status=422 if form.errors else 200)
    if form.has_changed():
        messages.success(request, _("The address of your page is changed. The one before leads to it."))
    return redirect(settings.LOGIN_REDIRECT_URL)


@never_cache
@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """The tokens of one's programs, and a new one, whose text is shown this once."""
    user = member(request)
    form = TokenForm(_posted(request), user=user, initial={"id": new_id()})
    if form.is_valid():
        try:
            made, written = actions.make_token(user, form.wish(), by=user)
        except actions.TooManyTokens:
            form.refuse_more()
        else:
            return _token_made(request, made, written)
    return _tokens_page(request, form, status=422 if form.errors else 200)


@never_cache
@member_required
@require_http_methods(["GET", "HEAD", "POST"])
def revoke_token(request: HttpRequest, token_id: UUID) -> HttpResponse:
    """Asks once more, then ends a token at once. One that is gone already is as it should be."""
    try:
        token = queries.own_token(member(request), token_id)
    except ApiToken.DoesNotExist:
        return redirect("accounts:tokens")
    if request.method != "POST":
        return render(request, "accounts/revoke_token.html", {"token": token})
    actions.revoke_token(token, by=member(request))
    messages.success(request, _("The token is revoked. What used it is refused from now on."))
    return redirect("accounts:tokens")


@require_http_methods(["GET", "HEAD", "POST"])
def display(request: HttpRequest) -> HttpResponse:
    """In which language the site speaks to whoever asks: kept by a cookie, and for a member with the account."""
    if request.method == "POST":
        return _language_chosen(request)
    context = {
        "languages": settings.LANGUAGES,
        "chosen": _kept_language(request),
        "next": local_path(request.GET.get("next", "")),
    }
    return render(request, "accounts/display.html", context)


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


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _token_made(request: HttpRequest, token: ApiToken, written: str) -> HttpResponse:
    if not written:
        messages.info(
            request,
            _(
                "This token was made already. Its text was shown then and cannot be shown again. "
                "If you did not copy it, revoke this token and make another."
            ),
        )
        return redirect("accounts:tokens")
    fresh = TokenForm(user=member(request), initial={"id": new_id()})
    return _tokens_page(request, fresh, made=token, written=written)


def _tokens_page(request: HttpRequest, form: TokenForm, *, status: int = 200, **more: object) -> HttpResponse:
    context = {"form": form, "tokens": queries.own_tokens(member(request)), **more}
    return render(request, "accounts/tokens.html", context, status=status)


def _address_prefix() -> str:
    return f"{settings.SITE_URL}/people/"


def _rename_page(request: HttpRequest, form: RenameForm, present: str, *, status: int) -> HttpResponse:
    context = {
        "form": form,
        "present": present,
        "address_prefix": _address_prefix(),
        "is_renamed_meanwhile": status == 409,
        "most": queries.MOST_NEW_USERNAMES,
        "days": queries.NEW_USERNAMES_WITHIN.days,
    }
    return render(request, "accounts/rename.html", context, status=status)


def _is_chosen(form: UsernameForm, user: User) -> bool:
    try:
        actions.choose_username(user, form.cleaned_data["username"], by=user)
    except actions.UsernameTaken:
        form.add_error("username", taken())
    return not form.errors


def _is_renamed(form: RenameForm, user: User) -> bool:
    given = form.cleaned_data
    try:
        actions.rename(user, given["username"], opened_with=given["opened_with"], by=user)
    except actions.UsernameTaken:
        form.add_error("username", taken())
    except actions.TooManyUsernames as refusal:
        form.add_error("username", too_many(refusal.again_on))
    return not form.errors


def _kept_language(request: HttpRequest) -> str:
    """What was chosen, of the present languages; empty where the browser decides."""
    cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    kept = (isinstance(request.user, User) and request.user.language) or cookie
    return kept if kept in dict(settings.LANGUAGES) else ""


def _language_chosen(request: HttpRequest) -> HttpResponse:
    language = request.POST.get("language")
    if language is None or language not in {"", *dict(settings.LANGUAGES)}:
        raise BadRequest("no language of this site")
    if isinstance(request.user, User):
        actions.choose_language(request.user, language, by=request.user)
    response = HttpResponseRedirect(local_path(request.POST.get("next", "")) or reverse("pages:home"))
    if language:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    else:
        response.delete_cookie(settings.LANGUAGE_COOKIE_NAME, samesite="Lax")
    return response
