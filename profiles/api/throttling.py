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
        who = (str(request.user.pk), client_address.of(request))
        try:
            rate_limits.check("api", *who)
        except rate_limits.TooMany as refusal:
            self.retry_after = refusal.retry_after
            return False
        finally:
            # For the middleware that writes it into the answer's headers, a refusal's too.
            request._request.api_standing = rate_limits.standing("api", *who)  # type: ignore[attr-defined]  # our own
        return True

    def wait(self) -> float | None:
        return self.retry_after
