"""Text from a browser becomes the values of a part or an item, with messages beside the field."""

from profiles.people.forms.dated_items import EducationForm, MembershipForm, PositionForm, ProjectForm, TalkForm
from profiles.people.forms.documents import DocumentForm
from profiles.people.forms.items import ItemForm
from profiles.people.forms.levels import NewForm
from profiles.people.forms.part import PartForm
from profiles.people.forms.pictures import PictureForm
from profiles.people.forms.short_items import IdentifierForm, InterestForm, InterestsForm, LinkForm, NameItemForm
from profiles.people.forms.texts import (
    TEXT_FORMS,
    DraftForm,
    HeadlineForm,
    NameForm,
    NewSectionForm,
    PronounsForm,
    ProseForm,
    SectionForm,
)
from profiles.people.models import Kind

ITEM_FORMS: dict[str, type[ItemForm]] = {
    Kind.NAMES: NameItemForm,
    Kind.IDENTIFIERS: IdentifierForm,
    Kind.LINKS: LinkForm,
    Kind.POSITIONS: PositionForm,
    Kind.EDUCATION: EducationForm,
    Kind.PROJECTS: ProjectForm,
    Kind.TALKS: TalkForm,
    Kind.INTERESTS: InterestForm,
    Kind.MEMBERSHIPS: MembershipForm,
}
_OF_NEW: dict[str, type[ItemForm]] = {**ITEM_FORMS, Kind.INTERESTS: InterestsForm}
ADD_FORMS: dict[str, type[ItemForm]] = {
    kind: type(f"New{form.__name__}", (NewForm, form), {}) for kind, form in _OF_NEW.items()
}

__all__ = [
    "ADD_FORMS",
    "ITEM_FORMS",
    "TEXT_FORMS",
    "DocumentForm",
    "DraftForm",
    "HeadlineForm",
    "ItemForm",
    "LinkForm",
    "NameForm",
    "NameItemForm",
    "NewSectionForm",
    "PartForm",
    "PictureForm",
    "PronounsForm",
    "ProseForm",
    "SectionForm",
]
