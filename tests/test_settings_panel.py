"""/settings: a panel with a button for everything, and no button that can be forged."""

from __future__ import annotations

import pytest

from bot.facts import Base
from bot.store.tables import subscriptions
from tests.chat import CHANNEL, GROUP, OTHER, PERSON, Chat, Refused, Said
from tests.test_subscribe import FORUM, TOPIC, at


async def chosen(talk: Chat, field: str, choice: str) -> Said:
    """The panel after a choice of a field."""
    return await talk.press(await talk.press(await talk("/settings"), field), choice)


async def test_who_never_subscribed_sees_what_it_would_be(talk: Chat) -> None:
    said = await talk("/settings")
    assert "未订阅" in said.text
    assert "时间：08:30" in said.text
    assert "上海时间（UTC+8）" in said.text
    assert "下一次" not in said.text
    assert said.labels == ["时间", "时区", "频率", "提前提醒", "没有大事时", "关注", "订阅"]


@pytest.mark.parametrize(
    ("field", "choice", "shown"),
    [
        ("时间", "07:30", "时间：07:30"),
        ("时间", "00:30", "时间：00:30"),
        ("时间", "23:30", "时间：23:30"),
        ("时间", "08:45", "时间：08:45"),
        ("时区", "伦敦时间", "时区：伦敦时间（UTC+0）"),
        ("时区", "东京时间", "时区：东京时间（UTC+9）"),
        ("频率", "每周三", "频率：每周三"),
        ("频率", "周一至周五", "频率：周一至周五"),
        ("频率", "周六、周日", "频率：周六、周日"),
        ("提前提醒", "1天", "大事之前 1 天先提醒一次"),
        ("提前提醒", "14天", "大事之前 14 天先提醒一次"),
        ("没有大事时", "发最近的大事", "没有大事的日子：发最近的大事"),
        ("没有大事时", "发一条资料", "没有大事的日子：发一条资料"),
    ],
)
async def test_every_choice_is_kept_and_shown(talk: Chat, field: str, choice: str, shown: str) -> None:
    assert shown in (await chosen(talk, field, choice)).text
    panel = await talk("/settings")
    assert shown in panel.text
    assert f"✓ {choice}" in (await talk.press(panel, field)).labels, "what holds now is marked"


async def in_a_zone_that_is_not_known_here(talk: Chat) -> None:
    """Subscribed on a machine with newer zone data than this one."""
    await talk("/subscribe 08:30 伦敦")
    async with talk.services.store.database.write() as connection:
        await connection.execute(subscriptions.update().values(zone="Mars/Phobos"))


@pytest.mark.parametrize("zone", ["东京时间", "上海时间"])
async def test_a_zone_that_is_not_known_here_is_said_and_another_one_ends_it(talk: Chat, zone: str) -> None:
    await in_a_zone_that_is_not_known_here(talk)
    await talk("/settings")  # to look changes nothing
    panel = await talk("/settings")
    assert "时区：“Mars/Phobos”这里不认识，请另选一个；现在按上海时间（UTC+8）" in panel.text
    assert "简报先停着；请在“设置”里另选一个时区" in panel.text
    choices = await talk.press(panel, "时区")
    assert not any(label.startswith("✓") for label in choices.labels)
    after = await talk.press(choices, zone)
    assert f"时区：{zone}" in after.text
    assert "下一次：2026年11月28日 08:30" in after.text


async def test_words_end_it_as_well(talk: Chat) -> None:
    await in_a_zone_that_is_not_known_here(talk)
    await talk("/settings 上海")
    panel = (await talk("/settings")).text
    assert "时区：上海时间" in panel
    assert "不认识" not in panel


@pytest.mark.parametrize("words", ["/settings 9:00", "/subscribe 9:00", "/unsubscribe"])
async def test_what_names_no_zone_leaves_it_as_it_is_stored(talk: Chat, words: str) -> None:
    await in_a_zone_that_is_not_known_here(talk)
    await talk(words)
    assert "时区：“Mars/Phobos”这里不认识，请另选一个" in (await talk("/settings")).text


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("/today", "2026年11月20日（今天"),
        ("/digest", "2026年11月20日"),
        ("/delivery", "请在“设置”里另选一个时区"),
        ("/unsubscribe", "已退订"),
    ],
)
async def test_whose_zone_is_not_known_here_is_answered_all_the_same(talk: Chat, words: str, says: str) -> None:
    await in_a_zone_that_is_not_known_here(talk)
    assert says in (await talk(words)).text


async def test_a_panel_and_its_choices_are_one_message(talk: Chat) -> None:
    panel = await talk("/settings")
    for said in (choices := await talk.press(panel, "时间"), await talk.press(choices, "‹ 返回")):
        assert [sent.method for sent in said.messages] == ["editMessageText"]
        assert said.messages[0].message_id == panel.messages[0].message_id


async def test_the_choices_go_back_to_where_they_were(talk: Chat) -> None:
    await chosen(talk, "频率", "每周三")
    await chosen(talk, "提前提醒", "3天")
    assert "不提前" in (await chosen(talk, "提前提醒", "不提前")).text
    assert "频率：每天" in (await chosen(talk, "频率", "每天")).text
    assert "：不发" in (await chosen(talk, "没有大事时", "✓ 不发")).text


async def test_days_that_have_no_button_are_shown_as_chosen(talk: Chat) -> None:
    await talk("/subscribe 周一三五 8:00")
    assert "✓ 周一、周三、周五" in (await talk.press(await talk("/settings"), "频率")).labels
    assert "频率：周一至周五" in (await chosen(talk, "频率", "周一至周五")).text


async def test_a_button_of_an_earlier_message_makes_it_daily(talk: Chat) -> None:
    await talk("/subscribe 每周一 8:00")
    assert "频率：每天" in (await talk.press_data("set|-|week|d")).text


async def test_settings_alone_subscribe_to_nothing(talk: Chat) -> None:
    await chosen(talk, "没有大事时", "发一条资料")
    assert "未订阅" in (await talk("/settings")).text
    assert await talk.later(at(21, 9)) == []


async def test_a_subscription_is_begun_and_ended_by_the_panel(talk: Chat) -> None:
    await chosen(talk, "没有大事时", "发一条资料")
    panel = await talk.press(await talk("/settings"), "订阅")
    assert "下一次：2026年11月21日 08:30，星期六" in panel.text
    assert (await talk.later(at(21, 8, 30))).messages
    assert "未订阅" in (await talk.press(panel, "退订")).text
    assert await talk.later(at(22, 8, 30)) == []


async def test_an_odd_time_is_kept_when_another_field_changes(talk: Chat) -> None:
    await talk("/subscribe 08:37")
    assert "时间：08:37" in (await chosen(talk, "频率", "每周三")).text
    assert "时间：09:37" in (await chosen(talk, "时间", "09:37")).text


async def test_an_uncommon_zone_is_among_the_choices(talk: Chat) -> None:
    await talk("/subscribe 加德满都")
    choices = await talk.press(await talk("/settings"), "时区")
    assert "✓ 加德满都时间" in choices.labels
    assert "加德满都" in (await talk.press(choices, "✓ 加德满都时间")).text


async def test_topics_and_cities_are_followed_and_left_again(talk: Chat, base: Base) -> None:
    topic = base.topics[0].name
    choices = await talk.press(await talk("/settings"), "关注")
    assert "现在：全部" in choices.text
    choices = await talk.press(choices, topic)
    assert f"现在：{topic}" in choices.text
    assert f"✓ {topic}" in choices.labels
    second = await talk.press(choices, "下一页 ›")
    city = second.labels[0]
    both = await talk.press(second, city)
    assert f"现在：{topic}、{city}" in both.text
    assert f"✓ {city}" in both.labels, "the page stays"
    one = await talk.press(await talk.press(both, "‹ 上一页"), f"✓ {topic}")
    assert f"现在：{city}" in one.text
    assert f"关注：{city}" in (await talk("/settings")).text
    assert "关注：全部" in (await talk.press(one, "全部（清空选择）")).text


async def test_a_page_of_topics_past_the_end_is_the_last_one(talk: Chat) -> None:
    said = await talk.press_data("set|-|follow|?|99")
    assert "‹ 上一页" in said.labels
    assert "下一页 ›" not in said.labels


async def test_only_what_is_followed_comes(talk: Chat) -> None:
    await talk("/subscribe 08:30")
    followed = await talk.press_data("set|-|follow|p:wuhu")
    assert "现在：芜湖" in followed.text
    assert await talk.later(at(28, 8, 31)) == [], "what was in Jiading on 28 November is nothing to Wuhu"


FORGED = [
    pytest.param("set|-|at|2460", id="a minute that no hour has"),
    pytest.param("set|-|at|2400", id="an hour that no day has"),
    pytest.param("set|-|at|-100", id="a negative hour"),
    pytest.param("set|-|at|٠٨٣٠", id="digits of another script"),
    pytest.param("set|-|ahead|15", id="more days ahead than there may be"),
    pytest.param("set|-|ahead|-1", id="fewer days than none"),
    pytest.param("set|-|ahead|x", id="no number"),
    pytest.param("set|-|zone|../../etc/passwd", id="a way out of the folder of zones"),
    pytest.param("set|-|zone|/etc/localtime", id="a file"),
    pytest.param("set|-|zone|right/Asia/Shanghai", id="a zone with leap seconds"),
    pytest.param("set|-|zone|Mars/Olympus", id="a zone of no place"),
    pytest.param("set|-|zone|", id="no zone"),
    pytest.param("set|-|empty|all", id="a wish that there is not"),
    pytest.param("set|-|week|7", id="an eighth weekday"),
    pytest.param("set|-|week|", id="no weekday"),
    pytest.param("set|-|week|10", id="weekdays out of order"),
    pytest.param("set|-|week|00", id="a weekday twice"),
    pytest.param("set|-|week|٠", id="a weekday in digits of another script"),
    pytest.param("set|-|follow|t:nothing", id="an unknown topic"),
    pytest.param("set|-|follow|p:atlantis", id="an unknown place"),
    pytest.param("set|-|follow|x:wuhu", id="a follow of no kind"),
    pytest.param("set|-|follow|", id="nothing to follow"),
    pytest.param("set|-|paused|no-right", id="a field that there is not"),
    pytest.param("set|-|at", id="too few ids"),
    pytest.param("set|-|at|0900|1|2", id="too many ids"),
]


@pytest.mark.parametrize("data", FORGED)
async def test_a_forged_value_gets_a_polite_no_and_changes_nothing(talk: Chat, data: str) -> None:
    await talk("/subscribe 每周五 07:15 伦敦")
    before = (await talk("/settings")).text
    said = await talk.press_data(data)
    assert said.alerts == ["这个按钮已经用不了，请重新查询。"]
    assert said.messages == []
    assert (await talk("/settings")).text == before


async def test_another_chats_panel_is_not_for_who_does_not_run_it(talk: Chat) -> None:
    talk.wire.seen += [CHANNEL, GROUP]
    talk.wire.members[OTHER["id"]] = "member"
    await talk("/subscribe 08:30", GROUP)
    for chat in (GROUP, CHANNEL):
        said = await talk.press_data(f"set|{chat['id']}|at|0900", person=OTHER)
        assert "管理员" in said.alerts[0]
        assert said.messages == []
    assert "时间：08:30" in (await talk("/settings", GROUP)).text


@pytest.mark.parametrize("target", ["8", "-5", "-1009999999999", "x", "", "@kechuang_watch", "7", "-0", "--1"])
async def test_a_forged_chat_gets_a_polite_no(talk: Chat, target: str) -> None:
    said = await talk.press_data(f"set|{target}|at|0900")
    assert said.alerts == ["我看不到这个频道或群。请先把我加为它的管理员，再试一次。"]
    assert said.messages == []


async def test_a_panel_in_a_group_asks_telegram_at_each_press(talk: Chat) -> None:
    panel = await talk("/settings", GROUP)
    talk.wire.members[OTHER["id"]] = "member"
    for label in ("时间", "关注", "订阅"):
        assert (await talk.press(panel, label, GROUP, OTHER)).alerts == ["这一项只有群的管理员能用。"]
    panel = await talk.press(panel, "订阅", GROUP)
    assert "已订阅" in panel.text
    talk.wire.members[PERSON["id"]] = "left"
    assert (await talk.press(panel, "退订", GROUP)).alerts


async def test_when_telegram_does_not_say_who_runs_a_group_nobody_does(talk: Chat) -> None:
    panel = await talk("/settings", GROUP)
    talk.wire.refusals["getChatMember"] = [Refused(400, "Bad Request: CHAT_ADMIN_REQUIRED")]
    assert (await talk.press(panel, "订阅", GROUP)).alerts == ["这一项只有群的管理员能用。"]


async def test_a_panel_in_a_topic_is_of_that_topic(talk: Chat) -> None:
    panel = await talk("/settings", FORUM, **TOPIC)
    assert "已订阅" in (await talk.press(panel, "订阅", FORUM, **TOPIC)).text
    assert "未订阅" in (await talk("/settings", FORUM)).text
    assert "未订阅" in (await talk("/settings", FORUM, message_thread_id=43, is_topic_message=True)).text


async def test_an_old_panel_works_as_well_as_a_new_one(talk: Chat) -> None:
    old = await talk("/settings")
    await talk("/subscribe 每周五 07:15 伦敦")
    said = await talk.press(old, "频率")
    assert "✓ 每周五" in said.labels


async def test_a_setting_that_is_changed_while_it_is_paused_resumes_nothing_and_hides_nothing(talk: Chat) -> None:
    await talk("/subscribe 08:30", GROUP)
    await talk.press_data("set|-|empty|fact", chat=GROUP)
    talk.wire.refusals["sendMessage"] = [Refused(400, "Bad Request: not enough rights to send text messages")]
    await talk.later(at(21, 8, 30))
    panel = await talk.press_data("set|-|at|0930", chat=GROUP)
    assert "时间：09:30" in panel.text
    assert "已暂停：机器人没有发言权限" in panel.text
    assert await talk.later(at(22, 9, 30)) == []
    assert "下一次：2026年11月23日 09:30" in (await talk("/subscribe", GROUP)).text


async def test_a_chat_without_the_right_to_post_says_so_and_is_resumed(talk: Chat) -> None:
    await talk("/subscribe 08:30", GROUP)
    await talk.press_data("set|-|empty|fact", chat=GROUP)
    talk.wire.refusals["sendMessage"] = [Refused(400, "Bad Request: not enough rights to send text messages")]
    await talk.later(at(21, 8, 30))
    panel = await talk("/settings", GROUP)
    assert "已暂停：机器人没有发言权限" in panel.text
    assert "下一次" not in panel.text
    assert await talk.later(at(22, 8, 30)) == []
    assert "下一次：2026年11月23日" in (await talk.press(panel, "恢复", GROUP)).text
    assert (await talk.later(at(23, 8, 30))).messages
