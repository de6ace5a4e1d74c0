"""Addresses of static files."""

import json

from django.core.files.storage import storages
from django.templatetags.static import static

from profiles.shared.static_names import RememberedHashed


def test_a_file_has_the_same_address_each_time():
    assert static("icons.svg") == static("icons.svg") == "/static/icons.svg"
    assert static("css/base.css") == "/static/css/base.css"
    assert storages["staticfiles"].url("icons.svg") == "/static/icons.svg"


def test_a_hashed_file_has_the_address_of_the_manifest_each_time(tmp_path):
    manifest = {"version": "1.1", "paths": {"icons.svg": "icons.0123.svg"}, "hash": ""}
    (tmp_path / "staticfiles.json").write_text(json.dumps(manifest))
    storage = RememberedHashed(location=tmp_path, base_url="/static/")
    assert [storage.url("icons.svg"), storage.url("icons.svg")] == ["/static/icons.0123.svg"] * 2
