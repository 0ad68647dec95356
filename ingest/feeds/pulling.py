"""The round: feeds are collected side by side, their items read and written in order, and what became of each is kept."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from ingest.feeds.ahead import Ahead
from ingest.feeds.collect import Collector
from ingest.feeds.items import FeedRefused
from ingest.feeds.known import feed_of
from ingest.feeds.outcomes import Outcomes, Pulled, Tell
from ingest.feeds.pages import Wanted, job_of_item, own_words
from ingest.fetch import Client, FetchFailed, FetchRefused
from ingest.intake import Store
from ingest.job import Done, Job, our_bug
from ingest.report import Report
from ingest.run import Loader, load, with_known
from kg.errors import KgError, SkipDocument
from kg.feeds import document_at, note_feed
from kg.filelock import if_free
from kg.graph import Row
from kg.writing.documents import Written

log = logging.getLogger(__name__)

SECOND_CHANCES: Final = 1_000
"""Items whose page is no article and whose own words are read instead, in one pull; the others wait for the next."""


@dataclass(frozen=True, slots=True)
class Puller:
    """What a pull needs: a loader with a store for what is fetched, a client, a folder for locks, and whom to tell."""

    loader: Loader
    store: Store
    client: Client
    locks: Path
    tell: Tell


@dataclass(frozen=True, slots=True)
class _Arrived:
    """One item on its way: its bytes are in the archive under `sha256`, or `error` says why there are none.

    `document` is what the graph holds of its address already. Without an item it is the end of its feed.
    """

    pulled: Pulled
    wanted: Wanted | None = None
    job: Job | None = None
    sha256: str = ""
    error: KgError | None = None
    document: str | None = None


def pull(puller: Puller, rows: Sequence[Row]) -> list[Pulled]:
    """Pull feeds, given as the graph remembers them, and tell what came of each.

    One feed's failure is kept beside it, one item's beside the item; the rest goes on. A feed that another process pulls
    is passed over. Raises DatabaseDown or DatabaseRefused where nothing more can be written; what was written stays.
    """
    puller.locks.mkdir(parents=True, exist_ok=True, mode=0o700)
    with ExitStack() as stack:
        pulled = [Pulled(feed_of(row), row, time.monotonic()) for row in rows]
        mine = {one.feed.name: stack.enter_context(if_free(puller.locks / f"{one.feed.name}.lock")) for one in pulled}
        loader = puller.loader
        outcomes = Outcomes(loader.graph, now=loader.now, reader=loader.reader, tell=puller.tell)
        making = _Making(puller, mine)
        ahead: Ahead[_Arrived] = Ahead([partial(making.items, one) for one in pulled])
        stack.callback(ahead.close)
        reading = _Reading(puller, outcomes)
        reading.read(reading.jobs(ahead.take()))
        reading.read(reading.second_chances(), again=False)
        outcomes.stopped(pulled)
    return pulled


@dataclass(frozen=True, slots=True)
class _Making:
    """Fetches the items of one feed after the other, in a thread for each; what came is archived before it goes on."""

    puller: Puller
    mine: dict[str, bool]

    def items(self, pulled: Pulled) -> Iterator[_Arrived]:
        loader, name = self.puller.loader, pulled.feed.name
        if not self.mine[name]:
            pulled.state = "busy"
        elif (pulled.row.get("not_before") or "") > loader.now:
            pulled.state = "waiting"
        else:
            yield from self._fetched(pulled)
            return
        yield _Arrived(pulled)

    def _fetched(self, pulled: Pulled) -> Iterator[_Arrived]:
        loader = self.puller.loader
        if pulled.row.get("complete"):
            # until this pull is through, items may be missing on any of the feed's pages
            note_feed(loader.graph, pulled.feed.name, complete=None, etag=None, last_modified=None)
        collector = Collector(loader.graph, self.puller.client, loader.now, loader.stop)
        try:
            for wanted in collector.wanted(pulled.feed, pulled.row, pulled.collected):
                if loader.stop():
                    return
                yield self._item(pulled, wanted)
        except (FetchFailed, FetchRefused, FeedRefused) as error:
            yield _Arrived(pulled, error=error)
        except KgError:
            raise  # the graph or the disk, and no feed could do better
        except Exception as error:
            log.debug("pulling %s", pulled.feed.name, exc_info=True)
            yield _Arrived(pulled, error=our_bug(pulled.feed.name, error))
        else:
            yield _Arrived(pulled)

    def _item(self, pulled: Pulled, wanted: Wanted) -> _Arrived:
        loader = self.puller.loader
        url = wanted.item.url
        if url and not wanted.known and (document := document_at(loader.graph, url)):
            return _Arrived(pulled, wanted, document=document)
        try:
            job = job_of_item(self.puller.client, wanted)
        except (FetchFailed, FetchRefused) as error:
            return _Arrived(pulled, wanted, error=error)
        kept = self.puller.store.keep(job)
        return _Arrived(pulled, wanted, replace(kept, raw=b""), hashlib.sha256(job.raw).hexdigest())


class _Reading:
    """Hands items to the loader as jobs and takes back what became of them, by their names."""

    def __init__(self, puller: Puller, outcomes: Outcomes) -> None:
        self._puller = puller
        self._outcomes = outcomes
        self._on_way: dict[str, _Arrived] = {}
        self._second: list[tuple[_Arrived, Job]] = []

    def read(self, jobs: Iterator[Job], *, again: bool = True) -> None:
        """Read and write; an item whose page is no article gets a second chance, once."""
        loader = replace(
            self._puller.loader,
            store=self._puller.store,
            on_written=self._written,
            on_skipped=partial(self._skipped, again=again),
        )
        load(loader, with_known(loader, jobs), Report())
        self._outcomes.flush()

    def jobs(self, arrived: Iterator[_Arrived]) -> Iterator[Job]:
        """Yield the jobs of items as they arrive; what needs no reading is noted at once."""
        for one in arrived:
            if self._puller.loader.stop():
                return
            if one.wanted is None:
                state = one.pulled.state if one.pulled.state in ("busy", "waiting") else None
                self._outcomes.end(one.pulled, one.error, state)
                continue
            one.pulled.new += 1
            one.pulled.pending += 1
            if one.document is not None:
                self._outcomes.loaded(one.pulled, one.wanted, one.document, "known", 0)
            elif one.error is not None or one.job is None:
                error = one.error or SkipDocument(one.wanted.name, "did not come")
                temporary = isinstance(error, FetchFailed) and error.temporary
                self._outcomes.skipped(one.pulled, one.wanted, error, temporary=temporary)
            else:
                yield self._job(one, replace(one.job, raw=self._puller.store.archive.read(one.sha256)))

    def second_chances(self) -> Iterator[Job]:
        """Yield jobs of the feed's own words where the page was refused."""
        waiting, self._second = self._second, []
        for one, words in waiting:
            yield self._job(one, self._puller.store.keep(words))

    def _job(self, one: _Arrived, job: Job) -> Job:
        name = job.name
        if name in self._on_way:
            name = f"{one.pulled.feed.name}: {name}"
        self._on_way[name] = one
        return replace(job, name=name)

    def _written(self, name: str, written: Written) -> None:
        one = self._on_way.pop(name)
        if one.wanted is not None:
            self._outcomes.loaded(one.pulled, one.wanted, written.document_id, written.outcome, written.claims)
        self._puller.loader.on_written(name, written)

    def _skipped(self, done: Done, *, again: bool) -> None:
        one = self._on_way.pop(done.job.name)
        if one.wanted is None or done.error is None:
            return
        words = own_words(one.wanted) if again and done.refused and one.pulled.feed.page else None
        if words is not None and len(self._second) < SECOND_CHANCES:
            self._second.append((one, words))
            return
        self._outcomes.skipped(one.pulled, one.wanted, done.error, temporary=not done.refused)
