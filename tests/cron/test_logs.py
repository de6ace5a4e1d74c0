"""One JSON object per line, with facts, and without the words of libraries and faults."""

import json
import logging
import threading

from cron import logs


def test_a_line_is_an_object_with_facts(said):
    logs.say("round", wrong={"disk": "91 % used"})
    logs.warn("alert", subject="disk")
    first, second = (json.loads(line) for line in said.getvalue().splitlines())
    assert (first["message"], first["level"], first["wrong"]) == ("round", "info", {"disk": "91 % used"})
    assert (second["level"], second["subject"]) == ("warning", "disk")


def test_no_fact_breaks_a_line(said):
    logs.say("round", odd="a\nb\u2028c", place=object)
    (line,) = said.getvalue().splitlines()
    assert json.loads(line)["odd"] == "a\nb\u2028c"


def test_libraries_say_nothing(capsys, said):
    logging.getLogger("urllib3.connectionpool").warning("Retrying https://chat.example/canary")
    assert said.getvalue() == ""
    assert capsys.readouterr().err == ""


def test_a_fault_of_our_own_is_told_without_its_text(said):
    thread = threading.Thread(target=lambda: int("canary"))
    thread.start()
    thread.join()
    line = json.loads(said.getvalue())
    assert (line["level"], line["error"]) == ("error", "ValueError")
    assert any("test_logs.py" in place for place in line["passed"])
    assert "canary" not in said.getvalue()
