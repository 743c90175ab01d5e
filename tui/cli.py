"""The command line: which commands there are, each loaded when it is asked for."""

from importlib import import_module
from typing import cast

import click
from click_default_group import DefaultGroup

from tui import __version__

COMMANDS = {
    "open": ("tui.commands.open", "Review articles: the screen (this is what factdesk does without a command)."),
    "import": ("tui.commands.import_", "Put articles on the desk, with the claims that come with them."),
    "revise": ("tui.commands.revise", "Give an article a new text; exit status 3 if a claim has to be looked at."),
    "diff": ("tui.commands.diff", "Say which claims changed between two versions, for the corrections log."),
    "articles": ("tui.commands.articles", "List the articles with their progress."),
    "claims": ("tui.commands.claims", "List claims."),
    "show": ("tui.commands.show", "Show one claim with all that hangs on it."),
    "search": ("tui.commands.search", "Find claims by their words, mistyped ones too."),
    "similar": ("tui.commands.similar", "List judged claims that say nearly the same as one."),
    "add": ("tui.commands.add", "Make a claim of words of an article."),
    "label": ("tui.commands.label", "Label claims."),
    "evidence": ("tui.commands.evidence", "List a claim's evidence, or attach some."),
    "sources": ("tui.commands.sources", "List the desk's sources, or put one there."),
    "attempt": ("tui.commands.attempt", "List what was tried to check a claim, or note it."),
    "note": ("tui.commands.note", "List the notes on an article, or write one."),
    "calls": ("tui.commands.calls", "List whom to call, what to ask, and what was answered."),
    "undo": ("tui.commands.undo", "Take back your last action."),
    "redo": ("tui.commands.redo", "Bring back what was taken back."),
    "history": ("tui.commands.history", "Show the journal, newest first."),
    "export": ("tui.commands.export", "Write a report or data."),
    "check": ("tui.commands.check", "Find what is left to do; exit status 3 if anything is."),
    "policy": ("tui.commands.policy", "Show or set what the desk asks for before a piece can go."),
    "stats": ("tui.commands.stats", "Show progress, labels, pace and sessions."),
    "doctor": ("tui.commands.doctor", "Examine the desk, and mend it; exit status 3 if anything is wrong."),
    "backup": ("tui.commands.backup", "Copy the desk to a file, while others write."),
}
"""Each command: the module whose `command` it is, and its line in the help."""


class Commands(DefaultGroup):  # type: ignore[misc] # its library has no type information
    """A group that knows its commands' names and lines without loading them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of a review."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, loaded now; what names none is an argument of the default one."""
        if cmd_name not in COMMANDS:
            ctx.arg0 = cmd_name  # type: ignore[attr-defined] # where its library looks for what to hand on
            cmd_name = self.default_cmd_name
        return cast(click.Command, import_module(COMMANDS[cmd_name][0]).command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Their lines in the help."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, words) for name, (_, words) in COMMANDS.items()])


@click.group(cls=Commands, default="open", invoke_without_command=True)
@click.version_option(__version__, prog_name="factdesk")
@click.option("-d", "--desk", metavar="FILE", help="The desk; else FACTDESK_DESK, else desk.db in your data folder.")
@click.option("--as", "reviewer", metavar="NAME", help="The reviewer; else FACTDESK_REVIEWER, else your login name.")
@click.pass_context
def cli(ctx: click.Context, desk: str | None, reviewer: str | None) -> None:
    """factdesk: a fact-check workstation in the terminal.

    Without a command it opens the review screen where you stopped; with a file, on that file.
    """
    ctx.obj = (desk, reviewer)
    if ctx.invoked_subcommand is None:
        ctx.invoke(import_module(COMMANDS["open"][0]).command, articles=())
