-- The statements of dialecttest.Cases in postgres, for two rows or so. Written by: go test -run Golden . -update

-- # insert
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name") FROM STDIN;
-- args: each row (id, name)
INSERT INTO "people" ("id", "name") SELECT "id", "name" FROM pg_temp."sqbulk_staging";
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # insert one row of one column
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id") FROM STDIN;
-- args: each row (id)
INSERT INTO "people" ("id") SELECT "id" FROM pg_temp."sqbulk_staging";
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # insert into a schema's table
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"app"."people")."id", (NULL::"app"."people")."name" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name") FROM STDIN;
-- args: each row (id, name)
INSERT INTO "app"."people" ("id", "name") SELECT "id", "name" FROM pg_temp."sqbulk_staging";
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # insert cells that are expressions or NULL
-- error: postgres: unsupported operation: an expression as a cell of COPY (column 2); give values, or leave out Strategy

-- # insert a cell that is a nested query
-- error: postgres: unsupported operation: an expression as a cell of COPY (column 1); give values, or leave out Strategy

-- # insert cells with question marks that are no placeholders
-- error: postgres: unsupported operation: an expression as a cell of COPY (column 2); give values, or leave out Strategy

-- # insert DEFAULT cells
-- error: postgres: unsupported operation: an expression as a cell of COPY (column 2); give values, or leave out Strategy

-- # insert with prefix and suffix
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name") FROM STDIN;
-- args: each row (id, name)
WITH p AS (SELECT $1 AS x) INSERT INTO "people" ("id", "name") SELECT "id", "name" FROM pg_temp."sqbulk_staging" /* first */ ON CONFLICT (id) DO UPDATE SET name = $2;
-- args: 'prefix', 'suffix'
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # insert returning
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name") FROM STDIN;
-- args: each row (id, name)
INSERT INTO "people" ("id", "name") SELECT "id", "name" FROM pg_temp."sqbulk_staging" RETURNING "id", "seen";
-- reads rows
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # do nothing on any key
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name") FROM STDIN;
-- args: each row (id, name)
INSERT INTO "people" ("id", "name") SELECT "id", "name" FROM pg_temp."sqbulk_staging" ON CONFLICT DO NOTHING;
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # do nothing on a key
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name") FROM STDIN;
-- args: each row (id, name)
INSERT INTO "people" ("id", "name") SELECT "id", "name" FROM pg_temp."sqbulk_staging" ON CONFLICT ("id") DO NOTHING;
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # do nothing on a composite key
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"members")."org", (NULL::"members")."email", (NULL::"members")."name" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("org", "email", "name") FROM STDIN;
-- args: each row (org, email, name)
INSERT INTO "members" ("org", "email", "name") SELECT "org", "email", "name" FROM pg_temp."sqbulk_staging" ON CONFLICT ("org", "email") DO NOTHING;
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # do nothing on a constraint
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name") FROM STDIN;
-- args: each row (id, name)
INSERT INTO "people" ("id", "name") SELECT "id", "name" FROM pg_temp."sqbulk_staging" ON CONFLICT ON CONSTRAINT "people_pkey" DO NOTHING;
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # do nothing on a partial index
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name") FROM STDIN;
-- args: each row (id, name)
INSERT INTO "people" ("id", "name") SELECT "id", "name" FROM pg_temp."sqbulk_staging" ON CONFLICT ("id") WHERE (live) DO NOTHING;
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # do nothing on a partial index with parameters
-- error: postgres: unsupported operation: a predicate of a partial index with bind parameters; write the values into the SQL, as the index has them

-- # do nothing, returning
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name") FROM STDIN;
-- args: each row (id, name)
INSERT INTO "people" ("id", "name") SELECT "id", "name" FROM pg_temp."sqbulk_staging" ON CONFLICT ("id") DO NOTHING RETURNING "id";
-- reads rows
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # upsert all columns
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name", "hits") FROM STDIN;
-- args: each row (id, name, hits)
INSERT INTO "people" ("id", "name", "hits") SELECT "id", "name", "hits" FROM pg_temp."sqbulk_staging" ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits";
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name", "hits") FROM STDIN;
-- args: each row (id, name, hits)
WITH sqbulk AS (INSERT INTO "people" ("id", "name", "hits") SELECT "id", "name", "hits" FROM pg_temp."sqbulk_staging" ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits" RETURNING (xmax = 0) AS created) SELECT count(*) FILTER (WHERE created), count(*) FILTER (WHERE NOT created) FROM sqbulk;
-- reads numbers
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # upsert some columns
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name", "hits") FROM STDIN;
-- args: each row (id, name, hits)
INSERT INTO "people" ("id", "name", "hits") SELECT "id", "name", "hits" FROM pg_temp."sqbulk_staging" ON CONFLICT ("id") DO UPDATE SET "hits" = excluded."hits";
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name", "hits") FROM STDIN;
-- args: each row (id, name, hits)
WITH sqbulk AS (INSERT INTO "people" ("id", "name", "hits") SELECT "id", "name", "hits" FROM pg_temp."sqbulk_staging" ON CONFLICT ("id") DO UPDATE SET "hits" = excluded."hits" RETURNING (xmax = 0) AS created) SELECT count(*) FILTER (WHERE created), count(*) FILTER (WHERE NOT created) FROM sqbulk;
-- reads numbers
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # upsert on a composite key in a schema's table
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"app"."members")."org", (NULL::"app"."members")."email", (NULL::"app"."members")."name" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("org", "email", "name") FROM STDIN;
-- args: each row (org, email, name)
INSERT INTO "app"."members" ("org", "email", "name") SELECT "org", "email", "name" FROM pg_temp."sqbulk_staging" ON CONFLICT ("org", "email") DO UPDATE SET "name" = excluded."name";
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"app"."members")."org", (NULL::"app"."members")."email", (NULL::"app"."members")."name" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("org", "email", "name") FROM STDIN;
-- args: each row (org, email, name)
WITH sqbulk AS (INSERT INTO "app"."members" ("org", "email", "name") SELECT "org", "email", "name" FROM pg_temp."sqbulk_staging" ON CONFLICT ("org", "email") DO UPDATE SET "name" = excluded."name" RETURNING (xmax = 0) AS created) SELECT count(*) FILTER (WHERE created), count(*) FILTER (WHERE NOT created) FROM sqbulk;
-- reads numbers
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # upsert on a constraint
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name", "hits") FROM STDIN;
-- args: each row (id, name, hits)
INSERT INTO "people" ("id", "name", "hits") SELECT "id", "name", "hits" FROM pg_temp."sqbulk_staging" ON CONFLICT ON CONSTRAINT "people_pkey" DO UPDATE SET "name" = excluded."name";
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name", "hits") FROM STDIN;
-- args: each row (id, name, hits)
WITH sqbulk AS (INSERT INTO "people" ("id", "name", "hits") SELECT "id", "name", "hits" FROM pg_temp."sqbulk_staging" ON CONFLICT ON CONSTRAINT "people_pkey" DO UPDATE SET "name" = excluded."name" RETURNING (xmax = 0) AS created) SELECT count(*) FILTER (WHERE created), count(*) FILTER (WHERE NOT created) FROM sqbulk;
-- reads numbers
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # upsert on a partial index
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name", "hits") FROM STDIN;
-- args: each row (id, name, hits)
INSERT INTO "people" ("id", "name", "hits") SELECT "id", "name", "hits" FROM pg_temp."sqbulk_staging" ON CONFLICT ("id") WHERE ((live) AND (left_at IS NULL)) DO UPDATE SET "name" = excluded."name" WHERE ("people"."hits" < excluded."hits");
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name", "hits") FROM STDIN;
-- args: each row (id, name, hits)
WITH sqbulk AS (INSERT INTO "people" ("id", "name", "hits") SELECT "id", "name", "hits" FROM pg_temp."sqbulk_staging" ON CONFLICT ("id") WHERE ((live) AND (left_at IS NULL)) DO UPDATE SET "name" = excluded."name" WHERE ("people"."hits" < excluded."hits") RETURNING (xmax = 0) AS created) SELECT count(*) FILTER (WHERE created), count(*) FILTER (WHERE NOT created) FROM sqbulk;
-- reads numbers
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # upsert expression cells
-- error: postgres: unsupported operation: an expression as a cell of COPY (column 2); give values, or leave out Strategy

-- # upsert expressions over the stored and the incoming row
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name", "hits") FROM STDIN;
-- args: each row (id, name, hits)
INSERT INTO "people" ("id", "name", "hits") SELECT "id", "name", "hits" FROM pg_temp."sqbulk_staging" ON CONFLICT ("id") DO UPDATE SET "hits" = "people"."hits" + excluded."hits", "name" = COALESCE(excluded."name", "people"."name");
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name", "hits") FROM STDIN;
-- args: each row (id, name, hits)
WITH sqbulk AS (INSERT INTO "people" ("id", "name", "hits") SELECT "id", "name", "hits" FROM pg_temp."sqbulk_staging" ON CONFLICT ("id") DO UPDATE SET "hits" = "people"."hits" + excluded."hits", "name" = COALESCE(excluded."name", "people"."name") RETURNING (xmax = 0) AS created) SELECT count(*) FILTER (WHERE created), count(*) FILTER (WHERE NOT created) FROM sqbulk;
-- reads numbers
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # upsert swaps columns
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name", "hits") FROM STDIN;
-- args: each row (id, name, hits)
INSERT INTO "people" ("id", "name", "hits") SELECT "id", "name", "hits" FROM pg_temp."sqbulk_staging" ON CONFLICT ("id") DO UPDATE SET "name" = "people"."hits", "hits" = "people"."name";
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name", "hits") FROM STDIN;
-- args: each row (id, name, hits)
WITH sqbulk AS (INSERT INTO "people" ("id", "name", "hits") SELECT "id", "name", "hits" FROM pg_temp."sqbulk_staging" ON CONFLICT ("id") DO UPDATE SET "name" = "people"."hits", "hits" = "people"."name" RETURNING (xmax = 0) AS created) SELECT count(*) FILTER (WHERE created), count(*) FILTER (WHERE NOT created) FROM sqbulk;
-- reads numbers
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # upsert touches columns that are not inserted
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name", "hits") FROM STDIN;
-- args: each row (id, name, hits)
INSERT INTO "people" ("id", "name", "hits") SELECT "id", "name", "hits" FROM pg_temp."sqbulk_staging" ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "touched" = CURRENT_TIMESTAMP, "source" = $1;
-- args: 'import'
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name", "hits") FROM STDIN;
-- args: each row (id, name, hits)
WITH sqbulk AS (INSERT INTO "people" ("id", "name", "hits") SELECT "id", "name", "hits" FROM pg_temp."sqbulk_staging" ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "touched" = CURRENT_TIMESTAMP, "source" = $1 RETURNING (xmax = 0) AS created) SELECT count(*) FILTER (WHERE created), count(*) FILTER (WHERE NOT created) FROM sqbulk;
-- args: 'import'
-- reads numbers
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # upsert where the incoming row is newer
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name", "hits") FROM STDIN;
-- args: each row (id, name, hits)
INSERT INTO "people" ("id", "name", "hits") SELECT "id", "name", "hits" FROM pg_temp."sqbulk_staging" ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits" WHERE ("people"."hits" < excluded."hits");
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name", "hits") FROM STDIN;
-- args: each row (id, name, hits)
WITH sqbulk AS (INSERT INTO "people" ("id", "name", "hits") SELECT "id", "name", "hits" FROM pg_temp."sqbulk_staging" ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits" WHERE ("people"."hits" < excluded."hits") RETURNING (xmax = 0) AS created) SELECT count(*) FILTER (WHERE created), count(*) FILTER (WHERE NOT created) FROM sqbulk;
-- reads numbers
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # upsert where several conditions hold
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name", "hits") FROM STDIN;
-- args: each row (id, name, hits)
INSERT INTO "people" ("id", "name", "hits") SELECT "id", "name", "hits" FROM pg_temp."sqbulk_staging" ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name" WHERE (("people"."hits" < excluded."hits") AND ("people"."name" <> $1));
-- args: 'locked'
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name", "hits") FROM STDIN;
-- args: each row (id, name, hits)
WITH sqbulk AS (INSERT INTO "people" ("id", "name", "hits") SELECT "id", "name", "hits" FROM pg_temp."sqbulk_staging" ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name" WHERE (("people"."hits" < excluded."hits") AND ("people"."name" <> $1)) RETURNING (xmax = 0) AS created) SELECT count(*) FILTER (WHERE created), count(*) FILTER (WHERE NOT created) FROM sqbulk;
-- args: 'locked'
-- reads numbers
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # upsert only changed rows
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name", "hits") FROM STDIN;
-- args: each row (id, name, hits)
INSERT INTO "people" ("id", "name", "hits") SELECT "id", "name", "hits" FROM pg_temp."sqbulk_staging" ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits" WHERE record_image_ne(ROW("people"."name", "people"."hits"), ROW(excluded."name", excluded."hits"));
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name", "hits") FROM STDIN;
-- args: each row (id, name, hits)
WITH sqbulk AS (INSERT INTO "people" ("id", "name", "hits") SELECT "id", "name", "hits" FROM pg_temp."sqbulk_staging" ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits" WHERE record_image_ne(ROW("people"."name", "people"."hits"), ROW(excluded."name", excluded."hits")) RETURNING (xmax = 0) AS created) SELECT count(*) FILTER (WHERE created), count(*) FILTER (WHERE NOT created) FROM sqbulk;
-- reads numbers
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # upsert only changed rows, with an expression and a condition
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name", "hits") FROM STDIN;
-- args: each row (id, name, hits)
INSERT INTO "people" ("id", "name", "hits") SELECT "id", "name", "hits" FROM pg_temp."sqbulk_staging" ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = "people"."hits" + excluded."hits" WHERE ("people"."hits" < excluded."hits") AND record_image_ne(ROW("people"."name"), ROW(excluded."name"));
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name", "hits") FROM STDIN;
-- args: each row (id, name, hits)
WITH sqbulk AS (INSERT INTO "people" ("id", "name", "hits") SELECT "id", "name", "hits" FROM pg_temp."sqbulk_staging" ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = "people"."hits" + excluded."hits" WHERE ("people"."hits" < excluded."hits") AND record_image_ne(ROW("people"."name"), ROW(excluded."name")) RETURNING (xmax = 0) AS created) SELECT count(*) FILTER (WHERE created), count(*) FILTER (WHERE NOT created) FROM sqbulk;
-- reads numbers
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # upsert returning
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name", "hits") FROM STDIN;
-- args: each row (id, name, hits)
INSERT INTO "people" ("id", "name", "hits") SELECT "id", "name", "hits" FROM pg_temp."sqbulk_staging" ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits" RETURNING "id", "name";
-- reads rows
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name", "hits") FROM STDIN;
-- args: each row (id, name, hits)
INSERT INTO "people" ("id", "name", "hits") SELECT "id", "name", "hits" FROM pg_temp."sqbulk_staging" ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits" RETURNING "id", "name", CASE WHEN (xmax = 0) THEN 1 ELSE 0 END;
-- reads rows
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # upsert where the incoming row is newer, returning
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name", "hits") FROM STDIN;
-- args: each row (id, name, hits)
INSERT INTO "people" ("id", "name", "hits") SELECT "id", "name", "hits" FROM pg_temp."sqbulk_staging" ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits" WHERE ("people"."hits" < excluded."hits") RETURNING "id";
-- reads rows
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name", "hits") FROM STDIN;
-- args: each row (id, name, hits)
INSERT INTO "people" ("id", "name", "hits") SELECT "id", "name", "hits" FROM pg_temp."sqbulk_staging" ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits" WHERE ("people"."hits" < excluded."hits") RETURNING "id", CASE WHEN (xmax = 0) THEN 1 ELSE 0 END;
-- reads rows
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # upsert with prefix and suffix
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name", "hits") FROM STDIN;
-- args: each row (id, name, hits)
/* nightly */ INSERT INTO "people" ("id", "name", "hits") SELECT "id", "name", "hits" FROM pg_temp."sqbulk_staging" ON CONFLICT ("id") DO UPDATE SET "hits" = "people"."hits" * $1 WHERE (people.name <> $2) /* end */;
-- args: 'factor', 'locked'
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name", "hits") FROM STDIN;
-- args: each row (id, name, hits)
WITH sqbulk AS (/* nightly */ INSERT INTO "people" ("id", "name", "hits") SELECT "id", "name", "hits" FROM pg_temp."sqbulk_staging" ON CONFLICT ("id") DO UPDATE SET "hits" = "people"."hits" * $1 WHERE (people.name <> $2) /* end */ RETURNING (xmax = 0) AS created) SELECT count(*) FILTER (WHERE created), count(*) FILTER (WHERE NOT created) FROM sqbulk;
-- args: 'factor', 'locked'
-- reads numbers
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # update, join form, one column
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name") FROM STDIN;
-- args: each row (id, name)
UPDATE "people" SET "name" = sqbulk."_2" FROM (SELECT "id", "name" FROM pg_temp."sqbulk_staging") AS sqbulk("_1", "_2") WHERE "people"."id" = sqbulk."_1";
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name") FROM STDIN;
-- args: each row (id, name)
WITH sqbulk_updated AS (UPDATE "people" SET "name" = sqbulk."_2" FROM (SELECT row_number() OVER (), "id", "name" FROM pg_temp."sqbulk_staging") AS sqbulk("_0", "_1", "_2") WHERE "people"."id" = sqbulk."_1" RETURNING sqbulk."_0" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- reads numbers
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # update, join form, several columns
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name", "hits") FROM STDIN;
-- args: each row (id, name, hits)
UPDATE "people" SET "name" = sqbulk."_2", "hits" = sqbulk."_3" FROM (SELECT "id", "name", "hits" FROM pg_temp."sqbulk_staging") AS sqbulk("_1", "_2", "_3") WHERE "people"."id" = sqbulk."_1";
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name", "hits") FROM STDIN;
-- args: each row (id, name, hits)
WITH sqbulk_updated AS (UPDATE "people" SET "name" = sqbulk."_2", "hits" = sqbulk."_3" FROM (SELECT row_number() OVER (), "id", "name", "hits" FROM pg_temp."sqbulk_staging") AS sqbulk("_0", "_1", "_2", "_3") WHERE "people"."id" = sqbulk."_1" RETURNING sqbulk."_0" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- reads numbers
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # update, join form, composite key in a schema's table
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"app"."members")."org", (NULL::"app"."members")."email", (NULL::"app"."members")."name" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("org", "email", "name") FROM STDIN;
-- args: each row (org, email, name)
UPDATE "app"."members" SET "name" = sqbulk."_3" FROM (SELECT "org", "email", "name" FROM pg_temp."sqbulk_staging") AS sqbulk("_1", "_2", "_3") WHERE "app"."members"."org" = sqbulk."_1" AND "app"."members"."email" = sqbulk."_2";
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"app"."members")."org", (NULL::"app"."members")."email", (NULL::"app"."members")."name" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("org", "email", "name") FROM STDIN;
-- args: each row (org, email, name)
WITH sqbulk_updated AS (UPDATE "app"."members" SET "name" = sqbulk."_3" FROM (SELECT row_number() OVER (), "org", "email", "name" FROM pg_temp."sqbulk_staging") AS sqbulk("_0", "_1", "_2", "_3") WHERE "app"."members"."org" = sqbulk."_1" AND "app"."members"."email" = sqbulk."_2" RETURNING sqbulk."_0" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- reads numbers
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # update, join form, cells that are expressions or NULL
-- error: postgres: unsupported operation: an expression as a cell of COPY (column 2); give values, or leave out Strategy

-- # update, join form, expressions over the stored and the incoming row
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name", "hits") FROM STDIN;
-- args: each row (id, name, hits)
UPDATE "people" SET "name" = sqbulk."_2", "hits" = "people"."hits" + sqbulk."_3", "touched" = CURRENT_TIMESTAMP, "source" = $1 FROM (SELECT "id", "name", "hits" FROM pg_temp."sqbulk_staging") AS sqbulk("_1", "_2", "_3") WHERE "people"."id" = sqbulk."_1";
-- args: 'import'
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name", "hits") FROM STDIN;
-- args: each row (id, name, hits)
WITH sqbulk_updated AS (UPDATE "people" SET "name" = sqbulk."_2", "hits" = "people"."hits" + sqbulk."_3", "touched" = CURRENT_TIMESTAMP, "source" = $1 FROM (SELECT row_number() OVER (), "id", "name", "hits" FROM pg_temp."sqbulk_staging") AS sqbulk("_0", "_1", "_2", "_3") WHERE "people"."id" = sqbulk."_1" RETURNING sqbulk."_0" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: 'import'
-- reads numbers
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # update, join form, expressions alone, which swap columns
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id") FROM STDIN;
-- args: each row (id)
UPDATE "people" SET "name" = "people"."hits", "hits" = "people"."name" FROM (SELECT "id" FROM pg_temp."sqbulk_staging") AS sqbulk("_1") WHERE "people"."id" = sqbulk."_1";
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id") FROM STDIN;
-- args: each row (id)
WITH sqbulk_updated AS (UPDATE "people" SET "name" = "people"."hits", "hits" = "people"."name" FROM (SELECT row_number() OVER (), "id" FROM pg_temp."sqbulk_staging") AS sqbulk("_0", "_1") WHERE "people"."id" = sqbulk."_1" RETURNING sqbulk."_0" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- reads numbers
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # update, join form, where
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name") FROM STDIN;
-- args: each row (id, name)
UPDATE "people" SET "name" = sqbulk."_2" FROM (SELECT "id", "name" FROM pg_temp."sqbulk_staging") AS sqbulk("_1", "_2") WHERE "people"."id" = sqbulk."_1" AND (tenant = $1);
-- args: 'tenant'
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name") FROM STDIN;
-- args: each row (id, name)
WITH sqbulk_updated AS (UPDATE "people" SET "name" = sqbulk."_2" FROM (SELECT row_number() OVER (), "id", "name" FROM pg_temp."sqbulk_staging") AS sqbulk("_0", "_1", "_2") WHERE "people"."id" = sqbulk."_1" AND (tenant = $1) RETURNING sqbulk."_0" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: 'tenant'
-- reads numbers
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # update, join form, where the incoming row is newer
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name", "hits") FROM STDIN;
-- args: each row (id, name, hits)
UPDATE "people" SET "name" = sqbulk."_2" FROM (SELECT "id", "name", "hits" FROM pg_temp."sqbulk_staging") AS sqbulk("_1", "_2", "_3") WHERE "people"."id" = sqbulk."_1" AND (("people"."hits" < sqbulk."_3") AND (tenant = $1));
-- args: 'tenant'
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name", "hits") FROM STDIN;
-- args: each row (id, name, hits)
WITH sqbulk_updated AS (UPDATE "people" SET "name" = sqbulk."_2" FROM (SELECT row_number() OVER (), "id", "name", "hits" FROM pg_temp."sqbulk_staging") AS sqbulk("_0", "_1", "_2", "_3") WHERE "people"."id" = sqbulk."_1" AND (("people"."hits" < sqbulk."_3") AND (tenant = $1)) RETURNING sqbulk."_0" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: 'tenant'
-- reads numbers
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # update, join form, only changed rows
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name", "hits") FROM STDIN;
-- args: each row (id, name, hits)
UPDATE "people" SET "name" = sqbulk."_2", "hits" = sqbulk."_3" FROM (SELECT "id", "name", "hits" FROM pg_temp."sqbulk_staging") AS sqbulk("_1", "_2", "_3") WHERE "people"."id" = sqbulk."_1" AND record_image_ne(ROW(CASE WHEN TRUE THEN "people"."name" ELSE sqbulk."_2" END, CASE WHEN TRUE THEN "people"."hits" ELSE sqbulk."_3" END), ROW(sqbulk."_2", sqbulk."_3"));
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name", "hits") FROM STDIN;
-- args: each row (id, name, hits)
WITH sqbulk AS (SELECT sqbulk.*, record_image_ne(ROW(CASE WHEN TRUE THEN "people"."name" ELSE sqbulk."_2" END, CASE WHEN TRUE THEN "people"."hits" ELSE sqbulk."_3" END), ROW(sqbulk."_2", sqbulk."_3")) AS "_changed" FROM "people", (SELECT row_number() OVER (), "id", "name", "hits" FROM pg_temp."sqbulk_staging") AS sqbulk("_0", "_1", "_2", "_3") WHERE "people"."id" = sqbulk."_1"), sqbulk_updated AS (UPDATE "people" SET "name" = sqbulk."_2", "hits" = sqbulk."_3" FROM sqbulk WHERE "people"."id" = sqbulk."_1" AND sqbulk."_changed" AND record_image_ne(ROW(CASE WHEN TRUE THEN "people"."name" ELSE sqbulk."_2" END, CASE WHEN TRUE THEN "people"."hits" ELSE sqbulk."_3" END), ROW(sqbulk."_2", sqbulk."_3")) RETURNING 1) SELECT count(DISTINCT "_0"), count(*), count(*) FILTER (WHERE "_changed"), (SELECT count(*) FROM sqbulk_updated) FROM sqbulk;
-- reads numbers
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # update, join form, only changed rows, with an expression and a condition, composite key
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"app"."members")."org", (NULL::"app"."members")."email", (NULL::"app"."members")."name" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("org", "email", "name") FROM STDIN;
-- args: each row (org, email, name)
UPDATE "app"."members" SET "name" = sqbulk."_3", "hits" = "app"."members"."hits" + $1 FROM (SELECT "org", "email", "name" FROM pg_temp."sqbulk_staging") AS sqbulk("_1", "_2", "_3") WHERE "app"."members"."org" = sqbulk."_1" AND "app"."members"."email" = sqbulk."_2" AND (tenant = $2) AND record_image_ne(ROW(CASE WHEN TRUE THEN "app"."members"."name" ELSE sqbulk."_3" END), ROW(sqbulk."_3"));
-- args: 'step', 'tenant'
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"app"."members")."org", (NULL::"app"."members")."email", (NULL::"app"."members")."name" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("org", "email", "name") FROM STDIN;
-- args: each row (org, email, name)
WITH sqbulk AS (SELECT sqbulk.*, record_image_ne(ROW(CASE WHEN TRUE THEN "app"."members"."name" ELSE sqbulk."_3" END), ROW(sqbulk."_3")) AS "_changed" FROM "app"."members", (SELECT row_number() OVER (), "org", "email", "name" FROM pg_temp."sqbulk_staging") AS sqbulk("_0", "_1", "_2", "_3") WHERE "app"."members"."org" = sqbulk."_1" AND "app"."members"."email" = sqbulk."_2" AND (tenant = $1)), sqbulk_updated AS (UPDATE "app"."members" SET "name" = sqbulk."_3", "hits" = "app"."members"."hits" + $2 FROM sqbulk WHERE "app"."members"."org" = sqbulk."_1" AND "app"."members"."email" = sqbulk."_2" AND (tenant = $3) AND sqbulk."_changed" AND record_image_ne(ROW(CASE WHEN TRUE THEN "app"."members"."name" ELSE sqbulk."_3" END), ROW(sqbulk."_3")) RETURNING 1) SELECT count(DISTINCT "_0"), count(*), count(*) FILTER (WHERE "_changed"), (SELECT count(*) FROM sqbulk_updated) FROM sqbulk;
-- args: 'tenant', 'step', 'tenant'
-- reads numbers
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # update, join form, returning
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name") FROM STDIN;
-- args: each row (id, name)
UPDATE "people" SET "name" = sqbulk."_2" FROM (SELECT "id", "name" FROM pg_temp."sqbulk_staging") AS sqbulk("_1", "_2") WHERE "people"."id" = sqbulk."_1" RETURNING "people"."id", "people"."name";
-- reads rows
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name") FROM STDIN;
-- args: each row (id, name)
UPDATE "people" SET "name" = sqbulk."_2" FROM (SELECT row_number() OVER (), "id", "name" FROM pg_temp."sqbulk_staging") AS sqbulk("_0", "_1", "_2") WHERE "people"."id" = sqbulk."_1" RETURNING "people"."id", "people"."name", sqbulk."_0";
-- reads rows
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # update, join form, with prefix and suffix
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name", "hits") FROM STDIN;
-- args: each row (id, name, hits)
/* nightly */ UPDATE "people" SET "name" = sqbulk."_2", "hits" = "people"."hits" + sqbulk."_3" FROM (SELECT "id", "name", "hits" FROM pg_temp."sqbulk_staging") AS sqbulk("_1", "_2", "_3") WHERE "people"."id" = sqbulk."_1" /* end */;
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id", "name", "hits") FROM STDIN;
-- args: each row (id, name, hits)
WITH sqbulk_updated AS (/* nightly */ UPDATE "people" SET "name" = sqbulk."_2", "hits" = "people"."hits" + sqbulk."_3" FROM (SELECT row_number() OVER (), "id", "name", "hits" FROM pg_temp."sqbulk_staging") AS sqbulk("_0", "_1", "_2", "_3") WHERE "people"."id" = sqbulk."_1" /* end */ RETURNING sqbulk."_0" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- reads numbers
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # update, CASE form, one column
-- error: postgres: unsupported operation: the CASE form with exec.Staging; use the join form, or leave out Strategy

-- # update, CASE form, several columns
-- error: postgres: unsupported operation: the CASE form with exec.Staging; use the join form, or leave out Strategy

-- # update, CASE form, composite key in a schema's table
-- error: postgres: unsupported operation: the CASE form with exec.Staging; use the join form, or leave out Strategy

-- # update, CASE form, cells that are expressions or NULL
-- error: postgres: unsupported operation: the CASE form with exec.Staging; use the join form, or leave out Strategy

-- # update, CASE form, expressions over the stored and the incoming row
-- error: postgres: unsupported operation: the CASE form with exec.Staging; use the join form, or leave out Strategy

-- # update, CASE form, expressions alone, which swap columns
-- error: postgres: unsupported operation: the CASE form with exec.Staging; use the join form, or leave out Strategy

-- # update, CASE form, where
-- error: postgres: unsupported operation: the CASE form with exec.Staging; use the join form, or leave out Strategy

-- # update, CASE form, where the incoming row is newer
-- error: postgres: unsupported operation: the CASE form with exec.Staging; use the join form, or leave out Strategy

-- # update, CASE form, only changed rows
-- error: postgres: unsupported operation: the CASE form with exec.Staging; use the join form, or leave out Strategy

-- # update, CASE form, only changed rows, with an expression and a condition, composite key
-- error: postgres: unsupported operation: the CASE form with exec.Staging; use the join form, or leave out Strategy

-- # update, CASE form, returning
-- error: postgres: unsupported operation: the CASE form with exec.Staging; use the join form, or leave out Strategy

-- # update, CASE form, with prefix and suffix
-- error: postgres: unsupported operation: the CASE form with exec.Staging; use the join form, or leave out Strategy

-- # delete
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id") FROM STDIN;
-- args: each row (id)
DELETE FROM "people" USING (SELECT "id" FROM pg_temp."sqbulk_staging") AS sqbulk("_1") WHERE "people"."id" = sqbulk."_1";
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # delete by a composite key in a schema's table
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"app"."members")."org", (NULL::"app"."members")."email" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("org", "email") FROM STDIN;
-- args: each row (org, email)
DELETE FROM "app"."members" USING (SELECT "org", "email" FROM pg_temp."sqbulk_staging") AS sqbulk("_1", "_2") WHERE "app"."members"."org" = sqbulk."_1" AND "app"."members"."email" = sqbulk."_2";
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # delete where
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id") FROM STDIN;
-- args: each row (id)
DELETE FROM "people" USING (SELECT "id" FROM pg_temp."sqbulk_staging") AS sqbulk("_1") WHERE "people"."id" = sqbulk."_1" AND ((tenant = $1) AND (hits < $2));
-- args: 'tenant', 'most'
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # delete by a composite key where
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"app"."members")."org", (NULL::"app"."members")."email" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("org", "email") FROM STDIN;
-- args: each row (org, email)
DELETE FROM "app"."members" USING (SELECT "org", "email" FROM pg_temp."sqbulk_staging") AS sqbulk("_1", "_2") WHERE "app"."members"."org" = sqbulk."_1" AND "app"."members"."email" = sqbulk."_2" AND (tenant = $1);
-- args: 'tenant'
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # delete by keys that are expressions or NULL
-- error: postgres: unsupported operation: an expression as a cell of COPY (column 1); give values, or leave out Strategy

-- # delete returning
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id") FROM STDIN;
-- args: each row (id)
DELETE FROM "people" USING (SELECT "id" FROM pg_temp."sqbulk_staging") AS sqbulk("_1") WHERE "people"."id" = sqbulk."_1" RETURNING "people"."id", "people"."name";
-- reads rows
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # delete with prefix and suffix
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"people")."id" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("id") FROM STDIN;
-- args: each row (id)
/* nightly */ DELETE FROM "people" USING (SELECT "id" FROM pg_temp."sqbulk_staging") AS sqbulk("_1") WHERE "people"."id" = sqbulk."_1" /* end */;
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # look up
SELECT "people"."id", "people"."name" FROM "people" WHERE "id" IN ($1, $2);
-- args: each row (id)
-- reads rows

-- # look up by a composite key where, and lock
SELECT "app"."members"."name" FROM "app"."members" WHERE EXISTS (SELECT FROM (VALUES ((NULL::"app"."members")."org", (NULL::"app"."members")."email"), ($1, $2), ($3, $4)) AS sqbulk("_1", "_2") WHERE "app"."members"."org" = sqbulk."_1" AND "app"."members"."email" = sqbulk."_2") AND (tenant = $5) FOR UPDATE;
-- args: each row (org, email); 'tenant'
-- reads rows

-- # match
WITH sqbulk AS (SELECT * FROM (VALUES (NULL::int, (NULL::"people")."id"), (1, $1), (2, $2)) AS sqbulk("_0", "_1")), sqbulk_found AS (SELECT sqbulk."_0" FROM "people", sqbulk WHERE "people"."id" = sqbulk."_1" ORDER BY 1 FOR UPDATE OF "people") SELECT "_0", "_0", 1 FROM sqbulk_found UNION ALL SELECT max("_0"), min("_0"), 0 FROM sqbulk WHERE "_1" IS NOT NULL GROUP BY "_1" HAVING count(*) > 1;
-- args: each row (id)
-- reads numbers

-- # match a composite key where, and without regard to case
WITH sqbulk AS (SELECT * FROM (VALUES (NULL::int, (NULL::"app"."members")."org", (NULL::"app"."members")."email"), (1, $1, $2), (2, $3, $4)) AS sqbulk("_0", "_1", "_2")), sqbulk_found AS (SELECT sqbulk."_0" FROM "app"."members", sqbulk WHERE "app"."members"."org" = sqbulk."_1" AND lower("app"."members"."email") = lower(sqbulk."_2") AND ("app"."members"."tenant" = $5) ORDER BY 1 FOR UPDATE OF "members") SELECT "_0", "_0", 1 FROM sqbulk_found UNION ALL SELECT max("_0"), min("_0"), 0 FROM sqbulk WHERE "_1" IS NOT NULL AND "_2" IS NOT NULL GROUP BY "_1", lower("_2") HAVING count(*) > 1;
-- args: each row (org, email); 'tenant'
-- reads numbers

-- # update, join form, without regard to case
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"app"."members")."org", (NULL::"app"."members")."email", (NULL::"app"."members")."name" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("org", "email", "name") FROM STDIN;
-- args: each row (org, email, name)
UPDATE "app"."members" SET "name" = sqbulk."_3" FROM (SELECT "org", "email", "name" FROM pg_temp."sqbulk_staging") AS sqbulk("_1", "_2", "_3") WHERE "app"."members"."org" = sqbulk."_1" AND lower("app"."members"."email") = lower(sqbulk."_2");
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"app"."members")."org", (NULL::"app"."members")."email", (NULL::"app"."members")."name" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("org", "email", "name") FROM STDIN;
-- args: each row (org, email, name)
WITH sqbulk_updated AS (UPDATE "app"."members" SET "name" = sqbulk."_3" FROM (SELECT row_number() OVER (), "org", "email", "name" FROM pg_temp."sqbulk_staging") AS sqbulk("_0", "_1", "_2", "_3") WHERE "app"."members"."org" = sqbulk."_1" AND lower("app"."members"."email") = lower(sqbulk."_2") RETURNING sqbulk."_0" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- reads numbers
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # update, join form, only changed rows, without regard to case
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"app"."members")."org", (NULL::"app"."members")."email", (NULL::"app"."members")."name" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("org", "email", "name") FROM STDIN;
-- args: each row (org, email, name)
UPDATE "app"."members" SET "name" = sqbulk."_3" FROM (SELECT "org", "email", "name" FROM pg_temp."sqbulk_staging") AS sqbulk("_1", "_2", "_3") WHERE "app"."members"."org" = sqbulk."_1" AND lower("app"."members"."email") = lower(sqbulk."_2") AND record_image_ne(ROW(CASE WHEN TRUE THEN "app"."members"."name" ELSE sqbulk."_3" END), ROW(sqbulk."_3"));
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"app"."members")."org", (NULL::"app"."members")."email", (NULL::"app"."members")."name" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("org", "email", "name") FROM STDIN;
-- args: each row (org, email, name)
WITH sqbulk AS (SELECT sqbulk.*, record_image_ne(ROW(CASE WHEN TRUE THEN "app"."members"."name" ELSE sqbulk."_3" END), ROW(sqbulk."_3")) AS "_changed" FROM "app"."members", (SELECT row_number() OVER (), "org", "email", "name" FROM pg_temp."sqbulk_staging") AS sqbulk("_0", "_1", "_2", "_3") WHERE "app"."members"."org" = sqbulk."_1" AND lower("app"."members"."email") = lower(sqbulk."_2")), sqbulk_updated AS (UPDATE "app"."members" SET "name" = sqbulk."_3" FROM sqbulk WHERE "app"."members"."org" = sqbulk."_1" AND lower("app"."members"."email") = lower(sqbulk."_2") AND sqbulk."_changed" AND record_image_ne(ROW(CASE WHEN TRUE THEN "app"."members"."name" ELSE sqbulk."_3" END), ROW(sqbulk."_3")) RETURNING 1) SELECT count(DISTINCT "_0"), count(*), count(*) FILTER (WHERE "_changed"), (SELECT count(*) FROM sqbulk_updated) FROM sqbulk;
-- reads numbers
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # hostile names: insert
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"s""`'"."t? --")."a.""b""", (NULL::"s""`'"."t? --")."`$1`;??", (NULL::"s""`'"."t? --")."\😀\", (NULL::"s""`'"."t? --")."_1" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("a.""b""", "`$1`;??", "\😀\", "_1") FROM STDIN;
-- args: each row (a."b", `$1`;??, \😀\, _1)
INSERT INTO "s""`'"."t? --" ("a.""b""", "`$1`;??", "\😀\", "_1") SELECT "a.""b""", "`$1`;??", "\😀\", "_1" FROM pg_temp."sqbulk_staging";
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # hostile names: do nothing
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"s""`'"."t? --")."a.""b""", (NULL::"s""`'"."t? --")."`$1`;??", (NULL::"s""`'"."t? --")."\😀\", (NULL::"s""`'"."t? --")."_1" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("a.""b""", "`$1`;??", "\😀\", "_1") FROM STDIN;
-- args: each row (a."b", `$1`;??, \😀\, _1)
INSERT INTO "s""`'"."t? --" ("a.""b""", "`$1`;??", "\😀\", "_1") SELECT "a.""b""", "`$1`;??", "\😀\", "_1" FROM pg_temp."sqbulk_staging" ON CONFLICT ("a.""b""", "`$1`;??") DO NOTHING;
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # hostile names: upsert
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"s""`'"."t? --")."a.""b""", (NULL::"s""`'"."t? --")."`$1`;??", (NULL::"s""`'"."t? --")."\😀\", (NULL::"s""`'"."t? --")."_1" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("a.""b""", "`$1`;??", "\😀\", "_1") FROM STDIN;
-- args: each row (a."b", `$1`;??, \😀\, _1)
INSERT INTO "s""`'"."t? --" ("a.""b""", "`$1`;??", "\😀\", "_1") SELECT "a.""b""", "`$1`;??", "\😀\", "_1" FROM pg_temp."sqbulk_staging" ON CONFLICT ("a.""b""", "`$1`;??") DO UPDATE SET "\😀\" = excluded."\😀\", "_1" = "s""`'"."t? --"."_1" + excluded."_1", "*/ 'sqbulk" = $1 WHERE ("s""`'"."t? --"."_1" < excluded."_1") AND record_image_ne(ROW("s""`'"."t? --"."\😀\"), ROW(excluded."\😀\"));
-- args: 1
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"s""`'"."t? --")."a.""b""", (NULL::"s""`'"."t? --")."`$1`;??", (NULL::"s""`'"."t? --")."\😀\", (NULL::"s""`'"."t? --")."_1" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("a.""b""", "`$1`;??", "\😀\", "_1") FROM STDIN;
-- args: each row (a."b", `$1`;??, \😀\, _1)
WITH sqbulk AS (INSERT INTO "s""`'"."t? --" ("a.""b""", "`$1`;??", "\😀\", "_1") SELECT "a.""b""", "`$1`;??", "\😀\", "_1" FROM pg_temp."sqbulk_staging" ON CONFLICT ("a.""b""", "`$1`;??") DO UPDATE SET "\😀\" = excluded."\😀\", "_1" = "s""`'"."t? --"."_1" + excluded."_1", "*/ 'sqbulk" = $1 WHERE ("s""`'"."t? --"."_1" < excluded."_1") AND record_image_ne(ROW("s""`'"."t? --"."\😀\"), ROW(excluded."\😀\")) RETURNING (xmax = 0) AS created) SELECT count(*) FILTER (WHERE created), count(*) FILTER (WHERE NOT created) FROM sqbulk;
-- args: 1
-- reads numbers
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # hostile names: update, join form
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"s""`'"."t? --")."a.""b""", (NULL::"s""`'"."t? --")."`$1`;??", (NULL::"s""`'"."t? --")."\😀\", (NULL::"s""`'"."t? --")."_1" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("a.""b""", "`$1`;??", "\😀\", "_1") FROM STDIN;
-- args: each row (a."b", `$1`;??, \😀\, _1)
UPDATE "s""`'"."t? --" SET "\😀\" = sqbulk."_3", "_1" = "s""`'"."t? --"."_1" + sqbulk."_4", "*/ 'sqbulk" = $1 FROM (SELECT "a.""b""", "`$1`;??", "\😀\", "_1" FROM pg_temp."sqbulk_staging") AS sqbulk("_1", "_2", "_3", "_4") WHERE "s""`'"."t? --"."a.""b""" = sqbulk."_1" AND "s""`'"."t? --"."`$1`;??" = sqbulk."_2" AND ("s""`'"."t? --"."*/ 'sqbulk" < sqbulk."_4") AND record_image_ne(ROW(CASE WHEN TRUE THEN "s""`'"."t? --"."\😀\" ELSE sqbulk."_3" END), ROW(sqbulk."_3"));
-- args: 1
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"s""`'"."t? --")."a.""b""", (NULL::"s""`'"."t? --")."`$1`;??", (NULL::"s""`'"."t? --")."\😀\", (NULL::"s""`'"."t? --")."_1" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("a.""b""", "`$1`;??", "\😀\", "_1") FROM STDIN;
-- args: each row (a."b", `$1`;??, \😀\, _1)
WITH sqbulk AS (SELECT sqbulk.*, record_image_ne(ROW(CASE WHEN TRUE THEN "s""`'"."t? --"."\😀\" ELSE sqbulk."_3" END), ROW(sqbulk."_3")) AS "_changed" FROM "s""`'"."t? --", (SELECT row_number() OVER (), "a.""b""", "`$1`;??", "\😀\", "_1" FROM pg_temp."sqbulk_staging") AS sqbulk("_0", "_1", "_2", "_3", "_4") WHERE "s""`'"."t? --"."a.""b""" = sqbulk."_1" AND "s""`'"."t? --"."`$1`;??" = sqbulk."_2" AND ("s""`'"."t? --"."*/ 'sqbulk" < sqbulk."_4")), sqbulk_updated AS (UPDATE "s""`'"."t? --" SET "\😀\" = sqbulk."_3", "_1" = "s""`'"."t? --"."_1" + sqbulk."_4", "*/ 'sqbulk" = $1 FROM sqbulk WHERE "s""`'"."t? --"."a.""b""" = sqbulk."_1" AND "s""`'"."t? --"."`$1`;??" = sqbulk."_2" AND ("s""`'"."t? --"."*/ 'sqbulk" < sqbulk."_4") AND sqbulk."_changed" AND record_image_ne(ROW(CASE WHEN TRUE THEN "s""`'"."t? --"."\😀\" ELSE sqbulk."_3" END), ROW(sqbulk."_3")) RETURNING 1) SELECT count(DISTINCT "_0"), count(*), count(*) FILTER (WHERE "_changed"), (SELECT count(*) FROM sqbulk_updated) FROM sqbulk;
-- args: 1
-- reads numbers
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # hostile names: update, CASE form
-- error: postgres: unsupported operation: the CASE form with exec.Staging; use the join form, or leave out Strategy

-- # hostile names: delete
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"s""`'"."t? --")."a.""b""", (NULL::"s""`'"."t? --")."`$1`;??", (NULL::"s""`'"."t? --")."\😀\", (NULL::"s""`'"."t? --")."_1" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("a.""b""", "`$1`;??", "\😀\", "_1") FROM STDIN;
-- args: each row (a."b", `$1`;??, \😀\, _1)
DELETE FROM "s""`'"."t? --" USING (SELECT "a.""b""", "`$1`;??", "\😀\", "_1" FROM pg_temp."sqbulk_staging") AS sqbulk("_1", "_2", "_3", "_4") WHERE "s""`'"."t? --"."a.""b""" = sqbulk."_1" AND "s""`'"."t? --"."`$1`;??" = sqbulk."_2" AND "s""`'"."t? --"."\😀\" = sqbulk."_3" AND "s""`'"."t? --"."_1" = sqbulk."_4";
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # hostile names: insert returning
CREATE TEMP TABLE "sqbulk_staging" ON COMMIT DROP AS SELECT (NULL::"s""`'"."t? --")."a.""b""", (NULL::"s""`'"."t? --")."`$1`;??", (NULL::"s""`'"."t? --")."\😀\", (NULL::"s""`'"."t? --")."_1" WHERE FALSE;
-- nothing is read
COPY pg_temp."sqbulk_staging" ("a.""b""", "`$1`;??", "\😀\", "_1") FROM STDIN;
-- args: each row (a."b", `$1`;??, \😀\, _1)
INSERT INTO "s""`'"."t? --" ("a.""b""", "`$1`;??", "\😀\", "_1") SELECT "a.""b""", "`$1`;??", "\😀\", "_1" FROM pg_temp."sqbulk_staging" RETURNING "*/ 'sqbulk";
-- reads rows
DROP TABLE pg_temp."sqbulk_staging";
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # hostile names: look up
SELECT "s""`'"."t? --"."*/ 'sqbulk" FROM "s""`'"."t? --" WHERE EXISTS (SELECT FROM (VALUES ((NULL::"s""`'"."t? --")."a.""b""", (NULL::"s""`'"."t? --")."`$1`;??", (NULL::"s""`'"."t? --")."\😀\", (NULL::"s""`'"."t? --")."_1"), ($1, $2, $3, $4), ($5, $6, $7, $8)) AS sqbulk("_1", "_2", "_3", "_4") WHERE "s""`'"."t? --"."a.""b""" = sqbulk."_1" AND "s""`'"."t? --"."`$1`;??" = sqbulk."_2" AND "s""`'"."t? --"."\😀\" = sqbulk."_3" AND "s""`'"."t? --"."_1" = sqbulk."_4");
-- args: each row (a."b", `$1`;??, \😀\, _1)
-- reads rows

-- # hostile names: match
WITH sqbulk AS (SELECT * FROM (VALUES (NULL::int, (NULL::"s""`'"."t? --")."a.""b""", (NULL::"s""`'"."t? --")."`$1`;??", (NULL::"s""`'"."t? --")."\😀\", (NULL::"s""`'"."t? --")."_1"), (1, $1, $2, $3, $4), (2, $5, $6, $7, $8)) AS sqbulk("_0", "_1", "_2", "_3", "_4")), sqbulk_found AS (SELECT sqbulk."_0" FROM "s""`'"."t? --", sqbulk WHERE "s""`'"."t? --"."a.""b""" = sqbulk."_1" AND lower("s""`'"."t? --"."`$1`;??") = lower(sqbulk."_2") AND "s""`'"."t? --"."\😀\" = sqbulk."_3" AND "s""`'"."t? --"."_1" = sqbulk."_4" AND ("s""`'"."t? --"."*/ 'sqbulk" = $9) ORDER BY 1 FOR UPDATE OF "t? --") SELECT "_0", "_0", 1 FROM sqbulk_found UNION ALL SELECT max("_0"), min("_0"), 0 FROM sqbulk WHERE "_1" IS NOT NULL AND "_2" IS NOT NULL AND "_3" IS NOT NULL AND "_4" IS NOT NULL GROUP BY "_1", lower("_2"), "_3", "_4" HAVING count(*) > 1;
-- args: each row (a."b", `$1`;??, \😀\, _1); 1
-- reads numbers
