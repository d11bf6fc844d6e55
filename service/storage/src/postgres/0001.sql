-- The events: the table and its key are those of postgres-es, unchanged. No other unique index may ever be added to it,
-- because the vendor reports every unique violation as a version conflict.
CREATE TABLE events (
    aggregate_type text NOT NULL,
    aggregate_id text NOT NULL,
    sequence bigint NOT NULL CHECK (sequence >= 0),
    event_type text NOT NULL,
    event_version text NOT NULL,
    payload json NOT NULL,
    metadata json NOT NULL,
    PRIMARY KEY (aggregate_type, aggregate_id, sequence)
);

-- Committed and not numbered yet, in the order of arrival. The number orders, it identifies nothing: it has no unique
-- key, so that an append can violate no other key than that of the event itself.
CREATE TABLE pending (
    arrival bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    plan text NOT NULL,
    sequence bigint NOT NULL,
    PRIMARY KEY (plan, sequence)
);
CREATE INDEX pending_arrival ON pending (arrival);

-- The order of everything: gapless from 1.
CREATE TABLE log (
    position bigint PRIMARY KEY CHECK (position > 0),
    plan text NOT NULL,
    sequence bigint NOT NULL CHECK (sequence > 0),
    UNIQUE (plan, sequence)
);

-- The last numbered event of each plan.
CREATE TABLE head (
    plan text COLLATE "C" PRIMARY KEY,
    sequence bigint NOT NULL CHECK (sequence > 0)
);

CREATE FUNCTION await_number() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO pending (plan, sequence) VALUES (NEW.aggregate_id, NEW.sequence);
    RETURN NULL;
END
$$;
CREATE TRIGGER events_await_their_number AFTER INSERT ON events
    FOR EACH ROW EXECUTE FUNCTION await_number();

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is never altered', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER events_are_never_altered BEFORE UPDATE OR DELETE OR TRUNCATE ON events
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE events ENABLE ALWAYS TRIGGER events_are_never_altered;
CREATE TRIGGER log_is_never_altered BEFORE UPDATE OR DELETE OR TRUNCATE ON log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE log ENABLE ALWAYS TRIGGER log_is_never_altered;

CREATE TABLE slugs (
    slug text COLLATE "C" PRIMARY KEY,
    plan text NOT NULL
);
CREATE INDEX slugs_of_plan ON slugs (plan);

-- Imported originals and evidence, by content.
CREATE TABLE content (
    sha256 text PRIMARY KEY,
    media_type text NOT NULL,
    name text NOT NULL,
    bytes bytea NOT NULL,
    stored_at text NOT NULL
);

CREATE TABLE tokens (
    id text COLLATE "C" PRIMARY KEY,
    hash text NOT NULL UNIQUE,
    actor text NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    plans text,
    expires_at text NOT NULL,
    revoked_at text,
    created_at text NOT NULL
);

CREATE TABLE security_log (
    position bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    recorded_at text NOT NULL,
    actor text NOT NULL,
    role text NOT NULL,
    name text NOT NULL,
    action text NOT NULL,
    subject text NOT NULL
);
CREATE TRIGGER security_log_is_never_altered BEFORE UPDATE OR DELETE OR TRUNCATE ON security_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE security_log ENABLE ALWAYS TRIGGER security_log_is_never_altered;

-- The versions of the fold whose tables are complete and may be read.
CREATE TABLE folds (
    version bigint PRIMARY KEY,
    complete_at text
);
