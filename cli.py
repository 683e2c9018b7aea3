"""The command line: run a command of `dateline.commands`, set the exit code.

Exit codes: 0 found or done, 1 nothing found, 2 an error, a wrong call, or an input that was named and is not there.
Results go to standard output; notes, problems and progress to standard error. Only this module exits, and only it
and the commands print or ask what day it is.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys

try:  # loading takes a tenth of a second, in which Ctrl-C stops the program, too
    import click

    from dateline.commands.group import PROGRAM, commands
    from dateline.commands.streams import attach_streams
    from dateline.commands.terminal import fail, show_error
    from dateline.index.errors import ArchiveUnwritable, DatelineError, KernelsMissing, StoreError
except KeyboardInterrupt:
    if sys.stderr is not None:
        sys.stderr.write("dateline: stopped\n")
    raise SystemExit(130) from None

__all__ = ["commands", "main"]


# New objects before the garbage collector looks at them (Python's default: 700). Loading a command makes fewer.
MANY_OBJECTS = 50_000


def spare_collector() -> None:
    """Let the garbage collector look at the modules neither as they are loaded nor, once more, as the program ends.

    A tenth of the time of a search goes into that, and none of it is garbage.
    """
    gc.set_threshold(MANY_OBJECTS)
    atexit.register(gc.freeze)


def say_failure(failure: OSError) -> str:
    """Return in words which failure of the system ends the program, and of which file."""
    if failure.filename is None:
        try:
            os.getcwd()
        except FileNotFoundError:
            return "the folder you are in was removed; change to another (`cd`)"
    return f"{failure.filename or 'the system'}: {failure.strerror or failure}"


def main() -> None:
    """Run the command line; exit with its code. No traceback reaches a user, unless DATELINE_DEBUG asks for it."""
    try:
        spare_collector()
        attach_streams()
        code = commands.main(prog_name=PROGRAM, standalone_mode=False)
    except (click.exceptions.Abort, KeyboardInterrupt):
        code = fail("stopped", 130)
    except click.ClickException as error:
        code = show_error(error)
    except (ArchiveUnwritable, StoreError) as error:
        if error.again is not None:  # what it says is for programs
            error.again = "run the same command again"
        code = fail(str(error), 2)
    except (DatelineError, KernelsMissing) as error:  # KernelsMissing: of a clone that is not built
        code = fail(str(error), 2)
    except OSError as error:
        code = fail(say_failure(error), 2)
    except Exception as error:
        if os.environ.get("DATELINE_DEBUG"):
            raise
        code = fail(f"this should not happen ({type(error).__name__}: {error}); DATELINE_DEBUG=1 shows where", 2)
    sys.exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    main()
