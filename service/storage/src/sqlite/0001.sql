-- The events: the table and its key are those of sqlite-es, unchanged. No other unique index may ever be added to it,
-- because the vendor reports a version conflict for the primary key alone.
CREATE TABLE events (
    aggregate_type text NOT NULL,
    aggregate_id text NOT NULL,
    sequence integer NOT NULL CHECK (sequence >= 0),
    event_type text NOT NULL,
    event_version text NOT NULL,
    payload text NOT NULL,
    metadata text NOT NULL,
    PRIMARY KEY (aggregate_type, aggregate_id, sequence)
) STRICT;

-- The order of everything: gapless from 1.
CREATE TABLE log (
    position integer PRIMARY KEY NOT NULL CHECK (position > 0),
    plan text NOT NULL,
    sequence integer NOT NULL CHECK (sequence > 0),
    UNIQUE (plan, sequence)
) STRICT;

-- The last numbered event of each plan.
CREATE TABLE head (
    plan text PRIMARY KEY NOT NULL,
    sequence integer NOT NULL CHECK (sequence > 0)
) STRICT;

-- One process writes, on one connection, so the trigger numbers at once.
CREATE TRIGGER events_are_numbered AFTER INSERT ON events
BEGIN
    SELECT raise(ABORT, 'the stream of a plan has no gaps')
        WHERE NEW.sequence <> 1 + coalesce((SELECT sequence FROM head WHERE plan = NEW.aggregate_id), 0);
    INSERT INTO log (position, plan, sequence)
        SELECT 1 + coalesce(max(position), 0), NEW.aggregate_id, NEW.sequence FROM log;
    INSERT INTO head (plan, sequence) VALUES (NEW.aggregate_id, NEW.sequence)
        ON CONFLICT (plan) DO UPDATE SET sequence = excluded.sequence;
END;

CREATE TRIGGER events_are_not_updated BEFORE UPDATE ON events
BEGIN SELECT raise(ABORT, 'events are never altered'); END;
CREATE TRIGGER events_are_not_deleted BEFORE DELETE ON events
BEGIN SELECT raise(ABORT, 'events are never altered'); END;
CREATE TRIGGER log_is_not_updated BEFORE UPDATE ON log
BEGIN SELECT raise(ABORT, 'the log is never altered'); END;
CREATE TRIGGER log_is_not_deleted BEFORE DELETE ON log
BEGIN SELECT raise(ABORT, 'the log is never altered'); END;

CREATE TABLE slugs (
    slug text PRIMARY KEY NOT NULL,
    plan text NOT NULL
) STRICT;
CREATE INDEX slugs_of_plan ON slugs (plan);

-- Imported originals and evidence, by content.
CREATE TABLE content (
    sha256 text PRIMARY KEY NOT NULL,
    media_type text NOT NULL,
    name text NOT NULL,
    bytes blob NOT NULL,
    stored_at text NOT NULL
) STRICT;

CREATE TABLE tokens (
    id text PRIMARY KEY NOT NULL,
    hash text NOT NULL UNIQUE,
    actor text NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    plans text,
    expires_at text NOT NULL,
    revoked_at text,
    created_at text NOT NULL
) STRICT;

CREATE TABLE security_log (
    position integer PRIMARY KEY AUTOINCREMENT NOT NULL,
    recorded_at text NOT NULL,
    actor text NOT NULL,
    role text NOT NULL,
    name text NOT NULL,
    action text NOT NULL,
    subject text NOT NULL
) STRICT;
CREATE TRIGGER security_log_is_not_updated BEFORE UPDATE ON security_log
BEGIN SELECT raise(ABORT, 'the security log is never altered'); END;
CREATE TRIGGER security_log_is_not_deleted BEFORE DELETE ON security_log
BEGIN SELECT raise(ABORT, 'the security log is never altered'); END;

-- The versions of the fold whose tables are complete and may be read.
CREATE TABLE folds (
    version integer PRIMARY KEY NOT NULL,
    complete_at text
) STRICT;
