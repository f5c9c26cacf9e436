"""/reload: a new base without a restart, for administrators; a broken one changes nothing."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.loading import Loaded, load_whole
from bot.services import Services
from bot.settings import DEFAULTS
from tests.bases import LIGHTHOUSE, small_base
from tests.chat import GROUP, OTHER, PERSON, Chat
from tests.delivery.acting import ANN, MORNING, subscribe
from tests.incoming import PATIENCE

OTHERS = {"id": OTHER["id"], "type": "private", "first_name": "同事"}


def of_another_desk(file: Path) -> None:
    """The same facts, in a base that is called otherwise."""
    raw = json.loads(small_base(file, LIGHTHOUSE).read_text(encoding="utf-8"))
    raw["about"] |= {"id": "harbour", "name": "云湾<四港>"}
    file.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")


def broken(file: Path, written: str | None) -> None:
    file.unlink()
    if written is not None:
        file.write_text(written, encoding="utf-8")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return small_base(tmp_path / "facts.json")


@pytest_asyncio.fixture
async def talk(file: Path) -> AsyncIterator[Chat]:
    """A conversation with an administrator, on a small base."""
    services = Services.opened(file)
    chat = Chat(services, settings=replace(DEFAULTS, admins=frozenset({PERSON["id"]}), facts=file))
    async with chat.application:
        yield chat


async def test_new_facts_are_found_afterwards_by_everybody(talk: Chat, file: Path) -> None:
    assert "灯塔大会在松江举行" not in (await talk("灯塔大会")).text
    small_base(file, LIGHTHOUSE)
    assert "灯塔大会在松江举行" not in (await talk("灯塔大会")).text, "not before they are put in place"
    before = len(talk.services.catalogue.facts)
    assert f"{before + 1} 条事实（原来 {before} 条）" in (await talk("/reload")).text
    assert "灯塔大会在松江举行" in (await talk("灯塔大会")).text
    assert "灯塔大会在松江举行" in (await talk("灯塔大会", OTHERS, **{"from": OTHER})).text
    assert "灯塔大会" in (await talk("/on 11-21")).text
    assert "灯塔大会" in (await talk.inline("灯塔大会")).texts[0]


async def test_its_chinese_name_does_the_same(talk: Chat, file: Path) -> None:
    small_base(file, LIGHTHOUSE)
    assert "已换上新的资料" in (await talk("/重载")).text


async def test_who_is_no_administrator_may_not(talk: Chat, file: Path) -> None:
    small_base(file, LIGHTHOUSE)
    said = await talk("/reload", OTHERS, **{"from": OTHER})
    assert "管理员" in said.text
    assert "条事实" not in said.text
    assert "灯塔大会在松江举行" not in (await talk("灯塔大会")).text


@pytest.mark.parametrize("who", [PERSON, OTHER], ids=["an administrator", "a member"])
async def test_in_a_group_nobody_may(talk: Chat, file: Path, who: dict[str, Any]) -> None:
    small_base(file, LIGHTHOUSE)
    assert "条事实" not in (await talk("/reload", GROUP, **{"from": who})).text
    assert "灯塔大会在松江举行" not in (await talk("灯塔大会")).text


async def test_an_anonymous_administrator_of_a_group_is_nobody(talk: Chat, file: Path) -> None:
    small_base(file, LIGHTHOUSE)
    assert "条事实" not in (await talk("/reload", GROUP, sender_chat=GROUP)).text


async def test_a_button_or_a_link_to_a_fact_that_is_gone_gets_a_polite_answer(talk: Chat, file: Path) -> None:
    small_base(file, LIGHTHOUSE)
    await talk("/reload")
    assert "灯塔大会在松江举行" in (await talk.press_data("fact|lighthouse-2021")).text
    assert "灯塔大会在松江举行" in (await talk("/start f-lighthouse-2021")).text
    small_base(file)
    assert "已换上新的资料" in (await talk("/reload")).text
    assert (await talk.press_data("fact|lighthouse-2021")).alerts == ["这个按钮已经用不了，请重新查询。"]
    assert "已经不在资料里了" in (await talk("/start f-lighthouse-2021")).text


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("{", "is no JSON"),
        ('{"schema": 1}', "facts.json"),
        (None, "cannot be read"),
    ],
    ids=["no JSON", "fields that are missing", "no file"],
)
async def test_a_broken_file_keeps_the_old_base_and_the_reply_says_what_is_wrong(
    talk: Chat, file: Path, written: str | None, says: str
) -> None:
    broken(file, written)
    said = (await talk("/reload")).text
    assert "没有换上，仍用原来的" in said
    assert says in said
    assert "拍卖会" in (await talk("2022年拍卖会")).text
    small_base(file, LIGHTHOUSE)
    await talk("/reload")
    assert "灯塔大会在松江举行" in (await talk("灯塔大会")).text, "and it can be mended"


async def test_a_fact_that_names_a_place_that_is_not_there_is_named_itself(talk: Chat, file: Path) -> None:
    small_base(file, LIGHTHOUSE | {"places": ["atlantis"]})
    said = (await talk("/reload")).text
    assert "lighthouse-2021" in said
    assert "atlantis" in said


async def test_another_desk_s_base_waits_for_a_restart_and_both_are_named(talk: Chat, file: Path) -> None:
    of_another_desk(file)
    said = (await talk("/reload")).text
    assert "没有换上" in said
    assert "“云湾<四港>”（harbour）" in said
    assert f"“{talk.services.catalogue.about.name}”（{talk.services.catalogue.about.id}）" in said
    assert "重新启动" in said
    assert "灯塔大会在松江举行" not in (await talk("灯塔大会")).text


async def test_of_another_desk_s_base_the_administrators_are_told_where_a_signal_put_it_in(
    talk: Chat, file: Path
) -> None:
    of_another_desk(file)
    await talk.services.store.open()
    await talk.assembly.reloader.on_signal(talk.clock.now())
    (alert,) = (await talk.later(talk.clock.now())).messages
    assert alert.chat_id == PERSON["id"]
    assert "harbour" in alert.text


async def test_of_many_problems_the_first_are_shown_and_the_others_counted(talk: Chat, file: Path) -> None:
    wrong = ({"id": f"lighthouse-{n}", "title": f"灯塔大会{n}", "places": ["<b>"]} for n in range(30))
    small_base(file, *(LIGHTHOUSE | each for each in wrong))
    said = (await talk("/reload")).text
    assert said.count("facts.json") == 5
    assert "另有 25 处" in said


async def test_digests_that_are_planned_afterwards_are_of_the_new_base(talk: Chat, file: Path) -> None:
    await subscribe(talk, ANN)
    small_base(file, LIGHTHOUSE)
    await talk("/reload")
    (digest,) = [sent for sent in (await talk.later(MORNING)).messages if sent.chat_id == ANN.chat_id]
    assert "灯塔大会" in digest.text


async def test_only_the_base_is_exchanged(talk: Chat) -> None:
    await subscribe(talk, ANN)
    store, metrics, admins = talk.services.store, talk.services.metrics, talk.services.admins
    await talk("/reload")
    assert (talk.services.store, talk.services.metrics, talk.services.admins) == (store, metrics, admins)
    assert "已换上新的资料" in (await talk("/reload")).text, "and it can be done again"


class Slowly:
    """Reading a base, which takes as long as a test wishes."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.begun, self._may_end = threading.Semaphore(0), threading.Event()
        self.at_once = self.most_at_once = 0
        patch.setattr("bot.services.load_whole", self.load)

    def load(self, file: Path) -> Loaded:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self.begun.release()
        assert self._may_end.wait(PATIENCE)
        self.at_once -= 1
        return load_whole(file)

    async def until_begun(self) -> None:
        assert await asyncio.to_thread(self.begun.acquire, timeout=PATIENCE)

    def end(self) -> None:
        self._may_end.set()


async def test_asking_while_it_is_read_is_answered_from_the_old_base(
    talk: Chat, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_base(file, LIGHTHOUSE)
    reading = Slowly(monkeypatch)
    reloading = asyncio.create_task(talk("/reload"))
    await reading.until_begun()
    assert "拍卖会" in (await talk("2022年拍卖会")).text
    assert "灯塔大会在松江举行" not in (await talk("灯塔大会")).text
    reading.end()
    await reloading
    assert "灯塔大会在松江举行" in (await talk("灯塔大会")).text


async def test_two_at_once_are_done_one_after_the_other_and_both_are_answered(
    talk: Chat, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = len(talk.services.catalogue.facts)
    small_base(file, LIGHTHOUSE)
    reading = Slowly(monkeypatch)
    reloading = [asyncio.create_task(talk("/reload")) for _ in range(2)]
    await reading.until_begun()
    await talk("2022年拍卖会")  # time enough for the second
    talk.sent.clear()
    reading.end()
    await asyncio.gather(*reloading)
    assert reading.most_at_once == 1
    assert [sent.text for sent in talk.sent] == [
        f"已换上新的资料：{before + 1} 条事实（原来 {before} 条）。",
        f"已换上新的资料：{before + 1} 条事实（原来 {before + 1} 条）。",
    ]
