"""The door of pages for members: leads strangers to sign in, and hands back what they wrote."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from profiles.accounts.models import User

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]

# Fields that a form sends beside one's words.
NOT_WRITTEN = {"csrfmiddlewaretoken", "version", "visibility", "is_new", "opened_with"}
NOT_WRITTEN |= {"id", "organization", "direction", "up", "down", "order", "asked", "type", "language"}


def member_required(view: View[P]) -> View[P]:
    """Only for who is signed in. A session that ended while its owner was writing loses no text."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method == "POST" or request.htmx:  # type: ignore[attr-defined]  # HtmxMiddleware's attribute
            return signed_out_while_writing(request)
        return redirect_to_login(request.get_full_path())

    return guarded


class Asked(Protocol):
    """A request, of the framework or of the API's."""

    @property
    def user(self) -> object: ...


def member(request: Asked) -> User:
    """Who is signed in, for views behind `member_required` or behind the admin's own door."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def signed_out_while_writing(request: HttpRequest) -> HttpResponse:
    """Says so, with the texts to copy. A form to send them again would need a session, and so a cookie."""
    template = "accounts/signed_out_while_writing.html" + ("#part" if request.htmx else "")  # type: ignore[attr-defined]
    return render(request, template, {"kept_texts": kept_texts(request)}, status=401)


def kept_texts(request: HttpRequest) -> list[tuple[str, str]]:
    """What somebody wrote into a refused form, as (name of the field, text) in its order; never files or tokens.

    For `_components/kept_texts.html`. The request's body must be well-formed, as behind `Sanity` it is.
    """
    return [
        (name.replace("_", " "), text)
        for name, texts in request.POST.lists()
        if name not in NOT_WRITTEN and not name.startswith("_")
        for text in texts
        if text.strip()
    ]
