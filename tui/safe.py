"""The display filter: outside text as any terminal may show it, one code point for one.

No control, bidi or hidden character gets through, and every code point has one width wherever it stands, so that
nothing right of it can shift. The rules:

- C0 controls and DEL show as their pictures (``␛``), a tab as a space; a newline stays.
- C1, line and paragraph separators, bidi controls, lone surrogates, noncharacters, tags, annotation
  marks, invisible fillers and reserved invisible code points show as U+FFFD.
- Joined emoji show side by side with ``·`` between them, flags as letters, skin tones as shades.
- What only asks for another look (a soft hyphen, U+FE0E, U+FE0F, a keycap), and the bidi marks that Arabic and Hebrew
  copy is full of, become U+2060, which has no width.
- Elsewhere a joiner becomes a non-joiner: both are without width, but rich takes the character after a joiner for
  part of it. Zero-width spaces and non-joiners stay, unseen.
- Of marks on one character the first eight stay; the others show as U+FFFD.
"""

import re

INSTEAD = "\ufffd"
"""Stands for what is not shown."""
UNSEEN = "\u2060"
"""Stands for what asked for another look of the character before it; has no width."""
JOINED = "·"
"""Stands between emoji that were joined into one."""
TONES = "□░▒▓█"
"""The five skin tones, from light to dark."""
MOST_MARKS = 8
"""The longest stack of marks that a script needs, with room to spare."""

# Where marks, controls and what is not shown live. Most text has none of it and is done after one look.
_LOOK = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u0300-\u036f\u0483-\u0489\u0590-\u1dff\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u20d0-\u20ff\u2cef-\u2cf1\u2d7f\u2de0-\u2dff\u302a-\u302f\u3099\u309a\u3164\ua66f-\uabff\ud7b0-\udfff\ufb1e-\ufeff"
    "\uffa0\ufff0-\ufffb\ufffe\uffff\U00010000-\U0010ffff]"
)


def safe(text: str) -> str:
    """Text of any origin as it may be shown, as many code points long; newlines stay."""
    if not _LOOK.search(text):
        return text
    from tui.signs import replaced  # its tables take 3 ms to make, which most texts do not need

    return replaced(text)


def safe_line(text: str) -> str:
    """Text of any origin as it may be shown on one line, as many code points long; a newline is a space."""
    return safe(text).replace("\n", " ")
