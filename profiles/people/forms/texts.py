"""The name and the texts of a page, with messages beside the field."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from profiles.people.forms.languages import LanguageForm, TextLanguageForm
from profiles.people.forms.levels import NewForm
from profiles.people.forms.part import Block, Line, PartForm
from profiles.people.models import Draft, Kind, Part

TITLE_LENGTH = 80
MOST_BRACKETS = 1000  # each may begin a link and is compared with the others: ten thousand take seconds


class NameForm(LanguageForm, PartForm):
    text = Line(
        label=_("Name"),
        help_text=_("As you write it, in your own script"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
        error_messages={"required": _("A page needs a name. Write the one that readers know.")},
    )
    sort_name = Line(
        label=_("Name in lists"),
        help_text=_("Family name first, as in “Kovalevskaya, Sofya”. Left empty, we guess"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class HeadlineForm(TextLanguageForm, PartForm):
    text = Line(
        label=_("Headline"),
        help_text=_("One or two lines: what you work on, as you would say it to a colleague"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )


class PronounsForm(PartForm):
    text = Line(
        label=_("Pronouns"),
        help_text=_("In your own words, such as she/her"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class LongText(TextLanguageForm):
    text = Block(
        label=_("Text"),
        help_text=_(
            "Paragraphs are separated by an empty line. *Italic*, **bold**, lists and [links](https://...) work"
        ),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 14, "dir": "auto"}),
    )

    def clean_text(self) -> str:
        written: str = self.cleaned_data["text"]
        if written.count("[") > MOST_BRACKETS:
            raise forms.ValidationError(_("This text has more than 1,000 opening brackets. Take some of them out."))
        return written


class TitledText(LongText):
    title = Line(
        label=_("Title"),
        help_text=_("As readers see it beside the text, such as “Teaching”"),
        max_length=TITLE_LENGTH,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": _("A section needs a title. A word or two are enough.")},
    )
    field_order = ("title", "text")


class ProseForm(LongText, PartForm):
    """A long text, of which a draft may be kept."""

    def __init__(self, *args: Any, part: Part | None = None, draft: Draft | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slug = part.slug if part else ""
        if part and not part.title:
            self.fields["text"].label = str(part.heading)
        self.draft = draft


class SectionForm(TitledText, ProseForm):
    """A section of one's own."""


class DraftForm(LongText, PartForm):
    """A long text as it is typed, perhaps before it has a title."""

    title = Line(max_length=TITLE_LENGTH, required=False)


class NewSectionForm(NewForm, TitledText):
    """The same before it is there. Its id comes with the form, so that sending it twice adds it once."""

    id = forms.UUIDField(widget=forms.HiddenInput)


TEXT_FORMS: dict[str, Callable[..., PartForm]] = {
    Kind.HEADLINE: HeadlineForm,
    Kind.PRONOUNS: PronounsForm,
    Kind.ABOUT: ProseForm,
    Kind.CUSTOM: SectionForm,
}
