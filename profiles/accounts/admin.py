"""What staff may look at: accounts, identities, sessions and the audit; the one change is to close an account."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from profiles.accounts import actions
from profiles.accounts.models import AuditEvent, Identity, SignedInSession, User

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin

admin.site.unregister(Group)  # nobody has rights by group


class ReadOnly(ModelAdmin):
    """Staff look, and change nothing here."""

    show_full_result_count = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return bool(request.user.is_active and request.user.is_staff)

    def has_add_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


@admin.register(User)
class UserAdmin(ReadOnly):
    list_display = ["username", "is_active", "is_staff", "joined_at", "last_login"]
    list_filter = ["is_active", "is_staff"]
    fields = ["id", "username", "is_active", "is_staff", "joined_at", "last_login"]
    search_fields = ["username__startswith"]
    ordering = ["-joined_at"]
    actions = ["deactivate"]

    @admin.action(description=_("Deactivate, and end all sessions"), permissions=["view"])
    def deactivate(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        assert isinstance(request.user, User)
        chosen = list(queryset.exclude(pk=request.user.pk))
        for user in chosen:
            actions.deactivate(user, by=request.user)
        message = ngettext("%d account is now closed.", "%d accounts are now closed.", len(chosen)) % len(chosen)
        self.message_user(request, message, messages.SUCCESS)


@admin.register(Identity)
class IdentityAdmin(ReadOnly):
    list_display = ["user", "issuer", "sub", "linked_at", "last_used_at"]
    fields = ["user", "issuer", "sub", "provider_name", "linked_at", "last_used_at"]
    search_fields = ["sub__exact", "user__username__startswith"]
    list_select_related = ["user"]


@admin.register(SignedInSession)
class SignedInSessionAdmin(ReadOnly):
    list_display = ["user", "device", "started_at", "ended_at"]
    fields = ["user", "identity", "device", "started_at", "seen_at", "ended_at"]
    search_fields = ["user__username__startswith"]
    list_select_related = ["user"]


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnly):
    list_display = ["at", "verb", "actor_id", "subject_id"]
    fields = ["at", "verb", "actor_id", "subject_id", "details"]
    list_filter = ["verb"]
    search_fields = ["actor_id__exact", "subject_id__exact"]
