"""Time and ids: the wall clock for people, a hybrid logical clock for order, content hashes for things."""

import json
import os
import time
from datetime import UTC, datetime


def now() -> str:
    """The time, UTC, as ISO 8601 with milliseconds and a ``Z``."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def new_id(last: str | None) -> str:
    """A UUIDv7 (RFC 9562) in 32 hex digits that is larger than `last`, whatever the clock says.

    Its 48 bits of milliseconds and 12 of counter are one number that never goes back: a hybrid logical clock.
    """
    tick = time.time_ns() // 1_000_000 << 12
    if last:
        tick = max(int(last[:12] + last[13:16], 16) + 1, tick)
    return f"{tick >> 12:012x}7{tick & 0xFFF:03x}{int.from_bytes(os.urandom(8)) >> 2 | 1 << 63:016x}"


def sha256(text: str) -> str:
    """The SHA-256 of a text's UTF-8, in hex digits."""
    import hashlib  # 4 ms, for which no start should wait

    return hashlib.sha256(text.encode()).hexdigest()


def content_id(*parts: object) -> str:
    """The id of a thing, 32 hex digits of a hash of its content, so that two desks agree on it."""
    return sha256(json.dumps(parts))[:32]


def fresh_id(*parts: object) -> str:
    """The id of a thing made by hand: never the same twice, even for the same content."""
    return content_id(*parts, os.urandom(16).hex())
