"""The key map as data: footer, guide, README table, palette and collision test are all made from it.

Keys are Textual's names (`comma`, `question_mark`), several parted by commas. Nothing here imports Textual.
"""

from dataclasses import dataclass
from enum import StrEnum


class Where(StrEnum):
    """The part of the review screen in which a key acts."""

    EVERYWHERE = "everywhere"
    PANES = "both panes"
    CLAIMS = "claims"
    ARTICLE = "article"
    EARLIER = "earlier version"
    FORM = "editing"
    LIST = "lists"
    FOUND = "search results"
    JUDGED = "judged before"
    SPEAKERS = "speakers"
    EVIDENCE = "evidence"
    ANSWERS = "answers"
    TRIED = "what was tried"
    CALLS = "call sheet"
    DIALOG = "dialogs"


@dataclass(frozen=True, slots=True)
class Key:
    """One thing a key does. `hint` is its word in the footer, empty where it is not shown there."""

    id: str
    where: Where
    keys: str
    action: str
    words: str
    hint: str = ""


E, P, C, A, F = Where.EVERYWHERE, Where.PANES, Where.CLAIMS, Where.ARTICLE, Where.FORM
L, S, J, N, D = Where.LIST, Where.FOUND, Where.JUDGED, Where.SPEAKERS, Where.DIALOG
B = Where.EARLIER
V, Q, T, H = Where.EVIDENCE, Where.ANSWERS, Where.TRIED, Where.CALLS

KEYS = (
    Key("label.alleged", P, "a", "screen.label('alleged')", "label the claim alleged", "alleged"),
    Key("label.disputed", P, "d", "screen.label('disputed')", "label the claim disputed", "disputed"),
    Key("label.supported", P, "s", "screen.label('supported')", "label the claim supported", "supported"),
    Key("label.open", P, "o", "screen.label('open')", "make the claim open again", "open"),
    Key("edit", P, "e", "screen.edit('wording')", "edit wording, speaker, kind, facet, reason, action", "edit"),
    Key("reason", P, "r", "screen.edit('reason')", "write the reason"),
    Key("evidence", C, "v", "screen.evidence", "evidence: list, add, edit, take off", "evidence"),
    Key("counter", P, "c", "screen.counter", "choose a counter-claim by search; choosing one again takes it off"),
    Key("counter.go", P, "percent_sign", "screen.other_side", "go to the counter-claim, and back"),
    Key("tried", P, "t", "screen.attempt", "note what was tried: how, with whom, what came of it"),
    Key("calls", P, "C", "screen.calls", "call sheet: all there is to put to the speaker"),
    Key("notes", P, "i", "screen.notes", "a note on the article as a whole"),
    Key("card.down", P, "ctrl+e", "screen.card(1)", "the card a few lines down"),
    Key("card.up", P, "ctrl+y", "screen.card(-1)", "the card a few lines up"),
    Key("judged", P, "b", "screen.judged", "claims judged before that say nearly the same"),
    Key("withdraw", P, "W", "screen.withdraw", "withdraw the claim (undo brings it back)"),
    Key("claim.next", C, "j,down", "down", "next claim"),
    Key("claim.previous", C, "k,up", "up", "previous claim"),
    Key("claim.first", C, "g,home", "first", "first claim"),
    Key("claim.last", C, "G,end", "last", "last claim"),
    Key("claim.page_down", C, "pagedown,ctrl+f", "page(1)", "a page down"),
    Key("claim.page_up", C, "pageup,ctrl+b", "page(-1)", "a page up"),
    Key("open.next", P, "n", "screen.next_open(1)", "next open claim"),
    Key("open.previous", P, "N", "screen.next_open(-1)", "previous open claim"),
    Key("look", P, "R", "screen.look", "what needs a look since the text changed; a digit takes one of several places"),
    Key("keep", P, "K", "screen.keep", "keep the verdict for the new words, or for those that are selected"),
    Key("version", P, "V", "screen.version", "the article as it was, then what differs, then as it is"),
    Key("mark", C, "space", "screen.mark", "mark the claim; a label key then labels all that are marked"),
    Key("filter", P, "f", "screen.filter", "show all, open, one label, or unsourced claims"),
    Key("advance", P, "z", "screen.advance", "after a label, go to the next open claim: on or off"),
    Key("sentence.next", A, "j,down", "sentence(1)", "next sentence"),
    Key("sentence.previous", A, "k,up", "sentence(-1)", "previous sentence"),
    Key("word.next", A, "l,right", "word(1)", "next word"),
    Key("word.previous", A, "h,left", "word(-1)", "previous word"),
    Key("character.next", A, "shift+right", "character(1)", "next character"),
    Key("character.previous", A, "shift+left", "character(-1)", "previous character"),
    Key("article.start", A, "g,home", "edge(-1)", "start of the article"),
    Key("article.end", A, "G,end", "edge(1)", "end of the article"),
    Key("article.page_down", A, "pagedown,ctrl+f", "page(1)", "a page down"),
    Key("article.page_up", A, "pageup,ctrl+b", "page(-1)", "a page up"),
    Key("select", A, "v", "select", "start or stop a selection; moving extends it", "select"),
    Key("select.other_next", A, "L", "other_end(1)", "move the other end of the selection a word on"),
    Key("select.other_previous", A, "H", "other_end(-1)", "move the other end of the selection a word back"),
    Key("select.swap", A, "O", "swap", "from now on, move the other end of the selection"),
    Key("select.leave", A, "escape,ctrl+g", "give_up", "leave the selection, or the new quote, as if it had not been"),
    Key("claim.make", A, "enter", "make", "make a claim of the selection, or of the sentence", "make claim"),
    Key("claim.under", A, "semicolon", "screen.next_under", "next of the claims under the cursor"),
    Key("quote.end_on", P, "plus", "screen.reshape('end', 1)", "grow the quote by a word at its end; enter keeps it"),
    Key("quote.end_back", P, "minus", "screen.reshape('end', -1)", "shrink the quote by a word at its end"),
    Key(
        "quote.start_back", P, "less_than_sign", "screen.reshape('start', -1)", "grow the quote by a word at its start"
    ),
    Key(
        "quote.start_on",
        P,
        "greater_than_sign",
        "screen.reshape('start', 1)",
        "shrink the quote by a word at its start",
    ),
    Key("split", A, "S", "screen.split", "split the claim before the cursor"),
    Key("merge", P, "M", "screen.merge", "merge the claim with the next"),
    Key("twin", P, "T", "screen.twin", "who said so as a claim of its own, and back to what was said"),
    Key("place", A, "equals_sign", "screen.place", "the selection is another place of the claim, or no longer"),
    Key("coverage", P, "w", "screen.coverage", "what no claim covers yet, or the claims again"),
    Key("left.next", P, "full_stop", "screen.left(1)", "next checkable words that no claim covers"),
    Key("left.previous", P, "comma", "screen.left(-1)", "previous checkable words that no claim covers"),
    Key("left.aside", P, "backslash", "screen.set_aside", "set the checkable words under the cursor aside"),
    Key("earlier.down", B, "j,down", "scroll(1)", "a line down"),
    Key("earlier.up", B, "k,up", "scroll(-1)", "a line up"),
    Key("earlier.page_down", B, "pagedown,ctrl+f", "page(1)", "a page down"),
    Key("earlier.page_up", B, "pageup,ctrl+b", "page(-1)", "a page up"),
    Key("earlier.start", B, "g,home", "edge(-1)", "start"),
    Key("earlier.end", B, "G,end", "edge(1)", "end"),
    Key("earlier.leave", B, "escape,ctrl+g", "screen.now", "back to the article as it is", "back"),
    Key("pane.next", E, "tab", "app.focus_next", "next pane"),
    Key("pane.previous", E, "shift+tab", "app.focus_previous", "previous pane"),
    Key("search", P, "slash", "screen.search", "search this desk's claims", "search"),
    Key("back", P, "backspace", "screen.back", "back to where the last jump to a claim began"),
    Key("undo", P, "u", "screen.undo", "undo", "undo"),
    Key("redo", P, "ctrl+r", "screen.redo", "redo"),
    Key("article.previous", P, "left_square_bracket", "screen.article(-1)", "previous article"),
    Key("article.next", P, "right_square_bracket", "screen.article(1)", "next article"),
    Key("articles", P, "A", "screen.articles", "list of articles with their progress"),
    Key("speakers", P, "P", "screen.speakers", "speakers: their other names, their claims"),
    Key("palette", E, "ctrl+p", "app.command_palette", "every command by name", "commands"),
    Key("export", P, "x", "screen.export", "export: format, and where to", "export"),
    Key("guide", P, "question_mark", "screen.guide", "guide: labels, order of decision, keys", "guide"),
    Key("quit", E, "ctrl+q", "app.quit", "quit, with a summary of the session"),
    Key("suspend", E, "ctrl+z", "app.to_shell", "leave to the shell for a while; fg comes back"),
    Key("list.next", L, "j,down", "down", "next"),
    Key("list.previous", L, "k,up", "up", "previous"),
    Key("list.first", L, "g,home", "first", "first"),
    Key("list.last", L, "G,end", "last", "last"),
    Key("list.page_down", L, "pagedown,ctrl+f", "page(1)", "a page down"),
    Key("list.page_up", L, "pageup,ctrl+b", "page(-1)", "a page up"),
    Key("list.choose", L, "enter", "choose", "choose"),
    Key("found.alleged", S, "a", "screen.label('alleged')", "label the claim alleged"),
    Key("found.disputed", S, "d", "screen.label('disputed')", "label the claim disputed"),
    Key("found.supported", S, "s", "screen.label('supported')", "label the claim supported"),
    Key("found.open", S, "o", "screen.label('open')", "make the claim open again"),
    Key("found.undo", S, "u", "screen.undo", "undo"),
    Key("found.redo", S, "ctrl+r", "screen.redo", "redo"),
    Key("found.query", S, "slash", "screen.query", "back to the words that are searched for"),
    Key("judged.take", J, "t", "screen.take", "take its evidence over, to be looked at"),
    Key("judged.undo", J, "u", "screen.undo", "undo"),
    Key("speakers.mark", N, "space", "screen.mark", "mark a name"),
    Key("speakers.merge", N, "m", "screen.merge", "make one speaker of the marked names, or of names that are alike"),
    Key("speakers.part", N, "p", "screen.part", "take the last of its other names out again"),
    Key("speakers.undo", N, "u", "screen.undo", "undo"),
    Key("evidence.add", V, "a", "screen.add", "add evidence; so does pasting a web address, words or a file's path"),
    Key("evidence.stance", V, "s", "screen.turn('stance')", "supports, contradicts, context in turn"),
    Key("evidence.standing", V, "p", "screen.turn('standing')", "primary, independent, speaker, not said in turn"),
    Key("evidence.remove", V, "W", "screen.remove", "take the evidence off (undo brings it back)"),
    Key("evidence.source", V, "w", "screen.source", "take the source out of use, or into use again"),
    Key("evidence.undo", V, "u", "screen.undo", "undo"),
    Key("evidence.redo", V, "ctrl+r", "screen.redo", "redo"),
    Key("answer.confirmed", Q, "c", "screen.answer('confirmed')", "confirmed"),
    Key("answer.corrected", Q, "r", "screen.answer('corrected')", "corrected; then the words"),
    Key("answer.declined", Q, "d", "screen.answer('declined')", "declined to answer"),
    Key("answer.no_answer", Q, "n", "screen.answer('no answer')", "no answer"),
    Key("answer.undo", Q, "u", "screen.undo", "undo"),
    Key("tried.not_found", T, "f", "screen.answer('not found')", "looked for, and not found"),
    Key("calls.evidence", H, "e", "screen.evidence", "an answer becomes evidence too: on or off"),
    Key("calls.next", H, "right_square_bracket", "screen.party(1)", "next one to call"),
    Key("calls.previous", H, "left_square_bracket", "screen.party(-1)", "previous one to call"),
    Key("dialog.leave", D, "escape,ctrl+g", "screen.leave", "leave"),
    Key("form.save", F, "ctrl+s", "screen.save", "save", "save"),
    Key("form.complete", F, "ctrl+n", "complete", "take a speaker's name that is known; again, the next"),
    Key("form.leave", F, "escape,ctrl+g", "screen.leave", "leave without changing", "leave"),
)
"""The whole key map, in the order in which the guide and the footer show it."""

UNSAVED = "what you typed is not saved: ctrl+s saves it, {} again drops it"
"""Said before unsaved words are dropped; with the key that drops them."""

SHOWN = {
    "question_mark": "?",
    "slash": "/",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "full_stop": ".",
    "comma": ",",
    "semicolon": ";",
    "plus": "+",
    "minus": "-",
    "equals_sign": "=",
    "backslash": "\\",
    "percent_sign": "%",
    "pagedown": "page down",
    "pageup": "page up",
}
"""Textual's names of keys that people know by their sign."""


def shown(keys: str) -> str:
    """Keys as people write them: ``j,down`` becomes ``j down``."""
    return " ".join(SHOWN.get(key, key) for key in keys.split(","))


def at(*places: Where) -> list[Key]:
    """The rows of the key map for some places."""
    return [key for key in KEYS if key.where in places]
