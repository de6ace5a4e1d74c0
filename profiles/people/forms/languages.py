"""The language of a name, so that it is pronounced and set rightly."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from profiles.people import languages

_TAG = r"^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*\Z"  # BCP 47


class LanguageForm(forms.Form):
    language = forms.CharField(
        label=_("Language"),
        help_text=_("So that it is pronounced and set rightly"),
        max_length=35,
        required=False,
        validators=[RegexValidator(_TAG, _("Choose a language from the list."))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """With a language that came from elsewhere among the choices, so that saving keeps it."""
        super().__init__(*args, **kwargs)
        choices = [("", _("Not said")), *languages.choices()]
        chosen = str(self["language"].value() or "")
        if chosen not in dict(choices):
            choices.append((chosen, chosen))
        self.fields["language"].widget = forms.Select(choices=choices)
