"""Styles from the stylesheets, for widgets that draw their own lines."""

from rich.style import Style
from textual.widget import Widget


def ink(widget: Widget, name: str) -> Style:
    """The style of a component class of `widget`, opacity worked out; it has a background only where one is set."""
    styles = widget.get_component_styles(name)
    full = widget.get_component_rich_style(name)
    return Style(
        color=full.color,
        bgcolor=full.bgcolor if styles.has_rule("background") else None,
        bold=full.bold or None,
        italic=full.italic or None,
        underline=full.underline or None,
        reverse=full.reverse or None,
        strike=full.strike or None,
    )
