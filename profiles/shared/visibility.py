"""The three levels of visibility, and who is looking."""

from dataclasses import dataclass
from typing import Self
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class Visibility(models.TextChoices):
    PUBLIC = "public", _("Everyone")
    MEMBERS = "members", _("Members")
    ME = "me", _("Only me")


@dataclass(frozen=True)
class Viewer:
    """The one looking: signed out, signed in, and perhaps the owner of what is looked at."""

    user_id: UUID | None = None
    is_member: bool = False

    @classmethod
    def of(cls, user: AbstractBaseUser | AnonymousUser) -> Self:
        return cls(user_id=user.pk, is_member=True) if user.is_authenticated else cls()

    @property
    def levels(self) -> tuple[Visibility, ...]:
        """What this viewer may see of other people's pages."""
        return (Visibility.PUBLIC, Visibility.MEMBERS) if self.is_member else (Visibility.PUBLIC,)


STRANGER = Viewer()
MEMBER = Viewer(is_member=True)
