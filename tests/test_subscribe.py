"""/subscribe and /unsubscribe: a time and a place as people write them, and then one digest a day."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from bot.facts import Base
from bot.services import Services
from tests.chat import CHANNEL, GROUP, OTHER, PERSON, Chat, Said

FORUM: dict[str, Any] = {**GROUP, "is_forum": True}
TOPIC: dict[str, Any] = {"message_thread_id": 42, "is_topic_message": True}
ANONYMOUS: dict[str, Any] = {"from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}, "sender_chat": GROUP}


def at(day: int, hour: int, minute: int = 0, zone: str = "Asia/Shanghai") -> datetime:
    """A time of a day of November 2026; the tests' now is noon of the 20th in Shanghai."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZoneInfo(zone))


async def every_day(talk: Chat, words: str = "/subscribe 08:30", chat: dict[str, Any] | None = None) -> Said:
    """Subscribes, and wants one fact on a day without milestones: so there is a digest every day."""
    said = await talk(words, chat)
    await talk.press_data("set|-|empty|fact", chat=chat)
    return said


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("", "每天 08:30，上海时间（UTC+8）"),
        ("08:30", "每天 08:30，上海"),
        ("7:05", "每天 07:05，上海"),
        ("8：30", "每天 08:30，上海"),
        ("0830", "每天 08:30，上海"),
        ("8.30", "每天 08:30，上海"),
        ("9", "每天 09:00，上海"),
        ("8点半", "每天 08:30，上海"),
        ("八点半", "每天 08:30，上海"),
        ("8點半", "每天 08:30，上海"),
        ("8时30分", "每天 08:30，上海"),
        ("八点零五分", "每天 08:05，上海"),
        ("早上七点三刻", "每天 07:45，上海"),
        ("7点1刻", "每天 07:15，上海"),
        ("7点 3刻", "每天 07:45，上海"),
        ("七点两刻", "每天 07:30，上海"),
        ("7点1分", "每天 07:01，上海"),
        ("下午3点", "每天 15:00，上海"),
        ("晚上8:30", "每天 20:30，上海"),
        ("晚上12点", "每天 00:00，上海"),
        ("每周五晚上12点", "每周六 00:00，上海"),
        ("每周五晚上11点", "每周五 23:00，上海"),
        ("晚上1点", "每天 01:00，上海"),
        ("凌晨1点", "每天 01:00，上海"),
        ("中午12点", "每天 12:00，上海"),
        ("中午1点", "每天 13:00，上海"),
        ("8pm", "每天 20:00，上海"),
        ("12am", "每天 00:00，上海"),
        ("8:30 am", "每天 08:30，上海"),
        ("每周一 9:00", "每周一 09:00，上海"),
        ("周二十点", "每周二 10:00，上海"),
        ("周五下午三点", "每周五 15:00，上海"),
        ("星期天 8点15分", "每周日 08:15，上海"),
        ("每週五 9:00", "每周五 09:00，上海"),
        ("monday 9:00", "每周一 09:00，上海"),
        ("weekly", "每周一 08:30，上海"),
        ("every weekday at 9am", "周一至周五 09:00，上海"),
        ("8:15 on Mondays", "每周一 08:15，上海"),
        ("08:30 伦敦", "每天 08:30，伦敦时间（UTC+0）"),
        ("伦敦 08:30", "每天 08:30，伦敦"),
        ("08:30，东京", "每天 08:30，东京"),
        ("8:30 Amsterdam", "每天 08:30，阿姆斯特丹"),
        ("Amsterdam 8:30", "每天 08:30，阿姆斯特丹"),
        ("Monaco 8:30", "每天 08:30，摩纳哥"),
        ("芜湖", "每天 08:30，上海"),
        ("08:30 Asia/Shanghai", "每天 08:30，上海"),
        ("08:30 UTC+8", "每天 08:30，UTC+8"),
        ("UTC+5:30 9:00", "每天 09:00，加尔各答时间（UTC+5:30）"),
        ("+5:30", "每天 08:30，加尔各答时间（UTC+5:30）"),
        ("+08:00", "每天 08:30，UTC+8"),
        ("9:00 +08:00", "每天 09:00，UTC+8"),
        ("9:00+08:00", "每天 09:00，UTC+8"),
        ("+5:30 9:00", "每天 09:00，加尔各答时间（UTC+5:30）"),
        ("9:00 -05:00", "每天 09:00，UTC-5"),
        ("9:00 -5", "每天 09:00，UTC-5"),
        ("UTC-5 9:00", "每天 09:00，UTC-5"),
        ("-5 9:00", "每天 09:00，UTC-5"),
        ("纽约时间早上八点", "每天 08:00，纽约时间（UTC-5）"),
    ],
)
async def test_a_time_and_a_zone_are_read_as_they_are_written(talk: Chat, words: str, meant: str) -> None:
    said = await talk(f"/subscribe {words}")
    assert f"已订阅：{meant}" in said.text
    assert said.labels == ["设置", "退订"]


@pytest.mark.parametrize(
    "place", ["松江", "松江区", "上海松江", "Songjiang", "昆山市", "南浔区", "浙江德清", "张江", "长三角"]
)
async def test_a_place_of_the_base_stands_for_the_zone_of_what_it_lies_in(talk: Chat, place: str) -> None:
    await talk("/subscribe 07:00 纽约")
    assert "每天 08:30，上海时间（UTC+8）" in (await talk(f"/subscribe 08:30 {place}")).text


@pytest.mark.parametrize(
    ("place", "called"),
    [("", "重庆"), ("重庆", "重庆"), ("成都", "重庆"), ("上海", "上海"), ("Asia/Shanghai", "上海"), ("伦敦", "伦敦")],
)
async def test_where_the_base_lives_by_another_city_s_name_its_time_is_called_by_that(
    base: Base, place: str, called: str
) -> None:
    services = Services.of(replace(base, about=replace(base.about, timezone="Asia/Chongqing")))
    talk = Chat(services)
    async with talk.application:
        assert f"每天 08:30，{called}时间（UTC+" in (await talk(f"/subscribe 08:30 {place}")).text
        assert f"时区：{called}时间（UTC+" in (await talk("/settings")).text


@pytest.mark.parametrize("words", ["松将", "松江 老挝", "成果转化", "东南亚"])
async def test_a_misspelt_place_two_zones_and_what_has_no_zone_are_none(talk: Chat, words: str) -> None:
    assert f"没看懂“{words}”" in (await talk(f"/subscribe {words}")).text
    assert "未订阅" in (await talk("/settings")).text


@pytest.mark.parametrize(
    ("words", "unknown", "written"),
    [
        pytest.param("8:30 火星", "火星", "08:30", id="no place on earth"),
        pytest.param("火星 晚上9点", "火星", "21:00", id="said before the time"),
        pytest.param("9:00 x", "x", "09:00", id="in Latin letters"),
        pytest.param("每周一 8点 松将", "松将", "08:00", id="a misspelt place of the base"),
    ],
)
async def test_of_a_time_that_is_read_only_the_unknown_zone_is_said(
    talk: Chat, words: str, unknown: str, written: str
) -> None:
    said = (await talk(f"/subscribe {words}")).text
    assert said.startswith(f"不认识“{unknown}”这个时区或城市")
    assert f"/subscribe {written} 伦敦" in said
    assert "未订阅" in (await talk("/settings")).text


@pytest.mark.parametrize(
    "words",
    [
        *(
            "25:00",
            "24:00",
            "8:60",
            "8:30:00",
            "25",
            "明早",
            "2460",
            "12-31",
            "../../etc/passwd",
            "<b>",
            "UTC+99",
        ),
        *("8:30-9:00", "8:30 - 9:00", "8:30-9", "8:00-8:30", "7:00—8:00", "8 - 9", "0830-0900", "8点-9点", "8点到9点"),
        *("8:30-9:00 伦敦", "每周一 8:30-9:00"),
    ],
)
async def test_what_is_no_time_or_zone_is_said_and_nothing_is_subscribed(talk: Chat, words: str) -> None:
    said = await talk(f"/subscribe {words}")
    assert f"没看懂“{words}”" in said.text
    assert "/subscribe 08:30" in said.text
    assert "未订阅" in (await talk("/settings")).text


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        *((f"{words} 8:00", "周一、周三、周五") for words in ("每周一三五", "周一、三、五", "Mon, Wed, Fri")),
        *((f"{words} 8:00", "周一、周四") for words in ("周一和周四", "每周一、每周四", "Mon and Thu")),
        *((f"{words} 8:00", "周一至周五") for words in ("工作日", "周一到周五", "星期一至五", "周1-5", "平日")),
        *((f"{words} 8:00", "周一至周五") for words in ("weekdays", "mon-fri", "Monday through Friday", "每个工作日")),
        *((f"{words} 8:00", "周一至周五") for words in ("除周末外每天", "周末不要", "只在工作日", "not on weekends")),
        *((f"{words} 8:00", "周六、周日") for words in ("周末", "每个周末", "双休日", "weekends", "周六日")),
        ("周五到周一 8:00", "周一、周五、周六、周日"),
        ("工作日和周六 8:00", "周一至周六"),
        ("周一到周日 8:00", "每天"),
    ],
)
async def test_several_days_of_the_week_can_be_chosen(talk: Chat, words: str, meant: str) -> None:
    assert (await talk(f"/subscribe {words}")).text.startswith(f"已订阅：{meant} 08:00，上海")
    assert f"频率：{meant}\n" in (await talk("/settings")).text
    assert f"{meant} 08:00，东京" in (await talk("/subscribe 东京")).text, "and they stay when another thing changes"


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("周一三点", "每周一 03:00，上海"),
        ("周五六点半", "每周五 06:30，上海"),
        ("周四 三亚 9:00", "每周四 09:00，上海"),
        ("周六日本 9:00", "每周六 09:00，东京"),
        ("周一天津 9:00", "每周一 09:00，上海"),
    ],
)
async def test_a_numeral_or_a_city_behind_a_day_is_no_second_day(talk: Chat, words: str, meant: str) -> None:
    assert (await talk(f"/subscribe {words}")).text.startswith(f"已订阅：{meant}")


@pytest.mark.parametrize("words", ["周一 8点 伦顿", "每周三点", "工作日8点 周末10点", "周一三五 8点 伦顿"])
async def test_days_beside_words_that_are_not_read_change_nothing(talk: Chat, words: str) -> None:
    await talk(f"/subscribe {words}")
    assert "未订阅" in (await talk("/settings")).text


async def test_a_misspelt_city_is_guessed_but_not_taken(talk: Chat) -> None:
    for words in ("伦顿", "08:30 伦顿", "每周五 下午3点 伦顿"):
        assert "是不是“伦敦”？" in (await talk(f"/subscribe {words}")).text
    assert "未订阅" in (await talk("/settings")).text


async def test_a_topic_is_no_wish_and_it_is_said_where_it_is_chosen(talk: Chat) -> None:
    said = await talk("/subscribe 量子通信")
    assert "没看懂“量子通信”" in said.text
    assert "点“设置”里的“关注”" in said.text
    assert (await talk.press(said, "设置")).text.startswith("简报设置　未订阅")


@pytest.mark.parametrize("words", ["关掉", "取消", "off"])
async def test_who_subscribes_with_words_that_end_it_is_offered_just_that(talk: Chat, words: str) -> None:
    await talk("/subscribe 8:00")
    said = await talk(f"/subscribe {words}")
    assert said.text.startswith(f"“{words}”没有照办")
    assert (await talk.press(said, "退订")).text.startswith("简报设置　未订阅")


async def test_a_country_of_several_zones_is_asked_about(talk: Chat) -> None:
    assert "“纽约”" in (await talk("/subscribe 美国")).text


async def test_what_is_not_said_anew_stays_as_it_was(talk: Chat) -> None:
    await talk("/subscribe 每周五 07:15 伦敦")
    assert "每周五 10:00，伦敦" in (await talk("/subscribe 10:00")).text
    assert "每周五 10:00，东京" in (await talk("/subscribe 东京")).text
    assert "每天 10:00，东京" in (await talk("/subscribe 每天")).text


async def test_the_chinese_command_subscribes_too(talk: Chat) -> None:
    assert "每天 07:00" in (await talk("/订阅 早上7点")).text
    assert "已退订" in (await talk("/退订")).text


async def test_it_says_when_the_next_one_comes_that_brings_something(talk: Chat) -> None:
    said = await talk("/subscribe 08:30")
    assert "没有大事的日子不发，不打扰。" in said.text
    assert "下一次：2026年11月28日 08:30，星期六（在那之前没有大事）" in said.text
    assert "下一次：2026年11月23日 09:00，星期一" in (await talk("/subscribe 每周一 9:00")).text


async def test_nothing_comes_on_days_without_milestones_and_one_digest_on_those_with(talk: Chat) -> None:
    await talk("/subscribe 08:30")
    for day in range(21, 28):
        assert await talk.later(at(day, 8, 31)) == []
    assert "2018年11月28日（8周年）" in (await talk.later(at(28, 8, 31))).text
    assert await talk.later(at(28, 8, 32)) == []


async def test_one_digest_comes_each_day_at_the_chats_own_hour(talk: Chat) -> None:
    await every_day(talk, "/subscribe 18:15 纽约")
    assert await talk.later(at(20, 18, 14, "America/New_York")) == []
    for day in (20, 21, 22):
        said = await talk.later(at(day, 18, 15, "America/New_York"))
        assert f"2026年11月{day}日" in said.text
        assert "补发" not in said.text
        assert await talk.later(at(day, 18, 16, "America/New_York")) == []
        assert await talk.later(at(day, 23, 59, "America/New_York")) == []


async def test_an_hour_changed_after_the_digest_does_not_bring_it_twice(talk: Chat) -> None:
    await every_day(talk, "/subscribe 12:30")
    assert (await talk.later(at(20, 12, 30))).messages
    assert "下一次：2026年11月21日 18:00" in (await talk("/subscribe 18:00")).text
    assert await talk.later(at(20, 18, 1)) == []
    assert "2026年11月21日" in (await talk.later(at(21, 18, 0))).text


async def test_an_hour_changed_before_the_digest_moves_it(talk: Chat) -> None:
    await every_day(talk, "/subscribe 12:30")
    await talk("/subscribe 18:00")
    assert await talk.later(at(20, 12, 31)) == []
    assert "2026年11月20日" in (await talk.later(at(20, 18, 0))).text


@pytest.mark.parametrize(
    ("change", "hour"),
    [
        pytest.param("/subscribe 7:00", "12:30", id="hour"),
        pytest.param("/subscribe 奥克兰", "17:30", id="zone"),
        pytest.param("/subscribe 加德满都 7:00", "10:15", id="both"),
    ],
)
async def test_a_day_whose_new_hour_is_over_gets_its_digest_at_the_old_one_and_only_once(
    talk: Chat, change: str, hour: str
) -> None:
    await every_day(talk, "/subscribe 12:30")
    for said in (await talk(change), await talk("/settings"), await talk("/delivery")):
        assert f"下一次：2026年11月20日 {hour}，星期五（这一次仍按原来的时间）" in said.text
    assert await talk.later(at(20, 12, 29)) == []
    said = await talk.later(at(20, 12, 30))
    assert "2026年11月20日" in said.text
    assert "补发" not in said.text
    assert "原来的时间" not in (await talk("/settings")).text
    assert await talk.later(at(20, 18, 59)) == []


async def test_who_unsubscribes_gets_no_digest_at_the_old_hour_either(talk: Chat) -> None:
    await every_day(talk, "/subscribe 12:30")
    await talk("/subscribe 7:00")
    await talk("/unsubscribe")
    assert await talk.later(at(20, 12, 30)) == []


async def test_that_today_holds_something_is_not_denied_to_who_comes_after_the_hour(services: Services) -> None:
    talk = Chat(services, now=at(28, 9))
    async with talk.application:
        said = await talk("/subscribe 08:30")
        assert "（今天的发 /digest 看；明天起到那天没有大事）" in said.text
        assert "2018年11月28日" in (await talk("/digest")).text


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("工作日", "11月27日 08:30，星期五（11月9日之前的大事发 /digest 看；11月9日起到那天没有大事）"),
        ("每周三", "11月25日 08:30，星期三（11月11日之前的大事发 /digest 看；11月11日起到那天没有大事）"),
        ("周日", "11月8日 08:30，星期日"),
    ],
)
async def test_what_falls_before_the_first_digest_is_not_denied(services: Services, words: str, line: str) -> None:
    """Saturday the 7th holds nothing, the 8th does."""
    talk = Chat(services, now=at(7, 9))
    async with talk.application:
        assert f"下一次：2026年{line}" in (await talk(f"/subscribe {words} 08:30")).text.splitlines()
        if words != "周日":
            assert "11月8日 星期日" in (await talk("/digest")).text


async def test_what_a_change_of_days_leaves_out_is_not_denied(services: Services) -> None:
    talk = Chat(services, now=at(3, 9))
    async with talk.application:
        await talk("/subscribe 每天 08:30")
        said = (await talk("/subscribe 每周二")).text
        assert "星期二（11月10日之前的大事发 /digest 看；11月10日起到那天没有大事）" in said
        assert "11月8日 星期日" in (await talk("/digest")).text


async def test_a_zone_farther_west_does_not_bring_the_same_date_again(talk: Chat) -> None:
    await every_day(talk, "/subscribe 12:30")
    await talk.later(at(20, 12, 30))
    await talk("/subscribe 洛杉矶")
    assert await talk.later(at(20, 12, 31, "America/Los_Angeles")) == []
    assert "2026年11月21日" in (await talk.later(at(21, 12, 30, "America/Los_Angeles"))).text


async def test_subscribing_again_after_the_digest_does_not_bring_it_again(talk: Chat) -> None:
    await every_day(talk, "/subscribe 12:30")
    await talk.later(at(20, 12, 30))
    await talk("/unsubscribe")
    await talk("/subscribe 13:00")
    assert await talk.later(at(20, 13, 1)) == []


async def test_a_weekly_round_up_comes_on_its_weekday_only(talk: Chat) -> None:
    await every_day(talk, "/subscribe 每周一 9:00")
    assert await talk.later(at(22, 9, 1)) == []
    assert "2026年11月23日—11月29日" in (await talk.later(at(23, 9, 0))).text
    assert await talk.later(at(24, 9, 1)) == []
    assert "2026年11月30日—12月6日" in (await talk.later(at(30, 9, 0))).text


async def test_on_working_days_fridays_holds_the_weekend(talk: Chat) -> None:
    said = await every_day(talk, "/subscribe 工作日 9:00")
    assert "不发的那几天的大事，在前一次里先说。" in said.text
    assert await talk.later(at(22, 9, 1)) == []
    assert "2026年11月23日　星期一" in (await talk.later(at(23, 9, 0))).text
    for day in range(24, 27):
        assert f"2026年11月{day}日" in (await talk.later(at(day, 9, 0))).text
    friday = (await talk.later(at(27, 9, 0))).text
    assert "2026年11月27日—11月29日" in friday
    assert "11月28日 星期六" in friday
    assert await talk.later(at(29, 12, 0)) == []
    assert "2026年11月30日　星期一" in (await talk.later(at(30, 9, 0))).text


async def test_the_second_page_of_a_digest_is_of_the_same_days_after_a_change(talk: Chat) -> None:
    await talk("/subscribe 工作日 9:00")
    await talk.later(at(27, 9, 0))
    await talk("/subscribe 每天 9:00")
    assert "2026年11月27日—11月29日" in (await talk.press_data("digest|20261127d3|1")).text


async def test_a_digest_that_is_late_says_so(talk: Chat) -> None:
    await every_day(talk)
    said = await talk.later(at(21, 14, 29))
    assert "补发，原定 08:30" in said.text
    assert await talk.later(at(21, 15)) == []


async def test_a_digest_more_than_six_hours_late_is_left_out(talk: Chat) -> None:
    await every_day(talk)
    assert await talk.later(at(21, 14, 31)) == []
    assert "补发" not in (await talk.later(at(22, 8, 30))).text


async def test_after_a_stop_of_days_only_the_newest_comes(talk: Chat) -> None:
    await every_day(talk)
    said = await talk.later(at(25, 9))
    assert "2026年11月25日" in said.text
    assert "补发" in said.text


async def test_who_unsubscribed_in_between_gets_nothing(talk: Chat) -> None:
    await every_day(talk)
    talk.clock.go_on_to(at(21, 8, 31))
    said = await talk("/unsubscribe")
    assert "已退订" in said.text
    assert await talk.later(at(21, 8, 32)) == []
    assert await talk.later(at(22, 8, 31)) == []


async def test_who_unsubscribed_finds_all_as_it_was(talk: Chat) -> None:
    await every_day(talk, "/subscribe 每周三 07:45 东京")
    said = await talk("/unsubscribe")
    assert "未订阅" in (await talk("/settings")).text
    again = await talk.press(said, "重新订阅")
    assert "每周三" in again.text
    assert "07:45" in again.text
    assert "东京" in again.text


async def test_who_has_no_subscription_is_told_so(talk: Chat) -> None:
    said = await talk("/unsubscribe")
    assert "没有订阅" in said.text
    assert said.labels == ["订阅"]
    assert "已订阅" in (await talk.press(said, "订阅")).text


async def test_in_a_group_an_administrator_subscribes(talk: Chat) -> None:
    said = await every_day(talk, chat=GROUP)
    assert "已订阅" in said.text
    sent = await talk.later(at(21, 8, 30))
    assert [message.chat_id for message in sent.messages] == [GROUP["id"]]
    assert "未订阅" in (await talk("/settings")).text, "the person's own chat is another"


@pytest.mark.parametrize("status", ["member", "left"])
async def test_in_a_group_nobody_else_does(talk: Chat, status: str) -> None:
    talk.wire.members[PERSON["id"]] = status
    for command in ("/subscribe 08:30", "/unsubscribe", "/settings", "/forget", "/delivery"):
        assert (await talk(command, GROUP)).text == "这一项只有群的管理员能用。"
    assert await talk.later(at(28, 8, 30)) == []


async def test_in_a_group_the_press_of_somebody_else_is_refused(talk: Chat) -> None:
    said = await every_day(talk, chat=GROUP)
    talk.wire.members[OTHER["id"]] = "member"
    refused = await talk.press(said, "退订", GROUP, OTHER)
    assert refused.alerts == ["这一项只有群的管理员能用。"]
    assert refused.messages == []
    assert (await talk.later(at(21, 8, 30))).messages


async def test_who_is_no_administrator_any_more_is_refused_at_the_next_press(talk: Chat) -> None:
    said = await talk("/subscribe", GROUP)
    talk.wire.members[PERSON["id"]] = "member"
    assert (await talk.press(said, "退订", GROUP)).alerts
    assert "只有" in (await talk("/subscribe 9:00", GROUP)).text


async def test_an_anonymous_administrator_subscribes_and_whoever_presses_is_a_person(talk: Chat) -> None:
    said = await talk("/subscribe 08:30", GROUP, **ANONYMOUS)
    assert "已订阅" in said.text
    talk.wire.members[OTHER["id"]] = "member"
    assert (await talk.press(said, "退订", GROUP, OTHER)).alerts
    assert "未订阅" in (await talk.press(said, "退订", GROUP)).text


async def test_an_anonymous_administrator_of_one_group_is_nobody_in_another_chat(talk: Chat) -> None:
    talk.wire.seen.append(CHANNEL)
    said = await talk(f"/subscribe 08:30 @{CHANNEL['username']}", GROUP, **ANONYMOUS)
    assert "这一项只有频道的管理员能用。" in said.text


async def test_who_writes_as_another_channel_is_nobody(talk: Chat) -> None:
    writer = {"from": {"id": 136817688, "is_bot": True, "first_name": "Channel"}, "sender_chat": CHANNEL}
    assert "只有群的管理员" in (await talk("/subscribe 08:30", GROUP, **writer)).text


async def test_each_topic_of_a_forum_has_its_own_digest_and_general_is_none(talk: Chat) -> None:
    await talk("/subscribe 09:00", FORUM, **TOPIC)
    await talk.press_data("set|-|empty|fact", chat=FORUM, **TOPIC)
    await every_day(talk, "/subscribe 10:00", FORUM)
    (in_topic,) = await talk.later(at(21, 9))
    assert (in_topic.chat_id, in_topic.thread_id) == (GROUP["id"], 42)
    (in_general,) = await talk.later(at(21, 10))
    assert (in_general.chat_id, in_general.thread_id) == (GROUP["id"], None)
    assert "时间：09:00" in (await talk("/settings", FORUM, **TOPIC)).text
    assert "时间：10:00" in (await talk("/settings", FORUM)).text
    await talk("/unsubscribe", FORUM, **TOPIC)
    assert [message.thread_id for message in await talk.later(at(22, 11))] == [None]


async def test_a_thread_of_replies_is_no_topic(talk: Chat) -> None:
    await every_day(talk, "/subscribe 09:00", GROUP)
    assert "时间：09:00" in (await talk("/settings", GROUP, message_thread_id=77)).text


async def test_a_day_of_another_chat_does_not_hold_this_one_back(talk: Chat) -> None:
    await every_day(talk)
    await every_day(talk, chat=GROUP)
    sent = await talk.later(at(21, 8, 30))
    assert {message.chat_id for message in sent.messages} == {PERSON["id"], GROUP["id"]}


async def test_summer_time_moves_the_instant_and_not_the_hour(talk: Chat) -> None:
    """London's clocks go forward on 28 March 2027."""
    await every_day(talk, "/subscribe 08:30 伦敦")
    winter = datetime(2027, 3, 27, 8, 30, tzinfo=UTC)
    await talk.later(winter)
    assert await talk.later(winter + timedelta(hours=22, minutes=59)) == []
    assert "2027年3月28日" in (await talk.later(winter + timedelta(hours=23))).text


async def test_the_bots_own_name_in_the_words_is_no_channel(talk: Chat) -> None:
    assert "每天 08:30" in (await talk("/subscribe 08:30 @briefing_bot", GROUP)).text


@pytest.mark.parametrize(
    "words", ["取消订阅", "别发了。", "请帮我取消订阅", "我不想收了", "stop", "退订", "/unsubscribe"]
)
async def test_who_wants_no_more_is_understood_in_plain_words(talk: Chat, words: str) -> None:
    await every_day(talk)
    assert "已退订" in (await talk(words)).text
    assert await talk.later(at(21, 9)) == []


async def test_a_command_that_says_what_another_does_is_led_to_that_one(talk: Chat) -> None:
    assert "是不是要用 /unsubscribe？" in (await talk("/stop")).text


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("每天早上8点半给我推送", "08:30"),
        ("每天8:30推送", "08:30"),
        ("请每天9点发简报给我", "09:00"),
        ("subscribe me at 7:15", "07:15"),
        ("帮我订阅每天早上的推送", "08:30"),
        ("每天早上给我发简报", "08:30"),
        ("我想每天收到简报", "08:30"),
        ("subscribe me every morning", "08:30"),
    ],
)
async def test_who_wants_it_every_day_at_an_hour_is_subscribed(talk: Chat, words: str, at: str) -> None:
    assert (await talk(words)).text.startswith(f"已订阅：每天 {at}，")


@pytest.mark.parametrize("words", ["每天新增多少户", "每天推送多少条", "每天发什么", "每天晚上推送", "send 2023"])
async def test_a_question_of_every_day_subscribes_nobody(talk: Chat, words: str) -> None:
    assert "已订阅" not in (await talk(words)).text


@pytest.mark.parametrize("words", ["取消", "订阅用户有多少", "别发了，我问芜湖"])
async def test_other_words_do_not_unsubscribe(talk: Chat, words: str) -> None:
    await every_day(talk)
    await talk("拍卖会")  # 取消 is of what was spoken of last
    assert "已退订" not in (await talk(words)).text
    assert len(await talk.later(at(21, 9))) == 1


async def test_who_unsubscribes_from_a_subject_is_asked_first(talk: Chat) -> None:
    await every_day(talk)
    said = await talk("/unsubscribe 合肥")
    assert "不能只退“合肥”" in said.text
    assert said.labels == ["设置", "退订"]
    assert len(await talk.later(at(21, 9))) == 1


async def test_a_mistyped_time_is_no_zone(talk: Chat) -> None:
    assert "没看懂" in (await talk("/subscribe -1:00")).text


async def test_a_forwarded_command_is_nobodys_order(talk: Chat) -> None:
    await every_day(talk, chat=GROUP)
    stranger = {"type": "hidden_user", "date": 1, "sender_user_name": "某人"}
    assert await talk("/unsubscribe", GROUP, forward_origin=stranger) == []
    post = {"message_id": 3, "date": 1, "chat": CHANNEL, "sender_chat": CHANNEL, "text": "/subscribe 08:30"}
    assert await talk.update({"channel_post": {**post, "forward_origin": stranger}}) == []
    assert len(await talk.later(at(21, 9))) == 1


async def test_a_city_of_the_base_is_said_to_set_the_zone_and_not_what_is_followed(talk: Chat) -> None:
    assert "芜湖在这里定的是时区；只要芜湖的大事，点“设置”里的“关注”。" in (await talk("/subscribe 08:30 芜湖")).text
    for elsewhere in ("伦敦", "上海"):
        assert "定的是时区" not in (await talk(f"/subscribe 08:30 {elsewhere}")).text


@pytest.mark.parametrize(
    "words", ["怎么订阅", "如何订阅每日简报？", "怎么取消订阅", "请问怎样退订", "how do I subscribe?"]
)
async def test_who_asks_how_is_shown_the_settings_and_nothing_is_changed(talk: Chat, words: str) -> None:
    said = await talk(words)
    assert said.text.startswith("简报设置　未订阅")
    assert "订阅" in said.labels


async def test_who_wants_it_every_week_is_subscribed_to_that(talk: Chat) -> None:
    assert (await talk("每周一早上9点推送给我")).text.startswith("已订阅：每周一 09:00，")


async def test_who_has_it_in_the_evening_and_wants_it_in_the_morning_gets_the_usual_hour(talk: Chat) -> None:
    await talk("/subscribe 20:00")
    assert (await talk("每天早上推送")).text.startswith("已订阅：每天 08:30，")


async def test_another_hour_is_said_in_plain_words(talk: Chat) -> None:
    await talk("每天早上推送")
    assert (await talk("改成9点")).text.startswith("已订阅：每天 09:00，")
    await talk("不想收了")
    assert (await talk("再订上")).text.startswith("已订阅：每天 09:00，")
    assert "已订阅" not in (await talk("改成苏州")).text
    assert (await talk("推送时间改到晚上9点")).text.startswith("已订阅：每天 21:00，")


@pytest.mark.parametrize("words", ["9点", "时间 9:00", "时间改成9点"])
async def test_a_time_behind_settings_is_set_and_subscribes_nobody(talk: Chat, words: str) -> None:
    assert (await talk(f"/settings {words}")).text.startswith("简报设置　未订阅\n时间：09:00")
    await every_day(talk)
    assert (await talk(f"/settings {words}")).text.startswith("简报设置　已订阅\n时间：09:00")


@pytest.mark.parametrize("words", ["量子通信", "改", "的时间", "芜湖", "晚上 量子通信"])
async def test_other_words_behind_settings_change_nothing_and_that_is_said(talk: Chat, words: str) -> None:
    as_it_is = (await talk("/settings")).text
    assert re.fullmatch(rf"没有改动：.*\n+{re.escape(as_it_is)}", (await talk(f"/settings {words}")).text)


@pytest.mark.parametrize(
    "words",
    [
        *(
            "每天晚上推送",
            "每天晚上给我推送",
            "/subscribe 晚上",
            "/subscribe 每天晚上推送",
            "/subscribe 每天晚上的推送",
        ),
        *("/settings 每天晚上", "/settings 时间改成晚上", "/subscribe 晚上 上海"),
    ],
)
async def test_who_names_a_part_of_the_day_alone_chooses_the_hour(talk: Chat, words: str) -> None:
    said = await talk(words)
    assert said.text.startswith("晚上几点发？")
    assert "现在是每天 08:30，上海时间（UTC+8）。还没有订阅" in said.text
    assert (await talk.press(said, "21:30")).text.startswith("简报设置　未订阅\n时间：21:30")


@pytest.mark.parametrize(
    ("words", "then"),
    [
        ("/subscribe 每周一晚上", "每周一 21:00，上海"),
        ("每周一晚上推送", "每周一 21:00，上海"),
        ("/settings 每周一晚上", "每周一 21:00，上海"),
        ("每天晚上推送", "每天 21:00，上海"),
        ("/subscribe 晚上", "每周五 21:00，上海"),
        ("/subscribe 晚上 东京", "每周五 21:00，东京"),
        ("/subscribe 每天东京晚上", "每天 21:00，东京"),
        ("/subscribe 周一三五晚上", "周一、周三、周五 21:00，上海"),
    ],
)
async def test_what_else_was_said_is_not_lost_when_the_hour_is_asked(talk: Chat, words: str, then: str) -> None:
    await talk("/subscribe 每周五 9:00")
    asks = await talk(words)
    assert asks.text.startswith("晚上几点发？")
    assert f"现在是{then.replace('21', '09')}" in asks.text
    await talk.press(asks, "21:00")
    assert f"已订阅：{then}" in (await talk("/subscribe")).text


@pytest.mark.parametrize("words", ["晚上 老挝 松江", "今晚", "晚上好"])
async def test_where_some_of_the_words_are_not_read_nothing_is_changed_or_asked(talk: Chat, words: str) -> None:
    await talk("/subscribe 每周五 9:00")
    assert "几点发" not in (await talk(f"/subscribe {words}")).text
    assert "时间：09:00\n时区：上海时间（UTC+8）\n频率：每周五" in (await talk("/settings")).text


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("每周一早上 东京 推送", "每周一 08:30，东京"),
        ("每天8点半给我推送", "每天 08:30，上海"),
        ("9点发", "每天 09:00，上海"),
        ("9点 布拉迪斯拉发", "每天 09:00，布拉迪斯拉发"),
    ],
)
async def test_that_it_is_sent_goes_without_saying(talk: Chat, words: str, meant: str) -> None:
    assert (await talk(f"/subscribe {words}")).text.startswith(f"已订阅：{meant}")


@pytest.mark.parametrize("day", ["周一 ", "mons ", "周一、", "every mon "])
async def test_many_days_of_the_week_are_read_at_once(talk: Chat, day: str) -> None:
    assert "每周一" in (await talk(f"/subscribe {day * 20}")).text
