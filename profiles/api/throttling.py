"""The API's limit, per account and address."""

from typing import TYPE_CHECKING

from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from profiles.shared import client_address, rate_limits

if TYPE_CHECKING:
    from rest_framework.views import APIView  # which itself imports what the settings name


class ApiThrottle(BaseThrottle):
    retry_after: int | None = None

    def allow_request(self, request: Request, view: "APIView") -> bool:
        try:
            rate_limits.check("api", str(request.user.pk), client_address.of(request))
        except rate_limits.TooMany as refusal:
            self.retry_after = refusal.retry_after
            return False
        return True

    def wait(self) -> float | None:
        return self.retry_after
