"""The name and the texts of one's own page, their drafts, and who sees a part."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from profiles.accounts.doors import member, member_required
from profiles.people import actions, queries
from profiles.people.forms import TEXT_FORMS, DraftForm, NameForm
from profiles.people.models import MARKDOWN_KINDS, Draft, Kind, Part
from profiles.people.views.editing import (
    Given,
    MakesForm,
    edited,
    get_or_post,
    gone,
    level_in,
    own_profile,
    part_of,
    saved,
)
from profiles.shared.sentences import with_words


@get_or_post
@member_required
def edit_name(request: HttpRequest) -> HttpResponse:
    """The form of one's name, and of its place in lists."""
    profile = own_profile(request)
    opened = {"text": profile.display_name, "sort_name": profile.sort_name, "language": profile.language}

    def save(given: Given) -> None:
        name = {"display_name": given["text"], "sort_name": given["sort_name"], "language": given["language"]}
        actions.rewrite_name(part_of(profile, Kind.NAME), **name, version=given["version"], by=member(request))

    return edited(request, profile, Kind.NAME, NameForm, opened, save)


@get_or_post
@member_required
def edit_text(request: HttpRequest, slug: str) -> HttpResponse:
    """The form of one's headline, pronouns, about, or a section of one's own."""
    profile = own_profile(request)

    def save(given: Given) -> None:
        text = {"text": given["text"], "title": given.get("title", ""), "language": given.get("language")}
        actions.rewrite_text(part_of(profile, slug), **text, version=given["version"], by=member(request))

    try:
        part = part_of(profile, slug)
        draft = queries.draft_of(part) if part.kind in MARKDOWN_KINDS else None
        return edited(request, profile, slug, _form(part, draft), _opened(part, draft), save)
    except Part.DoesNotExist:
        return gone(request, is_section=True)


def _form(part: Part, draft: Draft | None) -> MakesForm:
    form = TEXT_FORMS[part.kind]
    return partial(form, part=part, draft=draft) if part.kind in MARKDOWN_KINDS else form


def _opened(part: Part, draft: Draft | None) -> Given:
    """A draft is saved on the version it was begun on, so that nothing stored since is overwritten unseen."""
    stored = {"text": part.text, "title": part.title, "language": part.language}
    if draft is None:
        return stored
    return {**stored, "text": draft.text, "title": draft.title or part.title, "version": draft.version}


@require_POST
@member_required
def keep_draft(request: HttpRequest, slug: str) -> HttpResponse:
    """What is typed so far in the form of a long text."""
    form = DraftForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    typed = {name: form.cleaned_data[name] for name in ("text", "title", "version")}
    try:
        actions.keep_draft(queries.own_part(member(request), slug), **typed, by=member(request))
    except Part.DoesNotExist:
        raise Http404 from None
    return HttpResponse(status=204)


@require_POST
@member_required
def discard_draft(request: HttpRequest, slug: str) -> HttpResponse:
    """Go back to the saved text."""
    try:
        actions.discard_draft(queries.own_part(member(request), slug), by=member(request))
    except Part.DoesNotExist:
        raise Http404 from None
    return redirect("people:edit", slug)


@require_POST
@member_required
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose who sees a part."""
    profile = own_profile(request)
    visibility = level_in(request)
    try:
        part = part_of(profile, slug)
        actions.show_part_to(part, visibility=visibility, by=member(request))
    except Part.DoesNotExist:
        raise Http404 from None
    said = with_words(_("%(part)s: shown to %(level)s."), part=part.heading, level=visibility.label)
    return saved(request, slug, said)
