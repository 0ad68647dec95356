"""What is asked for comes whole, with what it says of itself; what is not whole does not come."""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path

import pytest

import kg
from ingest.fetch import Downloaded, Fetched, FetchFailed, NotModified, OutOfTime, download, fetch
from tests.unit.fetch_server import (
    FakeTime,
    Server,
    answer,
    client,
    fails,
    in_turn,
    parts_in,
    redirect,
    refused,
    server,
)  # fmt: skip

__all__ = ["server"]


def test_a_page_comes_with_what_it_says_of_itself(server: Server) -> None:
    server.routes["/page?x=1"] = answer(
        b"words", ETag='"a1"', Last_Modified="Tue, 14 Nov 2023 00:00:00 GMT", Content_Type="text/html; charset=UTF-8"
    )
    assert client().fetch(f"{server.url}/page?x=1#part") == Fetched(
        f"{server.url}/page?x=1",
        '"a1"',
        "Tue, 14 Nov 2023 00:00:00 GMT",
        "text/html; charset=UTF-8",
        "utf-8",
        b"words",
        hashlib.sha256(b"words").hexdigest(),
    )


def test_a_file_comes_with_its_hash_under_its_own_name(server: Server, tmp_path: Path) -> None:
    server.routes["/lists/SDN%20list.xml"] = answer(b"<list/>", ETag='"b"')
    got = client().download(f"{server.url}/lists/SDN%20list.xml", tmp_path)
    assert isinstance(got, Downloaded)
    assert (got.path, got.size, got.etag) == (tmp_path / "SDN-list.xml", 7, '"b"')
    assert got.path.read_bytes() == b"<list/>"
    assert got.sha256 == hashlib.sha256(b"<list/>").hexdigest()
    assert parts_in(tmp_path) == ["SDN-list.xml"]


def test_two_files_of_one_name_lie_beside_each_other(server: Server, tmp_path: Path) -> None:
    server.routes |= {"/a/list.xml": answer(b"a"), "/b/list.xml": answer(b"b")}
    for folder in "ab":
        download(f"{server.url}/{folder}/list.xml", tmp_path, allow_private=True)
    assert [(tmp_path / name).read_bytes() for name in ("list.xml", "list-2.xml")] == [b"a", b"b"]


def test_a_file_of_the_name_that_is_given_is_replaced(server: Server, tmp_path: Path) -> None:
    (tmp_path / "kept.xml").write_bytes(b"old")
    server.routes["/list.xml"] = answer(b"new")
    client().download(f"{server.url}/list.xml", tmp_path, name="kept.xml")
    assert (tmp_path / "kept.xml").read_bytes() == b"new"


def test_a_file_that_does_not_come_whole_leaves_the_folder_as_it_was(server: Server, tmp_path: Path) -> None:
    (tmp_path / "kept.xml").write_bytes(b"old")
    server.routes["/list.xml"] = answer(b"half", Content_Length="9")
    with pytest.raises(FetchFailed):
        client(attempts=1).download(f"{server.url}/list.xml", tmp_path, name="kept.xml")
    assert parts_in(tmp_path) == ["kept.xml"]
    assert (tmp_path / "kept.xml").read_bytes() == b"old"


def test_a_folder_that_is_not_there_is_told(server: Server, tmp_path: Path) -> None:
    with pytest.raises(FetchFailed, match=r"cannot be written \(No such file or directory\); look at the disk"):
        client().download(f"{server.url}/list.xml", tmp_path / "missing")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/", "download"),
        ("/a/../../etc/passwd", "passwd"),
        ("/..%2f..%2fx", "x"),
        ("/.bashrc", "bashrc"),
        ("/%ff%00", "download"),
    ],
)
def test_a_name_made_of_a_url_stays_in_the_folder(server: Server, tmp_path: Path, path: str, name: str) -> None:
    server.routes.update(dict.fromkeys(["/", "/etc/passwd", "/..%2f..%2fx", "/.bashrc", "/%ff%00"], answer(b"x")))
    client().download(f"{server.url}{path}", tmp_path)
    assert parts_in(tmp_path) == [name]


def test_the_user_agent_is_honest_and_nothing_else_is_told(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.routes["/page"] = answer(b"x")
    client(contact="desk@example.org").fetch(f"{server.url}/page", robots=False)
    assert server.headers() == {
        "host": f"127.0.0.1:{server.port}",
        "user-agent": f"illicit-kg/{kg.__version__} (+mailto:desk@example.org)",
        "accept": "*/*",
        "accept-encoding": server.headers()["accept-encoding"],
        "connection": "close",
    }
    monkeypatch.setenv("KG_CONTACT", "https://example.org/about")
    fetch(f"{server.url}/page", allow_private=True)
    assert server.headers()["user-agent"] == f"illicit-kg/{kg.__version__} (+https://example.org/about)"


def test_no_cookie_is_kept(server: Server) -> None:
    server.routes |= {"/one": redirect("/two"), "/two": answer(b"x", Set_Cookie="who=me; Path=/")}
    one = client()
    one.fetch(f"{server.url}/one")
    one.fetch(f"{server.url}/two")
    assert not any("cookie:" in request.lower() for request in server.requests)


def test_an_unchanged_page_is_not_sent_again(server: Server) -> None:
    server.routes["/feed"] = answer(status="304 Not Modified", Content_Length=None, ETag='"a2"')
    got = client().fetch(f"{server.url}/feed", etag='"a1"', last_modified="Tue, 14 Nov 2023 00:00:00 GMT")
    assert got == NotModified(f"{server.url}/feed", '"a2"', "Tue, 14 Nov 2023 00:00:00 GMT")
    assert server.headers()["if-none-match"] == '"a1"'
    assert server.headers()["if-modified-since"] == "Tue, 14 Nov 2023 00:00:00 GMT"


def test_an_unchanged_list_leaves_the_folder_as_it_was(server: Server, tmp_path: Path) -> None:
    server.routes["/list"] = answer(status="304 Not Modified", Content_Length=None)
    assert isinstance(client().download(f"{server.url}/list", tmp_path, etag='"a"'), NotModified)
    assert parts_in(tmp_path) == []


def test_304_to_a_plain_request_is_a_failure(server: Server) -> None:
    server.routes["/"] = answer(status="304 Not Modified", Content_Length=None)
    assert fails(server).status == 304


def test_a_remembered_etag_cannot_add_a_header(server: Server) -> None:
    server.routes["/"] = answer(b"x")
    client().fetch(server.url, etag='"a"\r\nX-Other: 1')
    assert "x-other" not in server.headers()


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See", "307 Temporary", "308 Permanent"])
def test_redirects_are_followed(server: Server, status: str) -> None:
    server.routes |= {"/a": redirect("b/c?d", status), "/b/c?d": answer(b"there")}
    got = client().fetch(f"{server.url}/a")
    assert isinstance(got, Fetched)
    assert (got.content, got.url_final) == (b"there", f"{server.url}/b/c?d")


def test_five_redirects_are_the_most(server: Server) -> None:
    server.routes |= {f"/{number}": redirect(f"/{number + 1}") for number in range(7)} | {"/5": answer(b"five")}
    assert client().fetch(f"{server.url}/0").content == b"five"  # type: ignore[union-attr]
    server.routes["/5"] = redirect("/6")
    assert str(refused(server, "/0")) == f"{server.url}/0: redirects more than 5 times"
    assert server.paths().count("/6") == 0


def test_redirects_in_a_circle_are_seen_at_once(server: Server) -> None:
    server.routes |= {"/a": redirect("/b"), "/b": redirect("/a")}
    assert "redirects in a circle" in refused(server, "/a").rule
    assert server.paths() == ["/a", "/b"]


@pytest.mark.parametrize(
    "place", ["file:///etc/passwd", "ftp://example.org/", "gopher://x/", "data:,x", "javascript:x"]
)
def test_a_redirect_to_another_scheme_is_refused(server: Server, place: str) -> None:
    server.routes["/"] = redirect(place)
    assert refused(server).rule == "only http:// and https:// are fetched"


@pytest.mark.parametrize("place", ["http://[::1", "http://a:b/", "http://a\x7fb/", "http://a:99999/"])
def test_a_redirect_to_nonsense_is_refused(server: Server, place: str) -> None:
    server.routes["/"] = redirect(place)
    assert refused(server).rule.startswith(("cannot be read as a URL", "redirects to what cannot", "its port is not"))


def test_a_redirect_without_a_place_is_a_failure(server: Server) -> None:
    server.routes["/"] = answer(status="302 Found")
    assert fails(server).status == 302


# --- what a hostile or broken server sends ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "temporary", "word"),
    [("404 Not Found", False, "check the address"), ("410 Gone", False, "take the address out"), ("401 No", False, "password"),
     ("403 No", False, "lets nobody in"), ("206 Partial", False, "open it"), ("204 None", False, "open it"), ("418 Tea", False, "open it"), ("500 Broken", True, "later"), ("408 Late", True, "later")],
)  # fmt: skip
def test_a_refusal_of_the_server_is_told_once(server: Server, status: str, temporary: bool, word: str) -> None:
    server.routes["/"] = answer(status=status)
    error = fails(server, attempts=4)
    assert (error.status, error.temporary, len(server.requests)) == (int(status[:3]), temporary, 1)
    assert word in error.remedy


@pytest.mark.parametrize("status", ["429 Slow", "502 Bad", "503 Busy", "504 Late"])
def test_a_busy_server_is_asked_again_after_pauses_that_double(server: Server, status: str) -> None:
    clock = FakeTime()
    server.routes["/"] = in_turn(*[answer(status=status)] * 3, answer(b"x"))
    client(clock, interval=0).fetch(server.url, robots=False)
    assert clock.slept == [0.5, 1.0, 2.0]


def test_a_busy_server_is_not_asked_for_ever(server: Server) -> None:
    server.routes["/"] = answer(status="503 Busy")
    assert (fails(server, attempts=4).status, len(server.requests)) == (503, 4)


@pytest.mark.parametrize("header", ["7", "Tue, 14 Nov 2023 22:13:27 GMT"])
def test_a_pause_that_is_asked_for_is_made(server: Server, header: str) -> None:
    clock = FakeTime()
    server.routes["/"] = in_turn(answer(status="429 Slow", Retry_After=header), answer(b"x"))
    client(clock).fetch(server.url, robots=False)
    assert sum(clock.slept) == pytest.approx(7, abs=0.1)


def test_a_long_pause_is_told_and_kept_by_later_calls(server: Server) -> None:
    server.routes |= {"/": answer(status="429 Slow", Retry_After="600"), "/other": answer(b"x")}
    one = client()
    with pytest.raises(FetchFailed) as caught:
        one.fetch(server.url, robots=False)
    assert (caught.value.status, caught.value.temporary, caught.value.retry_after) == (429, True, 600)
    with pytest.raises(OutOfTime, match=r"asked not to be asked for another (600|599) seconds"):
        one.fetch(f"{server.url}/other", robots=False)
    assert server.paths() == ["/"]


def test_requests_to_one_host_keep_their_distance(server: Server) -> None:
    clock = FakeTime()
    server.routes["/"] = answer(b"x")
    one = client(clock, interval=2.0)
    for _ in range(3):
        one.fetch(server.url, robots=False)
    assert clock.slept == pytest.approx([2, 2], abs=0.2)


def test_threads_ask_one_host_one_at_a_time(server: Server) -> None:
    under_way: list[int] = []
    seen: list[int] = []

    def slow(connection: object, number: int) -> None:
        under_way.append(number)
        threading.Event().wait(0.02)
        seen.append(len(under_way))
        under_way.remove(number)  # before the answer: whoever has it may ask again at once
        answer(b"x")(connection, number)  # type: ignore[arg-type]

    server.routes["/"] = slow  # type: ignore[assignment]
    one = client()
    threads = [threading.Thread(target=one.fetch, args=(server.url,), kwargs={"robots": False}) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [1] * 6


def test_a_closed_port_is_tried_again_and_told() -> None:
    clock = FakeTime()
    with pytest.raises(FetchFailed, match=r"cannot be connected to \(Connection refused\)") as caught:
        client(clock, interval=0, attempts=3).fetch("http://127.0.0.1:1/", robots=False)
    assert (caught.value.temporary, clock.slept) == (True, [0.5, 1.0])


# --- what must not be told -----------------------------------------------------------------------------------------


def test_a_password_goes_to_its_own_host_only_and_into_no_message(server: Server) -> None:
    server.routes |= {"/a": redirect(f"http://localhost:{server.port}/b"), "/b": answer(status="404 No")}
    url = server.url.replace("//", "//me:p%40ss@") + "/a?token=abc&x=1"
    server.routes["/a?token=abc&x=1"] = server.routes["/a"]
    with pytest.raises(FetchFailed) as caught:
        client().fetch(url, robots=False)
    assert server.headers(0)["authorization"] == "Basic bWU6cEBzcw=="
    assert "authorization" not in server.headers(1)
    server.routes["/a?token=abc&x=1"] = answer(status="403 No")
    with pytest.raises(FetchFailed) as caught:
        client().fetch(url, robots=False)
    assert str(caught.value).startswith(f"{server.url}/a?token=…&x=1: the server answers 403")


def test_the_password_of_a_page_is_not_in_its_final_address(server: Server) -> None:
    server.routes["/"] = answer(b"x")
    assert client().fetch(server.url.replace("//", "//me:pass@")).url_final == f"{server.url}/"
