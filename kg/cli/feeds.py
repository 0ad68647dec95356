"""`kg feed`: feeds and notices, added once and pulled again and again."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from kg.cli.context import FORMATS, now, open_graph, remark
from kg.cli.loading import open_store, reading, reading_options, web_client
from kg.errors import DatabaseDown, UsageError
from kg.printable import printable
from kg.settings import read_settings

if TYPE_CHECKING:
    from ingest.feeds.outcomes import Pulled, Tell
    from ingest.fetch import Client
    from kg.graph import Graph, Row

PRIVATE = click.option("--allow-private", is_flag=True, help="Fetch from private and loopback addresses too.")


@click.group()
def feed() -> None:
    """Feeds of news and notices: RSS, Atom, JSON Feed and the Federal Register's own, pulled politely, each story once."""


@feed.command()
@click.argument("place", metavar="URL|NAME")
@click.option("--name", help="What to call it; otherwise its address says.")
@click.option("--publisher", help="Whose it is, for one whose host is not known: reliability goes by it.")
@click.option("--own-words", is_flag=True, help="Read what the feed itself says, and fetch no pages.")
@click.option("--unchecked", is_flag=True, help="Do not fetch it now.")
@PRIVATE
def add(
    place: str, name: str | None, publisher: str | None, own_words: bool, unchecked: bool, allow_private: bool
) -> None:
    """Add a shipped feed by its name, or any other by its address, which is tried first.

    `kg feed list --shipped` tells the names.

    Example: kg feed add fincen-news
    """
    from ingest.feeds.known import named_or_new, remembered
    from kg.feeds import add_feed

    new = named_or_new(place, name=name, publisher=publisher, page=not own_words)
    if not unchecked and not new.shipped:
        new = replace(new, title=_title(new.url, allow_private) or new.title)
    with open_graph() as graph:
        added = add_feed(graph, new.name, remembered(new), now=now())
    click.echo(printable(f"{'Added' if added else 'Was there already'}: {new.name} ({new.title}, {new.url})"))
    if added:
        remark(f"kg feed pull {new.name}")


@feed.command()
@click.argument("name")
def remove(name: str) -> None:
    """Forget a feed; the documents that it brought stay.

    Example: kg feed remove fincen-news
    """
    from kg.feeds import remove_feed

    with open_graph() as graph:
        items = remove_feed(graph, name)
    click.echo(f"Removed: {name}, {items} items forgotten")


@feed.command(name="list")
@click.option("--shipped", is_flag=True, help="Tell which feeds can be added by name, and how far they are believed.")
@click.option("--format", "form", type=FORMATS, default="table", show_default=True)
def list_(shipped: bool, form: str) -> None:
    """Tell of each feed when it last came, what it brought, what went wrong, and whether it has gone quiet.

    Example: kg feed list
    """
    from kg.asking.render import render
    from kg.cli.asking import terminal_width

    columns: tuple[str, ...] = _SHIPPED
    if shipped:
        rows, title = _shipped(), "Shipped feeds"
    else:
        from ingest.feeds.overview import COLUMNS, IN_SHORT, overview

        with open_graph() as graph:
            rows = overview(graph, now=now())
        columns, title = IN_SHORT if form == "table" else COLUMNS, "Feeds"
    text = render(rows, columns, form, title=title, width=terminal_width(), colour=sys.stdout.isatty())
    click.echo(text, nl=False)


@feed.command()
@click.argument("names", nargs=-1)
@click.option("--format", "form", type=FORMATS, default="table", show_default=True)
@PRIVATE
def check(names: tuple[str, ...], form: str, allow_private: bool) -> int:
    """Fetch feeds and tell whether they still are what they were; writes nothing. Without NAMES all shipped ones.

    Example: kg feed check fincen-news
    """
    from ingest.feed_source import feed_named, feed_sources
    from ingest.feeds.checking import check_all
    from kg.asking.render import render
    from kg.cli.asking import terminal_width

    sources = [feed_named(name) for name in names] or list(feed_sources().values())
    client = web_client(allow_private)
    checked = list(check_all(sources, client, now=now()))
    rows = [{"name": one.name, "state": one.state, "items": one.items, "said": one.said} for one in checked]
    columns = ("name", "state", "items", "said")
    text = render(rows, columns, form, title="Feeds, checked", width=terminal_width(), colour=sys.stdout.isatty())
    click.echo(text, nl=False)
    return 3 if any(one.state == "failed" for one in checked) else 0


@feed.command()
@click.argument("names", nargs=-1)
@click.option("--every", metavar="SPAN", help="Pull again and again, so long after the last began: 15m, 6h, 1d.")
@click.option(
    "--log",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="What is told on standard error: lines for people, or one JSON object for each event.",
)
@click.option(
    "--pause",
    type=click.FloatRange(0, 600),
    default=1.0,
    show_default=True,
    metavar="SECONDS",
    help="Between two requests to one host; what its robots.txt asks for counts where it is longer.",
)
@PRIVATE
@reading_options
def pull(names: tuple[str, ...], every: str | None, form: str, pause: float, allow_private: bool, **how: Any) -> int:
    """Fetch feeds and load what is new or changed; without NAMES all that were added.

    What the servers say is unchanged is not fetched again. Exit 3 where a feed failed or an item could not be read;
    `kg feed list` and `kg quarantine list` tell which. Cut off at any moment, the next pull goes on.

    Example: kg feed pull --every 15m --log json
    """
    from ingest.feeds.intervals import seconds_of
    from kg.cli.feed_log import json_lines, text_lines

    span = seconds_of(every) if every else None
    tell = json_lines() if form == "json" else text_lines()
    client = web_client(allow_private, interval=pause)
    with open_graph() as graph, reading(graph, **how) as loader:
        one_round = _Round(graph, loader, client, names, tell)
        if span is None:
            return one_round.tell_result(one_round.pull())
        return _again_and_again(one_round, span, loader.stop)


class _Round:
    """One round over the feeds, with a clock of its own."""

    def __init__(self, graph: Graph, loader: Any, client: Client, names: tuple[str, ...], tell: Tell) -> None:
        self._graph, self._loader, self._client, self._names, self.tell = graph, loader, client, names, tell

    def pull(self) -> list[Pulled]:
        """Pull once; raises UsageError where there is nothing to pull."""
        from ingest.feeds.pulling import Puller
        from ingest.feeds.pulling import pull as pull_feeds

        home = read_settings().home
        loader = replace(self._loader, now=now())
        puller = Puller(loader, open_store(home), self._client, home / "feeds", self.tell)
        return pull_feeds(puller, self._rows())

    def _rows(self) -> list[Row]:
        from kg.feeds import feeds, known_feed

        rows = [known_feed(self._graph, name) for name in dict.fromkeys(self._names)] or feeds(self._graph)
        if not rows:
            rule = "no feed was added yet"
            raise UsageError("kg feed pull", rule, "kg feed add NAME; `kg feed list --shipped` tells the names")
        return rows

    def tell_result(self, pulled: list[Pulled]) -> int:
        """Say what came of a round; 3 where a feed failed or an item could not be read."""
        failed = sum(one.error is not None for one in pulled)
        added, new = sum(one.added for one in pulled), sum(one.new for one in pulled)
        short = sum(one.refused + one.failed for one in pulled)
        self.tell("round", feeds=len(pulled), failed=failed, new=new, added=added, not_read=short)
        if any(one.state == "stopped" for one in pulled):
            remark("kg: stopped in order; the next pull goes on")
            return 130
        return 3 if failed or short else 0


def _again_and_again(one_round: _Round, span: int, stop: Callable[[], bool]) -> int:
    """Pull, and wait, until somebody asks to stop; a database that is away for a while is waited for."""
    import time

    code = 0
    while not stop():
        began = time.monotonic()
        try:
            code = one_round.tell_result(one_round.pull())
        except DatabaseDown as error:
            one_round.tell("database", error=str(error))
            code = 1
        while not stop() and time.monotonic() - began < span:
            time.sleep(1.0)
    return 0 if code == 130 else code


def _title(url: str, allow_private: bool) -> str | None:
    """Fetch a feed before it is added; raises what keeps it from being one."""
    from ingest.feeds.collect import ACCEPT
    from ingest.feeds.parsing import parse_feed
    from ingest.fetch import NotModified

    got = web_client(allow_private).fetch(url, accept=ACCEPT)
    if isinstance(got, NotModified):
        return None
    parsed = parse_feed(got.content, url=got.url_final, content_type=got.content_type)
    for note in parsed.notes[:5]:
        remark(f"note: {note}")
    remark(f"{parsed.form}, {len(parsed.items)} items")
    return parsed.title


_SHIPPED = ("name", "title", "publisher", "reliability", "language", "seen", "url", "note")


def _shipped() -> list[Row]:
    from ingest.feed_source import feed_sources

    return [{name: getattr(source, name) for name in _SHIPPED} for source in feed_sources().values()]
