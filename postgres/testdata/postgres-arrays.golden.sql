-- The statements of dialecttest.Cases in postgres, for two rows or so. Written by: go test -run Golden . -update

-- # insert
INSERT INTO "people" ("id", "name") SELECT "_1", "_2" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"])) AS sqbulk("_1", "_2");
-- args: of all rows (id); of all rows (name)
-- 10000 rows by default

-- # insert one row of one column
INSERT INTO "people" ("id") SELECT "_1" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"])) AS sqbulk("_1");
-- args: of all rows (id)
-- 10000 rows by default

-- # insert into a schema's table
INSERT INTO "app"."people" ("id", "name") SELECT "_1", "_2" FROM unnest(COALESCE($1, ARRAY[(NULL::"app"."people")."id"]), COALESCE($2, ARRAY[(NULL::"app"."people")."name"])) AS sqbulk("_1", "_2");
-- args: of all rows (id); of all rows (name)
-- 10000 rows by default

-- # insert cells that are expressions or NULL
-- error: postgres: unsupported operation: an expression as a cell of an array (column 2); give values, or leave out Strategy

-- # insert a cell that is a nested query
-- error: postgres: unsupported operation: an expression as a cell of an array (column 1); give values, or leave out Strategy

-- # insert cells with question marks that are no placeholders
-- error: postgres: unsupported operation: an expression as a cell of an array (column 2); give values, or leave out Strategy

-- # insert DEFAULT cells
-- error: postgres: unsupported operation: an expression as a cell of an array (column 2); give values, or leave out Strategy

-- # insert with prefix and suffix
WITH p AS (SELECT $1 AS x) INSERT INTO "people" ("id", "name") SELECT "_1", "_2" FROM unnest(COALESCE($2, ARRAY[(NULL::"people")."id"]), COALESCE($3, ARRAY[(NULL::"people")."name"])) AS sqbulk("_1", "_2") /* first */ ON CONFLICT (id) DO UPDATE SET name = $4;
-- args: 'prefix'; of all rows (id); of all rows (name); 'suffix'
-- 10000 rows by default

-- # insert returning
INSERT INTO "people" ("id", "name") SELECT "_1", "_2" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"])) AS sqbulk("_1", "_2") RETURNING "id", "seen";
-- args: of all rows (id); of all rows (name)
-- reads rows
-- 10000 rows by default

-- # do nothing on any key
INSERT INTO "people" ("id", "name") SELECT "_1", "_2" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"])) AS sqbulk("_1", "_2") ON CONFLICT DO NOTHING;
-- args: of all rows (id); of all rows (name)
-- 10000 rows by default

-- # do nothing on a key
INSERT INTO "people" ("id", "name") SELECT "_1", "_2" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"])) AS sqbulk("_1", "_2") ON CONFLICT ("id") DO NOTHING;
-- args: of all rows (id); of all rows (name)
-- 10000 rows by default

-- # do nothing on a composite key
INSERT INTO "members" ("org", "email", "name") SELECT "_1", "_2", "_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"members")."org"]), COALESCE($2, ARRAY[(NULL::"members")."email"]), COALESCE($3, ARRAY[(NULL::"members")."name"])) AS sqbulk("_1", "_2", "_3") ON CONFLICT ("org", "email") DO NOTHING;
-- args: of all rows (org); of all rows (email); of all rows (name)
-- 10000 rows by default

-- # do nothing on a constraint
INSERT INTO "people" ("id", "name") SELECT "_1", "_2" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"])) AS sqbulk("_1", "_2") ON CONFLICT ON CONSTRAINT "people_pkey" DO NOTHING;
-- args: of all rows (id); of all rows (name)
-- 10000 rows by default

-- # do nothing on a partial index
INSERT INTO "people" ("id", "name") SELECT "_1", "_2" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"])) AS sqbulk("_1", "_2") ON CONFLICT ("id") WHERE (live) DO NOTHING;
-- args: of all rows (id); of all rows (name)
-- 10000 rows by default

-- # do nothing on a partial index with parameters
-- error: postgres: unsupported operation: a predicate of a partial index with bind parameters; write the values into the SQL, as the index has them

-- # do nothing, returning
INSERT INTO "people" ("id", "name") SELECT "_1", "_2" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"])) AS sqbulk("_1", "_2") ON CONFLICT ("id") DO NOTHING RETURNING "id";
-- args: of all rows (id); of all rows (name)
-- reads rows
-- 10000 rows by default

-- # upsert all columns
INSERT INTO "people" ("id", "name", "hits") SELECT "_1", "_2", "_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"]), COALESCE($3, ARRAY[(NULL::"people")."hits"])) AS sqbulk("_1", "_2", "_3") ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits";
-- args: of all rows (id); of all rows (name); of all rows (hits)
-- 10000 rows by default
-- counted:
WITH sqbulk AS (INSERT INTO "people" ("id", "name", "hits") SELECT "_1", "_2", "_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"]), COALESCE($3, ARRAY[(NULL::"people")."hits"])) AS sqbulk("_1", "_2", "_3") ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits" RETURNING (xmax = 0) AS created) SELECT count(*) FILTER (WHERE created), count(*) FILTER (WHERE NOT created) FROM sqbulk;
-- args: of all rows (id); of all rows (name); of all rows (hits)
-- reads numbers
-- 10000 rows by default

-- # upsert some columns
INSERT INTO "people" ("id", "name", "hits") SELECT "_1", "_2", "_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"]), COALESCE($3, ARRAY[(NULL::"people")."hits"])) AS sqbulk("_1", "_2", "_3") ON CONFLICT ("id") DO UPDATE SET "hits" = excluded."hits";
-- args: of all rows (id); of all rows (name); of all rows (hits)
-- 10000 rows by default
-- counted:
WITH sqbulk AS (INSERT INTO "people" ("id", "name", "hits") SELECT "_1", "_2", "_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"]), COALESCE($3, ARRAY[(NULL::"people")."hits"])) AS sqbulk("_1", "_2", "_3") ON CONFLICT ("id") DO UPDATE SET "hits" = excluded."hits" RETURNING (xmax = 0) AS created) SELECT count(*) FILTER (WHERE created), count(*) FILTER (WHERE NOT created) FROM sqbulk;
-- args: of all rows (id); of all rows (name); of all rows (hits)
-- reads numbers
-- 10000 rows by default

-- # upsert on a composite key in a schema's table
INSERT INTO "app"."members" ("org", "email", "name") SELECT "_1", "_2", "_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"app"."members")."org"]), COALESCE($2, ARRAY[(NULL::"app"."members")."email"]), COALESCE($3, ARRAY[(NULL::"app"."members")."name"])) AS sqbulk("_1", "_2", "_3") ON CONFLICT ("org", "email") DO UPDATE SET "name" = excluded."name";
-- args: of all rows (org); of all rows (email); of all rows (name)
-- 10000 rows by default
-- counted:
WITH sqbulk AS (INSERT INTO "app"."members" ("org", "email", "name") SELECT "_1", "_2", "_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"app"."members")."org"]), COALESCE($2, ARRAY[(NULL::"app"."members")."email"]), COALESCE($3, ARRAY[(NULL::"app"."members")."name"])) AS sqbulk("_1", "_2", "_3") ON CONFLICT ("org", "email") DO UPDATE SET "name" = excluded."name" RETURNING (xmax = 0) AS created) SELECT count(*) FILTER (WHERE created), count(*) FILTER (WHERE NOT created) FROM sqbulk;
-- args: of all rows (org); of all rows (email); of all rows (name)
-- reads numbers
-- 10000 rows by default

-- # upsert on a constraint
INSERT INTO "people" ("id", "name", "hits") SELECT "_1", "_2", "_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"]), COALESCE($3, ARRAY[(NULL::"people")."hits"])) AS sqbulk("_1", "_2", "_3") ON CONFLICT ON CONSTRAINT "people_pkey" DO UPDATE SET "name" = excluded."name";
-- args: of all rows (id); of all rows (name); of all rows (hits)
-- 10000 rows by default
-- counted:
WITH sqbulk AS (INSERT INTO "people" ("id", "name", "hits") SELECT "_1", "_2", "_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"]), COALESCE($3, ARRAY[(NULL::"people")."hits"])) AS sqbulk("_1", "_2", "_3") ON CONFLICT ON CONSTRAINT "people_pkey" DO UPDATE SET "name" = excluded."name" RETURNING (xmax = 0) AS created) SELECT count(*) FILTER (WHERE created), count(*) FILTER (WHERE NOT created) FROM sqbulk;
-- args: of all rows (id); of all rows (name); of all rows (hits)
-- reads numbers
-- 10000 rows by default

-- # upsert on a partial index
INSERT INTO "people" ("id", "name", "hits") SELECT "_1", "_2", "_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"]), COALESCE($3, ARRAY[(NULL::"people")."hits"])) AS sqbulk("_1", "_2", "_3") ON CONFLICT ("id") WHERE ((live) AND (left_at IS NULL)) DO UPDATE SET "name" = excluded."name" WHERE ("people"."hits" < excluded."hits");
-- args: of all rows (id); of all rows (name); of all rows (hits)
-- 10000 rows by default
-- counted:
WITH sqbulk AS (INSERT INTO "people" ("id", "name", "hits") SELECT "_1", "_2", "_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"]), COALESCE($3, ARRAY[(NULL::"people")."hits"])) AS sqbulk("_1", "_2", "_3") ON CONFLICT ("id") WHERE ((live) AND (left_at IS NULL)) DO UPDATE SET "name" = excluded."name" WHERE ("people"."hits" < excluded."hits") RETURNING (xmax = 0) AS created) SELECT count(*) FILTER (WHERE created), count(*) FILTER (WHERE NOT created) FROM sqbulk;
-- args: of all rows (id); of all rows (name); of all rows (hits)
-- reads numbers
-- 10000 rows by default

-- # upsert expression cells
-- error: postgres: unsupported operation: an expression as a cell of an array (column 2); give values, or leave out Strategy

-- # upsert expressions over the stored and the incoming row
INSERT INTO "people" ("id", "name", "hits") SELECT "_1", "_2", "_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"]), COALESCE($3, ARRAY[(NULL::"people")."hits"])) AS sqbulk("_1", "_2", "_3") ON CONFLICT ("id") DO UPDATE SET "hits" = "people"."hits" + excluded."hits", "name" = COALESCE(excluded."name", "people"."name");
-- args: of all rows (id); of all rows (name); of all rows (hits)
-- 10000 rows by default
-- counted:
WITH sqbulk AS (INSERT INTO "people" ("id", "name", "hits") SELECT "_1", "_2", "_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"]), COALESCE($3, ARRAY[(NULL::"people")."hits"])) AS sqbulk("_1", "_2", "_3") ON CONFLICT ("id") DO UPDATE SET "hits" = "people"."hits" + excluded."hits", "name" = COALESCE(excluded."name", "people"."name") RETURNING (xmax = 0) AS created) SELECT count(*) FILTER (WHERE created), count(*) FILTER (WHERE NOT created) FROM sqbulk;
-- args: of all rows (id); of all rows (name); of all rows (hits)
-- reads numbers
-- 10000 rows by default

-- # upsert swaps columns
INSERT INTO "people" ("id", "name", "hits") SELECT "_1", "_2", "_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"]), COALESCE($3, ARRAY[(NULL::"people")."hits"])) AS sqbulk("_1", "_2", "_3") ON CONFLICT ("id") DO UPDATE SET "name" = "people"."hits", "hits" = "people"."name";
-- args: of all rows (id); of all rows (name); of all rows (hits)
-- 10000 rows by default
-- counted:
WITH sqbulk AS (INSERT INTO "people" ("id", "name", "hits") SELECT "_1", "_2", "_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"]), COALESCE($3, ARRAY[(NULL::"people")."hits"])) AS sqbulk("_1", "_2", "_3") ON CONFLICT ("id") DO UPDATE SET "name" = "people"."hits", "hits" = "people"."name" RETURNING (xmax = 0) AS created) SELECT count(*) FILTER (WHERE created), count(*) FILTER (WHERE NOT created) FROM sqbulk;
-- args: of all rows (id); of all rows (name); of all rows (hits)
-- reads numbers
-- 10000 rows by default

-- # upsert touches columns that are not inserted
INSERT INTO "people" ("id", "name", "hits") SELECT "_1", "_2", "_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"]), COALESCE($3, ARRAY[(NULL::"people")."hits"])) AS sqbulk("_1", "_2", "_3") ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "touched" = CURRENT_TIMESTAMP, "source" = $4;
-- args: of all rows (id); of all rows (name); of all rows (hits); 'import'
-- 10000 rows by default
-- counted:
WITH sqbulk AS (INSERT INTO "people" ("id", "name", "hits") SELECT "_1", "_2", "_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"]), COALESCE($3, ARRAY[(NULL::"people")."hits"])) AS sqbulk("_1", "_2", "_3") ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "touched" = CURRENT_TIMESTAMP, "source" = $4 RETURNING (xmax = 0) AS created) SELECT count(*) FILTER (WHERE created), count(*) FILTER (WHERE NOT created) FROM sqbulk;
-- args: of all rows (id); of all rows (name); of all rows (hits); 'import'
-- reads numbers
-- 10000 rows by default

-- # upsert where the incoming row is newer
INSERT INTO "people" ("id", "name", "hits") SELECT "_1", "_2", "_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"]), COALESCE($3, ARRAY[(NULL::"people")."hits"])) AS sqbulk("_1", "_2", "_3") ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits" WHERE ("people"."hits" < excluded."hits");
-- args: of all rows (id); of all rows (name); of all rows (hits)
-- 10000 rows by default
-- counted:
WITH sqbulk AS (INSERT INTO "people" ("id", "name", "hits") SELECT "_1", "_2", "_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"]), COALESCE($3, ARRAY[(NULL::"people")."hits"])) AS sqbulk("_1", "_2", "_3") ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits" WHERE ("people"."hits" < excluded."hits") RETURNING (xmax = 0) AS created) SELECT count(*) FILTER (WHERE created), count(*) FILTER (WHERE NOT created) FROM sqbulk;
-- args: of all rows (id); of all rows (name); of all rows (hits)
-- reads numbers
-- 10000 rows by default

-- # upsert where several conditions hold
INSERT INTO "people" ("id", "name", "hits") SELECT "_1", "_2", "_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"]), COALESCE($3, ARRAY[(NULL::"people")."hits"])) AS sqbulk("_1", "_2", "_3") ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name" WHERE (("people"."hits" < excluded."hits") AND ("people"."name" <> $4));
-- args: of all rows (id); of all rows (name); of all rows (hits); 'locked'
-- 10000 rows by default
-- counted:
WITH sqbulk AS (INSERT INTO "people" ("id", "name", "hits") SELECT "_1", "_2", "_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"]), COALESCE($3, ARRAY[(NULL::"people")."hits"])) AS sqbulk("_1", "_2", "_3") ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name" WHERE (("people"."hits" < excluded."hits") AND ("people"."name" <> $4)) RETURNING (xmax = 0) AS created) SELECT count(*) FILTER (WHERE created), count(*) FILTER (WHERE NOT created) FROM sqbulk;
-- args: of all rows (id); of all rows (name); of all rows (hits); 'locked'
-- reads numbers
-- 10000 rows by default

-- # upsert only changed rows
INSERT INTO "people" ("id", "name", "hits") SELECT "_1", "_2", "_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"]), COALESCE($3, ARRAY[(NULL::"people")."hits"])) AS sqbulk("_1", "_2", "_3") ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits" WHERE record_image_ne(ROW("people"."name", "people"."hits"), ROW(excluded."name", excluded."hits"));
-- args: of all rows (id); of all rows (name); of all rows (hits)
-- 10000 rows by default
-- counted:
WITH sqbulk AS (INSERT INTO "people" ("id", "name", "hits") SELECT "_1", "_2", "_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"]), COALESCE($3, ARRAY[(NULL::"people")."hits"])) AS sqbulk("_1", "_2", "_3") ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits" WHERE record_image_ne(ROW("people"."name", "people"."hits"), ROW(excluded."name", excluded."hits")) RETURNING (xmax = 0) AS created) SELECT count(*) FILTER (WHERE created), count(*) FILTER (WHERE NOT created) FROM sqbulk;
-- args: of all rows (id); of all rows (name); of all rows (hits)
-- reads numbers
-- 10000 rows by default

-- # upsert only changed rows, with an expression and a condition
INSERT INTO "people" ("id", "name", "hits") SELECT "_1", "_2", "_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"]), COALESCE($3, ARRAY[(NULL::"people")."hits"])) AS sqbulk("_1", "_2", "_3") ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = "people"."hits" + excluded."hits" WHERE ("people"."hits" < excluded."hits") AND record_image_ne(ROW("people"."name"), ROW(excluded."name"));
-- args: of all rows (id); of all rows (name); of all rows (hits)
-- 10000 rows by default
-- counted:
WITH sqbulk AS (INSERT INTO "people" ("id", "name", "hits") SELECT "_1", "_2", "_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"]), COALESCE($3, ARRAY[(NULL::"people")."hits"])) AS sqbulk("_1", "_2", "_3") ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = "people"."hits" + excluded."hits" WHERE ("people"."hits" < excluded."hits") AND record_image_ne(ROW("people"."name"), ROW(excluded."name")) RETURNING (xmax = 0) AS created) SELECT count(*) FILTER (WHERE created), count(*) FILTER (WHERE NOT created) FROM sqbulk;
-- args: of all rows (id); of all rows (name); of all rows (hits)
-- reads numbers
-- 10000 rows by default

-- # upsert returning
INSERT INTO "people" ("id", "name", "hits") SELECT "_1", "_2", "_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"]), COALESCE($3, ARRAY[(NULL::"people")."hits"])) AS sqbulk("_1", "_2", "_3") ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits" RETURNING "id", "name";
-- args: of all rows (id); of all rows (name); of all rows (hits)
-- reads rows
-- 10000 rows by default
-- counted:
INSERT INTO "people" ("id", "name", "hits") SELECT "_1", "_2", "_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"]), COALESCE($3, ARRAY[(NULL::"people")."hits"])) AS sqbulk("_1", "_2", "_3") ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits" RETURNING "id", "name", CASE WHEN (xmax = 0) THEN 1 ELSE 0 END;
-- args: of all rows (id); of all rows (name); of all rows (hits)
-- reads rows
-- 10000 rows by default

-- # upsert where the incoming row is newer, returning
INSERT INTO "people" ("id", "name", "hits") SELECT "_1", "_2", "_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"]), COALESCE($3, ARRAY[(NULL::"people")."hits"])) AS sqbulk("_1", "_2", "_3") ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits" WHERE ("people"."hits" < excluded."hits") RETURNING "id";
-- args: of all rows (id); of all rows (name); of all rows (hits)
-- reads rows
-- 10000 rows by default
-- counted:
INSERT INTO "people" ("id", "name", "hits") SELECT "_1", "_2", "_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"]), COALESCE($3, ARRAY[(NULL::"people")."hits"])) AS sqbulk("_1", "_2", "_3") ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits" WHERE ("people"."hits" < excluded."hits") RETURNING "id", CASE WHEN (xmax = 0) THEN 1 ELSE 0 END;
-- args: of all rows (id); of all rows (name); of all rows (hits)
-- reads rows
-- 10000 rows by default

-- # upsert with prefix and suffix
/* nightly */ INSERT INTO "people" ("id", "name", "hits") SELECT "_1", "_2", "_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"]), COALESCE($3, ARRAY[(NULL::"people")."hits"])) AS sqbulk("_1", "_2", "_3") ON CONFLICT ("id") DO UPDATE SET "hits" = "people"."hits" * $4 WHERE (people.name <> $5) /* end */;
-- args: of all rows (id); of all rows (name); of all rows (hits); 'factor', 'locked'
-- 10000 rows by default
-- counted:
WITH sqbulk AS (/* nightly */ INSERT INTO "people" ("id", "name", "hits") SELECT "_1", "_2", "_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"]), COALESCE($3, ARRAY[(NULL::"people")."hits"])) AS sqbulk("_1", "_2", "_3") ON CONFLICT ("id") DO UPDATE SET "hits" = "people"."hits" * $4 WHERE (people.name <> $5) /* end */ RETURNING (xmax = 0) AS created) SELECT count(*) FILTER (WHERE created), count(*) FILTER (WHERE NOT created) FROM sqbulk;
-- args: of all rows (id); of all rows (name); of all rows (hits); 'factor', 'locked'
-- reads numbers
-- 10000 rows by default

-- # update, join form, one column
UPDATE "people" SET "name" = sqbulk."_2" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"])) AS sqbulk("_1", "_2") WHERE "people"."id" = sqbulk."_1";
-- args: of all rows (id); of all rows (name)
-- 10000 rows by default
-- counted:
WITH sqbulk_updated AS (UPDATE "people" SET "name" = sqbulk."_2" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"])) WITH ORDINALITY AS sqbulk("_1", "_2", "_0") WHERE "people"."id" = sqbulk."_1" RETURNING sqbulk."_0" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: of all rows (id); of all rows (name)
-- reads numbers
-- 10000 rows by default

-- # update, join form, several columns
UPDATE "people" SET "name" = sqbulk."_2", "hits" = sqbulk."_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"]), COALESCE($3, ARRAY[(NULL::"people")."hits"])) AS sqbulk("_1", "_2", "_3") WHERE "people"."id" = sqbulk."_1";
-- args: of all rows (id); of all rows (name); of all rows (hits)
-- 10000 rows by default
-- counted:
WITH sqbulk_updated AS (UPDATE "people" SET "name" = sqbulk."_2", "hits" = sqbulk."_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"]), COALESCE($3, ARRAY[(NULL::"people")."hits"])) WITH ORDINALITY AS sqbulk("_1", "_2", "_3", "_0") WHERE "people"."id" = sqbulk."_1" RETURNING sqbulk."_0" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: of all rows (id); of all rows (name); of all rows (hits)
-- reads numbers
-- 10000 rows by default

-- # update, join form, composite key in a schema's table
UPDATE "app"."members" SET "name" = sqbulk."_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"app"."members")."org"]), COALESCE($2, ARRAY[(NULL::"app"."members")."email"]), COALESCE($3, ARRAY[(NULL::"app"."members")."name"])) AS sqbulk("_1", "_2", "_3") WHERE "app"."members"."org" = sqbulk."_1" AND "app"."members"."email" = sqbulk."_2";
-- args: of all rows (org); of all rows (email); of all rows (name)
-- 10000 rows by default
-- counted:
WITH sqbulk_updated AS (UPDATE "app"."members" SET "name" = sqbulk."_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"app"."members")."org"]), COALESCE($2, ARRAY[(NULL::"app"."members")."email"]), COALESCE($3, ARRAY[(NULL::"app"."members")."name"])) WITH ORDINALITY AS sqbulk("_1", "_2", "_3", "_0") WHERE "app"."members"."org" = sqbulk."_1" AND "app"."members"."email" = sqbulk."_2" RETURNING sqbulk."_0" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: of all rows (org); of all rows (email); of all rows (name)
-- reads numbers
-- 10000 rows by default

-- # update, join form, cells that are expressions or NULL
-- error: postgres: unsupported operation: an expression as a cell of an array (column 2); give values, or leave out Strategy

-- # update, join form, expressions over the stored and the incoming row
UPDATE "people" SET "name" = sqbulk."_2", "hits" = "people"."hits" + sqbulk."_3", "touched" = CURRENT_TIMESTAMP, "source" = $1 FROM unnest(COALESCE($2, ARRAY[(NULL::"people")."id"]), COALESCE($3, ARRAY[(NULL::"people")."name"]), COALESCE($4, ARRAY[(NULL::"people")."hits"])) AS sqbulk("_1", "_2", "_3") WHERE "people"."id" = sqbulk."_1";
-- args: 'import'; of all rows (id); of all rows (name); of all rows (hits)
-- 10000 rows by default
-- counted:
WITH sqbulk_updated AS (UPDATE "people" SET "name" = sqbulk."_2", "hits" = "people"."hits" + sqbulk."_3", "touched" = CURRENT_TIMESTAMP, "source" = $1 FROM unnest(COALESCE($2, ARRAY[(NULL::"people")."id"]), COALESCE($3, ARRAY[(NULL::"people")."name"]), COALESCE($4, ARRAY[(NULL::"people")."hits"])) WITH ORDINALITY AS sqbulk("_1", "_2", "_3", "_0") WHERE "people"."id" = sqbulk."_1" RETURNING sqbulk."_0" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: 'import'; of all rows (id); of all rows (name); of all rows (hits)
-- reads numbers
-- 10000 rows by default

-- # update, join form, expressions alone, which swap columns
UPDATE "people" SET "name" = "people"."hits", "hits" = "people"."name" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"])) AS sqbulk("_1") WHERE "people"."id" = sqbulk."_1";
-- args: of all rows (id)
-- 10000 rows by default
-- counted:
WITH sqbulk_updated AS (UPDATE "people" SET "name" = "people"."hits", "hits" = "people"."name" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"])) WITH ORDINALITY AS sqbulk("_1", "_0") WHERE "people"."id" = sqbulk."_1" RETURNING sqbulk."_0" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: of all rows (id)
-- reads numbers
-- 10000 rows by default

-- # update, join form, where
UPDATE "people" SET "name" = sqbulk."_2" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"])) AS sqbulk("_1", "_2") WHERE "people"."id" = sqbulk."_1" AND (tenant = $3);
-- args: of all rows (id); of all rows (name); 'tenant'
-- 10000 rows by default
-- counted:
WITH sqbulk_updated AS (UPDATE "people" SET "name" = sqbulk."_2" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"])) WITH ORDINALITY AS sqbulk("_1", "_2", "_0") WHERE "people"."id" = sqbulk."_1" AND (tenant = $3) RETURNING sqbulk."_0" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: of all rows (id); of all rows (name); 'tenant'
-- reads numbers
-- 10000 rows by default

-- # update, join form, where the incoming row is newer
UPDATE "people" SET "name" = sqbulk."_2" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"]), COALESCE($3, ARRAY[(NULL::"people")."hits"])) AS sqbulk("_1", "_2", "_3") WHERE "people"."id" = sqbulk."_1" AND (("people"."hits" < sqbulk."_3") AND (tenant = $4));
-- args: of all rows (id); of all rows (name); of all rows (hits); 'tenant'
-- 10000 rows by default
-- counted:
WITH sqbulk_updated AS (UPDATE "people" SET "name" = sqbulk."_2" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"]), COALESCE($3, ARRAY[(NULL::"people")."hits"])) WITH ORDINALITY AS sqbulk("_1", "_2", "_3", "_0") WHERE "people"."id" = sqbulk."_1" AND (("people"."hits" < sqbulk."_3") AND (tenant = $4)) RETURNING sqbulk."_0" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: of all rows (id); of all rows (name); of all rows (hits); 'tenant'
-- reads numbers
-- 10000 rows by default

-- # update, join form, only changed rows
UPDATE "people" SET "name" = sqbulk."_2", "hits" = sqbulk."_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"]), COALESCE($3, ARRAY[(NULL::"people")."hits"])) AS sqbulk("_1", "_2", "_3") WHERE "people"."id" = sqbulk."_1" AND record_image_ne(ROW(CASE WHEN TRUE THEN "people"."name" ELSE sqbulk."_2" END, CASE WHEN TRUE THEN "people"."hits" ELSE sqbulk."_3" END), ROW(sqbulk."_2", sqbulk."_3"));
-- args: of all rows (id); of all rows (name); of all rows (hits)
-- 10000 rows by default
-- counted:
WITH sqbulk AS (SELECT sqbulk.*, record_image_ne(ROW(CASE WHEN TRUE THEN "people"."name" ELSE sqbulk."_2" END, CASE WHEN TRUE THEN "people"."hits" ELSE sqbulk."_3" END), ROW(sqbulk."_2", sqbulk."_3")) AS "_changed" FROM "people", unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"]), COALESCE($3, ARRAY[(NULL::"people")."hits"])) WITH ORDINALITY AS sqbulk("_1", "_2", "_3", "_0") WHERE "people"."id" = sqbulk."_1"), sqbulk_updated AS (UPDATE "people" SET "name" = sqbulk."_2", "hits" = sqbulk."_3" FROM sqbulk WHERE "people"."id" = sqbulk."_1" AND sqbulk."_changed" AND record_image_ne(ROW(CASE WHEN TRUE THEN "people"."name" ELSE sqbulk."_2" END, CASE WHEN TRUE THEN "people"."hits" ELSE sqbulk."_3" END), ROW(sqbulk."_2", sqbulk."_3")) RETURNING 1) SELECT count(DISTINCT "_0"), count(*), count(*) FILTER (WHERE "_changed"), (SELECT count(*) FROM sqbulk_updated) FROM sqbulk;
-- args: of all rows (id); of all rows (name); of all rows (hits)
-- reads numbers
-- 10000 rows by default

-- # update, join form, only changed rows, with an expression and a condition, composite key
UPDATE "app"."members" SET "name" = sqbulk."_3", "hits" = "app"."members"."hits" + $1 FROM unnest(COALESCE($2, ARRAY[(NULL::"app"."members")."org"]), COALESCE($3, ARRAY[(NULL::"app"."members")."email"]), COALESCE($4, ARRAY[(NULL::"app"."members")."name"])) AS sqbulk("_1", "_2", "_3") WHERE "app"."members"."org" = sqbulk."_1" AND "app"."members"."email" = sqbulk."_2" AND (tenant = $5) AND record_image_ne(ROW(CASE WHEN TRUE THEN "app"."members"."name" ELSE sqbulk."_3" END), ROW(sqbulk."_3"));
-- args: 'step'; of all rows (org); of all rows (email); of all rows (name); 'tenant'
-- 10000 rows by default
-- counted:
WITH sqbulk AS (SELECT sqbulk.*, record_image_ne(ROW(CASE WHEN TRUE THEN "app"."members"."name" ELSE sqbulk."_3" END), ROW(sqbulk."_3")) AS "_changed" FROM "app"."members", unnest(COALESCE($1, ARRAY[(NULL::"app"."members")."org"]), COALESCE($2, ARRAY[(NULL::"app"."members")."email"]), COALESCE($3, ARRAY[(NULL::"app"."members")."name"])) WITH ORDINALITY AS sqbulk("_1", "_2", "_3", "_0") WHERE "app"."members"."org" = sqbulk."_1" AND "app"."members"."email" = sqbulk."_2" AND (tenant = $4)), sqbulk_updated AS (UPDATE "app"."members" SET "name" = sqbulk."_3", "hits" = "app"."members"."hits" + $5 FROM sqbulk WHERE "app"."members"."org" = sqbulk."_1" AND "app"."members"."email" = sqbulk."_2" AND (tenant = $6) AND sqbulk."_changed" AND record_image_ne(ROW(CASE WHEN TRUE THEN "app"."members"."name" ELSE sqbulk."_3" END), ROW(sqbulk."_3")) RETURNING 1) SELECT count(DISTINCT "_0"), count(*), count(*) FILTER (WHERE "_changed"), (SELECT count(*) FROM sqbulk_updated) FROM sqbulk;
-- args: of all rows (org); of all rows (email); of all rows (name); 'tenant', 'step', 'tenant'
-- reads numbers
-- 10000 rows by default

-- # update, join form, returning
UPDATE "people" SET "name" = sqbulk."_2" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"])) AS sqbulk("_1", "_2") WHERE "people"."id" = sqbulk."_1" RETURNING "people"."id", "people"."name";
-- args: of all rows (id); of all rows (name)
-- reads rows
-- 10000 rows by default
-- counted:
UPDATE "people" SET "name" = sqbulk."_2" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"])) WITH ORDINALITY AS sqbulk("_1", "_2", "_0") WHERE "people"."id" = sqbulk."_1" RETURNING "people"."id", "people"."name", sqbulk."_0";
-- args: of all rows (id); of all rows (name)
-- reads rows
-- 10000 rows by default

-- # update, join form, with prefix and suffix
/* nightly */ UPDATE "people" SET "name" = sqbulk."_2", "hits" = "people"."hits" + sqbulk."_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"]), COALESCE($3, ARRAY[(NULL::"people")."hits"])) AS sqbulk("_1", "_2", "_3") WHERE "people"."id" = sqbulk."_1" /* end */;
-- args: of all rows (id); of all rows (name); of all rows (hits)
-- 10000 rows by default
-- counted:
WITH sqbulk_updated AS (/* nightly */ UPDATE "people" SET "name" = sqbulk."_2", "hits" = "people"."hits" + sqbulk."_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"people")."id"]), COALESCE($2, ARRAY[(NULL::"people")."name"]), COALESCE($3, ARRAY[(NULL::"people")."hits"])) WITH ORDINALITY AS sqbulk("_1", "_2", "_3", "_0") WHERE "people"."id" = sqbulk."_1" /* end */ RETURNING sqbulk."_0" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: of all rows (id); of all rows (name); of all rows (hits)
-- reads numbers
-- 10000 rows by default

-- # update, CASE form, one column
-- error: postgres: unsupported operation: the CASE form with exec.Arrays; use the join form, or leave out Strategy

-- # update, CASE form, several columns
-- error: postgres: unsupported operation: the CASE form with exec.Arrays; use the join form, or leave out Strategy

-- # update, CASE form, composite key in a schema's table
-- error: postgres: unsupported operation: the CASE form with exec.Arrays; use the join form, or leave out Strategy

-- # update, CASE form, cells that are expressions or NULL
-- error: postgres: unsupported operation: the CASE form with exec.Arrays; use the join form, or leave out Strategy

-- # update, CASE form, expressions over the stored and the incoming row
-- error: postgres: unsupported operation: the CASE form with exec.Arrays; use the join form, or leave out Strategy

-- # update, CASE form, expressions alone, which swap columns
-- error: postgres: unsupported operation: the CASE form with exec.Arrays; use the join form, or leave out Strategy

-- # update, CASE form, where
-- error: postgres: unsupported operation: the CASE form with exec.Arrays; use the join form, or leave out Strategy

-- # update, CASE form, where the incoming row is newer
-- error: postgres: unsupported operation: the CASE form with exec.Arrays; use the join form, or leave out Strategy

-- # update, CASE form, only changed rows
-- error: postgres: unsupported operation: the CASE form with exec.Arrays; use the join form, or leave out Strategy

-- # update, CASE form, only changed rows, with an expression and a condition, composite key
-- error: postgres: unsupported operation: the CASE form with exec.Arrays; use the join form, or leave out Strategy

-- # update, CASE form, returning
-- error: postgres: unsupported operation: the CASE form with exec.Arrays; use the join form, or leave out Strategy

-- # update, CASE form, with prefix and suffix
-- error: postgres: unsupported operation: the CASE form with exec.Arrays; use the join form, or leave out Strategy

-- # delete
DELETE FROM "people" WHERE "id" = ANY(COALESCE($1, ARRAY[(NULL::"people")."id"]));
-- args: of all rows (id)
-- 10000 rows by default

-- # delete by a composite key in a schema's table
DELETE FROM "app"."members" USING unnest(COALESCE($1, ARRAY[(NULL::"app"."members")."org"]), COALESCE($2, ARRAY[(NULL::"app"."members")."email"])) AS sqbulk("_1", "_2") WHERE "app"."members"."org" = sqbulk."_1" AND "app"."members"."email" = sqbulk."_2";
-- args: of all rows (org); of all rows (email)
-- 10000 rows by default

-- # delete where
DELETE FROM "people" WHERE "id" = ANY(COALESCE($1, ARRAY[(NULL::"people")."id"])) AND ((tenant = $2) AND (hits < $3));
-- args: of all rows (id); 'tenant', 'most'
-- 10000 rows by default

-- # delete by a composite key where
DELETE FROM "app"."members" USING unnest(COALESCE($1, ARRAY[(NULL::"app"."members")."org"]), COALESCE($2, ARRAY[(NULL::"app"."members")."email"])) AS sqbulk("_1", "_2") WHERE "app"."members"."org" = sqbulk."_1" AND "app"."members"."email" = sqbulk."_2" AND (tenant = $3);
-- args: of all rows (org); of all rows (email); 'tenant'
-- 10000 rows by default

-- # delete by keys that are expressions or NULL
-- error: postgres: unsupported operation: an expression as a cell of an array (column 1); give values, or leave out Strategy

-- # delete returning
DELETE FROM "people" WHERE "id" = ANY(COALESCE($1, ARRAY[(NULL::"people")."id"])) RETURNING "people"."id", "people"."name";
-- args: of all rows (id)
-- reads rows
-- 10000 rows by default

-- # delete with prefix and suffix
/* nightly */ DELETE FROM "people" WHERE "id" = ANY(COALESCE($1, ARRAY[(NULL::"people")."id"])) /* end */;
-- args: of all rows (id)
-- 10000 rows by default

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
UPDATE "app"."members" SET "name" = sqbulk."_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"app"."members")."org"]), COALESCE($2, ARRAY[(NULL::"app"."members")."email"]), COALESCE($3, ARRAY[(NULL::"app"."members")."name"])) AS sqbulk("_1", "_2", "_3") WHERE "app"."members"."org" = sqbulk."_1" AND lower("app"."members"."email") = lower(sqbulk."_2");
-- args: of all rows (org); of all rows (email); of all rows (name)
-- 10000 rows by default
-- counted:
WITH sqbulk_updated AS (UPDATE "app"."members" SET "name" = sqbulk."_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"app"."members")."org"]), COALESCE($2, ARRAY[(NULL::"app"."members")."email"]), COALESCE($3, ARRAY[(NULL::"app"."members")."name"])) WITH ORDINALITY AS sqbulk("_1", "_2", "_3", "_0") WHERE "app"."members"."org" = sqbulk."_1" AND lower("app"."members"."email") = lower(sqbulk."_2") RETURNING sqbulk."_0" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: of all rows (org); of all rows (email); of all rows (name)
-- reads numbers
-- 10000 rows by default

-- # update, join form, only changed rows, without regard to case
UPDATE "app"."members" SET "name" = sqbulk."_3" FROM unnest(COALESCE($1, ARRAY[(NULL::"app"."members")."org"]), COALESCE($2, ARRAY[(NULL::"app"."members")."email"]), COALESCE($3, ARRAY[(NULL::"app"."members")."name"])) AS sqbulk("_1", "_2", "_3") WHERE "app"."members"."org" = sqbulk."_1" AND lower("app"."members"."email") = lower(sqbulk."_2") AND record_image_ne(ROW(CASE WHEN TRUE THEN "app"."members"."name" ELSE sqbulk."_3" END), ROW(sqbulk."_3"));
-- args: of all rows (org); of all rows (email); of all rows (name)
-- 10000 rows by default
-- counted:
WITH sqbulk AS (SELECT sqbulk.*, record_image_ne(ROW(CASE WHEN TRUE THEN "app"."members"."name" ELSE sqbulk."_3" END), ROW(sqbulk."_3")) AS "_changed" FROM "app"."members", unnest(COALESCE($1, ARRAY[(NULL::"app"."members")."org"]), COALESCE($2, ARRAY[(NULL::"app"."members")."email"]), COALESCE($3, ARRAY[(NULL::"app"."members")."name"])) WITH ORDINALITY AS sqbulk("_1", "_2", "_3", "_0") WHERE "app"."members"."org" = sqbulk."_1" AND lower("app"."members"."email") = lower(sqbulk."_2")), sqbulk_updated AS (UPDATE "app"."members" SET "name" = sqbulk."_3" FROM sqbulk WHERE "app"."members"."org" = sqbulk."_1" AND lower("app"."members"."email") = lower(sqbulk."_2") AND sqbulk."_changed" AND record_image_ne(ROW(CASE WHEN TRUE THEN "app"."members"."name" ELSE sqbulk."_3" END), ROW(sqbulk."_3")) RETURNING 1) SELECT count(DISTINCT "_0"), count(*), count(*) FILTER (WHERE "_changed"), (SELECT count(*) FROM sqbulk_updated) FROM sqbulk;
-- args: of all rows (org); of all rows (email); of all rows (name)
-- reads numbers
-- 10000 rows by default

-- # hostile names: insert
INSERT INTO "s""`'"."t? --" ("a.""b""", "`$1`;??", "\😀\", "_1") SELECT "_1", "_2", "_3", "_4" FROM unnest(COALESCE($1, ARRAY[(NULL::"s""`'"."t? --")."a.""b"""]), COALESCE($2, ARRAY[(NULL::"s""`'"."t? --")."`$1`;??"]), COALESCE($3, ARRAY[(NULL::"s""`'"."t? --")."\😀\"]), COALESCE($4, ARRAY[(NULL::"s""`'"."t? --")."_1"])) AS sqbulk("_1", "_2", "_3", "_4");
-- args: of all rows (a."b"); of all rows (`$1`;??); of all rows (\😀\); of all rows (_1)
-- 10000 rows by default

-- # hostile names: do nothing
INSERT INTO "s""`'"."t? --" ("a.""b""", "`$1`;??", "\😀\", "_1") SELECT "_1", "_2", "_3", "_4" FROM unnest(COALESCE($1, ARRAY[(NULL::"s""`'"."t? --")."a.""b"""]), COALESCE($2, ARRAY[(NULL::"s""`'"."t? --")."`$1`;??"]), COALESCE($3, ARRAY[(NULL::"s""`'"."t? --")."\😀\"]), COALESCE($4, ARRAY[(NULL::"s""`'"."t? --")."_1"])) AS sqbulk("_1", "_2", "_3", "_4") ON CONFLICT ("a.""b""", "`$1`;??") DO NOTHING;
-- args: of all rows (a."b"); of all rows (`$1`;??); of all rows (\😀\); of all rows (_1)
-- 10000 rows by default

-- # hostile names: upsert
INSERT INTO "s""`'"."t? --" ("a.""b""", "`$1`;??", "\😀\", "_1") SELECT "_1", "_2", "_3", "_4" FROM unnest(COALESCE($1, ARRAY[(NULL::"s""`'"."t? --")."a.""b"""]), COALESCE($2, ARRAY[(NULL::"s""`'"."t? --")."`$1`;??"]), COALESCE($3, ARRAY[(NULL::"s""`'"."t? --")."\😀\"]), COALESCE($4, ARRAY[(NULL::"s""`'"."t? --")."_1"])) AS sqbulk("_1", "_2", "_3", "_4") ON CONFLICT ("a.""b""", "`$1`;??") DO UPDATE SET "\😀\" = excluded."\😀\", "_1" = "s""`'"."t? --"."_1" + excluded."_1", "*/ 'sqbulk" = $5 WHERE ("s""`'"."t? --"."_1" < excluded."_1") AND record_image_ne(ROW("s""`'"."t? --"."\😀\"), ROW(excluded."\😀\"));
-- args: of all rows (a."b"); of all rows (`$1`;??); of all rows (\😀\); of all rows (_1); 1
-- 10000 rows by default
-- counted:
WITH sqbulk AS (INSERT INTO "s""`'"."t? --" ("a.""b""", "`$1`;??", "\😀\", "_1") SELECT "_1", "_2", "_3", "_4" FROM unnest(COALESCE($1, ARRAY[(NULL::"s""`'"."t? --")."a.""b"""]), COALESCE($2, ARRAY[(NULL::"s""`'"."t? --")."`$1`;??"]), COALESCE($3, ARRAY[(NULL::"s""`'"."t? --")."\😀\"]), COALESCE($4, ARRAY[(NULL::"s""`'"."t? --")."_1"])) AS sqbulk("_1", "_2", "_3", "_4") ON CONFLICT ("a.""b""", "`$1`;??") DO UPDATE SET "\😀\" = excluded."\😀\", "_1" = "s""`'"."t? --"."_1" + excluded."_1", "*/ 'sqbulk" = $5 WHERE ("s""`'"."t? --"."_1" < excluded."_1") AND record_image_ne(ROW("s""`'"."t? --"."\😀\"), ROW(excluded."\😀\")) RETURNING (xmax = 0) AS created) SELECT count(*) FILTER (WHERE created), count(*) FILTER (WHERE NOT created) FROM sqbulk;
-- args: of all rows (a."b"); of all rows (`$1`;??); of all rows (\😀\); of all rows (_1); 1
-- reads numbers
-- 10000 rows by default

-- # hostile names: update, join form
UPDATE "s""`'"."t? --" SET "\😀\" = sqbulk."_3", "_1" = "s""`'"."t? --"."_1" + sqbulk."_4", "*/ 'sqbulk" = $1 FROM unnest(COALESCE($2, ARRAY[(NULL::"s""`'"."t? --")."a.""b"""]), COALESCE($3, ARRAY[(NULL::"s""`'"."t? --")."`$1`;??"]), COALESCE($4, ARRAY[(NULL::"s""`'"."t? --")."\😀\"]), COALESCE($5, ARRAY[(NULL::"s""`'"."t? --")."_1"])) AS sqbulk("_1", "_2", "_3", "_4") WHERE "s""`'"."t? --"."a.""b""" = sqbulk."_1" AND "s""`'"."t? --"."`$1`;??" = sqbulk."_2" AND ("s""`'"."t? --"."*/ 'sqbulk" < sqbulk."_4") AND record_image_ne(ROW(CASE WHEN TRUE THEN "s""`'"."t? --"."\😀\" ELSE sqbulk."_3" END), ROW(sqbulk."_3"));
-- args: 1; of all rows (a."b"); of all rows (`$1`;??); of all rows (\😀\); of all rows (_1)
-- 10000 rows by default
-- counted:
WITH sqbulk AS (SELECT sqbulk.*, record_image_ne(ROW(CASE WHEN TRUE THEN "s""`'"."t? --"."\😀\" ELSE sqbulk."_3" END), ROW(sqbulk."_3")) AS "_changed" FROM "s""`'"."t? --", unnest(COALESCE($1, ARRAY[(NULL::"s""`'"."t? --")."a.""b"""]), COALESCE($2, ARRAY[(NULL::"s""`'"."t? --")."`$1`;??"]), COALESCE($3, ARRAY[(NULL::"s""`'"."t? --")."\😀\"]), COALESCE($4, ARRAY[(NULL::"s""`'"."t? --")."_1"])) WITH ORDINALITY AS sqbulk("_1", "_2", "_3", "_4", "_0") WHERE "s""`'"."t? --"."a.""b""" = sqbulk."_1" AND "s""`'"."t? --"."`$1`;??" = sqbulk."_2" AND ("s""`'"."t? --"."*/ 'sqbulk" < sqbulk."_4")), sqbulk_updated AS (UPDATE "s""`'"."t? --" SET "\😀\" = sqbulk."_3", "_1" = "s""`'"."t? --"."_1" + sqbulk."_4", "*/ 'sqbulk" = $5 FROM sqbulk WHERE "s""`'"."t? --"."a.""b""" = sqbulk."_1" AND "s""`'"."t? --"."`$1`;??" = sqbulk."_2" AND ("s""`'"."t? --"."*/ 'sqbulk" < sqbulk."_4") AND sqbulk."_changed" AND record_image_ne(ROW(CASE WHEN TRUE THEN "s""`'"."t? --"."\😀\" ELSE sqbulk."_3" END), ROW(sqbulk."_3")) RETURNING 1) SELECT count(DISTINCT "_0"), count(*), count(*) FILTER (WHERE "_changed"), (SELECT count(*) FROM sqbulk_updated) FROM sqbulk;
-- args: of all rows (a."b"); of all rows (`$1`;??); of all rows (\😀\); of all rows (_1); 1
-- reads numbers
-- 10000 rows by default

-- # hostile names: update, CASE form
-- error: postgres: unsupported operation: the CASE form with exec.Arrays; use the join form, or leave out Strategy

-- # hostile names: delete
DELETE FROM "s""`'"."t? --" USING unnest(COALESCE($1, ARRAY[(NULL::"s""`'"."t? --")."a.""b"""]), COALESCE($2, ARRAY[(NULL::"s""`'"."t? --")."`$1`;??"]), COALESCE($3, ARRAY[(NULL::"s""`'"."t? --")."\😀\"]), COALESCE($4, ARRAY[(NULL::"s""`'"."t? --")."_1"])) AS sqbulk("_1", "_2", "_3", "_4") WHERE "s""`'"."t? --"."a.""b""" = sqbulk."_1" AND "s""`'"."t? --"."`$1`;??" = sqbulk."_2" AND "s""`'"."t? --"."\😀\" = sqbulk."_3" AND "s""`'"."t? --"."_1" = sqbulk."_4";
-- args: of all rows (a."b"); of all rows (`$1`;??); of all rows (\😀\); of all rows (_1)
-- 10000 rows by default

-- # hostile names: insert returning
INSERT INTO "s""`'"."t? --" ("a.""b""", "`$1`;??", "\😀\", "_1") SELECT "_1", "_2", "_3", "_4" FROM unnest(COALESCE($1, ARRAY[(NULL::"s""`'"."t? --")."a.""b"""]), COALESCE($2, ARRAY[(NULL::"s""`'"."t? --")."`$1`;??"]), COALESCE($3, ARRAY[(NULL::"s""`'"."t? --")."\😀\"]), COALESCE($4, ARRAY[(NULL::"s""`'"."t? --")."_1"])) AS sqbulk("_1", "_2", "_3", "_4") RETURNING "*/ 'sqbulk";
-- args: of all rows (a."b"); of all rows (`$1`;??); of all rows (\😀\); of all rows (_1)
-- reads rows
-- 10000 rows by default

-- # hostile names: look up
SELECT "s""`'"."t? --"."*/ 'sqbulk" FROM "s""`'"."t? --" WHERE EXISTS (SELECT FROM (VALUES ((NULL::"s""`'"."t? --")."a.""b""", (NULL::"s""`'"."t? --")."`$1`;??", (NULL::"s""`'"."t? --")."\😀\", (NULL::"s""`'"."t? --")."_1"), ($1, $2, $3, $4), ($5, $6, $7, $8)) AS sqbulk("_1", "_2", "_3", "_4") WHERE "s""`'"."t? --"."a.""b""" = sqbulk."_1" AND "s""`'"."t? --"."`$1`;??" = sqbulk."_2" AND "s""`'"."t? --"."\😀\" = sqbulk."_3" AND "s""`'"."t? --"."_1" = sqbulk."_4");
-- args: each row (a."b", `$1`;??, \😀\, _1)
-- reads rows

-- # hostile names: match
WITH sqbulk AS (SELECT * FROM (VALUES (NULL::int, (NULL::"s""`'"."t? --")."a.""b""", (NULL::"s""`'"."t? --")."`$1`;??", (NULL::"s""`'"."t? --")."\😀\", (NULL::"s""`'"."t? --")."_1"), (1, $1, $2, $3, $4), (2, $5, $6, $7, $8)) AS sqbulk("_0", "_1", "_2", "_3", "_4")), sqbulk_found AS (SELECT sqbulk."_0" FROM "s""`'"."t? --", sqbulk WHERE "s""`'"."t? --"."a.""b""" = sqbulk."_1" AND lower("s""`'"."t? --"."`$1`;??") = lower(sqbulk."_2") AND "s""`'"."t? --"."\😀\" = sqbulk."_3" AND "s""`'"."t? --"."_1" = sqbulk."_4" AND ("s""`'"."t? --"."*/ 'sqbulk" = $9) ORDER BY 1 FOR UPDATE OF "t? --") SELECT "_0", "_0", 1 FROM sqbulk_found UNION ALL SELECT max("_0"), min("_0"), 0 FROM sqbulk WHERE "_1" IS NOT NULL AND "_2" IS NOT NULL AND "_3" IS NOT NULL AND "_4" IS NOT NULL GROUP BY "_1", lower("_2"), "_3", "_4" HAVING count(*) > 1;
-- args: each row (a."b", `$1`;??, \😀\, _1); 1
-- reads numbers
