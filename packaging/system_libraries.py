"""Find and install the system libraries that Qt needs on Linux.

Standard library only: it runs before the environment exists. Other systems bring
these libraries with the PySide6 wheel or with the system itself.
"""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

# Library file that Qt loads → Debian package that brings it (newer releases rename
# some packages but still answer to these names).
LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    # Windows on X11
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    # Windows on Wayland
    "libwayland-cursor.so.0": "libwayland-cursor0",
    # Printing
    "libcups.so.2": "libcups2",
}
FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))


def missing_packages() -> list[str]:
    """Return the Debian packages that this machine lacks, in install order."""
    if not sys.platform.startswith("linux"):
        return []
    missing = [package for name, package in LIBRARIES.items() if not _loads(name)]
    if not _has_fonts():
        missing.append("fonts-dejavu-core")
    if importlib.util.find_spec("ensurepip") is None:
        missing.insert(0, "python3-venv")
    return missing


def ensure_packages() -> None:
    """Install what is missing when allowed to, else say the line to type and stop."""
    missing = missing_packages()
    if not missing:
        return
    names = " ".join(missing)
    prefix = _privileged_prefix()
    if shutil.which("apt-get") is None or prefix is None:
        sys.exit(
            "Some system libraries are missing. On Debian or Ubuntu, type\n\n"
            f"    sudo apt-get update && sudo apt-get install -y {names}\n\n"
            "and start this command again. On other systems, install the packages "
            "that bring the same libraries."
        )
    print(f"Installing system libraries: {names}", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run([*prefix, "apt-get", "update", "-qq"], check=False, env=environment)
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing]
    if subprocess.run([*prefix, *install], check=False, env=environment).returncode:
        sys.exit(f"Could not install: {names}. Install them, then start again.")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _has_fonts() -> bool:
    return any(
        any(folder.rglob(pattern))
        for folder in FONT_FOLDERS
        for pattern in ("*.ttf", "*.otf")
    )


def _privileged_prefix() -> list[str] | None:
    """Return what to put before a command that changes the system, None if barred."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    allowed = subprocess.run(["sudo", "-n", "true"], check=False, capture_output=True)
    return ["sudo", "-n"] if allowed.returncode == 0 else None
