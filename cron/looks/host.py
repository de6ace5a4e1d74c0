"""Looks at the machine itself, as far as a container may."""

import psutil

from cron.findings import Host


def look(disk_path: str) -> Host:
    return Host(disk=_disk(disk_path), memory=_memory(), load=_load())


def _disk(path: str) -> float | None:
    try:
        return float(psutil.disk_usage(path).percent)
    except OSError:
        return None


def _memory() -> float | None:
    try:
        return float(psutil.virtual_memory().percent)
    except (OSError, RuntimeError):
        return None


def _load() -> float | None:
    """Over five minutes."""
    try:
        return float(psutil.getloadavg()[1]) / (psutil.cpu_count() or 1)
    except OSError:
        return None
