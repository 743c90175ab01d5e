"""Money, shares and quantities: a number with what it counts."""

import re
from collections.abc import Iterator

from seeds.text.rules.number import figures
from seeds.text.rules.phrases import SPACE, any_of, lines

_UNITS = """
    percent; per cent; percentage points?; percentage-points?; points?; basis points?; prozent; prozentpunkte?n?
    pour cent; por ciento; por cento; per cento; procent; (?:us|canadian|australian) dollars?; dollars?; cents?
    pounds?; pence; euros?; yen; yuan; rupees?; roubles?; rubles?; pesos?; francs?; franken; kron(?:a|or|e|er); zloty
    kilomet(?:er|re)s?; kilometern; square (?:feet|foot|miles?|yards?|kilomet(?:er|re)s?|met(?:er|re)s?|inches)
    met(?:er|re)s?; metern; centimet(?:er|re)s?; millimet(?:er|re)s?; miles?; yards?; feet; foot; ft; inch(?:es)?
    cubic (?:feet|met(?:er|re)s|yards); quadratkilometern?; quadratmetern?; acres?; hectares?; hektar; tons?; tonnes?
    tonnen; kilos?; kilograms?; kilogrammes?; kilogramm; grams?; grammes?; gramm; milligrams?; ounces?; lbs?; oz
    lit(?:er|re)s?; gallons?; barrels?; pints?; degrees?(?: (?:celsius|fahrenheit))?; grad(?: celsius)?; knots; knoten
    miles (?:per|an) hour; kilomet(?:er|re)s (?:per|an) hour; mph; kph; volts?; watts?; (?:mega|giga|kilo)watts?
    megawatt-hours?; kilowatt-hours?; terabytes?; gigabytes?; megabytes?; decibels?; light[- ]years?; calories
    years?(?:[- ]olds?| of age)?; months?(?:[- ]old)?; weeks?; days?; hours?; minutes?; seconds?; decades?; nights?
    centur(?:y|ies); jahren?; jahre; jahr; monaten?; monate; wochen?; tagen?; tage; tag; stunden?; minuten?; sekunden?
    ans; années?; mois; semaines?; jours?; heures?; secondes?; kilomètres?; mètres?; hectares; degrés?
    años?; meses; mes; semanas?; días?; horas?; minutos?; kilómetros?; metros?; grados?; toneladas?; hectáreas?
    anni; anno; mesi; settimane; giorni; giorno; ore; minuti; chilometri; metri; gradi; tonnellate; ettari
    anos?; dias?; jaar; maanden; weken; dagen; uur; år; dagar; timmar
"""
_SIGNS = r"%|‰|°[ \u00a0]?[CF]?|[$€£¥₹₽₩₴₺](?!\d)|(?:USD|EUR|GBP|CHF|JPY|CAD|AUD|SEK|NOK|DKK|PLN)(?![^\W_])"
_SYMBOLS = "km/h;km²;km;cm;mm;m/s;m²;m³;m;kg;mg;µg;g;ml;l;ha;kWh;MWh;GWh;TWh;kW;MW;GW;Hz;GHz;GB;TB;MB;h;min;dB"
_AFTER = re.compile(
    rf"(?:{SPACE}|-)?(?:an?{SPACE})?(?:{_SIGNS}|{any_of(_SYMBOLS.split(';'))}(?![^\W_])"
    rf"|(?i:(?:(?:de|of){SPACE}|d[’'])?{any_of(lines(_UNITS))})(?![^\W_]))"
)
_BEFORE = re.compile(
    r"(?:(?<![^\W_])(?:US|AU?|CA?|NZ|HK|R|S)?[$€£¥₹₽₩₴₺][ \u00a0]?"
    r"|(?<![^\W_])(?:USD|EUR|GBP|CHF|JPY|CAD|AUD|Rs\.?|Fr\.)[ \u00a0])$"
)
_LOOK = 5
"""How far before a figure a currency begins."""


def spans(text: str) -> Iterator[tuple[int, int]]:
    """The numbers with a currency before them or a unit after them."""
    for start, end in figures(text):
        money = _BEFORE.search(text[max(0, start - _LOOK) : start])
        unit = _AFTER.match(text, end)
        if money or unit:
            yield start - len(money[0]) if money else start, unit.end() if unit else end
