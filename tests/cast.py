"""The people in the tests: Ada owns a page, Ben and Cleo are members, a stranger is signed out."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client
from django.utils import timezone

from profiles.accounts import actions as accounts
from profiles.accounts.claims import Claims
from profiles.accounts.models import SignedInSession, User
from profiles.people import actions, queries
from profiles.people.contents import Content
from profiles.people.models import Item, Kind, Part, Profile
from profiles.shared.ids import new_id
from profiles.shared.visibility import Viewer, Visibility

ISSUER = "https://provider.example"


@dataclass
class Member:
    """A person with an account, and a browser in which she is signed in."""

    user: User
    client: Client = field(default_factory=Client)

    @property
    def profile(self) -> Profile:
        return Profile.objects.get(user=self.user)

    @property
    def viewer(self) -> Viewer:
        return Viewer.of(self.user)

    def part(self, kind: str) -> Part:
        return queries.own_part(self.user, kind)

    def write(self, kind: Kind, text: str, visibility: Visibility = Visibility.PUBLIC) -> "Member":
        part = self.part(kind)
        actions.rewrite_text(part, text=text, version=part.version, by=self.user)
        actions.show_part_to(part, visibility=visibility, by=self.user)
        return self

    def add(self, kind: Kind, *, visibility: Visibility = Visibility.PUBLIC, **content: Any) -> Item:
        place = actions.Place(new_id(), visibility)
        return actions.add_item(self.part(kind), Content(**content), place, by=self.user)

    def publish(self) -> "Member":
        actions.publish(self.profile, by=self.user)
        return self


def join(username: str, name: str = "") -> Member:
    """Somebody who has just signed in for the first time."""
    claims = Claims(issuer=ISSUER, sub=username, preferred_username=username, name=name)
    person = accounts.recognise(claims)
    member = Member(person.user)
    sign_in(member.client, member.user)
    return member


def sign_in(client: Client, user: User) -> SignedInSession:
    """As the callback does it, without a provider."""
    session = client.session
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    identity = user.identities.get()
    return SignedInSession.objects.create(
        user=user, identity=identity, session_key=session.session_key, seen_at=timezone.now()
    )
