"""A picture and its description."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from profiles.people import pictures
from profiles.people.forms.part import Line, PartForm
from profiles.people.models import Kind

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile  # generic for the type checker alone


HINTS = {
    Kind.PICTURE: _("JPEG, PNG or WebP, up to 10 MB. It is cropped to 4:5 and freed of hidden data such as the place"),
    Kind.COVER: _(
        "JPEG, PNG or WebP, up to 10 MB, best 1600 by 320 pixels or larger. A strip of 5:1 is cut from its middle and "
        "freed of hidden data such as the place"
    ),
}


class PictureForm(PartForm):
    """A new picture, or while there is one already only another description."""

    file_field = "picture"

    picture = forms.FileField(
        label=_("Picture"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        error_messages={
            "empty": _("This file is empty. Choose another one."),
            "required": _("No file was chosen. Choose a picture, then save."),
        },
    )
    is_new = forms.BooleanField(required=False, widget=forms.HiddenInput)  # a file was chosen, and must come again
    alt = Line(
        label=_("What the picture shows"),
        help_text=_("One sentence for people who cannot see it"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(self, *args: Any, kind: Kind, has_picture: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["picture"].required = not has_picture
        self.fields["picture"].help_text = HINTS[kind]

    def keep_mine(self, version: int, **more: str) -> None:
        is_new = bool(self.cleaned_data["picture"])
        super().keep_mine(version, **more, is_new="on" if is_new else "")
        if is_new:
            self.add_error("picture", _("Choose your picture once more; a browser does not send a file twice."))

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("is_new") and not self.cleaned_data.get("picture"):
            self.add_error("picture", _("Choose your picture once more; a browser does not send a file twice."))
        return self.cleaned_data

    def clean_picture(self) -> "UploadedFile[bytes] | None":
        upload: UploadedFile[bytes] | None = self.cleaned_data["picture"]
        if upload and (upload.size or 0) > pictures.MAX_BYTES:
            raise forms.ValidationError(
                _("This file is larger than 10 MB. Make the picture smaller and send it again.")
            )
        return upload
