"""Orders and questions about the digest in plain words, without a command before them."""

from __future__ import annotations

import pytest

from tests.chat import CHANNEL, GROUP, PERSON, Chat


@pytest.mark.parametrize(
    ("words", "rhythm"),
    [
        ("9点推送", "每天 09:00"),
        ("早上9点推送", "每天 09:00"),
        ("晚上九点半推送吧", "每天 21:30"),
        ("推送时间9点", "每天 09:00"),
        ("简报时间 晚上8:30", "每天 20:30"),
        ("能不能7点给我发简报", "每天 07:00"),
        ("周一推送", "每周一 10:00"),
        ("周五晚上12点推送", "每周六 00:00"),
    ],
)
async def test_a_time_at_which_it_is_to_come_is_taken(talk: Chat, words: str, rhythm: str) -> None:
    await talk("/subscribe 10:00")
    assert (await talk(words)).text.startswith(f"已订阅：{rhythm}，")


async def test_a_part_of_the_day_is_asked_for_its_hour(talk: Chat) -> None:
    assert (await talk("晚上推送")).text.startswith("晚上几点发？")


@pytest.mark.parametrize(
    ("words", "rhythm"),
    [
        ("除了周一都推送", "周二至周日 10:00"),
        ("除周末以外都推送", "周一至周五 10:00"),
        ("工作日7:00推送", "周一至周五 07:00"),
        ("推送时间改为7:00，只在周一到周五", "周一至周五 07:00"),
        ("只要工作日", "周一至周五 10:00"),
        ("能不能只在工作日发", "周一至周五 10:00"),
        ("周一三五推送", "周一、周三、周五 10:00"),
        ("周一三五8点推送", "周一、周三、周五 08:00"),
        ("周一至五8点推送", "周一至周五 08:00"),
        ("周一三五8点推送给我", "周一、周三、周五 08:00"),
        ("每周一三五早上8点推送", "周一、周三、周五 08:00"),
        ("每周二四六8点推送", "周二、周四、周六 08:00"),
        ("周末推送", "周六、周日 10:00"),
        ("周四晚上12点和周六推送", "周五、周日 00:00"),
        ("周1、3、5推送", "周一、周三、周五 10:00"),
        ("每周发一次就行", "每周一 10:00"),
        ("改成一周一次", "每周一 10:00"),
        ("每周五发一次", "每周五 10:00"),
        ("改成周五", "每周五 10:00"),
        ("改回八点半", "每天 08:30"),
        ("send me a digest every morning at 8", "每天 08:00"),
        ("change the time to 9pm", "每天 21:00"),
        ("weekdays only", "周一至周五 10:00"),
        ("每天都发", "每天 10:00"),
        ("工作日发就行", "周一至周五 10:00"),
    ],
)
async def test_some_days_of_the_week_are_taken(talk: Chat, words: str, rhythm: str) -> None:
    await talk("/subscribe 10:00")
    assert (await talk(words)).text.startswith(f"已订阅：{rhythm}，")


@pytest.mark.parametrize(
    ("words", "rhythm"),
    [
        ("周末不要推送", "周一至周五"),
        ("不要在周末推送", "周一至周五"),
        ("周末暂停推送", "周一至周五"),
        ("别在周末打扰我", "周一至周五"),
        ("取消周末的推送", "周一至周五"),
        ("周一不要推送", "周二至周日"),
        ("周一到周三不要推送", "周四至周日"),
    ],
)
async def test_some_days_of_the_week_are_left_out(talk: Chat, words: str, rhythm: str) -> None:
    await talk("/subscribe 10:00")
    assert (await talk(words)).text.startswith("简报设置　已订阅\n时间：10:00\n")
    assert f"频率：{rhythm}\n" in (await talk("/settings")).text


async def test_days_are_taken_away_from_those_on_which_it_comes(talk: Chat) -> None:
    await talk("/subscribe 周一三五 10:00")
    assert "频率：周一、周三\n" in (await talk("周五不要推送")).text
    said = await talk("周一到周四不要推送")
    assert said.text.startswith("照这样哪天也不发了，没有改动。")
    assert "频率：周一、周三" in (await talk.press(said, "设置")).text


@pytest.mark.parametrize(
    ("words", "rhythm"),
    [
        ("周五也推送", "周一、周三、周五"),
        ("加上周末", "周一、周三、周六、周日"),
        ("周二四也要", "周一至周四"),
        ("恢复每天推送", "每天"),
    ],
)
async def test_days_are_added_to_those_on_which_it_comes(talk: Chat, words: str, rhythm: str) -> None:
    await talk("/subscribe 周一三 10:00")
    assert (await talk(words)).text.startswith(f"已订阅：{rhythm} 10:00，")


@pytest.mark.parametrize(
    "words",
    ["节假日不推送", "国庆别发", "春节期间暂停", "隔天推送", "两天推一次", "每月发一次", "/subscribe 每两周一次"],
)
async def test_a_rhythm_that_no_digest_has_is_refused_with_those_that_there_are(talk: Chat, words: str) -> None:
    await talk("/subscribe 周一三 10:00")
    assert (await talk(words)).text.startswith("简报按星期几发：每天，或一周里的几天；隔天、每月、节假日")
    assert "频率：周一、周三\n" in (await talk("/settings")).text


@pytest.mark.parametrize("words", ["别每天发", "不要每天推送", "太频繁了"])
async def test_who_gets_it_too_often_chooses_among_the_settings(talk: Chat, words: str) -> None:
    await talk("/subscribe 10:00")
    assert (await talk(words)).text.startswith("简报设置　已订阅")


@pytest.mark.parametrize(
    ("words", "heading"),
    [
        ("明天的简报", "每日简报\n2026年11月21日"),
        ("周日的简报", "每日简报\n2026年11月22日"),
        ("周五简报", "每日简报\n2026年11月20日"),
        ("看看11月8日的日报", "每日简报\n2027年11月8日"),
        ("明天简报有什么", "每日简报\n2026年11月21日"),
        ("下周的简报", "每周简报\n2026年11月23日"),
    ],
)
async def test_the_digest_of_a_day_or_week_is_previewed(talk: Chat, words: str, heading: str) -> None:
    assert heading in (await talk(words)).text


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("换成纽约时间", "时区：纽约时间（UTC-5）"),
        ("时区改成东京", "时区：东京时间（UTC+9）"),
        ("提前3天提醒我", "提前提醒：大事之前 3 天先提醒一次"),
        ("没有大事也发", "没有大事的日子：发最近的大事"),
        ("没事也发", "没有大事的日子：发最近的大事"),
        ("只要合肥的大事", "关注：合肥"),
        ("只要上海的大事", "关注：上海"),
        ("只推送合肥和芜湖的", "关注：合肥、芜湖"),
        ("关注科技金融", "关注：湖州、科技金融"),
        ("关注全部", "关注：全部"),
        ("/settings 提前两天", "提前提醒：大事之前 2 天先提醒一次"),
        ("不用提前", "提前提醒：不提前"),
    ],
)
async def test_what_it_brings_and_where_is_set_in_plain_words(talk: Chat, words: str, line: str) -> None:
    await talk("/subscribe 10:00")
    await talk("只关注湖州")
    await talk("提前5天")
    said = await talk(words)
    assert said.text.startswith("简报设置　已订阅")
    bold = [said.text[span.start : span.end] for span in said[0].shown.spans if span.style == "bold"]
    assert bold == ["简报设置", line], "and what was changed stands out"


async def test_empty_days_bring_nothing_again(talk: Chat) -> None:
    await talk("没有大事也发")
    assert "没有大事的日子：不发" in (await talk("没有大事别发")).text


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("只关注火星", "只看哪些主题或城市的大事？"),
        ("关注松疆", "只看哪些主题或城市的大事？"),
        ("提前30天提醒", "大事之前几天先提醒"),
    ],
)
async def test_what_it_cannot_bring_is_chosen_among_what_it_can(talk: Chat, words: str, asked: str) -> None:
    await talk("/subscribe 10:00")
    assert (await talk(words)).text.startswith(asked)


@pytest.mark.parametrize("words", ["我想订阅", "我要订阅", "恢复推送", "简报恢复"])
async def test_who_wants_it_has_it(talk: Chat, words: str) -> None:
    assert (await talk(words)).text.startswith("已订阅：每天 08:30")


@pytest.mark.parametrize("words", ["不要发了", "不用发了", "不用再发了", "关掉简报", "不想收简报了"])
async def test_who_wants_no_more_has_no_more(talk: Chat, words: str) -> None:
    await talk("/subscribe 10:00")
    assert (await talk(words)).text.startswith("已退订")


async def test_who_got_none_today_sees_what_was_sent_and_when_it_comes_next(talk: Chat) -> None:
    assert "这里没有订阅简报。" in (await talk("今天怎么没收到")).text
    await talk("/subscribe 10:00")
    assert "在那之前没有大事" in (await talk("今天怎么没收到")).text


async def test_who_has_no_digest_subscribes_to_none_by_leaving_out_days(talk: Chat) -> None:
    assert "未订阅" in (await talk("周末不要推送")).text
    assert "周一至周五" in (await talk("/subscribe")).text, "and what was said holds when one is subscribed"


async def test_two_times_on_different_days_cannot_be_had(talk: Chat) -> None:
    await talk("/subscribe 10:00")
    assert (await talk("工作日8点周末10点推送")).text.startswith("没看懂")
    assert "时间：10:00\n时区：上海时间（UTC+8）\n频率：每天" in (await talk("/settings")).text


@pytest.mark.parametrize(
    "words",
    [
        "暂停推送一周",
        "先停一下",
        "暂停推送",
        "能不能暂停简报几天",
        "先别发了",
        "停3天推送",
        "暂停推送到周一",
        "先别推送，到周一",
        "今天不要推送",
        "这几天别发",
        "明天暂停",
        "周五恢复",
        "12点恢复推送",
        "暂停",
        "/unsubscribe 一周",
    ],
)
async def test_a_pause_cannot_be_had_and_what_comes_near_is_offered(talk: Chat, words: str) -> None:
    await talk("/subscribe 10:00")
    said = await talk(words)
    assert said.text.startswith("简报不能只停几天")
    assert "已订阅" in (await talk("/settings")).text
    assert "未订阅" in (await talk.press(said, "退订")).text


async def test_who_has_no_digest_has_nothing_to_pause(talk: Chat) -> None:
    assert (await talk("暂停推送")).text == "这里没有订阅简报。"


@pytest.mark.parametrize(
    "words",
    [
        "几点推送",
        "几点发",
        "我的设置",
        "暂停了吗",
        "什么时候推送？",
        "周几推送",
        "下次简报什么时候",
        "我订阅了吗",
        "有没有订阅",
        "周末推送吗",
        "周末也发吗",
        "每天都发吗",
        "每天能收到吗",
        "每周发吗",
        "不用发了吗",
        "9点推送吗",
        "取消订阅了吗",
        "订阅了没有",
    ],
)
async def test_who_asks_how_it_stands_sees_the_settings(talk: Chat, words: str) -> None:
    assert (await talk(words)).text.startswith("简报设置　未订阅")
    await talk("/subscribe 10:00")
    assert (await talk(words)).text.startswith("简报设置　已订阅\n时间：10:00")


@pytest.mark.parametrize(
    "words",
    [
        *("每天新增多少户", "每天推送多少条", "9点开会的有谁", "周末有什么活动", "什么时候发的", "什么时候发布的"),
        *("12点的提醒呢", "从周一开始推送", "别的周一"),
        *("2023推送", "推送了什么", "只有九个吗", "工作日", "周末", "停车场有多少", "暂停了哪些项目", "节假日"),
        *(
            "每周一次",
            "一周一次吗",
            "每月一次吗",
            "恢复了吗",
            "只看最新的",
            "change it to 2021",
            "每天打扰",
            "只要不是芜湖的消息",
            "只要早上的简报",
            "只看今天的简报",
            "关注的领域",
            "关注度如何",
        ),
        *("周一也可以吗", "今天12点提醒", "周一也", "没有大事推送", "只发展先进制造业", "换成会议时间"),
    ],
)
async def test_other_words_change_nothing_and_are_looked_up(talk: Chat, words: str) -> None:
    await talk("/subscribe 10:00")
    await talk("拍卖会")  # right after the digest was set more of them would be orders
    said = (await talk(words)).text
    assert not said.startswith(("已订阅", "简报", "已退订", "没看懂"))
    assert "时间：10:00" in (await talk("/settings")).text


@pytest.mark.parametrize("words", ["取消", "停掉", "关闭订阅", "停掉推送", "取消吧", "不要了", "stop", "取消提醒"])
async def test_right_after_it_was_set_a_word_ends_it(talk: Chat, words: str) -> None:
    await talk("/subscribe 10:00")
    await talk("谢谢")
    assert (await talk(words)).text.startswith("已退订")


async def test_a_bare_word_ends_nothing_where_something_else_is_spoken_of(talk: Chat) -> None:
    await talk("/subscribe 10:00")
    await talk("拍卖会")
    assert (await talk("取消")).text.startswith("简报设置　已订阅"), "what there is to stop is shown"
    for words in ("取消了多少项", "去掉芜湖还有多少", "加上湖州一共多少", "取消拍卖会"):
        assert not (await talk(words)).text.startswith(("简报", "已退订"))
    assert "已订阅" in (await talk("/settings")).text


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("8点", "时间：08:00"),
        ("那就9点半吧", "时间：09:30"),
        ("20:30", "时间：20:30"),
        ("9", "时间：09:00"),
        ("东京时间", "时区：东京时间（UTC+9）"),
        ("时区是东京", "时区：东京时间（UTC+9）"),
        ("只要工作日", "频率：周一至周五"),
        ("只看松江", "关注：松江"),
        ("只要合肥的", "关注：合肥"),
        ("加上湖州", "关注：芜湖、湖州"),
        ("还要科技金融", "关注：芜湖、科技金融"),
        ("松江也要", "关注：芜湖、松江"),
        ("only Huzhou", "关注：湖州"),
        ("太早了，改到11点", "时间：11:00"),
        ("算了", "时间：10:00"),
    ],
)
async def test_right_after_it_was_set_a_word_changes_it(talk: Chat, words: str, line: str) -> None:
    await talk("/subscribe 10:00")
    await talk("只关注芜湖")
    await talk(words)
    assert f"\n{line}\n" in (await talk("/settings")).text


@pytest.mark.parametrize(
    ("conversation", "line"),
    [
        (["/subscribe 10:00", "晚上", "9"], "时间：21:00"),
        (["/subscribe 10:00", "晚上", "9点推送吧"], "时间：21:00"),
        (["/subscribe 周一 10:00", "改成下午", "3点半"], "时间：15:30"),
        (["/subscribe 10:00", "晚上", "上午9点"], "时间：09:00"),
        (["/subscribe 10:00", "晚上", "每周五9点发"], "时间：09:00"),
        (["/subscribe 10:00", "晚上", "拍卖会", "9"], "时间：10:00"),
    ],
)
async def test_an_hour_is_that_of_the_part_of_the_day_that_was_said(
    talk: Chat, conversation: list[str], line: str
) -> None:
    for words in conversation:
        await talk(words)
    assert f"\n{line}\n" in (await talk("/settings")).text


@pytest.mark.parametrize(
    ("order", "hour", "said"),
    [
        ("每天晚上推送", "9", "已订阅：每天 21:00，"),
        ("每天下午推送", "3点", "已订阅：每天 15:00，"),
        ("周五晚上推送", "12点", "已订阅：每周六 00:00，"),
        ("改成晚上", "9", "简报设置　未订阅\n时间：21:00\n"),  # what was never ordered is not to come for being changed
        ("/settings 晚上", "9", "简报设置　未订阅\n时间：21:00\n"),
    ],
)
async def test_an_order_without_its_hour_is_one_with_it(talk: Chat, order: str, hour: str, said: str) -> None:
    assert "几点发？" in (await talk(order)).text
    assert (await talk(hour)).text.startswith(said)


@pytest.mark.parametrize(
    "words", ["晚一点", "早一点", "晚两点", "再早点吧", "晚一些", "早两个小时", "8点前", "每天晚一点推送", "晚一点推送"]
)
async def test_by_how_much_or_up_to_when_says_no_hour(talk: Chat, words: str) -> None:
    await talk("/subscribe 10:00")
    assert (await talk(words)).text.startswith("几点发？")
    assert "\n时间：10:00\n" in (await talk("/settings")).text


@pytest.mark.parametrize(("words", "line"), [("晚八点", "20:00"), ("晚上1点", "01:00"), ("早7点", "07:00")])
async def test_and_an_hour_is_one(talk: Chat, words: str, line: str) -> None:
    await talk("/subscribe 10:00")
    await talk(words)
    assert f"\n时间：{line}\n" in (await talk("/settings")).text


@pytest.mark.parametrize("words", ["晚一点", "早两点", "8点前"])
async def test_where_no_digest_is_spoken_of_it_is_no_order(talk: Chat, words: str) -> None:
    assert "几点发" not in (await talk(words)).text


@pytest.mark.parametrize(
    ("words", "rhythm"), [("每周五发", "每周五 08:30"), ("每周一9点发简报", "每周一 09:00"), ("9点推送", "每天 09:00")]
)
async def test_what_is_an_order_by_itself_is_the_same_below_the_panel(talk: Chat, words: str, rhythm: str) -> None:
    await talk("/settings")
    assert (await talk(words)).text.startswith(f"已订阅：{rhythm}，")


async def test_below_the_panel_of_who_is_not_subscribed_a_bare_hour_is_only_kept(talk: Chat) -> None:
    await talk("/settings")
    assert (await talk("9点")).text.startswith("简报设置　未订阅\n时间：09:00\n")


@pytest.mark.parametrize("words", ["不看芜湖了", "芜湖不要了", "取消关注芜湖"])
async def test_the_last_that_is_followed_is_not_dropped(talk: Chat, words: str) -> None:
    await talk("/subscribe 10:00 只要芜湖的大事")
    said = (await talk(words)).text
    assert said.startswith(
        "没有改动：现在关注的只有芜湖。什么都要，请写成 /settings 关注全部；不想再收，发 /unsubscribe"
    )
    assert "\n关注：全部\n" in (await talk("/settings 关注全部")).text


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("不看芜湖了", "关注：合肥"),  # of two, one is left
        ("不要芜湖要湖州", "关注：合肥、湖州"),
        ("不看芜湖，看湖州", "关注：合肥、湖州"),
        ("不要芜湖要火星", "关注：芜湖、合肥"),
        ("不是芜湖", "关注：芜湖、合肥"),
        ("还有湖州", "关注：芜湖、合肥、湖州"),
    ],
)
async def test_one_thing_is_dropped_or_gives_way_to_another(talk: Chat, words: str, line: str) -> None:
    await talk("/subscribe 10:00 只推送芜湖和合肥的")
    await talk(words)
    assert f"\n{line}\n" in (await talk("/settings")).text


@pytest.mark.parametrize("words", ["撤销", "还原", "改回去"])
async def test_a_change_that_is_taken_back_ends_nothing(talk: Chat, words: str) -> None:
    await talk("/subscribe 10:00")
    await talk("改成9点")
    assert (await talk(words)).text.startswith("没有改动：可以写在后面，例如 ")
    assert "已订阅\n时间：09:00" in (await talk("/settings")).text


@pytest.mark.parametrize("before", ["加上湖州", "提前30天提醒"])
async def test_where_something_else_is_chosen_a_number_is_no_hour(talk: Chat, before: str) -> None:
    await talk("/subscribe 10:00")
    await talk(before)
    await talk("9")
    assert "\n时间：10:00\n" in (await talk("/settings")).text
    await talk(before)
    await talk("9点")
    assert "\n时间：09:00\n" in (await talk("/settings")).text


@pytest.mark.parametrize("words", ["通知什么时候发的", "通知发了吗", "通知是什么时候"])
async def test_what_is_asked_of_a_notice_is_asked_of_a_document(talk: Chat, words: str) -> None:
    assert not (await talk(words)).text.startswith("简报设置")


@pytest.mark.parametrize("words", ["下次通知什么时候发", "简报什么时候发"])
async def test_and_what_is_asked_of_the_digest_is_not(talk: Chat, words: str) -> None:
    assert (await talk(words)).text.startswith("简报设置")


@pytest.mark.parametrize(
    "words",
    ["0501", "芜湖呢", "2023", "加上两个数是多少", "9点的会议是什么", "湖州", "不看不知道", "还要多久", "周末有什么"],
)
async def test_right_after_it_was_set_a_question_is_still_one(talk: Chat, words: str) -> None:
    as_it_is = (await talk("/subscribe 10:00")) and (await talk("/settings")).text
    assert not (await talk(words)).text.startswith(("简报设置", "没看懂", "已退订"))
    assert (await talk("/settings")).text == as_it_is


async def test_an_hour_that_there_is_not_is_not_taken(talk: Chat) -> None:
    await talk("/subscribe 10:00")
    assert (await talk("25点发")).text.startswith("没看懂“25点发”。请写成 /subscribe 08:30")


async def test_what_is_added_or_dropped_where_everything_is_followed_is_asked(talk: Chat) -> None:
    await talk("/subscribe 10:00")
    for words in ("加上湖州", "去掉湖州", "还有湖州", "加上湖州市"):
        assert (await talk(words)).text.startswith(
            "没有改动：现在什么都发，湖州也在内。只要它，请写成 /settings 只要湖州"
        )
    assert "关注：全部" in (await talk("/settings")).text


@pytest.mark.parametrize("words", ["改成晚上9点半", "周五也推送", "加上周末", "change it to 8am", "换成纽约时间"])
async def test_nobody_is_subscribed_by_changing_what_was_never_ordered(talk: Chat, words: str) -> None:
    assert (await talk(words)).text.startswith("简报设置　未订阅")
    assert "未订阅" in (await talk("/settings")).text


@pytest.mark.parametrize("words", ["改成3.25%就对了吧", "改成1611就对了吧", "改成16个对吗"])
async def test_a_figure_put_right_is_no_time(talk: Chat, words: str) -> None:
    assert not (await talk(words)).text.startswith(("已订阅", "不认识", "没看懂", "简报"))


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("每天早上8点给我发摘要", ("已订阅：每天 08:00",)),
        ("每天8点发我今天的大事", ("已订阅：每天 08:00",)),
        ("周一到周五九点推送金融类的", ("已订阅：周一至周五 09:00", "关注：科技金融")),
        ("每天九点发芜湖的简报", ("已订阅：每天 09:00", "关注：芜湖")),
        ("每天早上推送湖州的消息", ("已订阅：每天 08:30", "关注：湖州")),
        ("每天推送合肥和芜湖的大事", ("已订阅：每天 08:30", "关注：合肥、芜湖")),
        ("每周一上午10点发一次湖州的大事", ("已订阅：每周一 10:00", "关注：湖州")),
        ("帮我订一份每天的简报，8点", ("已订阅：每天 08:00",)),
        ("每晚8点推送湖州的内容", ("已订阅：每天 20:00", "关注：湖州")),
        ("/subscribe 8:00 只要芜湖的大事", ("已订阅：每天 08:00", "关注：芜湖")),
    ],
)
async def test_what_it_is_to_be_about_is_said_with_its_time(talk: Chat, words: str, lines: tuple[str, ...]) -> None:
    said = (await talk(words)).text
    assert all(line in said for line in lines)


async def test_what_no_digest_is_about_is_said_and_subscribes_nobody(talk: Chat) -> None:
    assert (await talk("每天9点推送天气的新闻")).text.startswith("没有“天气”这个主题或城市，什么也没有改。")
    assert "未订阅" in (await talk("/settings")).text
    for words in ("每天发电量的数据", "周一发布的消息", "今天的大事", "推送今天的大事"):
        assert "主题或城市" not in (await talk(words)).text


@pytest.mark.parametrize("words", ["晚上不要吵我", "8点前别打扰我", "晚上10点到早上7点不要吵我", "半夜别发"])
async def test_who_wants_quiet_hears_when_it_comes_and_how_another_hour_is_chosen(talk: Chat, words: str) -> None:
    assert (await talk(words)).text == "这里没有订阅简报。要定时收，请写成 /subscribe 9:00。"
    await talk("/subscribe 10:00")
    assert (await talk(words)).text.startswith("简报只在定好的时刻发，现在是每天 10:00，")
    assert "时间：10:00" in (await talk("/settings")).text


@pytest.mark.parametrize("words", ["我订了什么", "我的订阅", "我没订过啊", "我没定过"])
async def test_who_asks_what_he_ordered_sees_the_settings(talk: Chat, words: str) -> None:
    assert (await talk(words)).text.startswith("简报设置　未订阅")


async def test_of_a_channel_that_was_set_up_from_elsewhere_a_bare_word_ends_nothing(talk: Chat) -> None:
    talk.wire.seen.append(CHANNEL)
    await talk("/subscribe 10:00")
    assert (await talk("/subscribe @kechuang_watch 9:00")).text.startswith("已为频道")
    assert not (await talk("取消")).text.startswith("已退订")


async def test_in_a_group_it_is_an_order_of_who_runs_it_and_calls_the_bot(talk: Chat) -> None:
    assert await talk("晚上9点推送", GROUP) == []
    assert "每天 21:00" in (await talk("@briefing_bot 晚上9点推送", GROUP)).text
    talk.wire.members[PERSON["id"]] = "member"
    assert "只有群的管理员" in (await talk("@briefing_bot 9点推送", GROUP)).text
