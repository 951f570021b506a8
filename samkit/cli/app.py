"""The samkit command: registers the commands, and turns every failure into one clear message and an exit code."""

from __future__ import annotations

import atexit
import contextlib
import errno
import io
import os
import sys
from typing import NoReturn, TextIO

import typer

from samkit.cli import signals
from samkit.cli.commands import register
from samkit.errors import SamkitError
from samkit.writers.literal import visible

app = typer.Typer(
    name="samkit",
    help="Find out what sets the best apart from the rest in a survey, by how much, and whether one can believe it.",
    epilog="Start with: samkit init EXPORT, on data of your own, or samkit classify data/sam_2016.csv",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
register(app)

INTERRUPTED, READER_GONE, OUTPUT_FAILED = 130, 141, 4
QUICKER = {"PYDANTIC_DISABLE_PLUGINS": "__all__", "OPENBLAS_NUM_THREADS": "1"}  # with the same sums on every machine


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context, *, version: bool = typer.Option(False, "--version", help="Print the version and stop.")
) -> None:
    """Hold the options that belong to no command; alone, samkit prints its help."""
    if version:
        from samkit import __version__

        typer.echo(f"samkit {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def main() -> NoReturn:
    """Run a command as a program; a signal that ends it lets it tidy up first, a second one does not wait for that."""
    signals.heed()
    code = run(sys.argv[1:])
    signals.ignore()  # all is done or undone, and only the code is left to give
    atexit._run_exitfuncs()  # noqa: SLF001 - what libraries have left to tidy up
    with contextlib.suppress(OSError, ValueError, AttributeError):
        sys.stdout.flush()
    os._exit(code)  # taking the interpreter apart module by module takes longer than a comparison


def run(arguments: list[str]) -> int:
    """Run a command and give its exit code; the only place that catches, so that no user sees a traceback.

    Parameters
    ----------
    arguments
        What stands after `samkit` on the command line.
    """
    os.environ.update({**QUICKER, **os.environ})
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = int(app(arguments, standalone_mode=False) or 0)
        if sys.stdout is not None:  # None where a program starts with stdout closed
            sys.stdout.flush()
    except SystemExit as error:  # how the command-line library leaves when the reader of stdout is gone
        return _without_stream(BrokenPipeError()) if error.code == 1 else int(error.code or 0)
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - what nobody foresaw is raised again
        return _ended(error)
    return code


def _ended(error: BaseException) -> int:
    """Turn what ended a command into one clear message and an exit code; a bug keeps its traceback."""
    if isinstance(error, SamkitError):
        _complain(error.told())
        return error.exit_code
    if isinstance(error, KeyboardInterrupt | EOFError | typer.Abort):
        return INTERRUPTED
    error = OSError(errno.ENOMEM, "there is not enough memory") if isinstance(error, MemoryError) else error
    if isinstance(error, OSError):
        return _without_stream(error)
    if not hasattr(error, "format_message"):
        raise error
    context = getattr(error, "ctx", None)
    usage = context.get_usage() if context else "Usage: samkit COMMAND [OPTIONS] [ARGS]..."
    _complain(f"{usage}\nerror: {error.format_message().replace('Value error, ', '')}")
    return int(getattr(error, "exit_code", 2))


def _complain(text: str) -> None:
    """Write on stderr, if it can be written."""
    try:
        typer.echo(visible(text.replace("\r", "\ufffd")), err=True)
    except OSError:
        _point_at_nothing()


def _without_stream(error: OSError) -> int:
    """Say that the output cannot be written, unless its reader is gone."""
    _point_at_nothing(sys.stdout)
    if isinstance(error, BrokenPipeError):
        return READER_GONE
    _complain(f"error: the output cannot be written: {error.strerror}{f': {error.filename}' if error.filename else ''}")
    return OUTPUT_FAILED


def _point_at_nothing(*streams: TextIO) -> None:
    """Point streams that can no longer be written at nothing, so that the interpreter does not fail on them at exit."""
    for stream in streams or (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, AttributeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
