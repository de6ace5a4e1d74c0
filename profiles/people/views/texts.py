"""The name and the texts of one's own page, and who sees a part."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from profiles.accounts.doors import member_required
from profiles.people import actions
from profiles.people.forms import TEXT_FORMS, NameForm
from profiles.people.models import Kind
from profiles.people.views.editing import Given, edited, get_or_post, level_in, me, own_profile, part_of, saved


@get_or_post
@member_required
def edit_name(request: HttpRequest) -> HttpResponse:
    """The form of one's name, and of its place in lists."""
    profile = own_profile(request)
    opened = {"text": profile.display_name, "sort_name": profile.sort_name}

    def save(given: Given) -> None:
        name = {"display_name": given["text"], "sort_name": given["sort_name"]}
        actions.rewrite_name(part_of(profile, Kind.NAME), **name, version=given["version"], by=me(request))

    return edited(request, profile, Kind.NAME, NameForm, opened, save)


@get_or_post
@member_required
def edit_text(request: HttpRequest, kind: str) -> HttpResponse:
    """The form of one's headline, pronouns or about."""
    profile = own_profile(request)
    opened = {"text": part_of(profile, kind).text}

    def save(given: Given) -> None:
        actions.rewrite_text(part_of(profile, kind), text=given["text"], version=given["version"], by=me(request))

    return edited(request, profile, Kind(kind), TEXT_FORMS[kind], opened, save)


@require_POST
@member_required
def show(request: HttpRequest, kind: str) -> HttpResponse:
    """Choose who sees a part."""
    profile = own_profile(request)
    visibility = level_in(request)
    actions.show_part_to(part_of(profile, kind), visibility=visibility, by=me(request))
    said = _("%(part)s: shown to %(level)s.") % {
        "part": Kind(kind).label,
        "level": visibility.label.lower(),
    }
    return saved(request, Kind(kind), said)
