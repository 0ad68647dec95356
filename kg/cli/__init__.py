"""The command line. Commands are imported when they are called, so that `kg --help` answers at once."""

from __future__ import annotations

import importlib
import keyword
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import click

from kg import __version__
from kg.errors import KgError
from kg.printable import printable

COMMANDS = {
    "ask": ("kg.cli.asking", "Ask a canned question: `kg ask NAME --param value`."),
    "browser": ("kg.cli.browsing", "Write the files that Neo4j Browser takes in: style, questions, guide."),
    "bulk": ("kg.cli.bulk", "Load whole lists into an empty local graph at once, by Neo4j's own import."),
    "changes": ("kg.cli.history", "What came, was withdrawn or was judged since a day."),
    "confirm": ("kg.cli.correcting", "Say that a claim was read right: it is then as sure as its source."),
    "demo": ("kg.cli.demo", "Load the sample pack, ask the headline question, show what to try next."),
    "different": ("kg.cli.judging", "Say that two entities are different: nothing joins them."),
    "doctor": ("kg.cli.doctor", "Tell what is there, what is missing, and the command that mends it."),
    "evaluate": ("kg.cli.evaluating", "Score what is read of documents against annotated ones."),
    "export": ("kg.cli.moving", "Write the graph, or the judgements made on it, to a file."),
    "feed": ("kg.cli.feeds", "Feeds of news and notices: add, list, check and pull them."),
    "extract": ("kg.cli.reading", "Print what a document says, without any graph."),
    "import": ("kg.cli.moving", "Read back what `kg export` wrote."),
    "ingest": ("kg.cli.loading", "Load files, folders or standard input (-) into the graph."),
    "judgements": ("kg.cli.judging", "List what was said of entities, by whom and why."),
    "list": ("kg.cli.lists", "Pull, compare and tell sanctions lists, attribution packs and catalogues."),
    "path": ("kg.cli.paths", "Answer how A is linked to B, with the sentence behind each hop."),
    "quarantine": ("kg.cli.quarantine", "What could not be read, with the reason, and another try at it."),
    "queries": ("kg.cli.asking", "List the canned questions."),
    "rebuild": ("kg.cli.rebuilding", "Empty the graph and load every archived document again."),
    "reject": ("kg.cli.correcting", "Take a claim out, with all that only it carried."),
    "reread": ("kg.cli.loading", "Read stored documents again with the reader installed now."),
    "retract": ("kg.cli.loading", "Withdraw a document and all that only it carries."),
    "review": ("kg.cli.review", "Go through pairs that may be one entity, and decide each with a key."),
    "same": ("kg.cli.judging", "Say that two entities are the same: questions show them as one."),
    "server": ("kg.cli.serving", "Start, stop, look at, wipe or fetch the local Neo4j."),
    "show": ("kg.cli.showing", "Show what is stated of an entity, claim by claim, or what was rejected."),
    "status": ("kg.cli.serving", "Tell what the graph holds, and its checksum."),
    "undo": ("kg.cli.judging", "Undo what was said of two entities."),
    "style": ("kg.cli.browsing", "Print how Neo4j Browser shall draw the graph."),
    "watch": ("kg.cli.history", "Be told what is new about names, wallets and questions."),
    "unreject": ("kg.cli.correcting", "Undo what was said about a claim."),
}


_TAKEN = frozenset({*keyword.kwlist, "list"})
"""Words that a function of ours cannot be called by."""


class LazyGroup(click.Group):
    """A group whose commands live in modules that are imported only when one of them is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = importlib.import_module(COMMANDS[name][0])
        command: click.Command = getattr(module, f"{name}_" if name in _TAKEN else name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in sorted(COMMANDS)])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="kg")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.option("--quiet", "-q", is_flag=True, help="Print results only, no progress and no remarks.")
@click.pass_context
def cli(ctx: click.Context, debug: bool, quiet: bool) -> None:
    """Knowledge graphs of illicit entities: every edge carries the sentence that proves it.

    Results go to standard output, all else to standard error. Exit codes: 0 well, 1 failed, 2 wrong call,
    3 partly (some documents were skipped), 4 not found or ambiguous, 5 something new (watch).
    """
    ctx.obj = {"debug": debug, "quiet": quiet}
    import logging

    from kg.cli.remarking import tell_warnings

    if debug:
        logging.basicConfig(level=logging.DEBUG, format="%(levelname)s %(name)s: %(message)s")
    tell_warnings()
    # what the driver says of a broken connection would stand beside the one line that tells it
    logging.getLogger("neo4j").setLevel(logging.WARNING if debug else logging.CRITICAL)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and end the process with its exit code; no traceback reaches a user unasked."""
    code = run(sys.argv[1:] if arguments is None else arguments)
    # all is done and said; a Ctrl-C while the interpreter closes would only turn that into a traceback
    with suppress(ValueError):  # signals are the main thread's alone
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code."""
    debug = "--debug" in arguments
    try:
        result: Any = cli.main(args=list(arguments), prog_name="kg", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("kg: stopped; what was acknowledged is kept", err=True)
        return 130
    except BrokenPipeError:
        # a reader like `head` has had enough; keep the interpreter from complaining while it closes
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KgError as error:
        return _tell(str(error), error.exit_code, debug)
    except Exception as error:  # noqa: BLE001 the last resort of a program
        said = (str(error).splitlines() or [""])[0]
        return _tell(f"{type(error).__name__}: {said} (a fault of kg; --debug shows where)", 1, debug)


def _tell(message: str, code: int, debug: bool) -> int:
    if debug:
        traceback.print_exc()
    click.echo(f"kg: {printable(message)}", err=True)
    return code
