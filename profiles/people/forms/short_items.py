"""Other names, identifiers, links and interests: items of a line or two."""

import re
from dataclasses import replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from profiles.people import identifiers, links
from profiles.people.contents import Content
from profiles.people.forms.items import AddressField, BlockField, ItemForm, LineField
from profiles.people.forms.languages import EntryLanguageForm, LanguageForm
from profiles.shared import text

INTEREST_LENGTH = 100
MOST_AT_ONCE = 50


class NameItemForm(LanguageForm, ItemForm):
    title = LineField(
        label=_("Name"),
        help_text=_("As it is written, in its own script"),
        max_length=120,
        missing=_("Write the name, with at least one letter."),
    )


class IdentifierForm(ItemForm):
    type = forms.ChoiceField(
        label=_("Kind"),
        choices=[("", "–"), *identifiers.Scheme.choices],
        error_messages={"required": _("Choose what kind of identifier it is.")},
    )
    title = forms.CharField(
        label=_("Identifier"),
        help_text=_("The number, or the address of your page there"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false", "dir": "ltr"}),
        error_messages={"required": _("Write the identifier, or copy it from your page there.")},
    )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if "type" in given and "title" in given:
            try:
                given["title"] = identifiers.stored(given["type"], given["title"])
            except ValidationError as refusal:
                self.add_error("title", refusal)
        return self.cleaned_data

    def refuse_twin(self) -> None:
        if self.cleaned_data["type"] == identifiers.Scheme.ORCID:
            self.add_error(
                "title", _("You have an ORCID iD here already. A person has one: edit it, or remove it first.")
            )
        else:
            self.add_error("title", _("This is in your list already. Write another one, or cancel."))


class LinkForm(ItemForm):
    url = AddressField(
        label=_("Address"),
        help_text=_("Beginning with https://, or as @you@server"),
        missing=_("Write the address, or copy it from your browser."),
    )
    type = forms.ChoiceField(
        label=_("What it is"),
        choices=[("", _("Guess from the address")), *links.Type.choices],
        required=False,
    )
    title = LineField(label=_("Words"), help_text=_("Shown in place of the address"), max_length=120)

    def content(self) -> Content:
        given = super().content()
        return replace(given, type=given.type or links.guessed_type(given.url))


class InterestForm(EntryLanguageForm, ItemForm):
    title = LineField(
        label=_("Interest"),
        max_length=INTEREST_LENGTH,
        missing=_("Write an interest, with at least one letter."),
    )


class InterestsForm(EntryLanguageForm, ItemForm):
    """The same for many at once, as a list from elsewhere is pasted."""

    title = BlockField(
        label=_("Interests"),
        help_text=_("One, or several separated by commas"),
        max_length=MOST_AT_ONCE * INTEREST_LENGTH,
        error_messages={"required": _("Write an interest, with at least one letter.")},
    )

    def clean_title(self) -> list[str]:
        one = LineField(max_length=INTEREST_LENGTH, missing=_("Write an interest, with at least one letter."))
        pieces = re.split(r"[,;،、\n]", self.cleaned_data["title"])
        written = [piece for piece in pieces if not text.is_blank(piece)]
        if len(written) > MOST_AT_ONCE:
            raise ValidationError(_("You can add 50 at once. Add some of these now and the others after."), code="many")
        return [one.clean(piece) for piece in written or [""]]

    def contents(self) -> list[Content]:
        given = self.cleaned_data
        return [Content(title=label, language=given["language"]) for label in given["title"]]
