"""What the monitor says while a test runs."""

import io
import logging
import threading

import pytest

from cron import logs


@pytest.fixture
def said(monkeypatch):
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)  # put back afterwards
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    stream = io.StringIO()
    logs.set_up(stream)
    return stream
