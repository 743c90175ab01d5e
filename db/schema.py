"""What is on disk: the journal, and the tables it adds up to.

`event` is the journal, the only table that is ever written to by hand. All tables of `PROJECTIONS` are what it
adds up to: dropped, made and filled anew when their shape changes, never altered.
"""

from db.needs import lacking

APPLICATION_ID = 0x66646B31
"""Marks a file as a desk: the letters "fdk1"."""

FOLD = 9
"""The number of the fold that made the projections; a program with another number folds again."""

JOURNAL = """
CREATE TABLE event (
  seq      INTEGER PRIMARY KEY,      -- order of arrival on this desk; local, never exported
  id       TEXT NOT NULL UNIQUE,     -- UUIDv7, 32 hex digits, hybrid logical clock: id order is causal order
  act      TEXT NOT NULL,            -- id of the action's first event: what one undo takes back
  undoes   TEXT,                     -- of undo and redo: the act they take back or bring back
  kind     TEXT NOT NULL,
  subject  TEXT NOT NULL,            -- the root it is about: an article, claim, source or session
  reviewer TEXT NOT NULL,
  at       TEXT NOT NULL,            -- the writer's wall clock, UTC; shown, never compared for order
  data     TEXT NOT NULL,            -- JSON object
  session  TEXT NOT NULL,
  n        INTEGER NOT NULL,         -- 1, 2, 3… within the session
  digest   TEXT NOT NULL,            -- over the digest before it in the session and all of this row but seq
  UNIQUE (session, n)
) STRICT;
CREATE INDEX event_subject ON event (subject);
CREATE INDEX event_stack   ON event (reviewer, id) WHERE id = act;
CREATE INDEX event_act     ON event (act) WHERE id <> act;
CREATE INDEX event_undoes  ON event (undoes, id) WHERE undoes IS NOT NULL;
CREATE TRIGGER event_no_update BEFORE UPDATE ON event
  BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event
  BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
-- REPLACE deletes without firing a delete trigger unless recursive_triggers is on, so look first.
CREATE TRIGGER event_no_replace BEFORE INSERT ON event
  WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM event WHERE seq = NEW.seq)
    OR EXISTS (SELECT 1 FROM event WHERE session = NEW.session AND n = NEW.n)
  BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TABLE desk (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""

COPIES = """
CREATE TABLE copy (                    -- files kept with evidence, each once, by the hash that the journal names
  id TEXT PRIMARY KEY,                 -- SHA-256 of the bytes
  bytes BLOB NOT NULL) STRICT;
CREATE TRIGGER copy_no_update BEFORE UPDATE ON copy
  BEGIN SELECT RAISE(ABORT, 'kept copies are append-only'); END;
CREATE TRIGGER copy_no_delete BEFORE DELETE ON copy
  BEGIN SELECT RAISE(ABORT, 'kept copies are append-only'); END;
CREATE TRIGGER copy_no_replace BEFORE INSERT ON copy WHEN EXISTS (SELECT 1 FROM copy WHERE id = NEW.id)
  BEGIN SELECT RAISE(ABORT, 'kept copies are append-only'); END;
"""

ROOTS = {
    "article": "id",
    "revision": "article",
    "claim": "id",
    "flag": "claim",
    "verdict": "claim",
    "evidence": "claim",
    "attempt": "claim",
    "counter": "claim",
    "place": "claim",
    "aside": "article",
    "note": "article",
    "source": "id",
    "alias": "id",
    "policy": "id",
    "session": "id",
}
"""Each projection that is folded, and its column that holds the root's id."""

MORE = ("claim_now", "claim_look", "word", "looked")
"""What else is dropped and made anew with them: the view, what search goes by, what was looked for in copies."""

PROJECTIONS = f"""
CREATE TABLE article (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, title TEXT NOT NULL, path TEXT NOT NULL, url TEXT NOT NULL,
  published TEXT NOT NULL, revision INTEGER NOT NULL, words INTEGER NOT NULL, at TEXT NOT NULL) STRICT;
CREATE INDEX article_title ON article (title);
CREATE INDEX article_path ON article (path) WHERE path <> '';
CREATE TABLE revision (                -- the text itself stays in the journal, at the event `event`
  article TEXT NOT NULL, no INTEGER NOT NULL, id TEXT NOT NULL, sha256 TEXT NOT NULL, event INTEGER NOT NULL,
  at TEXT NOT NULL, PRIMARY KEY (article, no)) STRICT, WITHOUT ROWID;
CREATE INDEX revision_sha256 ON revision (sha256);
CREATE TABLE claim (
  seq INTEGER PRIMARY KEY,             -- of its creation: stable under rebuild and VACUUM
  id TEXT NOT NULL UNIQUE, article TEXT NOT NULL, revision TEXT NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL, quote TEXT NOT NULL, prefix TEXT NOT NULL, suffix TEXT NOT NULL,
  anchor TEXT NOT NULL, wording TEXT NOT NULL, speaker TEXT NOT NULL, kind TEXT NOT NULL, facet TEXT NOT NULL,
  action TEXT NOT NULL, suggestion TEXT NOT NULL, owner TEXT NOT NULL, due TEXT NOT NULL, accused TEXT NOT NULL,
  sought TEXT NOT NULL,                -- the revision that it was last looked for in
  away INTEGER NOT NULL,               -- that is not the latest: its own was undone, or another was merged in
  flagged INTEGER NOT NULL,            -- what became of its words has to be looked at: until then it counts as open
  withdrawn INTEGER NOT NULL, speaker_key TEXT NOT NULL,  -- a name without case, as all columns that end so
  label TEXT, reason TEXT NOT NULL, reviewer TEXT NOT NULL, conflict INTEGER NOT NULL,
  at TEXT NOT NULL) STRICT;
CREATE INDEX claim_place ON claim (article, withdrawn, start, "end", id);
CREATE INDEX claim_label ON claim (article, label, flagged) WHERE withdrawn = 0;
-- By what a search can ask for, newest first: kept only for the claims that have it, so that an import is none of it.
CREATE INDEX claim_labelled  ON claim (label) WHERE label IS NOT NULL;
CREATE INDEX claim_speaker   ON claim (speaker, label) WHERE speaker <> '' AND withdrawn = 0;
CREATE INDEX claim_reviewer  ON claim (reviewer) WHERE reviewer <> '';
CREATE INDEX claim_flagged   ON claim (flagged) WHERE flagged = 1;
CREATE INDEX claim_withdrawn ON claim (withdrawn) WHERE withdrawn = 1;
CREATE TABLE flag (                    -- why somebody has to look at a claim, and the words that were judged
  claim TEXT PRIMARY KEY, article TEXT NOT NULL, reason TEXT NOT NULL,
  revision TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, quote TEXT NOT NULL,
  candidates TEXT NOT NULL,            -- JSON: spans of the revision it was looked for in
  -- JSON: where else it stood, spans of the revision it is looked for from
  places TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX flag_article ON flag (article);
CREATE TABLE verdict (
  claim TEXT NOT NULL, reviewer TEXT NOT NULL, label TEXT, reason TEXT NOT NULL, final INTEGER NOT NULL,
  revision TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,  -- what the reviewer saw
  stale INTEGER NOT NULL,              -- the claim stands on other words by now
  event TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (claim, reviewer)) STRICT, WITHOUT ROWID;
CREATE TABLE evidence (
  claim TEXT NOT NULL, id TEXT NOT NULL, source TEXT NOT NULL, locator TEXT NOT NULL, excerpt TEXT NOT NULL,
  stance TEXT NOT NULL, standing TEXT NOT NULL, answered TEXT NOT NULL,
  copy TEXT NOT NULL, copy_name TEXT NOT NULL, read_at TEXT NOT NULL, event TEXT NOT NULL,
  PRIMARY KEY (claim, id)) STRICT, WITHOUT ROWID;
CREATE INDEX evidence_source ON evidence (source);
CREATE TABLE attempt (
  claim TEXT NOT NULL, id TEXT NOT NULL, how TEXT NOT NULL, who TEXT NOT NULL, source TEXT NOT NULL,
  outcome TEXT NOT NULL, words TEXT NOT NULL, reviewer TEXT NOT NULL, at TEXT NOT NULL, event TEXT NOT NULL,
  PRIMARY KEY (claim, id)) STRICT, WITHOUT ROWID;
CREATE TABLE counter (claim TEXT NOT NULL, other TEXT NOT NULL, PRIMARY KEY (claim, other)) STRICT, WITHOUT ROWID;
CREATE TABLE place (                   -- where else in its article a claim stands
  claim TEXT NOT NULL, article TEXT NOT NULL, revision TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  quote TEXT NOT NULL, prefix TEXT NOT NULL, suffix TEXT NOT NULL,
  PRIMARY KEY (claim, start, "end")) STRICT, WITHOUT ROWID;
CREATE INDEX place_article ON place (article);
CREATE TABLE aside (                   -- checkable words that need no claim, and why
  article TEXT NOT NULL, revision TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, quote TEXT NOT NULL,
  rule TEXT NOT NULL, reason TEXT NOT NULL, reviewer TEXT NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (article, revision, start, "end")) STRICT, WITHOUT ROWID;
CREATE TABLE note (
  article TEXT NOT NULL, id TEXT NOT NULL, text TEXT NOT NULL, reviewer TEXT NOT NULL, at TEXT NOT NULL,
  event TEXT NOT NULL, PRIMARY KEY (article, id)) STRICT, WITHOUT ROWID;
CREATE TABLE alias (                   -- which speaker a name stands for; `apart`: names it was said not to be
  id TEXT PRIMARY KEY, name TEXT NOT NULL, speaker TEXT NOT NULL, apart TEXT NOT NULL,
  name_key TEXT NOT NULL, speaker_key TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX alias_name    ON alias (name);
CREATE INDEX alias_speaker ON alias (speaker);
CREATE TABLE source (
  id TEXT PRIMARY KEY, title TEXT NOT NULL, url TEXT NOT NULL, date TEXT NOT NULL, kind TEXT NOT NULL,
  origin TEXT NOT NULL, contact TEXT NOT NULL, protected INTEGER NOT NULL,
  withdrawn INTEGER NOT NULL, title_key TEXT NOT NULL, origin_key TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX source_protected ON source (protected) WHERE protected = 1;
CREATE INDEX source_url ON source (url) WHERE url <> '';
CREATE INDEX source_title ON source (title) WHERE url = '';
CREATE INDEX source_key ON source (title_key);
CREATE TABLE policy (id TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE session (
  id TEXT PRIMARY KEY, reviewer TEXT NOT NULL, program TEXT NOT NULL, started TEXT NOT NULL, ended TEXT,
  article TEXT, claim TEXT, event TEXT NOT NULL) STRICT, WITHOUT ROWID;
-- By the first event: a clock may go back, ids never do.
CREATE INDEX session_reviewer ON session (reviewer, event);

-- Folded words, parted by spaces, of the claims up to the mark `indexed` of `desk`; rowid = claim.seq. Contentless: to
-- take a claim out, FTS5 is told the very words that it was put in with. The tokenizer parts at spaces only.
CREATE VIRTUAL TABLE claim_look USING fts5(
  text, speaker, title, content='', tokenize="ascii tokenchars '.'");
CREATE TABLE word (                    -- each word of claim_look, in the order they came, and how many claims have it
  seq INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, n INTEGER NOT NULL) STRICT;

-- What came of looking for words, by their hash, in a kept copy: worked out when it is first asked for.
CREATE TABLE looked (
  copy TEXT NOT NULL, words TEXT NOT NULL, outcome TEXT NOT NULL, place TEXT NOT NULL, differs TEXT NOT NULL,
  PRIMARY KEY (copy, words)) STRICT, WITHOUT ROWID;

-- Whether a label has what the guideline asks for depends on other claims, so it is computed where it is read.
CREATE VIEW claim_now AS
SELECT c.*, {lacking()} AS lacks,
  (coalesce(c.label, 'alleged') = 'alleged' AND EXISTS (SELECT 1 FROM attempt t WHERE t.claim = c.id)
   AND NOT EXISTS (SELECT 1 FROM attempt t WHERE t.claim = c.id AND t.outcome IN ('confirmed', 'corrected'))) AS tried,
  CASE WHEN c.withdrawn THEN 'withdrawn' WHEN c.away THEN 'lost' ELSE c.anchor END AS status,
  iif(c.flagged, coalesce((SELECT f.quote FROM flag f WHERE f.claim = c.id), c.quote), '') AS judged
FROM claim c;
"""
