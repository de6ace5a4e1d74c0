"""A program changes its owner's page."""

import json

ME, MERGE = "/api/v1/me", "application/merge-patch+json"


def patch(client, document: object, etag: str = "*", content_type: str = MERGE):
    headers = {"If-Match": etag} if etag else {}
    return client.patch(ME, json.dumps(document), content_type=content_type, headers=headers)


def changed(client, parts: object) -> dict:
    answer = patch(client, {"profile": {"parts": parts}})
    assert answer.status_code == 200, answer.content
    return answer.json()["profile"]["parts"]


def refused(client, document: object) -> list[str]:
    answer = patch(client, document)
    assert answer.status_code == 422, answer.content
    return sorted(answer.json()["errors"])
