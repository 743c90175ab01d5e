"""The office or rank that a person is said to hold."""

import re
from collections.abc import Iterator
from functools import lru_cache

from seeds.text.rules.letters import HEADS, UPPER
from seeds.text.rules.phrases import SPACE, any_of, lines, small

_OFFICES = """
    sheriff; governor; president; mayor; chancellor; premier; king; queen; pope; attorney general; chief justice
    prime minister; first minister; vice president; police chief; fire chief; district attorney; secretary of state
    chief executive(?: officer)?; lieutenant governor; surgeon general; first lady; crown prince; house speaker
    (?:foreign|finance|defen[cs]e|health|interior|justice|education|home|labou?r|treasury) (?:minister|secretary)
    deputy (?:mayor|prime minister|sheriff); city manager; archbishop; governor-general; secretary[ -]general
"""
"""What one person at a time holds: “the governor” says who."""

_RANKS = r"""
    senators?; congressman; congresswoman; representative; ministers?; ambassador; councill?or; councilman
    councilwoman; council member; alderman; commissioner; supervisor; treasurer; comptroller; judge; prosecutor
    detective; inspector; superintendent; admiral; colonel; commander; lieutenant; sergeant; corporal; brigadier
    professor; principal; provost; rabbi; imam; bishop; reverend; pastor; prince; princess; duke; duchess; baroness
    sheikh; emir; sultan; ayatollah; coach; chairman; chairwoman; chairperson; spokesman; spokeswoman; spokesperson
    leader; founder; ceo; cfo; dr\.?; gov\.; lt\. gov\.; sens?\.; reps?\.; sgt\.; lt\.; cpl\.; capt\.; col\.; gen\.
    maj\.; cmdr\.; adm\.; prof\.?; rev\.; hon\.; insp\.; supt\.; det\.; atty\. gen\.
    kanzler(?:in)?; bundeskanzler(?:in)?; präsident(?:in)?; bundespräsident(?:in)?; ministerpräsident(?:in)?
    bürgermeister(?:in)?; oberbürgermeister(?:in)?; minister(?:in)?; außenminister(?:in)?; innenminister(?:in)?
    finanzminister(?:in)?; gesundheitsminister(?:in)?; justizminister(?:in)?; wirtschaftsminister(?:in)?
    umweltminister(?:in)?; verteidigungsminister(?:in)?; landrat; landrätin; richter(?:in)?; sprecher(?:in)?
    présidente?; premi(?:er|ère) ministre; ministre; maire; préfète?; sénateur; sénatrice; députée?
    president[ea]; ministr[oa]; alcalde; alcaldesa; sindac[oa]; senadora?; burgemeester
"""
"""What is a title before a name, in small or capital letters."""

_CAPITAL = """
    secretary; speaker; justice; attorney; officer; deputy; chief; marshal; general; captain; major; private; doctor
    dean; cardinal; father; sister; lord; lady; dame; sir; baron; director; chair; manager; rector; warden; constable
"""
"""What is a title only with a capital letter."""

_OFFICE = any_of(lines(_OFFICES))
_TITLE = re.compile(rf"\b(?:{any_of(lines(_OFFICES + _RANKS))}|({any_of(lines(_CAPITAL))}))(?={SPACE})")
_OTHER = HEADS | {"Assembly", "Election", "Electric", "League", "Mills", "Motors"}
_NAME = re.compile(rf"{SPACE}(?!(?:{'|'.join(sorted(_OTHER))})\b)[{UPPER}]")
_HELD = re.compile(rf"\bthe{SPACE}{_OFFICE}\b|\b{_OFFICE}(?={SPACE}of\b)")
_OWNS = re.compile(rf"[’']s?{SPACE}[{UPPER}]")


@lru_cache(maxsize=1)
def before_names(text: str) -> list[tuple[int, int]]:
    """The titles with a name after them."""
    return [
        found.span()
        for found in _TITLE.finditer(small(text))
        if _NAME.match(text, found.end()) and not (found[1] and text[found.start()].islower())
    ]


def spans(text: str) -> Iterator[tuple[int, int]]:
    """What somebody is called before a name, and offices with “the” before or “of” after them."""
    yield from before_names(text)
    yield from (found.span() for found in _HELD.finditer(small(text)) if not _OWNS.match(text, found.end()))
