"""Reading a SQLite file without SQLite: the rows of its tables, page by page, whatever else of it is damaged.

A page that holds rows says so itself, so that they are found even where the tree that led to them is broken. What is
in the ``-wal`` counts up to its last whole commit, as it does for SQLite. The names are those of the file format,
https://sqlite.org/fileformat2.html; text is UTF-8, as on every desk.
"""

import struct
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

Value = int | float | bytes | None
Types = list[int]
"""What a row says of its columns: 0 is NULL, an odd number from 13 on a text of so many bytes, twice, plus 13."""

HEADER, LOG_HEADER, FRAME_HEADER = 100, 32, 24
USUAL = 4096
"""The size of a page where nothing tells."""

LEAF = 13
"""The type of a page that holds rows of a table."""

INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
"""How many bytes an integer of each type has."""


def text_of(length: int) -> int:
    """The type of a text of so many bytes."""
    return 13 + 2 * length


class Pages:
    """The pages of a file as the last whole commit left them."""

    def __init__(self, path: Path) -> None:
        """Open the file at `path`, and what waits beside it. Raises OSError."""
        self._file: BinaryIO = open(path, "rb")  # noqa: SIM115 - open until it is closed
        log = Path(f"{path}-wal")
        self._log: BinaryIO | None = open(log, "rb") if log.exists() else None  # noqa: SIM115 - as above
        self.length = path.stat().st_size
        head = self._file.read(HEADER)
        self.size = _size(head[16:18])
        reserved = head[20] if head[:6] == b"SQLite" else 0
        self._in_log: dict[int, int] = {}
        if self._log:
            self.length += log.stat().st_size
            self._read_log(self._log)
        self.size = self.size or USUAL
        self._usable = self.size - reserved
        self.count = max(-(-path.stat().st_size // self.size), *self._in_log, 0)

    def __enter__(self) -> Self:
        """Use it in a `with` statement."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the files."""
        self._file.close()
        if self._log:
            self._log.close()

    def _read_log(self, log: BinaryIO) -> None:
        """Learn which pages are in the log: those of every transaction that was committed whole."""
        head = log.read(LOG_HEADER)
        if len(head) < LOG_HEADER or head[:3] != b"\x37\x7f\x06" or head[3] not in (0x82, 0x83):
            return
        words = ">" if head[3] == 0x83 else "<"
        size = int.from_bytes(head[8:12])
        sums = _summed(head[:24], (0, 0), words)
        if sums != struct.unpack(">2I", head[24:]) or size & (size - 1) or not 512 <= size <= 65536:
            return
        self.size = size
        begun: dict[int, int] = {}
        while len(frame := log.read(FRAME_HEADER + size)) == FRAME_HEADER + size:
            number, commit = struct.unpack(">2I", frame[:8])
            sums = _summed(frame[FRAME_HEADER:], _summed(frame[:8], sums, words), words)
            if frame[8:16] != head[16:24] or sums != struct.unpack(">2I", frame[16:24]):
                return
            begun[number] = log.tell() - size
            if commit:
                self._in_log |= begun
                begun.clear()

    def page(self, number: int) -> bytes:
        """A page, by its number from 1; an empty one where there is none."""
        place = self._in_log.get(number)
        if place is not None and self._log:
            self._log.seek(place)
            return self._log.read(self.size)
        self._file.seek((number - 1) * self.size)
        return self._file.read(self.size)

    def rows(self, wanted: Callable[[Types], bool]) -> Iterator[list[Value]]:
        """Each row whose columns are `wanted`, wherever it stands; what makes no sense is passed over."""
        for number in range(1, self.count + 1):
            page = self.page(number)
            start = HEADER if number == 1 else 0
            if len(page) < self.size or page[start] != LEAF:
                continue
            cells = int.from_bytes(page[start + 3 : start + 5])
            for at in range(start + 8, min(start + 8 + 2 * cells, self.size), 2):
                try:
                    row = self._row(page, int.from_bytes(page[at : at + 2]), wanted)
                except (IndexError, struct.error, ValueError):
                    continue
                if row is not None:
                    yield row

    def _row(self, page: bytes, at: int, wanted: Callable[[Types], bool]) -> list[Value] | None:
        length, at = _number(page, at)
        _, at = _number(page, at)
        here = self._held(length)
        if length > self.length or at + here > self._usable:
            return None
        data = page[at : at + here]
        header, place = _number(data, 0)
        if header > here:
            return None
        types: Types = []
        while place < header:
            kind, place = _number(data, place)
            types.append(kind)
        if not wanted(types):
            return None
        if here < length:
            data += self._rest(int.from_bytes(page[at + here : at + here + 4]), length - here)
        return _values(data, place, types) if len(data) == length else None

    def _held(self, length: int) -> int:
        """How many of the bytes of a row stand on its own page."""
        most, least = self._usable - 35, (self._usable - 12) * 32 // 255 - 23
        if length <= most:
            return length
        here = least + (length - least) % (self._usable - 4)
        return here if here <= most else least

    def _rest(self, number: int, length: int) -> bytes:
        """What of a row stands on pages of its own, one leading to the next."""
        parts: list[bytes] = []
        while length > 0 and number:
            page = self.page(number)[: self._usable]
            if len(page) < self._usable:
                break
            parts.append(page[4 : 4 + length])
            length -= len(parts[-1])
            number = int.from_bytes(page[:4])
        return b"".join(parts)


def _size(two: bytes) -> int:
    """The size of a page as a file's head has it; 0 where that cannot be."""
    size = int.from_bytes(two)
    size = 65536 if size == 1 else size
    return size if 512 <= size <= 65536 and not size & (size - 1) else 0


def _summed(data: bytes, sums: tuple[int, int], words: str) -> tuple[int, int]:
    """The checksum of a log, carried on."""
    one, other = sums
    numbers = iter(struct.unpack(f"{words}{len(data) // 4}I", data))
    for first, second in zip(numbers, numbers, strict=True):
        one = (one + first + other) & 0xFFFFFFFF
        other = (other + second + one) & 0xFFFFFFFF
    return one, other


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where what follows it begins."""
    value = 0
    for place in range(at, at + 8):
        value = value << 7 | data[place] & 0x7F
        if data[place] < 0x80:
            return value, place + 1
    return value << 8 | data[at + 8], at + 9


def _values(data: bytes, at: int, types: Types) -> list[Value]:
    values: list[Value] = []
    for kind in types:
        length = INTEGERS.get(kind, 8 if kind == 7 else (kind - 12) // 2 if kind >= 12 else 0)
        part = data[at : at + length]
        if len(part) < length:
            raise ValueError("a row ends before its last column")
        if kind in INTEGERS:
            values.append(int.from_bytes(part, signed=True))
        elif kind == 7:
            values.append(struct.unpack(">d", part)[0])
        else:
            values.append({0: None, 8: 0, 9: 1}.get(kind, part))
        at += length
    return values
