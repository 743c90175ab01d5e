"""What is to be checked in an article is found, and what needs no check is left alone."""

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds.shipped.shipped import shipped
from seeds.text.checkable import Checkable, checkable
from seeds.text.rules import RULES, WITHIN
from seeds.text.words import words

FOLDER = Path(__file__).parent / "articles"


class Expected(NamedTuple):
    """All that is found in an article, in order, with bars between; and words of it that need no check."""

    numbers: str
    dates: str
    quotations: str
    names: str
    titles: str
    others: str
    quiet: str


ARTICLES = {
    "budget": Expected(
        "€1.2bn | €1.2 billion | 31 | 22 | 6.5 percent | €284 million | €47.3 million | €52 million | €3.50 an "
        "hour | €2.80 | 212 | €1,940 | third",
        "Thursday night | 2023-24 | 1 September",
        '“painful but fair” | "Nobody on that side has read page 212,"',
        "Vellmar | Ministry of Transport | Ines Calloway | Piet van der Meulen | Greens | Ostrava",
        "Mayor | leader",
        "largest | rises | falls | down from | due to | poorest | more than | twice | relative to | richest | "
        "Nobody | less than",
        "Council backs | parking fees | city council | approved | Spending on schools | The sum | smaller grant "
        "| centre | called | Opposition | households | Debt per resident | Libraries stay open as before",
    ),
    "captions": Expected(
        "1,200 | 15 miles | 3–0 | 393.8-metre | fifth",
        "Tuesday | 1 June 2025",
        "“No eggs, no cake, no mercy.”",
        "Tewkesbury | Gloucestershire | Ada Nwosu | Ministry of Education | Warsaw | Leo XIV | Castel Gandolfo "
        "| Rome | FC Lorient | Olympique de Marseille | Queens | New York | Africa | Iconic Tower | Egypt | "
        "Alster | Hamburg | Mount Etna",
        "Pope",
        "Tallest",
        "The week in pictures | Firefighters carry a calf | Photo | Demonstrators hold | waves from a balcony | "
        "southeast | Fans | A sign at a bakery | workers bolt the last beam | 1. A swan | 2. Children slide | "
        "hill on trays | 3.",
    ),
    "court": Expected(
        "four years | four years | $412,600 | 58 | 11 | 137 | $5,000 | two",
        "Tuesday | March 2016 | October 2021 | January | 1894 | last year",
        '"I was ashamed every single day," | "Trust is the only thing a club like this has," | "and you spent it."',
        "Dunmore County | Harrow Lane Rowing Club | Elaine Pruitt | Pruitt | Tobias Wendt | Marian Okafor | "
        "Seventh District Court | Pruitt",
        "Judge",
        "none | larger than | because | every | only",
        "Former treasurer gets | emptying | A judge in | sentenced the former treasurer | prison | accounts | "
        "guilty | Prosecutors said | transfers | second signature | Her lawyer | probation | Trust | rejected "
        "that | The club | Her sister sat behind her and wept",
    ),
    "election": Expected(
        "58 | 14th | 58 | 61,247 | 73 | 71.4% | 15 | half a percentage point",
        "Friday | Nov. 5, 2024 | noon | 2020 | 2020 | Jan. 13",
        "“The machines worked, the people worked, and I lost,”",
        "Hale | PORTERVILLE | Ore | AP | Democrat Rebecca Hale | Oregon Senate | District | Hale | Republican "
        "Dan Whitcomb | Whitcomb | Bluesky | Linden Elementary School | Joe Biden | Democrat | Hale | Hale",
        "the Secretary of State | President | The governor",
        "shrank | first | higher than | all | less than | every",
        "Recount confirms | A recount finished | won the race | votes out of | conceded | machines | Turnout "
        "was | Election officials | ballots | locked bag | counted | district | congratulated | a nurse | sworn "
        "in | town halls",
    ),
    "french": Expected(
        "160 millions d’euros | 25 000 | 18 432 | 54,3 % | 12 millions d’euros",
        "mardi | 2026 | 3 mars 2021 | 31/12/2029",
        "« Nous avons entendu les habitants » | « fiasco “historique” » | “historique”",
        "Lyon | Lyon | Grégory Doucet | Francheville | Part-Dieu | Insee | Claire Vasseur | Union | Commission "
        "| Bruno Bernard | Métropole | T3 | Saint-Exupéry",
        "",
        "",
        "Le maire de | renonce au téléphérique | a annoncé | Nous | a-t-il déclaré | Le projet | voyageurs par "
        "jour | Une pétition | Selon | vont au travail en voiture | La présidente | Hier | Les travaux "
        "n’avaient pas commencé",
    ),
    "german": Expected(
        "38,5 Millionen Euro | 12 Prozent | 38.000 | 3.618 Meter | 4.200",
        "2027 | Mittwoch | März 2024 | 2019 | 23.09.1974 | 5. Mai | 14.30 Uhr",
        "„bitteren Nachricht für den Hafen“ | »Wir haben 2019 gewarnt«",
        "Hamburg | Köhlbrandbrücke | Hamburg | Peter Tschentscher | SPD | Anke Frieling | CDU | Frank-Walter "
        "Steinmeier | Verein Offene Elbe | Tschentscher | Deutsche Bahn",
        "Bürgermeister | Bundespräsident",
        "",
        "Brücke in | gesperrt | Das teilte die Verkehrsbehörde | Die Reparatur kostet | fast | Nachricht | "
        "Hafen | Die Opposition warf | Risse seit Jahren | Wir haben | Täglich fahren rund | Fahrzeuge | Sie "
        "ist | im Sommer besucht | Unterschriften | Pläne | fährt normal",
    ),
    "health": Expected(
        "1,086 | four weeks | five | nine | 10 | 84.6% | two-year-olds | 92.1% | 95% | One | six | 250,000",
        "20 April | 2014 | 2020 | 2021 | tomorrow",
        '"This was entirely preventable,"',
        "Public Health Agency | MMR | World Health Organization | Amina Farouk | Royal Northern Hospital | "
        "COVID-19 | Farouk | Colin Mbeki | Parliament | NHS",
        "Dr. | Health Secretary",
        "double | doubled | Most | blames | only | compared with | entirely | led to | fewer",
        "Measles cases | in a month | agency warns | the country | weekly report | patients were children | "
        "vaccinated | The agency | both doses | vaccine | head of paediatrics | intensive care | Parents can "
        "book a visit by phone | A dose takes minutes | extra doses",
    ),
    "obituary": Expected(
        "91 | 91 | one | four | 160 | 27 months | 45,000 | 78 | five",
        "3 February | 1933 | 1960s | 1971 | 1988 | 2006",
        "“She never took a shortcut,” | “If a sounding was missing, she went back for it.”",
        "Margit Lindqvist | Baltic | Margit Lindqvist | Baltic Sea | Visby | Kalmar | Uppsala University | "
        "Skagerak | Vega Medal | Carl XVI Gustaf | Per-Olof Hult | Lindqvist | Axel Lindqvist | Karin | Eva",
        "King | Professor",
        "first | never",
        "who mapped the | dies at | the oceanographer who drew | at her home | She was | Born in | students of "
        "physics | at sea on the research ship | Her atlas | sold | the institute that bears her name | took a "
        "shortcut | If a sounding | taught until the age | painter | Her daughters | Friends remember her laugh",
    ),
    "press_release": Expected(
        "320 | $185 million | seventh | 320 | 14 | six | 18% | $2.4 billion | 9,000 | 918-555-0147",
        "May 6, 2025 | today | 2027 | 2024 | 1962",
        "“Oklahoma gives us everything we need: water, people and room to grow,” | “We looked at 14 sites in "
        "six states. | “No other came close.” | “a win for working families”",
        "Brightwell Foods | Tulsa | TULSA | Okla | Brightwell Foods Inc | NYSE | BWF | Tulsa | United States | "
        "Oklahoma | Dana Whitlock | Kevin Stitt | Brightwell Foods | Luis Ferrer",
        "Chief Executive Officer | Governor",
        "entirely | everything | No other | rose | more than | always | first",
        "FOR IMMEDIATE RELEASE | to Open Plant | Creating | Jobs | announced that it will invest | new plant | "
        "The facility | full-time jobs | wind power | We looked | Revenue | fiscal year | now sells its soups | "
        "called the plan | About | Founded in | choice of busy cooks | Visit "
        "www.brightwellfoods2025.example/news for details | Contact",
    ),
    "science": Expected(
        "290 million years | 1,600 light-years | several hundred million | 13.4 billion years | $10 billion | "
        "6.5 m | three",
        "25 December 2021",
        "“It should not be this bright,” | ‘Dust cannot be the reason,’",
        "James Webb Space Telescope | Big Bang | JADES-GS-z14-0 | Sun | Nature | Stefano Carniani | Scuola "
        "Normale Superiore | Pisa | Italy | Kevin Hainline | University of Arizona | NASA | ESA | Canadian "
        "Space Agency | Hubble",
        "",
        "oldest | only | most | ever | times as | more than | times the | first",
        "Telescope sees | galaxy yet | Astronomers using the | have found a galaxy | making it the | across and "
        "| the team writes in | Its light | It should not be | Dust cannot | The telescope | was launched | Its "
        "mirror | The result may change how theorists think | Observations go on",
    ),
    "sport": Expected(
        "79th | 24-21 | 21-10 | two | 14 points | 18,300 | 22 | nine | 10 | 68 metres | three",
        "1987 | Saturday night | 1987 | 2019 | 2022 | 14 June | Monday | 9 a.m.",
        "‘We never stopped believing,’ | ‘The players’ faith in each other is what won it.’",
        "Kilbride | KILBRIDE | Sam Adeyemi | Kilbride | Port Ellery | Blues | Port Ellery | Luca Marino | "
        "Kilbride | Crane Park | Hannah Brandt | Adeyemi | Kilbride | St. Aubin | Cardiff",
        "coach",
        "first | first | never",
        "Late try sends | final since | A try in the | minute by winger | win over | at half-time after | "
        "without reply in front of | stopped believing | players’ faith in each other | has scored | ran | for "
        "the decisive try | defenders on the way | champions in | Tickets go on sale",
    ),
    "weather": Expected(
        "40,000 | 140 km/h | 40,000 | 63 | 12 | three | third | two weeks | 147 km/h | 9 °C",
        "overnight | Sunday | 3:40 a.m. | December 1999 | Wednesday | tonight",
        "“We have seen worse, but not often,”",
        "Breton | Enedis | Quimper | Storm Ingrid | Pointe du Raz | Finistère | Morbihan | Brest | Rennes | "
        "Yann Le Goff | Douarnenez",
        "the mayor",
        "up to | At least | highest | fell | because of | most",
        "Storm leaves | homes without power | Winds of | tore roofs | grid operator | A man of | killed | when "
        "a tree fell on his car | people were injured | to strike the region | Gusts reached | Schools in | "
        "stay closed | Trains | fallen trees | We have seen | Crews hope to restore | More rain is forecast",
    ),
}


def listed(bars: str) -> list[str]:
    return [words.strip() for words in bars.split("|") if words.strip()]


def found(text: str, *rules: str) -> list[str]:
    return [text[one.start : one.end] for one in checkable(text) if one.rule in rules]


@pytest.mark.parametrize("name", ARTICLES)
def test_every_number_date_quotation_and_name_of_an_article_is_found_and_nothing_else(name: str) -> None:
    text, expected = (FOLDER / f"{name}.txt").read_text("utf-8"), ARTICLES[name]
    assert found(text, "number", "amount") == listed(expected.numbers)
    assert found(text, "date") == listed(expected.dates)
    assert found(text, "quotation") == listed(expected.quotations)
    assert found(text, "name") == listed(expected.names)
    assert found(text, "title") == listed(expected.titles)
    assert found(text, "superlative", "comparison", "cause") == listed(expected.others)


@pytest.mark.parametrize("name", ARTICLES)
def test_words_of_an_article_that_need_no_check_are_not_named(name: str) -> None:
    text = (FOLDER / f"{name}.txt").read_text("utf-8")
    named = {place for one in checkable(text) if one.rule != "quotation" for place in range(one.start, one.end)}
    for quiet in listed(ARTICLES[name].quiet):
        found = list(re.finditer(rf"(?<!\w){re.escape(quiet)}(?!\w)", text))
        assert found
        assert all(named.isdisjoint(range(*one.span())) for one in found), quiet


def test_every_number_date_quotation_and_name_of_the_shipped_article_is_found() -> None:
    text = shipped().text
    assert found(text, "number", "amount") == ["One"]
    assert found(text, "date") == ["Wednesday", "2017", "2018", "2019"]
    assert found(text, "quotation") == [
        "“shadow systems for transferring people in local jails to ICE,”",
        "“sanctuary state”",
        "“in order to keep our communities safe.”",
    ]
    assert found(text, "name") == listed(
        "FRESNO | Calif | Central Valley | American Civil Liberties Union | Fresno County | Margaret Mims | ACLU | "
        "ICE | Immigration | Customs Enforcement | Fresno County Jail | ICE | ICE | ACLU | SB 54 | Jerry Brown | "
        "ACLU | Fresno County Sheriff’s Office | ICE | ICE | Fresno County Sherriff Margaret Mims | ICE | "
        "Fresno County | Margaret Mims | Mims | ICE | ICE | ACLU | Sheriff’s Office"
    )
    assert found(text, "title") == ["Sheriff", "Governor", "Sheriff"]
    assert found(text, "superlative", "comparison", "cause") == ["Nobody", "therefore"]


def test_what_says_the_same_is_found_once() -> None:
    assert checkable("in 2017") == [Checkable(3, 7, "date")]
    assert checkable("the “Titanic” sank") == [Checkable(4, 13, "quotation")]
    text = "“He paid $5 million”"
    assert checkable(text) == [Checkable(0, len(text), "quotation"), Checkable(9, 19, "amount")]


PIECES = st.sampled_from((FOLDER / "press_release.txt").read_text("utf-8").split()) | st.sampled_from(
    [
        *"“”‘’\"'«»„.,:-–()éÉİß市😀½۵_*#&$\u200d\u0301\ud800\0\n",
        "\n\n",
        "- ",
        "1. ",
        "’s",
        "d’",
        "of",
        "ago",
        "http://a",
    ]
)


@given(st.text() | st.lists(PIECES).map("".join) | st.lists(PIECES).map(" ".join))
def test_what_is_found_in_any_text_is_in_order_and_of_its_own(text: str) -> None:
    found = checkable(text)
    assert found == sorted(found, key=lambda one: (one.start, -one.end, list(RULES).index(one.rule)))
    assert len(set(found)) == len(found)
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert words(text, one.start, one.end), "nothing to read"
        assert text[one.start : one.end] == text[one.start : one.end].strip()
    for one in found[:50]:
        for other in found[:50]:
            if other is not one and other.start <= one.start and one.end <= other.end:
                assert other.rule not in WITHIN.get(one.rule, ())
