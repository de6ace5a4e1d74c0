"""Text from a browser becomes the values of a part, with messages beside the field."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from profiles.people import pictures
from profiles.people.models import Kind
from profiles.shared import text

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile  # generic for the type checker alone
    from django.http import QueryDict


class PartForm(forms.Form):
    """What every part's form has: the version of the part it was opened on."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def keep_mine(self, version: int, **more: str) -> None:
        """Show the same again, to be sent on the version that is stored now."""
        self.data = {**cast("QueryDict", self.data).dict(), "version": str(version), **more}


class LineForm(PartForm):
    def clean_text(self) -> str:
        return text.clean_line(self.cleaned_data["text"])


class NameForm(LineForm):
    text = forms.CharField(
        label=_("Name"),
        help_text=_("As you write it, in your own script"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name", "dir": "auto"}),
        error_messages={"required": _("A page needs a name. Write the one that readers know.")},
    )
    sort_name = forms.CharField(
        label=_("Name in lists"),
        help_text=_("Family name first, as in “Kovalevskaya, Sofya”. Left empty, we guess"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def clean_text(self) -> str:
        name = super().clean_text()
        if text.is_blank(name):
            raise forms.ValidationError(_("A page needs a name. Write the one that readers know."))
        return name

    def clean_sort_name(self) -> str:
        return text.clean_line(self.cleaned_data["sort_name"])


class HeadlineForm(LineForm):
    text = forms.CharField(
        label=_("Headline"),
        help_text=_("One or two lines: what you work on, as you would say it to a colleague"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )


class PronounsForm(LineForm):
    text = forms.CharField(
        label=_("Pronouns"),
        help_text=_("In your own words, such as she/her"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


class AboutForm(PartForm):
    text = forms.CharField(
        label=_("About"),
        help_text=_(
            "Paragraphs are separated by an empty line. *Italic*, **bold**, lists and [links](https://...) work"
        ),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 14, "dir": "auto"}),
    )

    def clean_text(self) -> str:
        return text.clean_block(self.cleaned_data["text"])


TEXT_FORMS: dict[str, type[PartForm]] = {
    Kind.HEADLINE: HeadlineForm,
    Kind.PRONOUNS: PronounsForm,
    Kind.ABOUT: AboutForm,
}


class PictureForm(PartForm):
    """A new picture, or while there is one already only another description."""

    picture = forms.FileField(
        label=_("Picture"),
        help_text=_("JPEG, PNG or WebP, up to 10 MB. It is cropped to 4:5 and freed of hidden data such as the place"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={
            "empty": _("This file is empty. Choose another one."),
            "required": _("No file was chosen. Choose a picture, then save."),
        },
    )
    is_new = forms.BooleanField(required=False, widget=forms.HiddenInput)  # a file was chosen, and must come again
    alt = forms.CharField(
        label=_("What the picture shows"),
        help_text=_("One sentence for people who cannot see it"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(self, *args: Any, has_picture: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["picture"].required = not has_picture

    def keep_mine(self, version: int, **more: str) -> None:
        is_new = bool(self.cleaned_data["picture"])
        super().keep_mine(version, **more, is_new="on" if is_new else "")
        if is_new:
            self.add_error("picture", _("Choose your picture once more; a browser does not send a file twice."))

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("is_new") and not self.cleaned_data.get("picture"):
            self.add_error("picture", _("Choose your picture once more; a browser does not send a file twice."))
        return self.cleaned_data

    def clean_alt(self) -> str:
        return text.clean_line(self.cleaned_data["alt"])

    def clean_picture(self) -> "UploadedFile[bytes] | None":
        upload: UploadedFile[bytes] | None = self.cleaned_data["picture"]
        if upload and (upload.size or 0) > pictures.MAX_BYTES:
            raise forms.ValidationError(
                _("This file is larger than 10 MB. Make the picture smaller and send it again.")
            )
        return upload
