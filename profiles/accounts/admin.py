"""What staff may look at: accounts, identities, sessions, tokens, the audit; they close, reopen and revoke, no more."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import Group
from django.core.exceptions import BadRequest
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from profiles.accounts import access, actions
from profiles.accounts.doors import member
from profiles.accounts.forms import ReasonForm
from profiles.accounts.models import ApiToken, AuditEvent, Identity, SignedInSession, User

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin

admin.site.unregister(Group)  # nobody has rights by group

MOST_AT_ONCE = 100


class ReadOnly(ModelAdmin):
    """Staff look, and change nothing here."""

    show_full_result_count = False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Only what the filters beside a list ask; others reach values that the database layer cannot take."""
        return lookup in self.list_filter or lookup.removesuffix("__exact") in self.list_filter

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


class WithActions(ReadOnly):
    """Rows that something can be done to, chosen by their ids."""

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        for key in request.POST.getlist(ACTION_CHECKBOX_NAME):
            try:
                UUID(key)
            except ValueError:
                raise BadRequest from None
        return super().changelist_view(request, extra_context)


@admin.register(User)
class UserAdmin(WithActions):
    list_display = ["username", "is_active", "is_staff", "joined_at", "last_login"]
    list_filter = ["is_active", "is_staff"]
    fields = ["id", "username", "is_active", "is_staff", "joined_at", "last_login"]
    search_fields = ["username__startswith"]
    ordering = ["-joined_at"]
    actions = ["deactivate", "reactivate"]

    @admin.action(description=_("Deactivate, and end all sessions"), permissions=["view"])
    def deactivate(self, request: HttpRequest, queryset: QuerySet[User]) -> HttpResponse | None:
        """Asks first, with the list of the accounts; closes only those that stood there."""
        chosen, by = self._chosen(request, queryset.filter(is_active=True)), member(request)
        if any(not access.can_deactivate(user, by) for user in chosen):
            refusal = _("Staff cannot be closed here. Nothing was changed; choose again, without them.")
            self.message_user(request, refusal, messages.ERROR)
            return None
        if not chosen:
            return None
        if "confirmed" not in request.POST or request.POST.get("select_across") == "1":
            context = {
                **self.admin_site.each_context(request),
                "title": _("Close these accounts?"),
                "opts": self.opts,
                "users": chosen,
                "checkbox_name": ACTION_CHECKBOX_NAME,
            }
            return TemplateResponse(request, "admin/accounts/user/deactivate.html", context)
        with transaction.atomic():
            for user in chosen:
                actions.deactivate(user, by=by)
        message = ngettext("%d account is now closed.", "%d accounts are now closed.", len(chosen)) % len(chosen)
        self.message_user(request, message, messages.SUCCESS)
        return None

    @admin.action(description=_("Reactivate"), permissions=["view"])
    def reactivate(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        chosen = self._chosen(request, queryset.filter(is_active=False))
        with transaction.atomic():
            for user in chosen:
                actions.reactivate(user, by=member(request))
        if chosen:
            message = ngettext("%d account is open again.", "%d accounts are open again.", len(chosen)) % len(chosen)
            self.message_user(request, message, messages.SUCCESS)

    def _chosen(self, request: HttpRequest, queryset: QuerySet[User]) -> list[User]:
        """The accounts an action is about; none, with a message, where there is nothing to do or too much at once."""
        chosen = list(queryset[: MOST_AT_ONCE + 1])
        if not chosen:
            self.message_user(request, _("There is nothing to change in what you chose."), messages.WARNING)
        if len(chosen) > MOST_AT_ONCE:
            self.message_user(request, _("Choose at most 100 accounts at once. Nothing was changed."), messages.ERROR)
            return []
        return chosen


class WithPrivateDetails(ReadOnly):
    """A look at a row shows ids, names and days. What is private is asked for by POST, with a reason, and audited."""

    change_form_template = "admin/accounts/with_private_details.html"

    def get_urls(self) -> list[URLPattern]:
        view, name = self.admin_site.admin_view(self.private_view), f"accounts_{self.opts.model_name}_private"
        return [path("<path:object_id>/private/", view, name=name), *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), "reason_form": ReasonForm()})

    def private_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The private details of one row, for whoever gives a reason; a GET leads to the page that asks for it."""
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404
        if request.method != "POST":
            return redirect(f"admin:accounts_{self.opts.model_name}_change", row.pk)
        form = ReasonForm(request.POST)
        details: list[tuple[str, str]] = []
        if form.is_valid():
            details = actions.look_at_private_details(row, reason=form.cleaned_data["reason"], by=member(request))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Private details"),
            "opts": self.opts,
            "original": row,
            "reason_form": form,
            "details": details,
        }
        template = "admin/accounts/private_details.html"
        return TemplateResponse(request, template, context, status=422 if form.errors else 200)


@admin.register(Identity)
class IdentityAdmin(WithPrivateDetails):
    list_display = ["user", "linked_at", "last_used_at"]
    fields = ["id", "user", "linked_at", "last_used_at"]
    search_fields = ["user__username__startswith"]
    list_select_related = ["user"]


@admin.register(SignedInSession)
class SignedInSessionAdmin(WithPrivateDetails):
    list_display = ["user", "started_at", "ended_at"]
    fields = ["id", "user", "identity", "started_at", "seen_at", "ended_at"]
    search_fields = ["user__username__startswith"]
    list_select_related = ["user"]


@admin.register(ApiToken)
class ApiTokenAdmin(WithActions):
    """For a token that was seen where it should not be, known by its last letters; its owner's words stay hers."""

    list_display = ["user", "hint", "made_at", "expires_at"]
    fields = ["id", "user", "hint", "scopes", "made_at", "expires_at"]
    search_fields = ["user__username__startswith", "hint__exact"]
    list_select_related = ["user"]
    actions = ["revoke"]

    @admin.action(description=_("Revoke"), permissions=["view"])
    def revoke(self, request: HttpRequest, queryset: QuerySet[ApiToken]) -> None:
        """One at a time: a slip must not stop the programs of many."""
        chosen = list(queryset.select_related("user")[:2])
        if len(chosen) != 1:
            self.message_user(request, _("Choose one token. Nothing was changed."), messages.ERROR)
            return
        actions.revoke_token(chosen[0], by=member(request))
        self.message_user(request, _("The token is revoked."), messages.SUCCESS)


@admin.register(AuditEvent)
class AuditEventAdmin(WithPrivateDetails):
    list_display = ["at", "verb", "actor_id", "subject_id"]
    fields = ["at", "verb", "actor_id", "subject_id"]
    list_filter = ["verb"]
    search_fields = ["actor_id__exact", "subject_id__exact"]
