"""What each round does, drawn from one seed: who is killed, at which kind of moment, and how the loader runs."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Literal

Victim = Literal["client", "server", "both", "worker", "Ctrl-C", "one of two"]
Moment = Literal["first start", "start", "any time", "in a transaction", "after a commit", "at the end"]

_VICTIMS: tuple[Victim, ...] = (
    "client",
    "server",
    "both",
    "server",
    "client",
    "both",
    "worker",
    "Ctrl-C",
    "one of two",
)
_MOMENTS: tuple[Moment, ...] = (
    "any time", "in a transaction", "start", "in a transaction", "after a commit", "any time", "first start", "at the end"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Round:
    """One kill. `fraction` is where in its moment it falls, 0 to 1; `commits` how many transactions are let through."""

    number: int
    victim: Victim
    moment: Moment
    fraction: float
    commits: int
    workers: int

    def __str__(self) -> str:
        loader = f", {self.workers} workers" if self.workers > 1 else ""
        return f"{self.victim}, {self.moment} ({self.fraction:.2f}, {self.commits} commits before{loader})"


def plan(rounds: int, *, seed: int, transactions: int, workers: bool) -> list[Round]:
    """Draw the rounds: every victim and every moment in turn, from a random place on, and all else at random.

    `transactions` is how many an undisturbed run takes; with `workers` unset the loader reads in its own process.
    """
    rng = random.Random(seed)
    victims = [one for one in _VICTIMS if workers or one != "worker"]
    rng.shuffle(victims)
    moments = list(_MOMENTS)
    rng.shuffle(moments)
    return [
        _round(rng, number, victims[number % len(victims)], moments[number % len(moments)], transactions, workers)
        for number in range(rounds)
    ]


def _round(rng: random.Random, number: int, victim: Victim, moment: Moment, transactions: int, workers: bool) -> Round:
    several = workers and (victim == "worker" or rng.random() < 0.4)
    if victim == "worker" and moment in ("first start", "start", "at the end"):
        moment = "any time"  # workers live between these
    commits = rng.randrange(transactions) if moment in ("in a transaction", "after a commit") else 0
    return Round(number + 1, victim, moment, rng.random(), commits, 2 if several else 1)
