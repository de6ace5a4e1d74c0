"""What somebody types becomes a username that may be taken, or the reason of a look; or a message."""

import pytest
from django.http import QueryDict

from profiles.accounts.forms import ReasonForm, RenameForm, UsernameForm


def errors_of(user, username: str) -> dict[str, list[str]]:
    form = UsernameForm({"username": username}, user=user)
    return {
        name: [error.code for error in errors.as_data()] for name, errors in form.errors.items()
    } or form.cleaned_data


@pytest.mark.parametrize("typed", ["countess", "  Countess ", "COUNTESS"])
def test_a_free_name_is_taken_in_its_canonical_form(ada, typed):
    assert errors_of(ada.user, typed) == {"username": "countess"}


@pytest.mark.parametrize(
    ("typed", "code"),
    [("", "required"), ("x y", "malformed"), ("admin", "reserved"), ("ben", "taken"), ("x" * 40, "max_length")],
)
def test_another_name_is_refused_with_a_reason(ada, ben, typed, code):
    assert errors_of(ada.user, typed) == {"username": [code]}


def test_the_present_name_may_stay(ada):
    assert errors_of(ada.user, "ada") == {"username": "ada"}


def test_a_form_in_conflict_keeps_what_was_typed_on_the_present_name(ada):
    form = RenameForm(QueryDict("username=another&opened_with=ada"), user=ada.user)
    form.keep_mine("countess")
    assert (form["username"].value(), form["opened_with"].value()) == ("another", "countess")


def test_a_reason_is_one_line_with_a_few_letters():
    form = ReasonForm({"reason": "  She asked \n by\u202e telephone "})
    assert form.is_valid()
    assert form.cleaned_data["reason"] == "She asked by telephone"
    assert not ReasonForm({"reason": "1234567890 abcd"}).is_valid()
    assert ReasonForm({"reason": "彼女が依頼"}).is_valid()
