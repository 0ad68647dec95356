"""What a pull tells while it is at work: lines for people, or one JSON object for each event."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from kg.cli.context import moment, remark
from kg.printable import printable

if TYPE_CHECKING:
    from ingest.feeds.outcomes import Tell


def json_lines() -> Tell:
    """Tell every event as one JSON object a line on standard error, with the time in UTC."""

    def tell(event: str, **fields: object) -> None:
        said = {"at": moment(), "event": event, **fields}
        click.echo(json.dumps(said, ensure_ascii=True, default=str), err=True)

    return tell


def text_lines() -> Tell:
    """Tell what came of each feed on standard output, and what was not read on standard error."""

    def tell(event: str, **fields: object) -> None:
        if event == "feed":
            click.echo(_feed_line(fields))
        elif event == "skipped":
            how = "to be tried again" if fields["again"] else "not read"
            click.echo(printable(f"{how}: {fields['reason']}"), err=True)
        elif event == "round":
            click.echo(
                f"{fields['feeds']} feeds, {fields['failed']} failed; {fields['new']} new items, {fields['added']} documents "
                f"added, {fields['not_read']} not read"
            )
        elif event == "database":
            remark(f"kg: {fields['error']}")

    return tell


def _feed_line(fields: dict[str, object]) -> str:
    if fields["error"]:
        return printable(f"{fields['feed']}: failed: {fields['error']}")
    if fields["state"] == "busy":
        return f"{fields['feed']}: another pull is at work on it"
    if fields["state"] == "waiting":
        return f"{fields['feed']}: its server asked to be left alone for a while (kg feed list)"
    if fields["state"] == "not modified" and not fields["new"]:
        return f"{fields['feed']}: not modified"
    return (
        f"{fields['feed']}: {fields['seen']} items, {fields['new']} new: {fields['added']} added, {fields['unchanged']} known, "
        f"{fields['refused']} not read, {fields['failed']} to be tried again; {fields['claims']} claims"
    )
