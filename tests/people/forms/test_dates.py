"""The field of a partial date: read, kept while it is wrong, and opened again."""

import pytest
from django import forms
from django.core.exceptions import ValidationError

from profiles.people.forms.dates import PartialDateField


class Form(forms.Form):
    on = PartialDateField(required=False)


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        (["", "", ""], ""),
        (["2019", "", ""], "2019"),
        (["2019", "4", ""], "2019-04"),
        (["2020", "2", "29"], "2020-02-29"),
        ([" ٢٠١٩ ", "", ""], "2019"),
    ],
)
def test_a_date_is_read_as_far_as_it_is_known(written, stored):
    assert PartialDateField(required=False).clean(written) == stored


def test_a_date_that_must_be_there_says_so():
    with pytest.raises(ValidationError, match="When was it"):
        PartialDateField(missing="When was it?").clean(["", "", ""])


@pytest.mark.parametrize("stored", ["2019", "2019-04", "2019-04-30", ""])
def test_a_stored_date_opens_in_its_parts(stored):
    form = Form(initial={"on": stored})
    year, month, day = (part["value"] for part in form["on"].subwidgets[0].data["subwidgets"])
    form = Form({"on_year": year, "on_month": month[0], "on_day": day})
    assert form.is_valid()
    assert form.cleaned_data["on"] == stored


def test_parts_that_are_not_sent_are_nothing():
    form = Form({})
    assert form.is_valid()
    assert form.cleaned_data["on"] == ""
