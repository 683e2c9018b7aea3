# Dateline on a machine with Python 3.11 or newer and make. Another Python: make PYTHON=python3.12 demo
PYTHON ?= python3

.PHONY: help demo test coverage sanitize fuzz soak closes damage faults lint compare bench docs gazetteer names clean
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# index/ and searcher/ must never be importable under their bare names from here.
export PYTHONSAFEPATH := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

PY := .venv/bin/python
DATELINE := .venv/bin/dateline
# Tests take all cores.
PYTEST := $(PY) -m pytest -q -n logical --dist worksteal
# Benchmarks keep to one core, where the system can hold them there.
ONE := $(shell command -v taskset >/dev/null && echo taskset -c 0)
KERNELS := $(wildcard index/kernel/*.pyx index/kernel/*.pxd index/kernel/*.pxi index/kernel/*.h \
	searcher/kernel/*.pyx searcher/kernel/*.pxd searcher/kernel/*.pxi searcher/kernel/*.h)
READY := .venv/.installed build/dev/.linked build/.kernels

help:
	@echo 'make demo    add corpus/ to an archive and search it'
	@echo 'make test    all tests'
	@echo 'make coverage    all tests, and which lines of the package they run'
	@echo 'make sanitize    the tests of the kernels, and of damage, on kernels compiled with ASan and UBSan'
	@echo 'make fuzz    damaged files to every reader, damaged texts to extraction, random queries to the parser and an archive; INPUTS=20000 SEED=7'
	@echo 'make soak    extract once from every text of $$DATELINE_DATA'
	@echo 'make closes  close an archive at random moments while threads read and refresh it; CLOSES=10000 SEED=7'
	@echo 'make damage  damage an archive at random, and use, check and repair it; DAMAGES=4000 SEED=7'
	@echo 'make faults  let a commit fail at each line and each disk call, then continue; EVERY=1'
	@echo 'make lint    ruff, mypy and vulture'
	@echo 'make docs    run every code block and command of README.md and docs/'
	@echo 'make compare measure a little against tantivy, and fail if Dateline is much slower than it was'
	@echo 'make bench   measure against tantivy, Xapian, SQLite FTS5, bm25s and Whoosh; texts from $$DATELINE_DATA'
	@echo 'make gazetteer, make names    build gazetteer.bin and index/dates/names.json, or names.bin, again'
	@echo 'make clean   remove what was built; .venv stays'
	@echo 'Python: $(PYTHON) (choose another with make PYTHON=...)'

# make prints each command before it runs it.
demo: $(READY)
	@rm -rf build/demo
	@echo
	$(DATELINE) --archive build/demo add corpus/default
	@echo
	$(DATELINE) --archive build/demo search oil pipeline agreement --any --limit 3 --facet people --facet places --facet published:year
	@echo
	$(DATELINE) --archive build/demo search '"joint commission"'

test: $(READY) .venv/.dev
	$(PYTEST)

# sys.monitoring costs least, but only Python 3.12 and newer have it.
CORE = $$($(PY) -c 'import sys; print("sysmon" if sys.version_info >= (3, 12) else "ctrace")')
coverage: $(READY) .venv/.dev
	COVERAGE_CORE=$(CORE) $(PYTEST) --cov --cov-report=term

# A copy of the package, whose kernels end the program when they read or write outside their memory, or do what C leaves
# undefined. PYTHONMALLOC: Python's own allocator would hide the first. The shell runs without the sanitizer.
SANITIZED := build/sanitize/lib
SANITIZE := PYTHONPATH=$(SANITIZED) PYTHONMALLOC=malloc ASAN_OPTIONS=detect_leaks=0 UBSAN_OPTIONS=print_stacktrace=1
sanitize: $(READY) .venv/.dev
	@echo 'Building the kernels with ASan and UBSan'
	@mkdir -p build/sanitize
	@$(PY) setup.py -q build_py --force --build-lib $(SANITIZED) \
		build_ext --sanitize --build-lib $(SANITIZED) --build-temp build/sanitize/temp > build/sanitize/log 2>&1 \
		|| { cat build/sanitize/log; exit 1; }
	@asan=$$($(CC) -print-file-name=libasan.so); [ -e "$$asan" ] || { \
		echo "$(CC) has no libasan.so: install the sanitizers of gcc, or name a compiler that has them: make CC=gcc sanitize" >&2; \
		exit 1; }; \
	$(SANITIZE) LD_PRELOAD="$$asan" $(PYTEST) -m kernels

lint: $(READY) .venv/.dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy --strict -p dateline
	$(PY) -m vulture

docs: $(READY) .venv/.dev
	$(PY) -m pytest -q tests/repo/test_docs.py

# INPUTS and SEED choose how long and what: the same numbers make the same inputs. ONLY=readers, ONLY=extraction: one part.
INPUTS ?= 20000
SEED ?= 7
ONLY ?= readers extraction parsing queries
fuzz: $(READY) .venv/.dev
	@failed=0; for part in $(ONLY); do \
		echo "Fuzzing: $$part"; \
		PYTHONPATH=tests/fuzz $(PY) tests/fuzz/fuzz_$$part.py $(INPUTS) $(SEED) || failed=1; \
	done; exit $$failed

soak: $(READY) .venv/.dev
	PYTHONPATH=benchmarks $(PY) tests/fuzz/soak_extraction.py

CLOSES ?= 10000
closes: $(READY) .venv/.dev
	$(PY) tests/fuzz/fuzz_closing.py $(CLOSES) $(SEED)

DAMAGES ?= 4000
damage: $(READY) .venv/.dev
	$(PY) tests/fuzz/fuzz_damage.py $(DAMAGES) $(SEED)

EVERY ?= 1
faults: $(READY) .venv/.dev
	$(PY) tests/faults/commits.py $(EVERY)

compare: $(READY) .venv/.bench
	PYTHONPATH=benchmarks $(ONE) $(PY) benchmarks/compare.py --floors

bench: $(READY) .venv/.bench
	PYTHONPATH=benchmarks $(ONE) $(PY) benchmarks/build.py
	PYTHONPATH=benchmarks $(ONE) $(PY) benchmarks/search.py
	PYTHONPATH=benchmarks $(ONE) $(PY) benchmarks/cold.py

# Names of places, months and people come from three files made from public data, which are in the repository.
gazetteer: $(READY) .venv/.gazetteer
	PYTHONPATH=tools/gazetteer $(PY) tools/gazetteer/build.py
	$(PY) tools/gazetteer/calendar_names.py

names: $(READY) .venv/.training
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 PYTHONPATH=tools/names $(PY) tools/names/train_names.py

clean:
	rm -rf build dist *.egg-info .venv/.installed .venv/.dev .venv/.bench
	rm -f index/kernel/*.so searcher/kernel/*.so
	find index searcher upkeep commands tests benchmarks tools -name __pycache__ -prune -exec rm -rf {} +

# What a stamp stands for is made again when what it depends on changed.

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo 'Dateline needs Python 3.11 or newer. $(PYTHON) is' \
		"$$(command -v $(PYTHON) >/dev/null && $(PYTHON) --version 2>&1 || echo not there)." \
		'Name one that is: make PYTHON=python3.12 ...' >&2; exit 1; }
	$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

# requirements(TABLE): installs a list of pyproject.toml, so that no package is named twice.
requirements = $(PY) -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))$(1), sep="\n")' \
	> $@.txt && $(PY) -m pip install -q -r $@.txt

.venv/.installed: pyproject.toml setup.py __init__.py | $(PY)
	@echo 'Installing what Dateline needs into .venv'
	@$(call requirements,["build-system"]["requires"])
	@$(call requirements,["project"]["dependencies"])
	@$(PY) -c 'import sysconfig; print(sysconfig.get_paths()["purelib"])' > .venv/purelib
	@echo '$(CURDIR)/build/dev' > "$$(cat .venv/purelib)/dateline-dev.pth"
	@printf '#!/bin/sh\nexec "%s" -P -c "%s" "$$@"\n' '$(CURDIR)/$(PY)' \
		"import sys; sys.argv[0] = 'dateline'; from dateline.cli import main; sys.exit(main())" > $(DATELINE)
	@chmod +x $(DATELINE)
	@touch $@

# The package as links, so that a new file is seen at once by Python and mypy, and its metadata beside it.
build/dev/.linked: .venv/.installed
	@rm -rf build/dev/*.dist-info && mkdir -p build/dev/dateline
	@for file in index searcher upkeep commands cli.py __init__.py __main__.py py.typed; do ln -sfn ../../../$$file build/dev/dateline/$$file; done
	@$(PY) setup.py -q dist_info --output-dir build/dev > build/metadata.log 2>&1 || { cat build/metadata.log; exit 1; }
	@touch $@

# Where no C compiler works, tools/c_compiler.py names the package that contains one.
build/.kernels: $(KERNELS) setup.py tools/c_compiler.py .venv/.installed | build/dev/.linked
	@needed=$$($(PY) tools/c_compiler.py) || exit 1; [ -z "$$needed" ] || { \
		echo "No C compiler works here: installing $$needed, which contains one"; \
		$(PY) -m pip install -q "$$needed" || { \
			echo "$$needed cannot be installed: install a C compiler (gcc or clang), then run make again" >&2; exit 1; }; }
	@echo 'Building the kernels'
	@$(PY) setup.py -q build_ext --inplace > build/kernels.log 2>&1 || { cat build/kernels.log; exit 1; }
	@touch $@

.venv/.dev: pyproject.toml | .venv/.installed
	@echo 'Installing the tools of the developers into .venv'
	@$(call requirements,["project"]["optional-dependencies"]["dev"])
	@$(call requirements,["project"]["optional-dependencies"]["html"])
	@$(call requirements,["project"]["optional-dependencies"]["warc"])
	@$(call requirements,["project"]["optional-dependencies"]["pdf"])
	@$(call requirements,["project"]["optional-dependencies"]["markdown"])
	@$(call requirements,["project"]["optional-dependencies"]["encodings"])
	@$(call requirements,["project"]["optional-dependencies"]["zst"])
	@$(call requirements,["project"]["optional-dependencies"]["watch"])
	@$(call requirements,["project"]["optional-dependencies"]["language"])
	@$(call requirements,["project"]["optional-dependencies"]["eval"])
	@touch $@

.venv/.gazetteer: pyproject.toml | .venv/.installed
	@$(call requirements,["project"]["optional-dependencies"]["gazetteer"])
	@touch $@

.venv/.training: pyproject.toml | .venv/.installed
	@$(call requirements,["project"]["optional-dependencies"]["training"])
	@touch $@

.venv/.bench: pyproject.toml | .venv/.installed
	@echo 'Installing the peers to measure against into .venv'
	@$(call requirements,["project"]["optional-dependencies"]["bench"])
	@touch $@
