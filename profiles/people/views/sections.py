"""Sections of one's own page: their order, and those that the owner makes herself."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event

from profiles.accounts.doors import member, member_required
from profiles.people import actions, queries
from profiles.people.forms import NewSectionForm
from profiles.people.models import SECTION_KINDS, Part, Profile
from profiles.people.views.editing import PAGE_CHANGED, get_or_post, id_in, is_htmx, own_profile, part_of
from profiles.shared.ids import new_id
from profiles.shared.sentences import with_words

STEPS = {"up": -1, "down": 1}


@get_or_post
@member_required
def add_section(request: HttpRequest) -> HttpResponse:
    """The form of a new section of one's own."""
    profile = own_profile(request)
    if request.method != "POST":
        return render(request, "people/add_section.html", {"form": NewSectionForm(initial={"id": new_id()})})
    form = NewSectionForm(request.POST)
    if form.is_valid() and _is_added(profile, form, request):
        messages.success(request, with_words(_("“%(title)s” is added."), title=form.cleaned_data["title"]))
        return redirect(f"{reverse('pages:me')}#part-{form.cleaned_data['id']}")
    return render(request, "people/add_section.html", {"form": form}, status=422)


def _is_added(profile: Profile, form: NewSectionForm, request: HttpRequest) -> bool:
    given = form.cleaned_data
    try:
        place = actions.Place(given["id"], given["visibility"])
        texts = {name: given[name] for name in ("title", "text", "language")}
        actions.add_section(profile, place, **texts, by=member(request))
    except actions.TooMany:
        form.add_error(None, too_many_sections())
        return False
    except actions.Duplicate:
        form.add_error(
            "visibility", _("This section is on your page already. Its menu on My profile says who sees it.")
        )
        return False
    return True


def too_many_sections() -> str:
    most = actions.MOST_OWN_SECTIONS
    return _("You have %(most)d sections of your own, which is as many as a page can have. Remove one first.") % {
        "most": most
    }


@require_POST
@member_required
def remove_section(request: HttpRequest, slug: UUID) -> HttpResponse:
    """Take a section of one's own off the page; the history keeps it for undo. Asking twice removes once."""
    try:
        part = queries.own_part(member(request), str(slug))
    except Part.DoesNotExist:
        return redirect("pages:me")
    try:
        version = int(request.POST.get("version", ""))
        actions.remove_section(part, version=version, by=member(request))
    except ValueError:
        raise BadRequest("no version") from None
    except actions.Conflict:
        return render(request, "people/overtaken.html", {"words": part.heading}, status=409)
    change = queries.own_changes(part.profile)[0]
    said = with_words(_("“%(title)s” is removed."), title=part.title)
    messages.success(request, said, extra_tags=str(change.pk))
    return HttpResponseClientRedirect(reverse("pages:me")) if is_htmx(request) else redirect("pages:me")


@require_POST
@member_required
def move_section(request: HttpRequest, slug: str) -> HttpResponse:
    """One step up or down. With HTMX the page moves its rows itself, so that no open form among them is lost."""
    profile = own_profile(request)
    step = STEPS.get(request.POST.get("direction", ""))
    if step is None:
        raise BadRequest("no direction")
    order = [part for part in queries.visible_parts(profile).values() if part.kind in SECTION_KINDS]
    try:
        part = part_of(profile, slug)
        place = order.index(part)
    except (Part.DoesNotExist, ValueError):
        raise Http404 from None
    order.insert(min(max(place + step, 0), len(order) - 1), order.pop(place))
    try:
        actions.arrange_sections(profile, [section.pk for section in order], by=member(request))
    except actions.Conflict:
        return render(request, "people/overtaken.html", {"words": part.heading}, status=409)
    said = _moved(step, has_moved=order.index(part) != place)
    about = {"section": part.heading, "place": order.index(part) + 1, "count": len(order)}
    if not is_htmx(request):
        messages.success(request, with_words(said, **about))
        return redirect(f"{reverse('pages:me')}#part-{slug}")
    return _arranged(order, said % about)


def _moved(step: int, *, has_moved: bool) -> str:
    if not has_moved:
        return _("%(section)s stays %(place)d of %(count)d.")
    if step < 0:
        return _("%(section)s moved up, now %(place)d of %(count)d.")
    return _("%(section)s moved down, now %(place)d of %(count)d.")


def _arranged(order: list[Part], said: str) -> HttpResponse:
    """The order for js/me.js to follow, and what the live region says."""
    response = HttpResponse(status=204)
    trigger_client_event(response, "arranged", {"order": [str(part.pk) for part in order], "said": said})
    return trigger_client_event(response, PAGE_CHANGED)


@require_POST
@member_required
def arrange_sections(request: HttpRequest) -> HttpResponse:
    """The whole order at once, as dragging makes it."""
    profile = own_profile(request)
    order = [id_in(written) for written in request.POST.get("order", "").split(",")]
    try:
        actions.arrange_sections(profile, order, by=member(request))
    except actions.Conflict:
        return render(request, "people/overtaken.html", {"words": _("The order of sections")}, status=409)
    sections = {part.pk: part for part in queries.visible_parts(profile).values()}
    return _arranged([sections[pk] for pk in order], _("The new order is saved."))
