-- One library file. Facts of papers are written with their record; facts of the
-- corpus (marked "derived") can always be made again from the rest.

CREATE TABLE library (
    key        TEXT NOT NULL,               -- given once, kept by every build
    generation INTEGER NOT NULL DEFAULT 0,  -- grows with every build that changed something
    derived    INTEGER NOT NULL DEFAULT 0,  -- the generation that the derived tables belong to
    papers     INTEGER NOT NULL DEFAULT 0,  -- derived: how many were read,
    known      INTEGER NOT NULL DEFAULT 0,  -- and of how many references are known
    state      TEXT NOT NULL DEFAULT '',    -- random, new with every change: tells copies apart
    dictionary BLOB                         -- what facts are compressed with, of the first papers
);

CREATE TABLE source (
    id     INTEGER PRIMARY KEY,
    origin TEXT NOT NULL UNIQUE,            -- resolved path
    shown  TEXT NOT NULL,                   -- as the user last named it
    format TEXT NOT NULL
);

CREATE TABLE paper (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice: bibliographies may be behind
    given      TEXT,                        -- its key, where that is not the title
    title      TEXT NOT NULL,
    formed     TEXT,                        -- its normal form, where that is more than small letters
    normal     TEXT NOT NULL AS (coalesce(formed, lower(title))),
    opening    TEXT NOT NULL AS (substr(coalesce(formed, lower(title)), 1, 20)),
    key        TEXT NOT NULL UNIQUE AS (coalesce(given, 'title:' || coalesce(formed, lower(title)))),
    year       INTEGER,
    date       TEXT,
    venue      TEXT,
    url        TEXT,
    stub       INTEGER NOT NULL DEFAULT 0,
    settled    INTEGER NOT NULL DEFAULT 0,  -- 0: its key may still change without being remembered
    record     INTEGER,                     -- whose facts are shown; null for a stub
    merged     BLOB                         -- facts of several records, packed as in facts
);
-- Whole titles would make it four times as large.
CREATE INDEX paper_opening ON paper (opening);

CREATE TABLE former_key (
    key   TEXT PRIMARY KEY,
    paper INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX former_key_paper ON former_key (paper);

CREATE TABLE record (
    id       INTEGER PRIMARY KEY,
    source   INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
    name     TEXT NOT NULL,                 -- what it is known by within its source
    local    TEXT,                          -- the id that other lines of the source use for it
    line     INTEGER NOT NULL,
    paper    INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
    content  BLOB NOT NULL,                 -- hash of what was read
    findings BLOB NOT NULL,                 -- fingerprint of the extraction that looked at it
    length   INTEGER NOT NULL,              -- of the abstract: the longest is shown
    UNIQUE (source, name)
);
CREATE INDEX record_paper ON record (paper);
CREATE INDEX record_local ON record (source, local) WHERE local IS NOT NULL;

-- The paper and its findings as `graph extract` prints them: see folding.py and packing.py.
CREATE TABLE facts (
    record INTEGER PRIMARY KEY REFERENCES record ON DELETE CASCADE,
    json   BLOB NOT NULL
);

CREATE VIEW shown AS
    SELECT paper.id AS number, coalesce(merged, json) AS json
    FROM paper JOIN facts ON facts.record = paper.record;

CREATE TABLE identifier (
    value  TEXT NOT NULL,                   -- scheme:value
    record INTEGER NOT NULL REFERENCES record ON DELETE CASCADE,
    paper  INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
    PRIMARY KEY (value, record)
) WITHOUT ROWID;
CREATE INDEX identifier_paper ON identifier (paper);
CREATE INDEX identifier_record ON identifier (record);

-- What was decided by hand, by what records are known by: it outlives records that go and come back.
CREATE TABLE decided (
    origin       TEXT NOT NULL,
    name         TEXT NOT NULL,
    other_origin TEXT NOT NULL,             -- of two records the smaller origin and name come first
    other_name   TEXT NOT NULL,
    same         INTEGER NOT NULL,          -- 1: one paper; 0: two
    PRIMARY KEY (origin, name, other_origin, other_name)
) WITHOUT ROWID;

CREATE TABLE evidence (                     -- derived: why the records of a paper are one
    paper    INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
    position INTEGER NOT NULL,              -- the surest first
    rule     TEXT NOT NULL,
    value    TEXT,
    score    INTEGER,                       -- thousandths
    PRIMARY KEY (paper, position)
) WITHOUT ROWID;
CREATE TABLE doubtful (                     -- derived: papers that may be one
    paper INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
    score INTEGER NOT NULL,                 -- thousandths
    why   TEXT NOT NULL,
    PRIMARY KEY (paper, other)
) WITHOUT ROWID;
CREATE INDEX doubtful_other ON doubtful (other);

-- Identifiers of stubs, which have no record.
CREATE TABLE stub_identifier (
    value TEXT PRIMARY KEY,
    paper INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX stub_identifier_paper ON stub_identifier (paper);

CREATE TABLE author (
    id    INTEGER PRIMARY KEY,
    given TEXT,                             -- its key, where that is more than the name in small letters
    name  TEXT NOT NULL,
    key   TEXT NOT NULL UNIQUE AS (coalesce(given, 'author:' || lower(name)))
);
CREATE TABLE wrote (
    paper    INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
    position INTEGER NOT NULL,
    author   INTEGER NOT NULL REFERENCES author,
    name     TEXT,                          -- as printed, where the author's is another
    PRIMARY KEY (paper, position)
) WITHOUT ROWID;
CREATE INDEX wrote_author ON wrote (author);

CREATE TABLE concept (
    id     INTEGER PRIMARY KEY,
    key    TEXT NOT NULL UNIQUE,
    name   TEXT NOT NULL,
    kind   TEXT NOT NULL,
    origin TEXT NOT NULL,                   -- vocabulary, keyword or discovered
    papers INTEGER NOT NULL DEFAULT 0,      -- derived
    weight REAL NOT NULL DEFAULT 0,         -- derived: idf
    spread INTEGER NOT NULL DEFAULT 0       -- derived: papers that have it or a narrower one
);
CREATE TABLE broader (
    concept INTEGER NOT NULL REFERENCES concept ON DELETE CASCADE,
    broader INTEGER NOT NULL REFERENCES concept ON DELETE CASCADE,
    PRIMARY KEY (concept, broader)
) WITHOUT ROWID;
CREATE INDEX broader_broader ON broader (broader);
CREATE TABLE about (
    paper   INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
    concept INTEGER NOT NULL REFERENCES concept ON DELETE CASCADE,
    count   INTEGER NOT NULL,
    weight  INTEGER NOT NULL,               -- thousandths
    central INTEGER NOT NULL,
    stood   INTEGER NOT NULL,               -- place in model.Stance
    stance  TEXT AS (CASE stood WHEN 0 THEN 'about' WHEN 1 THEN 'background' ELSE 'contrast' END),
    PRIMARY KEY (paper, concept)
) WITHOUT ROWID;
CREATE INDEX about_concept ON about (concept);

-- Systems, datasets, metrics, repositories and pages.
CREATE TABLE entity (
    id    INTEGER PRIMARY KEY,
    key   TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL,
    name  TEXT NOT NULL,
    kind  TEXT NOT NULL
);
CREATE TABLE names (
    paper    INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
    relation TEXT NOT NULL,
    entity   INTEGER NOT NULL REFERENCES entity ON DELETE CASCADE,
    position INTEGER NOT NULL,
    surface  TEXT NOT NULL,
    kind     TEXT NOT NULL,
    stance   TEXT NOT NULL,
    sentence TEXT NOT NULL,
    PRIMARY KEY (paper, relation, entity)
) WITHOUT ROWID;
CREATE INDEX names_entity ON names (entity, relation);

-- What the references of a paper are; what they say stands in its facts, in the same order.
CREATE TABLE bibliography (
    paper   INTEGER PRIMARY KEY REFERENCES paper ON DELETE CASCADE,
    targets BLOB NOT NULL                   -- papers, four bytes each; 0: as printed
);
CREATE TABLE cited (                        -- derived: the other way round
    paper INTEGER PRIMARY KEY REFERENCES paper ON DELETE CASCADE,
    by    BLOB NOT NULL                     -- papers, four bytes each, each once
);

CREATE TABLE mentions (                     -- derived
    paper    INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
    target   INTEGER NOT NULL REFERENCES paper ON DELETE CASCADE,
    names    TEXT NOT NULL,                 -- JSON list of the names used
    stance   TEXT NOT NULL,
    sentence TEXT NOT NULL,
    PRIMARY KEY (paper, target)
) WITHOUT ROWID;
CREATE INDEX mentions_target ON mentions (target);

CREATE TABLE co_occurs (                    -- derived
    concept INTEGER PRIMARY KEY REFERENCES concept ON DELETE CASCADE,
    number  INTEGER NOT NULL,               -- how many there are
    others  BLOB NOT NULL                   -- concepts with larger keys: see vectors.py
);

CREATE TABLE feature (                      -- derived: stems, with a spelling to show
    id     INTEGER PRIMARY KEY,
    stem   TEXT NOT NULL UNIQUE,
    name   TEXT NOT NULL,                   -- empty: no reason to show
    papers INTEGER NOT NULL                 -- that have it
);
-- What a model of the user made of title and abstract; kept until the text or the model changes.
CREATE TABLE embedder (
    name   TEXT NOT NULL,                   -- at most one row: the model, as its folder is called
    digest BLOB NOT NULL,
    folder TEXT NOT NULL,
    middle BLOB NOT NULL                    -- derived: see surroundings.py
);
CREATE TABLE embedding (
    paper  INTEGER PRIMARY KEY REFERENCES paper ON DELETE CASCADE,
    text   BLOB NOT NULL,                   -- hash of what the model read
    vector BLOB NOT NULL                    -- components in 1/4096ths, two bytes each
);
CREATE TABLE vector (                       -- derived: one row of features a family, see vectors.py
    paper     INTEGER PRIMARY KEY REFERENCES paper ON DELETE CASCADE,
    concepts  BLOB NOT NULL,
    text      BLOB NOT NULL,
    citations BLOB NOT NULL,
    mentions  BLOB NOT NULL,
    code      BLOB NOT NULL,
    meaning   BLOB NOT NULL                 -- of a model, see surroundings.py
);
CREATE TABLE related (                      -- derived
    paper  INTEGER PRIMARY KEY REFERENCES paper ON DELETE CASCADE,
    number INTEGER NOT NULL,                -- how many there are
    ranked BLOB NOT NULL                    -- other papers and their parts: see vectors.py
);

-- Stubs are not in it: they are found by key only.
CREATE VIRTUAL TABLE title_words USING fts5 (normal, content='paper', content_rowid='id', detail=none);
CREATE VIRTUAL TABLE title_vocabulary USING fts5vocab ('title_words', 'row');
