"""A page in the form of the API, at the page's own address."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from rest_framework.renderers import JSONRenderer

from profiles.api.v1.serializers.people import PersonSerializer
from profiles.pages.views import representations
from profiles.pages.views.representations import Form
from profiles.pages.whole import WholeProfile


@require_safe
def profile_json(request: HttpRequest, username: str) -> HttpResponse:
    """What version 1 of the API answers about this person."""
    return representations.answer(request, username, Form("json", "application/json", _written, "profile_json"))


def _written(whole: WholeProfile) -> bytes:
    return bytes(JSONRenderer().render(PersonSerializer(whole).data))
