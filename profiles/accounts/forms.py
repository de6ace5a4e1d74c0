"""The form for the one choice of a username."""

from django import forms
from django.utils.translation import gettext_lazy as _

from profiles.accounts import queries, usernames
from profiles.accounts.models import User


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


def taken() -> forms.ValidationError:
    return forms.ValidationError(_("Somebody else has this name. Choose another."), code="taken")
