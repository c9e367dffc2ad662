-- The statements of dialecttest.Cases in postgres, for two rows or so. Written by: go test -run Golden . -update

-- # insert
INSERT INTO "people" ("id", "name") VALUES ($1, $2), ($3, $4);
-- args: each row (id, name)

-- # insert one row of one column
INSERT INTO "people" ("id") VALUES ($1);
-- args: each row (id)

-- # insert into a schema's table
INSERT INTO "app"."people" ("id", "name") VALUES ($1, $2), ($3, $4);
-- args: each row (id, name)

-- # insert cells that are expressions or NULL
INSERT INTO "people" ("id", "name") VALUES ($1, UPPER($2)), ($3 + $4, $5), ($6, CURRENT_USER);
-- args: each row (id, name) = 'id 1', 'name 1', 'id 2a', 'id 2b', NULL, 'id 3'

-- # insert a cell that is a nested query
INSERT INTO "people" ("id", "name") VALUES ((SELECT MAX(id) FROM archive WHERE org = $1), $2);
-- args: each row (id, name) = 'org 1', 'name 1'

-- # insert cells with question marks that are no placeholders
INSERT INTO "people" ("id", "name") VALUES ($1, REPLACE('really?', $2, '?'));
-- args: each row (id, name) = 'id 1', 'name 1'

-- # insert DEFAULT cells
INSERT INTO "people" ("id", "name") VALUES ($1, DEFAULT), (DEFAULT, $2);
-- args: each row (id, name) = 'id 1', 'name 2'

-- # insert with prefix and suffix
WITH p AS (SELECT $1 AS x) INSERT INTO "people" ("id", "name") VALUES ($2, $3), ($4, $5) /* first */ ON CONFLICT (id) DO UPDATE SET name = $6;
-- args: 'prefix'; each row (id, name); 'suffix'

-- # insert returning
INSERT INTO "people" ("id", "name") VALUES ($1, $2), ($3, $4) RETURNING "id", "seen";
-- args: each row (id, name)
-- reads rows

-- # do nothing on any key
INSERT INTO "people" ("id", "name") VALUES ($1, $2), ($3, $4) ON CONFLICT DO NOTHING;
-- args: each row (id, name)

-- # do nothing on a key
INSERT INTO "people" ("id", "name") VALUES ($1, $2), ($3, $4) ON CONFLICT ("id") DO NOTHING;
-- args: each row (id, name)

-- # do nothing on a composite key
INSERT INTO "members" ("org", "email", "name") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("org", "email") DO NOTHING;
-- args: each row (org, email, name)

-- # do nothing on a constraint
INSERT INTO "people" ("id", "name") VALUES ($1, $2), ($3, $4) ON CONFLICT ON CONSTRAINT "people_pkey" DO NOTHING;
-- args: each row (id, name)

-- # do nothing on a partial index
INSERT INTO "people" ("id", "name") VALUES ($1, $2), ($3, $4) ON CONFLICT ("id") WHERE (live) DO NOTHING;
-- args: each row (id, name)

-- # do nothing on a partial index with parameters
-- error: postgres: unsupported operation: a predicate of a partial index with bind parameters; write the values into the SQL, as the index has them

-- # do nothing, returning
INSERT INTO "people" ("id", "name") VALUES ($1, $2), ($3, $4) ON CONFLICT ("id") DO NOTHING RETURNING "id";
-- args: each row (id, name)
-- reads rows

-- # upsert all columns
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits";
-- args: each row (id, name, hits)
-- counted:
SELECT count(*), CASE WHEN current_setting('transaction_isolation') = 'serializable' THEN 1 ELSE 0 END FROM (SELECT 1 FROM "people" WHERE "id" IN ($1, $2)) AS sqbulk;
-- args: each row (id)
-- reads numbers
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits";
-- args: each row (id, name, hits)
-- exact in a transaction

-- # upsert some columns
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "hits" = excluded."hits";
-- args: each row (id, name, hits)
-- counted:
SELECT count(*), CASE WHEN current_setting('transaction_isolation') = 'serializable' THEN 1 ELSE 0 END FROM (SELECT 1 FROM "people" WHERE "id" IN ($1, $2)) AS sqbulk;
-- args: each row (id)
-- reads numbers
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "hits" = excluded."hits";
-- args: each row (id, name, hits)
-- exact in a transaction

-- # upsert on a composite key in a schema's table
INSERT INTO "app"."members" ("org", "email", "name") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("org", "email") DO UPDATE SET "name" = excluded."name";
-- args: each row (org, email, name)
-- counted:
SELECT count(*), CASE WHEN current_setting('transaction_isolation') = 'serializable' THEN 1 ELSE 0 END FROM (SELECT 1 FROM "app"."members" WHERE ("org", "email") IN (($1, $2), ($3, $4))) AS sqbulk;
-- args: each row (org, email)
-- reads numbers
INSERT INTO "app"."members" ("org", "email", "name") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("org", "email") DO UPDATE SET "name" = excluded."name";
-- args: each row (org, email, name)
-- at most 1000 rows, exact in a transaction

-- # upsert on a constraint
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ON CONSTRAINT "people_pkey" DO UPDATE SET "name" = excluded."name";
-- args: each row (id, name, hits)

-- # upsert on a partial index
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") WHERE ((live) AND (left_at IS NULL)) DO UPDATE SET "name" = excluded."name" WHERE ("people"."hits" < excluded."hits");
-- args: each row (id, name, hits)

-- # upsert expression cells
INSERT INTO "people" ("id", "name") VALUES ($1, LOWER($2)), ($3, $4) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name";
-- args: each row (id, name) = 'id 1', 'name 1', 'id 2', NULL
-- counted:
SELECT count(*), CASE WHEN current_setting('transaction_isolation') = 'serializable' THEN 1 ELSE 0 END FROM (SELECT 1 FROM "people" WHERE "id" IN ($1, $2)) AS sqbulk;
-- args: each row (id) = 'id 1', 'id 2'
-- reads numbers
INSERT INTO "people" ("id", "name") VALUES ($1, LOWER($2)), ($3, $4) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name";
-- args: each row (id, name) = 'id 1', 'name 1', 'id 2', NULL
-- exact in a transaction

-- # upsert expressions over the stored and the incoming row
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "hits" = "people"."hits" + excluded."hits", "name" = COALESCE(excluded."name", "people"."name");
-- args: each row (id, name, hits)
-- counted:
SELECT count(*), CASE WHEN current_setting('transaction_isolation') = 'serializable' THEN 1 ELSE 0 END FROM (SELECT 1 FROM "people" WHERE "id" IN ($1, $2)) AS sqbulk;
-- args: each row (id)
-- reads numbers
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "hits" = "people"."hits" + excluded."hits", "name" = COALESCE(excluded."name", "people"."name");
-- args: each row (id, name, hits)
-- exact in a transaction

-- # upsert swaps columns
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "name" = "people"."hits", "hits" = "people"."name";
-- args: each row (id, name, hits)
-- counted:
SELECT count(*), CASE WHEN current_setting('transaction_isolation') = 'serializable' THEN 1 ELSE 0 END FROM (SELECT 1 FROM "people" WHERE "id" IN ($1, $2)) AS sqbulk;
-- args: each row (id)
-- reads numbers
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "name" = "people"."hits", "hits" = "people"."name";
-- args: each row (id, name, hits)
-- exact in a transaction

-- # upsert touches columns that are not inserted
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "touched" = CURRENT_TIMESTAMP, "source" = $7;
-- args: each row (id, name, hits); 'import'
-- counted:
SELECT count(*), CASE WHEN current_setting('transaction_isolation') = 'serializable' THEN 1 ELSE 0 END FROM (SELECT 1 FROM "people" WHERE "id" IN ($1, $2)) AS sqbulk;
-- args: each row (id)
-- reads numbers
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "touched" = CURRENT_TIMESTAMP, "source" = $7;
-- args: each row (id, name, hits); 'import'
-- exact in a transaction

-- # upsert where the incoming row is newer
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits" WHERE ("people"."hits" < excluded."hits");
-- args: each row (id, name, hits)
-- counted:
SELECT count(*), CASE WHEN current_setting('transaction_isolation') = 'serializable' THEN 1 ELSE 0 END FROM (SELECT 1 FROM "people" WHERE "id" IN ($1, $2)) AS sqbulk;
-- args: each row (id)
-- reads numbers
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits" WHERE ("people"."hits" < excluded."hits");
-- args: each row (id, name, hits)
-- exact in a transaction

-- # upsert where several conditions hold
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name" WHERE (("people"."hits" < excluded."hits") AND ("people"."name" <> $7));
-- args: each row (id, name, hits); 'locked'
-- counted:
SELECT count(*), CASE WHEN current_setting('transaction_isolation') = 'serializable' THEN 1 ELSE 0 END FROM (SELECT 1 FROM "people" WHERE "id" IN ($1, $2)) AS sqbulk;
-- args: each row (id)
-- reads numbers
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name" WHERE (("people"."hits" < excluded."hits") AND ("people"."name" <> $7));
-- args: each row (id, name, hits); 'locked'
-- exact in a transaction

-- # upsert only changed rows
-- error: postgres: unsupported operation: OnlyChanged on CockroachDB; leave it out, or compare the columns in DoUpdateWhere or Where

-- # upsert only changed rows, with an expression and a condition
-- error: postgres: unsupported operation: OnlyChanged on CockroachDB; leave it out, or compare the columns in DoUpdateWhere or Where

-- # upsert returning
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits" RETURNING "id", "name";
-- args: each row (id, name, hits)
-- reads rows
-- counted:
SELECT count(*), CASE WHEN current_setting('transaction_isolation') = 'serializable' THEN 1 ELSE 0 END FROM (SELECT 1 FROM "people" WHERE "id" IN ($1, $2)) AS sqbulk;
-- args: each row (id)
-- reads numbers
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits" RETURNING "id", "name";
-- args: each row (id, name, hits)
-- reads rows
-- exact in a transaction

-- # upsert where the incoming row is newer, returning
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits" WHERE ("people"."hits" < excluded."hits") RETURNING "id";
-- args: each row (id, name, hits)
-- reads rows
-- counted:
SELECT count(*), CASE WHEN current_setting('transaction_isolation') = 'serializable' THEN 1 ELSE 0 END FROM (SELECT 1 FROM "people" WHERE "id" IN ($1, $2)) AS sqbulk;
-- args: each row (id)
-- reads numbers
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits" WHERE ("people"."hits" < excluded."hits") RETURNING "id";
-- args: each row (id, name, hits)
-- reads rows
-- exact in a transaction

-- # upsert with prefix and suffix
/* nightly */ INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "hits" = "people"."hits" * $7 WHERE (people.name <> $8) /* end */;
-- args: each row (id, name, hits); 'factor', 'locked'
-- counted:
SELECT count(*), CASE WHEN current_setting('transaction_isolation') = 'serializable' THEN 1 ELSE 0 END FROM (SELECT 1 FROM "people" WHERE "id" IN ($1, $2)) AS sqbulk;
-- args: each row (id)
-- reads numbers
/* nightly */ INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "hits" = "people"."hits" * $7 WHERE (people.name <> $8) /* end */;
-- args: each row (id, name, hits); 'factor', 'locked'
-- exact in a transaction

-- # update, join form, one column
UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END WHERE "id" IN ($5, $6);
-- args: each row (id, name); each row (id)
-- at most 500 rows
-- counted:
WITH sqbulk_updated AS (UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END WHERE "id" IN ($5, $6) RETURNING "id" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: each row (id, name); each row (id)
-- reads numbers
-- at most 500 rows

-- # update, join form, several columns
UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END, "hits" = CASE "id" WHEN $5 THEN $6 WHEN $7 THEN $8 ELSE "hits" END WHERE "id" IN ($9, $10);
-- args: each row (id, name); each row (id, hits); each row (id)
-- at most 500 rows
-- counted:
WITH sqbulk_updated AS (UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END, "hits" = CASE "id" WHEN $5 THEN $6 WHEN $7 THEN $8 ELSE "hits" END WHERE "id" IN ($9, $10) RETURNING "id" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: each row (id, name); each row (id, hits); each row (id)
-- reads numbers
-- at most 500 rows

-- # update, join form, composite key in a schema's table
UPDATE "app"."members" SET "name" = CASE WHEN "org" = $1 AND "email" = $2 THEN $3 WHEN "org" = $4 AND "email" = $5 THEN $6 ELSE "name" END WHERE ("org", "email") IN (($7, $8), ($9, $10));
-- args: each row (org, email, name); each row (org, email)
-- at most 500 rows
-- counted:
WITH sqbulk_updated AS (UPDATE "app"."members" SET "name" = CASE WHEN "org" = $1 AND "email" = $2 THEN $3 WHEN "org" = $4 AND "email" = $5 THEN $6 ELSE "name" END WHERE ("org", "email") IN (($7, $8), ($9, $10)) RETURNING ROW("org", "email") AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: each row (org, email, name); each row (org, email)
-- reads numbers
-- at most 500 rows

-- # update, join form, cells that are expressions or NULL
UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN UPPER($2) WHEN $3 THEN $4 ELSE "name" END, "hits" = CASE "id" WHEN $5 THEN $6 WHEN $7 THEN $8 ELSE "hits" END WHERE "id" IN ($9, $10);
-- args: each row (id, name); each row (id, hits); each row (id) = 'id 1', 'name 1', 'id 2', NULL, 'id 1', NULL, 'id 2', 'hits 2', 'id 1', 'id 2'
-- at most 500 rows
-- counted:
WITH sqbulk_updated AS (UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN UPPER($2) WHEN $3 THEN $4 ELSE "name" END, "hits" = CASE "id" WHEN $5 THEN $6 WHEN $7 THEN $8 ELSE "hits" END WHERE "id" IN ($9, $10) RETURNING "id" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: each row (id, name); each row (id, hits); each row (id) = 'id 1', 'name 1', 'id 2', NULL, 'id 1', NULL, 'id 2', 'hits 2', 'id 1', 'id 2'
-- reads numbers
-- at most 500 rows

-- # update, join form, expressions over the stored and the incoming row
UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END, "hits" = CASE "id" WHEN $5 THEN "people"."hits" + CASE WHEN TRUE THEN $6 ELSE "people"."hits" END WHEN $7 THEN "people"."hits" + CASE WHEN TRUE THEN $8 ELSE "people"."hits" END ELSE "hits" END, "touched" = CURRENT_TIMESTAMP, "source" = $9 WHERE "id" IN ($10, $11);
-- args: each row (id, name); each row (id, hits); 'import'; each row (id)
-- at most 500 rows
-- counted:
WITH sqbulk_updated AS (UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END, "hits" = CASE "id" WHEN $5 THEN "people"."hits" + CASE WHEN TRUE THEN $6 ELSE "people"."hits" END WHEN $7 THEN "people"."hits" + CASE WHEN TRUE THEN $8 ELSE "people"."hits" END ELSE "hits" END, "touched" = CURRENT_TIMESTAMP, "source" = $9 WHERE "id" IN ($10, $11) RETURNING "id" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: each row (id, name); each row (id, hits); 'import'; each row (id)
-- reads numbers
-- at most 500 rows

-- # update, join form, expressions alone, which swap columns
UPDATE "people" SET "name" = "people"."hits", "hits" = "people"."name" WHERE "id" IN ($1, $2);
-- args: each row (id)
-- at most 500 rows
-- counted:
WITH sqbulk_updated AS (UPDATE "people" SET "name" = "people"."hits", "hits" = "people"."name" WHERE "id" IN ($1, $2) RETURNING "id" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: each row (id)
-- reads numbers
-- at most 500 rows

-- # update, join form, where
UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END WHERE "id" IN ($5, $6) AND (tenant = $7);
-- args: each row (id, name); each row (id); 'tenant'
-- at most 500 rows
-- counted:
WITH sqbulk_updated AS (UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END WHERE "id" IN ($5, $6) AND (tenant = $7) RETURNING "id" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: each row (id, name); each row (id); 'tenant'
-- reads numbers
-- at most 500 rows

-- # update, join form, where the incoming row is newer
UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END WHERE "id" IN ($5, $6) AND CASE "id" WHEN $7 THEN (("people"."hits" < CASE WHEN TRUE THEN $8 ELSE "people"."hits" END) AND (tenant = $9)) WHEN $10 THEN (("people"."hits" < CASE WHEN TRUE THEN $11 ELSE "people"."hits" END) AND (tenant = $12)) ELSE FALSE END;
-- args: each row (id, name); each row (id); each row (id, hits, 'tenant')
-- at most 500 rows
-- counted:
WITH sqbulk_updated AS (UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END WHERE "id" IN ($5, $6) AND CASE "id" WHEN $7 THEN (("people"."hits" < CASE WHEN TRUE THEN $8 ELSE "people"."hits" END) AND (tenant = $9)) WHEN $10 THEN (("people"."hits" < CASE WHEN TRUE THEN $11 ELSE "people"."hits" END) AND (tenant = $12)) ELSE FALSE END RETURNING "id" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: each row (id, name); each row (id); each row (id, hits, 'tenant')
-- reads numbers
-- at most 500 rows

-- # update, join form, only changed rows
-- error: postgres: unsupported operation: OnlyChanged on CockroachDB; leave it out, or compare the columns in DoUpdateWhere or Where

-- # update, join form, only changed rows, with an expression and a condition, composite key
-- error: postgres: unsupported operation: OnlyChanged on CockroachDB; leave it out, or compare the columns in DoUpdateWhere or Where

-- # update, join form, returning
UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END WHERE "id" IN ($5, $6) RETURNING "people"."id", "people"."name";
-- args: each row (id, name); each row (id)
-- reads rows
-- at most 500 rows
-- counted:
UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END WHERE "id" IN ($5, $6) RETURNING "people"."id", "people"."name", CASE "id" WHEN $7 THEN 1 WHEN $8 THEN 2 ELSE NULL END;
-- args: each row (id, name); each row (id); each row (id)
-- reads rows
-- at most 500 rows

-- # update, join form, with prefix and suffix
/* nightly */ UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END, "hits" = CASE "id" WHEN $5 THEN "people"."hits" + CASE WHEN TRUE THEN $6 ELSE "people"."hits" END WHEN $7 THEN "people"."hits" + CASE WHEN TRUE THEN $8 ELSE "people"."hits" END ELSE "hits" END WHERE "id" IN ($9, $10) /* end */;
-- args: each row (id, name); each row (id, hits); each row (id)
-- at most 500 rows
-- counted:
WITH sqbulk_updated AS (/* nightly */ UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END, "hits" = CASE "id" WHEN $5 THEN "people"."hits" + CASE WHEN TRUE THEN $6 ELSE "people"."hits" END WHEN $7 THEN "people"."hits" + CASE WHEN TRUE THEN $8 ELSE "people"."hits" END ELSE "hits" END WHERE "id" IN ($9, $10) /* end */ RETURNING "id" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: each row (id, name); each row (id, hits); each row (id)
-- reads numbers
-- at most 500 rows

-- # update, CASE form, one column
UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END WHERE "id" IN ($5, $6);
-- args: each row (id, name); each row (id)
-- at most 500 rows
-- counted:
WITH sqbulk_updated AS (UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END WHERE "id" IN ($5, $6) RETURNING "id" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: each row (id, name); each row (id)
-- reads numbers
-- at most 500 rows

-- # update, CASE form, several columns
UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END, "hits" = CASE "id" WHEN $5 THEN $6 WHEN $7 THEN $8 ELSE "hits" END WHERE "id" IN ($9, $10);
-- args: each row (id, name); each row (id, hits); each row (id)
-- at most 500 rows
-- counted:
WITH sqbulk_updated AS (UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END, "hits" = CASE "id" WHEN $5 THEN $6 WHEN $7 THEN $8 ELSE "hits" END WHERE "id" IN ($9, $10) RETURNING "id" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: each row (id, name); each row (id, hits); each row (id)
-- reads numbers
-- at most 500 rows

-- # update, CASE form, composite key in a schema's table
UPDATE "app"."members" SET "name" = CASE WHEN "org" = $1 AND "email" = $2 THEN $3 WHEN "org" = $4 AND "email" = $5 THEN $6 ELSE "name" END WHERE ("org", "email") IN (($7, $8), ($9, $10));
-- args: each row (org, email, name); each row (org, email)
-- at most 500 rows
-- counted:
WITH sqbulk_updated AS (UPDATE "app"."members" SET "name" = CASE WHEN "org" = $1 AND "email" = $2 THEN $3 WHEN "org" = $4 AND "email" = $5 THEN $6 ELSE "name" END WHERE ("org", "email") IN (($7, $8), ($9, $10)) RETURNING ROW("org", "email") AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: each row (org, email, name); each row (org, email)
-- reads numbers
-- at most 500 rows

-- # update, CASE form, cells that are expressions or NULL
UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN UPPER($2) WHEN $3 THEN $4 ELSE "name" END, "hits" = CASE "id" WHEN $5 THEN $6 WHEN $7 THEN $8 ELSE "hits" END WHERE "id" IN ($9, $10);
-- args: each row (id, name); each row (id, hits); each row (id) = 'id 1', 'name 1', 'id 2', NULL, 'id 1', NULL, 'id 2', 'hits 2', 'id 1', 'id 2'
-- at most 500 rows
-- counted:
WITH sqbulk_updated AS (UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN UPPER($2) WHEN $3 THEN $4 ELSE "name" END, "hits" = CASE "id" WHEN $5 THEN $6 WHEN $7 THEN $8 ELSE "hits" END WHERE "id" IN ($9, $10) RETURNING "id" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: each row (id, name); each row (id, hits); each row (id) = 'id 1', 'name 1', 'id 2', NULL, 'id 1', NULL, 'id 2', 'hits 2', 'id 1', 'id 2'
-- reads numbers
-- at most 500 rows

-- # update, CASE form, expressions over the stored and the incoming row
UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END, "hits" = CASE "id" WHEN $5 THEN "people"."hits" + CASE WHEN TRUE THEN $6 ELSE "people"."hits" END WHEN $7 THEN "people"."hits" + CASE WHEN TRUE THEN $8 ELSE "people"."hits" END ELSE "hits" END, "touched" = CURRENT_TIMESTAMP, "source" = $9 WHERE "id" IN ($10, $11);
-- args: each row (id, name); each row (id, hits); 'import'; each row (id)
-- at most 500 rows
-- counted:
WITH sqbulk_updated AS (UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END, "hits" = CASE "id" WHEN $5 THEN "people"."hits" + CASE WHEN TRUE THEN $6 ELSE "people"."hits" END WHEN $7 THEN "people"."hits" + CASE WHEN TRUE THEN $8 ELSE "people"."hits" END ELSE "hits" END, "touched" = CURRENT_TIMESTAMP, "source" = $9 WHERE "id" IN ($10, $11) RETURNING "id" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: each row (id, name); each row (id, hits); 'import'; each row (id)
-- reads numbers
-- at most 500 rows

-- # update, CASE form, expressions alone, which swap columns
UPDATE "people" SET "name" = "people"."hits", "hits" = "people"."name" WHERE "id" IN ($1, $2);
-- args: each row (id)
-- at most 500 rows
-- counted:
WITH sqbulk_updated AS (UPDATE "people" SET "name" = "people"."hits", "hits" = "people"."name" WHERE "id" IN ($1, $2) RETURNING "id" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: each row (id)
-- reads numbers
-- at most 500 rows

-- # update, CASE form, where
UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END WHERE "id" IN ($5, $6) AND (tenant = $7);
-- args: each row (id, name); each row (id); 'tenant'
-- at most 500 rows
-- counted:
WITH sqbulk_updated AS (UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END WHERE "id" IN ($5, $6) AND (tenant = $7) RETURNING "id" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: each row (id, name); each row (id); 'tenant'
-- reads numbers
-- at most 500 rows

-- # update, CASE form, where the incoming row is newer
UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END WHERE "id" IN ($5, $6) AND CASE "id" WHEN $7 THEN (("people"."hits" < CASE WHEN TRUE THEN $8 ELSE "people"."hits" END) AND (tenant = $9)) WHEN $10 THEN (("people"."hits" < CASE WHEN TRUE THEN $11 ELSE "people"."hits" END) AND (tenant = $12)) ELSE FALSE END;
-- args: each row (id, name); each row (id); each row (id, hits, 'tenant')
-- at most 500 rows
-- counted:
WITH sqbulk_updated AS (UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END WHERE "id" IN ($5, $6) AND CASE "id" WHEN $7 THEN (("people"."hits" < CASE WHEN TRUE THEN $8 ELSE "people"."hits" END) AND (tenant = $9)) WHEN $10 THEN (("people"."hits" < CASE WHEN TRUE THEN $11 ELSE "people"."hits" END) AND (tenant = $12)) ELSE FALSE END RETURNING "id" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: each row (id, name); each row (id); each row (id, hits, 'tenant')
-- reads numbers
-- at most 500 rows

-- # update, CASE form, only changed rows
-- error: postgres: unsupported operation: OnlyChanged on CockroachDB; leave it out, or compare the columns in DoUpdateWhere or Where

-- # update, CASE form, only changed rows, with an expression and a condition, composite key
-- error: postgres: unsupported operation: OnlyChanged on CockroachDB; leave it out, or compare the columns in DoUpdateWhere or Where

-- # update, CASE form, returning
UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END WHERE "id" IN ($5, $6) RETURNING "people"."id", "people"."name";
-- args: each row (id, name); each row (id)
-- reads rows
-- at most 500 rows
-- counted:
UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END WHERE "id" IN ($5, $6) RETURNING "people"."id", "people"."name", CASE "id" WHEN $7 THEN 1 WHEN $8 THEN 2 ELSE NULL END;
-- args: each row (id, name); each row (id); each row (id)
-- reads rows
-- at most 500 rows

-- # update, CASE form, with prefix and suffix
/* nightly */ UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END, "hits" = CASE "id" WHEN $5 THEN "people"."hits" + CASE WHEN TRUE THEN $6 ELSE "people"."hits" END WHEN $7 THEN "people"."hits" + CASE WHEN TRUE THEN $8 ELSE "people"."hits" END ELSE "hits" END WHERE "id" IN ($9, $10) /* end */;
-- args: each row (id, name); each row (id, hits); each row (id)
-- at most 500 rows
-- counted:
WITH sqbulk_updated AS (/* nightly */ UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END, "hits" = CASE "id" WHEN $5 THEN "people"."hits" + CASE WHEN TRUE THEN $6 ELSE "people"."hits" END WHEN $7 THEN "people"."hits" + CASE WHEN TRUE THEN $8 ELSE "people"."hits" END ELSE "hits" END WHERE "id" IN ($9, $10) /* end */ RETURNING "id" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: each row (id, name); each row (id, hits); each row (id)
-- reads numbers
-- at most 500 rows

-- # delete
DELETE FROM "people" WHERE "id" IN ($1, $2);
-- args: each row (id)

-- # delete by a composite key in a schema's table
DELETE FROM "app"."members" WHERE ("org", "email") IN (($1, $2), ($3, $4));
-- args: each row (org, email)
-- at most 1000 rows

-- # delete where
DELETE FROM "people" WHERE "id" IN ($1, $2) AND ((tenant = $3) AND (hits < $4));
-- args: each row (id); 'tenant', 'most'

-- # delete by a composite key where
DELETE FROM "app"."members" WHERE ("org", "email") IN (($1, $2), ($3, $4)) AND (tenant = $5);
-- args: each row (org, email); 'tenant'
-- at most 1000 rows

-- # delete by keys that are expressions or NULL
DELETE FROM "people" WHERE "id" IN (LOWER($1), $2, $3);
-- args: each row (id) = 'id 1', NULL, 'id 3'

-- # delete returning
DELETE FROM "people" WHERE "id" IN ($1, $2) RETURNING "people"."id", "people"."name";
-- args: each row (id)
-- reads rows

-- # delete with prefix and suffix
/* nightly */ DELETE FROM "people" WHERE "id" IN ($1, $2) /* end */;
-- args: each row (id)

-- # look up
SELECT "people"."id", "people"."name" FROM "people" WHERE "id" IN ($1, $2);
-- args: each row (id)
-- reads rows

-- # look up by a composite key where, and lock
SELECT "app"."members"."name" FROM "app"."members" WHERE ("org", "email") IN (($1, $2), ($3, $4)) AND (tenant = $5) FOR UPDATE;
-- args: each row (org, email); 'tenant'
-- reads rows
-- at most 1000 rows

-- # match
-- error: postgres: unsupported operation: telling which rows exist on CockroachDB; use an upsert by a unique key instead of UpdateOrCreate

-- # match a composite key where, and without regard to case
-- error: postgres: unsupported operation: telling which rows exist on CockroachDB; use an upsert by a unique key instead of UpdateOrCreate

-- # update, join form, without regard to case
-- error: postgres: unsupported operation: an update by keys without regard to case on CockroachDB; use keys as they are stored

-- # update, join form, only changed rows, without regard to case
-- error: postgres: unsupported operation: OnlyChanged on CockroachDB; leave it out, or compare the columns in DoUpdateWhere or Where

-- # hostile names: insert
INSERT INTO "s""`'"."t? --" ("a.""b""", "`$1`;??", "\😀\", "_1") VALUES ($1, $2, $3, $4), ($5, $6, $7, $8);
-- args: each row (a."b", `$1`;??, \😀\, _1)

-- # hostile names: do nothing
INSERT INTO "s""`'"."t? --" ("a.""b""", "`$1`;??", "\😀\", "_1") VALUES ($1, $2, $3, $4), ($5, $6, $7, $8) ON CONFLICT ("a.""b""", "`$1`;??") DO NOTHING;
-- args: each row (a."b", `$1`;??, \😀\, _1)

-- # hostile names: upsert
-- error: postgres: unsupported operation: OnlyChanged on CockroachDB; leave it out, or compare the columns in DoUpdateWhere or Where

-- # hostile names: update, join form
-- error: postgres: unsupported operation: OnlyChanged on CockroachDB; leave it out, or compare the columns in DoUpdateWhere or Where

-- # hostile names: update, CASE form
-- error: postgres: unsupported operation: OnlyChanged on CockroachDB; leave it out, or compare the columns in DoUpdateWhere or Where

-- # hostile names: delete
DELETE FROM "s""`'"."t? --" WHERE ("a.""b""", "`$1`;??", "\😀\", "_1") IN (($1, $2, $3, $4), ($5, $6, $7, $8));
-- args: each row (a."b", `$1`;??, \😀\, _1)
-- at most 1000 rows

-- # hostile names: insert returning
INSERT INTO "s""`'"."t? --" ("a.""b""", "`$1`;??", "\😀\", "_1") VALUES ($1, $2, $3, $4), ($5, $6, $7, $8) RETURNING "*/ 'sqbulk";
-- args: each row (a."b", `$1`;??, \😀\, _1)
-- reads rows

-- # hostile names: look up
SELECT "s""`'"."t? --"."*/ 'sqbulk" FROM "s""`'"."t? --" WHERE ("a.""b""", "`$1`;??", "\😀\", "_1") IN (($1, $2, $3, $4), ($5, $6, $7, $8));
-- args: each row (a."b", `$1`;??, \😀\, _1)
-- reads rows
-- at most 1000 rows

-- # hostile names: match
-- error: postgres: unsupported operation: telling which rows exist on CockroachDB; use an upsert by a unique key instead of UpdateOrCreate
