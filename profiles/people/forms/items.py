"""What the forms of all items share: lines of text, an organisation, dates, and the content they make."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from profiles.people import links, queries
from profiles.people.contents import Content
from profiles.people.forms.dates import PartialDateField
from profiles.people.forms.part import Block, Line, PartForm
from profiles.people.models import Item
from profiles.shared.partial_dates import PartialDate

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LINE_LENGTH = 300


class LineField(Line):
    """One line without tricks. `missing` makes it required, with at least one letter, and says so where it is not."""

    def __init__(
        self, *, missing: "str | _StrPromise | None" = None, max_length: int = LINE_LENGTH, **kwargs: Any
    ) -> None:
        self.missing = missing
        kwargs.setdefault("widget", forms.TextInput(attrs={"dir": "auto"}))
        messages = {} if missing is None else {"required": missing}
        super().__init__(max_length=max_length, required=missing is not None, error_messages=messages, **kwargs)

    def validate(self, value: str) -> None:
        super().validate(value)
        if self.missing is not None and not any(letter.isalpha() for letter in value):
            raise ValidationError(self.missing, code="required")


class BlockField(Block):
    """Two rows of lines."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}), **kwargs)


class AddressField(forms.CharField):
    """A link in the form in which it is stored."""

    def __init__(self, *, missing: "str | _StrPromise | None" = None, **kwargs: Any) -> None:
        attrs = {"inputmode": "url", "autocapitalize": "none", "spellcheck": "false", "dir": "ltr"}
        messages = {} if missing is None else {"required": missing}
        widget = forms.TextInput(attrs=attrs)
        super().__init__(
            max_length=links.MAX_LENGTH, required=missing is not None, error_messages=messages, widget=widget, **kwargs
        )

    def clean(self, value: Any) -> str:
        written: str = super().clean(value)
        return links.address(written) if written else ""


class ItemForm(PartForm):
    """Makes the content of one item; its fields bear the names of the columns."""

    def content(self) -> Content:
        given = {name: value for name, value in self.cleaned_data.items() if name in Content.__dataclass_fields__}
        return Content(**given)

    def contents(self) -> list[Content]:
        """As many as were written at once."""
        return [self.content()]

    @classmethod
    def opened(cls, item: Item) -> dict[str, Any]:
        """What the fields say when the form opens."""
        content = Content.of(item)
        return {"version": item.version, **{name: getattr(content, name) for name in Content.__dataclass_fields__}}

    def in_words(self, item: Item) -> str:
        """What is stored, line by line as the form asks for it, to be compared with what somebody else wrote."""
        stored = type(self)(initial=self.opened(item))
        said = [(field.label, _said(field)) for field in stored.visible_fields()]
        return "\n".join(
            gettext("%(field)s: %(text)s") % {"field": label, "text": words} for label, words in said if words
        )

    def refuse_twin(self) -> None:
        """Say that the same thing stands in the list already."""
        name = next(field.name for field in self.visible_fields() if field.field.required)
        self.add_error(name, _("This is in your list already. Write another one, or cancel."))

    def refuse_more(self) -> None:
        """Say that the list is full."""
        name = self.visible_fields()[0].name
        self.add_error(name, _("This list is full: it has room for 200. Remove one before you add another."))


class OrganizationForm(ItemForm):
    """An item at an organisation: chosen from the register, or in one's own words."""

    organization = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attrs = self.fields["organization_name"].widget.attrs
        attrs["data-suggest"] = reverse("people:suggest_organizations")
        attrs["data-suggest-into"] = self["organization"].auto_id

    def content(self) -> Content:
        """A forged id is no error: what was written counts as text."""
        name = self.cleaned_data["organization_name"]
        chosen = queries.organization_called(self.cleaned_data["organization"], name)
        return replace(super().content(), organization_id=chosen.pk if chosen else None)

    @classmethod
    def opened(cls, item: Item) -> dict[str, Any]:
        return {**super().opened(item), "organization": item.organization.ror if item.organization else ""}


class DatedForm(ItemForm):
    """An item that began and may have ended."""

    def clean(self) -> dict[str, Any]:
        start = PartialDate.read(self.cleaned_data.get("started_on", ""))
        end = PartialDate.read(self.cleaned_data.get("ended_on", ""))
        if start and end and end.is_before(start):
            said = _("The end is before the start, %(start)s. Change one of them, or leave the end empty.")
            self.add_error("ended_on", ValidationError(said, "order", {"start": start.words}))
        return self.cleaned_data


def start(*, missing: "str | _StrPromise | None" = None) -> PartialDateField:
    return PartialDateField(
        label=_("Start"), help_text=_("The year is enough"), required=missing is not None, missing=missing
    )


def end(hint: "str | _StrPromise") -> PartialDateField:
    return PartialDateField(label=_("End"), help_text=hint, required=False)


def organization(label: "str | _StrPromise", *, missing: "str | _StrPromise | None" = None) -> LineField:
    attrs = {"dir": "auto", "autocomplete": "off"}
    hint = _("Type to choose from the register, or write your own")
    return LineField(label=label, help_text=hint, missing=missing, widget=forms.TextInput(attrs=attrs))


def _said(field: forms.BoundField) -> str:
    value = field.initial or ""
    if isinstance(field.field, PartialDateField):
        date = PartialDate.read(value)
        return date.words if date else ""
    if isinstance(field.field.widget, forms.Select):
        return str(dict(field.field.widget.choices).get(value, value)) if value else ""
    return str(value)
