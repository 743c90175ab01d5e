"""Noticing that another program wrote to the desk."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite3 import Connection


class Watch:
    """Tells, when asked, whether events of other sessions have come since it was last asked."""

    def __init__(self, connection: "Connection", session: str) -> None:
        """Watch over `connection`; events of `session` are one's own."""
        self._connection = connection
        self._session = session
        self._version = self._data_version()
        self._seq = self._last()

    def others_wrote(self) -> bool:
        """Whether another session wrote since the last call. Costs a few microseconds when nobody did."""
        version = self._data_version()
        if version == self._version:
            return False
        self._version = version
        query = "SELECT 1 FROM event NOT INDEXED WHERE seq > ? AND session <> ? LIMIT 1"
        found = self._connection.execute(query, (self._seq, self._session)).fetchone()
        self._seq = self._last()
        return bool(found)

    def _data_version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def _last(self) -> int:
        return int(self._connection.execute("SELECT coalesce(max(seq), 0) FROM event").fetchone()[0])
