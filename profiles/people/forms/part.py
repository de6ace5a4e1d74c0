"""What the forms of all parts share."""

from typing import TYPE_CHECKING, cast

from django import forms

if TYPE_CHECKING:
    from django.http import QueryDict


class PartForm(forms.Form):
    """What every part's form has: the version of the part it was opened on."""

    file_field = ""  # the name of the field that takes a file, in forms that have one

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def keep_mine(self, version: int, **more: str) -> None:
        """Show the same again, to be sent on the version that is stored now."""
        self.data = {**cast("QueryDict", self.data).dict(), "version": str(version), **more}
