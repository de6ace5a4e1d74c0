"""How a page is found from outside."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReachForm(forms.Form):
    is_indexable = forms.TypedChoiceField(
        label=_("Search engines"),
        help_text=_("A page that is not listed can still be opened by everybody who has its address."),
        choices=[("yes", _("may list my page")), ("no", _("are asked not to list my page"))],
        coerce=lambda written: written == "yes",
    )
    has_webfinger = forms.TypedChoiceField(
        label=_("Other servers that look for me by a handle (WebFinger)"),
        help_text=_("They are told the address of your page and of your public portrait, and nothing else."),
        choices=[("yes", _("are told where my page is")), ("no", _("are told nothing"))],
        coerce=lambda written: written == "yes",
    )
