"""How an address is described for the generated schema."""

from collections.abc import Callable
from typing import Any, TypeVar

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema

from profiles.api.v1.serializers.problems import ProblemSerializer

PROBLEM = OpenApiResponse(ProblemSerializer, description="Problem details")
PROBLEM_TYPE = "application/problem+json"
IF_MATCH = OpenApiParameter("If-Match", str, OpenApiParameter.HEADER, description="the ETag of what was read")
View = TypeVar("View", bound=Callable[..., Any])


def described(
    summary: str, *, tag: str, answers: Any, refusals: tuple[int, ...] = (), **more: Any
) -> Callable[[View], View]:
    """Of an address that answers 200 so, and else as every address may, and with these refusals."""
    statuses = (400, 401, 406, 429, 503, *refusals)
    problems = {(status, PROBLEM_TYPE): PROBLEM for status in statuses}
    responses = {200: answers, **problems, **more.pop("others", {})}
    described_so: Callable[[View], View] = extend_schema(summary=summary, tags=[tag], responses=responses, **more)
    return described_so
