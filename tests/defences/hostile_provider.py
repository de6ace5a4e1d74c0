"""The provider that breaks one rule at a time: the test of each."""


def fault(name: str) -> str:
    return f"tests/accounts/test_hostile_provider.py::test_a_fault_signs_nobody_in[{name}]"
