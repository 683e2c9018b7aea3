"""Builds the kernels, and keeps the wheel to what belongs in it. All else is in pyproject.toml."""

from __future__ import annotations

import os
from pathlib import Path

from Cython.Build import cythonize
from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext
from setuptools.command.build_py import build_py

# The kernels' floating point must equal Python's to the last bit, so that the plain twins give the same scores:
# no fused multiply-add, no -ffast-math; and a wheel must run on any machine of its platform: no -march=native.
FLAGS = ["/O2", "/fp:precise"] if os.name == "nt" else ["-O3", "-ffp-contract=off", "-g0"]

# Kernels check their bounds block by block, by hand; see docs/architecture.md.
DIRECTIVES = {"boundscheck": False, "wraparound": False, "cdivision": True, "initializedcheck": False}

NO_COMPILER = """
%s could not be compiled (%s).
Dateline is installed all the same and gives the same answers, slowly, from plain Python.
For speed, install a C compiler and install Dateline again.
"""


class ModulesOfThePackage(build_py):
    """`dateline` is the root folder: take its modules, not whatever else lies there."""

    def find_package_modules(self, package: str, package_dir: str) -> list[tuple[str, str, str]]:
        found = super().find_package_modules(package, package_dir)
        return [module for module in found if package != "dateline" or module[1] in ("__init__", "__main__", "cli")]


class KernelsWhereTheyCompile(build_ext):
    """Says it when a kernel does not compile, and leaves no older build of it behind to be used instead."""

    def finalize_options(self) -> None:
        super().finalize_options()
        self.parallel = self.parallel or True

    def build_extension(self, extension: Extension) -> None:
        try:
            super().build_extension(extension)
        except Exception as error:
            built = self.get_ext_filename(extension.name)
            for place in (Path(self.build_lib, built), Path(built.removeprefix("dateline" + os.sep))):
                place.unlink(missing_ok=True)
            self.warn(NO_COMPILER % (extension.name, error))
            raise  # setuptools lets an optional extension go


def kernels() -> list[Extension]:
    """Return an extension for every index/kernel/_*.pyx and searcher/kernel/_*.pyx."""
    sources = sorted(path.as_posix() for room in ("index", "searcher") for path in Path(room, "kernel").glob("_*.pyx"))
    extensions = [
        Extension(
            "dateline." + source.removesuffix(".pyx").replace("/", "."),
            [source],
            extra_compile_args=FLAGS,
            depends=["setup.py"],  # other flags, another build
        )
        for source in sources
    ]
    if not extensions:
        return []
    made = cythonize(extensions, build_dir="build/c", language_level=3, compiler_directives=DIRECTIVES, quiet=True)
    for extension in made:
        extension.optional = True  # cythonize drops it; without it no compiler would mean no install
    return made


setup(
    ext_modules=kernels(),
    cmdclass={"build_py": ModulesOfThePackage, "build_ext": KernelsWhereTheyCompile},
)
