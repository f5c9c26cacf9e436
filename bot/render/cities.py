"""Which places there are: the members, what lies in one, and what the sources only mention."""

from __future__ import annotations

from collections.abc import Sequence

from bot.catalogue import Catalogue
from bot.facts import Place
from bot.render import presses
from bot.render.names import names_page
from bot.render.reply import Button, Reply, bold, escape, in_rows, joined, label

MOST_NAMED = 12  # members that a place has inside of it; more are counted


def members_list(catalogue: Catalogue, before: str) -> Reply:
    """The members alone: who belongs to the subject. Where they fill more than a page, those are the first of all."""
    page = names_page(catalogue.members, line=_name)
    if len(page.shown) < len(catalogue.members):
        return cities_list(catalogue, before)
    hint = "资料提到的其他地方：发 /cities。" if catalogue.other_places else ""
    return Reply(joined(before, _members(page.shown, catalogue), hint), tuple(_buttons(page.shown, catalogue)))


def other_members(but: Sequence[Place], catalogue: Catalogue) -> Reply:
    """The members that are none of some places and lie in none of them; of what is no member that is said."""
    inside = {each for place in but for each in catalogue.within(place.id)}
    others = [member for member in catalogue.members if member.id not in inside]
    if len(others) == len(catalogue.members):
        return members_list(
            catalogue, "\n".join(f"{_name(place)}：{escape(standing_text(place, catalogue))}" for place in but)
        )
    page = names_page(others, line=_name)
    more = " 等" if len(page.shown) < len(others) else ""
    named = f"{'、'.join(map(_name, page.shown))}{more}（{len(others)} 个；共 {len(catalogue.members)} 个）"
    head = f"{bold(catalogue.about.member_label)}，除了{'、'.join(map(_name, but))}："
    return Reply(f"{head}{named}", tuple(_buttons(page.shown, catalogue)))


def cities_list(catalogue: Catalogue, before: str = "", number: int = 1) -> Reply:
    """Members first, then what lies in them, then the places that the sources only mention, page by page."""
    page = names_page([*catalogue.members, *catalogue.other_places], number, presses.city(), _name)
    members = [place for place in page.shown if place.member]
    others = [place for place in page.shown if not place.member]
    lines = [_members(members, catalogue)] if members else []
    rows = _buttons(members, catalogue)
    inside: dict[str, list[str]] = {}
    outside = []
    for place in others:
        if (member := _member_around(place, catalogue)) is None:
            outside.append(_with_members(place, catalogue))
        else:
            inside.setdefault(member.name, []).append(place.name)
    if inside:
        told = "；".join(f"{member}的{'、'.join(names)}" for member, names in inside.items())
        lines.append(f"{bold('成员之内的地方')}：{escape(told)}")
    if outside:
        lines.append(f"{bold('资料提到的其他地方')}（{escape(catalogue.about.nonmember_label)}）：")
        lines.append(escape("、".join(outside)))
    subject = catalogue.place(catalogue.about.subject)
    if subject is not None:
        rows.append((Button(f"{subject.name}整体", _city_button(subject).press),))
    rows += in_rows(_city_button(place) for place in others if len(catalogue.of_place(place.id)) > 1)
    shown = joined(before, "\n".join(lines), page.mark, "点按钮看卡片，或发“/city 地名”。")
    return Reply(shown, (*rows, *page.around))


def _members(shown: Sequence[Place], catalogue: Catalogue) -> str:
    return f"{bold(catalogue.about.member_label)}：{'、'.join(map(_name, shown))}（共 {len(catalogue.members)} 个）"


def _buttons(members: Sequence[Place], catalogue: Catalogue) -> list[tuple[Button, ...]]:
    """A button for each that has a card to open."""
    return in_rows(_city_button(place) for place in members if catalogue.of_place(place.id))


def _name(place: Place) -> str:
    return escape(place.name)


def _with_members(place: Place, catalogue: Catalogue) -> str:
    """A place that is no member, and how many that are lie in it. Plain text."""
    count = len(_members_inside(place, catalogue))
    return f"{place.name}（其中 {count} 个是成员）" if count else place.name


def _city_button(place: Place) -> Button:
    return Button(label(place.name), presses.city(place.id))


def standing_text(place: Place, catalogue: Catalogue) -> str:
    """Whether a place is a member, in one, around some, or plainly not one. Plain text."""
    about, within_member = catalogue.about, _member_around(place, catalogue)
    if place.id == about.subject:
        return about.summary
    if place.member:
        told = about.member_label
    elif within_member:
        told = f"属{about.member_label}{within_member.name}"
    else:
        told = about.context_label if place.kind in ("country", "region") else about.nonmember_label
    members = [member.name for member in _members_inside(place, catalogue)]
    if not members:
        return told
    named = "、".join(members[:MOST_NAMED]) + ("等" if len(members) > MOST_NAMED else "")
    inside = f"其中{named} {len(members)} 个是成员"
    return f"{told}（{inside}）" if place.member or within_member else f"{inside}；作为整体{told}"


def _member_around(place: Place, catalogue: Catalogue) -> Place | None:
    return next((parent for parent in catalogue.parents(place) if parent.member), None)


def _members_inside(place: Place, catalogue: Catalogue) -> list[Place]:
    inside = catalogue.within(place.id)
    return [member for member in catalogue.members if member is not place and member.id in inside]
