"""The items of a part: positions, talks, links, names and the like, all in one table."""

from django.db import models
from django.db.models.functions import Left
from django.utils.translation import gettext_lazy as _

from profiles.people.models.organizations import Organization
from profiles.people.models.parts import LIST_KINDS, Kind, Part
from profiles.shared.ids import new_id
from profiles.shared.partial_dates import PATTERN
from profiles.shared.visibility import Visibility


class Source(models.TextChoices):
    MEMBER = "member", _("you")
    IMPORT = "import", _("an import")
    STAFF = "staff", _("the people who run this site")


class Item(models.Model):
    """One line of a part. Which columns count depends on the kind:

    position, education   title (role, degree), organization or organization_name, detail (department, thesis), dates
    membership            title (role), organization or organization_name, dates
    project               title, organization_name (with whom), url, text, dates
    talk                  title, detail (occasion and place), url, started_on
    interest              title (the label)
    link                  type, title (its words), url
    identifier            type, title (the value in its stored form)
    other name            title

    All but links and identifiers may say their language.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.label) for kind in LIST_KINDS])
    position = models.PositiveSmallIntegerField(default=0)
    visibility = models.CharField(max_length=7, choices=Visibility, default=Visibility.PUBLIC)
    version = models.PositiveIntegerField(default=1)
    source = models.CharField(max_length=6, choices=Source, default=Source.MEMBER)
    created_at = models.DateTimeField(auto_now_add=True)
    modified_at = models.DateTimeField(auto_now=True)
    type = models.CharField(max_length=20, blank=True, help_text="of a link or an identifier")
    title = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=35, blank=True, help_text="of title, detail and text, as BCP 47")
    key = models.CharField(max_length=2100, blank=True, help_text="equal in two that are the same thing")
    organization = models.ForeignKey(Organization, on_delete=models.SET_NULL, null=True, related_name="items")
    organization_name = models.CharField(max_length=300, blank=True, help_text="as the person writes it")
    detail = models.CharField(max_length=300, blank=True)
    url = models.CharField(max_length=2000, blank=True)
    text = models.CharField(max_length=2000, blank=True)
    started_on = models.CharField(max_length=10, blank=True, help_text="a partial date, such as 2019-04")
    ended_on = models.CharField(max_length=10, blank=True, help_text="a partial date; empty while it lasts")
    verified_at = models.DateTimeField(null=True, help_text="when the page that a link leads to was seen to lead back")
    checked_at = models.DateTimeField(null=True, help_text="when somebody was last sent to look")

    class Meta:
        indexes = [
            models.Index(fields=["checked_at"], name="link_by_check", condition=models.Q(kind=Kind.LINKS)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["part", "key"], name="one_item_of_a_key", condition=~models.Q(key="")),
            models.CheckConstraint(condition=models.Q(kind__in=LIST_KINDS), name="an_item_is_of_a_list"),
            models.CheckConstraint(
                condition=models.Q(started_on__regex=PATTERN, ended_on__regex=PATTERN), name="dates_are_partial_dates"
            ),
            models.CheckConstraint(
                condition=models.Q(ended_on="") | models.Q(ended_on__gte=Left("started_on", 4)),
                name="an_end_is_not_years_before_its_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"

    @property
    def is_other_name(self) -> bool:
        return self.kind == Kind.NAMES
