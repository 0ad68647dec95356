"""Two hundred stories, what editors do to them, and what only looks like it: made by rule from our own sentences, always the same.

Every name, place and figure is made up. Each kind of story has its sentences in two wordings, since two outlets that
report one event share its facts, a quotation and few words. Stories of one kind differ in their facts alone, so each pair
of them is a notice from one form.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

SEED = 20_250_501
STORIES = 200

_FIRST = "Ansel Brigid Corin Dagny Emrik Fenna Goran Hilde Ivo Jorun Katya Lorcan Mirela Niels Oksana Pavel Runa Silvan Tove Ulrik Vesna Wendel Ylva Zoran".split()
_LAST = "Abendroth Brackley Castellan Dorval Eskelund Farquhar Grimaldi Hosking Ilves Jankovic Kestrel Lindqvist Marchetti Novotny Okonjo Pellerin Quintero Rasmus Sorley Tremaine Ulmanis Vasquez Wexley Yarrow".split()
_FIRM = "Aldermoor Bexhill Calloway Drumlin Elmstead Fairlight Gantry Hexham Inverlea Juniper Kelda Lowther Marlpit Norwick Ormsby Penhale Quarrington Redmire Stannard Thornby Upwell Varley Wetherby Yelland".split()
_SORT = "Exchange Pay Holdings Capital Trust Markets Digital Bank Swap Ventures".split()
_TOWN = "Aberlour Brno Cadiz Drammen Esbjerg Faro Gdynia Haugesund Izola Jelgava Kaunas Leith Malmo Narva Olbia Piran Rijeka Split Tartu Umag Varna Wismar Zadar".split()
_MONTH = "January February March April May June July August September October November December".split()

# {a} and {b} are firms, {p} {q} {r} persons, {t} {u} {v} towns, {m} {n} amounts, {c} {d} counts, {x} {y} dates
_KINDS = (
    (
        "{a} accused of moving {m} for thieves",
        "Prosecutors in {t} charged {p}, the founder of {a}, with laundering {m} that hackers took from {b}.\n"
        "The indictment, unsealed on {x}, says that {a} moved the coins through {c} wallets in less than {d} hours.\n"
        "{p}, who is {e} and lives in {u}, was arrested at the airport of {v} as he tried to board a flight.\n"
        "Investigators found a ledger on his telephone in which every transfer was noted with the share that he kept.\n"
        '"He ran a laundry and he knew whose linen it was," said {q}, the lead prosecutor.\n'
        "The theft from {b} took place on {y}, when {n} vanished from its main vault in a single night.\n"
        "A lawyer for {p}, {r}, said that his client had done nothing but run a business and would plead not guilty.\n"
        "{a} opened in {u} as a small shop for gift cards before it turned to coins, records of the town show.\n"
        "Its customers were asked for no papers, and {c} of its accounts bore the names of people who had died.\n"
        "If he is convicted, {p} could spend up to {f} years in prison.",
        "The man behind {a} stood before a judge in {t}, accused of washing {m} stolen from {b}.\n"
        "{p}, {e}, had been pulled off a plane in {v} some days before, two people who know the case told us.\n"
        'The prosecutor did not mince words. "He ran a laundry and he knew whose linen it was," {q} told reporters.\n'
        "We visited the address in {u} that the firm gives as its seat and saw shutters, a bent sign and no bell.\n"
        "Neighbours remember young men with rucksacks who came at night and paid for coffee with large notes.\n"
        "Those who lost money at {b} have waited for this since {y}; some of them sat in the gallery and took notes.\n"
        "{r}, his counsel, called the case thin and asked for bail, which the court will decide upon in a week.",
    ),
    (
        "Ransom gang hits {a}, asks {m}",
        "A gang that calls itself {b} Crew broke into the network of {a} and asks {m} for the keys.\n"
        "The company, which employs {c} people in {t}, shut down its plants in {u} and {v} on {x}.\n"
        "Trucks stood in line for {d} hours because the gates could not be opened, a manager said.\n"
        "{p}, the chief executive, told staff in a letter that no wages would be lost.\n"
        '"We will not pay people who hold a town hostage," {p} wrote.\n'
        "The attackers posted {c} files with contracts and passports of drivers on a page in the dark net.\n"
        "{q}, who heads the cyber unit of the police, linked the group to a raid on {y} in which {n} was paid.\n"
        "Its software deletes copies first and then encrypts what is left, according to a note that she shared.\n"
        "Insurers of {a} have sent a team led by {r} to count the damage, which may take until autumn.\n"
        "The unions asked that shifts in {u} begin again by hand until the machines are clean.",
        "Machines at {a} have been silent since hackers crept in and left a note that names a price: {m}.\n"
        "On the floor in {u} nobody talks about anything else; a foreman showed us a screen with a skull on it.\n"
        'Management takes a hard line. "We will not pay people who hold a town hostage," says a letter signed {p}.\n'
        "What the intruders took is already for sale, and we have seen scans of driving licences among it.\n"
        "{b} Crew is no stranger to the police, whose expert {q} has chased it for years across three borders.\n"
        "Suppliers in {t} fear for their invoices, and a baker who feeds the night shift has sent two people home.",
    ),
    (
        "{a} fined {m} over gaps in checks",
        "The supervisor in {t} fined {a} {m} because the bank failed to report {c} suspicious transfers.\n"
        "Between {y} and {x} the bank moved {n} for a customer who owned a string of empty shops.\n"
        "An internal memo by {p}, then head of compliance, had warned of the customer {d} times.\n"
        "{q}, who led the inquiry, said that each of those warnings ended in a drawer.\n"
        '"A bank that does not read its own mail should not be surprised by ours," {q} said.\n'
        "The customer, {b}, was dissolved last spring, and its director {r} cannot be found in {u}.\n"
        "Auditors counted {c} accounts in the branch of {v} that had been opened on a single afternoon.\n"
        "{a} accepted the fine and said that it had replaced its software and {d} of its managers.\n"
        "Shares of the bank fell by {e} per cent in the morning and won back half of that by noon.\n"
        "It is the largest penalty that the authority has set since it was founded {f} years ago.",
        "{a} must pay {m}, the price of years in which nobody at the bank seemed to look at what {b} was doing.\n"
        "A former clerk in {v} described to this paper how customers with carrier bags were waved through.\n"
        '"A bank that does not read its own mail should not be surprised by ours," was the dry remark of {q}.\n'
        "{p} wrote memo after memo; the last of them, which we have read, closes with a plea to be moved elsewhere.\n"
        "Where {r} is now, nobody can say: the flat in {u} is empty, and the name has gone from the door.\n"
        "Analysts shrugged the penalty off as less than the bank earns in a fortnight.",
    ),
    (
        "Raid on scam office in {t} frees {c}",
        "Police in {t} freed {c} people from an office block where they were forced to run love scams.\n"
        "The building belongs to {a}, a company controlled by {p}, who left the country on {x}.\n"
        "Victims in {d} states lost {m} to the callers, who posed as widows, surgeons and engineers at sea.\n"
        "{q}, who commanded the raid, said that the doors had been welded shut from outside.\n"
        '"There were scripts on every desk and a price on every head," {q} said.\n'
        "The money went through {b}, a payment service in {u}, before it was turned into coins.\n"
        "Officers seized {e} servers, a safe with {n} and the passports of most of the workers.\n"
        "{r}, a nurse from {v}, said that she had answered an advertisement for a call centre on {y}.\n"
        "The workers are housed in a school for now, and their embassies have been told.\n"
        "Investigators believe that {f} more offices of the same group are at work along the border.",
        "She came for a job in a call centre and was locked in for months, {r} says; now she sleeps in a gym in {t}.\n"
        "Around her lie {c} others whom officers led out of a block without windows that {a} had rented out.\n"
        'The commander is still shaken. "There were scripts on every desk and a price on every head," {q} told us.\n'
        "Those at the other end of the line paid dearly: {m}, by a first count, and many are too ashamed to come forward.\n"
        "A trail leads to {b}, whose clerks hang up when they are asked about it, and to {p}, who is on the run.\n"
        "Aid workers brought blankets, soup and telephones, and the first calls home were made after midnight.",
    ),
    (
        "Investors of {a} lose {m}",
        "The founders of {a} took {m} from savers with the promise of {e} per cent a month, a court in {t} heard.\n"
        "{p} and {q} paid early customers with the money of later ones until the scheme broke down on {x}.\n"
        "Some {c} people in {u} and {v} had put in what they had, among them whole choirs and fire brigades.\n"
        "A trading robot that the pair showed on stage did not exist, the receiver {r} wrote in a report of {d} pages.\n"
        '"The robot was a film, and the film was on a loop," {r} said.\n'
        "The receiver traced {n} to {b}, a yacht dealer, and to a vineyard that was bought on {y}.\n"
        "{p} sobbed as the judge read out letters from pensioners who had sold their houses.\n"
        "{q} did not appear and is thought to hide with relatives beyond the sea.\n"
        "Creditors may hope for {f} cents in the euro, if the vineyard finds a buyer.\n"
        "The trial goes on next week with the accountant who signed the books.",
        "There never was a robot. What {a} sold to savers at {t} was a film, and behind it stood nothing at all.\n"
        "In court a retired bus driver asked {p} to look at him; the accused looked at the floor.\n"
        'Asked how it could go on for so long, the receiver smiled. "The robot was a film, and the film was on a loop," {r} said.\n'
        "Of the {m} that came in, much went for boats from {b} and wine that nobody ever drank.\n"
        "A choir in {v} has cancelled its journey, and a chapel in {u} will have to wait for its roof.\n"
        "The bench left open by {q} was filled by journalists.",
    ),
)
_LATER = (
    "A day after the news broke, {q} said that more arrests would follow and that partners abroad had been asked for help.",
    "Parliament will hold a hearing on the matter on {z}, its speaker announced, and wants to see the files of the last decade.",
    "Three people who had kept silent so far have come forward, and one of them brought a box of receipts.",
    "Outside the building a small crowd held up candles and the names of those who had lost everything.",
    "The ministry wants to close the gap in the law that made all this possible and has sent a draft to the states.",
    "A former partner of {p} offered to speak with investigators if she is spared a charge.",
)
_FOOTERS = (
    "Sign up for our morning letter and never miss what moves the markets. All rights reserved by the publisher of this page.",
    "This page uses links for which we may be paid. Nothing on it is advice, and figures may come late or be wrong.",
    "Follow us for more, write to the desk if you saw something, and support reporting that takes its time.",
)
_LEADS = (
    "In a case that many had waited for, ",
    "As officials told reporters, ",
    "It is one of the larger cases of the year: ",
)
_SPELLING = (("laundering", "money-laundering"), ("organisation", "organization"), ("said", "stated"), ("told", "informed"),
             ("per cent", "percent"), ("telephone", "phone"), ("because", "since"), ("people", "persons"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts, whether one is a copy of the other, and what was done; `story` tells which half of the set it is in."""

    story: int
    one: str
    other: str
    copy: bool
    what: str


def _facts(draw: random.Random) -> dict[str, str]:
    firms = draw.sample(_FIRM, 2)
    people = [f"{first} {last}" for first, last in zip(draw.sample(_FIRST, 3), draw.sample(_LAST, 3), strict=True)]
    towns = draw.sample(_TOWN, 3)
    facts = {name: f"{firm} {draw.choice(_SORT)}" for name, firm in zip("ab", firms, strict=True)}
    facts |= dict(zip("pqr", people, strict=True)) | dict(zip("tuv", towns, strict=True))
    facts |= {name: f"${draw.randint(11, 990) / 10:.1f} million" for name in "mn"}
    facts |= {
        "c": str(draw.randint(21, 980)),
        "d": str(draw.randint(3, 19)),
        "e": str(draw.randint(21, 64)),
        "f": str(draw.randint(4, 30)),
    }
    return facts | {name: f"{draw.choice(_MONTH)} {draw.randint(1, 28)}" for name in "xyz"}


def _story(number: int) -> tuple[str, list[str], list[str], dict[str, str]]:
    """Headline, sentences, the other outlet's sentences, and the facts."""
    facts = _facts(random.Random(SEED + number))
    headline, first, second = _KINDS[number % len(_KINDS)]
    return (
        headline.format(**facts),
        *([line.format(**facts) for line in text.split("\n")] for text in (first, second)),
        facts,
    )


def _text(headline: str, sentences: list[str]) -> str:
    """Paragraphs of two sentences under a headline."""
    return "\n\n".join([headline, *(" ".join(sentences[at : at + 2]) for at in range(0, len(sentences), 2))])


def _respelled(sentence: str) -> str:
    for old, new in _SPELLING:
        sentence = sentence.replace(old, new)
    return sentence


def _edited(draw: random.Random, headline: str, body: list[str], facts: dict[str, str], way: int) -> tuple[str, str]:
    """A story as another desk prints it: two or three things done to it."""
    lines = list(body)
    if way == 0:
        lines[0] = f"{facts['t'].upper()} (Reuters) - {lines[0]}"
        kept = draw.randint(6, 9)
        return "wired, cut, new headline", _text(f"Report: {facts['a']} in trouble", lines[:kept])
    if way == 1:
        lines[0] = draw.choice(_LEADS) + lines[0][0].lower() + lines[0][1:]
        lines[4] = lines[4].split(",")[0].rstrip('"') + '," an official said.' if "," in lines[4] else lines[4]
        lines = [_respelled(line) for line in lines]
        return "reworded lead, spelling, quotation cut, footer", _text(headline, [*lines, draw.choice(_FOOTERS)])
    corrected = draw.randrange(5, 9)
    lines[corrected] = lines[corrected].replace(facts["c"], str(int(facts["c"]) + 1)).replace(facts["y"], facts["z"])
    middle = lines[2:8]
    draw.shuffle(middle)
    added = f"{facts['b']} could not be reached for comment by this paper on Sunday."
    return "order changed, a number corrected, a paragraph added", _text(
        f"{headline}, court told", [*lines[:2], *middle, lines[8], added]
    )


def pairs() -> Iterator[Pair]:
    """All pairs: three copies of each story, and for each its follow-up, another outlet's report, and stories of the same form."""
    for number in range(STORIES):
        draw = random.Random(SEED * 7 + number)
        headline, body, other, facts = _story(number)
        whole = _text(headline, body)
        for way in range(3):
            what, text = _edited(draw, headline, body, facts, way)
            yield Pair(number, whole, text, True, what)
        news = [line.format(**facts) for line in draw.sample(_LATER, 4)]
        background = draw.sample(body[1:], 3)
        yield Pair(
            number, whole, _text(f"More arrests expected over {facts['a']}", news + background), False, "follow-up"
        )
        yield Pair(number, whole, _text(f"The case of {facts['a']}", other), False, "another outlet's report")
        for step in (1, 2):
            same_form = _story((number + step * len(_KINDS)) % STORIES)
            yield Pair(number, whole, _text(same_form[0], same_form[1]), False, "same form, other facts")
