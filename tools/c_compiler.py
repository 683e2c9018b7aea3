"""The C compiler for the kernels: the configured one if it works, else the one in the package ziglang.

As a program it prints what must be installed before a build, one requirement or nothing. If no requirement can help, it
says what is missing.
"""

from __future__ import annotations

import platform
import subprocess
import sys
import sysconfig
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

__all__ = ["is_working", "require_compiler", "requirements", "zig_commands"]

ZIG = "ziglang>=0.13"

NO_HEADERS = (
    "The C headers of this Python are missing ({header}): install them ({package}-dev on Debian and Ubuntu, "
    "{package}-devel on Fedora), then install Dateline again."
)
NO_COMPILER = (
    "No C compiler works here, and ziglang, which contains one, is not installed: install gcc or clang, or "
    "`python -m pip install ziglang`, then install Dateline again."
)

# Compiles and links an extension module like a kernel.
PROBE = """
import setuptools
extension = setuptools.Extension("probe", ["probe.c"])
setuptools.setup(name="probe", py_modules=[], ext_modules=[extension], script_args=["-q", "build_ext", "--inplace"])
"""
PROBE_SOURCE = """
#include <Python.h>
static struct PyModuleDef probe = {PyModuleDef_HEAD_INIT, "probe", NULL, -1, NULL};
PyMODINIT_FUNC PyInit_probe(void) { return PyModule_Create(&probe); }
"""

# Without a named processor, zig compiles for the current one, and the wheel would not run on older ones.
PROCESSORS = {"x86_64": "x86_64_v2", "amd64": "x86_64_v2"}


def requirements() -> list[str]:
    """Return the requirements of a build beside pyproject.toml's list; exit if Python's headers are missing."""
    require_headers()
    return [] if is_working() else [ZIG]


def require_headers() -> None:
    """Exit with a message if the headers of Python are missing, which every compiler needs."""
    header = Path(sysconfig.get_path("include"), "Python.h")
    if not header.exists() and not Path(sysconfig.get_path("platinclude"), "Python.h").exists():
        sys.exit(NO_HEADERS.format(header=header, package=f"python{sys.version_info[0]}.{sys.version_info[1]}"))


def require_compiler() -> None:
    """Exit with a message if neither the configured C compiler nor zig can compile an extension module."""
    require_headers()
    if not is_working():
        zig_commands()


@cache
def is_working() -> bool:
    """Return whether the configured C compiler compiles and links an extension module."""
    with TemporaryDirectory() as folder:
        Path(folder, "probe.c").write_text(PROBE_SOURCE, encoding="utf-8")
        shown = subprocess.run([sys.executable, "-c", PROBE], cwd=folder, capture_output=True, check=False)
        return shown.returncode == 0


def zig_commands() -> tuple[list[str], list[str]]:
    """Return the commands with which zig compiles and links an extension module; exit with a message without zig."""
    require_headers()
    if find_spec("ziglang") is None:
        sys.exit(NO_COMPILER)
    processor = PROCESSORS.get(platform.machine().lower(), "baseline")
    zig = [sys.executable, "-m", "ziglang", "cc", f"-mcpu={processor}"]
    shared = ["-bundle", "-undefined", "dynamic_lookup"] if sys.platform == "darwin" else ["-shared"]
    # Like CPython's extension modules; otherwise zig adds checks that abort the program.
    return [*zig, "-fPIC", "-fwrapv", "-DNDEBUG", "-fno-sanitize=undefined"], [*zig, *shared]


if __name__ == "__main__":
    sys.stdout.write("".join(f"{each}\n" for each in requirements()))
