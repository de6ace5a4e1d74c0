"""The circuit: three failures in five seconds, five seconds of rest, one probe."""

import threading

import pytest

from profiles.shared import circuit as module
from profiles.shared.circuit import Circuit


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    return clock


@pytest.fixture
def opened(clock) -> Circuit:
    circuit = Circuit()
    for _ in range(3):
        circuit.failed()
    return circuit


def test_a_new_circuit_lets_calls_through(clock):
    assert Circuit().allows()


def test_two_failures_change_nothing(clock):
    circuit = Circuit()
    circuit.failed()
    circuit.failed()
    assert circuit.allows()


def test_the_third_failure_within_five_seconds_opens_it(opened):
    assert not opened.allows()


def test_failures_further_apart_do_not_open_it(clock):
    circuit = Circuit()
    for _ in range(10):
        circuit.failed()
        clock.now += 2.6
    assert circuit.allows()


def test_a_success_between_failures_starts_the_count_again(clock):
    circuit = Circuit()
    circuit.failed()
    circuit.failed()
    circuit.succeeded()
    circuit.failed()
    assert circuit.allows()


def test_it_stays_open_for_five_seconds(opened, clock):
    clock.now += 4.9
    assert not opened.allows()


def test_after_five_seconds_exactly_one_call_may_probe(opened, clock):
    clock.now += 5
    assert opened.allows()
    assert not opened.allows()


def test_a_failed_probe_opens_it_for_another_five_seconds(opened, clock):
    clock.now += 5
    assert opened.allows()
    clock.now += 0.5
    opened.failed()
    clock.now += 4.9
    assert not opened.allows()
    clock.now += 0.1
    assert opened.allows()


def test_a_probe_that_never_answers_is_followed_by_another(opened, clock):
    clock.now += 5
    assert opened.allows()
    clock.now += 5
    assert opened.allows()


def test_a_probe_that_succeeds_closes_it(opened, clock):
    clock.now += 5
    assert opened.allows()
    opened.succeeded()
    assert [opened.allows() for _ in range(5)] == [True] * 5


def test_after_closing_it_takes_three_failures_again(opened, clock):
    clock.now += 5
    opened.allows()
    opened.succeeded()
    opened.failed()
    assert opened.allows()


def test_of_many_threads_one_probes(opened, clock):
    clock.now += 5
    together, answers = threading.Barrier(8), []

    def ask() -> None:
        together.wait()
        answers.append(opened.allows())

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(answers) == 1
