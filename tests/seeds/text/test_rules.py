"""Each rule finds what it is for, in the words that say it and no more: what is in braces is found, the rest is not."""

import re

import pytest

from seeds.text.checkable import checkable
from seeds.text.rules import RULES, WITHIN

CASES = {
    "number": [
        "There were {1,500.75} of them, {12}, {1 234 567}, {1’000} and {1.200.000}.",
        "{1st}, {2nd}, {5G}, {10k} and the {79th} minute.",
        "It ended {3-1}, {3–0} after a {1/2} and {½} and {2½}.",
        "{Two} of {twenty-five}, {two hundred and fifty thousand} and {three million}.",
        "{5 million}, {a dozen}, {several hundred}, {dozens}, {tens of thousands}, {half} and {a third of} them.",
        "{One} person died, {one} of {four}; no one, one another, the one, this one, one can and one day are none.",
        "the {third} man and the {tenth} woman",
        "See [12] and note [3] there.",
        "1. A first item\n2. A second with {7} legs\n3) and so on",
        "half-time and half time",
        "{zwei} Hunde, {drei} Katzen, {deux} chiens, {cinco} gatos, {3,5} und {٣٤}",
        "SB 54, G20, COVID-19 and $5 are no numbers of their own, {5} is.",
        "at https://a.example/2020/12 and www.b.example/7 nothing is",
    ],
    "amount": [
        "{$3.2 million}, {£12m}, {US$4}, {€5}, {5 €}, {USD 500}, {CHF 20} and {1.500 Euro}",
        "{12 percent}, {12 per cent}, {12%}, {12 %}, {6.5 percentage points} and {half a percentage point}",
        "{5-10 km}, 10 to {15 miles}, {100 mph}, {140 km/h}, {20 °C}, {9 degrees Celsius}, {6.5 m} and {393.8-metre}",
        "a {26-year-old}, {two-year-olds}, {78 years}, {27 months}, {two hours} and {ten thousand tonnes}",
        "{half a million dollars}, {12 dollars}, {50 cents}, {30 pence}",
        "{3,2 millions d’euros}, {12 Prozent}, {54,3 %}, {5 Mio. Euro}, {20 heures}, {3 años}, {1 500 €}",
        "won by {14 points} in front of 300 people",
        "a 3-D film, 5 matches, 10 million people",
    ],
    "date": [
        "On {Wednesday, Feb. 9, 2022}, at {5 p.m.} he left, and at {12:30} and {3:40 a.m.} too.",
        "{Wednesday the 9th of February}, {May 5-7}, {May 2020}, in {May}, since {March}, {5 January 2020}",
        "They may march in {May}, said Theresa May, on a trip to mars in {mars}.",
        "{2017}, {2023-24}, {1914–1918}, the {1990s}, the ’{90s}, since {1848}, the {19th century}",
        "the {twentieth century}",
        "In room 1848 there are 2000 people.",
        "{last week}, {two weeks ago}, {a year ago}, {last Friday}, {this morning}, {early Monday}, {yesterday}",
        "{Q3 2021}, the {first quarter of 2020}, {spring 2019}, {last summer}, {tonight}, {noon}",
        "{2020-01-05}, {05.01.2020}, {1/5/20}, {31/12/2029}, {5. 1. 2020}, version 1.2.3",
        "am {5. Januar 2020}, le {1er mars 2021}, {5 de mayo de 2020}, {12 aprile}, {3 maja 2021}, {mardi}, {14 Uhr}",
        "am {Montag} und {gestern}, {aujourd’hui}, {semaine dernière}",
    ],
    "name": [
        "{FRESNO}, {Calif}. ({KSEE}/{KGPE}) – A report by the {American Civil Liberties Union} says so.",
        "The {Fresno County Sheriff’s Office} and Sheriff {Margaret Mims} of {Fresno County} met.",
        "We met {J. R. Smith}, {Jean-Luc Mélenchon}, {Ursula von der Leyen}, {Osama bin Laden} and {O’Brien}",
        "the {Bank of England}, the {Centers for Disease Control}, {AT&T}, {Côte d’Ivoire} and {St. Louis}",
        "It breaks {SB 54} on {Highway 99}, {I-5} and {F-16} by {COVID-19}, {H1N1}, an {iPhone} and the {G20}.",
        "The {U.S.} and {US} officials said so. {WHO} staff left. {ICE} came.",
        "{Mims} said it. {Microsoft} did too. Officials did not. Speaking of it, nobody knows. Inflation is up.",
        "When did he meet {Biden}? In {Paris}. But then “It is {Anna},” she said: The end – Nothing more. • Rain fell",
        "Mr. {Brown} met Mrs. {Green} on Monday in May 2020.",
        "I think I’m NOT a TV. Don’t say it.",
        "{World War II} and {Louis XIV}",
        "Critics of {Trump} and the pro-{Russian} side of a {Trump}-era law",
        "Report Says {Central Valley} Jails Hand Over People\n\nThe report from the {Central Valley} says so.",
        "THE REPORT ON {MIMS}\n\nThe sheriff, {Mims}, said so.",
        "Die Frau und der Mann sind in {Köln} mit {Anna Schmidt} von der {SPD} in Haft. {Schmidt} aß 5 Liter Suppe.",
        "La ville de {Lyon} a voté. L’{Espagne} aussi. Le maire est dans la rue avec {Anne Hidalgo} et les {Verts}.",
        "El gobierno de {España} y el {Banco de España} en {La Rioja} con los {Verdes} de la ciudad.",
        "{Владимир Путин} приехал в {Москву}. Он был там.",
    ],
    "title": [
        "{Governor} Jerry Brown, {the governor}, {Attorney General} Rob Bonta, {Dr.} Smith and {Sgt.} Ann Lee",
        "former {President} Barack Obama, {president} Joe Biden, {Prime Minister} May and {coach} Hannah Brandt",
        "{the sheriff} of Kern County, {chancellor} of Kern, {The Mayor} and {the Secretary of State}",
        "The Justice Department, General Motors, Sheriff’s Office and King County",
        "a private firm, a major European bank, the chief Norwegian export, a doctor and presidents",
        "{Bürgermeister} Peter Klein, {Bundeskanzlerin} Anna Groß, la {présidente} Claire Roy, el {presidente} Sánchez",
    ],
    "quotation": [
        "{“Shadow systems,”} he said, {‘no more,’} and {\"never.\"} and {'fine'} and {«oui»} and {« oui »} and {‹so›}.",
        "{„Ja“}, {„tak”}, {»Nein«}, {‚gut‘}, {”så”}, {「はい」}, {『本』}",
        "The officials’ word: {‘It’s the officials’ word,’} he said. Don't! It's '90s rock 'n' roll, 6'2\" tall.",
        'He said "no. Then {"yes"} came.',
        "{“We looked.}\n\n{“We found.”}\n\nHe left.",
        "He said {“no and left.} Then it rained.",
        '“” and “…” and " " say nothing',
    ],
    "superlative": [
        "the {first} and {only} one, {never} {all} the {most}, {every} {none} {always}, {nobody} {everyone}",
        "the {biggest}, the {worst}, the {second-largest}, {record-high} and {unprecedented}, {No evidence}",
        "at first, first aid, at most, at all, not only, after all, all right, an honest interest in the West, a test",
        "the first quarter of 2020 and the first lady",
    ],
    "comparison": [
        "{more than} five, {fewer than} ten, {higher interest rates than} now, {twice} three {times as} much",
        "It {rose} by 5, {fell} to 3, {has risen}, {doubled}, {compared with} last year {up from} 3, {at least} 2",
        "rather than, other than, the number of them, fell ill, fell on him, a fallen tree",
    ],
    "cause": [
        "İİ {because} it is, {because of} rain, {due to}, {led to}, {caused by}, {as a result}, {therefore}, {blamed}",
        "a cause, the lead, it is due, the result is",
    ],
}


@pytest.mark.parametrize(("rule", "marked"), [(rule, text) for rule in CASES for text in CASES[rule]])
def test_what_is_in_braces_is_found(rule: str, marked: str) -> None:
    text = re.sub("[{}]", "", marked)
    found = [one for one in checkable(text) if one.rule == rule]
    for one in reversed(found):
        text = f"{text[: one.start]}{{{text[one.start : one.end]}}}{text[one.end :]}"
    assert text == marked


def test_every_rule_has_cases_and_names_only_rules() -> None:
    assert set(CASES) == set(RULES)
    assert set(RULES) >= set(WITHIN).union(*WITHIN.values())
