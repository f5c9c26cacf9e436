"""Time zones: what people type for one, what is none, and how a zone reads."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.text import is_han
from bot.zones import LONGEST, TABLE, near_zones, read_zone, spelt, zone_text

WINTER, SUMMER = datetime(2026, 1, 15, 12, tzinfo=UTC), datetime(2026, 7, 15, 12, tzinfo=UTC)
ROWS = [
    line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
]
NO_PLACES = {"Factory", "localtime"}  # what the zone database lists beside the zones
MEANT_OTHERWISE = {"EST"}  # there Panama's time, the same all year


def meant(words: str) -> str | None:
    zone = read_zone(words)
    return zone.name if zone else None


@pytest.mark.parametrize(
    ("words", "name"),
    [
        pytest.param("Asia/Shanghai", "Asia/Shanghai", id="an IANA name"),
        pytest.param("asia/shanghai", "Asia/Shanghai", id="in lower case"),
        pytest.param("ＡＳＩＡ／ＳＨＡＮＧＨＡＩ", "Asia/Shanghai", id="in full width"),
        pytest.param("America/New York", "America/New_York", id="with a space"),
        pytest.param("america-new-york", "America/New_York", id="with hyphens"),
        pytest.param("America/Port-au-Prince", "America/Port-au-Prince", id="with hyphens of its own"),
        pytest.param("america/argentina/buenos_aires", "America/Argentina/Buenos_Aires", id="of three parts"),
        pytest.param("Asia/Chongqing", "Asia/Shanghai", id="an alias is the current name"),
        pytest.param("Asia/Calcutta", "Asia/Kolkata", id="an old spelling is the current name"),
        pytest.param("PRC", "Asia/Shanghai", id="an alias without a slash"),
        pytest.param("US/Pacific", "America/Los_Angeles", id="an alias of a region"),
        pytest.param("EST5EDT", "America/New_York", id="an alias of the POSIX kind"),
        pytest.param("EST", "America/New_York", id="what people mean by an alias"),
        pytest.param("上海", "Asia/Shanghai", id="a city in Chinese"),
        pytest.param("紐約", "America/New_York", id="a city in traditional characters"),
        pytest.param("臺北", "Asia/Taipei", id="traditional characters of the place itself"),
        pytest.param("香港", "Asia/Hong_Kong", id="Hong Kong has its own"),
        pytest.param("乌鲁木齐", "Asia/Urumqi", id="a city that keeps a second time"),
        pytest.param("伦敦时间", "Europe/London", id="with the word for time"),
        pytest.param("new york", "America/New_York", id="a city in English"),
        pytest.param("Tokyo time", "Asia/Tokyo", id="with time behind it in English"),
        pytest.param("NYC", "America/New_York", id="a short form"),
        pytest.param("São Paulo", "America/Sao_Paulo", id="with an accent"),
        pytest.param("Xi'an", "Asia/Shanghai", id="with an apostrophe"),
        pytest.param("芜湖", "Asia/Shanghai", id="a prefecture-level city"),
        pytest.param("合肥市", "Asia/Shanghai", id="a city with its rank"),
        pytest.param("hefei", "Asia/Shanghai", id="a city in pinyin"),
        pytest.param("浙江", "Asia/Shanghai", id="a province"),
        pytest.param("新疆维吾尔自治区", "Asia/Shanghai", id="an autonomous region's full name"),
        pytest.param("安徽省芜湖市", "Asia/Shanghai", id="a province and its city"),
        pytest.param("美国纽约", "America/New_York", id="a country of many zones and its city"),
        pytest.param("Paris, France", "Europe/Paris", id="a city and its country"),
        pytest.param("日本", "Asia/Tokyo", id="a country in Chinese"),
        pytest.param("Germany", "Europe/Berlin", id="a country in English"),
        pytest.param("新加坡", "Asia/Singapore", id="a city that is a country"),
        pytest.param("北京时间", "Asia/Shanghai", id="Beijing time"),
        pytest.param("中国", "Asia/Shanghai", id="China"),
        pytest.param("东八区", "Asia/Shanghai", id="the eighth zone east"),
        pytest.param("西五区", "Etc/GMT+5", id="the fifth zone west"),
        pytest.param("旧金山", "America/Los_Angeles", id="a large city that names no zone"),
        pytest.param("Portland", "America/Los_Angeles", id="the best known of several"),
        pytest.param("意大利", "Europe/Rome", id="a foreign place of the search's own list"),
    ],
)
def test_a_name_is_read(words: str, name: str) -> None:
    assert meant(words) == name


@pytest.mark.parametrize(
    ("words", "name", "hours"),
    [
        ("UTC+8", "Etc/GMT-8", 8),
        ("utc +08:00", "Etc/GMT-8", 8),
        ("+8", "Etc/GMT-8", 8),
        ("＋８", "Etc/GMT-8", 8),
        ("+0800", "Etc/GMT-8", 8),
        ("GMT-5", "Etc/GMT+5", -5),
        ("UTC−5", "Etc/GMT+5", -5),
        ("Etc/GMT-8", "Etc/GMT-8", 8),
        ("etc/gmt+5", "Etc/GMT+5", -5),
        ("UTC+14", "Etc/GMT-14", 14),
        ("UTC-12", "Etc/GMT+12", -12),
        ("UTC", "Etc/UTC", 0),
        ("Z", "Etc/UTC", 0),
        ("GMT+0", "Etc/UTC", 0),
        ("-00:00", "Etc/UTC", 0),
        ("UTC+5:30", "Asia/Kolkata", 5.5),
        ("+05：45", "Asia/Kathmandu", 5.75),
        ("UTC+6:30", "Asia/Yangon", 6.5),
        ("UTC+9:30", "Australia/Darwin", 9.5),
        ("UTC+4:30", "Asia/Kabul", 4.5),
        ("UTC+3:30", "Asia/Tehran", 3.5),
        ("UTC-9:30", "Pacific/Marquesas", -9.5),
        ("UTC+8:45", "Australia/Eucla", 8.75),
    ],
)
def test_an_offset_is_a_zone_that_has_it_in_winter_and_in_summer(words: str, name: str, hours: float) -> None:
    assert meant(words) == name
    for moment in (WINTER, SUMMER):
        assert moment.astimezone(ZoneInfo(name)).utcoffset() == timedelta(hours=hours)


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("", id="nothing"),
        pytest.param(" \n", id="spaces"),
        pytest.param("08:30", id="a time of day"),
        pytest.param("-08:30", id="an offset that nobody has"),
        pytest.param("UTC+8:30", id="an offset that somebody had once"),
        pytest.param("UTC+12:45", id="an offset that is kept for half the year"),
        pytest.param("UTC+5:75", id="minutes that are none"),
        pytest.param("UTC+15", id="an offset too far east"),
        pytest.param("UTC-13", id="an offset too far west"),
        pytest.param("8", id="a number"),
        pytest.param("2026", id="a year"),
        pytest.param("东十五区", id="a zone too far east in Chinese"),
        pytest.param("每天", id="every day"),
        pytest.param("今天", id="today"),
        pytest.param("每周一", id="a weekday"),
        pytest.param("拍卖会", id="a word of the subject"),
        pytest.param("上市", id="a word that the list of places has"),
        pytest.param("时间", id="time itself"),
        pytest.param("市", id="a rank without its city"),
        pytest.param("time", id="time itself in English"),
        pytest.param("Mars/Phobos", id="a zone of another planet"),
        pytest.param("Shanghai/Asia/Shanghai", id="a path that is longer"),
        pytest.param("请在每天早上用上海时间发给我", id="a sentence that names one"),
        pytest.param("上海纽约", id="two cities of different zones"),
        pytest.param("美国", id="a country of many zones"),
        pytest.param("CST", id="China's time or Chicago's"),
        pytest.param("Russia", id="a country of many zones in English"),
        pytest.param("../../etc/passwd", id="a path"),
        pytest.param("/etc/localtime", id="a path to a zone's file"),
        pytest.param("localtime", id="the machine's own zone"),
        pytest.param("\0", id="NUL"),
        pytest.param("\x1b[31m", id="a control sequence"),
        pytest.param("\ud800", id="half a character"),
        pytest.param("上海" * 5_000, id="ten thousand characters"),
        pytest.param("+" + "8" * 10_000, id="ten thousand digits"),
        pytest.param("Ａ" * LONGEST, id="as long as may be"),
    ],
)
def test_no_zone_is_found_in(words: str) -> None:
    assert read_zone(words) is None
    assert all(map(read_zone, near_zones(words)))


@pytest.mark.parametrize(
    ("words", "first"),
    [
        pytest.param("shanghia", "Shanghai", id="letters that changed places"),
        pytest.param("asia/shangai", "Shanghai", id="a letter that is missing"),
        pytest.param("伦顿", "伦敦", id="another character of that sound"),
        pytest.param("上诲", "上海", id="a character that looks like it"),
        pytest.param("布宜诺斯", "布宜诺斯艾利斯", id="half of a long name"),
        pytest.param("我在纽约上班", "纽约", id="a name in a sentence"),
        pytest.param("美国", "纽约", id="a country's zones"),
    ],
)
def test_what_is_near_is_offered(words: str, first: str) -> None:
    assert read_zone(words) is None
    assert near_zones(words)[0] == first


def test_a_name_of_many_zones_offers_three_of_them() -> None:
    assert near_zones("美国") == ("纽约", "芝加哥", "洛杉矶")
    assert near_zones("CST") == ("上海", "芝加哥")


@pytest.mark.parametrize("words", ["", "市", "今天", "每天", "拍卖会", "08:30", "../../etc/passwd", "hello"])
def test_nothing_is_near(words: str) -> None:
    assert near_zones(words) == ()


@pytest.mark.parametrize(
    ("name", "winter", "summer"),
    [
        ("Asia/Shanghai", "上海时间（UTC+8）", "上海时间（UTC+8）"),
        ("America/New_York", "纽约时间（UTC-5）", "纽约时间（UTC-4）"),
        ("Europe/London", "伦敦时间（UTC+0）", "伦敦时间（UTC+1）"),
        ("Asia/Kolkata", "加尔各答时间（UTC+5:30）", "加尔各答时间（UTC+5:30）"),
        ("Pacific/Marquesas", "马克萨斯时间（UTC-9:30）", "马克萨斯时间（UTC-9:30）"),
        ("America/St_Johns", "圣约翰斯时间（UTC-3:30）", "圣约翰斯时间（UTC-2:30）"),
        ("Asia/Chongqing", "重庆时间（UTC+8）", "重庆时间（UTC+8）"),
        ("Asia/Calcutta", "加尔各答时间（UTC+5:30）", "加尔各答时间（UTC+5:30）"),
        ("PRC", "上海时间（UTC+8）", "上海时间（UTC+8）"),
        ("Etc/GMT-8", "UTC+8", "UTC+8"),
        ("Etc/GMT+5", "UTC-5", "UTC-5"),
        ("Etc/UTC", "UTC", "UTC"),
        ("UTC", "UTC", "UTC"),
    ],
)
def test_a_zone_reads_with_the_offset_it_has_then(name: str, winter: str, summer: str) -> None:
    assert (zone_text(name, WINTER), zone_text(name, SUMMER)) == (winter, summer)


def test_a_zone_s_label_is_chinese_or_its_offset() -> None:
    assert [zone.label for words in ("芜湖", "nyc", "UTC+8", "UTC") if (zone := read_zone(words))] == [
        "上海",
        "纽约",
        "UTC+8",
        "UTC",
    ]


def test_the_table_has_the_names_people_type() -> None:
    assert len(ROWS) > 350
    assert all(len(row) == 2 and row[0] == row[0].strip() for row in ROWS)


def test_every_zone_of_the_table_loads_and_every_name_is_read() -> None:
    for name, zones in ROWS:
        assert len(name) <= LONGEST
        for zone in zones.split(" "):
            assert ZoneInfo(zone).key == zone
        assert meant(name) == (None if " " in zones else zones), name


def test_no_two_names_of_the_table_are_one() -> None:
    names = [spelt(name) for name, _ in ROWS]
    assert "" not in names
    assert len(set(names)) == len(names)


def test_every_zone_has_a_chinese_label_of_its_own() -> None:
    for zone in {zones for _, zones in ROWS if " " not in zones and not zones.startswith("Etc/")}:
        found = read_zone(zone)
        assert found is not None
        assert (found.name, meant(found.label)) == (zone, zone)
        assert is_han(spelt(found.label)), zone


def test_every_name_of_the_database_is_read_and_keeps_the_same_time() -> None:
    for name in sorted(available_timezones() - NO_PLACES - MEANT_OTHERWISE):
        zone = read_zone(name)
        assert zone is not None, name
        for moment in (WINTER, SUMMER):
            assert moment.astimezone(ZoneInfo(name)).utcoffset() == moment.astimezone(ZoneInfo(zone.name)).utcoffset()


@settings(deadline=None)
@given(st.text(max_size=80) | st.text(alphabet="UTCGM+-−:：0189东西八区Z ", max_size=12))
def test_no_text_breaks_the_reading_and_what_is_found_loads(words: str) -> None:
    if zone := read_zone(words):
        assert ZoneInfo(zone.name).key == zone.name
        assert zone_text(zone.name, WINTER)
    near = near_zones(words)
    assert len(near) <= 3
    assert all(map(read_zone, near))
