"""Text from a browser becomes the values of a part, with messages beside the field."""

from profiles.people.forms.documents import DocumentForm
from profiles.people.forms.part import PartForm
from profiles.people.forms.pictures import PictureForm
from profiles.people.forms.texts import TEXT_FORMS, AboutForm, HeadlineForm, NameForm, PronounsForm

__all__ = [
    "TEXT_FORMS",
    "AboutForm",
    "DocumentForm",
    "HeadlineForm",
    "NameForm",
    "PartForm",
    "PictureForm",
    "PronounsForm",
]
