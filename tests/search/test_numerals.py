"""Amounts as people say them, in digits; what is no one amount stays as it is."""

from __future__ import annotations

import pytest

from bot.search import cut


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("四万家", "4万家"),
        ("3万6千5百家", "3.65万家"),
        ("三亿五千万元", "3.5亿元"),
        ("三点五万家", "3.5万家"),
        ("一万零五十家", "1.005万家"),
        ("二百五十家", "250家"),
        ("两千多家", "2000多家"),
        ("236亿8700万元", "236.87亿元"),
        ("一万亿元", "1万亿元"),
        ("十六个联盟", "16个联盟"),
        ("占七分之一,有五十家吗", "占1/7,有50家吗"),
    ],
)
def test_an_amount_is_read_whole(said: str, read: str) -> None:
    assert cut(said) == read


@pytest.mark.parametrize(
    "said", ["几十亿元", "三四万家", "三百六家", "前十个月", "第一百家", "百家", "十四五", "一网通办"]
)
def test_what_is_no_one_amount_stays(said: str) -> None:
    assert cut(said) == said
