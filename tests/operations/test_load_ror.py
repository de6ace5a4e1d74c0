"""manage.py load_ror."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from profiles.operations.management.commands import load_ror
from profiles.people import organizations
from profiles.people.models import Organization, RorLoad

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def _id(number):
    digits = f"{ALPHABET[number // 32]}{ALPHABET[number % 32]}"
    return next(ror for check in range(100) if organizations.is_id(ror := f"00000{digits}{check:02}"))


def _record(number, **values):
    return {
        "id": organizations.address(_id(number)),
        "status": "active",
        "names": [{"lang": "en", "types": ["ror_display"], "value": f"Place {number}"}],
        "locations": [],
        "relationships": [],
        **values,
    }


def _dump(tmp_path, records, name="dump.json"):
    path = tmp_path / name
    path.write_text(json.dumps(records))
    return path


@pytest.fixture(autouse=True)
def small_batches(monkeypatch):
    monkeypatch.setattr(load_ror, "BATCH", 10)


def test_the_sample_is_loaded_with_its_successor(db, capsys):
    call_command("load_ror", sample=True)
    assert "52 new, 0 changed, 0 the same, 0 broken, 1 with another successor" in capsys.readouterr().out
    assert Organization.objects.get(ror="0exampe44").successor.ror == "0exam1e23"


def test_a_file_is_loaded_once_and_again_on_demand(db, tmp_path, capsys):
    path = _dump(tmp_path, [_record(1)])
    call_command("load_ror", path)
    call_command("load_ror", path)
    assert "--again loads it once more" in capsys.readouterr().out
    Organization.objects.update(city="Elsewhere")
    call_command("load_ror", path, again=True)
    assert "0 new, 1 changed" in capsys.readouterr().out
    assert Organization.objects.get().city == ""


def test_a_newer_dump_changes_what_differs_and_deletes_nothing(db, tmp_path, capsys):
    call_command("load_ror", _dump(tmp_path, [_record(1), _record(2), _record(3)]))
    capsys.readouterr()
    call_command("load_ror", _dump(tmp_path, [_record(1), _record(2, status="withdrawn")], "newer.json"))
    assert "0 new, 1 changed, 1 the same" in capsys.readouterr().out
    assert Organization.objects.count() == 3


def test_an_interrupted_load_goes_on_where_it_stopped(db, tmp_path, capsys, monkeypatch):
    path = _dump(tmp_path, [_record(number) for number in range(35)])

    def interrupted(*_):
        if RorLoad.objects.get().records == 20:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(load_ror.Command, "_progress", interrupted)
        with pytest.raises(CommandError, match="goes on where it stopped"):
            call_command("load_ror", path)
    assert Organization.objects.count() == 20
    call_command("load_ror", path)
    said = capsys.readouterr().out
    assert "Going on after 20 records" in said
    assert "15 new, 0 changed, 0 the same" in said
    assert Organization.objects.count() == 35
    assert RorLoad.objects.get().finished_at


def test_broken_records_are_named_and_counted_and_the_others_loaded(db, tmp_path, capsys):
    broken = [_record(2, id="https://ror.org/052gg0111"), "Oslo", *({"number": n} for n in range(30))]
    call_command("load_ror", _dump(tmp_path, [_record(1), *broken, _record(3)]))
    said = capsys.readouterr()
    assert "2 new, 0 changed, 0 the same, 32 broken" in said.out
    assert "Record 2 (https://ror.org/052gg0111) is left out: an id that is no ROR id." in said.err
    assert len(said.err.splitlines()) == 20


@pytest.mark.parametrize("content", ["", "words", "{}", "[]", '[{"name": "in schema 1"}]', '{"items": [1]}'])
def test_a_file_that_is_no_dump_is_one_sentence(db, tmp_path, content):
    path = tmp_path / "dump.json"
    path.write_text(content)
    with pytest.raises(CommandError, match=r"is no ROR dump in schema 2: .*\.$"):
        call_command("load_ror", path)


def test_a_file_cut_in_its_middle_keeps_what_was_done(db, tmp_path):
    path = _dump(tmp_path, [_record(number) for number in range(35)])
    path.write_text(path.read_text()[:-800])
    with pytest.raises(CommandError, match="its end is missing"):
        call_command("load_ror", path)
    assert Organization.objects.count() >= 20
    assert RorLoad.objects.get().finished_at is None


def test_a_file_that_is_not_there_is_one_sentence(db, tmp_path):
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        call_command("load_ror", tmp_path / "none.json")


def test_two_loads_do_not_run_at_once(transactional_db, tmp_path):
    path = _dump(tmp_path, [_record(1)])
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [load_ror._LOCK])
        with pytest.raises(CommandError, match="Another load is running"):
            call_command("load_ror", path)
        cursor.execute("SELECT pg_advisory_unlock(%s)", [load_ror._LOCK])
    other.close()
    call_command("load_ror", path)
    assert Organization.objects.count() == 1
