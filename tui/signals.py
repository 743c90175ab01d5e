"""What the screen does when told to leave, to stop, or to go on: the terminal is always left as it was found."""

import asyncio
import os
import shutil
import signal
import sys
from collections.abc import Callable

from textual.app import App
from textual.driver import Driver
from textual.events import Resize
from textual.geometry import Size

from tui.work import Work


def leave_when_told(app: App[None]) -> None:
    """From now on, leave in good order when a signal says so; to be called from the running loop."""
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            loop.add_signal_handler(getattr(signal, name), lambda: app.exit(return_code=0))


class Hold:
    """Holds the terminal: gives it to the shell, takes it back, follows its size.

    Textual's own way paints nothing when it comes back; where somebody else stopped the program it takes the terminal
    a second time, so that it could not be left as it was; and of two changes of size that follow close on one another
    it may heed the earlier last.
    """

    def __init__(self, app: App[None], driver: Driver, work: Work) -> None:
        """For a program that uses the desk through `work`."""
        self._app, self._driver, self._work = app, driver, work
        self._is_away = False

    def heed(self, begin: Callable[[], object]) -> None:
        """Heed the signals to stop, which `begin` is to answer, and to go on."""
        if sys.platform != "win32" and self._driver.can_suspend:
            loop = asyncio.get_running_loop()
            loop.add_signal_handler(signal.SIGTSTP, begin)
            loop.add_signal_handler(signal.SIGCONT, self._go_on)
            loop.add_signal_handler(signal.SIGWINCH, self._follow)

    async def stop(self) -> bool:
        """Stop until told to go on, once nothing is being written: whoever stops with the lock stops all others.

        False where there is nobody to stop for.
        """
        if sys.platform == "win32" or not self._driver.can_suspend:
            return False
        async with self._work.still():
            self._driver.suspend_application_mode()
            self._is_away = True
            os.kill(os.getpid(), signal.SIGSTOP)
        return True

    def _go_on(self) -> None:
        """The shell may have used the terminal meanwhile: take it anew, and paint all of it."""
        if not self._is_away:
            self._driver.suspend_application_mode()
        self._is_away = False
        self._driver.resume_application_mode()
        if sys.platform != "win32":
            asyncio.get_running_loop().add_signal_handler(signal.SIGWINCH, self._follow)
        self._app.refresh(layout=True)

    def _follow(self) -> None:
        """Take the size that the terminal has now; where it went and came back, some of what was there may be gone."""
        size = Size(*shutil.get_terminal_size())
        if size == self._app.size:
            self._app.refresh(layout=True)
        self._app.post_message(Resize(size, size))  # also where it is the same: another may be on its way
