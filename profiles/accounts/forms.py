"""The forms for one's username."""

from datetime import date
from typing import TYPE_CHECKING, cast

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from profiles.accounts import queries, usernames
from profiles.accounts.models import User

if TYPE_CHECKING:
    from django.http import QueryDict  # generic for the type checker alone


class UsernameForm(forms.Form):
    username = forms.CharField(label=_("Your address"), max_length=usernames.MAX_LENGTH, strip=True)

    def __init__(self, *arguments: object, user: User, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]  # handed on as they came
        self.user = user
        self.fields["username"].widget.attrs |= {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}

    def clean_username(self) -> str:
        username = usernames.canonical(self.cleaned_data["username"])
        if username == self.user.username:
            return username
        usernames.validate(username)
        if not queries.is_free(username, user=self.user):
            raise taken()
        return username


class RenameForm(UsernameForm):
    """Carries the username it was opened with, so that a window left open cannot undo a later rename."""

    opened_with = forms.CharField(max_length=usernames.MAX_LENGTH, widget=forms.HiddenInput)

    def keep_mine(self, present: str) -> None:
        """Show what was typed again, to be sent with the username that one has now."""
        self.data = {**cast("QueryDict", self.data).dict(), "opened_with": present}


def taken() -> forms.ValidationError:
    return forms.ValidationError(_("Somebody else has this name. Choose another."), code="taken")


def too_many(again_on: date) -> forms.ValidationError:
    text = _("You took several new names lately. The next is possible from %(day)s; a former one of yours at any time.")
    return forms.ValidationError(text, code="too_many", params={"day": date_format(again_on)})
