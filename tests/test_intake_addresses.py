"""No connection to what is no public address of the web: 300 hostile addresses, and the real sockets watched."""

from __future__ import annotations

import socket
from itertools import product

import pytest

from onrecord.intake.addresses import is_public, parse
from onrecord.intake.answers import Failure
from onrecord.intake.web import Web

# Networks that no page of the public web stands in, one address of each or more.
PRIVATE = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.127.255.254 127.0.0.1 127.1.2.3 127.255.255.254 169.254.0.1
169.254.169.254 169.254.170.2 172.16.0.1 172.31.255.254 192.0.0.1 192.0.0.8 192.0.2.1 192.88.99.1 192.168.0.1
192.168.255.254 198.18.0.1 198.19.255.254 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.255 233.252.0.1 240.0.0.1
255.255.255.255 168.63.129.16 :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254
::ffff:7f00:1 64:ff9b::7f00:1 64:ff9b::10.0.0.1 64:ff9b:1::1 100::1 2001::1 2001:db8::1 2001:0:7f00:1::
2002:7f00:1:: 2002:a00:1::1 fc00::1 fd00::1 fd12:3456:789a:1::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1 ff05::2 ff0e::1
::8.8.8.8 5f00::1 2001:10::1 2001:2::1
""".split()
PUBLIC = """
8.8.8.8 93.184.216.34 1.1.1.1 172.15.0.1 172.32.0.1 2606:2800:220:1::1 ::ffff:8.8.8.8 64:ff9b::808:808
""".split()
NUMBERS = """
2130706433 017700000001 0x7f000001 0x7f.1 0x7f.0.0.1 0177.0.0.1 127.1 127.0.1 1 0 0x0 3232235521 0xc0a80001 10.1
192.168.257 00000177.0.0.1 127.0.0.01 0x7F000001 4294967295 2852039166 0xa9fea9fe 0251.0376.0251.0376 256.0.0.1
1.2.3.4.5
""".split()
NAMES = """
localhost LOCALHOST localhost. a.localhost printer.local nas.lan router.home vault.corp db.internal db.intranet
x.home.arpa intranet wpad metadata kubernetes.default abc.onion x.test x.invalid localhost.localdomain
""".split()
SCHEMES = """
file:///etc/passwd ftp://news.example/a gopher://127.0.0.1:25/x javascript:alert(1) data:text/html,x dict://news.example/
ldap://news.example/ jar:http://news.example!/ about:blank blob:http://news.example/x view-source:http://news.example/
ws://news.example/ chrome://settings mailto:a@news.example sftp://news.example/ tel:1 unix:/var/run/docker.sock netdoc:/
//news.example/a news.example/a /etc/passwd HTTP:news.example http:/ http:// https:// http:///a https:news.example
""".split()
WRITTEN = [
    "http://user@news.example/", "http://user:pw@news.example/", "http://@news.example/", "http://news.example@127.0.0.1/",
    "http://127.0.0.1#@news.example/", "http://127.0.0.1\\@news.example/", "http://news.example\\.evil.example/",
    "http://news.example:22/", "http://news.example:25/", "http://news.example:3306/", "http://news.example:6379/",
    "http://news.example:0/", "http://news.example:65536/", "http://news.example:-1/", "http://news.example:8o/",
    "http://news.example:9200/", "https://news.example:11211/", "http://news.example:80:80/", "http://news .example/",
    "http://news.example/\r\nX: y", "http://news.example/a\tb", "http://news.example\x00.evil.example/", "http://%31%32%37.0.0.1/",
    "http://127.0.0.1%2f@news.example/", "http://news%2eexample/", "http://[::1/", "http://::1/", "http://[127.0.0.1]/",
    "http://[fe80::1%25eth0]/", "http://[::1%251]/", "http://[::ffff:127.0.0.1%0]/", "http://[news.example]/", "http://[]/",
    "http://①②⑦.⓪.⓪.①/", "http://127。0。0。1/", "http://１２７.0.0.1/", "http://ⓛocalhost/", "http://localhoſt/",
    "http://-news.example/", "http://news-.example/", "http://news..example/", "http://.example/", "http://./",
    "http://" + "a" * 64 + ".example/", "http://" + "a." * 130 + "example/", "http://news.example/" + "a" * 5_000,
    "http://news.example\u2028/", "http://news\u200b.exa mple/", "http://\u202enews.example /", "http://news.example:８０８1/",
]  # fmt: skip
MIXED = [f"{scheme}://{host}{rest}" for scheme, host, rest in product(
    ("http", "https"), [f"[{ip}]" if ":" in ip else ip for ip in PRIVATE], ("/", ":8080/admin?x=1#y"))]  # fmt: skip
HOSTILE = [*MIXED, *(f"http://{host}/" for host in (*NUMBERS, *NAMES)), *SCHEMES, *WRITTEN]


class Connected(Exception):
    """A socket was to be connected."""


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Every way out of the process: what is asked of it is noted and refused."""
    tried: list[object] = []

    def refuse(*args: object, **options: object) -> None:
        tried.append(args)
        raise Connected(args)

    for name in ("connect", "connect_ex", "sendto", "sendmsg"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    return tried


def test_three_hundred_hostile_addresses_and_no_connection(watched: list[object]) -> None:
    assert len(set(HOSTILE)) >= 300
    looked_up: list[str] = []

    def resolver(host: str, port: int) -> list[str]:
        looked_up.append(host)
        return [host]

    for url in HOSTILE:
        answer = Web(resolve=resolver).fetch(url)
        assert isinstance(answer, Failure), url
        assert answer.reason in ("address", "private_address"), (url, answer)
        assert answer.lasting
    assert watched == []
    # IP addresses as written are judged where names are resolved, and so is a name that nothing gives away
    assert {host for host in looked_up if ":" not in host and not host.replace(".", "").isdigit()} == {
        "kubernetes.default"
    }


@pytest.mark.parametrize("ip", PRIVATE)
def test_names_that_resolve_to_a_private_address(ip: str, watched: list[object]) -> None:
    web = Web(resolve=lambda host, port: [ip])
    answer = web.fetch("https://news.example/a")
    assert isinstance(answer, Failure) and answer.reason == "private_address"
    assert watched == []


def test_the_watch_over_the_sockets_works(watched: list[object]) -> None:
    with pytest.raises(Connected):
        Web(resolve=lambda host, port: ["93.184.216.34"]).fetch("http://news.example/a")
    assert watched == [(("93.184.216.34", 80), 10.0)]


@pytest.mark.parametrize("ip", PUBLIC)
def test_public_addresses(ip: str) -> None:
    assert is_public(ip)


@pytest.mark.parametrize("ip", [*PRIVATE, "nonsense", ""])
def test_addresses_that_are_not_public(ip: str) -> None:
    assert not is_public(ip)


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("HTTP://News.Example", "http://news.example/"),
        ("https://news.example:443/a/../b?x=1&y=é#z", "https://news.example/a/../b?x=1&y=%C3%A9"),
        ("https://news.example:8443/", "https://news.example:8443/"),
        ("https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"),
        ("http://8.8.8.8/", "http://8.8.8.8/"),
        ("http://[2606:2800:220:1::1]/", "http://[2606:2800:220:1::1]/"),
        ("https://news.example?x", "https://news.example/?x"),
        (" https://news.example/a%20b\n", "https://news.example/a%20b"),
    ],
)
def test_addresses_as_they_are_asked(written: str, asked: str) -> None:
    assert parse(written).url == asked


def test_relative_addresses() -> None:
    assert parse("../b?c", base="https://news.example/x/y/a").url == "https://news.example/x/b?c"
    assert parse("//other.example/b", base="https://news.example/a").url == "https://other.example/b"
