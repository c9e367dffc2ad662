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
SELECT count(*), CASE WHEN COALESCE(current_setting('yb_effective_transaction_isolation_level', TRUE), current_setting('transaction_isolation')) IN ('repeatable read', 'serializable') THEN 1 ELSE 0 END FROM (SELECT 1 FROM "people" WHERE "id" IN ($1, $2) FOR UPDATE) AS sqbulk;
-- args: each row (id)
-- reads numbers
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits";
-- args: each row (id, name, hits)
-- exact in a transaction

-- # upsert some columns
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "hits" = excluded."hits";
-- args: each row (id, name, hits)
-- counted:
SELECT count(*), CASE WHEN COALESCE(current_setting('yb_effective_transaction_isolation_level', TRUE), current_setting('transaction_isolation')) IN ('repeatable read', 'serializable') THEN 1 ELSE 0 END FROM (SELECT 1 FROM "people" WHERE "id" IN ($1, $2) FOR UPDATE) AS sqbulk;
-- args: each row (id)
-- reads numbers
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "hits" = excluded."hits";
-- args: each row (id, name, hits)
-- exact in a transaction

-- # upsert on a composite key in a schema's table
INSERT INTO "app"."members" ("org", "email", "name") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("org", "email") DO UPDATE SET "name" = excluded."name";
-- args: each row (org, email, name)
-- counted:
SELECT count(*), CASE WHEN COALESCE(current_setting('yb_effective_transaction_isolation_level', TRUE), current_setting('transaction_isolation')) IN ('repeatable read', 'serializable') THEN 1 ELSE 0 END FROM (SELECT 1 FROM "app"."members" WHERE ("org", "email") IN (($1, $2), ($3, $4)) FOR UPDATE) AS sqbulk;
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
SELECT count(*), CASE WHEN COALESCE(current_setting('yb_effective_transaction_isolation_level', TRUE), current_setting('transaction_isolation')) IN ('repeatable read', 'serializable') THEN 1 ELSE 0 END FROM (SELECT 1 FROM "people" WHERE "id" IN ($1, $2) FOR UPDATE) AS sqbulk;
-- args: each row (id) = 'id 1', 'id 2'
-- reads numbers
INSERT INTO "people" ("id", "name") VALUES ($1, LOWER($2)), ($3, $4) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name";
-- args: each row (id, name) = 'id 1', 'name 1', 'id 2', NULL
-- exact in a transaction

-- # upsert expressions over the stored and the incoming row
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "hits" = "people"."hits" + excluded."hits", "name" = COALESCE(excluded."name", "people"."name");
-- args: each row (id, name, hits)
-- counted:
SELECT count(*), CASE WHEN COALESCE(current_setting('yb_effective_transaction_isolation_level', TRUE), current_setting('transaction_isolation')) IN ('repeatable read', 'serializable') THEN 1 ELSE 0 END FROM (SELECT 1 FROM "people" WHERE "id" IN ($1, $2) FOR UPDATE) AS sqbulk;
-- args: each row (id)
-- reads numbers
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "hits" = "people"."hits" + excluded."hits", "name" = COALESCE(excluded."name", "people"."name");
-- args: each row (id, name, hits)
-- exact in a transaction

-- # upsert swaps columns
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "name" = "people"."hits", "hits" = "people"."name";
-- args: each row (id, name, hits)
-- counted:
SELECT count(*), CASE WHEN COALESCE(current_setting('yb_effective_transaction_isolation_level', TRUE), current_setting('transaction_isolation')) IN ('repeatable read', 'serializable') THEN 1 ELSE 0 END FROM (SELECT 1 FROM "people" WHERE "id" IN ($1, $2) FOR UPDATE) AS sqbulk;
-- args: each row (id)
-- reads numbers
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "name" = "people"."hits", "hits" = "people"."name";
-- args: each row (id, name, hits)
-- exact in a transaction

-- # upsert touches columns that are not inserted
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "touched" = CURRENT_TIMESTAMP, "source" = $7;
-- args: each row (id, name, hits); 'import'
-- counted:
SELECT count(*), CASE WHEN COALESCE(current_setting('yb_effective_transaction_isolation_level', TRUE), current_setting('transaction_isolation')) IN ('repeatable read', 'serializable') THEN 1 ELSE 0 END FROM (SELECT 1 FROM "people" WHERE "id" IN ($1, $2) FOR UPDATE) AS sqbulk;
-- args: each row (id)
-- reads numbers
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "touched" = CURRENT_TIMESTAMP, "source" = $7;
-- args: each row (id, name, hits); 'import'
-- exact in a transaction

-- # upsert where the incoming row is newer
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits" WHERE ("people"."hits" < excluded."hits");
-- args: each row (id, name, hits)
-- counted:
SELECT count(*), CASE WHEN COALESCE(current_setting('yb_effective_transaction_isolation_level', TRUE), current_setting('transaction_isolation')) IN ('repeatable read', 'serializable') THEN 1 ELSE 0 END FROM (SELECT 1 FROM "people" WHERE "id" IN ($1, $2) FOR UPDATE) AS sqbulk;
-- args: each row (id)
-- reads numbers
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits" WHERE ("people"."hits" < excluded."hits");
-- args: each row (id, name, hits)
WITH RECURSIVE rel (oid) AS (SELECT to_regclass($1)::oid UNION SELECT part.oid FROM rel, LATERAL (SELECT inhrelid FROM pg_inherits WHERE inhparent = rel.oid UNION ALL SELECT d.refobjid FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass WHERE r.ev_class = rel.oid) AS part (oid)) SELECT (SELECT count(*) FROM rel JOIN pg_trigger t ON t.tgrelid = rel.oid JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l ON l.oid = p.prolang WHERE t.tgenabled <> 'D' AND t.tgtype & 1 <> 0 AND t.tgtype & 66 <> 0 AND t.tgtype & 20 <> 0 AND p.proname NOT IN ('moddatetime', 'tsvector_update_trigger', 'tsvector_update_trigger_column') AND NOT (l.lanname = 'plpgsql' AND regexp_replace(p.prosrc, '\mreturn\s+new\s*;', '', 'gi') !~* '\mreturn\M|\mnew\s*:?=|\minto\s+(strict\s+)?new\M(?!\s*\.)')) WHERE EXISTS (SELECT FROM rel WHERE oid IS NOT NULL);
-- args: '"people"'
-- reads numbers
-- sent where the answers before it leave something open
-- exact in a transaction

-- # upsert where several conditions hold
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name" WHERE (("people"."hits" < excluded."hits") AND ("people"."name" <> $7));
-- args: each row (id, name, hits); 'locked'
-- counted:
SELECT count(*), CASE WHEN COALESCE(current_setting('yb_effective_transaction_isolation_level', TRUE), current_setting('transaction_isolation')) IN ('repeatable read', 'serializable') THEN 1 ELSE 0 END FROM (SELECT 1 FROM "people" WHERE "id" IN ($1, $2) FOR UPDATE) AS sqbulk;
-- args: each row (id)
-- reads numbers
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name" WHERE (("people"."hits" < excluded."hits") AND ("people"."name" <> $7));
-- args: each row (id, name, hits); 'locked'
WITH RECURSIVE rel (oid) AS (SELECT to_regclass($1)::oid UNION SELECT part.oid FROM rel, LATERAL (SELECT inhrelid FROM pg_inherits WHERE inhparent = rel.oid UNION ALL SELECT d.refobjid FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass WHERE r.ev_class = rel.oid) AS part (oid)) SELECT (SELECT count(*) FROM rel JOIN pg_trigger t ON t.tgrelid = rel.oid JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l ON l.oid = p.prolang WHERE t.tgenabled <> 'D' AND t.tgtype & 1 <> 0 AND t.tgtype & 66 <> 0 AND t.tgtype & 20 <> 0 AND p.proname NOT IN ('moddatetime', 'tsvector_update_trigger', 'tsvector_update_trigger_column') AND NOT (l.lanname = 'plpgsql' AND regexp_replace(p.prosrc, '\mreturn\s+new\s*;', '', 'gi') !~* '\mreturn\M|\mnew\s*:?=|\minto\s+(strict\s+)?new\M(?!\s*\.)')) WHERE EXISTS (SELECT FROM rel WHERE oid IS NOT NULL);
-- args: '"people"'
-- reads numbers
-- sent where the answers before it leave something open
-- exact in a transaction

-- # upsert only changed rows
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits" WHERE record_image_ne(ROW("people"."name", "people"."hits"), ROW(excluded."name", excluded."hits"));
-- args: each row (id, name, hits)
-- counted:
SELECT count(*), CASE WHEN COALESCE(current_setting('yb_effective_transaction_isolation_level', TRUE), current_setting('transaction_isolation')) IN ('repeatable read', 'serializable') THEN 1 ELSE 0 END FROM (SELECT 1 FROM "people" WHERE "id" IN ($1, $2) FOR UPDATE) AS sqbulk;
-- args: each row (id)
-- reads numbers
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits" WHERE record_image_ne(ROW("people"."name", "people"."hits"), ROW(excluded."name", excluded."hits"));
-- args: each row (id, name, hits)
WITH RECURSIVE rel (oid) AS (SELECT to_regclass($1)::oid UNION SELECT part.oid FROM rel, LATERAL (SELECT inhrelid FROM pg_inherits WHERE inhparent = rel.oid UNION ALL SELECT d.refobjid FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass WHERE r.ev_class = rel.oid) AS part (oid)) SELECT (SELECT count(*) FROM rel JOIN pg_trigger t ON t.tgrelid = rel.oid JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l ON l.oid = p.prolang WHERE t.tgenabled <> 'D' AND t.tgtype & 1 <> 0 AND t.tgtype & 66 <> 0 AND t.tgtype & 20 <> 0 AND p.proname NOT IN ('moddatetime', 'tsvector_update_trigger', 'tsvector_update_trigger_column') AND NOT (l.lanname = 'plpgsql' AND regexp_replace(p.prosrc, '\mreturn\s+new\s*;', '', 'gi') !~* '\mreturn\M|\mnew\s*:?=|\minto\s+(strict\s+)?new\M(?!\s*\.)')) WHERE EXISTS (SELECT FROM rel WHERE oid IS NOT NULL);
-- args: '"people"'
-- reads numbers
-- sent where the answers before it leave something open
-- exact in a transaction

-- # upsert only changed rows, with an expression and a condition
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = "people"."hits" + excluded."hits" WHERE ("people"."hits" < excluded."hits") AND record_image_ne(ROW("people"."name"), ROW(excluded."name"));
-- args: each row (id, name, hits)
-- counted:
SELECT count(*), CASE WHEN COALESCE(current_setting('yb_effective_transaction_isolation_level', TRUE), current_setting('transaction_isolation')) IN ('repeatable read', 'serializable') THEN 1 ELSE 0 END FROM (SELECT 1 FROM "people" WHERE "id" IN ($1, $2) FOR UPDATE) AS sqbulk;
-- args: each row (id)
-- reads numbers
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = "people"."hits" + excluded."hits" WHERE ("people"."hits" < excluded."hits") AND record_image_ne(ROW("people"."name"), ROW(excluded."name"));
-- args: each row (id, name, hits)
WITH RECURSIVE rel (oid) AS (SELECT to_regclass($1)::oid UNION SELECT part.oid FROM rel, LATERAL (SELECT inhrelid FROM pg_inherits WHERE inhparent = rel.oid UNION ALL SELECT d.refobjid FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass WHERE r.ev_class = rel.oid) AS part (oid)) SELECT (SELECT count(*) FROM rel JOIN pg_trigger t ON t.tgrelid = rel.oid JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l ON l.oid = p.prolang WHERE t.tgenabled <> 'D' AND t.tgtype & 1 <> 0 AND t.tgtype & 66 <> 0 AND t.tgtype & 20 <> 0 AND p.proname NOT IN ('moddatetime', 'tsvector_update_trigger', 'tsvector_update_trigger_column') AND NOT (l.lanname = 'plpgsql' AND regexp_replace(p.prosrc, '\mreturn\s+new\s*;', '', 'gi') !~* '\mreturn\M|\mnew\s*:?=|\minto\s+(strict\s+)?new\M(?!\s*\.)')) WHERE EXISTS (SELECT FROM rel WHERE oid IS NOT NULL);
-- args: '"people"'
-- reads numbers
-- sent where the answers before it leave something open
-- exact in a transaction

-- # upsert returning
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits" RETURNING "id", "name";
-- args: each row (id, name, hits)
-- reads rows
-- counted:
SELECT count(*), CASE WHEN COALESCE(current_setting('yb_effective_transaction_isolation_level', TRUE), current_setting('transaction_isolation')) IN ('repeatable read', 'serializable') THEN 1 ELSE 0 END FROM (SELECT 1 FROM "people" WHERE "id" IN ($1, $2) FOR UPDATE) AS sqbulk;
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
SELECT count(*), CASE WHEN COALESCE(current_setting('yb_effective_transaction_isolation_level', TRUE), current_setting('transaction_isolation')) IN ('repeatable read', 'serializable') THEN 1 ELSE 0 END FROM (SELECT 1 FROM "people" WHERE "id" IN ($1, $2) FOR UPDATE) AS sqbulk;
-- args: each row (id)
-- reads numbers
INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits" WHERE ("people"."hits" < excluded."hits") RETURNING "id";
-- args: each row (id, name, hits)
-- reads rows
WITH RECURSIVE rel (oid) AS (SELECT to_regclass($1)::oid UNION SELECT part.oid FROM rel, LATERAL (SELECT inhrelid FROM pg_inherits WHERE inhparent = rel.oid UNION ALL SELECT d.refobjid FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass WHERE r.ev_class = rel.oid) AS part (oid)) SELECT (SELECT count(*) FROM rel JOIN pg_trigger t ON t.tgrelid = rel.oid JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l ON l.oid = p.prolang WHERE t.tgenabled <> 'D' AND t.tgtype & 1 <> 0 AND t.tgtype & 66 <> 0 AND t.tgtype & 20 <> 0 AND p.proname NOT IN ('moddatetime', 'tsvector_update_trigger', 'tsvector_update_trigger_column') AND NOT (l.lanname = 'plpgsql' AND regexp_replace(p.prosrc, '\mreturn\s+new\s*;', '', 'gi') !~* '\mreturn\M|\mnew\s*:?=|\minto\s+(strict\s+)?new\M(?!\s*\.)')) WHERE EXISTS (SELECT FROM rel WHERE oid IS NOT NULL);
-- args: '"people"'
-- reads numbers
-- sent where the answers before it leave something open
-- exact in a transaction

-- # upsert with prefix and suffix
/* nightly */ INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "hits" = "people"."hits" * $7 WHERE (people.name <> $8) /* end */;
-- args: each row (id, name, hits); 'factor', 'locked'
-- counted:
SELECT count(*), CASE WHEN COALESCE(current_setting('yb_effective_transaction_isolation_level', TRUE), current_setting('transaction_isolation')) IN ('repeatable read', 'serializable') THEN 1 ELSE 0 END FROM (SELECT 1 FROM "people" WHERE "id" IN ($1, $2) FOR UPDATE) AS sqbulk;
-- args: each row (id)
-- reads numbers
/* nightly */ INSERT INTO "people" ("id", "name", "hits") VALUES ($1, $2, $3), ($4, $5, $6) ON CONFLICT ("id") DO UPDATE SET "hits" = "people"."hits" * $7 WHERE (people.name <> $8) /* end */;
-- args: each row (id, name, hits); 'factor', 'locked'
WITH RECURSIVE rel (oid) AS (SELECT to_regclass($1)::oid UNION SELECT part.oid FROM rel, LATERAL (SELECT inhrelid FROM pg_inherits WHERE inhparent = rel.oid UNION ALL SELECT d.refobjid FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass WHERE r.ev_class = rel.oid) AS part (oid)) SELECT (SELECT count(*) FROM rel JOIN pg_trigger t ON t.tgrelid = rel.oid JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l ON l.oid = p.prolang WHERE t.tgenabled <> 'D' AND t.tgtype & 1 <> 0 AND t.tgtype & 66 <> 0 AND t.tgtype & 20 <> 0 AND p.proname NOT IN ('moddatetime', 'tsvector_update_trigger', 'tsvector_update_trigger_column') AND NOT (l.lanname = 'plpgsql' AND regexp_replace(p.prosrc, '\mreturn\s+new\s*;', '', 'gi') !~* '\mreturn\M|\mnew\s*:?=|\minto\s+(strict\s+)?new\M(?!\s*\.)')) WHERE EXISTS (SELECT FROM rel WHERE oid IS NOT NULL);
-- args: '"people"'
-- reads numbers
-- sent where the answers before it leave something open
-- exact in a transaction

-- # update, join form, one column
UPDATE "people" SET "name" = sqbulk."_2" FROM (VALUES ((NULL::"people")."id", (NULL::"people")."name"), ($1, $2), ($3, $4)) AS sqbulk("_1", "_2") WHERE "people"."id" = sqbulk."_1" AND "people"."id" IN ($5, $6);
-- args: each row (id, name); each row (id)
-- 200 rows by default
-- counted:
WITH sqbulk_updated AS (UPDATE "people" SET "name" = sqbulk."_2" FROM (VALUES (NULL::int, (NULL::"people")."id", (NULL::"people")."name"), (1, $1, $2), (2, $3, $4)) AS sqbulk("_0", "_1", "_2") WHERE "people"."id" = sqbulk."_1" AND "people"."id" IN ($5, $6) RETURNING sqbulk."_0" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: each row (id, name); each row (id)
-- reads numbers
WITH RECURSIVE rel (oid) AS (SELECT to_regclass($1)::oid UNION SELECT part.oid FROM rel, LATERAL (SELECT inhrelid FROM pg_inherits WHERE inhparent = rel.oid UNION ALL SELECT d.refobjid FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass WHERE r.ev_class = rel.oid) AS part (oid)) SELECT (SELECT count(*) FROM rel JOIN pg_trigger t ON t.tgrelid = rel.oid JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l ON l.oid = p.prolang WHERE t.tgenabled <> 'D' AND t.tgtype & 1 <> 0 AND t.tgtype & 66 <> 0 AND t.tgtype & 20 <> 0 AND p.proname NOT IN ('moddatetime', 'tsvector_update_trigger', 'tsvector_update_trigger_column') AND NOT (l.lanname = 'plpgsql' AND regexp_replace(p.prosrc, '\mreturn\s+new\s*;', '', 'gi') !~* '\mreturn\M|\mnew\s*:?=|\minto\s+(strict\s+)?new\M(?!\s*\.)')) WHERE EXISTS (SELECT FROM rel WHERE oid IS NOT NULL);
-- args: '"people"'
-- reads numbers
-- sent where the answers before it leave something open
-- 200 rows by default

-- # update, join form, several columns
UPDATE "people" SET "name" = sqbulk."_2", "hits" = sqbulk."_3" FROM (VALUES ((NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits"), ($1, $2, $3), ($4, $5, $6)) AS sqbulk("_1", "_2", "_3") WHERE "people"."id" = sqbulk."_1" AND "people"."id" IN ($7, $8);
-- args: each row (id, name, hits); each row (id)
-- 200 rows by default
-- counted:
WITH sqbulk_updated AS (UPDATE "people" SET "name" = sqbulk."_2", "hits" = sqbulk."_3" FROM (VALUES (NULL::int, (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits"), (1, $1, $2, $3), (2, $4, $5, $6)) AS sqbulk("_0", "_1", "_2", "_3") WHERE "people"."id" = sqbulk."_1" AND "people"."id" IN ($7, $8) RETURNING sqbulk."_0" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: each row (id, name, hits); each row (id)
-- reads numbers
WITH RECURSIVE rel (oid) AS (SELECT to_regclass($1)::oid UNION SELECT part.oid FROM rel, LATERAL (SELECT inhrelid FROM pg_inherits WHERE inhparent = rel.oid UNION ALL SELECT d.refobjid FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass WHERE r.ev_class = rel.oid) AS part (oid)) SELECT (SELECT count(*) FROM rel JOIN pg_trigger t ON t.tgrelid = rel.oid JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l ON l.oid = p.prolang WHERE t.tgenabled <> 'D' AND t.tgtype & 1 <> 0 AND t.tgtype & 66 <> 0 AND t.tgtype & 20 <> 0 AND p.proname NOT IN ('moddatetime', 'tsvector_update_trigger', 'tsvector_update_trigger_column') AND NOT (l.lanname = 'plpgsql' AND regexp_replace(p.prosrc, '\mreturn\s+new\s*;', '', 'gi') !~* '\mreturn\M|\mnew\s*:?=|\minto\s+(strict\s+)?new\M(?!\s*\.)')) WHERE EXISTS (SELECT FROM rel WHERE oid IS NOT NULL);
-- args: '"people"'
-- reads numbers
-- sent where the answers before it leave something open
-- 200 rows by default

-- # update, join form, composite key in a schema's table
UPDATE "app"."members" SET "name" = sqbulk."_3" FROM (VALUES ((NULL::"app"."members")."org", (NULL::"app"."members")."email", (NULL::"app"."members")."name"), ($1, $2, $3), ($4, $5, $6)) AS sqbulk("_1", "_2", "_3") WHERE "app"."members"."org" = sqbulk."_1" AND "app"."members"."email" = sqbulk."_2";
-- args: each row (org, email, name)
-- 200 rows by default
-- counted:
WITH sqbulk_updated AS (UPDATE "app"."members" SET "name" = sqbulk."_3" FROM (VALUES (NULL::int, (NULL::"app"."members")."org", (NULL::"app"."members")."email", (NULL::"app"."members")."name"), (1, $1, $2, $3), (2, $4, $5, $6)) AS sqbulk("_0", "_1", "_2", "_3") WHERE "app"."members"."org" = sqbulk."_1" AND "app"."members"."email" = sqbulk."_2" RETURNING sqbulk."_0" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: each row (org, email, name)
-- reads numbers
WITH RECURSIVE rel (oid) AS (SELECT to_regclass($1)::oid UNION SELECT part.oid FROM rel, LATERAL (SELECT inhrelid FROM pg_inherits WHERE inhparent = rel.oid UNION ALL SELECT d.refobjid FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass WHERE r.ev_class = rel.oid) AS part (oid)) SELECT (SELECT count(*) FROM rel JOIN pg_trigger t ON t.tgrelid = rel.oid JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l ON l.oid = p.prolang WHERE t.tgenabled <> 'D' AND t.tgtype & 1 <> 0 AND t.tgtype & 66 <> 0 AND t.tgtype & 20 <> 0 AND p.proname NOT IN ('moddatetime', 'tsvector_update_trigger', 'tsvector_update_trigger_column') AND NOT (l.lanname = 'plpgsql' AND regexp_replace(p.prosrc, '\mreturn\s+new\s*;', '', 'gi') !~* '\mreturn\M|\mnew\s*:?=|\minto\s+(strict\s+)?new\M(?!\s*\.)')) WHERE EXISTS (SELECT FROM rel WHERE oid IS NOT NULL);
-- args: '"app"."members"'
-- reads numbers
-- sent where the answers before it leave something open
-- 200 rows by default

-- # update, join form, cells that are expressions or NULL
UPDATE "people" SET "name" = sqbulk."_2", "hits" = sqbulk."_3" FROM (VALUES ((NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits"), ($1, UPPER($2), $3), ($4, $5, $6)) AS sqbulk("_1", "_2", "_3") WHERE "people"."id" = sqbulk."_1" AND "people"."id" IN ($7, $8);
-- args: each row (id, name, hits); each row (id) = 'id 1', 'name 1', NULL, 'id 2', NULL, 'hits 2', 'id 1', 'id 2'
-- 200 rows by default
-- counted:
WITH sqbulk_updated AS (UPDATE "people" SET "name" = sqbulk."_2", "hits" = sqbulk."_3" FROM (VALUES (NULL::int, (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits"), (1, $1, UPPER($2), $3), (2, $4, $5, $6)) AS sqbulk("_0", "_1", "_2", "_3") WHERE "people"."id" = sqbulk."_1" AND "people"."id" IN ($7, $8) RETURNING sqbulk."_0" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: each row (id, name, hits); each row (id) = 'id 1', 'name 1', NULL, 'id 2', NULL, 'hits 2', 'id 1', 'id 2'
-- reads numbers
WITH RECURSIVE rel (oid) AS (SELECT to_regclass($1)::oid UNION SELECT part.oid FROM rel, LATERAL (SELECT inhrelid FROM pg_inherits WHERE inhparent = rel.oid UNION ALL SELECT d.refobjid FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass WHERE r.ev_class = rel.oid) AS part (oid)) SELECT (SELECT count(*) FROM rel JOIN pg_trigger t ON t.tgrelid = rel.oid JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l ON l.oid = p.prolang WHERE t.tgenabled <> 'D' AND t.tgtype & 1 <> 0 AND t.tgtype & 66 <> 0 AND t.tgtype & 20 <> 0 AND p.proname NOT IN ('moddatetime', 'tsvector_update_trigger', 'tsvector_update_trigger_column') AND NOT (l.lanname = 'plpgsql' AND regexp_replace(p.prosrc, '\mreturn\s+new\s*;', '', 'gi') !~* '\mreturn\M|\mnew\s*:?=|\minto\s+(strict\s+)?new\M(?!\s*\.)')) WHERE EXISTS (SELECT FROM rel WHERE oid IS NOT NULL);
-- args: '"people"' = '"people"'
-- reads numbers
-- sent where the answers before it leave something open
-- 200 rows by default

-- # update, join form, expressions over the stored and the incoming row
UPDATE "people" SET "name" = sqbulk."_2", "hits" = "people"."hits" + sqbulk."_3", "touched" = CURRENT_TIMESTAMP, "source" = $1 FROM (VALUES ((NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits"), ($2, $3, $4), ($5, $6, $7)) AS sqbulk("_1", "_2", "_3") WHERE "people"."id" = sqbulk."_1" AND "people"."id" IN ($8, $9);
-- args: 'import'; each row (id, name, hits); each row (id)
-- 200 rows by default
-- counted:
WITH sqbulk_updated AS (UPDATE "people" SET "name" = sqbulk."_2", "hits" = "people"."hits" + sqbulk."_3", "touched" = CURRENT_TIMESTAMP, "source" = $1 FROM (VALUES (NULL::int, (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits"), (1, $2, $3, $4), (2, $5, $6, $7)) AS sqbulk("_0", "_1", "_2", "_3") WHERE "people"."id" = sqbulk."_1" AND "people"."id" IN ($8, $9) RETURNING sqbulk."_0" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: 'import'; each row (id, name, hits); each row (id)
-- reads numbers
WITH RECURSIVE rel (oid) AS (SELECT to_regclass($1)::oid UNION SELECT part.oid FROM rel, LATERAL (SELECT inhrelid FROM pg_inherits WHERE inhparent = rel.oid UNION ALL SELECT d.refobjid FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass WHERE r.ev_class = rel.oid) AS part (oid)) SELECT (SELECT count(*) FROM rel JOIN pg_trigger t ON t.tgrelid = rel.oid JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l ON l.oid = p.prolang WHERE t.tgenabled <> 'D' AND t.tgtype & 1 <> 0 AND t.tgtype & 66 <> 0 AND t.tgtype & 20 <> 0 AND p.proname NOT IN ('moddatetime', 'tsvector_update_trigger', 'tsvector_update_trigger_column') AND NOT (l.lanname = 'plpgsql' AND regexp_replace(p.prosrc, '\mreturn\s+new\s*;', '', 'gi') !~* '\mreturn\M|\mnew\s*:?=|\minto\s+(strict\s+)?new\M(?!\s*\.)')) WHERE EXISTS (SELECT FROM rel WHERE oid IS NOT NULL);
-- args: '"people"'
-- reads numbers
-- sent where the answers before it leave something open
-- 200 rows by default

-- # update, join form, expressions alone, which swap columns
UPDATE "people" SET "name" = "people"."hits", "hits" = "people"."name" FROM (VALUES ((NULL::"people")."id"), ($1), ($2)) AS sqbulk("_1") WHERE "people"."id" = sqbulk."_1" AND "people"."id" IN ($3, $4);
-- args: each row (id); each row (id)
-- 200 rows by default
-- counted:
WITH sqbulk_updated AS (UPDATE "people" SET "name" = "people"."hits", "hits" = "people"."name" FROM (VALUES (NULL::int, (NULL::"people")."id"), (1, $1), (2, $2)) AS sqbulk("_0", "_1") WHERE "people"."id" = sqbulk."_1" AND "people"."id" IN ($3, $4) RETURNING sqbulk."_0" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: each row (id); each row (id)
-- reads numbers
WITH RECURSIVE rel (oid) AS (SELECT to_regclass($1)::oid UNION SELECT part.oid FROM rel, LATERAL (SELECT inhrelid FROM pg_inherits WHERE inhparent = rel.oid UNION ALL SELECT d.refobjid FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass WHERE r.ev_class = rel.oid) AS part (oid)) SELECT (SELECT count(*) FROM rel JOIN pg_trigger t ON t.tgrelid = rel.oid JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l ON l.oid = p.prolang WHERE t.tgenabled <> 'D' AND t.tgtype & 1 <> 0 AND t.tgtype & 66 <> 0 AND t.tgtype & 20 <> 0 AND p.proname NOT IN ('moddatetime', 'tsvector_update_trigger', 'tsvector_update_trigger_column') AND NOT (l.lanname = 'plpgsql' AND regexp_replace(p.prosrc, '\mreturn\s+new\s*;', '', 'gi') !~* '\mreturn\M|\mnew\s*:?=|\minto\s+(strict\s+)?new\M(?!\s*\.)')) WHERE EXISTS (SELECT FROM rel WHERE oid IS NOT NULL);
-- args: '"people"'
-- reads numbers
-- sent where the answers before it leave something open
-- 200 rows by default

-- # update, join form, where
UPDATE "people" SET "name" = sqbulk."_2" FROM (VALUES ((NULL::"people")."id", (NULL::"people")."name"), ($1, $2), ($3, $4)) AS sqbulk("_1", "_2") WHERE "people"."id" = sqbulk."_1" AND (tenant = $5);
-- args: each row (id, name); 'tenant'
-- 200 rows by default
-- counted:
WITH sqbulk_updated AS (UPDATE "people" SET "name" = sqbulk."_2" FROM (VALUES (NULL::int, (NULL::"people")."id", (NULL::"people")."name"), (1, $1, $2), (2, $3, $4)) AS sqbulk("_0", "_1", "_2") WHERE "people"."id" = sqbulk."_1" AND (tenant = $5) RETURNING sqbulk."_0" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: each row (id, name); 'tenant'
-- reads numbers
WITH RECURSIVE rel (oid) AS (SELECT to_regclass($1)::oid UNION SELECT part.oid FROM rel, LATERAL (SELECT inhrelid FROM pg_inherits WHERE inhparent = rel.oid UNION ALL SELECT d.refobjid FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass WHERE r.ev_class = rel.oid) AS part (oid)) SELECT (SELECT count(*) FROM rel JOIN pg_trigger t ON t.tgrelid = rel.oid JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l ON l.oid = p.prolang WHERE t.tgenabled <> 'D' AND t.tgtype & 1 <> 0 AND t.tgtype & 66 <> 0 AND t.tgtype & 20 <> 0 AND p.proname NOT IN ('moddatetime', 'tsvector_update_trigger', 'tsvector_update_trigger_column') AND NOT (l.lanname = 'plpgsql' AND regexp_replace(p.prosrc, '\mreturn\s+new\s*;', '', 'gi') !~* '\mreturn\M|\mnew\s*:?=|\minto\s+(strict\s+)?new\M(?!\s*\.)')) WHERE EXISTS (SELECT FROM rel WHERE oid IS NOT NULL);
-- args: '"people"'
-- reads numbers
-- sent where the answers before it leave something open
-- 200 rows by default

-- # update, join form, where the incoming row is newer
UPDATE "people" SET "name" = sqbulk."_2" FROM (VALUES ((NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits"), ($1, $2, $3), ($4, $5, $6)) AS sqbulk("_1", "_2", "_3") WHERE "people"."id" = sqbulk."_1" AND (("people"."hits" < sqbulk."_3") AND (tenant = $7));
-- args: each row (id, name, hits); 'tenant'
-- 200 rows by default
-- counted:
WITH sqbulk_updated AS (UPDATE "people" SET "name" = sqbulk."_2" FROM (VALUES (NULL::int, (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits"), (1, $1, $2, $3), (2, $4, $5, $6)) AS sqbulk("_0", "_1", "_2", "_3") WHERE "people"."id" = sqbulk."_1" AND (("people"."hits" < sqbulk."_3") AND (tenant = $7)) RETURNING sqbulk."_0" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: each row (id, name, hits); 'tenant'
-- reads numbers
WITH RECURSIVE rel (oid) AS (SELECT to_regclass($1)::oid UNION SELECT part.oid FROM rel, LATERAL (SELECT inhrelid FROM pg_inherits WHERE inhparent = rel.oid UNION ALL SELECT d.refobjid FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass WHERE r.ev_class = rel.oid) AS part (oid)) SELECT (SELECT count(*) FROM rel JOIN pg_trigger t ON t.tgrelid = rel.oid JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l ON l.oid = p.prolang WHERE t.tgenabled <> 'D' AND t.tgtype & 1 <> 0 AND t.tgtype & 66 <> 0 AND t.tgtype & 20 <> 0 AND p.proname NOT IN ('moddatetime', 'tsvector_update_trigger', 'tsvector_update_trigger_column') AND NOT (l.lanname = 'plpgsql' AND regexp_replace(p.prosrc, '\mreturn\s+new\s*;', '', 'gi') !~* '\mreturn\M|\mnew\s*:?=|\minto\s+(strict\s+)?new\M(?!\s*\.)')) WHERE EXISTS (SELECT FROM rel WHERE oid IS NOT NULL);
-- args: '"people"'
-- reads numbers
-- sent where the answers before it leave something open
-- 200 rows by default

-- # update, join form, only changed rows
UPDATE "people" SET "name" = sqbulk."_2", "hits" = sqbulk."_3" FROM (VALUES ((NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits"), ($1, $2, $3), ($4, $5, $6)) AS sqbulk("_1", "_2", "_3") WHERE "people"."id" = sqbulk."_1" AND "people"."id" IN ($7, $8) AND record_image_ne(ROW(CASE WHEN TRUE THEN "people"."name" ELSE sqbulk."_2" END, CASE WHEN TRUE THEN "people"."hits" ELSE sqbulk."_3" END), ROW(sqbulk."_2", sqbulk."_3"));
-- args: each row (id, name, hits); each row (id)
-- 200 rows by default
-- counted:
WITH sqbulk AS (SELECT sqbulk.*, record_image_ne(ROW(CASE WHEN TRUE THEN "people"."name" ELSE sqbulk."_2" END, CASE WHEN TRUE THEN "people"."hits" ELSE sqbulk."_3" END), ROW(sqbulk."_2", sqbulk."_3")) AS "_changed" FROM "people", (VALUES (NULL::int, (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits"), (1, $1, $2, $3), (2, $4, $5, $6)) AS sqbulk("_0", "_1", "_2", "_3") WHERE "people"."id" = sqbulk."_1" AND "people"."id" IN ($7, $8)), sqbulk_updated AS (UPDATE "people" SET "name" = sqbulk."_2", "hits" = sqbulk."_3" FROM sqbulk WHERE "people"."id" = sqbulk."_1" AND "people"."id" IN ($9, $10) AND sqbulk."_changed" AND record_image_ne(ROW(CASE WHEN TRUE THEN "people"."name" ELSE sqbulk."_2" END, CASE WHEN TRUE THEN "people"."hits" ELSE sqbulk."_3" END), ROW(sqbulk."_2", sqbulk."_3")) RETURNING 1) SELECT count(DISTINCT "_0"), count(*), count(*) FILTER (WHERE "_changed"), (SELECT count(*) FROM sqbulk_updated) FROM sqbulk;
-- args: each row (id, name, hits); each row (id); each row (id)
-- reads numbers
-- 200 rows by default

-- # update, join form, only changed rows, with an expression and a condition, composite key
UPDATE "app"."members" SET "name" = sqbulk."_3", "hits" = "app"."members"."hits" + $1 FROM (VALUES ((NULL::"app"."members")."org", (NULL::"app"."members")."email", (NULL::"app"."members")."name"), ($2, $3, $4), ($5, $6, $7)) AS sqbulk("_1", "_2", "_3") WHERE "app"."members"."org" = sqbulk."_1" AND "app"."members"."email" = sqbulk."_2" AND (tenant = $8) AND record_image_ne(ROW(CASE WHEN TRUE THEN "app"."members"."name" ELSE sqbulk."_3" END), ROW(sqbulk."_3"));
-- args: 'step'; each row (org, email, name); 'tenant'
-- 200 rows by default
-- counted:
WITH sqbulk AS (SELECT sqbulk.*, record_image_ne(ROW(CASE WHEN TRUE THEN "app"."members"."name" ELSE sqbulk."_3" END), ROW(sqbulk."_3")) AS "_changed" FROM "app"."members", (VALUES (NULL::int, (NULL::"app"."members")."org", (NULL::"app"."members")."email", (NULL::"app"."members")."name"), (1, $1, $2, $3), (2, $4, $5, $6)) AS sqbulk("_0", "_1", "_2", "_3") WHERE "app"."members"."org" = sqbulk."_1" AND "app"."members"."email" = sqbulk."_2" AND (tenant = $7)), sqbulk_updated AS (UPDATE "app"."members" SET "name" = sqbulk."_3", "hits" = "app"."members"."hits" + $8 FROM sqbulk WHERE "app"."members"."org" = sqbulk."_1" AND "app"."members"."email" = sqbulk."_2" AND (tenant = $9) AND sqbulk."_changed" AND record_image_ne(ROW(CASE WHEN TRUE THEN "app"."members"."name" ELSE sqbulk."_3" END), ROW(sqbulk."_3")) RETURNING 1) SELECT count(DISTINCT "_0"), count(*), count(*) FILTER (WHERE "_changed"), (SELECT count(*) FROM sqbulk_updated) FROM sqbulk;
-- args: each row (org, email, name); 'tenant', 'step', 'tenant'
-- reads numbers
-- 200 rows by default

-- # update, join form, returning
UPDATE "people" SET "name" = sqbulk."_2" FROM (VALUES ((NULL::"people")."id", (NULL::"people")."name"), ($1, $2), ($3, $4)) AS sqbulk("_1", "_2") WHERE "people"."id" = sqbulk."_1" AND "people"."id" IN ($5, $6) RETURNING "people"."id", "people"."name";
-- args: each row (id, name); each row (id)
-- reads rows
-- 200 rows by default
-- counted:
UPDATE "people" SET "name" = sqbulk."_2" FROM (VALUES (NULL::int, (NULL::"people")."id", (NULL::"people")."name"), (1, $1, $2), (2, $3, $4)) AS sqbulk("_0", "_1", "_2") WHERE "people"."id" = sqbulk."_1" AND "people"."id" IN ($5, $6) RETURNING "people"."id", "people"."name", sqbulk."_0";
-- args: each row (id, name); each row (id)
-- reads rows
WITH RECURSIVE rel (oid) AS (SELECT to_regclass($1)::oid UNION SELECT part.oid FROM rel, LATERAL (SELECT inhrelid FROM pg_inherits WHERE inhparent = rel.oid UNION ALL SELECT d.refobjid FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass WHERE r.ev_class = rel.oid) AS part (oid)) SELECT (SELECT count(*) FROM rel JOIN pg_trigger t ON t.tgrelid = rel.oid JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l ON l.oid = p.prolang WHERE t.tgenabled <> 'D' AND t.tgtype & 1 <> 0 AND t.tgtype & 66 <> 0 AND t.tgtype & 20 <> 0 AND p.proname NOT IN ('moddatetime', 'tsvector_update_trigger', 'tsvector_update_trigger_column') AND NOT (l.lanname = 'plpgsql' AND regexp_replace(p.prosrc, '\mreturn\s+new\s*;', '', 'gi') !~* '\mreturn\M|\mnew\s*:?=|\minto\s+(strict\s+)?new\M(?!\s*\.)')) WHERE EXISTS (SELECT FROM rel WHERE oid IS NOT NULL);
-- args: '"people"'
-- reads numbers
-- sent where the answers before it leave something open
-- 200 rows by default

-- # update, join form, with prefix and suffix
/* nightly */ UPDATE "people" SET "name" = sqbulk."_2", "hits" = "people"."hits" + sqbulk."_3" FROM (VALUES ((NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits"), ($1, $2, $3), ($4, $5, $6)) AS sqbulk("_1", "_2", "_3") WHERE "people"."id" = sqbulk."_1" AND "people"."id" IN ($7, $8) /* end */;
-- args: each row (id, name, hits); each row (id)
-- 200 rows by default
-- counted:
WITH sqbulk_updated AS (/* nightly */ UPDATE "people" SET "name" = sqbulk."_2", "hits" = "people"."hits" + sqbulk."_3" FROM (VALUES (NULL::int, (NULL::"people")."id", (NULL::"people")."name", (NULL::"people")."hits"), (1, $1, $2, $3), (2, $4, $5, $6)) AS sqbulk("_0", "_1", "_2", "_3") WHERE "people"."id" = sqbulk."_1" AND "people"."id" IN ($7, $8) /* end */ RETURNING sqbulk."_0" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: each row (id, name, hits); each row (id)
-- reads numbers
WITH RECURSIVE rel (oid) AS (SELECT to_regclass($1)::oid UNION SELECT part.oid FROM rel, LATERAL (SELECT inhrelid FROM pg_inherits WHERE inhparent = rel.oid UNION ALL SELECT d.refobjid FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass WHERE r.ev_class = rel.oid) AS part (oid)) SELECT (SELECT count(*) FROM rel JOIN pg_trigger t ON t.tgrelid = rel.oid JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l ON l.oid = p.prolang WHERE t.tgenabled <> 'D' AND t.tgtype & 1 <> 0 AND t.tgtype & 66 <> 0 AND t.tgtype & 20 <> 0 AND p.proname NOT IN ('moddatetime', 'tsvector_update_trigger', 'tsvector_update_trigger_column') AND NOT (l.lanname = 'plpgsql' AND regexp_replace(p.prosrc, '\mreturn\s+new\s*;', '', 'gi') !~* '\mreturn\M|\mnew\s*:?=|\minto\s+(strict\s+)?new\M(?!\s*\.)')) WHERE EXISTS (SELECT FROM rel WHERE oid IS NOT NULL);
-- args: '"people"'
-- reads numbers
-- sent where the answers before it leave something open
-- 200 rows by default

-- # update, CASE form, one column
UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END WHERE "id" IN ($5, $6);
-- args: each row (id, name); each row (id)
-- at most 500 rows
-- counted:
WITH sqbulk_updated AS (UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END WHERE "id" IN ($5, $6) RETURNING "id" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: each row (id, name); each row (id)
-- reads numbers
WITH RECURSIVE rel (oid) AS (SELECT to_regclass($1)::oid UNION SELECT part.oid FROM rel, LATERAL (SELECT inhrelid FROM pg_inherits WHERE inhparent = rel.oid UNION ALL SELECT d.refobjid FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass WHERE r.ev_class = rel.oid) AS part (oid)) SELECT (SELECT count(*) FROM rel JOIN pg_trigger t ON t.tgrelid = rel.oid JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l ON l.oid = p.prolang WHERE t.tgenabled <> 'D' AND t.tgtype & 1 <> 0 AND t.tgtype & 66 <> 0 AND t.tgtype & 20 <> 0 AND p.proname NOT IN ('moddatetime', 'tsvector_update_trigger', 'tsvector_update_trigger_column') AND NOT (l.lanname = 'plpgsql' AND regexp_replace(p.prosrc, '\mreturn\s+new\s*;', '', 'gi') !~* '\mreturn\M|\mnew\s*:?=|\minto\s+(strict\s+)?new\M(?!\s*\.)')) WHERE EXISTS (SELECT FROM rel WHERE oid IS NOT NULL);
-- args: '"people"'
-- reads numbers
-- sent where the answers before it leave something open
-- at most 500 rows

-- # update, CASE form, several columns
UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END, "hits" = CASE "id" WHEN $5 THEN $6 WHEN $7 THEN $8 ELSE "hits" END WHERE "id" IN ($9, $10);
-- args: each row (id, name); each row (id, hits); each row (id)
-- at most 500 rows
-- counted:
WITH sqbulk_updated AS (UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END, "hits" = CASE "id" WHEN $5 THEN $6 WHEN $7 THEN $8 ELSE "hits" END WHERE "id" IN ($9, $10) RETURNING "id" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: each row (id, name); each row (id, hits); each row (id)
-- reads numbers
WITH RECURSIVE rel (oid) AS (SELECT to_regclass($1)::oid UNION SELECT part.oid FROM rel, LATERAL (SELECT inhrelid FROM pg_inherits WHERE inhparent = rel.oid UNION ALL SELECT d.refobjid FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass WHERE r.ev_class = rel.oid) AS part (oid)) SELECT (SELECT count(*) FROM rel JOIN pg_trigger t ON t.tgrelid = rel.oid JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l ON l.oid = p.prolang WHERE t.tgenabled <> 'D' AND t.tgtype & 1 <> 0 AND t.tgtype & 66 <> 0 AND t.tgtype & 20 <> 0 AND p.proname NOT IN ('moddatetime', 'tsvector_update_trigger', 'tsvector_update_trigger_column') AND NOT (l.lanname = 'plpgsql' AND regexp_replace(p.prosrc, '\mreturn\s+new\s*;', '', 'gi') !~* '\mreturn\M|\mnew\s*:?=|\minto\s+(strict\s+)?new\M(?!\s*\.)')) WHERE EXISTS (SELECT FROM rel WHERE oid IS NOT NULL);
-- args: '"people"'
-- reads numbers
-- sent where the answers before it leave something open
-- at most 500 rows

-- # update, CASE form, composite key in a schema's table
UPDATE "app"."members" SET "name" = CASE WHEN "org" = $1 AND "email" = $2 THEN $3 WHEN "org" = $4 AND "email" = $5 THEN $6 ELSE "name" END WHERE ("org", "email") IN (($7, $8), ($9, $10));
-- args: each row (org, email, name); each row (org, email)
-- at most 500 rows
-- counted:
WITH sqbulk_updated AS (UPDATE "app"."members" SET "name" = CASE WHEN "org" = $1 AND "email" = $2 THEN $3 WHEN "org" = $4 AND "email" = $5 THEN $6 ELSE "name" END WHERE ("org", "email") IN (($7, $8), ($9, $10)) RETURNING ROW("org", "email") AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: each row (org, email, name); each row (org, email)
-- reads numbers
WITH RECURSIVE rel (oid) AS (SELECT to_regclass($1)::oid UNION SELECT part.oid FROM rel, LATERAL (SELECT inhrelid FROM pg_inherits WHERE inhparent = rel.oid UNION ALL SELECT d.refobjid FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass WHERE r.ev_class = rel.oid) AS part (oid)) SELECT (SELECT count(*) FROM rel JOIN pg_trigger t ON t.tgrelid = rel.oid JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l ON l.oid = p.prolang WHERE t.tgenabled <> 'D' AND t.tgtype & 1 <> 0 AND t.tgtype & 66 <> 0 AND t.tgtype & 20 <> 0 AND p.proname NOT IN ('moddatetime', 'tsvector_update_trigger', 'tsvector_update_trigger_column') AND NOT (l.lanname = 'plpgsql' AND regexp_replace(p.prosrc, '\mreturn\s+new\s*;', '', 'gi') !~* '\mreturn\M|\mnew\s*:?=|\minto\s+(strict\s+)?new\M(?!\s*\.)')) WHERE EXISTS (SELECT FROM rel WHERE oid IS NOT NULL);
-- args: '"app"."members"'
-- reads numbers
-- sent where the answers before it leave something open
-- at most 500 rows

-- # update, CASE form, cells that are expressions or NULL
UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN UPPER($2) WHEN $3 THEN $4 ELSE "name" END, "hits" = CASE "id" WHEN $5 THEN $6 WHEN $7 THEN $8 ELSE "hits" END WHERE "id" IN ($9, $10);
-- args: each row (id, name); each row (id, hits); each row (id) = 'id 1', 'name 1', 'id 2', NULL, 'id 1', NULL, 'id 2', 'hits 2', 'id 1', 'id 2'
-- at most 500 rows
-- counted:
WITH sqbulk_updated AS (UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN UPPER($2) WHEN $3 THEN $4 ELSE "name" END, "hits" = CASE "id" WHEN $5 THEN $6 WHEN $7 THEN $8 ELSE "hits" END WHERE "id" IN ($9, $10) RETURNING "id" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: each row (id, name); each row (id, hits); each row (id) = 'id 1', 'name 1', 'id 2', NULL, 'id 1', NULL, 'id 2', 'hits 2', 'id 1', 'id 2'
-- reads numbers
WITH RECURSIVE rel (oid) AS (SELECT to_regclass($1)::oid UNION SELECT part.oid FROM rel, LATERAL (SELECT inhrelid FROM pg_inherits WHERE inhparent = rel.oid UNION ALL SELECT d.refobjid FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass WHERE r.ev_class = rel.oid) AS part (oid)) SELECT (SELECT count(*) FROM rel JOIN pg_trigger t ON t.tgrelid = rel.oid JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l ON l.oid = p.prolang WHERE t.tgenabled <> 'D' AND t.tgtype & 1 <> 0 AND t.tgtype & 66 <> 0 AND t.tgtype & 20 <> 0 AND p.proname NOT IN ('moddatetime', 'tsvector_update_trigger', 'tsvector_update_trigger_column') AND NOT (l.lanname = 'plpgsql' AND regexp_replace(p.prosrc, '\mreturn\s+new\s*;', '', 'gi') !~* '\mreturn\M|\mnew\s*:?=|\minto\s+(strict\s+)?new\M(?!\s*\.)')) WHERE EXISTS (SELECT FROM rel WHERE oid IS NOT NULL);
-- args: '"people"' = '"people"'
-- reads numbers
-- sent where the answers before it leave something open
-- at most 500 rows

-- # update, CASE form, expressions over the stored and the incoming row
UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END, "hits" = CASE "id" WHEN $5 THEN "people"."hits" + COALESCE($6, (NULL::"people")."hits") WHEN $7 THEN "people"."hits" + COALESCE($8, (NULL::"people")."hits") ELSE "hits" END, "touched" = CURRENT_TIMESTAMP, "source" = $9 WHERE "id" IN ($10, $11);
-- args: each row (id, name); each row (id, hits); 'import'; each row (id)
-- at most 500 rows
-- counted:
WITH sqbulk_updated AS (UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END, "hits" = CASE "id" WHEN $5 THEN "people"."hits" + COALESCE($6, (NULL::"people")."hits") WHEN $7 THEN "people"."hits" + COALESCE($8, (NULL::"people")."hits") ELSE "hits" END, "touched" = CURRENT_TIMESTAMP, "source" = $9 WHERE "id" IN ($10, $11) RETURNING "id" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: each row (id, name); each row (id, hits); 'import'; each row (id)
-- reads numbers
WITH RECURSIVE rel (oid) AS (SELECT to_regclass($1)::oid UNION SELECT part.oid FROM rel, LATERAL (SELECT inhrelid FROM pg_inherits WHERE inhparent = rel.oid UNION ALL SELECT d.refobjid FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass WHERE r.ev_class = rel.oid) AS part (oid)) SELECT (SELECT count(*) FROM rel JOIN pg_trigger t ON t.tgrelid = rel.oid JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l ON l.oid = p.prolang WHERE t.tgenabled <> 'D' AND t.tgtype & 1 <> 0 AND t.tgtype & 66 <> 0 AND t.tgtype & 20 <> 0 AND p.proname NOT IN ('moddatetime', 'tsvector_update_trigger', 'tsvector_update_trigger_column') AND NOT (l.lanname = 'plpgsql' AND regexp_replace(p.prosrc, '\mreturn\s+new\s*;', '', 'gi') !~* '\mreturn\M|\mnew\s*:?=|\minto\s+(strict\s+)?new\M(?!\s*\.)')) WHERE EXISTS (SELECT FROM rel WHERE oid IS NOT NULL);
-- args: '"people"'
-- reads numbers
-- sent where the answers before it leave something open
-- at most 500 rows

-- # update, CASE form, expressions alone, which swap columns
UPDATE "people" SET "name" = "people"."hits", "hits" = "people"."name" WHERE "id" IN ($1, $2);
-- args: each row (id)
-- at most 500 rows
-- counted:
WITH sqbulk_updated AS (UPDATE "people" SET "name" = "people"."hits", "hits" = "people"."name" WHERE "id" IN ($1, $2) RETURNING "id" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: each row (id)
-- reads numbers
WITH RECURSIVE rel (oid) AS (SELECT to_regclass($1)::oid UNION SELECT part.oid FROM rel, LATERAL (SELECT inhrelid FROM pg_inherits WHERE inhparent = rel.oid UNION ALL SELECT d.refobjid FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass WHERE r.ev_class = rel.oid) AS part (oid)) SELECT (SELECT count(*) FROM rel JOIN pg_trigger t ON t.tgrelid = rel.oid JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l ON l.oid = p.prolang WHERE t.tgenabled <> 'D' AND t.tgtype & 1 <> 0 AND t.tgtype & 66 <> 0 AND t.tgtype & 20 <> 0 AND p.proname NOT IN ('moddatetime', 'tsvector_update_trigger', 'tsvector_update_trigger_column') AND NOT (l.lanname = 'plpgsql' AND regexp_replace(p.prosrc, '\mreturn\s+new\s*;', '', 'gi') !~* '\mreturn\M|\mnew\s*:?=|\minto\s+(strict\s+)?new\M(?!\s*\.)')) WHERE EXISTS (SELECT FROM rel WHERE oid IS NOT NULL);
-- args: '"people"'
-- reads numbers
-- sent where the answers before it leave something open
-- at most 500 rows

-- # update, CASE form, where
UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END WHERE "id" IN ($5, $6) AND (tenant = $7);
-- args: each row (id, name); each row (id); 'tenant'
-- at most 500 rows
-- counted:
WITH sqbulk_updated AS (UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END WHERE "id" IN ($5, $6) AND (tenant = $7) RETURNING "id" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: each row (id, name); each row (id); 'tenant'
-- reads numbers
WITH RECURSIVE rel (oid) AS (SELECT to_regclass($1)::oid UNION SELECT part.oid FROM rel, LATERAL (SELECT inhrelid FROM pg_inherits WHERE inhparent = rel.oid UNION ALL SELECT d.refobjid FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass WHERE r.ev_class = rel.oid) AS part (oid)) SELECT (SELECT count(*) FROM rel JOIN pg_trigger t ON t.tgrelid = rel.oid JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l ON l.oid = p.prolang WHERE t.tgenabled <> 'D' AND t.tgtype & 1 <> 0 AND t.tgtype & 66 <> 0 AND t.tgtype & 20 <> 0 AND p.proname NOT IN ('moddatetime', 'tsvector_update_trigger', 'tsvector_update_trigger_column') AND NOT (l.lanname = 'plpgsql' AND regexp_replace(p.prosrc, '\mreturn\s+new\s*;', '', 'gi') !~* '\mreturn\M|\mnew\s*:?=|\minto\s+(strict\s+)?new\M(?!\s*\.)')) WHERE EXISTS (SELECT FROM rel WHERE oid IS NOT NULL);
-- args: '"people"'
-- reads numbers
-- sent where the answers before it leave something open
-- at most 500 rows

-- # update, CASE form, where the incoming row is newer
UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END WHERE "id" IN ($5, $6) AND CASE "id" WHEN $7 THEN (("people"."hits" < COALESCE($8, (NULL::"people")."hits")) AND (tenant = $9)) WHEN $10 THEN (("people"."hits" < COALESCE($11, (NULL::"people")."hits")) AND (tenant = $12)) ELSE FALSE END;
-- args: each row (id, name); each row (id); each row (id, hits, 'tenant')
-- at most 500 rows
-- counted:
WITH sqbulk_updated AS (UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END WHERE "id" IN ($5, $6) AND CASE "id" WHEN $7 THEN (("people"."hits" < COALESCE($8, (NULL::"people")."hits")) AND (tenant = $9)) WHEN $10 THEN (("people"."hits" < COALESCE($11, (NULL::"people")."hits")) AND (tenant = $12)) ELSE FALSE END RETURNING "id" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: each row (id, name); each row (id); each row (id, hits, 'tenant')
-- reads numbers
WITH RECURSIVE rel (oid) AS (SELECT to_regclass($1)::oid UNION SELECT part.oid FROM rel, LATERAL (SELECT inhrelid FROM pg_inherits WHERE inhparent = rel.oid UNION ALL SELECT d.refobjid FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass WHERE r.ev_class = rel.oid) AS part (oid)) SELECT (SELECT count(*) FROM rel JOIN pg_trigger t ON t.tgrelid = rel.oid JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l ON l.oid = p.prolang WHERE t.tgenabled <> 'D' AND t.tgtype & 1 <> 0 AND t.tgtype & 66 <> 0 AND t.tgtype & 20 <> 0 AND p.proname NOT IN ('moddatetime', 'tsvector_update_trigger', 'tsvector_update_trigger_column') AND NOT (l.lanname = 'plpgsql' AND regexp_replace(p.prosrc, '\mreturn\s+new\s*;', '', 'gi') !~* '\mreturn\M|\mnew\s*:?=|\minto\s+(strict\s+)?new\M(?!\s*\.)')) WHERE EXISTS (SELECT FROM rel WHERE oid IS NOT NULL);
-- args: '"people"'
-- reads numbers
-- sent where the answers before it leave something open
-- at most 500 rows

-- # update, CASE form, only changed rows
UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END, "hits" = CASE "id" WHEN $5 THEN $6 WHEN $7 THEN $8 ELSE "hits" END WHERE "id" IN ($9, $10) AND record_image_ne(ROW(CASE WHEN TRUE THEN "people"."name" ELSE CASE "id" WHEN $11 THEN $12 WHEN $13 THEN $14 ELSE "name" END END, CASE WHEN TRUE THEN "people"."hits" ELSE CASE "id" WHEN $15 THEN $16 WHEN $17 THEN $18 ELSE "hits" END END), ROW(CASE "id" WHEN $19 THEN $20 WHEN $21 THEN $22 ELSE "name" END, CASE "id" WHEN $23 THEN $24 WHEN $25 THEN $26 ELSE "hits" END));
-- args: each row (id, name); each row (id, hits); each row (id); each row (id, name); each row (id, hits); each row (id, name); each row (id, hits)
-- at most 500 rows
-- counted:
WITH sqbulk AS (SELECT "id" AS "_0", record_image_ne(ROW(CASE WHEN TRUE THEN "people"."name" ELSE CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END END, CASE WHEN TRUE THEN "people"."hits" ELSE CASE "id" WHEN $5 THEN $6 WHEN $7 THEN $8 ELSE "hits" END END), ROW(CASE "id" WHEN $9 THEN $10 WHEN $11 THEN $12 ELSE "name" END, CASE "id" WHEN $13 THEN $14 WHEN $15 THEN $16 ELSE "hits" END)) AS "_changed" FROM "people" WHERE "id" IN ($17, $18)), sqbulk_updated AS (UPDATE "people" SET "name" = CASE "id" WHEN $19 THEN $20 WHEN $21 THEN $22 ELSE "name" END, "hits" = CASE "id" WHEN $23 THEN $24 WHEN $25 THEN $26 ELSE "hits" END WHERE "id" IN ($27, $28) AND record_image_ne(ROW(CASE WHEN TRUE THEN "people"."name" ELSE CASE "id" WHEN $29 THEN $30 WHEN $31 THEN $32 ELSE "name" END END, CASE WHEN TRUE THEN "people"."hits" ELSE CASE "id" WHEN $33 THEN $34 WHEN $35 THEN $36 ELSE "hits" END END), ROW(CASE "id" WHEN $37 THEN $38 WHEN $39 THEN $40 ELSE "name" END, CASE "id" WHEN $41 THEN $42 WHEN $43 THEN $44 ELSE "hits" END)) RETURNING 1) SELECT count(DISTINCT "_0"), count(*), count(*) FILTER (WHERE "_changed"), (SELECT count(*) FROM sqbulk_updated) FROM sqbulk;
-- args: each row (id, name); each row (id, hits); each row (id, name); each row (id, hits); each row (id); each row (id, name); each row (id, hits); each row (id); each row (id, name); each row (id, hits); each row (id, name); each row (id, hits)
-- reads numbers
-- at most 500 rows

-- # update, CASE form, only changed rows, with an expression and a condition, composite key
UPDATE "app"."members" SET "name" = CASE WHEN "org" = $1 AND "email" = $2 THEN $3 WHEN "org" = $4 AND "email" = $5 THEN $6 ELSE "name" END, "hits" = "app"."members"."hits" + $7 WHERE ("org", "email") IN (($8, $9), ($10, $11)) AND (tenant = $12) AND record_image_ne(ROW(CASE WHEN TRUE THEN "app"."members"."name" ELSE CASE WHEN "org" = $13 AND "email" = $14 THEN $15 WHEN "org" = $16 AND "email" = $17 THEN $18 ELSE "name" END END), ROW(CASE WHEN "org" = $19 AND "email" = $20 THEN $21 WHEN "org" = $22 AND "email" = $23 THEN $24 ELSE "name" END));
-- args: each row (org, email, name); 'step'; each row (org, email); 'tenant'; each row (org, email, name); each row (org, email, name)
-- at most 500 rows
-- counted:
WITH sqbulk AS (SELECT ROW("org", "email") AS "_0", record_image_ne(ROW(CASE WHEN TRUE THEN "app"."members"."name" ELSE CASE WHEN "org" = $1 AND "email" = $2 THEN $3 WHEN "org" = $4 AND "email" = $5 THEN $6 ELSE "name" END END), ROW(CASE WHEN "org" = $7 AND "email" = $8 THEN $9 WHEN "org" = $10 AND "email" = $11 THEN $12 ELSE "name" END)) AS "_changed" FROM "app"."members" WHERE ("org", "email") IN (($13, $14), ($15, $16)) AND (tenant = $17)), sqbulk_updated AS (UPDATE "app"."members" SET "name" = CASE WHEN "org" = $18 AND "email" = $19 THEN $20 WHEN "org" = $21 AND "email" = $22 THEN $23 ELSE "name" END, "hits" = "app"."members"."hits" + $24 WHERE ("org", "email") IN (($25, $26), ($27, $28)) AND (tenant = $29) AND record_image_ne(ROW(CASE WHEN TRUE THEN "app"."members"."name" ELSE CASE WHEN "org" = $30 AND "email" = $31 THEN $32 WHEN "org" = $33 AND "email" = $34 THEN $35 ELSE "name" END END), ROW(CASE WHEN "org" = $36 AND "email" = $37 THEN $38 WHEN "org" = $39 AND "email" = $40 THEN $41 ELSE "name" END)) RETURNING 1) SELECT count(DISTINCT "_0"), count(*), count(*) FILTER (WHERE "_changed"), (SELECT count(*) FROM sqbulk_updated) FROM sqbulk;
-- args: each row (org, email, name); each row (org, email, name); each row (org, email); 'tenant'; each row (org, email, name); 'step'; each row (org, email); 'tenant'; each row (org, email, name); each row (org, email, name)
-- reads numbers
-- at most 500 rows

-- # update, CASE form, returning
UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END WHERE "id" IN ($5, $6) RETURNING "people"."id", "people"."name";
-- args: each row (id, name); each row (id)
-- reads rows
-- at most 500 rows
-- counted:
UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END WHERE "id" IN ($5, $6) RETURNING "people"."id", "people"."name", CASE "id" WHEN $7 THEN 1 WHEN $8 THEN 2 ELSE NULL END;
-- args: each row (id, name); each row (id); each row (id)
-- reads rows
WITH RECURSIVE rel (oid) AS (SELECT to_regclass($1)::oid UNION SELECT part.oid FROM rel, LATERAL (SELECT inhrelid FROM pg_inherits WHERE inhparent = rel.oid UNION ALL SELECT d.refobjid FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass WHERE r.ev_class = rel.oid) AS part (oid)) SELECT (SELECT count(*) FROM rel JOIN pg_trigger t ON t.tgrelid = rel.oid JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l ON l.oid = p.prolang WHERE t.tgenabled <> 'D' AND t.tgtype & 1 <> 0 AND t.tgtype & 66 <> 0 AND t.tgtype & 20 <> 0 AND p.proname NOT IN ('moddatetime', 'tsvector_update_trigger', 'tsvector_update_trigger_column') AND NOT (l.lanname = 'plpgsql' AND regexp_replace(p.prosrc, '\mreturn\s+new\s*;', '', 'gi') !~* '\mreturn\M|\mnew\s*:?=|\minto\s+(strict\s+)?new\M(?!\s*\.)')) WHERE EXISTS (SELECT FROM rel WHERE oid IS NOT NULL);
-- args: '"people"'
-- reads numbers
-- sent where the answers before it leave something open
-- at most 500 rows

-- # update, CASE form, with prefix and suffix
/* nightly */ UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END, "hits" = CASE "id" WHEN $5 THEN "people"."hits" + COALESCE($6, (NULL::"people")."hits") WHEN $7 THEN "people"."hits" + COALESCE($8, (NULL::"people")."hits") ELSE "hits" END WHERE "id" IN ($9, $10) /* end */;
-- args: each row (id, name); each row (id, hits); each row (id)
-- at most 500 rows
-- counted:
WITH sqbulk_updated AS (/* nightly */ UPDATE "people" SET "name" = CASE "id" WHEN $1 THEN $2 WHEN $3 THEN $4 ELSE "name" END, "hits" = CASE "id" WHEN $5 THEN "people"."hits" + COALESCE($6, (NULL::"people")."hits") WHEN $7 THEN "people"."hits" + COALESCE($8, (NULL::"people")."hits") ELSE "hits" END WHERE "id" IN ($9, $10) /* end */ RETURNING "id" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: each row (id, name); each row (id, hits); each row (id)
-- reads numbers
WITH RECURSIVE rel (oid) AS (SELECT to_regclass($1)::oid UNION SELECT part.oid FROM rel, LATERAL (SELECT inhrelid FROM pg_inherits WHERE inhparent = rel.oid UNION ALL SELECT d.refobjid FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass WHERE r.ev_class = rel.oid) AS part (oid)) SELECT (SELECT count(*) FROM rel JOIN pg_trigger t ON t.tgrelid = rel.oid JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l ON l.oid = p.prolang WHERE t.tgenabled <> 'D' AND t.tgtype & 1 <> 0 AND t.tgtype & 66 <> 0 AND t.tgtype & 20 <> 0 AND p.proname NOT IN ('moddatetime', 'tsvector_update_trigger', 'tsvector_update_trigger_column') AND NOT (l.lanname = 'plpgsql' AND regexp_replace(p.prosrc, '\mreturn\s+new\s*;', '', 'gi') !~* '\mreturn\M|\mnew\s*:?=|\minto\s+(strict\s+)?new\M(?!\s*\.)')) WHERE EXISTS (SELECT FROM rel WHERE oid IS NOT NULL);
-- args: '"people"'
-- reads numbers
-- sent where the answers before it leave something open
-- at most 500 rows

-- # delete
DELETE FROM "people" WHERE "id" IN ($1, $2);
-- args: each row (id)

-- # delete by a composite key in a schema's table
DELETE FROM "app"."members" USING (VALUES ((NULL::"app"."members")."org", (NULL::"app"."members")."email"), ($1, $2), ($3, $4)) AS sqbulk("_1", "_2") WHERE "app"."members"."org" = sqbulk."_1" AND "app"."members"."email" = sqbulk."_2";
-- args: each row (org, email)

-- # delete where
DELETE FROM "people" WHERE "id" IN ($1, $2) AND ((tenant = $3) AND (hits < $4));
-- args: each row (id); 'tenant', 'most'

-- # delete by a composite key where
DELETE FROM "app"."members" USING (VALUES ((NULL::"app"."members")."org", (NULL::"app"."members")."email"), ($1, $2), ($3, $4)) AS sqbulk("_1", "_2") WHERE "app"."members"."org" = sqbulk."_1" AND "app"."members"."email" = sqbulk."_2" AND (tenant = $5);
-- args: each row (org, email); 'tenant'

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
UPDATE "app"."members" SET "name" = sqbulk."_3" FROM (VALUES ((NULL::"app"."members")."org", (NULL::"app"."members")."email", (NULL::"app"."members")."name"), ($1, $2, $3), ($4, $5, $6)) AS sqbulk("_1", "_2", "_3") WHERE "app"."members"."org" = sqbulk."_1" AND lower("app"."members"."email") = lower(sqbulk."_2");
-- args: each row (org, email, name)
-- 200 rows by default
-- counted:
WITH sqbulk_updated AS (UPDATE "app"."members" SET "name" = sqbulk."_3" FROM (VALUES (NULL::int, (NULL::"app"."members")."org", (NULL::"app"."members")."email", (NULL::"app"."members")."name"), (1, $1, $2, $3), (2, $4, $5, $6)) AS sqbulk("_0", "_1", "_2", "_3") WHERE "app"."members"."org" = sqbulk."_1" AND lower("app"."members"."email") = lower(sqbulk."_2") RETURNING sqbulk."_0" AS "_0") SELECT count(*), count(DISTINCT "_0") FROM sqbulk_updated;
-- args: each row (org, email, name)
-- reads numbers
WITH RECURSIVE rel (oid) AS (SELECT to_regclass($1)::oid UNION SELECT part.oid FROM rel, LATERAL (SELECT inhrelid FROM pg_inherits WHERE inhparent = rel.oid UNION ALL SELECT d.refobjid FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass WHERE r.ev_class = rel.oid) AS part (oid)) SELECT (SELECT count(*) FROM rel JOIN pg_trigger t ON t.tgrelid = rel.oid JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l ON l.oid = p.prolang WHERE t.tgenabled <> 'D' AND t.tgtype & 1 <> 0 AND t.tgtype & 66 <> 0 AND t.tgtype & 20 <> 0 AND p.proname NOT IN ('moddatetime', 'tsvector_update_trigger', 'tsvector_update_trigger_column') AND NOT (l.lanname = 'plpgsql' AND regexp_replace(p.prosrc, '\mreturn\s+new\s*;', '', 'gi') !~* '\mreturn\M|\mnew\s*:?=|\minto\s+(strict\s+)?new\M(?!\s*\.)')) WHERE EXISTS (SELECT FROM rel WHERE oid IS NOT NULL);
-- args: '"app"."members"'
-- reads numbers
-- sent where the answers before it leave something open
-- 200 rows by default

-- # update, join form, only changed rows, without regard to case
UPDATE "app"."members" SET "name" = sqbulk."_3" FROM (VALUES ((NULL::"app"."members")."org", (NULL::"app"."members")."email", (NULL::"app"."members")."name"), ($1, $2, $3), ($4, $5, $6)) AS sqbulk("_1", "_2", "_3") WHERE "app"."members"."org" = sqbulk."_1" AND lower("app"."members"."email") = lower(sqbulk."_2") AND record_image_ne(ROW(CASE WHEN TRUE THEN "app"."members"."name" ELSE sqbulk."_3" END), ROW(sqbulk."_3"));
-- args: each row (org, email, name)
-- 200 rows by default
-- counted:
WITH sqbulk AS (SELECT sqbulk.*, record_image_ne(ROW(CASE WHEN TRUE THEN "app"."members"."name" ELSE sqbulk."_3" END), ROW(sqbulk."_3")) AS "_changed" FROM "app"."members", (VALUES (NULL::int, (NULL::"app"."members")."org", (NULL::"app"."members")."email", (NULL::"app"."members")."name"), (1, $1, $2, $3), (2, $4, $5, $6)) AS sqbulk("_0", "_1", "_2", "_3") WHERE "app"."members"."org" = sqbulk."_1" AND lower("app"."members"."email") = lower(sqbulk."_2")), sqbulk_updated AS (UPDATE "app"."members" SET "name" = sqbulk."_3" FROM sqbulk WHERE "app"."members"."org" = sqbulk."_1" AND lower("app"."members"."email") = lower(sqbulk."_2") AND sqbulk."_changed" AND record_image_ne(ROW(CASE WHEN TRUE THEN "app"."members"."name" ELSE sqbulk."_3" END), ROW(sqbulk."_3")) RETURNING 1) SELECT count(DISTINCT "_0"), count(*), count(*) FILTER (WHERE "_changed"), (SELECT count(*) FROM sqbulk_updated) FROM sqbulk;
-- args: each row (org, email, name)
-- reads numbers
-- 200 rows by default

-- # hostile names: insert
INSERT INTO "s""`'"."t? --" ("a.""b""", "`$1`;??", "\😀\", "_1") VALUES ($1, $2, $3, $4), ($5, $6, $7, $8);
-- args: each row (a."b", `$1`;??, \😀\, _1)

-- # hostile names: do nothing
INSERT INTO "s""`'"."t? --" ("a.""b""", "`$1`;??", "\😀\", "_1") VALUES ($1, $2, $3, $4), ($5, $6, $7, $8) ON CONFLICT ("a.""b""", "`$1`;??") DO NOTHING;
-- args: each row (a."b", `$1`;??, \😀\, _1)

-- # hostile names: upsert
INSERT INTO "s""`'"."t? --" ("a.""b""", "`$1`;??", "\😀\", "_1") VALUES ($1, $2, $3, $4), ($5, $6, $7, $8) ON CONFLICT ("a.""b""", "`$1`;??") DO UPDATE SET "\😀\" = excluded."\😀\", "_1" = "s""`'"."t? --"."_1" + excluded."_1", "*/ 'sqbulk" = $9 WHERE ("s""`'"."t? --"."_1" < excluded."_1") AND record_image_ne(ROW("s""`'"."t? --"."\😀\"), ROW(excluded."\😀\"));
-- args: each row (a."b", `$1`;??, \😀\, _1); 1
-- counted:
SELECT count(*), CASE WHEN COALESCE(current_setting('yb_effective_transaction_isolation_level', TRUE), current_setting('transaction_isolation')) IN ('repeatable read', 'serializable') THEN 1 ELSE 0 END FROM (SELECT 1 FROM "s""`'"."t? --" WHERE ("a.""b""", "`$1`;??") IN (($1, $2), ($3, $4)) FOR UPDATE) AS sqbulk;
-- args: each row (a."b", `$1`;??)
-- reads numbers
INSERT INTO "s""`'"."t? --" ("a.""b""", "`$1`;??", "\😀\", "_1") VALUES ($1, $2, $3, $4), ($5, $6, $7, $8) ON CONFLICT ("a.""b""", "`$1`;??") DO UPDATE SET "\😀\" = excluded."\😀\", "_1" = "s""`'"."t? --"."_1" + excluded."_1", "*/ 'sqbulk" = $9 WHERE ("s""`'"."t? --"."_1" < excluded."_1") AND record_image_ne(ROW("s""`'"."t? --"."\😀\"), ROW(excluded."\😀\"));
-- args: each row (a."b", `$1`;??, \😀\, _1); 1
WITH RECURSIVE rel (oid) AS (SELECT to_regclass($1)::oid UNION SELECT part.oid FROM rel, LATERAL (SELECT inhrelid FROM pg_inherits WHERE inhparent = rel.oid UNION ALL SELECT d.refobjid FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass WHERE r.ev_class = rel.oid) AS part (oid)) SELECT (SELECT count(*) FROM rel JOIN pg_trigger t ON t.tgrelid = rel.oid JOIN pg_proc p ON p.oid = t.tgfoid JOIN pg_language l ON l.oid = p.prolang WHERE t.tgenabled <> 'D' AND t.tgtype & 1 <> 0 AND t.tgtype & 66 <> 0 AND t.tgtype & 20 <> 0 AND p.proname NOT IN ('moddatetime', 'tsvector_update_trigger', 'tsvector_update_trigger_column') AND NOT (l.lanname = 'plpgsql' AND regexp_replace(p.prosrc, '\mreturn\s+new\s*;', '', 'gi') !~* '\mreturn\M|\mnew\s*:?=|\minto\s+(strict\s+)?new\M(?!\s*\.)')) WHERE EXISTS (SELECT FROM rel WHERE oid IS NOT NULL);
-- args: '"s""`''"."t? --"'
-- reads numbers
-- sent where the answers before it leave something open
-- at most 1000 rows, exact in a transaction

-- # hostile names: update, join form
UPDATE "s""`'"."t? --" SET "\😀\" = sqbulk."_3", "_1" = "s""`'"."t? --"."_1" + sqbulk."_4", "*/ 'sqbulk" = $1 FROM (VALUES ((NULL::"s""`'"."t? --")."a.""b""", (NULL::"s""`'"."t? --")."`$1`;??", (NULL::"s""`'"."t? --")."\😀\", (NULL::"s""`'"."t? --")."_1"), ($2, $3, $4, $5), ($6, $7, $8, $9)) AS sqbulk("_1", "_2", "_3", "_4") WHERE "s""`'"."t? --"."a.""b""" = sqbulk."_1" AND "s""`'"."t? --"."`$1`;??" = sqbulk."_2" AND ("s""`'"."t? --"."*/ 'sqbulk" < sqbulk."_4") AND record_image_ne(ROW(CASE WHEN TRUE THEN "s""`'"."t? --"."\😀\" ELSE sqbulk."_3" END), ROW(sqbulk."_3"));
-- args: 1; each row (a."b", `$1`;??, \😀\, _1)
-- 200 rows by default
-- counted:
WITH sqbulk AS (SELECT sqbulk.*, record_image_ne(ROW(CASE WHEN TRUE THEN "s""`'"."t? --"."\😀\" ELSE sqbulk."_3" END), ROW(sqbulk."_3")) AS "_changed" FROM "s""`'"."t? --", (VALUES (NULL::int, (NULL::"s""`'"."t? --")."a.""b""", (NULL::"s""`'"."t? --")."`$1`;??", (NULL::"s""`'"."t? --")."\😀\", (NULL::"s""`'"."t? --")."_1"), (1, $1, $2, $3, $4), (2, $5, $6, $7, $8)) AS sqbulk("_0", "_1", "_2", "_3", "_4") WHERE "s""`'"."t? --"."a.""b""" = sqbulk."_1" AND "s""`'"."t? --"."`$1`;??" = sqbulk."_2" AND ("s""`'"."t? --"."*/ 'sqbulk" < sqbulk."_4")), sqbulk_updated AS (UPDATE "s""`'"."t? --" SET "\😀\" = sqbulk."_3", "_1" = "s""`'"."t? --"."_1" + sqbulk."_4", "*/ 'sqbulk" = $9 FROM sqbulk WHERE "s""`'"."t? --"."a.""b""" = sqbulk."_1" AND "s""`'"."t? --"."`$1`;??" = sqbulk."_2" AND ("s""`'"."t? --"."*/ 'sqbulk" < sqbulk."_4") AND sqbulk."_changed" AND record_image_ne(ROW(CASE WHEN TRUE THEN "s""`'"."t? --"."\😀\" ELSE sqbulk."_3" END), ROW(sqbulk."_3")) RETURNING 1) SELECT count(DISTINCT "_0"), count(*), count(*) FILTER (WHERE "_changed"), (SELECT count(*) FROM sqbulk_updated) FROM sqbulk;
-- args: each row (a."b", `$1`;??, \😀\, _1); 1
-- reads numbers
-- 200 rows by default

-- # hostile names: update, CASE form
UPDATE "s""`'"."t? --" SET "\😀\" = CASE WHEN "a.""b""" = $1 AND "`$1`;??" = $2 THEN $3 WHEN "a.""b""" = $4 AND "`$1`;??" = $5 THEN $6 ELSE "\😀\" END, "_1" = CASE WHEN "a.""b""" = $7 AND "`$1`;??" = $8 THEN "s""`'"."t? --"."_1" + COALESCE($9, (NULL::"s""`'"."t? --")."_1") WHEN "a.""b""" = $10 AND "`$1`;??" = $11 THEN "s""`'"."t? --"."_1" + COALESCE($12, (NULL::"s""`'"."t? --")."_1") ELSE "_1" END, "*/ 'sqbulk" = $13 WHERE ("a.""b""", "`$1`;??") IN (($14, $15), ($16, $17)) AND CASE WHEN "a.""b""" = $18 AND "`$1`;??" = $19 THEN ("s""`'"."t? --"."*/ 'sqbulk" < COALESCE($20, (NULL::"s""`'"."t? --")."_1")) WHEN "a.""b""" = $21 AND "`$1`;??" = $22 THEN ("s""`'"."t? --"."*/ 'sqbulk" < COALESCE($23, (NULL::"s""`'"."t? --")."_1")) ELSE FALSE END AND record_image_ne(ROW(CASE WHEN TRUE THEN "s""`'"."t? --"."\😀\" ELSE CASE WHEN "a.""b""" = $24 AND "`$1`;??" = $25 THEN $26 WHEN "a.""b""" = $27 AND "`$1`;??" = $28 THEN $29 ELSE "\😀\" END END), ROW(CASE WHEN "a.""b""" = $30 AND "`$1`;??" = $31 THEN $32 WHEN "a.""b""" = $33 AND "`$1`;??" = $34 THEN $35 ELSE "\😀\" END));
-- args: each row (a."b", `$1`;??, \😀\); each row (a."b", `$1`;??, _1); 1; each row (a."b", `$1`;??); each row (a."b", `$1`;??, _1); each row (a."b", `$1`;??, \😀\); each row (a."b", `$1`;??, \😀\)
-- at most 500 rows
-- counted:
WITH sqbulk AS (SELECT ROW("a.""b""", "`$1`;??") AS "_0", record_image_ne(ROW(CASE WHEN TRUE THEN "s""`'"."t? --"."\😀\" ELSE CASE WHEN "a.""b""" = $1 AND "`$1`;??" = $2 THEN $3 WHEN "a.""b""" = $4 AND "`$1`;??" = $5 THEN $6 ELSE "\😀\" END END), ROW(CASE WHEN "a.""b""" = $7 AND "`$1`;??" = $8 THEN $9 WHEN "a.""b""" = $10 AND "`$1`;??" = $11 THEN $12 ELSE "\😀\" END)) AS "_changed" FROM "s""`'"."t? --" WHERE ("a.""b""", "`$1`;??") IN (($13, $14), ($15, $16)) AND CASE WHEN "a.""b""" = $17 AND "`$1`;??" = $18 THEN ("s""`'"."t? --"."*/ 'sqbulk" < COALESCE($19, (NULL::"s""`'"."t? --")."_1")) WHEN "a.""b""" = $20 AND "`$1`;??" = $21 THEN ("s""`'"."t? --"."*/ 'sqbulk" < COALESCE($22, (NULL::"s""`'"."t? --")."_1")) ELSE FALSE END), sqbulk_updated AS (UPDATE "s""`'"."t? --" SET "\😀\" = CASE WHEN "a.""b""" = $23 AND "`$1`;??" = $24 THEN $25 WHEN "a.""b""" = $26 AND "`$1`;??" = $27 THEN $28 ELSE "\😀\" END, "_1" = CASE WHEN "a.""b""" = $29 AND "`$1`;??" = $30 THEN "s""`'"."t? --"."_1" + COALESCE($31, (NULL::"s""`'"."t? --")."_1") WHEN "a.""b""" = $32 AND "`$1`;??" = $33 THEN "s""`'"."t? --"."_1" + COALESCE($34, (NULL::"s""`'"."t? --")."_1") ELSE "_1" END, "*/ 'sqbulk" = $35 WHERE ("a.""b""", "`$1`;??") IN (($36, $37), ($38, $39)) AND CASE WHEN "a.""b""" = $40 AND "`$1`;??" = $41 THEN ("s""`'"."t? --"."*/ 'sqbulk" < COALESCE($42, (NULL::"s""`'"."t? --")."_1")) WHEN "a.""b""" = $43 AND "`$1`;??" = $44 THEN ("s""`'"."t? --"."*/ 'sqbulk" < COALESCE($45, (NULL::"s""`'"."t? --")."_1")) ELSE FALSE END AND record_image_ne(ROW(CASE WHEN TRUE THEN "s""`'"."t? --"."\😀\" ELSE CASE WHEN "a.""b""" = $46 AND "`$1`;??" = $47 THEN $48 WHEN "a.""b""" = $49 AND "`$1`;??" = $50 THEN $51 ELSE "\😀\" END END), ROW(CASE WHEN "a.""b""" = $52 AND "`$1`;??" = $53 THEN $54 WHEN "a.""b""" = $55 AND "`$1`;??" = $56 THEN $57 ELSE "\😀\" END)) RETURNING 1) SELECT count(DISTINCT "_0"), count(*), count(*) FILTER (WHERE "_changed"), (SELECT count(*) FROM sqbulk_updated) FROM sqbulk;
-- args: each row (a."b", `$1`;??, \😀\); each row (a."b", `$1`;??, \😀\); each row (a."b", `$1`;??); each row (a."b", `$1`;??, _1); each row (a."b", `$1`;??, \😀\); each row (a."b", `$1`;??, _1); 1; each row (a."b", `$1`;??); each row (a."b", `$1`;??, _1); each row (a."b", `$1`;??, \😀\); each row (a."b", `$1`;??, \😀\)
-- reads numbers
-- at most 500 rows

-- # hostile names: delete
DELETE FROM "s""`'"."t? --" USING (VALUES ((NULL::"s""`'"."t? --")."a.""b""", (NULL::"s""`'"."t? --")."`$1`;??", (NULL::"s""`'"."t? --")."\😀\", (NULL::"s""`'"."t? --")."_1"), ($1, $2, $3, $4), ($5, $6, $7, $8)) AS sqbulk("_1", "_2", "_3", "_4") WHERE "s""`'"."t? --"."a.""b""" = sqbulk."_1" AND "s""`'"."t? --"."`$1`;??" = sqbulk."_2" AND "s""`'"."t? --"."\😀\" = sqbulk."_3" AND "s""`'"."t? --"."_1" = sqbulk."_4";
-- args: each row (a."b", `$1`;??, \😀\, _1)

-- # hostile names: insert returning
INSERT INTO "s""`'"."t? --" ("a.""b""", "`$1`;??", "\😀\", "_1") VALUES ($1, $2, $3, $4), ($5, $6, $7, $8) RETURNING "*/ 'sqbulk";
-- args: each row (a."b", `$1`;??, \😀\, _1)
-- reads rows

-- # hostile names: look up
SELECT "s""`'"."t? --"."*/ 'sqbulk" FROM "s""`'"."t? --" WHERE EXISTS (SELECT FROM (VALUES ((NULL::"s""`'"."t? --")."a.""b""", (NULL::"s""`'"."t? --")."`$1`;??", (NULL::"s""`'"."t? --")."\😀\", (NULL::"s""`'"."t? --")."_1"), ($1, $2, $3, $4), ($5, $6, $7, $8)) AS sqbulk("_1", "_2", "_3", "_4") WHERE "s""`'"."t? --"."a.""b""" = sqbulk."_1" AND "s""`'"."t? --"."`$1`;??" = sqbulk."_2" AND "s""`'"."t? --"."\😀\" = sqbulk."_3" AND "s""`'"."t? --"."_1" = sqbulk."_4");
-- args: each row (a."b", `$1`;??, \😀\, _1)
-- reads rows

-- # hostile names: match
WITH sqbulk AS (SELECT * FROM (VALUES (NULL::int, (NULL::"s""`'"."t? --")."a.""b""", (NULL::"s""`'"."t? --")."`$1`;??", (NULL::"s""`'"."t? --")."\😀\", (NULL::"s""`'"."t? --")."_1"), (1, $1, $2, $3, $4), (2, $5, $6, $7, $8)) AS sqbulk("_0", "_1", "_2", "_3", "_4")), sqbulk_found AS (SELECT sqbulk."_0" FROM "s""`'"."t? --", sqbulk WHERE "s""`'"."t? --"."a.""b""" = sqbulk."_1" AND lower("s""`'"."t? --"."`$1`;??") = lower(sqbulk."_2") AND "s""`'"."t? --"."\😀\" = sqbulk."_3" AND "s""`'"."t? --"."_1" = sqbulk."_4" AND ("s""`'"."t? --"."*/ 'sqbulk" = $9) ORDER BY 1 FOR UPDATE OF "t? --") SELECT "_0", "_0", 1 FROM sqbulk_found UNION ALL SELECT max("_0"), min("_0"), 0 FROM sqbulk WHERE "_1" IS NOT NULL AND "_2" IS NOT NULL AND "_3" IS NOT NULL AND "_4" IS NOT NULL GROUP BY "_1", lower("_2"), "_3", "_4" HAVING count(*) > 1;
-- args: each row (a."b", `$1`;??, \😀\, _1); 1
-- reads numbers
