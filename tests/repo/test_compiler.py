"""Which C compiler builds the kernels, what is said without one, and what a kernel of the one in ziglang may use."""

from __future__ import annotations

import ast
import os
import platform
import re
import shutil
import subprocess
import sys
from array import array
from importlib.machinery import ExtensionFileLoader
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from random import Random
from types import ModuleType

import pytest

from dateline.searcher.kernel import _ranking
from tests.repo.sources import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.no_cover]

TOOL = [sys.executable, "-P", "tools/c_compiler.py"]
# Functions compiled for wider registers, and chosen at run time, have a name that ends so.
CHOSEN_AT_RUN_TIME = re.compile(r"_avx(2|512)$")
# Runs setup.py as if ziglang were not there, with some lines before.
WITHOUT_ZIG = """
import runpy, sys, sysconfig
sys.modules["ziglang"] = None
{before}
sys.argv = {arguments}
runpy.run_path(sys.argv[0], run_name="__main__")
"""
BUILD = ["setup.py", "-q", "build_ext", "--build-temp", "build/nothing"]
NO_HEADERS = "sysconfig.get_path = lambda name: '/nowhere/include'"
# Calls a hook of the build backend as pip does, in a folder without sources, with some lines before.
HOOK = """
import sys, sysconfig
sys.path.insert(0, {tools!r})
{before}
import build_backend
print(build_backend.{hook})
"""
NO_ZIG = "sys.modules['ziglang'] = None"


def run(command: list[str], folder: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=folder, env=os.environ | environment, capture_output=True, text=True, check=False
    )


def run_without_zig(arguments: list[str], before: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return run([sys.executable, "-P", "-c", WITHOUT_ZIG.format(before=before, arguments=arguments)], **environment)


def run_hook(hook: str, folder: Path, before: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    program = HOOK.format(tools=str(ROOT / "tools"), before=before, hook=hook)
    return run([sys.executable, "-P", "-c", program], folder, **environment)


def test_ziglang_is_asked_for_only_where_no_compiler_works() -> None:
    shown = run(TOOL)
    assert (shown.returncode, shown.stdout, shown.stderr) == (0, "", "")
    shown = run(TOOL, CC="/bin/false")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert re.fullmatch(r"ziglang>=[\d.]+\n", shown.stdout)


@pytest.mark.parametrize("arguments", [["tools/c_compiler.py"], BUILD], ids=["before", "build"])
def test_missing_headers_are_named_before_anything_is_installed(arguments: list[str], tmp_path: Path) -> None:
    shown = run_without_zig([*arguments, "--build-lib", str(tmp_path)], NO_HEADERS, CC="/bin/false")
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    assert (shown.returncode, shown.stdout) == (1, "")
    assert "Traceback" not in shown.stderr
    for part in ("/nowhere/include/Python.h", f"{version}-dev", f"{version}-devel"):
        assert part in shown.stderr.splitlines()[-1]


def test_without_a_compiler_and_ziglang_a_build_says_what_to_install(tmp_path: Path) -> None:
    shown = run_without_zig([*BUILD, "--build-lib", str(tmp_path)], CC="/bin/false")
    assert shown.returncode == 1
    assert "Traceback" not in shown.stderr
    assert "install gcc or clang, or `python -m pip install ziglang`" in shown.stderr.splitlines()[-1]
    assert not list(tmp_path.rglob("*.so"))


@pytest.mark.parametrize("kind", ["wheel", "editable"])
def test_pip_shows_what_to_install_where_ziglang_cannot_be_fetched(kind: str, tmp_path: Path) -> None:
    shown = run_hook(f"get_requires_for_build_{kind}()", tmp_path, CC="/bin/false")
    assert shown.returncode == 0, shown.stderr
    assert "if it cannot be fetched, install gcc or clang" in shown.stderr
    (requirement,) = (each for each in ast.literal_eval(shown.stdout.splitlines()[-1]) if "ziglang" in each)
    pip = [sys.executable, "-m", "pip", "install", "--isolated", "--no-index", "--target", str(tmp_path / "made")]
    shown = run([*pip, requirement], tmp_path)
    assert shown.returncode == 1
    assert "no-C-compiler-works-here-install-gcc-or-clang" in shown.stderr


@pytest.mark.parametrize("kind", ["wheel", "editable"])
def test_a_build_that_nothing_can_compile_prints_one_sentence(kind: str, tmp_path: Path) -> None:
    for before, sentence in ((NO_ZIG, "No C compiler works here, and ziglang"), (NO_HEADERS, "The C headers of this")):
        shown = run_hook(f"build_{kind}('.')", tmp_path, before, CC="/bin/false")
        assert (shown.returncode, shown.stdout) == (1, "")
        assert len(shown.stderr.splitlines()) == 1
        assert shown.stderr.startswith(sentence)


def test_a_build_without_isolation_names_the_tools_that_it_lacks(tmp_path: Path) -> None:
    hide = "import importlib.util; importlib.util.find_spec = lambda name: None"
    shown = run_hook("build_wheel('.')", tmp_path, hide)
    assert (shown.returncode, shown.stdout) == (1, "")
    assert shown.stderr.startswith("A build without isolation needs setuptools and Cython: `python -m pip install")
    assert len(shown.stderr.splitlines()) == 1


def test_a_kernel_that_is_not_compiled_is_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "_missing.pyi").touch()
    (tmp_path / "_other.pyi").touch()
    (tmp_path / "_other.cpython-30-x.so").touch()  # of another Python
    program = f"from dateline.index.kernel import require_kernels; require_kernels({str(tmp_path)!r})"
    shown = run([sys.executable, "-P", "-c", program])
    assert "KernelsMissing: Dateline's kernels (_missing, _other) are not compiled" in shown.stderr.splitlines()[-1]
    assert "`make build/.kernels`" in shown.stderr


def test_the_command_of_a_package_without_kernels_says_so_in_one_message(tmp_path: Path) -> None:
    rooms = ("__init__.py", "__main__.py", "cli.py", "commands", "index", "searcher", "upkeep")
    for room in (ROOT / each for each in rooms):
        if room.is_dir():
            shutil.copytree(room, tmp_path / "dateline" / room.name, ignore=shutil.ignore_patterns("*.so", "*.bin"))
        else:
            (tmp_path / "dateline").mkdir(exist_ok=True)
            shutil.copy(room, tmp_path / "dateline")
    shown = run([sys.executable, "-P", "-m", "dateline", "search", "x"], PYTHONPATH=str(tmp_path))
    assert (shown.returncode, shown.stdout) == (2, "")
    assert shown.stderr.startswith("dateline: Dateline's kernels (_")
    assert all(line.startswith("  ") for line in shown.stderr.splitlines()[1:])


@pytest.fixture(scope="module")
def zig() -> dict[str, str]:
    """Return the environment in which ziglang is there and no other compiler works."""
    folder = ROOT / "build" / "ziglang"
    if find_spec("ziglang") is None and not (folder / "ziglang").exists():
        needed = run(TOOL, CC="/bin/false").stdout.strip()
        shown = run([sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(folder), needed])
        if shown.returncode:
            pytest.skip("ziglang is not installed and cannot be installed here")
    return {"CC": "/bin/false", "PYTHONPATH": str(folder)}


@pytest.fixture(scope="module")
def kernel(zig: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the ranking kernel, built by setup.py with zig from sources that have no other kernel."""
    folder = tmp_path_factory.mktemp("zig")
    wanted = [
        *ROOT.glob("*/kernel/*.px[di]"),
        *ROOT.glob("*/kernel/*.h"),
        ROOT / "searcher/kernel/_ranking.pyx",
        ROOT / "tools/c_compiler.py",
    ]
    for path in (*wanted, ROOT / "setup.py"):
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)
    shown = run([sys.executable, "-P", "setup.py", "-q", "build_ext", "--build-lib", "made"], folder, **zig)
    assert shown.returncode == 0, shown.stdout + shown.stderr
    (made,) = (folder / "made").rglob("_ranking*.so")
    return made


def test_a_kernel_built_by_zig_runs_on_every_processor_of_its_platform(kernel: Path) -> None:
    if platform.machine() not in ("x86_64", "AMD64"):
        pytest.skip("the registers that are looked for are those of x86-64")
    if shutil.which("objdump") is None:
        pytest.skip("objdump is not installed")
    shown = run(["objdump", "-d", "--no-show-raw-insn", str(kernel)])
    assert shown.returncode == 0, shown.stderr
    function, seen, wide = "", 0, set()
    for line in shown.stdout.splitlines():
        if begins := re.fullmatch(r"[0-9a-f]+ <(.+)>:", line):
            function = begins[1]
        seen += "%xmm" in line
        if re.search(r"%[yz]mm|%k[0-7]\b", line) and not CHOSEN_AT_RUN_TIME.search(function):
            wide.add(function)
    assert seen > 100
    assert not wide


def load(path: Path) -> ModuleType:
    name = "dateline.searcher.kernel._ranking"
    spec = spec_from_file_location(name, path, loader=ExtensionFileLoader(name, str(path)))
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_kernel_built_by_zig_gives_the_same_bits(kernel: Path) -> None:
    random, answers = Random(11), []
    lengths = [array("I", (random.randrange(1, 900) for _ in range(2000))) for _ in range(2)]
    documents = array("I", range(0, 2000, 3))
    counts = array("I", (random.randrange(9) for _ in range(2 * len(documents))))
    for module in (_ranking, load(kernel)):
        norms = [module.norms_of(row, 311.7, 1.3 + field, 0.74) for field, row in enumerate(lengths)]
        parts = module.Parts(b"", array("I", bytes(2048)), b"", norms, array("I", range(2000)), 1.2, 0.3)
        scores = module.score_postings(parts, documents, counts, 3, 2.718)
        answers.append((norms, scores, module.rank_any(parts, [(documents, scores)] * 3, None, None, 50)))
    assert answers[0] == answers[1]
