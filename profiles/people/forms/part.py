"""What the forms of all parts share."""

from typing import TYPE_CHECKING, Any, cast

from django import forms

from profiles.shared import text

if TYPE_CHECKING:
    from django.http import QueryDict


class Line(forms.CharField):
    """One line without tricks, measured as it is stored: NFC can make a text longer. A NUL is left for its refusal.

    A line of which nothing would be seen is an empty one.
    """

    def to_python(self, value: Any) -> str:
        written = super().to_python(value) or ""
        line = written if "\0" in written else text.clean_line(written)
        return "" if text.is_blank(line) else line


class Block(forms.CharField):
    """The same for several lines, each of whose breaks a browser sends as two characters."""

    def to_python(self, value: Any) -> str:
        written = super().to_python(value) or ""
        return written if "\0" in written else text.clean_block(written)


class PartForm(forms.Form):
    """What every part's form has: the version of the part it was opened on."""

    file_field = ""  # the name of the field that takes a file, in forms that have one

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)

    def keep_mine(self, version: int, **more: str) -> None:
        """Show the same again, to be sent on the version that is stored now."""
        self.data = {**cast("QueryDict", self.data).dict(), "version": str(version), **more}
