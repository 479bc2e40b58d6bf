"""Pasted and scraped text -> Report: what is body, what is metadata, what stands around it."""

from __future__ import annotations

import pytest

from onrecord.model import Document, Hints, Rejected, Report
from onrecord.report import build


def read(text: str, **hints: str) -> Report:
    document = Document(content=text.encode(), media_type="text/plain", path="t.txt", hints=Hints(**hints))
    report = build(document)
    assert isinstance(report, Report), report
    return report


PASTED = """Gulf Meridian
News|Gulf
Iran seizes tanker in strait, crew held
Published On 14/05/2025
|
Last update: 23:10 (Mecca time)
Save
Share
Iran's Revolutionary Guards seized a tanker on Wednesday, state television reported.
With the tension rising #Tankers a film that explains the strait#History pic.twitter.com/Zx81Kq0LmT
– Gulf Shipping Desk (@GulfShipDesk) May 13, 2025
Greece demanded the release of the crew, its foreign ministry said.
A tanker in the strait in an earlier picture [File: Jane Doe/Reuters]
Read more:
The manager denied the accusation. Follow us on social media for more.
(Reporting by Jane Doe in Dubai; Editing by John Roe)
Most read
Five charts on the price of oil
"""


def test_a_pasted_page_keeps_its_body_alone() -> None:
    report = read(PASTED)
    assert report.text.split("\n\n") == [
        "Iran's Revolutionary Guards seized a tanker on Wednesday, state television reported.",
        "Greece demanded the release of the crew, its foreign ministry said.",
        "The manager denied the accusation.",
    ]
    assert report.title == "Iran seizes tanker in strait, crew held"
    assert report.credits == ("Reporting by Jane Doe in Dubai; Editing by John Roe",)


def test_dates_of_a_pasted_page_are_metadata_with_the_zone_of_the_named_city() -> None:
    report = read(PASTED)
    assert report.published == "2025-05-14"
    assert report.updated == "2025-05-14T23:10:00+03:00"


def test_an_embedded_post_is_kept_apart() -> None:
    (post,) = read(PASTED).embedded
    assert post.author == "@GulfShipDesk"
    assert post.published == "2025-05-13"
    assert post.text.startswith("With the tension rising #Tankers")
    assert "pic.twitter.com/Zx81Kq0LmT" in post.text


@pytest.mark.parametrize("glue", ["", " ", "\n", "\n\n"])
def test_what_follows_a_post_is_body_however_it_is_glued(glue: str) -> None:
    report = read(
        "The union called a strike on Monday.\n\nWe march at noon! #Strike pic.twitter.com/AbCdEf1234\n"
        f"— Union (@union_x) October 28, 2025{glue}The ministry refused to talk on Tuesday."
    )
    assert report.text == "The union called a strike on Monday.\n\nThe ministry refused to talk on Tuesday."
    assert report.embedded[0].text == "We march at noon! #Strike pic.twitter.com/AbCdEf1234"


def test_a_post_on_several_lines_of_its_own_block_is_taken_whole() -> None:
    report = read(
        "The union called a strike on Monday.\n\nWe march at noon.\nBring water.\n— Union (@union_x) October 28, 2025"
        "\n\nThe ministry refused to talk on Tuesday."
    )
    assert report.embedded[0].text == "We march at noon.\nBring water."
    assert "march" not in report.text


def test_body_lines_above_a_post_stay_body() -> None:
    report = read(
        "Fighters entered the town on Monday and burned the market, two residents told the radio of the province.\n"
        "The army said that it had sent a battalion and that the road to the north was closed to all traffic.\n"
        "The governor flew to the capital, where he asked for helicopters, fuel and a second battalion of soldiers.\n"
        "We will not leave our people alone\n— Governor (@gov_office) October 28, 2025\n\nSchools stay closed, he said."
    )
    assert [p.split()[0] for p in report.text.split("\n\n")] == ["Fighters", "The", "The", "Schools"]


def test_a_dash_and_a_handle_in_prose_are_no_post() -> None:
    text = "The minister – who posts as (@minister_x) on most days – resigned on Monday, his office said."
    assert read(text).text == text
    assert read(text).embedded == ()


def test_instagram_leaves_nothing_in_the_body() -> None:
    report = read(
        "Aid reached the town on Monday, it said.\nView this post on Instagram\nA post shared by Relief (@relief.org)\n"
        "More is needed, doctors said."
    )
    assert report.text == "Aid reached the town on Monday, it said.\n\nMore is needed, doctors said."
    assert report.embedded[0].author == "@relief.org"


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement", "Read more: Why the talks failed", "Related: Five things to know", "Image source, Getty",
        "Listen to this article", "Sign up for our newsletter", "We use cookies to improve your experience.",
        "Police in the square (AP Photo/Jane Doe)", "Jane Doe/AFP via Getty Images", "#Peace #Talks", "3 min read",
        "© 2025 The Paper. All rights reserved.", "https://example.org/story", "RIOTS SPREAD TO SECOND CITY AFTER VOTE",
    ],
)  # fmt: skip
def test_furniture_goes(line: str) -> None:
    report = read(f"The army left the town on Monday, it said.\n{line}\nThe rebels denied the report.")
    assert report.text == "The army left the town on Monday, it said.\n\nThe rebels denied the report."


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell by a tenth after the coup.",
        "Related charges were dropped on Friday, the court said.",
        "Watchmen at the depot heard two shots.",
        "Meta changed its privacy policy on Tuesday.",
        "Advertisements for the party were banned.",
        "Reporters were beaten outside the court.",
        "By contrast, the army stayed in its barracks.",
        "Published figures show that exports fell.",
        "Photographers were kept outside, one of them said.",
        "The Post reported that the letter was forged.",
    ],
)
def test_prose_that_resembles_furniture_stays(line: str) -> None:
    assert line in read(f"The army left the town on Monday, it said.\n{line}\nThe rebels denied the report.").text


@pytest.mark.parametrize(
    "line",
    ["Subscribe to continue reading.", "Already a subscriber? Log in", "To continue reading this article, register.",
     "This article is for subscribers only.", "You’ve reached your monthly limit of free articles."],
)  # fmt: skip
def test_a_text_that_ends_where_payment_begins_says_so(line: str) -> None:
    stub = read(f"The army left the town on Monday, it said.\n{line}\nGet unlimited access for a month.")
    assert stub.text == "The army left the town on Monday, it said."
    assert stub.cut is not None
    assert "subscribe" in stub.cut
    # a notice amid the text is no end of it
    assert read(f"The army left the town on Monday, it said.\n{line}\nThe rebels denied the report.").cut is None


def test_a_request_to_pay_is_no_report() -> None:
    words = b"Subscribe to continue reading.\nAlready a subscriber? Log in."
    found = build(Document(content=words, media_type="text/plain", path="t.txt", hints=Hints()))
    assert isinstance(found, Rejected)
    assert found.reason == "missing_text"


MARKDOWN = """# Shots at the ford

![map](https://x.example/map.png "the map")

*By Jane Doe* · 5 May 2031

Rebels from [Uvira](https://x.example/wiki/Uvira_(town)) attacked a **mill** near _Luvungi_ on Monday, police said.

## What is known

> The army *denied* that it had fired, but 2 * 3 men are missing and file_name_x stands.

[![logo](https://x.example/l.png)](https://x.example)
"""


def test_markdown_is_read_as_it_looks() -> None:
    report = read(MARKDOWN)
    assert (report.title, report.author, report.published) == ("Shots at the ford", "Jane Doe", "2031-05-05")
    assert report.text == (
        "Rebels from Uvira attacked a mill near Luvungi on Monday, police said.\n\nWhat is known\n\n"
        "The army denied that it had fired, but 2 * 3 men are missing and file_name_x stands."
    )
    plain = "He wrote [sic] (on Monday) that *nobody* had been there, the mayor said."
    assert read(plain).text == plain


def test_the_head_of_a_mail_is_no_headline() -> None:
    mail = (
        "From: desk@post.example\r\nTo: all\r\nSubject: Shots\r\nDate: Mon, 5 May 2031 09:15:00 +0300\r\n\r\n"
        "Rebels attacked a mill near Luvungi on Monday, police said.\r\n"
    )
    report = read(mail)
    assert (report.title, report.published) == ("Shots", "2031-05-05T09:15:00+03:00")
    assert report.text == "Rebels attacked a mill near Luvungi on Monday, police said."
    story = "From: the ford to the mill, nobody slept.\nRebels attacked on Monday, police said."
    assert read(story).text.startswith("From: the ford")


def test_colours_of_a_terminal_and_numbers_of_pages_go() -> None:
    text = read("\x1b[1;31mRebels attacked a mill, police said.\x1b[0m\fPage 2\n\nNobody was hurt, they added.").text
    assert text == "Rebels attacked a mill, police said.\n\nNobody was hurt, they added."


def test_a_copy_keeps_no_trailer() -> None:
    assert read("Gunmen killed two guards on Monday. Follow us on social media for more.").text.endswith("Monday.")


def test_scraped_paragraphs_are_parted_at_runs_of_spaces() -> None:
    report = read("The talks failed on Monday.     Both sides blamed the other.  A date was not set. Nobody spoke.")
    assert report.text == (
        "The talks failed on Monday.\n\nBoth sides blamed the other.\n\nA date was not set. Nobody spoke."
    )


def test_glued_paragraphs_are_parted_where_it_is_safe() -> None:
    report = read(
        "Strikes sank two ships.The president accused the navy of U.S.Army tactics. Gen.Smith of St.Louis left."
    )
    assert report.text.split("\n\n") == [
        "Strikes sank two ships.",
        "The president accused the navy of U.S.Army tactics. Gen.Smith of St.Louis left.",
    ]


def test_hard_wrapped_copy_is_joined() -> None:
    wrapped = (
        "Poland plans to buy 48 howitzers and about five thousand shells\nfrom South Korea, the defence ministry said"
        " on Thursday, in a\ncontract that is worth an estimated 1.1 billion dollars and that\nparliament has yet to"
        " approve.\n\nThe first guns are to be delivered next spring, a spokesman for the\nUnited Arms Agency said."
    )
    assert len(read(wrapped).text.split("\n\n")) == 2
    assert "\n" not in read(wrapped).text.replace("\n\n", "")


def test_invisible_characters_and_odd_spaces() -> None:
    report = read("The\u00a0army \u200bleft the to\u00adwn on\u2009Monday,\u0000 it said in Co\u0301rdoba.")
    assert report.text == "The army left the town on Monday, it said in Córdoba."


def test_tags_in_plain_text_are_text() -> None:
    assert "<b>left</b>" in read("The army <b>left</b> the town on Monday, it said.").text


def test_a_byline_gives_the_author_and_an_outlet_line_the_publisher() -> None:
    report = read("By Jane Smith and John Roe in Kyiv\nBBC News, Kyiv\n\nPolice arrested 12 people on Monday, it said.")
    assert report.author == "Jane Smith and John Roe"
    assert report.publisher == "BBC"
    assert report.text == "Police arrested 12 people on Monday, it said."


def test_unknown_is_none() -> None:
    report = read("Police arrested 12 people on Monday, a spokesman told Al Jazeera.")
    assert (report.publisher, report.author, report.title, report.published, report.updated) == (None,) * 5


def test_hints_win() -> None:
    report = read(PASTED, publisher="Kites Daily", published="2025-05-20", id="k1", title="Another title")
    assert (report.publisher, report.published, report.id, report.title) == (
        "Kites Daily", "2025-05-20", "k1", "Another title",
    )  # fmt: skip


def test_the_address_gives_publisher_and_id() -> None:
    text = "Police arrested 12 people on Monday, a spokesman said."
    one, same, other = (
        read(text, url="https://edition.cnn.com/2025/a"),
        read(text, url="http://edition.cnn.com/2025/a/?utm_source=feed"),
        read(text + " He left.", url="https://edition.cnn.com/2025/a"),
    )
    assert one.publisher == "CNN"
    assert one.id == same.id
    assert len({one.id, other.id, read(text).id}) == 3  # a page that was rewritten is another report
    assert len(one.id) == 16


@pytest.mark.parametrize(
    "line",
    [
        "The governor meets drivers near the port, on Oct. 18, 2023.(Jane Doe (GPO)/Anadolu via Getty Images)",
        "Drivers block a bridge(Photos Jane Doe/NWS)", "The senators before the vote.(Getty Images)",
        "Watch the video below:", "See pictures from the scene:",
    ],
)  # fmt: skip
def test_captions_glued_to_their_credit_go(line: str) -> None:
    text = (
        "The drivers left the bridge on Monday, the governor said.\n\n{}\n\nThe union denied that it had agreed to it."
    )
    assert line not in read(text.format(line)).text
    assert read(text.format(line)).text.count("\n\n") == 1


def test_a_copyright_notice_at_the_end_of_a_paragraph_goes() -> None:
    body = "The drivers left the bridge on Monday, the governor said. The union denied that it had agreed to it."
    for notice in ("© 2024 Rift Valley Courier. A Lakeside Company.", "Copyright 2024 Rift Valley Courier."):
        assert read(f"{body} {notice}").text == body


def test_corrections_are_kept_apart() -> None:
    body = "The drivers left the bridge on Monday, the governor said."
    note = "An earlier version of this story misstated the name of the bridge."
    report = read(f"{body}\n\n{note}")
    assert (report.text, report.credits) == (body, (note,))


def test_the_agency_that_signs_is_a_credit() -> None:
    report = read("Police arrested 12 people on Monday, a spokesman said. (AFP)")
    assert report.text.endswith("said.")
    assert report.credits == ("AFP",)


def test_a_title_on_top_of_the_body_is_not_read_twice() -> None:
    report = read("Army leaves town\n\nThe army left the town on Monday, it said.", title="Army leaves town")
    assert report.text == "The army left the town on Monday, it said."


def test_text_without_prose_is_kept_whole() -> None:
    assert read("soldiers left the town").text == "soldiers left the town"


def test_the_same_paragraph_twice_is_read_once() -> None:
    line = "The president said that the army would leave the town before the end of the month of May."
    assert read(f"{line}\n\nThe rebels denied it.\n\n{line}").text.count("president") == 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Міністр оборони заявив у понеділок, що армія залишила місто після тижня боїв.", "Ukrainian"),
        ("El ministro de Defensa dijo el lunes que el ejército había abandonado la ciudad.", "Spanish"),
        ("قال وزير الدفاع يوم الاثنين إن الجيش غادر المدينة بعد أسبوع من القتال.", "Arabic"),
        ("国防部长周一表示，经过一周的战斗，军队已经撤离该市。", "Chinese"),
    ],
)
def test_another_language_is_named(text: str, name: str) -> None:
    found = build(Document(content=text.encode(), media_type="text/plain", path="t.txt"))
    assert isinstance(found, Rejected)
    assert found.reason == "language"
    assert found.detail == f"This report is in {name}, which OnRecord cannot read yet."


@pytest.mark.parametrize("text", ["EU, NATO meet.", "Kim met Xi in Ulaanbaatar.", "ARMY LEAVES GOMA"])
def test_short_english_is_read(text: str) -> None:
    assert read(text).language == "en"


def test_a_post_as_its_service_draws_it() -> None:
    report = read(
        "Police closed the road on Monday, it said.\n\nRoads Office\n@roads_office\nThe bridge is open.\n"
        "Drive slowly.\n10:15 AM · Oct 31, 2025 · 1.2M Views\n\nDrivers complained all day."
    )
    assert report.text == "Police closed the road on Monday, it said.\n\nDrivers complained all day."
    (post,) = report.embedded
    assert (post.author, post.published) == ("@roads_office", "2025-10-31")
    assert post.text == "The bridge is open.\nDrive slowly."


def test_credits_are_kept_even_below_other_stories() -> None:
    report = read(
        "Rebels freed six hostages on Friday, it said.\nMost read\nBread prices climb\n(FRANCE 24 with AFP)\n"
        "Doe reported from Beirut."
    )
    assert report.text == "Rebels freed six hostages on Friday, it said."
    assert report.credits == ("FRANCE 24 with AFP", "Doe reported from Beirut.")


def test_words_glued_by_dropped_links_are_parted() -> None:
    assert read("Talks about theGaza war failed, according toReuters, on Monday. An iPhone was found.").text == (
        "Talks about the Gaza war failed, according to Reuters, on Monday. An iPhone was found."
    )
