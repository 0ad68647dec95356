"""What stands where an article should is told from articles that only speak of such things."""

from __future__ import annotations

import pytest

from ingest.documents.article import narrowed
from ingest.documents.document import load_document
from ingest.documents.walls import wall
from kg.errors import SkipDocument

TEASER = "The agency fined Quillon Ltd on Tuesday because it had moved the proceeds of a theft for a group of hackers. "
NOTICE = TEASER * 4


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (f"{TEASER} Subscribe to continue reading.", "paywall"),
        (f"{TEASER * 6} Already a subscriber? Log in", "paywall"),
        ("Keep reading this article with a free account.", "paywall"),
        ("You have reached your monthly limit of free articles.", "paywall"),
        ("This article is only available to our paying subscribers.", "paywall"),
        (
            "We and our 742 partners store information on a device. Accept all. Manage preferences. Reject all.",
            "consent",
        ),
        ("We use cookies to improve your experience. Accept all cookies.", "consent"),
        ("Checking your browser before you access example.org. Ray ID: 8f2", "human"),
        ("Verify you are human by completing the action below.", "human"),
        ("Access to this page has been denied because of unusual traffic.", "human"),
        ("Please enable JavaScript to view this site.", "JavaScript"),
        ("You need to enable JavaScript to run this app.", "JavaScript"),
        ("Sign in to your account. Forgot password? Remember me", "log-in"),
        ("404 error. The page you are looking for no longer exists.", "error"),
        ("Page not found. Try our search.", "error"),
        ("503 Service Unavailable", "error"),
        ("Log in or create an account to read the full article.", "paywall"),
        ("Quillon was fined. Unlock this article. Start your free trial.", "paywall"),
        ("Quillon was fined. Get unlimited access for $1. Cancel anytime.", "paywall"),
        ("You've read your 3 free articles.", "paywall"),
        ("Just a moment... Enable JavaScript and cookies to continue", "human"),
        ("Please complete the security check to access example.org", "human"),
        ("This site requires JavaScript.", "JavaScript"),
        ("Email\nPassword\nRemember me\nForgot password?", "log-in"),
        ("Oops! That page can’t be found.", "error"),
        ("The requested URL was not found on this server.", "error"),
        ("404", "error"),
    ],
)
def test_a_wall_is_told(text: str, what: str) -> None:
    assert what in (wall(text, "") or "")


@pytest.mark.parametrize(
    "text",
    [
        NOTICE,
        f"{NOTICE} We use cookies to improve this site. Accept all.",
        f"{TEASER} The hackers sold subscriptions to a phishing kit.",
        f"{TEASER} It stole cookies and session tokens from browsers.",
        f"{TEASER} Victims had to log in to a false exchange.",
        "The malware requires JavaScript to run, and steals wallets from browsers. " + NOTICE,
        f"{TEASER} Police said they could not find the page of records.",
        f"{TEASER} The site shows a captcha that runs commands. {NOTICE}",
        "OFAC designated Quillon Ltd.",
        "OFAC designated Quillon Ltd. We use cookies. Accept all.",
        "North Macedonia is already a member of the alliance, and will apply the sanctions against Quillon Ltd.",
        "The site asked victims to log in to continue, and stole their passwords, the bureau said.",
        "This report is available to members of Congress and describes how Quillon Ltd moved funds.",
        "Skimmers steal cards where checkout pages need JavaScript, the firm said.",
        "Hackers used a false captcha to make victims run commands.",
        "Fraudsters sign up for unlimited trial accounts with stolen cards.",
        "The group sent mails that said forgot your password? and took over accounts at Quillon Ltd.",
        "The exchange was temporarily unavailable after the theft of 30 million dollars.",
        "The regulator fined the exchange 5 million euros because its cookie settings broke the law.",
        "The server answered with error 503 after the attack on Quillon Ltd.",
        "Access to the site has been blocked by the regulator, since Quillon Ltd holds no licence for its business in the state.",
        "Unusual activity was found on the accounts of Quillon Ltd in May.",
        "Users paid Ivan Petrov to keep reading stolen mail.",
        f"Already a subscriber? Log in\n{TEASER * 4}",
        "Sign in to continue. The wallet is 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa.",
        "The court denied access to the records.",
        "The member states agreed to continue the sanctions for a year.",
        f"{TEASER * 20} Subscribe to continue reading our newsletter.",
        "",
    ],
)
def test_an_article_is_no_wall(text: str) -> None:
    assert wall(text, "") is None


def test_a_page_that_says_that_it_is_not_free_is_a_wall_where_it_is_short() -> None:
    markup = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree": "False"}</script>'
    assert "not free to read" in (wall(TEASER, markup) or "")
    assert wall(TEASER * 20, markup) is None


def test_a_challenge_is_told_by_what_it_sets_where_its_words_are_in_another_language() -> None:
    assert "Cloudflare" in (wall("Einen Moment", "<script>window._cf_chl_opt={}</script>") or "")
    assert wall(NOTICE, "<script>window._cf_chl_opt={}</script>") is None


def test_a_wall_is_refused_with_what_can_be_done() -> None:
    page = f"<html><body><article><p>{TEASER}</p><p>Subscribe to continue reading</p></article></body></html>"
    with pytest.raises(SkipDocument, match=r"is behind a paywall: 'Subscribe to continue reading'.*save the article"):
        load_document(page.encode(), name="a.html")


MENU = '<div><a href="/a">Markets and all other sections</a> <a href="/b">A newsletter for our friends</a></div>'
FOOT = "<div>Copyright 2026 Example Gazette, all rights reserved in all countries</div>"


def test_of_a_page_that_marks_no_article_the_menu_and_the_footer_are_left_out() -> None:
    rows = "".join(f"<tr><td>Quillon {n} Ltd</td><td>1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa</td></tr>" for n in range(3))
    page = f"<html><body>{MENU}<div><p>{TEASER}</p><p>{TEASER}</p><table>{rows}</table><p>{TEASER}</p></div>{FOOT}</body></html>"
    text = load_document(page.encode(), name="a.html").text
    assert "Copyright" not in text
    assert "newsletter" not in text
    assert text.count("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa") == 3
    assert text.count(TEASER.strip()) == 3


def test_where_no_article_is_found_all_lines_stay() -> None:
    assert narrowed("one\ntwo", "<html><body><p>one</p><p>two</p></body></html>") == "one\ntwo"


def test_a_page_that_stands_inside_a_form_is_read() -> None:
    page = (
        f"<form id='aspnetForm'><input type='hidden' value='abc'><h1>Notice</h1><p>{TEASER}</p><p>{TEASER}</p></form>"
    )
    text = load_document(f"<html><body>{page}</body></html>".encode(), name="a.html").text
    assert text.count(TEASER.strip()) == 2
    small = f"<html><body><form><p>Search here</p></form><div>{TEASER * 3}</div></body></html>"
    assert "Search" not in load_document(small.encode(), name="a.html").text


def test_an_address_in_a_box_is_not_lost_and_a_box_without_one_is() -> None:
    box = "<aside>Wallets named: 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa</aside><aside>Read our newsletter</aside>"
    text = load_document(
        f"<html><body><article><p>{TEASER * 3}</p>{box}</article></body></html>".encode(), name="a.html"
    ).text
    assert "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa" in text
    assert "newsletter" not in text


def test_a_teaser_that_is_marked_as_an_article_does_not_stand_for_the_story() -> None:
    story = "".join(f"<p>{TEASER} This is part {n} of the story.</p>" for n in range(12))
    teaser = (
        "<article><p>Another story, about a bank that was robbed of its gold one night, and of the guards who slept. "
    )
    teaser += "It ends with a trial that nobody has heard of, in a town that is on no map that was ever printed.</p></article>"
    text = load_document(f"<html><body><div>{story}</div>{teaser}</body></html>".encode(), name="a.html").text
    assert text.count("of the story") == 12
