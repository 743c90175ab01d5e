"""The bare app that the budget is measured against: two panes, 26 rows, a cursor and a mark, and nothing else."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import OptionList, Static

ROWS = 26
TEXT = "\n\n".join(
    f"Paragraph {number}. The council met on Tuesday and heard from nine residents. “We have waited for years,” said "
    "one of them – and the room agreed. The vote was seven to two."
    for number in range(1, 7)
)


class Bare(App[None]):
    """A text on the left, a list on the right."""

    CSS = "Static { width: 1fr; padding: 0 2; } OptionList { width: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        ("j", "move(1)", "Next"),
        ("k", "move(-1)", "Previous"),
        ("a", "mark", "Mark"),
    ]

    def __init__(self) -> None:
        """No row is marked."""
        super().__init__()
        self.marked: set[int] = set()

    def compose(self) -> ComposeResult:
        """Two panes side by side."""
        with Horizontal():
            yield Static(TEXT, markup=False)
            yield OptionList(*(f"  {number}  row number {number}" for number in range(1, ROWS + 1)), markup=False)

    def action_move(self, step: int) -> None:
        """Move the cursor."""
        rows = self.query_one(OptionList)
        if step > 0:
            rows.action_cursor_down()
        else:
            rows.action_cursor_up()

    def action_mark(self) -> None:
        """Set the mark of the row under the cursor, or take it away."""
        rows = self.query_one(OptionList)
        if (row := rows.highlighted) is not None:
            self.marked ^= {row}
            rows.replace_option_prompt_at_index(
                row, f"{'✓' if row in self.marked else ' '} {row + 1}  row number {row + 1}"
            )


if __name__ == "__main__":
    Bare().run()
