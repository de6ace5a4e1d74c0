"""The language of a name, an entry or a text, so that it is pronounced and set rightly."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from profiles.people import languages

_TAG = r"^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*\Z"  # BCP 47


class LanguageField(forms.CharField):
    """One of the languages we know, or a tag from elsewhere. `unsaid` are the words for none; a quiet one is small."""

    def __init__(self, *, unsaid: Any, is_quiet: bool = False, **kwargs: Any) -> None:
        self.unsaid = unsaid
        self.is_quiet = is_quiet
        validators = [RegexValidator(_TAG, _("Choose a language from the list."))]
        super().__init__(max_length=35, required=False, validators=validators, **kwargs)

    def offer(self, chosen: str) -> None:
        """With a language that came from elsewhere among the choices, so that saving keeps it."""
        choices = [("", self.unsaid), *languages.choices()]
        if chosen not in dict(choices):
            choices.append((chosen, chosen))
        self.widget = forms.Select(choices=choices)


class LanguageForm(forms.Form):
    """Of a name, which it concerns most."""

    language = LanguageField(
        label=_("Language"), help_text=_("So that it is pronounced and set rightly"), unsaid=_("Not said")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """The question comes last."""
        super().__init__(*args, **kwargs)
        field = self.fields["language"] = self.fields.pop("language")
        field.offer(str(self["language"].value() or ""))  # type: ignore[attr-defined]  # of LanguageField


class EntryLanguageForm(LanguageForm):
    """Of an item, in few words: most need no answer."""

    language = LanguageField(label=_("Language of this entry"), unsaid=_("As the page"), is_quiet=True)


class TextLanguageForm(LanguageForm):
    """The same of a text."""

    language = LanguageField(label=_("Language of this text"), unsaid=_("As the page"), is_quiet=True)
