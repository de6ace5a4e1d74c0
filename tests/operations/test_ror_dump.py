"""The dump as a stream, from a zip or as it is."""

import json
import zipfile

import pytest

from profiles.operations import ror_dump
from profiles.operations.ror_dump import NoDump


def _records(path):
    with ror_dump.opened(path) as dump:
        return list(dump.records())


def _zip(path, **members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in members.items():
            packed.writestr(name.replace("__", "."), text)
    return path


def test_a_json_file_is_read_to_its_last_byte(tmp_path):
    path = tmp_path / "dump.json"
    path.write_text('[{"id": 1}, {"id": 2.5}]')
    with ror_dump.opened(path) as dump:
        assert list(dump.records()) == [{"id": 1}, {"id": 2.5}]
        assert dump.read_bytes == dump.size == path.stat().st_size


def test_schema_2_is_chosen_where_both_are_in_the_zip(tmp_path):
    old, new = json.dumps([1]), json.dumps([2])
    both = {"v1-ror-data__json": old, "v1-ror-data_schema_v2__json": new, "v1-ror-data_schema_v2__csv": "id"}
    assert _records(_zip(tmp_path / "both.zip", **both)) == [2]
    assert _records(_zip(tmp_path / "new.zip", **{"v2-ror-data__csv": "id", "v2-ror-data__json": new})) == [2]


@pytest.mark.parametrize("text", ["", "no json", '[{"id": 1}, {"id"', '[{"id": 1}', '[{"id": 1}, 1e', b'["\xff"]'])
def test_what_is_cut_or_no_json_is_no_dump(tmp_path, text):
    path = tmp_path / "dump.json"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(NoDump):
        _records(path)


def test_a_zip_without_json_or_damaged_is_no_dump(tmp_path):
    with pytest.raises(NoDump):
        _records(_zip(tmp_path / "empty.zip", readme__txt="x"))
    whole = _zip(tmp_path / "whole.zip", a__json=json.dumps(list(range(20_000))))
    data = bytearray(whole.read_bytes())
    data[2_000:2_200] = b"\0" * 200
    whole.write_bytes(data)
    with pytest.raises(NoDump):
        _records(whole)


def test_a_digest_tells_files_apart(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).write_text(name)
    assert ror_dump.digest(tmp_path / "a") != ror_dump.digest(tmp_path / "b")
    assert len(ror_dump.digest(tmp_path / "a")) == 64


@pytest.mark.parametrize(("at_local", "at_central", "value"), [(6, 8, 1), (8, 10, 99)], ids=["locked", "packed oddly"])
def test_a_zip_that_cannot_be_unpacked_is_no_dump(tmp_path, at_local, at_central, value):
    path = _zip(tmp_path / "dump.zip", v__json="[]")
    content = bytearray(path.read_bytes())
    content[at_local] = content[content.find(b"PK\x01\x02") + at_central] = value
    path.write_bytes(content)
    with pytest.raises(NoDump, match="the zip is"):
        _records(path)
