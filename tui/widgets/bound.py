"""Textual's bindings, made from the key map."""

from textual.binding import Binding, BindingType

from tui.keys import Where, at


def bound(*places: Where) -> list[BindingType]:
    """The bindings of some places; each has its id, so that a user's key map can move it."""
    return [Binding(key.keys, key.action, key.words, id=key.id, show=False) for key in at(*places)]
