"""Packages from npm that tests need, each in one version, fetched once and kept in the system's temporary folder."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path


class Missing(Exception):
    """A package cannot be had here; the message says why."""


def package(name: str, version: str) -> Path:
    """The folder of a package.

    Raises:
        Missing: There is no node, no npm, or no way to the package.
    """
    for tool in ("node", "npm"):
        if shutil.which(tool) is None:
            raise Missing(f"{tool} is not installed")
    kept = Path(tempfile.gettempdir()) / f"holdup-{name}-{version}"
    folder = kept / "node_modules" / name
    if not folder.exists():
        fresh = Path(tempfile.mkdtemp(prefix="holdup-npm-"))
        command = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(fresh)]
        try:
            subprocess.run([*command, f"{name}@{version}"], check=True, capture_output=True, timeout=60)
            fresh.rename(kept)
        except (subprocess.SubprocessError, OSError):
            shutil.rmtree(fresh, ignore_errors=True)  # no network, or another test was quicker
        if not folder.exists():
            raise Missing(f"npm cannot install {name} {version}")
    return folder
