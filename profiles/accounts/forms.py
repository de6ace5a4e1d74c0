"""The forms for one's username, for tokens, and for the reason of a look at what is private."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, cast

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from profiles.accounts import queries, usernames
from profiles.accounts.actions import TokenWish
from profiles.accounts.api_tokens import STAFF_SCOPES, Scope
from profiles.accounts.models import User
from profiles.shared import text

if TYPE_CHECKING:
    from django.http import QueryDict  # generic for the type checker alone


LEAST_LETTERS_OF_A_REASON = 5


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


class ReasonForm(forms.Form):
    """Why staff look at what is private of an account."""

    reason = forms.CharField(
        label=_("Why you need to see them"), max_length=200, widget=forms.TextInput(attrs={"class": "vTextField"})
    )

    def clean_reason(self) -> str:
        reason = text.clean_line(self.cleaned_data["reason"])
        if sum(letter.isalpha() for letter in reason) < LEAST_LETTERS_OF_A_REASON:
            raise forms.ValidationError(_("Give a reason in a few words. It is kept in the audit."), code="too_short")
        return reason


class TokenForm(forms.Form):
    """What a token is for. Its id comes with the form, so that sending it twice makes one."""

    id = forms.UUIDField(widget=forms.HiddenInput)
    name = forms.CharField(
        label=_("What it is for"),
        help_text=_("In your own words, so that you know it again"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
        error_messages={"required": _("Write what it is for. A word or two are enough.")},
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose what it may do. What everyone can read needs no token.")},
    )
    days = forms.TypedChoiceField(
        label=_("How long it works"),
        choices=[(30, _("30 days")), (90, _("90 days")), (365, _("One year"))],
        coerce=int,
        initial=90,
    )

    def __init__(self, *arguments: object, user: User, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]  # handed on as they came
        offered = [choice for choice in Scope.choices if user.is_staff or choice[0] not in STAFF_SCOPES]
        cast("forms.MultipleChoiceField", self.fields["scopes"]).choices = offered

    def clean_name(self) -> str:
        name = text.clean_line(self.cleaned_data["name"])
        if text.is_blank(name):
            raise forms.ValidationError(self.fields["name"].error_messages["required"], code="required")
        return name

    def wish(self) -> TokenWish:
        given = self.cleaned_data
        return TokenWish(given["id"], given["name"], tuple(given["scopes"]), timedelta(days=given["days"]))

    def refuse_more(self) -> None:
        self.add_error("name", _("You have 20 tokens, which is as many as one can have. Revoke one first."))


def taken() -> forms.ValidationError:
    return forms.ValidationError(_("Somebody else has this name. Choose another."), code="taken")


def too_many(again_on: date) -> forms.ValidationError:
    said = _("You took several new names lately. The next is possible from %(day)s, a former one of yours at any time.")
    return forms.ValidationError(said, code="too_many", params={"day": date_format(again_on)})
