"""Who sees what is new, so that nobody has seen it before its owner chose."""

from django import forms
from django.utils.translation import gettext_lazy as _

from profiles.shared.visibility import Visibility


class LevelField(forms.TypedChoiceField):
    """A quiet one: most is for everyone, as is what comes without an answer."""

    is_quiet = True

    def __init__(self) -> None:
        super().__init__(
            label=_("Who sees it"),
            choices=Visibility.choices,
            coerce=Visibility,
            empty_value=Visibility.PUBLIC,
            initial=Visibility.PUBLIC,
            required=False,
        )


class NewForm(forms.Form):
    """Of what is not there yet. Later its menu asks, because an old form must not show again what was hidden."""

    visibility = LevelField()
