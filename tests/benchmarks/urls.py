"""The site's addresses, and a page that costs nothing but the way to it."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from config.urls import handler400, handler403, handler404, handler500, urlpatterns  # noqa: F401

PAGE = b"<!doctype html><title>Constant</title>" + b"<p>constant</p>" * 2000


def constant(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(PAGE)


urlpatterns = [path("constant/", constant), *urlpatterns]
