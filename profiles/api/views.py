"""The schema, and its documentation page with self-hosted assets."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

# Swagger UI draws its icons as data: images and sets style attributes. No inline script runs, nothing comes from
# elsewhere.
DOCS_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)


class SchemaView(SpectacularAPIView):
    """OpenAPI 3.1 of this API."""

    http_method_names = ["get", "head"]

    def get_format_suffix(self, **kwargs: Any) -> str | None:
        """YAML, or `?format=json`: here alone it is a parameter."""
        return self.request.query_params.get("format")


class DocsView(SpectacularSwaggerSplitView):
    """The API to read and to try."""

    http_method_names = ["get", "head"]
    url_name = "api:schema"
    url_self = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        response.headers["Content-Security-Policy"] = DOCS_POLICY
        return response
