"""Build and find the project's own Python environment, ``.venv``.

Standard library only: it runs before the environment exists.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "packaging" / "requirements.lock"
VENV = ROOT / ".venv"
STAMP = VENV / "kpidesk-environment.txt"


def program(name: str) -> str:
    """Return the path of a program of the environment, such as ``python``."""
    folder, suffix = ("Scripts", ".exe") if os.name == "nt" else ("bin", "")
    return str(VENV / folder / f"{name}{suffix}")


def ensure_environment() -> None:
    """Build ``.venv`` from the lock, unless it is there and the lock has not changed.

    The package itself is installed editable, so that edits need no new installation.
    """
    wanted = _fingerprint()
    if STAMP.is_file() and STAMP.read_text(encoding="utf-8") == wanted:
        return
    if not _runs(program("python")):
        print("Making .venv", flush=True)
        _check([sys.executable, "-m", "venv", "--clear", str(VENV)])
    pip = [program("python"), "-m", "pip", "--disable-pip-version-check", "install"]
    print("Installing the locked packages into .venv", flush=True)
    # The lock is complete. Were pip to follow dependencies again, an extra such as
    # ``coverage[toml]`` would make it look at releases newer than the lock, and fail.
    wheels = ["--no-deps", "--require-hashes", "--only-binary", ":all:"]
    _check([*pip, "-q", *wheels, "-r", str(LOCK)])
    _check([*pip, "-q", "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])
    compile_package()
    STAMP.write_text(wanted, encoding="utf-8")


def compile_package() -> None:
    """Compile the package, as pip does with what it installs, for a quick first start.

    Python compiles anew by itself what is changed later.
    """
    print("Compiling the package", flush=True)
    command = [program("python"), "-m", "compileall", "-q", "-j", "0", "kpidesk"]
    # Where nothing can be written, the program starts all the same.
    subprocess.run(command, check=False, cwd=ROOT)


def write_lock() -> None:
    """Make the lock anew: the newest allowed versions, with hashes, wheels only."""
    tools = ROOT / "build" / "lock-tools"
    python = tools / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.exists():
        _check([sys.executable, "-m", "venv", str(tools)])
    _check([str(python), "-m", "pip", "install", "-q", "--upgrade", "uv"])
    command = [str(python), "-m", "uv", "pip", "compile", "pyproject.toml"]
    # No index or folder of this machine may end up in the lock.
    command += ["--no-emit-index-url", "--no-emit-find-links", "--no-annotate"]
    command += ["--extra", "dev", "--universal", "--generate-hashes", "--upgrade"]
    command += ["--only-binary", ":all:", "--python-version", "3.11", "--quiet"]
    command += ["--custom-compile-command", "python3 packaging/dev.py lock"]
    _check([*command, "--output-file", str(LOCK)])


def _fingerprint() -> str:
    """Describe what the environment is made from: lock, scripts, Python, place."""
    digest = hashlib.sha256(LOCK.read_bytes())
    digest.update((ROOT / "pyproject.toml").read_bytes())
    return f"{digest.hexdigest()} {sys.version_info[:2]} {VENV}\n"


def _runs(python: str) -> bool:
    """Tell whether the environment's Python starts and is of our own version."""
    code = "import sys; print(sys.version_info[:2])"
    try:
        answer = subprocess.run(
            [python, "-c", code], check=False, capture_output=True, text=True
        )
    except OSError:
        return False
    return answer.stdout.strip() == str(sys.version_info[:2])


def _check(command: list[str]) -> None:
    if subprocess.run(command, check=False, cwd=ROOT).returncode:
        sys.exit(f"This command failed: {' '.join(command)}")
