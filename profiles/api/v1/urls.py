"""Addresses of version 1."""

from django.urls import path

from profiles.api.v1.views import lookup, me, people, registers, search

urlpatterns = [
    path("me", me.me, name="me"),
    path("people", people.people, name="people"),
    path("people:lookup", lookup.lookup, name="lookup"),
    path("people/<str:username>", people.person, name="person"),
    path("affiliations", people.affiliations, name="affiliations"),
    path("organizations", registers.organizations, name="organizations"),
    path("interests", registers.interests, name="interests"),
    path("search/suggest", search.suggest, name="suggest"),
    path("facets", search.facets, name="facets"),
    path("changes", registers.changes, name="changes"),
]
