-- The tables of one version of the fold; `{v}` stands for the version. Texts sort by their bytes, as on SQLite.
CREATE TABLE IF NOT EXISTS projected_v{v} (
    plan text COLLATE "C" PRIMARY KEY,
    sequence bigint NOT NULL,
    -- Changes when the documents are made anew at the same sequence.
    made bigint NOT NULL DEFAULT ((random() - 0.5) * 9e15)::bigint
);

CREATE TABLE IF NOT EXISTS documents_v{v} (
    plan text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    facet text COLLATE "C",
    body text NOT NULL,
    PRIMARY KEY (plan, kind, name)
);
-- The server's own way of compressing takes a tenth of a command's time there; not every server has the better one.
DO $$ BEGIN
    EXECUTE 'ALTER TABLE documents_v{v} ALTER COLUMN body SET COMPRESSION lz4';
EXCEPTION WHEN feature_not_supported OR syntax_error THEN NULL;
END $$;
CREATE INDEX IF NOT EXISTS documents_v{v}_facet ON documents_v{v} (kind, facet, plan, name)
    WHERE facet IS NOT NULL;

-- The keys by which a document is found, one after another, each behind U+001E.
CREATE TABLE IF NOT EXISTS search_v{v} (
    plan text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    name text COLLATE "C" NOT NULL,
    keys text COLLATE "C" NOT NULL,
    grams text[] NOT NULL,
    PRIMARY KEY (plan, kind, name)
);
CREATE INDEX IF NOT EXISTS search_v{v}_grams ON search_v{v} USING gin (grams);

-- Where there is nothing to fold, nothing is to be waited for.
INSERT INTO folds (version, complete_at)
    SELECT {v}, CASE WHEN EXISTS (SELECT 1 FROM events) THEN NULL ELSE 'from the start' END
    WHERE NOT EXISTS (SELECT 1 FROM folds WHERE version = {v});
