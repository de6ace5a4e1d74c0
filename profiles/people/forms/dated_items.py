"""Positions, education, memberships, projects and talks."""

from django.utils.translation import gettext_lazy as _

from profiles.people.forms.dates import PartialDateField
from profiles.people.forms.items import (
    AddressField,
    BlockField,
    DatedForm,
    ItemForm,
    LineField,
    OrganizationForm,
    end,
    organization,
    start,
)
from profiles.people.forms.languages import EntryLanguageForm


class PositionForm(EntryLanguageForm, OrganizationForm, DatedForm):
    title = LineField(
        label=_("Role"),
        help_text=_("As it should read on your page"),
        missing=_("A position needs a role, with at least one letter."),
    )
    organization_name = organization(
        _("Organisation"), missing=_("A position needs an organisation, with at least one letter.")
    )
    detail = LineField(label=_("Department"))
    started_on = start(missing=_("When did it begin? The year is enough."))
    ended_on = end(_("Leave empty if you still hold it"))


class EducationForm(EntryLanguageForm, OrganizationForm, DatedForm):
    title = LineField(
        label=_("Degree"),
        help_text=_("As it should read on your page, such as “PhD in History”"),
        missing=_("Write the degree, or what you studied, with at least one letter."),
    )
    organization_name = organization(_("Where"), missing=_("Write where you studied, with at least one letter."))
    detail = LineField(label=_("Thesis or subject"))
    started_on = start()
    ended_on = end(_("The year of the degree is enough; leave empty while you study"))


class MembershipForm(EntryLanguageForm, OrganizationForm, DatedForm):
    organization_name = organization(
        _("Organisation"), missing=_("Write what you are a member of, with at least one letter.")
    )
    title = LineField(label=_("Role"), help_text=_("Such as “Fellow” or “Chair”, if there is one"))
    started_on = start()
    ended_on = end(_("Leave empty while you are a member"))


class ProjectForm(EntryLanguageForm, DatedForm):
    title = LineField(label=_("Title"), missing=_("A project needs a title, with at least one letter."))
    organization_name = LineField(label=_("With whom"), help_text=_("People and organisations, in your own words"))
    text = BlockField(label=_("What it is about"), max_length=2000, required=False)
    url = AddressField(label=_("Address"), help_text=_("Of its page, beginning with https://"))
    started_on = start()
    ended_on = end(_("Leave empty while it lasts"))


class TalkForm(EntryLanguageForm, ItemForm):
    title = LineField(label=_("Title"), missing=_("A talk needs a title, with at least one letter."))
    detail = LineField(label=_("Occasion and place"))
    url = AddressField(
        label=_("Address"), help_text=_("Of slides, a recording or a programme, beginning with https://")
    )
    started_on = PartialDateField(label=_("Date"), help_text=_("The year is enough"), required=False)
