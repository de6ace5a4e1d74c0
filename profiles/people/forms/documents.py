"""The file of a curriculum vitae."""

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from profiles.people import documents
from profiles.people.forms.part import PartForm

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile  # generic for the type checker alone


class DocumentForm(PartForm):
    """A new PDF in place of the one before, if there is one."""

    file_field = "document"

    document = forms.FileField(
        label=_("CV file"),
        help_text=_(
            "PDF, up to 5 MB. It is passed on as it is, so look for what it says about you: where you live, your phone"
        ),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={
            "empty": _("This file is empty. Choose another one."),
            "required": _("No file was chosen. Choose a PDF, then save."),
        },
    )

    def keep_mine(self, version: int, **more: str) -> None:
        super().keep_mine(version, **more)
        self.add_error("document", _("Choose your file once more; a browser does not send a file twice."))

    def clean_document(self) -> "UploadedFile[bytes]":
        upload: UploadedFile[bytes] = self.cleaned_data["document"]
        if (upload.size or 0) > documents.MAX_BYTES:
            raise forms.ValidationError(_("This file is larger than 5 MB. Make it smaller and send it again."))
        return upload
