"""How the search came to its answer, as text for curators: readings, candidates and what each explains, decision."""

from __future__ import annotations

from bot.catalogue import Catalogue
from bot.search.decide import ENOUGH, ENOUGH_OF_MUCH, MARGIN, Hit, Verdict, near_the_best
from bot.search.decisions import Decision
from bot.search.findings import Findings
from bot.search.index import Index
from bot.search.reading import Reading
from bot.search.wants import Wants

SHOWN = 8  # candidates
LEFT_OUT = "    (left out: it has not the year or session that was asked for, or not what is claimed)"


def why(decision: Decision, found: Findings, catalogue: Catalogue, index: Index) -> str:
    """The explanation of a decision, and of what was found by it, in lines."""
    best = decision.hits[0].explained if decision.hits else 0.0
    lines = [*_reading(decision.reading), "candidates (explained + tight + in title + prior = score):"]
    lines += [_candidate(hit, decision, catalogue) for hit in decision.every[:SHOWN]] or ["  none"]
    if decision.verdict is Verdict.NONE and found.answers:
        lines.append(f"decision: {found.verdict}: called so to the letter: {', '.join(h.fact.id for h in found.hits)}")
    elif decision.beside_the_point:
        lines.append(
            f"decision: no; the best explains {best:.2f} of what was asked, and misses its point: another place's"
            " or act's, no meaning, counted otherwise, or without a verb or a place that when, why or how much asks for"
        )
    elif decision.verdict is Verdict.NONE:
        lines.append(
            f"decision: no; the best explains {best:.2f} of what was asked. Enough is {ENOUGH}, if it is more than one "
            f"name; or {ENOUGH_OF_MUCH}, if it is much and all else is said in passing"
        )
    else:
        near = [catalogue.facts[hit.number].id for hit in near_the_best(decision.hits, index)]
        others = f"; within {MARGIN} of it: {', '.join(near[1:])}" if near[1:] else ""
        lines.append(f"decision: {decision.verdict}: {near[0]}{others}")
        if found.hits and found.hits[0].fact.id != near[0]:
            lines.append(f"led by the newest point of what it measures: {found.hits[0].fact.id}")
    return "\n".join(lines)


def _reading(reading: Reading) -> list[str]:
    positions = [f"{p.text}({p.weight:g})" if p.weight != 1 else p.text for p in reading.positions]
    lines = [f"read: {' '.join(positions)}    (its weight in brackets where it is not 1)"]
    for correction in reading.corrections:
        also = f", or {' '.join(correction.others)}" if correction.others else ""
        lines.append(f"corrected: {correction.typed} -> {correction.read}{also}")
    for alternative in reading.alternatives:
        typed = "".join(p.text for p in reading.positions[alternative.start : alternative.end])
        lines.append(f"or else: {typed} as {alternative.text} ({alternative.sure:g})")
    facts = {
        "words of the base": [name for _, _, name in reading.names],
        "must have": reading.required,
        "claims": [claim.text for claim in reading.claims],
        "by itself": reading.by_itself,
        "places elsewhere": ["".join(p.text for p in reading.positions[s:e]) for s, e in reading.elsewhere],
        "wants": [wants.name or "" for wants in Wants if wants and wants in reading.wants],
    }
    lines += [f"{what}: {' '.join(found)}" for what, found in facts.items() if found]
    if reading.passing:
        lines.append(f"said in passing: {' '.join(reading.positions[at].text for at in sorted(reading.passing))}")
    if reading.about_subject:
        lines.append("names the subject" + (", all of it" if reading.about_whole else ""))
    return lines


def _candidate(hit: Hit, decision: Decision, catalogue: Catalogue) -> str:
    fact, why = catalogue.facts[hit.number], hit.why
    row = " ".join(
        f"{position.text}{strength:.1f}"
        for position, strength in zip(decision.reading.positions, why.row, strict=True)
        if position.weight
    )
    left_out = "" if hit in decision.hits else LEFT_OUT
    return (
        f"  {fact.id}  {fact.title}\n"
        f"    {hit.explained:.2f} + {why.tight:.2f} + {why.in_title:.2f} + {why.prior:.2f} = {hit.score:.2f}"
        f"    {row}{left_out}"
    )
