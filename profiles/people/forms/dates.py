"""A partial date as a field: a year, then perhaps a month, then perhaps a day."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from profiles.shared.partial_dates import LAST_YEAR, PartialDate

FULL_YEAR = 1000  # less was cut off while typing
_PARTS = (_("Year"), _("Month"), _("Day"))


class PartialDateWidget(forms.MultiWidget):
    """Three labelled fields in a fieldset; the template names it."""

    template_name = "_components/partial_date.html"
    use_fieldset = True

    def __init__(self) -> None:
        number = {"inputmode": "numeric", "autocomplete": "off"}
        months = [("", "–"), *((str(month), name) for month, name in MONTHS.items())]
        widgets: dict[str, forms.Widget | type[forms.Widget]] = {
            "year": forms.TextInput(attrs={**number, "maxlength": 4}),
            "month": forms.Select(choices=months),
            "day": forms.TextInput(attrs={**number, "maxlength": 2}),
        }
        super().__init__(widgets)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for subwidget, label in zip(context["widget"]["subwidgets"], _PARTS, strict=True):
            subwidget["label"] = label
        return context

    def decompress(self, value: str | None) -> list[str]:
        date = PartialDate.read(value or "")
        if date is None:
            return ["", "", ""]
        return [str(date.year), str(date.month or ""), str(date.day or "")]


class PartialDateField(forms.MultiValueField):
    """Gives the stored form, "" where nothing is written."""

    widget = PartialDateWidget

    def __init__(self, *, missing: Any = None, **kwargs: Any) -> None:
        fields = tuple(forms.CharField(required=False, max_length=9) for _part in _PARTS)
        messages = {} if missing is None else {"required": missing}
        super().__init__(fields=fields, require_all_fields=False, error_messages=messages, **kwargs)

    def compress(self, data_list: list[str]) -> str:
        if not any(data_list):
            return ""
        year, month, day = (_number(written) for written in data_list)
        if not FULL_YEAR <= year <= LAST_YEAR:
            raise ValidationError(_("Write the year in four digits, as in 2019, or leave all three empty."), "year")
        if not month and day:
            raise ValidationError(_("A day needs its month. Choose the month, or leave the day empty."), code="month")
        if not 0 <= month <= 12:
            raise ValidationError(_("Choose a month from the list, or leave it open."), code="month")
        try:
            return str(PartialDate(year, month, day))
        except ValueError:
            raise ValidationError(
                _("There is no such day in that month. Change it, or leave the day empty."), "day"
            ) from None


def _number(written: str) -> int:
    """0 where nothing is written, -1 for what counts no year, month or day."""
    if not written:
        return 0
    return (int(written) or -1) if written.isdecimal() else -1
