-- The tables of one version of the fold; `{v}` stands for the version.
CREATE TABLE IF NOT EXISTS projected_v{v} (
    plan text PRIMARY KEY NOT NULL,
    sequence integer NOT NULL,
    -- Changes when the documents are made anew at the same sequence.
    made integer NOT NULL DEFAULT (random())
) STRICT;

CREATE TABLE IF NOT EXISTS documents_v{v} (
    plan text NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    facet text,
    body text NOT NULL,
    PRIMARY KEY (plan, kind, name)
) STRICT;
CREATE INDEX IF NOT EXISTS documents_v{v}_facet ON documents_v{v} (kind, facet, plan, name)
    WHERE facet IS NOT NULL;

-- The keys by which a document is found, one after another, each behind U+001E.
CREATE TABLE IF NOT EXISTS search_v{v} (
    id integer PRIMARY KEY NOT NULL,
    plan text NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    keys text NOT NULL,
    UNIQUE (plan, kind, name)
) STRICT;
CREATE VIRTUAL TABLE IF NOT EXISTS search_v{v}_grams
    USING fts5 (grams, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');

-- Where there is nothing to fold, nothing is to be waited for.
INSERT INTO folds (version, complete_at)
    SELECT {v}, CASE WHEN EXISTS (SELECT 1 FROM events) THEN NULL ELSE 'from the start' END
    WHERE NOT EXISTS (SELECT 1 FROM folds WHERE version = {v});
