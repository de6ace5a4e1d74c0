"""Who somebody is: the user, names once given, identities at providers, sessions, tokens, the audit."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from profiles.accounts import api_tokens, usernames
from profiles.shared.ids import new_id

# PRIVATE names what staff see of a row only with a reason, which is written down.


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username=usernames.canonical(username or ""))


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account. Nothing about the person beyond username and language stands here."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(
        _("username"), max_length=usernames.MAX_LENGTH, unique=True, validators=[RegexValidator(usernames.PATTERN)]
    )
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("staff"), default=False)
    joined_at = models.DateTimeField(_("joined at"), auto_now_add=True)
    # Of the site's own words; empty follows the browser. A database default, for processes that do not know it yet.
    language = models.CharField(_("language"), max_length=10, blank=True, default="", db_default="")

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(username=Lower("username")), name="username_is_lower"),
            models.CheckConstraint(
                condition=models.Q(username__regex=usernames.PATTERN), name="username_is_well_formed"
            ),
        ]

    def __str__(self) -> str:
        return self.username


class UsernameHistory(models.Model):
    """Every username ever given, the present ones too: so none is ever given to a second person."""

    username = models.CharField(primary_key=True, max_length=usernames.MAX_LENGTH)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="username_history")
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "username history"

    def __str__(self) -> str:
        return self.username


class Identity(models.Model):
    """A person at an OpenID provider, known by issuer and subject alone, compared exactly."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="identities")
    issuer = models.CharField(max_length=500)
    sub = models.CharField(max_length=255)
    provider_name = models.CharField(max_length=200, blank=True)
    asserted_email = models.CharField(max_length=320, blank=True)
    linked_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField()

    PRIVATE: ClassVar = ("issuer", "sub", "provider_name", "asserted_email")

    class Meta:
        verbose_name_plural = "identities"
        constraints = [models.UniqueConstraint(fields=["issuer", "sub"], name="one_identity_per_issuer_and_sub")]

    def __str__(self) -> str:
        return str(self.id)  # never who it is: this stands in titles, lists and logs


class SignedInSession(models.Model):
    """One browser signed in. While this row is live, and only then, its session counts as signed in."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="signed_in_sessions")
    identity = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="signed_in_sessions")
    sid = models.CharField(max_length=255, blank=True)
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(max_length=200, blank=True)
    started_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True, db_index=True)

    PRIVATE: ClassVar = ("device",)

    def __str__(self) -> str:
        return str(self.id)


class ApiToken(models.Model):
    """What a program of the user's is known by, and what it may do. Of its text only a digest is kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=api_tokens.HINT_LENGTH, help_text="its last letters")
    scopes = ArrayField(models.CharField(max_length=40, choices=api_tokens.Scope))
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    last_used_on = models.DateField(null=True, help_text="as far as a change told; reading is noted in the cache")

    def __str__(self) -> str:
        return str(self.id)

    @property
    def permissions(self) -> list[str]:
        """What it may do, in words."""
        return [str(api_tokens.Scope(scope).label) for scope in self.scopes]


class AuditEvent(models.Model):
    """Who changed what, written in the same transaction; the database refuses to change or delete a row."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor_id = models.UUIDField(null=True)
    verb = models.CharField(max_length=60)
    subject_id = models.UUIDField(db_index=True)
    details = models.JSONField(default=dict)

    PRIVATE: ClassVar = ("details",)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_id}"
