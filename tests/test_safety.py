"""What people send is only words: cut before any work, escaped where it is repeated, and no key to anybody's chat."""

from __future__ import annotations

import inspect
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.broadcasts import Stage
from bot.conversation import Ask, Inquiry, take_apart
from bot.loading import Reloaded, load
from bot.reloading import Reloader
from bot.render.broadcast import refused_reply
from bot.render.reload import base_refused_text
from bot.routing import EXPECTED, INLINE, WORDS
from bot.search import LONGEST_QUESTION, Search, cut
from bot.services import Services
from bot.settings import DEFAULTS, SettingsRefused, read_settings
from bot.spoken import BY_NAME
from bot.subscription import Where
from bot.transport.local import BOT_NAME
from bot.transport.markup import parse
from handlers import ACTIONS, COMMANDS
from tests import chance
from tests.bases import base_of_cities
from tests.chat import CHANNEL, GROUP, OTHER, PERSON, Chat, Said, bot_message
from tests.delivery.acting import ANN, MINUTE, asked, meet, preview, subscribe
from tests.test_membership import member
from tests.test_subscribe import ANONYMOUS

PHOTO = [{"file_id": "photo", "file_unique_id": "u", "width": 9, "height": 9}]
PERSONS_CHAT = Where(PERSON["id"])


@pytest_asyncio.fixture
async def admin(services: Services) -> AsyncIterator[Chat]:
    """A conversation with the administrator of the bot, in which others can speak, too."""
    chat = Chat(services, settings=replace(DEFAULTS, admins=frozenset({PERSON["id"]})))
    async with chat.application:
        yield chat


# Cut before any work

LONG = "芜湖" * 2048  # as long as a message can be


class Lengths(list[int]):
    """How long the words were that features and the search were given."""

    def of(self, answer: Callable[..., Any]) -> Callable[..., Any]:
        """The same, noting the words that it is given."""

        def noted(*arguments: Any, **more: Any) -> Any:
            for each in (*arguments, *more.values()):
                words = each.words if isinstance(each, Ask | Inquiry) else each
                if isinstance(words, str):
                    self.append(len(words))
            return answer(*arguments, **more)

        return noted


@pytest.fixture
def lengths(monkeypatch: pytest.MonkeyPatch) -> Lengths:
    """Notes how long the words are that every feature and every method of the search is given."""
    found = Lengths()
    for name, method in inspect.getmembers(Search, inspect.isfunction):
        if not name.startswith("_"):
            monkeypatch.setattr(Search, name, found.of(method))
    for command in {each.name: each for each in COMMANDS}.values():
        noted = replace(command, answer=found.of(command.answer))
        monkeypatch.setitem(BY_NAME, command.name, noted)
        monkeypatch.setitem(BY_NAME, command.chinese, noted)
    listed = tuple(replace(each, answer=found.of(each.answer)) for each in COMMANDS)
    monkeypatch.setattr("bot.spoken.COMMANDS", listed)
    monkeypatch.setattr("bot.spoken._sayings", lambda: {words: each for each in listed for words in each.said})
    monkeypatch.setattr("bot.routing.WORDS", found.of(WORDS))
    monkeypatch.setattr("bot.routing.INLINE", found.of(INLINE))
    monkeypatch.setattr("bot.routing.EXPECTED", tuple(map(found.of, EXPECTED)))
    return found


ENTRANCES = [
    *(pytest.param({"text": f"/{each.name} {LONG}"}, id=f"/{each.name}") for each in COMMANDS),
    *(pytest.param({"text": f"/{each.chinese}{LONG}"}, id=f"/{each.chinese} with the words right behind it")
      for each in COMMANDS if each.usage),
    *(pytest.param({"text": f"{each.chinese} {LONG}"}, id=f"{each.chinese} as plain words")
      for each in COMMANDS if each.usage),
    pytest.param({"text": LONG}, id="plain words"),
    pytest.param({"text": f"／城市　{LONG}"}, id="a full-width command"),
    pytest.param({"text": f"/{LONG}"}, id="a word behind a slash"),
    pytest.param({"text": f"\n{LONG}\n{LONG}"}, id="several lines"),
    pytest.param({"text": None, "photo": PHOTO, "caption": f"/city {LONG}"}, id="a caption"),
    pytest.param({"text": LONG, "chat": GROUP, "reply_to_message": bot_message()}, id="a reply in a group"),
    pytest.param({"text": f"@{BOT_NAME} {LONG}", "chat": GROUP}, id="said by name in a group"),
    pytest.param({"text": f"{LONG} @{BOT_NAME}", "chat": GROUP}, id="said by name in a group, at the end"),
    pytest.param({"text": f"/city@{BOT_NAME} {LONG}", "chat": GROUP}, id="a command in a group"),
    pytest.param({"text": LONG, "forward_origin": {"type": "hidden_user", "date": 1, "sender_user_name": "x"}},
                 id="forwarded words"),
]  # fmt: skip


@pytest.mark.parametrize("message", ENTRANCES)
async def test_no_feature_gets_more_words_than_are_read(admin: Chat, lengths: Lengths, message: dict[str, Any]) -> None:
    said = await admin(**message)
    assert not any("出了点问题" in each.text for each in said)
    assert lengths, "some feature was asked"
    assert max(lengths) <= LONGEST_QUESTION


@pytest.mark.parametrize(
    "words", [LONG, f"/city {LONG}", f"/城市{LONG}", f"/城市{LONG[:200]} {LONG}", f"城市 {LONG}", f"/{LONG}"]
)
async def test_no_more_words_are_read_of_an_inline_query(talk: Chat, lengths: Lengths, words: str) -> None:
    await talk.inline(words)
    assert lengths
    assert max(lengths) <= LONGEST_QUESTION


@pytest.mark.parametrize("text", [LONG, f"/city {LONG}", f"/{LONG}", f"/{LONG} {LONG}", f"／城市 {LONG}"])
def test_the_parser_cuts_words_and_names(text: str) -> None:
    said = take_apart(text)
    assert len(said.words) <= LONGEST_QUESTION
    assert len(said.command or "") <= LONGEST_QUESTION


@pytest.mark.parametrize("words", [LONG, "㍿" * 4096, "\ufdfa" * 4096, "5月30号" * 999])
def test_the_search_cuts_by_itself_also_what_grows_in_its_normal_form(words: str) -> None:
    assert len(cut(words)) <= LONGEST_QUESTION


# Escaped where it is repeated

MARKS = "\u202e\u2066\u200b\u200d\x00\x1b\ud800\u2028"  # they turn text, hide in it, end it, or are none at all
HOSTILE = [
    pytest.param("<b>毒</b>", id="a tag"),
    pytest.param("</code>毒</b><i>", id="tags that close"),
    pytest.param('<a href="tg://user?id=1">毒</a>', id="a link"),
    pytest.param("毒&lt;b&gt;&amp;&毒;", id="entities"),
    pytest.param("<毒 & 毒> <", id="signs alone"),
    pytest.param(MARKS.join("毒药毒药毒药"), id="marks"),
    pytest.param("毒" + "😀" * 4096, id="emoji"),
    pytest.param("毒" * 4096, id="very long"),
    pytest.param("<" * 4096, id="very many signs"),
    pytest.param("毒\n\n<pre>毒\t", id="lines"),
]
REPEATED = [
    "{}", "/city {}", "/fact {}", "/timeline {}", "/on {}", "/today {}", "/digest {}", "/trend {}", "/source {}",
    "/topics {}", "/subscribe {}", "/subscribe 08:30 {}", "/unsubscribe {}", "城市 {}", "/城市{}", "芜湖和{}的GDP",
    "芜湖和合肥的{}", "{}是成员吗", "2021年{}", "/broadcast fact {}",
]  # fmt: skip


def assert_harmless(said: Said, words: str) -> None:
    """What was typed stands in the messages as the text that it is, and styles, links and addresses nothing."""
    assert not any("出了点问题" in each.text for each in said), "no failure"
    for message in said.messages:
        assert not [span for span in message.shown.spans if (span.url or "").startswith("tg:")]
        if "</b>" in words and "毒" in message.text:
            assert "</b>" in message.text, "the tag is shown, not followed"
        if "&amp;" in words and "毒" in message.text:
            assert "&lt;b&gt;&amp;" in message.text
        assert [c for c in message.text if not c.isprintable() and c not in "\n\u3000"] == []
        assert "毒" * 80 not in message.text, "nobody is told all that he said"
        assert message.text.count("😀") <= 40


@pytest.mark.parametrize("template", REPEATED)
async def test_hostile_words_are_text_and_nothing_else(admin: Chat, template: str) -> None:
    await admin("/subscribe")
    for (words,), _, name in HOSTILE:
        admin.clock.go_on_to(admin.clock.now() + MINUTE)
        admin.services.last_asked.forget(PERSON["id"])
        said = await admin(template.format(words))
        assert said.messages, name
        assert_harmless(said, str(words))


@pytest.mark.parametrize(
    "template", ["{}", "/on {}", "/source {}", "/trend {}", "/subscribe {}", "/unsubscribe {}", "/{}", "/digest {}"]
)
async def test_what_is_repeated_is_repeated_as_it_was_typed(talk: Chat, template: str) -> None:
    await talk("/subscribe")
    assert "“" + "/" * (template == "/{}") + "x<b>y&amp;z" in (await talk(template.format("x<b>y&amp;z"))).text


async def test_of_several_questions_too_the_one_without_an_answer_is_repeated_as_it_was_typed(talk: Chat) -> None:
    assert "没有找到“r&d<b>投入多少”的记录" in (await talk("湖州有多少高企，r&d<b>投入多少")).text


@pytest.fixture(scope="module")
def of_marks(tmp_path_factory: pytest.TempPathFactory) -> Services:
    """A base of cities in which amounts are counted in what HTML would take for a mark."""
    file = base_of_cities(tmp_path_factory.mktemp("marks") / "facts.json")
    raw = json.loads(file.read_text(encoding="utf-8").replace("万亿元", "万亿R&D<元>"))
    figures = {fact["id"]: fact["figures"][0] for fact in raw["facts"] if "figures" in fact}
    figures["gdp-hefei-2019"]["qualifiers"] = ["超"]
    figures["gdp-hangzhou-2020"]["value"] = figures["gdp-hangzhou-2019"]["value"]
    file.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    return Services.of(load(file))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        pytest.param("2020年哪个城市gdp最高", "最高的是杭州：3.46万亿R&D<元>", id="which city"),
        pytest.param("哪年gdp最高", "最高的是2019年：14.05万亿R&D<元>", id="which year"),
        pytest.param("杭州哪年gdp最高", "几个时点一样，都是3.46万亿R&D<元>", id="every year the same"),
        pytest.param("杭州和苏州2020年gdp哪个高", "杭州比苏州多0.57万亿R&D<元>", id="how much more"),
        pytest.param("gdp从2018年到2020年增加了多少", "增加0.75万亿R&D<元>", id="by how much it grew"),
        pytest.param("合肥gdp从2019年到2020年增加了多少", "由超3.04万亿R&D<元>到3.1万亿R&D<元>", id="from and to"),
        pytest.param("杭州gdp从2019年到2020年增加了多少", "都是3.46万亿R&D<元>", id="no growth"),
    ],
)
async def test_what_is_reckoned_is_told_in_the_unit_as_it_is_written(of_marks: Services, words: str, told: str) -> None:
    talk = Chat(of_marks)
    async with talk.application:
        assert told in (await talk(words)).text


@pytest.mark.parametrize("words", HOSTILE)
async def test_hostile_commands_and_codes_are_text_and_nothing_else(talk: Chat, words: str) -> None:
    together = "".join(words.split())
    for text in (f"/x{words}", f"/{words}", f"/start {words}", f"/start f-{together}", f"/start d-{words}"):
        assert_harmless(await talk(text), words)
    for text in (f"/x@{BOT_NAME} {words}", f"@{BOT_NAME} {words}", f"/start c-{together}"):
        assert_harmless(await talk(text, GROUP), words)


@pytest.mark.parametrize("words", HOSTILE)
async def test_hostile_inline_queries_are_text_and_nothing_else(talk: Chat, words: str) -> None:
    for typed in (words, f"芜湖 {words}", f"/city {words}"):
        offered = await talk.inline(typed, offset=words)
        assert "毒" not in str(offered.parameters), "what all may read does not repeat what one typed"


@pytest.mark.parametrize("words", HOSTILE)
async def test_hostile_times_and_refusals_of_a_broadcast_are_text_and_nothing_else(admin: Chat, words: str) -> None:
    await meet(admin, ANN)
    shown = await preview(admin)
    await admin.press(shown, "定时发送")
    assert_harmless(await admin(words), words)
    for reply in (refused_reply(1, words), base_refused_text([words])):
        text = parse(reply if isinstance(reply, str) else reply.html).text
        assert words[:20].strip() in text


@pytest.mark.parametrize("words", HOSTILE)
async def test_the_title_of_a_channel_that_is_set_up_in_private_is_text_and_nothing_else(
    talk: Chat, words: str
) -> None:
    channel = {**CHANNEL, "title": words}
    talk.wire.seen.append(channel)
    origin = {"type": "channel", "date": 1, "chat": channel, "message_id": 5}
    for said in (
        await talk(f"/settings @{CHANNEL['username']}"),
        await talk(f"/subscribe 08:30 @{CHANNEL['username']}"),
        await talk(f"/delivery @{CHANNEL['username']}"),
        await talk("一条消息", forward_origin=origin),
    ):
        assert_harmless(said, words)


@pytest.mark.parametrize("words", HOSTILE)
async def test_names_of_people_chats_and_topics_are_never_repeated(talk: Chat, words: str) -> None:
    person = {**PERSON, "first_name": words, "last_name": words, "username": words}
    group = {**GROUP, "title": words, "username": words, "is_forum": True}
    channel = {**CHANNEL, "title": words}
    topic = {"name": words, "icon_color": 1, "icon_custom_emoji_id": words}
    began = {**bot_message(words), "from": person, "chat": group, "forum_topic_created": topic}
    talk.wire.seen += [group, channel]
    by = {"from": person, "author_signature": words, "sender_tag": words}
    said = [
        await talk.update({"my_chat_member": added(person, group)}),
        await talk.update({"my_chat_member": added(person, channel)}),
        await talk("/start", {"id": PERSON["id"], "type": "private", "first_name": words}, **by),
        await talk("/settings", group, **by, message_thread_id=42, is_topic_message=True, reply_to_message=began),
        await talk("/subscribe", group, sender_chat=group, **by),
        await talk(f"/settings @{CHANNEL['username']}", group, **by),
        await talk("/delivery", group, **by),
        await talk.press_data("set|-|menu|-", chat=group, person=person),
        await talk.update({"inline_query": {"id": "5", "from": person, "query": "芜湖", "offset": ""}}),
    ]
    assert all(said)
    for each in said:
        assert not any("出了点问题" in message.text for message in each)
        assert "毒" not in repr(each)
        assert "<<" not in repr(each)


def added(person: dict[str, Any], chat: dict[str, Any]) -> dict[str, Any]:
    """That somebody made the bot an administrator of a chat."""
    was, now = member("left"), member("administrator")
    return {"chat": chat, "from": person, "date": 1, "old_chat_member": was, "new_chat_member": now}


# For the administrators of the bot

ANONYMOUS_BOT, CHANNEL_BOT = 1087968824, 136817688  # who anonymous administrators, and channels, write as (Telegram's)
RESERVED = [
    "/broadcast 停机",
    "/broadcasts",
    "/stats",
    "/reload",
    "/群发 停机",
    "/群发停机",
    "群发 停机",
    "重载",
    "统计",
]
STRANGERS = [
    pytest.param({"from": OTHER}, id="another user"),
    pytest.param(
        {"from": OTHER, "chat": {"id": OTHER["id"], "type": "private", "first_name": "同事"}}, id="in private"
    ),
    pytest.param(ANONYMOUS, id="an anonymous administrator"),
    pytest.param({**ANONYMOUS, "sender_chat": CHANNEL}, id="a channel"),
    pytest.param({"from": {**OTHER, "id": CHANNEL_BOT, "is_bot": True}, "sender_chat": CHANNEL}, id="a channel's bot"),
    pytest.param({"from": None, "sender_chat": GROUP}, id="the group, without anybody"),
    pytest.param({"from": None}, id="nobody"),
    pytest.param({"from": {**OTHER, "id": ANONYMOUS_BOT, "is_bot": True}}, id="the anonymous bot, without a chat"),
    pytest.param({"from": PERSON, "sender_chat": CHANNEL}, id="a channel, with the administrator's id"),
    pytest.param({"from": PERSON, "sender_chat": GROUP}, id="the group, with the administrator's id"),
    pytest.param({"from": PERSON}, id="the administrator, but in a group"),
]
# An operator who took a group's number, or who shows there, for a person's.
CARELESS = frozenset({PERSON["id"], GROUP["id"], CHANNEL["id"], ANONYMOUS_BOT, CHANNEL_BOT, 0})


@pytest.fixture
def reloaded(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Notes that the base is read anew, which is not done."""
    found: list[int] = []

    async def noted(_: object) -> Reloaded:
        found.append(1)
        return Reloaded(1, 1)

    monkeypatch.setattr(Reloader, "reload", noted)
    return found


@pytest.mark.parametrize("text", RESERVED)
@pytest.mark.parametrize("by", STRANGERS)
async def test_only_administrators_in_private_may_use_what_is_theirs(
    services: Services, reloaded: list[int], by: dict[str, Any], text: str
) -> None:
    talk = Chat(services, settings=replace(DEFAULTS, admins=CARELESS))
    fields = {name: value for name, value in by.items() if name != "chat"}
    where = by.get("chat", GROUP)
    async with talk.application:
        for said in (
            await talk(text if where is not GROUP else f"@{BOT_NAME} {text}", where, **fields),
            await talk(text, where, **fields, reply_to_message=bot_message()),
        ):
            assert not said.buttons
            for message in said.messages:
                assert "只有机器人的管理员能用" in message.text or "在和我的私聊里用" in message.text
        assert await talk.services.store.broadcasts.get(1) is None
        assert reloaded == []


@pytest.mark.parametrize("text", RESERVED)
@pytest.mark.parametrize("origin", ["hidden_user", "channel"])
async def test_what_an_administrator_forwards_is_no_order(
    services: Services, reloaded: list[int], text: str, origin: str
) -> None:
    admin = Chat(services, settings=replace(DEFAULTS, admins=frozenset({PERSON["id"]})))
    of = {"sender_user_name": "某人"} if origin == "hidden_user" else {"chat": CHANNEL, "message_id": 5}
    async with admin.application:
        said = await admin(text, forward_origin={"type": origin, "date": 1, **of})
        assert "发给谁" not in repr(said)
        assert "今天的简报" not in repr(said)
        assert await admin.services.store.broadcasts.get(1) is None
        assert reloaded == []
        await admin("重载")
        assert reloaded == [1], "what the administrator says is an order"


async def test_what_a_person_forwards_changes_no_settings(talk: Chat) -> None:
    await talk("/subscribe 08:30")
    await talk("取消订阅", forward_origin={"type": "hidden_user", "date": 1, "sender_user_name": "某人"})
    await talk("订阅 09:00", forward_origin={"type": "hidden_user", "date": 1, "sender_user_name": "某人"})
    assert "08:30" in (panel := (await talk("/settings")).text)
    assert "已订阅" in panel


@pytest.mark.parametrize("wrong", ["0", "-100200", "1087968824", "136817688", "777000", "7,1087968824"])
def test_an_id_that_is_no_person_s_cannot_be_set_for_an_administrator(wrong: str) -> None:
    with pytest.raises(SettingsRefused, match="BOT_ADMINS"):
        read_settings({"BOT_ADMINS": wrong})


PRESSERS = [
    pytest.param(OTHER, None, id="another user"),
    pytest.param({**OTHER, "id": ANONYMOUS_BOT, "is_bot": True}, GROUP, id="the anonymous bot, in a group"),
    pytest.param(OTHER, GROUP, id="another user in a group"),
    pytest.param(PERSON, GROUP, id="the administrator in a group"),
    pytest.param(PERSON, CHANNEL, id="the administrator under a channel's post"),
]


@pytest.mark.parametrize(("presser", "chat"), PRESSERS)
async def test_presses_of_a_broadcast_are_its_author_s_in_private(
    services: Services, presser: dict[str, Any], chat: dict[str, Any] | None
) -> None:
    talk = Chat(services, settings=replace(DEFAULTS, admins=CARELESS))
    where = chat or {"id": presser["id"], "type": "private", "first_name": "同事"}
    async with talk.application:
        await meet(talk, ANN)
        shown = await preview(talk)
        (confirm,) = [each["callback_data"] for each in shown.buttons if each["text"].startswith("确认发给")]
        for data in (confirm, "bc|1|drop|-", "bc|1|to|all", "bc|1|test|-", "bc|1|write|-", "bs|1|open", "bs|-|list|1"):
            said = await talk.press_data(data, shown.messages[-1].message_id or 0, where, person=presser)
            assert said.messages == []
            assert said.alerts
        assert await talk.later(talk.clock.now()) == []
        assert asked(talk, ANN) == []
        assert (draft := await talk.services.store.broadcasts.get(1)) is not None
        assert draft.stage is Stage.CONFIRM, "it is as its author left it"


# Buttons, which anybody can forge

ODD = [
    "", "-", "|", "?", "x", "0", "-1", "1", "2", "500", "9999", "10000", "9999999", "9" * 40, "１２", "²", "٣", "1e3",
    "+1", " 1", "1 ", "芜湖", "<b>", "&amp;", "😀", "\x00", "\u202e", "../../etc/passwd", "' OR 1=1 --", "a" * 64,
]  # fmt: skip
CHATS = [
    str(each) for each in (GROUP["id"], CHANNEL["id"], PERSON["id"], ANN.chat_id, "-1009999999999", "-" + "9" * 18)
]
STEPS = [
    *("go", "drop", "write", "targets", "test", "time", "to", "open", "list", "csv", "pause", "resume", "cancel"),
    *("menu", "on", "off", "at", "zone", "ahead", "empty", "week", "follow", "yes", "no", "all", "groups", "topic:"),
    *("0900", "2460", "Asia/Tokyo", "daily", "fact", "t:", "p:wuhu", "words"),
]


def ids_of(services: Services) -> list[str]:
    """Ids of every kind, so that each comes where another one belongs."""
    catalogue = services.catalogue
    kinds = (catalogue.facts, catalogue.places, catalogue.topics, catalogue.sources)
    known = [each.id for kind in kinds for each in kind[:3]]
    commands = [each.name for each in COMMANDS]
    return [
        *known,
        *list(catalogue.indicators)[:3],
        "wuhu+hefei",
        "11-08",
        "20261108",
        f"20261108{CHANNEL['id']}",
        *commands,
    ]


forged = st.one_of(st.sampled_from([*ODD, *CHATS, *STEPS]), st.integers(0, 60), st.text(max_size=20))
PLACES: list[dict[str, Any]] = [
    {"chat": GROUP},
    {"chat": {**GROUP, "is_forum": True}, "message_thread_id": 42, "is_topic_message": True},
    {"chat": CHANNEL},
    {"chat": {"id": OTHER["id"], "type": "private", "first_name": "x"}},
]


async def all_of(talk: Chat) -> list[object]:
    """What is stored about the chats and the broadcast of others."""
    store, found = talk.services.store, []
    for chat_id in (GROUP["id"], CHANNEL["id"], PERSON["id"], ANN.chat_id):
        found += await store.chats.of_chat(chat_id)
    return [*found, await store.broadcasts.get(1)]


@settings(max_examples=150 * chance.TIMES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    action=st.sampled_from([*ACTIONS, "", "?", "CITY"]),
    drawn=st.lists(forged, max_size=6),
    where=st.sampled_from(PLACES),
)
async def test_a_forged_button_gets_an_answer_and_changes_nothing_of_others(
    others: Chat,
    theirs: list[object],
    caplog: pytest.LogCaptureFixture,
    action: str,
    drawn: list[str | int],
    where: dict[str, Any],
) -> None:
    known = ids_of(others.services)
    parts = [known[each % len(known)] if isinstance(each, int) else each for each in drawn]
    others.clock.go_on_to(others.clock.now() + MINUTE)
    said = await others.press_data("|".join([action, *parts]), person=OTHER, **where)
    assert [sent.method for sent in said].count("answerCallbackQuery") == 1
    assert said.alerts or said.messages, "it is told something"
    assert not [record for record in caplog.records if record.levelname in ("WARNING", "ERROR")]
    assert {message.chat_id for message in said.messages} <= {where["chat"]["id"]}
    assert await all_of(others) == theirs


@pytest_asyncio.fixture(params=[True, False], ids=["a large base", "a small base"])
async def others(services: Services, request: pytest.FixtureRequest) -> AsyncIterator[Chat]:
    """Chats and a broadcast of others, which the bot sees and who presses does not run; also worked out in threads."""
    large = 0 if request.param else services.large
    talk = Chat(replace(services, large=large), settings=replace(DEFAULTS, admins=frozenset({PERSON["id"]})))
    async with talk.application:
        talk.wire.seen += [GROUP, CHANNEL]
        await talk("/subscribe 08:30", GROUP)
        await subscribe(talk, ANN)
        await talk(f"/subscribe @{CHANNEL['username']}")
        await preview(talk)
        talk.wire.members[OTHER["id"]] = "member"
        yield talk


@pytest_asyncio.fixture
async def theirs(others: Chat) -> list[object]:
    """What is theirs before anybody presses."""
    return await all_of(others)


ORDERS = ["set|{}|on|-", "set|{}|off|-", "set|{}|at|0900", "set|{}|follow|p:wuhu", "set|{}|menu|-", "forget|yes|{}"]


@pytest.mark.parametrize("order", ORDERS)
async def test_who_does_not_run_a_chat_cannot_press_for_it_from_anywhere(others: Chat, order: str) -> None:
    before, theirs = await all_of(others), {"id": OTHER["id"], "type": "private", "first_name": "x"}
    for where in (theirs, GROUP, CHANNEL):
        for target in [*CHATS, *(["-"] if where is not theirs else [])]:
            said = await others.press_data(order.format(target), chat=where, person=OTHER)
            assert said.messages == []
            assert "管理员" in said.alerts[0], "it says who may"
    assert await all_of(others) == before


PAGES = ["0", "1", "2", "9999"]
NO_PAGES = ["-1", "10000", "9999999", "9" * 60, "１２", "²", "٣", "1e3", "", " 1", "1|2", "x", "\x00"]
TURNED = [
    "city|wuhu|-", "on|11-08", "topic|{topic}", "source|{source}", "timeline|2021|-|-", "digest|20261108",
    "city|-|-", "topic|-", "source|-", "trend|-",
]  # fmt: skip


@pytest.mark.parametrize("data", TURNED)
async def test_a_page_is_a_number_or_nothing(talk: Chat, data: str) -> None:
    catalogue = talk.services.catalogue
    data = data.format(topic=catalogue.topics[0].id, source=catalogue.sources[0].id)
    for page in PAGES:
        assert (await talk.press_data(f"{data}|{page}")).messages
    for page in NO_PAGES:
        said = await talk.press_data(f"{data}|{page}")
        assert (said.messages, said.alerts) == ([], ["这个按钮已经用不了，请重新查询。"])


async def test_a_panel_that_is_carried_to_another_chat_is_of_that_chat(talk: Chat) -> None:
    panel = await talk("/settings")
    talk.wire.members[OTHER["id"]] = "member"
    for label in ("订阅", "时间"):
        assert (await talk.press(panel, label, GROUP, OTHER)).alerts == ["这一项只有群的管理员能用。"]
    theirs = {"id": OTHER["id"], "type": "private", "first_name": "同事"}
    await talk.press(panel, "订阅", theirs, OTHER)
    assert await talk.services.store.chats.of_chat(PERSON["id"]) == ()
    assert len(await talk.services.store.chats.of_chat(OTHER["id"])) == 1


async def test_a_button_that_asks_does_not_more_than_look(others: Chat) -> None:
    before = await all_of(others)
    for name in (each.name for each in COMMANDS):
        others.clock.go_on_to(others.clock.now() + MINUTE)
        for number in ("-", "0", "1", "９", "99"):
            said = await others.press_data(f"ask|{name}|{number}")
            assert not any("出了点问题" in text for text in [*said.alerts, *(each.text for each in said.messages)])
        assert await all_of(others) == before, name
