-- Instants are microseconds since 1970, UTC, and 0 where nothing is known; days are texts such as 2026-03-05.
-- TEXT is compared by its bytes on both engines.

-- How far each stream was taken.
CREATE TABLE positions (
    stream   TEXT   NOT NULL PRIMARY KEY,
    sequence BIGINT NOT NULL
);

-- Every message, at its place. A message that could not be read has no tenant.
CREATE TABLE entries (
    stream    TEXT   NOT NULL,
    sequence  BIGINT NOT NULL,
    tenant    TEXT   NOT NULL,
    followup  TEXT   NOT NULL,
    type      TEXT   NOT NULL,
    source    TEXT   NOT NULL,
    event_id  TEXT   NOT NULL,
    time      BIGINT NOT NULL,
    stored_at BIGINT NOT NULL,
    data      TEXT   NOT NULL,
    PRIMARY KEY (stream, sequence)
);
CREATE INDEX entries_of_followup ON entries (tenant, followup, time);

CREATE TABLE followups (
    tenant         TEXT    NOT NULL,
    id             TEXT    NOT NULL,
    candidate      TEXT    NOT NULL,
    candidate_id   TEXT    NOT NULL,
    employer       TEXT    NOT NULL,
    employer_key   TEXT    NOT NULL,
    position       TEXT    NOT NULL,
    application    TEXT    NOT NULL,
    employer_zone  TEXT    NOT NULL,
    candidate_zone TEXT    NOT NULL,
    stage          TEXT    NOT NULL,
    outcome        TEXT    NOT NULL,
    decided_at     BIGINT  NOT NULL,
    opened_at      BIGINT  NOT NULL,
    ended_at       BIGINT  NOT NULL,
    closed_at      BIGINT  NOT NULL,
    assumed        INTEGER NOT NULL,
    promised_by    TEXT    NOT NULL,
    notes_owed     INTEGER NOT NULL,
    next_due_at    BIGINT  NOT NULL,
    next_kind      TEXT    NOT NULL,
    revision       INTEGER NOT NULL,
    planned_with   TEXT    NOT NULL,
    facts          INTEGER NOT NULL,
    erased         INTEGER NOT NULL,
    -- What the projection remembers beside the columns, as JSON.
    state          TEXT    NOT NULL,
    PRIMARY KEY (tenant, id)
);
CREATE INDEX followups_by_end ON followups (tenant, ended_at, id);
CREATE INDEX followups_by_stage ON followups (tenant, stage, ended_at, id);
CREATE INDEX followups_by_outcome ON followups (tenant, outcome, ended_at, id);
-- With what an employer's list is narrowed by most: it may be long, and each line would have to be fetched.
CREATE INDEX followups_by_employer ON followups (tenant, employer_key, ended_at, id, outcome, stage);
CREATE INDEX followups_by_candidate ON followups (tenant, candidate_id, ended_at, id) WHERE candidate_id <> '';
CREATE INDEX followups_by_application ON followups (tenant, application) WHERE application <> '';
CREATE INDEX followups_by_due ON followups (tenant, next_due_at, id) WHERE next_due_at > 0;
CREATE INDEX followups_open ON followups (tenant, id) WHERE stage <> 'closed';

CREATE TABLE reminders (
    tenant     TEXT    NOT NULL,
    followup   TEXT    NOT NULL,
    kind       TEXT    NOT NULL,
    n          INTEGER NOT NULL,
    state      TEXT    NOT NULL,
    due_at     BIGINT  NOT NULL,
    expires_at BIGINT  NOT NULL,
    handed_at  BIGINT  NOT NULL,
    sent_at    BIGINT  NOT NULL,
    rule       TEXT    NOT NULL,
    reason     TEXT    NOT NULL,
    PRIMARY KEY (tenant, followup, kind, n)
);
CREATE INDEX reminders_by_state ON reminders (tenant, state, due_at, followup, kind, n);

CREATE TABLE deliveries (
    tenant     TEXT    NOT NULL,
    followup   TEXT    NOT NULL,
    kind       TEXT    NOT NULL,
    n          INTEGER NOT NULL,
    channel    TEXT    NOT NULL,
    result     TEXT    NOT NULL,
    due_at     BIGINT  NOT NULL,
    at         BIGINT  NOT NULL,
    sends      INTEGER NOT NULL,
    attempts   INTEGER NOT NULL,
    class      TEXT    NOT NULL,
    message_id TEXT    NOT NULL,
    code       TEXT    NOT NULL,
    rule       TEXT    NOT NULL,
    reason     TEXT    NOT NULL,
    receipt    TEXT    NOT NULL,
    receipt_at BIGINT  NOT NULL,
    PRIMARY KEY (tenant, followup, kind, n, channel)
);
CREATE INDEX deliveries_by_result ON deliveries (tenant, result, at, followup, kind, n, channel);

-- The beginnings of these words find a follow-up.
CREATE TABLE words (
    tenant   TEXT NOT NULL,
    word     TEXT NOT NULL,
    followup TEXT NOT NULL,
    PRIMARY KEY (tenant, word, followup)
);

-- The counts that statistics are made of: package record says what each measure counts. employer_key is empty for all
-- employers. day is a month such as m2026-03, or empty for all time; of all employers it is a day, too.
CREATE TABLE tallies (
    tenant       TEXT   NOT NULL,
    employer_key TEXT   NOT NULL,
    day          TEXT   NOT NULL,
    measure      TEXT   NOT NULL,
    n            BIGINT NOT NULL,
    PRIMARY KEY (tenant, employer_key, day, measure)
);
CREATE INDEX tallies_by_size ON tallies (tenant, day, measure, n);
-- Each batch takes the lines out that count nothing any more, and must not look at all of them.
CREATE INDEX tallies_empty ON tallies (tenant) WHERE n = 0;

-- What was given up. A letter that was sent again before it was taken has its replayed_at alone for a while.
CREATE TABLE dead (
    sequence        BIGINT NOT NULL PRIMARY KEY,
    tenant          TEXT   NOT NULL,
    followup        TEXT   NOT NULL,
    stream          TEXT   NOT NULL,
    stream_sequence BIGINT NOT NULL,
    consumer        TEXT   NOT NULL,
    type            TEXT   NOT NULL,
    reason          TEXT   NOT NULL,
    at              BIGINT NOT NULL,
    replayed_at     BIGINT NOT NULL
);
CREATE INDEX dead_of_tenant ON dead (tenant, sequence);

-- How many messages of a tenant were taken: another number means that something is new.
CREATE TABLE tenants_seen (
    tenant  TEXT   NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL
);
