"""A short name for exactly this code and configuration, part of every ETag."""

import hashlib
from pathlib import Path


def fingerprint(folder: Path, commit: str, *configuration: str) -> str:
    """Twelve hex digits from the commit, or where there is none from the newest files' times, and the configuration."""
    code = commit or "".join(f"{path}{path.stat().st_mtime_ns}" for path in _files(folder))
    return hashlib.sha256("\0".join([code, *configuration]).encode()).hexdigest()[:12]


def _files(folder: Path) -> list[Path]:
    return sorted(path for suffix in ("py", "html", "css", "js", "svg", "mo") for path in folder.rglob(f"*.{suffix}"))
