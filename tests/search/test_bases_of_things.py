"""What another desk's base asks of things and places: a bridge between two cities, the size of a part, a district."""

from __future__ import annotations

import pytest

from bot.loading import load
from bot.services import Services
from bot.talk.answers import by_fact
from tests.bases import small_base

SHARED = {"source": "momentum-2024", "topics": ["governance"]}
BRIDGE = SHARED | {
    "id": "bridge-opened",
    "title": "嘉湖大桥通车",
    "statement": "2018年10月24日，嘉兴与湖州之间全长55公里的嘉湖大桥通车。",
    "kind": "event",
    "places": ["jiaxing", "huzhou"],
    "keywords": ["嘉湖大桥"],
    "evidence": ["55公里"],
    "date": "2018-10-24",
    "figures": [{"value": 55, "unit": "公里", "label": "大桥全长"}],
}
TRAFFIC = SHARED | {
    "id": "bridge-traffic",
    "title": "嘉湖大桥口岸车流量",
    "statement": "2024年，嘉湖大桥口岸的车流量是550万辆次。",
    "kind": "figure",
    "places": ["jiaxing"],
    "keywords": ["嘉湖大桥"],
    "evidence": ["550万辆次"],
    "as_of": "2024",
    "figures": [{"value": 5500000, "unit": "辆次", "label": "车流量"}],
}
TAXES = SHARED | {
    "id": "deqing-taxes",
    "title": "德清税收",
    "statement": "德清县2020年的税收是120亿元。",
    "kind": "figure",
    "places": ["deqing"],
    "keywords": ["税收"],
    "evidence": ["120亿元"],
    "as_of": "2020",
    "figures": [{"value": 120, "unit": "亿元", "label": "税收"}],
}
AREA = SHARED | {
    "id": "port-plan",
    "title": "海港片区方案公布",
    "statement": "2021年9月6日公布的方案把嘉兴海港片区扩大到120.56平方公里。",
    "kind": "event",
    "places": ["jiaxing"],
    "keywords": ["海港片区", "海港片区面积"],
    "evidence": ["120.56平方公里"],
    "date": "2021-09-06",
    "figures": [{"value": 120.56, "unit": "平方公里", "label": "面积"}],
}

RAILWAY = SHARED | {
    "id": "railway-opened",
    "title": "嘉兴到千岛湖铁路通车",
    "statement": "2019年6月1日，嘉兴到千岛湖全长240公里的铁路通车。",
    "kind": "event",
    "places": ["jiaxing"],
    "keywords": ["千岛湖铁路"],
    "evidence": ["240公里"],
    "date": "2019-06-01",
    "figures": [{"value": 240, "unit": "公里", "label": "铁路全长"}],
}


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Services:
    file = small_base(tmp_path_factory.mktemp("things") / "facts.json", BRIDGE, TRAFFIC, TAXES, AREA, RAILWAY)
    return Services.of(load(file))


@pytest.mark.parametrize("question", ["嘉湖大桥多长", "嘉湖大桥有多长", "嘉湖大桥全长多少公里"])
def test_the_length_of_a_thing_is_told_by_the_fact_that_has_it(services: Services, question: str) -> None:
    assert "55公里" in by_fact(question, "fact", services).html.split("\n")[0]


@pytest.mark.parametrize("question", ["嘉湖大桥55公里对吗", "嘉湖大桥是2018年通车的吗"])
def test_a_thing_between_two_places_is_not_told_to_be_theirs_together(services: Services, question: str) -> None:
    said = by_fact(question, "fact", services).html
    assert said.startswith("与记录相符")
    assert "合在一起" not in said


@pytest.mark.parametrize("question", ["海港片区面积多大", "海港片区面积"])
def test_a_size_that_a_fact_is_called_by_is_told(services: Services, question: str) -> None:
    assert "120.56平方公里" in by_fact(question, "fact", services).html


@pytest.mark.parametrize("question", ["湖州税收", "湖州税收多少"])
def test_a_district_s_figure_is_not_its_city_s(services: Services, question: str) -> None:
    assert by_fact(question, "fact", services).html.startswith("<i>这一条说的是德清")
    assert "这一条说的是" not in by_fact("德清税收", "fact", services).html


@pytest.mark.parametrize("question", ["嘉兴到千岛湖铁路240公里对吗", "嘉兴到千岛湖的铁路全长240公里，对吗"])
def test_a_name_that_begins_with_a_scale_is_no_amount(services: Services, question: str) -> None:
    assert by_fact(question, "fact", services).html.startswith("与记录相符：240公里")
