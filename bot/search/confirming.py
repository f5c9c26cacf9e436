"""What asks whether all before it is so: words for a verdict (对吗, 属实吧, is it true), or a particle alone (吗)."""

from __future__ import annotations

import re

SO = "对吗"  # what is put behind a text that is to be verified
_PARTICLE = "(?:吗|(?<!什)么|吧)"
VERDICT = (  # for patterns
    f"(?:是真的{_PARTICLE}|[对是真]{_PARTICLE}|对不对?|是不是|真的(?:吗|假的)|真假|属实{_PARTICLE}?|没错吧?|正确{_PARTICLE}?)"
)
ASKS_SO = f"(?:{VERDICT}|{_PARTICLE})"
_STOPS = "[?？。！! ]*"
_ANYWHERE = "(?<![a-z])is it (?:true|right|correct)(?![a-z])|真的吗"
# At the end of a sentence, with the comma before it.
SO_AT_THE_END = re.compile(f"[,， ]*{ASKS_SO}{_STOPS}$")
# What asks for a verdict; another question with 吗 has its answer in the card.
VERIFIES = re.compile(f"{VERDICT}{_STOPS}$|{_ANYWHERE}")
# What asks whether something is so, in any way.
CLAIM = re.compile(f"{ASKS_SO}{_STOPS}$|{_ANYWHERE}|是不是|是否")
