"""A browser that walks from our start through the provider to our callback and beyond."""

from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.test import Client

from profiles.accounts.models import User
from tests.providers.hostile import HostileProvider

START = "/oidc/authenticate/"
CALLBACK = "/oidc/callback/"


def query(address: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address).query))


class Browser:
    def __init__(self, provider: HostileProvider, **client: Any) -> None:
        self.provider = provider
        self.client = Client(raise_request_exception=True, **client)

    def start(self, next_path: str = "", **headers: Any) -> str:
        """Our start; answers the provider's address that the browser is sent to."""
        asked = f"?{urlencode({'next': next_path})}" if next_path else ""
        response = self.client.get(START + asked, **headers)
        assert response.status_code == 302, response.content
        return response.headers["Location"]

    def consent(self, address: str) -> str:
        """The provider's side; answers the path and query of our callback."""
        back = urlsplit(self.provider.authorize(address))
        return f"{back.path}?{back.query}"

    def begin(self, next_path: str = "") -> str:
        return self.consent(self.start(next_path))

    def get(self, address: str, **more: Any) -> Any:
        return self.client.get(address, **more)

    def sign_in(self, sub: str | None = None, *, next_path: str = "", **claims: Any) -> Any:
        if sub is not None:
            self.provider.person = {"sub": sub, "preferred_username": sub, **claims}
        return self.get(self.begin(next_path))

    def who(self) -> str:
        """The username that the site knows this browser by, or nothing."""
        answer = self.client.get("/api/v1/me")
        return answer.json()["username"] if answer.status_code == 200 else ""

    @property
    def key(self) -> str:
        return self.client.session.session_key or ""


def user_of(sub: str) -> User:
    return User.objects.get(identities__sub=sub)
