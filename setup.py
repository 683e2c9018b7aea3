"""Build the kernels, and restrict the wheel to the package. Everything else is in pyproject.toml."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from Cython.Build import cythonize
from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext
from setuptools.command.build_py import build_py

sys.path.insert(0, str(Path(__file__).resolve().parent / "tools"))
import c_compiler

# The kernels' floating point must equal Python's to the last bit, so that all engines give the same scores: no fused
# multiply-add, no -ffast-math. A wheel must run on any machine of its platform: no -march=native. Cython's loops
# compare counters and limits of different signedness.
FLAGS = ["/O2", "/fp:precise"] if os.name == "nt" else ["-O3", "-ffp-contract=off", "-g0", "-Wno-sign-compare"]
# Further flags of `make sanitize`: memory errors and undefined behaviour end the program.
SANITIZERS = ["-fsanitize=address,undefined"]
SANITIZED = ["-O1", "-g", "-fno-omit-frame-pointer", "-fno-sanitize-recover=undefined", *SANITIZERS]

# Kernels check their bounds block by block; see docs/architecture.md.
DIRECTIVES = {"boundscheck": False, "wraparound": False, "cdivision": True, "initializedcheck": False}


class PackageModules(build_py):
    """`dateline` is the root folder: include its modules, not other files."""

    def find_package_modules(self, package: str, package_dir: str) -> list[tuple[str, str, str]]:
        found = super().find_package_modules(package, package_dir)
        return [module for module in found if package != "dateline" or module[1] in ("__init__", "__main__", "cli")]


class Kernels(build_ext):
    """Compile several kernels at a time, with zig if no other C compiler works, on demand with the sanitizers."""

    user_options = [*build_ext.user_options, ("sanitize", None, "compile with ASan and UBSan")]  # noqa: RUF012
    boolean_options = [*build_ext.boolean_options, "sanitize"]  # noqa: RUF012

    def initialize_options(self) -> None:
        super().initialize_options()
        self.sanitize = False

    def finalize_options(self) -> None:
        super().finalize_options()
        self.parallel = self.parallel or True

    def build_extensions(self) -> None:
        if os.name == "posix" and not c_compiler.is_working():
            compile_with, link_with = c_compiler.zig_commands()
            self.compiler.set_executables(compiler_so=compile_with, linker_so=link_with)
            # Keep zig's cache of the C library beside the build, not in the home folder.
            for name in ("ZIG_GLOBAL_CACHE_DIR", "ZIG_LOCAL_CACHE_DIR"):
                os.environ.setdefault(name, str(Path(self.build_temp, "zig").resolve()))
        if self.sanitize:
            for extension in self.extensions:
                extension.extra_compile_args = [*extension.extra_compile_args, *SANITIZED]
                extension.extra_link_args = SANITIZERS
        super().build_extensions()


def kernels() -> list[Extension]:
    """Return an extension for every index/kernel/_*.pyx and searcher/kernel/_*.pyx."""
    sources = sorted(path.as_posix() for room in ("index", "searcher") for path in Path(room, "kernel").glob("_*.pyx"))
    headers = sorted(path.as_posix() for room in ("index", "searcher") for path in Path(room, "kernel").glob("*.h"))
    extensions = [
        Extension(
            "dateline." + source.removesuffix(".pyx").replace("/", "."),
            [source],
            extra_compile_args=FLAGS,
            include_dirs=[str(Path(source).parent), "index/kernel"],
            depends=["setup.py", *headers],  # other flags require a new build
        )
        for source in sources
    ]
    return cythonize(
        extensions,
        build_dir="build/c",
        language_level=3,
        compiler_directives=DIRECTIVES,
        quiet=True,
        nthreads=os.cpu_count() or 1,
    )


# The processes of cythonize import this file, too.
if __name__ == "__main__":
    setup(ext_modules=kernels(), cmdclass={"build_py": PackageModules, "build_ext": Kernels})
