-- The statements of dialecttest.Cases in sqlite, for two rows or so. Written by: go test -run Golden . -update

-- # insert
INSERT INTO "people" ("id", "name") VALUES (?, ?), (?, ?);
-- args: each row (id, name)

-- # insert one row of one column
INSERT INTO "people" ("id") VALUES (?);
-- args: each row (id)

-- # insert into a schema's table
INSERT INTO "app"."people" ("id", "name") VALUES (?, ?), (?, ?);
-- args: each row (id, name)

-- # insert cells that are expressions or NULL
INSERT INTO "people" ("id", "name") VALUES (?, UPPER(?)), (? + ?, ?), (?, CURRENT_USER);
-- args: each row (id, name) = 'id 1', 'name 1', 'id 2a', 'id 2b', NULL, 'id 3'

-- # insert a cell that is a nested query
INSERT INTO "people" ("id", "name") VALUES ((SELECT MAX(id) FROM archive WHERE org = ?), ?);
-- args: each row (id, name) = 'org 1', 'name 1'

-- # insert cells with question marks that are no placeholders
INSERT INTO "people" ("id", "name") VALUES (?, REPLACE('really?', ?, '?'));
-- args: each row (id, name) = 'id 1', 'name 1'

-- # insert DEFAULT cells
-- error: sqlite: unsupported operation: DEFAULT as a cell; leave the column out of the rows, or give the value

-- # insert with prefix and suffix
WITH p AS (SELECT ? AS x) INSERT INTO "people" ("id", "name") VALUES (?, ?), (?, ?) /* first */ ON CONFLICT (id) DO UPDATE SET name = ?;
-- args: 'prefix'; each row (id, name); 'suffix'

-- # insert returning
INSERT INTO "people" ("id", "name") VALUES (?, ?), (?, ?) RETURNING "people"."id" AS "id", "people"."seen" AS "seen";
-- args: each row (id, name)
-- reads rows

-- # do nothing on any key
INSERT INTO "people" ("id", "name") VALUES (?, ?), (?, ?) ON CONFLICT DO NOTHING;
-- args: each row (id, name)

-- # do nothing on a key
INSERT INTO "people" ("id", "name") VALUES (?, ?), (?, ?) ON CONFLICT ("id") DO NOTHING;
-- args: each row (id, name)

-- # do nothing on a composite key
INSERT INTO "members" ("org", "email", "name") VALUES (?, ?, ?), (?, ?, ?) ON CONFLICT ("org", "email") DO NOTHING;
-- args: each row (org, email, name)

-- # do nothing on a constraint
-- error: sqlite: unsupported operation: a conflict target by a constraint's name; name the columns of the unique key with OnConflict

-- # do nothing on a partial index
INSERT INTO "people" ("id", "name") VALUES (?, ?), (?, ?) ON CONFLICT ("id") WHERE (live) DO NOTHING;
-- args: each row (id, name)

-- # do nothing on a partial index with parameters
-- error: sqlite: unsupported operation: a predicate of a partial index with bind parameters; write the values into the SQL, as the index has them

-- # do nothing, returning
INSERT INTO "people" ("id", "name") VALUES (?, ?), (?, ?) ON CONFLICT ("id") DO NOTHING RETURNING "people"."id" AS "id";
-- args: each row (id, name)
-- reads rows

-- # upsert all columns
INSERT INTO "people" ("id", "name", "hits") VALUES (?, ?, ?), (?, ?, ?) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits";
-- args: each row (id, name, hits)
-- counted:
SELECT count(*), ? FROM "people" WHERE ("people"."id") IN (SELECT column1 FROM (VALUES (?), (?)));
-- args: of all rows (id); each row (id)
-- reads numbers
INSERT INTO "people" ("id", "name", "hits") VALUES (?, ?, ?), (?, ?, ?) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits";
-- args: each row (id, name, hits)
SELECT count(*) FROM "people" WHERE ("people"."id") IN (SELECT column1 FROM (VALUES (?), (?)));
-- args: each row (id)
-- reads numbers
SELECT count(*) FILTER (WHERE type <> 'trigger'), count(*) FILTER (WHERE type = 'view' OR type = 'trigger' AND sql LIKE '%raise%ignore%' OR type = 'table' AND (sql LIKE '%conflict%ignore%' OR sql LIKE 'create virtual%')), count(*) FILTER (WHERE type = 'table' AND sql LIKE '%conflict%replace%'), count(*) FILTER (WHERE type = 'trigger') FROM (SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_master UNION ALL SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_temp_master) WHERE type <> 'index' AND tbl_name = ? COLLATE NOCASE;
-- args: 'people'
-- reads numbers
-- sent where the answers before it leave something open
-- exact in a transaction

-- # upsert some columns
INSERT INTO "people" ("id", "name", "hits") VALUES (?, ?, ?), (?, ?, ?) ON CONFLICT ("id") DO UPDATE SET "hits" = excluded."hits";
-- args: each row (id, name, hits)
-- counted:
SELECT count(*), ? FROM "people" WHERE ("people"."id") IN (SELECT column1 FROM (VALUES (?), (?)));
-- args: of all rows (id); each row (id)
-- reads numbers
INSERT INTO "people" ("id", "name", "hits") VALUES (?, ?, ?), (?, ?, ?) ON CONFLICT ("id") DO UPDATE SET "hits" = excluded."hits";
-- args: each row (id, name, hits)
SELECT count(*) FROM "people" WHERE ("people"."id") IN (SELECT column1 FROM (VALUES (?), (?)));
-- args: each row (id)
-- reads numbers
SELECT count(*) FILTER (WHERE type <> 'trigger'), count(*) FILTER (WHERE type = 'view' OR type = 'trigger' AND sql LIKE '%raise%ignore%' OR type = 'table' AND (sql LIKE '%conflict%ignore%' OR sql LIKE 'create virtual%')), count(*) FILTER (WHERE type = 'table' AND sql LIKE '%conflict%replace%'), count(*) FILTER (WHERE type = 'trigger') FROM (SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_master UNION ALL SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_temp_master) WHERE type <> 'index' AND tbl_name = ? COLLATE NOCASE;
-- args: 'people'
-- reads numbers
-- sent where the answers before it leave something open
-- exact in a transaction

-- # upsert on a composite key in a schema's table
INSERT INTO "app"."members" ("org", "email", "name") VALUES (?, ?, ?), (?, ?, ?) ON CONFLICT ("org", "email") DO UPDATE SET "name" = excluded."name";
-- args: each row (org, email, name)
-- counted:
SELECT count(*), ? FROM "app"."members" WHERE ("members"."org", "members"."email") IN (SELECT column1, column2 FROM (VALUES (?, ?), (?, ?)));
-- args: of all rows (org, email); each row (org, email)
-- reads numbers
INSERT INTO "app"."members" ("org", "email", "name") VALUES (?, ?, ?), (?, ?, ?) ON CONFLICT ("org", "email") DO UPDATE SET "name" = excluded."name";
-- args: each row (org, email, name)
SELECT count(*) FROM "app"."members" WHERE ("members"."org", "members"."email") IN (SELECT column1, column2 FROM (VALUES (?, ?), (?, ?)));
-- args: each row (org, email)
-- reads numbers
SELECT count(*) FILTER (WHERE type <> 'trigger'), count(*) FILTER (WHERE type = 'view' OR type = 'trigger' AND sql LIKE '%raise%ignore%' OR type = 'table' AND (sql LIKE '%conflict%ignore%' OR sql LIKE 'create virtual%')), count(*) FILTER (WHERE type = 'table' AND sql LIKE '%conflict%replace%'), count(*) FILTER (WHERE type = 'trigger') FROM (SELECT type, lower(sql) AS sql, tbl_name FROM "app".sqlite_master UNION ALL SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_temp_master) WHERE type <> 'index' AND tbl_name = ? COLLATE NOCASE;
-- args: 'members'
-- reads numbers
-- sent where the answers before it leave something open
-- exact in a transaction

-- # upsert on a constraint
-- error: sqlite: unsupported operation: a conflict target by a constraint's name; name the columns of the unique key with OnConflict

-- # upsert on a partial index
INSERT INTO "people" ("id", "name", "hits") VALUES (?, ?, ?), (?, ?, ?) ON CONFLICT ("id") WHERE ((live) AND (left_at IS NULL)) DO UPDATE SET "name" = excluded."name" WHERE ("people"."hits" < excluded."hits");
-- args: each row (id, name, hits)
-- counted:
SELECT count(*) FROM "people" WHERE ("people"."id") IN (SELECT column1 FROM (VALUES (?), (?))) AND ((live) AND (left_at IS NULL));
-- args: each row (id)
-- reads numbers
INSERT INTO "people" ("id", "name", "hits") VALUES (?, ?, ?), (?, ?, ?) ON CONFLICT ("id") WHERE ((live) AND (left_at IS NULL)) DO UPDATE SET "name" = excluded."name" WHERE ("people"."hits" < excluded."hits") RETURNING "people"."id" IS NULL OR (((live) AND (left_at IS NULL))) IS NOT TRUE;
-- args: each row (id, name, hits)
-- reads numbers
SELECT count(*) FROM "people" WHERE ("people"."id") IN (SELECT column1 FROM (VALUES (?), (?))) AND ((live) AND (left_at IS NULL));
-- args: each row (id)
-- reads numbers
SELECT count(*) FILTER (WHERE type <> 'trigger'), count(*) FILTER (WHERE type = 'view' OR type = 'trigger' AND sql LIKE '%raise%ignore%' OR type = 'table' AND (sql LIKE '%conflict%ignore%' OR sql LIKE 'create virtual%')), count(*) FILTER (WHERE type = 'table' AND sql LIKE '%conflict%replace%'), count(*) FILTER (WHERE type = 'trigger') FROM (SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_master UNION ALL SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_temp_master) WHERE type <> 'index' AND tbl_name = ? COLLATE NOCASE;
-- args: 'people'
-- reads numbers
-- sent where the answers before it leave something open
-- exact in a transaction

-- # upsert expression cells
INSERT INTO "people" ("id", "name") VALUES (?, LOWER(?)), (?, ?) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name";
-- args: each row (id, name) = 'id 1', 'name 1', 'id 2', NULL
-- counted:
SELECT count(*), ? FROM "people" WHERE ("people"."id") IN (SELECT column1 FROM (VALUES (?), (?)));
-- args: of all rows (id); each row (id) = 0, 'id 1', 'id 2'
-- reads numbers
INSERT INTO "people" ("id", "name") VALUES (?, LOWER(?)), (?, ?) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name";
-- args: each row (id, name) = 'id 1', 'name 1', 'id 2', NULL
SELECT count(*) FROM "people" WHERE ("people"."id") IN (SELECT column1 FROM (VALUES (?), (?)));
-- args: each row (id) = 'id 1', 'id 2'
-- reads numbers
SELECT count(*) FILTER (WHERE type <> 'trigger'), count(*) FILTER (WHERE type = 'view' OR type = 'trigger' AND sql LIKE '%raise%ignore%' OR type = 'table' AND (sql LIKE '%conflict%ignore%' OR sql LIKE 'create virtual%')), count(*) FILTER (WHERE type = 'table' AND sql LIKE '%conflict%replace%'), count(*) FILTER (WHERE type = 'trigger') FROM (SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_master UNION ALL SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_temp_master) WHERE type <> 'index' AND tbl_name = ? COLLATE NOCASE;
-- args: 'people' = 'people'
-- reads numbers
-- sent where the answers before it leave something open
-- exact in a transaction

-- # upsert expressions over the stored and the incoming row
INSERT INTO "people" ("id", "name", "hits") VALUES (?, ?, ?), (?, ?, ?) ON CONFLICT ("id") DO UPDATE SET "hits" = "people"."hits" + excluded."hits", "name" = COALESCE(excluded."name", "people"."name");
-- args: each row (id, name, hits)
-- counted:
SELECT count(*), ? FROM "people" WHERE ("people"."id") IN (SELECT column1 FROM (VALUES (?), (?)));
-- args: of all rows (id); each row (id)
-- reads numbers
INSERT INTO "people" ("id", "name", "hits") VALUES (?, ?, ?), (?, ?, ?) ON CONFLICT ("id") DO UPDATE SET "hits" = "people"."hits" + excluded."hits", "name" = COALESCE(excluded."name", "people"."name");
-- args: each row (id, name, hits)
SELECT count(*) FROM "people" WHERE ("people"."id") IN (SELECT column1 FROM (VALUES (?), (?)));
-- args: each row (id)
-- reads numbers
SELECT count(*) FILTER (WHERE type <> 'trigger'), count(*) FILTER (WHERE type = 'view' OR type = 'trigger' AND sql LIKE '%raise%ignore%' OR type = 'table' AND (sql LIKE '%conflict%ignore%' OR sql LIKE 'create virtual%')), count(*) FILTER (WHERE type = 'table' AND sql LIKE '%conflict%replace%'), count(*) FILTER (WHERE type = 'trigger') FROM (SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_master UNION ALL SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_temp_master) WHERE type <> 'index' AND tbl_name = ? COLLATE NOCASE;
-- args: 'people'
-- reads numbers
-- sent where the answers before it leave something open
-- exact in a transaction

-- # upsert swaps columns
INSERT INTO "people" ("id", "name", "hits") VALUES (?, ?, ?), (?, ?, ?) ON CONFLICT ("id") DO UPDATE SET "name" = "people"."hits", "hits" = "people"."name";
-- args: each row (id, name, hits)
-- counted:
SELECT count(*), ? FROM "people" WHERE ("people"."id") IN (SELECT column1 FROM (VALUES (?), (?)));
-- args: of all rows (id); each row (id)
-- reads numbers
INSERT INTO "people" ("id", "name", "hits") VALUES (?, ?, ?), (?, ?, ?) ON CONFLICT ("id") DO UPDATE SET "name" = "people"."hits", "hits" = "people"."name";
-- args: each row (id, name, hits)
SELECT count(*) FROM "people" WHERE ("people"."id") IN (SELECT column1 FROM (VALUES (?), (?)));
-- args: each row (id)
-- reads numbers
SELECT count(*) FILTER (WHERE type <> 'trigger'), count(*) FILTER (WHERE type = 'view' OR type = 'trigger' AND sql LIKE '%raise%ignore%' OR type = 'table' AND (sql LIKE '%conflict%ignore%' OR sql LIKE 'create virtual%')), count(*) FILTER (WHERE type = 'table' AND sql LIKE '%conflict%replace%'), count(*) FILTER (WHERE type = 'trigger') FROM (SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_master UNION ALL SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_temp_master) WHERE type <> 'index' AND tbl_name = ? COLLATE NOCASE;
-- args: 'people'
-- reads numbers
-- sent where the answers before it leave something open
-- exact in a transaction

-- # upsert touches columns that are not inserted
INSERT INTO "people" ("id", "name", "hits") VALUES (?, ?, ?), (?, ?, ?) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "touched" = CURRENT_TIMESTAMP, "source" = ?;
-- args: each row (id, name, hits); 'import'
-- counted:
SELECT count(*), ? FROM "people" WHERE ("people"."id") IN (SELECT column1 FROM (VALUES (?), (?)));
-- args: of all rows (id); each row (id)
-- reads numbers
INSERT INTO "people" ("id", "name", "hits") VALUES (?, ?, ?), (?, ?, ?) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "touched" = CURRENT_TIMESTAMP, "source" = ?;
-- args: each row (id, name, hits); 'import'
SELECT count(*) FROM "people" WHERE ("people"."id") IN (SELECT column1 FROM (VALUES (?), (?)));
-- args: each row (id)
-- reads numbers
SELECT count(*) FILTER (WHERE type <> 'trigger'), count(*) FILTER (WHERE type = 'view' OR type = 'trigger' AND sql LIKE '%raise%ignore%' OR type = 'table' AND (sql LIKE '%conflict%ignore%' OR sql LIKE 'create virtual%')), count(*) FILTER (WHERE type = 'table' AND sql LIKE '%conflict%replace%'), count(*) FILTER (WHERE type = 'trigger') FROM (SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_master UNION ALL SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_temp_master) WHERE type <> 'index' AND tbl_name = ? COLLATE NOCASE;
-- args: 'people'
-- reads numbers
-- sent where the answers before it leave something open
-- exact in a transaction

-- # upsert where the incoming row is newer
INSERT INTO "people" ("id", "name", "hits") VALUES (?, ?, ?), (?, ?, ?) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits" WHERE ("people"."hits" < excluded."hits");
-- args: each row (id, name, hits)
-- counted:
SELECT count(*), ? FROM "people" WHERE ("people"."id") IN (SELECT column1 FROM (VALUES (?), (?)));
-- args: of all rows (id); each row (id)
-- reads numbers
INSERT INTO "people" ("id", "name", "hits") VALUES (?, ?, ?), (?, ?, ?) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits" WHERE ("people"."hits" < excluded."hits");
-- args: each row (id, name, hits)
SELECT count(*) FROM "people" WHERE ("people"."id") IN (SELECT column1 FROM (VALUES (?), (?)));
-- args: each row (id)
-- reads numbers
SELECT count(*) FILTER (WHERE type <> 'trigger'), count(*) FILTER (WHERE type = 'view' OR type = 'trigger' AND sql LIKE '%raise%ignore%' OR type = 'table' AND (sql LIKE '%conflict%ignore%' OR sql LIKE 'create virtual%')), count(*) FILTER (WHERE type = 'table' AND sql LIKE '%conflict%replace%'), count(*) FILTER (WHERE type = 'trigger') FROM (SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_master UNION ALL SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_temp_master) WHERE type <> 'index' AND tbl_name = ? COLLATE NOCASE;
-- args: 'people'
-- reads numbers
-- sent where the answers before it leave something open
-- exact in a transaction

-- # upsert where several conditions hold
INSERT INTO "people" ("id", "name", "hits") VALUES (?, ?, ?), (?, ?, ?) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name" WHERE (("people"."hits" < excluded."hits") AND ("people"."name" <> ?));
-- args: each row (id, name, hits); 'locked'
-- counted:
SELECT count(*), ? FROM "people" WHERE ("people"."id") IN (SELECT column1 FROM (VALUES (?), (?)));
-- args: of all rows (id); each row (id)
-- reads numbers
INSERT INTO "people" ("id", "name", "hits") VALUES (?, ?, ?), (?, ?, ?) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name" WHERE (("people"."hits" < excluded."hits") AND ("people"."name" <> ?));
-- args: each row (id, name, hits); 'locked'
SELECT count(*) FROM "people" WHERE ("people"."id") IN (SELECT column1 FROM (VALUES (?), (?)));
-- args: each row (id)
-- reads numbers
SELECT count(*) FILTER (WHERE type <> 'trigger'), count(*) FILTER (WHERE type = 'view' OR type = 'trigger' AND sql LIKE '%raise%ignore%' OR type = 'table' AND (sql LIKE '%conflict%ignore%' OR sql LIKE 'create virtual%')), count(*) FILTER (WHERE type = 'table' AND sql LIKE '%conflict%replace%'), count(*) FILTER (WHERE type = 'trigger') FROM (SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_master UNION ALL SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_temp_master) WHERE type <> 'index' AND tbl_name = ? COLLATE NOCASE;
-- args: 'people'
-- reads numbers
-- sent where the answers before it leave something open
-- exact in a transaction

-- # upsert only changed rows
INSERT INTO "people" ("id", "name", "hits") VALUES (?, ?, ?), (?, ?, ?) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits" WHERE ("people"."name" COLLATE BINARY, "people"."hits" COLLATE BINARY) IS NOT (excluded."name", excluded."hits");
-- args: each row (id, name, hits)
-- counted:
SELECT count(*), ? FROM "people" WHERE ("people"."id") IN (SELECT column1 FROM (VALUES (?), (?)));
-- args: of all rows (id); each row (id)
-- reads numbers
INSERT INTO "people" ("id", "name", "hits") VALUES (?, ?, ?), (?, ?, ?) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits" WHERE ("people"."name" COLLATE BINARY, "people"."hits" COLLATE BINARY) IS NOT (excluded."name", excluded."hits");
-- args: each row (id, name, hits)
SELECT count(*) FROM "people" WHERE ("people"."id") IN (SELECT column1 FROM (VALUES (?), (?)));
-- args: each row (id)
-- reads numbers
SELECT count(*) FILTER (WHERE type <> 'trigger'), count(*) FILTER (WHERE type = 'view' OR type = 'trigger' AND sql LIKE '%raise%ignore%' OR type = 'table' AND (sql LIKE '%conflict%ignore%' OR sql LIKE 'create virtual%')), count(*) FILTER (WHERE type = 'table' AND sql LIKE '%conflict%replace%'), count(*) FILTER (WHERE type = 'trigger') FROM (SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_master UNION ALL SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_temp_master) WHERE type <> 'index' AND tbl_name = ? COLLATE NOCASE;
-- args: 'people'
-- reads numbers
-- sent where the answers before it leave something open
-- exact in a transaction

-- # upsert only changed rows, with an expression and a condition
INSERT INTO "people" ("id", "name", "hits") VALUES (?, ?, ?), (?, ?, ?) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = "people"."hits" + excluded."hits" WHERE ("people"."hits" < excluded."hits") AND "people"."name" COLLATE BINARY IS NOT excluded."name";
-- args: each row (id, name, hits)
-- counted:
SELECT count(*), ? FROM "people" WHERE ("people"."id") IN (SELECT column1 FROM (VALUES (?), (?)));
-- args: of all rows (id); each row (id)
-- reads numbers
INSERT INTO "people" ("id", "name", "hits") VALUES (?, ?, ?), (?, ?, ?) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = "people"."hits" + excluded."hits" WHERE ("people"."hits" < excluded."hits") AND "people"."name" COLLATE BINARY IS NOT excluded."name";
-- args: each row (id, name, hits)
SELECT count(*) FROM "people" WHERE ("people"."id") IN (SELECT column1 FROM (VALUES (?), (?)));
-- args: each row (id)
-- reads numbers
SELECT count(*) FILTER (WHERE type <> 'trigger'), count(*) FILTER (WHERE type = 'view' OR type = 'trigger' AND sql LIKE '%raise%ignore%' OR type = 'table' AND (sql LIKE '%conflict%ignore%' OR sql LIKE 'create virtual%')), count(*) FILTER (WHERE type = 'table' AND sql LIKE '%conflict%replace%'), count(*) FILTER (WHERE type = 'trigger') FROM (SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_master UNION ALL SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_temp_master) WHERE type <> 'index' AND tbl_name = ? COLLATE NOCASE;
-- args: 'people'
-- reads numbers
-- sent where the answers before it leave something open
-- exact in a transaction

-- # upsert returning
INSERT INTO "people" ("id", "name", "hits") VALUES (?, ?, ?), (?, ?, ?) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits" RETURNING "people"."id" AS "id", "people"."name" AS "name";
-- args: each row (id, name, hits)
-- reads rows
-- counted:
SELECT count(*), ? FROM "people" WHERE ("people"."id") IN (SELECT column1 FROM (VALUES (?), (?)));
-- args: of all rows (id); each row (id)
-- reads numbers
INSERT INTO "people" ("id", "name", "hits") VALUES (?, ?, ?), (?, ?, ?) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits" RETURNING "people"."id" AS "id", "people"."name" AS "name";
-- args: each row (id, name, hits)
-- reads rows
SELECT count(*) FROM "people" WHERE ("people"."id") IN (SELECT column1 FROM (VALUES (?), (?)));
-- args: each row (id)
-- reads numbers
SELECT count(*) FILTER (WHERE type <> 'trigger'), count(*) FILTER (WHERE type = 'view' OR type = 'trigger' AND sql LIKE '%raise%ignore%' OR type = 'table' AND (sql LIKE '%conflict%ignore%' OR sql LIKE 'create virtual%')), count(*) FILTER (WHERE type = 'table' AND sql LIKE '%conflict%replace%'), count(*) FILTER (WHERE type = 'trigger') FROM (SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_master UNION ALL SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_temp_master) WHERE type <> 'index' AND tbl_name = ? COLLATE NOCASE;
-- args: 'people'
-- reads numbers
-- sent where the answers before it leave something open
-- exact in a transaction

-- # upsert where the incoming row is newer, returning
INSERT INTO "people" ("id", "name", "hits") VALUES (?, ?, ?), (?, ?, ?) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits" WHERE ("people"."hits" < excluded."hits") RETURNING "people"."id" AS "id";
-- args: each row (id, name, hits)
-- reads rows
-- counted:
SELECT count(*), ? FROM "people" WHERE ("people"."id") IN (SELECT column1 FROM (VALUES (?), (?)));
-- args: of all rows (id); each row (id)
-- reads numbers
INSERT INTO "people" ("id", "name", "hits") VALUES (?, ?, ?), (?, ?, ?) ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "hits" = excluded."hits" WHERE ("people"."hits" < excluded."hits") RETURNING "people"."id" AS "id";
-- args: each row (id, name, hits)
-- reads rows
SELECT count(*) FROM "people" WHERE ("people"."id") IN (SELECT column1 FROM (VALUES (?), (?)));
-- args: each row (id)
-- reads numbers
SELECT count(*) FILTER (WHERE type <> 'trigger'), count(*) FILTER (WHERE type = 'view' OR type = 'trigger' AND sql LIKE '%raise%ignore%' OR type = 'table' AND (sql LIKE '%conflict%ignore%' OR sql LIKE 'create virtual%')), count(*) FILTER (WHERE type = 'table' AND sql LIKE '%conflict%replace%'), count(*) FILTER (WHERE type = 'trigger') FROM (SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_master UNION ALL SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_temp_master) WHERE type <> 'index' AND tbl_name = ? COLLATE NOCASE;
-- args: 'people'
-- reads numbers
-- sent where the answers before it leave something open
-- exact in a transaction

-- # upsert with prefix and suffix
/* nightly */ INSERT INTO "people" ("id", "name", "hits") VALUES (?, ?, ?), (?, ?, ?) ON CONFLICT ("id") DO UPDATE SET "hits" = "people"."hits" * ? WHERE (people.name <> ?) /* end */;
-- args: each row (id, name, hits); 'factor', 'locked'
-- counted:
SELECT count(*), ? FROM "people" WHERE ("people"."id") IN (SELECT column1 FROM (VALUES (?), (?)));
-- args: of all rows (id); each row (id)
-- reads numbers
/* nightly */ INSERT INTO "people" ("id", "name", "hits") VALUES (?, ?, ?), (?, ?, ?) ON CONFLICT ("id") DO UPDATE SET "hits" = "people"."hits" * ? WHERE (people.name <> ?) /* end */;
-- args: each row (id, name, hits); 'factor', 'locked'
SELECT count(*) FROM "people" WHERE ("people"."id") IN (SELECT column1 FROM (VALUES (?), (?)));
-- args: each row (id)
-- reads numbers
SELECT count(*) FILTER (WHERE type <> 'trigger'), count(*) FILTER (WHERE type = 'view' OR type = 'trigger' AND sql LIKE '%raise%ignore%' OR type = 'table' AND (sql LIKE '%conflict%ignore%' OR sql LIKE 'create virtual%')), count(*) FILTER (WHERE type = 'table' AND sql LIKE '%conflict%replace%'), count(*) FILTER (WHERE type = 'trigger') FROM (SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_master UNION ALL SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_temp_master) WHERE type <> 'index' AND tbl_name = ? COLLATE NOCASE;
-- args: 'people'
-- reads numbers
-- sent where the answers before it leave something open
-- exact in a transaction

-- # update, join form, one column
UPDATE "people" SET "name" = sqbulk."_2" FROM (SELECT column1 AS "_1", column2 AS "_2" FROM (VALUES (?, ?), (?, ?))) AS sqbulk WHERE "people"."id" = sqbulk."_1";
-- args: each row (id, name)
-- counted:
SELECT count(*) - count("people"."id") AS unmatched, count("people"."id") AS pairs FROM (SELECT column1 AS "_1" FROM (VALUES (?), (?))) AS sqbulk LEFT JOIN "people" ON "people"."id" = sqbulk."_1";
-- args: each row (id)
-- reads numbers
UPDATE "people" SET "name" = sqbulk."_2" FROM (SELECT column1 AS "_1", column2 AS "_2" FROM (VALUES (?, ?), (?, ?))) AS sqbulk WHERE "people"."id" = sqbulk."_1";
-- args: each row (id, name)
-- exact in a transaction

-- # update, join form, several columns
UPDATE "people" SET "name" = sqbulk."_2", "hits" = sqbulk."_3" FROM (SELECT column1 AS "_1", column2 AS "_2", column3 AS "_3" FROM (VALUES (?, ?, ?), (?, ?, ?))) AS sqbulk WHERE "people"."id" = sqbulk."_1";
-- args: each row (id, name, hits)
-- counted:
SELECT count(*) - count("people"."id") AS unmatched, count("people"."id") AS pairs FROM (SELECT column1 AS "_1" FROM (VALUES (?), (?))) AS sqbulk LEFT JOIN "people" ON "people"."id" = sqbulk."_1";
-- args: each row (id)
-- reads numbers
UPDATE "people" SET "name" = sqbulk."_2", "hits" = sqbulk."_3" FROM (SELECT column1 AS "_1", column2 AS "_2", column3 AS "_3" FROM (VALUES (?, ?, ?), (?, ?, ?))) AS sqbulk WHERE "people"."id" = sqbulk."_1";
-- args: each row (id, name, hits)
-- exact in a transaction

-- # update, join form, composite key in a schema's table
UPDATE "app"."members" SET "name" = sqbulk."_3" FROM (SELECT column1 AS "_1", column2 AS "_2", column3 AS "_3" FROM (VALUES (?, ?, ?), (?, ?, ?))) AS sqbulk WHERE "members"."org" = sqbulk."_1" AND "members"."email" = sqbulk."_2";
-- args: each row (org, email, name)
-- counted:
SELECT count(*) - count("members"."org") AS unmatched, count("members"."org") AS pairs FROM (SELECT column1 AS "_1", column2 AS "_2" FROM (VALUES (?, ?), (?, ?))) AS sqbulk LEFT JOIN "app"."members" ON "members"."org" = sqbulk."_1" AND "members"."email" = sqbulk."_2";
-- args: each row (org, email)
-- reads numbers
UPDATE "app"."members" SET "name" = sqbulk."_3" FROM (SELECT column1 AS "_1", column2 AS "_2", column3 AS "_3" FROM (VALUES (?, ?, ?), (?, ?, ?))) AS sqbulk WHERE "members"."org" = sqbulk."_1" AND "members"."email" = sqbulk."_2";
-- args: each row (org, email, name)
-- exact in a transaction

-- # update, join form, cells that are expressions or NULL
UPDATE "people" SET "name" = sqbulk."_2", "hits" = sqbulk."_3" FROM (SELECT column1 AS "_1", column2 AS "_2", column3 AS "_3" FROM (VALUES (?, UPPER(?), ?), (?, ?, ?))) AS sqbulk WHERE "people"."id" = sqbulk."_1";
-- args: each row (id, name, hits) = 'id 1', 'name 1', NULL, 'id 2', NULL, 'hits 2'
-- counted:
SELECT count(*) - count("people"."id") AS unmatched, count("people"."id") AS pairs FROM (SELECT column1 AS "_1" FROM (VALUES (?), (?))) AS sqbulk LEFT JOIN "people" ON "people"."id" = sqbulk."_1";
-- args: each row (id) = 'id 1', 'id 2'
-- reads numbers
UPDATE "people" SET "name" = sqbulk."_2", "hits" = sqbulk."_3" FROM (SELECT column1 AS "_1", column2 AS "_2", column3 AS "_3" FROM (VALUES (?, UPPER(?), ?), (?, ?, ?))) AS sqbulk WHERE "people"."id" = sqbulk."_1";
-- args: each row (id, name, hits) = 'id 1', 'name 1', NULL, 'id 2', NULL, 'hits 2'
-- exact in a transaction

-- # update, join form, expressions over the stored and the incoming row
UPDATE "people" SET "name" = sqbulk."_2", "hits" = "people"."hits" + sqbulk."_3", "touched" = CURRENT_TIMESTAMP, "source" = ? FROM (SELECT column1 AS "_1", column2 AS "_2", column3 AS "_3" FROM (VALUES (?, ?, ?), (?, ?, ?))) AS sqbulk WHERE "people"."id" = sqbulk."_1";
-- args: 'import'; each row (id, name, hits)
-- counted:
SELECT count(*) - count("people"."id") AS unmatched, count("people"."id") AS pairs FROM (SELECT column1 AS "_1" FROM (VALUES (?), (?))) AS sqbulk LEFT JOIN "people" ON "people"."id" = sqbulk."_1";
-- args: each row (id)
-- reads numbers
UPDATE "people" SET "name" = sqbulk."_2", "hits" = "people"."hits" + sqbulk."_3", "touched" = CURRENT_TIMESTAMP, "source" = ? FROM (SELECT column1 AS "_1", column2 AS "_2", column3 AS "_3" FROM (VALUES (?, ?, ?), (?, ?, ?))) AS sqbulk WHERE "people"."id" = sqbulk."_1";
-- args: 'import'; each row (id, name, hits)
-- exact in a transaction

-- # update, join form, expressions alone, which swap columns
UPDATE "people" SET "name" = "people"."hits", "hits" = "people"."name" FROM (SELECT column1 AS "_1" FROM (VALUES (?), (?))) AS sqbulk WHERE "people"."id" = sqbulk."_1";
-- args: each row (id)
-- counted:
SELECT count(*) - count("people"."id") AS unmatched, count("people"."id") AS pairs FROM (SELECT column1 AS "_1" FROM (VALUES (?), (?))) AS sqbulk LEFT JOIN "people" ON "people"."id" = sqbulk."_1";
-- args: each row (id)
-- reads numbers
UPDATE "people" SET "name" = "people"."hits", "hits" = "people"."name" FROM (SELECT column1 AS "_1" FROM (VALUES (?), (?))) AS sqbulk WHERE "people"."id" = sqbulk."_1";
-- args: each row (id)
-- exact in a transaction

-- # update, join form, where
UPDATE "people" SET "name" = sqbulk."_2" FROM (SELECT column1 AS "_1", column2 AS "_2" FROM (VALUES (?, ?), (?, ?))) AS sqbulk WHERE "people"."id" = sqbulk."_1" AND (tenant = ?);
-- args: each row (id, name); 'tenant'
-- counted:
SELECT count(*) - count("people"."id") AS unmatched, count("people"."id") AS pairs FROM (SELECT column1 AS "_1" FROM (VALUES (?), (?))) AS sqbulk LEFT JOIN "people" ON "people"."id" = sqbulk."_1" AND (tenant = ?);
-- args: each row (id); 'tenant'
-- reads numbers
UPDATE "people" SET "name" = sqbulk."_2" FROM (SELECT column1 AS "_1", column2 AS "_2" FROM (VALUES (?, ?), (?, ?))) AS sqbulk WHERE "people"."id" = sqbulk."_1" AND (tenant = ?);
-- args: each row (id, name); 'tenant'
-- exact in a transaction

-- # update, join form, where the incoming row is newer
UPDATE "people" SET "name" = sqbulk."_2" FROM (SELECT column1 AS "_1", column2 AS "_2", column3 AS "_3" FROM (VALUES (?, ?, ?), (?, ?, ?))) AS sqbulk WHERE "people"."id" = sqbulk."_1" AND (("people"."hits" < sqbulk."_3") AND (tenant = ?));
-- args: each row (id, name, hits); 'tenant'
-- counted:
SELECT count(*) - count("people"."id") AS unmatched, count("people"."id") AS pairs FROM (SELECT column1 AS "_1", column2 AS "_3" FROM (VALUES (?, ?), (?, ?))) AS sqbulk LEFT JOIN "people" ON "people"."id" = sqbulk."_1" AND (("people"."hits" < sqbulk."_3") AND (tenant = ?));
-- args: each row (id, hits); 'tenant'
-- reads numbers
UPDATE "people" SET "name" = sqbulk."_2" FROM (SELECT column1 AS "_1", column2 AS "_2", column3 AS "_3" FROM (VALUES (?, ?, ?), (?, ?, ?))) AS sqbulk WHERE "people"."id" = sqbulk."_1" AND (("people"."hits" < sqbulk."_3") AND (tenant = ?));
-- args: each row (id, name, hits); 'tenant'
-- exact in a transaction

-- # update, join form, only changed rows
UPDATE "people" SET "name" = sqbulk."_2", "hits" = sqbulk."_3" FROM (SELECT column1 AS "_1", column2 AS "_2", column3 AS "_3" FROM (VALUES (?, ?, ?), (?, ?, ?))) AS sqbulk WHERE "people"."id" = sqbulk."_1" AND ("people"."name" COLLATE BINARY, "people"."hits" COLLATE BINARY) IS NOT (sqbulk."_2", sqbulk."_3");
-- args: each row (id, name, hits)
-- counted:
SELECT sum(unmatched), sum(pairs), count(nullif(pairs, 0)) FROM (SELECT count(*) - count("people"."id") AS unmatched, count("people"."id") AS pairs FROM (SELECT column1 AS "_1" FROM (VALUES (?), (?))) AS sqbulk LEFT JOIN "people" ON "people"."id" = sqbulk."_1" GROUP BY "people"."id");
-- args: each row (id)
-- reads numbers
UPDATE "people" SET "name" = sqbulk."_2", "hits" = sqbulk."_3" FROM (SELECT column1 AS "_1", column2 AS "_2", column3 AS "_3" FROM (VALUES (?, ?, ?), (?, ?, ?))) AS sqbulk WHERE "people"."id" = sqbulk."_1" AND ("people"."name" COLLATE BINARY, "people"."hits" COLLATE BINARY) IS NOT (sqbulk."_2", sqbulk."_3");
-- args: each row (id, name, hits)
SELECT count(*) FILTER (WHERE type <> 'trigger'), count(*) FILTER (WHERE type = 'view' OR type = 'trigger' AND sql LIKE '%raise%ignore%' OR type = 'table' AND (sql LIKE '%conflict%ignore%' OR sql LIKE 'create virtual%')), count(*) FILTER (WHERE type = 'table' AND sql LIKE '%conflict%replace%'), count(*) FILTER (WHERE type = 'trigger') FROM (SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_master UNION ALL SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_temp_master) WHERE type <> 'index' AND tbl_name = ? COLLATE NOCASE;
-- args: 'people'
-- reads numbers
-- sent where the answers before it leave something open
-- exact in a transaction

-- # update, join form, only changed rows, with an expression and a condition, composite key
UPDATE "app"."members" SET "name" = sqbulk."_3", "hits" = "members"."hits" + ? FROM (SELECT column1 AS "_1", column2 AS "_2", column3 AS "_3" FROM (VALUES (?, ?, ?), (?, ?, ?))) AS sqbulk WHERE "members"."org" = sqbulk."_1" AND "members"."email" = sqbulk."_2" AND (tenant = ?) AND "members"."name" COLLATE BINARY IS NOT sqbulk."_3";
-- args: 'step'; each row (org, email, name); 'tenant'
-- counted:
SELECT sum(unmatched), sum(pairs), count(nullif(pairs, 0)) FROM (SELECT count(*) - count("members"."org") AS unmatched, count("members"."org") AS pairs FROM (SELECT column1 AS "_1", column2 AS "_2" FROM (VALUES (?, ?), (?, ?))) AS sqbulk LEFT JOIN "app"."members" ON "members"."org" = sqbulk."_1" AND "members"."email" = sqbulk."_2" AND (tenant = ?) GROUP BY "members"."org", "members"."email");
-- args: each row (org, email); 'tenant'
-- reads numbers
UPDATE "app"."members" SET "name" = sqbulk."_3", "hits" = "members"."hits" + ? FROM (SELECT column1 AS "_1", column2 AS "_2", column3 AS "_3" FROM (VALUES (?, ?, ?), (?, ?, ?))) AS sqbulk WHERE "members"."org" = sqbulk."_1" AND "members"."email" = sqbulk."_2" AND (tenant = ?) AND "members"."name" COLLATE BINARY IS NOT sqbulk."_3";
-- args: 'step'; each row (org, email, name); 'tenant'
SELECT count(*) FILTER (WHERE type <> 'trigger'), count(*) FILTER (WHERE type = 'view' OR type = 'trigger' AND sql LIKE '%raise%ignore%' OR type = 'table' AND (sql LIKE '%conflict%ignore%' OR sql LIKE 'create virtual%')), count(*) FILTER (WHERE type = 'table' AND sql LIKE '%conflict%replace%'), count(*) FILTER (WHERE type = 'trigger') FROM (SELECT type, lower(sql) AS sql, tbl_name FROM "app".sqlite_master UNION ALL SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_temp_master) WHERE type <> 'index' AND tbl_name = ? COLLATE NOCASE;
-- args: 'members'
-- reads numbers
-- sent where the answers before it leave something open
-- exact in a transaction

-- # update, join form, returning
UPDATE "people" SET "name" = sqbulk."_2" FROM (SELECT column1 AS "_1", column2 AS "_2" FROM (VALUES (?, ?), (?, ?))) AS sqbulk WHERE "people"."id" = sqbulk."_1" RETURNING "people"."id" AS "id", "people"."name" AS "name";
-- args: each row (id, name)
-- reads rows
-- counted:
SELECT count(*) - count("people"."id") AS unmatched, count("people"."id") AS pairs FROM (SELECT column1 AS "_1" FROM (VALUES (?), (?))) AS sqbulk LEFT JOIN "people" ON "people"."id" = sqbulk."_1";
-- args: each row (id)
-- reads numbers
UPDATE "people" SET "name" = sqbulk."_2" FROM (SELECT column1 AS "_1", column2 AS "_2" FROM (VALUES (?, ?), (?, ?))) AS sqbulk WHERE "people"."id" = sqbulk."_1" RETURNING "people"."id" AS "id", "people"."name" AS "name";
-- args: each row (id, name)
-- reads rows
-- exact in a transaction

-- # update, join form, with prefix and suffix
/* nightly */ UPDATE "people" SET "name" = sqbulk."_2", "hits" = "people"."hits" + sqbulk."_3" FROM (SELECT column1 AS "_1", column2 AS "_2", column3 AS "_3" FROM (VALUES (?, ?, ?), (?, ?, ?))) AS sqbulk WHERE "people"."id" = sqbulk."_1" /* end */;
-- args: each row (id, name, hits)
-- counted:
/* nightly */ SELECT count(*) - count("people"."id") AS unmatched, count("people"."id") AS pairs FROM (SELECT column1 AS "_1" FROM (VALUES (?), (?))) AS sqbulk LEFT JOIN "people" ON "people"."id" = sqbulk."_1";
-- args: each row (id)
-- reads numbers
/* nightly */ UPDATE "people" SET "name" = sqbulk."_2", "hits" = "people"."hits" + sqbulk."_3" FROM (SELECT column1 AS "_1", column2 AS "_2", column3 AS "_3" FROM (VALUES (?, ?, ?), (?, ?, ?))) AS sqbulk WHERE "people"."id" = sqbulk."_1" /* end */;
-- args: each row (id, name, hits)
-- exact in a transaction

-- # update, CASE form, one column
UPDATE "people" SET "name" = CASE "people"."id" WHEN ? THEN ? WHEN ? THEN ? ELSE "people"."name" END WHERE "people"."id" IN (?, ?);
-- args: each row (id, name); each row (id)
-- at most 500 rows
-- counted:
SELECT count(*) - count("people"."id") AS unmatched, count("people"."id") AS pairs FROM (SELECT column1 AS "_1" FROM (VALUES (?), (?))) AS sqbulk LEFT JOIN "people" ON "people"."id" = sqbulk."_1";
-- args: each row (id)
-- reads numbers
UPDATE "people" SET "name" = CASE "people"."id" WHEN ? THEN ? WHEN ? THEN ? ELSE "people"."name" END WHERE "people"."id" IN (?, ?);
-- args: each row (id, name); each row (id)
-- at most 500 rows, exact in a transaction

-- # update, CASE form, several columns
UPDATE "people" SET "name" = CASE "people"."id" WHEN ? THEN ? WHEN ? THEN ? ELSE "people"."name" END, "hits" = CASE "people"."id" WHEN ? THEN ? WHEN ? THEN ? ELSE "people"."hits" END WHERE "people"."id" IN (?, ?);
-- args: each row (id, name); each row (id, hits); each row (id)
-- at most 500 rows
-- counted:
SELECT count(*) - count("people"."id") AS unmatched, count("people"."id") AS pairs FROM (SELECT column1 AS "_1" FROM (VALUES (?), (?))) AS sqbulk LEFT JOIN "people" ON "people"."id" = sqbulk."_1";
-- args: each row (id)
-- reads numbers
UPDATE "people" SET "name" = CASE "people"."id" WHEN ? THEN ? WHEN ? THEN ? ELSE "people"."name" END, "hits" = CASE "people"."id" WHEN ? THEN ? WHEN ? THEN ? ELSE "people"."hits" END WHERE "people"."id" IN (?, ?);
-- args: each row (id, name); each row (id, hits); each row (id)
-- at most 500 rows, exact in a transaction

-- # update, CASE form, composite key in a schema's table
UPDATE "app"."members" SET "name" = CASE WHEN "members"."org" = ? AND "members"."email" = ? THEN ? WHEN "members"."org" = ? AND "members"."email" = ? THEN ? ELSE "members"."name" END WHERE ("members"."org", "members"."email") IN (SELECT column1, column2 FROM (VALUES (?, ?), (?, ?)));
-- args: each row (org, email, name); each row (org, email)
-- at most 500 rows
-- counted:
SELECT count(*) - count("members"."org") AS unmatched, count("members"."org") AS pairs FROM (SELECT column1 AS "_1", column2 AS "_2" FROM (VALUES (?, ?), (?, ?))) AS sqbulk LEFT JOIN "app"."members" ON "members"."org" = sqbulk."_1" AND "members"."email" = sqbulk."_2";
-- args: each row (org, email)
-- reads numbers
UPDATE "app"."members" SET "name" = CASE WHEN "members"."org" = ? AND "members"."email" = ? THEN ? WHEN "members"."org" = ? AND "members"."email" = ? THEN ? ELSE "members"."name" END WHERE ("members"."org", "members"."email") IN (SELECT column1, column2 FROM (VALUES (?, ?), (?, ?)));
-- args: each row (org, email, name); each row (org, email)
-- at most 500 rows, exact in a transaction

-- # update, CASE form, cells that are expressions or NULL
UPDATE "people" SET "name" = CASE "people"."id" WHEN ? THEN UPPER(?) WHEN ? THEN ? ELSE "people"."name" END, "hits" = CASE "people"."id" WHEN ? THEN ? WHEN ? THEN ? ELSE "people"."hits" END WHERE "people"."id" IN (?, ?);
-- args: each row (id, name); each row (id, hits); each row (id) = 'id 1', 'name 1', 'id 2', NULL, 'id 1', NULL, 'id 2', 'hits 2', 'id 1', 'id 2'
-- at most 500 rows
-- counted:
SELECT count(*) - count("people"."id") AS unmatched, count("people"."id") AS pairs FROM (SELECT column1 AS "_1" FROM (VALUES (?), (?))) AS sqbulk LEFT JOIN "people" ON "people"."id" = sqbulk."_1";
-- args: each row (id) = 'id 1', 'id 2'
-- reads numbers
UPDATE "people" SET "name" = CASE "people"."id" WHEN ? THEN UPPER(?) WHEN ? THEN ? ELSE "people"."name" END, "hits" = CASE "people"."id" WHEN ? THEN ? WHEN ? THEN ? ELSE "people"."hits" END WHERE "people"."id" IN (?, ?);
-- args: each row (id, name); each row (id, hits); each row (id) = 'id 1', 'name 1', 'id 2', NULL, 'id 1', NULL, 'id 2', 'hits 2', 'id 1', 'id 2'
-- at most 500 rows, exact in a transaction

-- # update, CASE form, expressions over the stored and the incoming row
UPDATE "people" SET "name" = CASE "people"."id" WHEN ? THEN ? WHEN ? THEN ? ELSE "people"."name" END, "hits" = CASE "people"."id" WHEN ? THEN "people"."hits" + ? WHEN ? THEN "people"."hits" + ? ELSE "people"."hits" END, "touched" = CURRENT_TIMESTAMP, "source" = ? WHERE "people"."id" IN (?, ?);
-- args: each row (id, name); each row (id, hits); 'import'; each row (id)
-- at most 500 rows
-- counted:
SELECT count(*) - count("people"."id") AS unmatched, count("people"."id") AS pairs FROM (SELECT column1 AS "_1" FROM (VALUES (?), (?))) AS sqbulk LEFT JOIN "people" ON "people"."id" = sqbulk."_1";
-- args: each row (id)
-- reads numbers
UPDATE "people" SET "name" = CASE "people"."id" WHEN ? THEN ? WHEN ? THEN ? ELSE "people"."name" END, "hits" = CASE "people"."id" WHEN ? THEN "people"."hits" + ? WHEN ? THEN "people"."hits" + ? ELSE "people"."hits" END, "touched" = CURRENT_TIMESTAMP, "source" = ? WHERE "people"."id" IN (?, ?);
-- args: each row (id, name); each row (id, hits); 'import'; each row (id)
-- at most 500 rows, exact in a transaction

-- # update, CASE form, expressions alone, which swap columns
UPDATE "people" SET "name" = "people"."hits", "hits" = "people"."name" WHERE "people"."id" IN (?, ?);
-- args: each row (id)
-- at most 500 rows
-- counted:
SELECT count(*) - count("people"."id") AS unmatched, count("people"."id") AS pairs FROM (SELECT column1 AS "_1" FROM (VALUES (?), (?))) AS sqbulk LEFT JOIN "people" ON "people"."id" = sqbulk."_1";
-- args: each row (id)
-- reads numbers
UPDATE "people" SET "name" = "people"."hits", "hits" = "people"."name" WHERE "people"."id" IN (?, ?);
-- args: each row (id)
-- at most 500 rows, exact in a transaction

-- # update, CASE form, where
UPDATE "people" SET "name" = CASE "people"."id" WHEN ? THEN ? WHEN ? THEN ? ELSE "people"."name" END WHERE "people"."id" IN (?, ?) AND (tenant = ?);
-- args: each row (id, name); each row (id); 'tenant'
-- at most 500 rows
-- counted:
SELECT count(*) - count("people"."id") AS unmatched, count("people"."id") AS pairs FROM (SELECT column1 AS "_1" FROM (VALUES (?), (?))) AS sqbulk LEFT JOIN "people" ON "people"."id" = sqbulk."_1" AND (tenant = ?);
-- args: each row (id); 'tenant'
-- reads numbers
UPDATE "people" SET "name" = CASE "people"."id" WHEN ? THEN ? WHEN ? THEN ? ELSE "people"."name" END WHERE "people"."id" IN (?, ?) AND (tenant = ?);
-- args: each row (id, name); each row (id); 'tenant'
-- at most 500 rows, exact in a transaction

-- # update, CASE form, where the incoming row is newer
UPDATE "people" SET "name" = CASE WHEN "people"."id" = ? AND (("people"."hits" < ?) AND (tenant = ?)) THEN ? WHEN "people"."id" = ? AND (("people"."hits" < ?) AND (tenant = ?)) THEN ? ELSE "people"."name" END WHERE "people"."id" IN (?, ?) AND CASE WHEN "people"."id" = ? AND (("people"."hits" < ?) AND (tenant = ?)) THEN TRUE WHEN "people"."id" = ? AND (("people"."hits" < ?) AND (tenant = ?)) THEN TRUE ELSE FALSE END;
-- args: each row (id, hits, 'tenant', name); each row (id); each row (id, hits, 'tenant')
-- at most 500 rows
-- counted:
SELECT count(*) - count("people"."id") AS unmatched, count("people"."id") AS pairs FROM (SELECT column1 AS "_1", column2 AS "_3" FROM (VALUES (?, ?), (?, ?))) AS sqbulk LEFT JOIN "people" ON "people"."id" = sqbulk."_1" AND (("people"."hits" < sqbulk."_3") AND (tenant = ?));
-- args: each row (id, hits); 'tenant'
-- reads numbers
UPDATE "people" SET "name" = CASE WHEN "people"."id" = ? AND (("people"."hits" < ?) AND (tenant = ?)) THEN ? WHEN "people"."id" = ? AND (("people"."hits" < ?) AND (tenant = ?)) THEN ? ELSE "people"."name" END WHERE "people"."id" IN (?, ?) AND CASE WHEN "people"."id" = ? AND (("people"."hits" < ?) AND (tenant = ?)) THEN TRUE WHEN "people"."id" = ? AND (("people"."hits" < ?) AND (tenant = ?)) THEN TRUE ELSE FALSE END;
-- args: each row (id, hits, 'tenant', name); each row (id); each row (id, hits, 'tenant')
-- at most 500 rows, exact in a transaction

-- # update, CASE form, only changed rows
UPDATE "people" SET "name" = CASE "people"."id" WHEN ? THEN ? WHEN ? THEN ? ELSE "people"."name" END, "hits" = CASE "people"."id" WHEN ? THEN ? WHEN ? THEN ? ELSE "people"."hits" END WHERE "people"."id" IN (?, ?) AND ("people"."name" COLLATE BINARY, "people"."hits" COLLATE BINARY) IS NOT (CASE "people"."id" WHEN ? THEN ? WHEN ? THEN ? ELSE "people"."name" END, CASE "people"."id" WHEN ? THEN ? WHEN ? THEN ? ELSE "people"."hits" END);
-- args: each row (id, name); each row (id, hits); each row (id); each row (id, name); each row (id, hits)
-- at most 500 rows
-- counted:
SELECT sum(unmatched), sum(pairs), count(nullif(pairs, 0)) FROM (SELECT count(*) - count("people"."id") AS unmatched, count("people"."id") AS pairs FROM (SELECT column1 AS "_1" FROM (VALUES (?), (?))) AS sqbulk LEFT JOIN "people" ON "people"."id" = sqbulk."_1" GROUP BY "people"."id");
-- args: each row (id)
-- reads numbers
UPDATE "people" SET "name" = CASE "people"."id" WHEN ? THEN ? WHEN ? THEN ? ELSE "people"."name" END, "hits" = CASE "people"."id" WHEN ? THEN ? WHEN ? THEN ? ELSE "people"."hits" END WHERE "people"."id" IN (?, ?) AND ("people"."name" COLLATE BINARY, "people"."hits" COLLATE BINARY) IS NOT (CASE "people"."id" WHEN ? THEN ? WHEN ? THEN ? ELSE "people"."name" END, CASE "people"."id" WHEN ? THEN ? WHEN ? THEN ? ELSE "people"."hits" END);
-- args: each row (id, name); each row (id, hits); each row (id); each row (id, name); each row (id, hits)
SELECT count(*) FILTER (WHERE type <> 'trigger'), count(*) FILTER (WHERE type = 'view' OR type = 'trigger' AND sql LIKE '%raise%ignore%' OR type = 'table' AND (sql LIKE '%conflict%ignore%' OR sql LIKE 'create virtual%')), count(*) FILTER (WHERE type = 'table' AND sql LIKE '%conflict%replace%'), count(*) FILTER (WHERE type = 'trigger') FROM (SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_master UNION ALL SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_temp_master) WHERE type <> 'index' AND tbl_name = ? COLLATE NOCASE;
-- args: 'people'
-- reads numbers
-- sent where the answers before it leave something open
-- at most 500 rows, exact in a transaction

-- # update, CASE form, only changed rows, with an expression and a condition, composite key
UPDATE "app"."members" SET "name" = CASE WHEN "members"."org" = ? AND "members"."email" = ? THEN ? WHEN "members"."org" = ? AND "members"."email" = ? THEN ? ELSE "members"."name" END, "hits" = "members"."hits" + ? WHERE ("members"."org", "members"."email") IN (SELECT column1, column2 FROM (VALUES (?, ?), (?, ?))) AND (tenant = ?) AND "members"."name" COLLATE BINARY IS NOT CASE WHEN "members"."org" = ? AND "members"."email" = ? THEN ? WHEN "members"."org" = ? AND "members"."email" = ? THEN ? ELSE "members"."name" END;
-- args: each row (org, email, name); 'step'; each row (org, email); 'tenant'; each row (org, email, name)
-- at most 500 rows
-- counted:
SELECT sum(unmatched), sum(pairs), count(nullif(pairs, 0)) FROM (SELECT count(*) - count("members"."org") AS unmatched, count("members"."org") AS pairs FROM (SELECT column1 AS "_1", column2 AS "_2" FROM (VALUES (?, ?), (?, ?))) AS sqbulk LEFT JOIN "app"."members" ON "members"."org" = sqbulk."_1" AND "members"."email" = sqbulk."_2" AND (tenant = ?) GROUP BY "members"."org", "members"."email");
-- args: each row (org, email); 'tenant'
-- reads numbers
UPDATE "app"."members" SET "name" = CASE WHEN "members"."org" = ? AND "members"."email" = ? THEN ? WHEN "members"."org" = ? AND "members"."email" = ? THEN ? ELSE "members"."name" END, "hits" = "members"."hits" + ? WHERE ("members"."org", "members"."email") IN (SELECT column1, column2 FROM (VALUES (?, ?), (?, ?))) AND (tenant = ?) AND "members"."name" COLLATE BINARY IS NOT CASE WHEN "members"."org" = ? AND "members"."email" = ? THEN ? WHEN "members"."org" = ? AND "members"."email" = ? THEN ? ELSE "members"."name" END;
-- args: each row (org, email, name); 'step'; each row (org, email); 'tenant'; each row (org, email, name)
SELECT count(*) FILTER (WHERE type <> 'trigger'), count(*) FILTER (WHERE type = 'view' OR type = 'trigger' AND sql LIKE '%raise%ignore%' OR type = 'table' AND (sql LIKE '%conflict%ignore%' OR sql LIKE 'create virtual%')), count(*) FILTER (WHERE type = 'table' AND sql LIKE '%conflict%replace%'), count(*) FILTER (WHERE type = 'trigger') FROM (SELECT type, lower(sql) AS sql, tbl_name FROM "app".sqlite_master UNION ALL SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_temp_master) WHERE type <> 'index' AND tbl_name = ? COLLATE NOCASE;
-- args: 'members'
-- reads numbers
-- sent where the answers before it leave something open
-- at most 500 rows, exact in a transaction

-- # update, CASE form, returning
UPDATE "people" SET "name" = CASE "people"."id" WHEN ? THEN ? WHEN ? THEN ? ELSE "people"."name" END WHERE "people"."id" IN (?, ?) RETURNING "people"."id" AS "id", "people"."name" AS "name";
-- args: each row (id, name); each row (id)
-- reads rows
-- at most 500 rows
-- counted:
SELECT count(*) - count("people"."id") AS unmatched, count("people"."id") AS pairs FROM (SELECT column1 AS "_1" FROM (VALUES (?), (?))) AS sqbulk LEFT JOIN "people" ON "people"."id" = sqbulk."_1";
-- args: each row (id)
-- reads numbers
UPDATE "people" SET "name" = CASE "people"."id" WHEN ? THEN ? WHEN ? THEN ? ELSE "people"."name" END WHERE "people"."id" IN (?, ?) RETURNING "people"."id" AS "id", "people"."name" AS "name";
-- args: each row (id, name); each row (id)
-- reads rows
-- at most 500 rows, exact in a transaction

-- # update, CASE form, with prefix and suffix
/* nightly */ UPDATE "people" SET "name" = CASE "people"."id" WHEN ? THEN ? WHEN ? THEN ? ELSE "people"."name" END, "hits" = CASE "people"."id" WHEN ? THEN "people"."hits" + ? WHEN ? THEN "people"."hits" + ? ELSE "people"."hits" END WHERE "people"."id" IN (?, ?) /* end */;
-- args: each row (id, name); each row (id, hits); each row (id)
-- at most 500 rows
-- counted:
/* nightly */ SELECT count(*) - count("people"."id") AS unmatched, count("people"."id") AS pairs FROM (SELECT column1 AS "_1" FROM (VALUES (?), (?))) AS sqbulk LEFT JOIN "people" ON "people"."id" = sqbulk."_1";
-- args: each row (id)
-- reads numbers
/* nightly */ UPDATE "people" SET "name" = CASE "people"."id" WHEN ? THEN ? WHEN ? THEN ? ELSE "people"."name" END, "hits" = CASE "people"."id" WHEN ? THEN "people"."hits" + ? WHEN ? THEN "people"."hits" + ? ELSE "people"."hits" END WHERE "people"."id" IN (?, ?) /* end */;
-- args: each row (id, name); each row (id, hits); each row (id)
-- at most 500 rows, exact in a transaction

-- # delete
DELETE FROM "people" WHERE "people"."id" IN (?, ?);
-- args: each row (id)

-- # delete by a composite key in a schema's table
DELETE FROM "app"."members" WHERE ("members"."org", "members"."email") IN (SELECT column1, column2 FROM (VALUES (?, ?), (?, ?)));
-- args: each row (org, email)

-- # delete where
DELETE FROM "people" WHERE "people"."id" IN (?, ?) AND ((tenant = ?) AND (hits < ?));
-- args: each row (id); 'tenant', 'most'

-- # delete by a composite key where
DELETE FROM "app"."members" WHERE ("members"."org", "members"."email") IN (SELECT column1, column2 FROM (VALUES (?, ?), (?, ?))) AND (tenant = ?);
-- args: each row (org, email); 'tenant'

-- # delete by keys that are expressions or NULL
DELETE FROM "people" WHERE "people"."id" IN (LOWER(?), ?, ?);
-- args: each row (id) = 'id 1', NULL, 'id 3'

-- # delete returning
DELETE FROM "people" WHERE "people"."id" IN (?, ?) RETURNING "people"."id" AS "id", "people"."name" AS "name";
-- args: each row (id)
-- reads rows

-- # delete with prefix and suffix
/* nightly */ DELETE FROM "people" WHERE "people"."id" IN (?, ?) /* end */;
-- args: each row (id)

-- # look up
SELECT "people"."id", "people"."name" FROM "people" WHERE "people"."id" IN (?, ?);
-- args: each row (id)
-- reads rows

-- # look up by a composite key where, and lock
SELECT "members"."name" FROM "app"."members" WHERE ("members"."org", "members"."email") IN (SELECT column1, column2 FROM (VALUES (?, ?), (?, ?))) AND (tenant = ?);
-- args: each row (org, email); 'tenant'
-- reads rows

-- # match
WITH sqbulk_input AS (SELECT 0 AS "_0", "people"."id" AS "_1" FROM "people" WHERE 0 UNION ALL SELECT column1, column2 FROM (VALUES (1, ?), (2, ?))), sqbulk_found AS MATERIALIZED (SELECT "people"."id" AS "_1" FROM "people" WHERE ("people"."id") IN (SELECT "_1" FROM sqbulk_input)) SELECT sqbulk."_0", sqbulk."_0", 1 FROM sqbulk_input AS sqbulk CROSS JOIN sqbulk_found ON sqbulk_found."_1" = sqbulk."_1" UNION ALL SELECT max("_0"), min("_0"), 0 FROM sqbulk_input WHERE "_1" IS NOT NULL GROUP BY "_1" HAVING count(*) > 1;
-- args: each row (id)
-- reads numbers

-- # match a composite key where, and without regard to case
WITH sqbulk_input AS (SELECT 0 AS "_0", "members"."org" AS "_1", "members"."email" AS "_2" FROM "app"."members" WHERE 0 UNION ALL SELECT column1, column2, column3 FROM (VALUES (1, ?, ?), (2, ?, ?))), sqbulk_found AS MATERIALIZED (SELECT "members"."org" AS "_1", "members"."email" AS "_2" FROM "app"."members" WHERE ("members"."org", "members"."email" COLLATE NOCASE) IN (SELECT "_1", "_2" FROM sqbulk_input) AND ("members"."tenant" = ?)) SELECT sqbulk."_0", sqbulk."_0", 1 FROM sqbulk_input AS sqbulk CROSS JOIN sqbulk_found ON sqbulk_found."_1" = sqbulk."_1" AND sqbulk_found."_2" = sqbulk."_2" COLLATE NOCASE UNION ALL SELECT max("_0"), min("_0"), 0 FROM sqbulk_input WHERE "_1" IS NOT NULL AND "_2" IS NOT NULL GROUP BY "_1", "_2" COLLATE NOCASE HAVING count(*) > 1;
-- args: each row (org, email); 'tenant'
-- reads numbers

-- # update, join form, without regard to case
UPDATE "app"."members" SET "name" = sqbulk."_3" FROM (SELECT column1 AS "_1", column2 AS "_2", column3 AS "_3" FROM (VALUES (?, ?, ?), (?, ?, ?))) AS sqbulk WHERE "members"."org" = sqbulk."_1" AND "members"."email" = sqbulk."_2" COLLATE NOCASE;
-- args: each row (org, email, name)
-- counted:
SELECT count(*) - count("members"."org") AS unmatched, count("members"."org") AS pairs FROM (SELECT column1 AS "_1", column2 AS "_2" FROM (VALUES (?, ?), (?, ?))) AS sqbulk LEFT JOIN "app"."members" ON "members"."org" = sqbulk."_1" AND "members"."email" = sqbulk."_2" COLLATE NOCASE;
-- args: each row (org, email)
-- reads numbers
UPDATE "app"."members" SET "name" = sqbulk."_3" FROM (SELECT column1 AS "_1", column2 AS "_2", column3 AS "_3" FROM (VALUES (?, ?, ?), (?, ?, ?))) AS sqbulk WHERE "members"."org" = sqbulk."_1" AND "members"."email" = sqbulk."_2" COLLATE NOCASE;
-- args: each row (org, email, name)
-- exact in a transaction

-- # update, join form, only changed rows, without regard to case
UPDATE "app"."members" SET "name" = sqbulk."_3" FROM (SELECT column1 AS "_1", column2 AS "_2", column3 AS "_3" FROM (VALUES (?, ?, ?), (?, ?, ?))) AS sqbulk WHERE "members"."org" = sqbulk."_1" AND "members"."email" = sqbulk."_2" COLLATE NOCASE AND "members"."name" COLLATE BINARY IS NOT sqbulk."_3";
-- args: each row (org, email, name)
-- counted:
SELECT sum(unmatched), sum(pairs), count(nullif(pairs, 0)) FROM (SELECT count(*) - count("members"."org") AS unmatched, count("members"."org") AS pairs FROM (SELECT column1 AS "_1", column2 AS "_2" FROM (VALUES (?, ?), (?, ?))) AS sqbulk LEFT JOIN "app"."members" ON "members"."org" = sqbulk."_1" AND "members"."email" = sqbulk."_2" COLLATE NOCASE GROUP BY "members"."org", "members"."email" COLLATE NOCASE);
-- args: each row (org, email)
-- reads numbers
UPDATE "app"."members" SET "name" = sqbulk."_3" FROM (SELECT column1 AS "_1", column2 AS "_2", column3 AS "_3" FROM (VALUES (?, ?, ?), (?, ?, ?))) AS sqbulk WHERE "members"."org" = sqbulk."_1" AND "members"."email" = sqbulk."_2" COLLATE NOCASE AND "members"."name" COLLATE BINARY IS NOT sqbulk."_3";
-- args: each row (org, email, name)
SELECT count(*) FILTER (WHERE type <> 'trigger'), count(*) FILTER (WHERE type = 'view' OR type = 'trigger' AND sql LIKE '%raise%ignore%' OR type = 'table' AND (sql LIKE '%conflict%ignore%' OR sql LIKE 'create virtual%')), count(*) FILTER (WHERE type = 'table' AND sql LIKE '%conflict%replace%'), count(*) FILTER (WHERE type = 'trigger') FROM (SELECT type, lower(sql) AS sql, tbl_name FROM "app".sqlite_master UNION ALL SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_temp_master) WHERE type <> 'index' AND tbl_name = ? COLLATE NOCASE;
-- args: 'members'
-- reads numbers
-- sent where the answers before it leave something open
-- exact in a transaction

-- # hostile names: insert
INSERT INTO "s""`'"."t? --" ("a.""b""", "`$1`;??", "\😀\", "_1") VALUES (?, ?, ?, ?), (?, ?, ?, ?);
-- args: each row (a."b", `$1`;??, \😀\, _1)

-- # hostile names: do nothing
INSERT INTO "s""`'"."t? --" ("a.""b""", "`$1`;??", "\😀\", "_1") VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON CONFLICT ("a.""b""", "`$1`;??") DO NOTHING;
-- args: each row (a."b", `$1`;??, \😀\, _1)

-- # hostile names: upsert
INSERT INTO "s""`'"."t? --" ("a.""b""", "`$1`;??", "\😀\", "_1") VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON CONFLICT ("a.""b""", "`$1`;??") DO UPDATE SET "\😀\" = excluded."\😀\", "_1" = "t? --"."_1" + excluded."_1", "*/ 'sqbulk" = ? WHERE ("t? --"."_1" < excluded."_1") AND "t? --"."\😀\" COLLATE BINARY IS NOT excluded."\😀\";
-- args: each row (a."b", `$1`;??, \😀\, _1); 1
-- counted:
SELECT count(*), ? FROM "s""`'"."t? --" WHERE ("t? --"."a.""b""", "t? --"."`$1`;??") IN (SELECT column1, column2 FROM (VALUES (?, ?), (?, ?)));
-- args: of all rows (a."b", `$1`;??); each row (a."b", `$1`;??)
-- reads numbers
INSERT INTO "s""`'"."t? --" ("a.""b""", "`$1`;??", "\😀\", "_1") VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON CONFLICT ("a.""b""", "`$1`;??") DO UPDATE SET "\😀\" = excluded."\😀\", "_1" = "t? --"."_1" + excluded."_1", "*/ 'sqbulk" = ? WHERE ("t? --"."_1" < excluded."_1") AND "t? --"."\😀\" COLLATE BINARY IS NOT excluded."\😀\";
-- args: each row (a."b", `$1`;??, \😀\, _1); 1
SELECT count(*) FROM "s""`'"."t? --" WHERE ("t? --"."a.""b""", "t? --"."`$1`;??") IN (SELECT column1, column2 FROM (VALUES (?, ?), (?, ?)));
-- args: each row (a."b", `$1`;??)
-- reads numbers
SELECT count(*) FILTER (WHERE type <> 'trigger'), count(*) FILTER (WHERE type = 'view' OR type = 'trigger' AND sql LIKE '%raise%ignore%' OR type = 'table' AND (sql LIKE '%conflict%ignore%' OR sql LIKE 'create virtual%')), count(*) FILTER (WHERE type = 'table' AND sql LIKE '%conflict%replace%'), count(*) FILTER (WHERE type = 'trigger') FROM (SELECT type, lower(sql) AS sql, tbl_name FROM "s""`'".sqlite_master UNION ALL SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_temp_master) WHERE type <> 'index' AND tbl_name = ? COLLATE NOCASE;
-- args: 't? --'
-- reads numbers
-- sent where the answers before it leave something open
-- exact in a transaction

-- # hostile names: update, join form
UPDATE "s""`'"."t? --" SET "\😀\" = sqbulk."_3", "_1" = "t? --"."_1" + sqbulk."_4", "*/ 'sqbulk" = ? FROM (SELECT column1 AS "_1", column2 AS "_2", column3 AS "_3", column4 AS "_4" FROM (VALUES (?, ?, ?, ?), (?, ?, ?, ?))) AS sqbulk WHERE "t? --"."a.""b""" = sqbulk."_1" AND "t? --"."`$1`;??" = sqbulk."_2" AND ("t? --"."*/ 'sqbulk" < sqbulk."_4") AND "t? --"."\😀\" COLLATE BINARY IS NOT sqbulk."_3";
-- args: 1; each row (a."b", `$1`;??, \😀\, _1)
-- counted:
SELECT sum(unmatched), sum(pairs), count(nullif(pairs, 0)) FROM (SELECT count(*) - count("t? --"."a.""b""") AS unmatched, count("t? --"."a.""b""") AS pairs FROM (SELECT column1 AS "_1", column2 AS "_2", column3 AS "_4" FROM (VALUES (?, ?, ?), (?, ?, ?))) AS sqbulk LEFT JOIN "s""`'"."t? --" ON "t? --"."a.""b""" = sqbulk."_1" AND "t? --"."`$1`;??" = sqbulk."_2" AND ("t? --"."*/ 'sqbulk" < sqbulk."_4") GROUP BY "t? --"."a.""b""", "t? --"."`$1`;??");
-- args: each row (a."b", `$1`;??, _1)
-- reads numbers
UPDATE "s""`'"."t? --" SET "\😀\" = sqbulk."_3", "_1" = "t? --"."_1" + sqbulk."_4", "*/ 'sqbulk" = ? FROM (SELECT column1 AS "_1", column2 AS "_2", column3 AS "_3", column4 AS "_4" FROM (VALUES (?, ?, ?, ?), (?, ?, ?, ?))) AS sqbulk WHERE "t? --"."a.""b""" = sqbulk."_1" AND "t? --"."`$1`;??" = sqbulk."_2" AND ("t? --"."*/ 'sqbulk" < sqbulk."_4") AND "t? --"."\😀\" COLLATE BINARY IS NOT sqbulk."_3";
-- args: 1; each row (a."b", `$1`;??, \😀\, _1)
SELECT count(*) FILTER (WHERE type <> 'trigger'), count(*) FILTER (WHERE type = 'view' OR type = 'trigger' AND sql LIKE '%raise%ignore%' OR type = 'table' AND (sql LIKE '%conflict%ignore%' OR sql LIKE 'create virtual%')), count(*) FILTER (WHERE type = 'table' AND sql LIKE '%conflict%replace%'), count(*) FILTER (WHERE type = 'trigger') FROM (SELECT type, lower(sql) AS sql, tbl_name FROM "s""`'".sqlite_master UNION ALL SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_temp_master) WHERE type <> 'index' AND tbl_name = ? COLLATE NOCASE;
-- args: 't? --'
-- reads numbers
-- sent where the answers before it leave something open
-- exact in a transaction

-- # hostile names: update, CASE form
UPDATE "s""`'"."t? --" SET "\😀\" = CASE WHEN "t? --"."a.""b""" = ? AND "t? --"."`$1`;??" = ? AND ("t? --"."*/ 'sqbulk" < ?) THEN ? WHEN "t? --"."a.""b""" = ? AND "t? --"."`$1`;??" = ? AND ("t? --"."*/ 'sqbulk" < ?) THEN ? ELSE "t? --"."\😀\" END, "_1" = CASE WHEN "t? --"."a.""b""" = ? AND "t? --"."`$1`;??" = ? AND ("t? --"."*/ 'sqbulk" < ?) THEN "t? --"."_1" + ? WHEN "t? --"."a.""b""" = ? AND "t? --"."`$1`;??" = ? AND ("t? --"."*/ 'sqbulk" < ?) THEN "t? --"."_1" + ? ELSE "t? --"."_1" END, "*/ 'sqbulk" = ? WHERE ("t? --"."a.""b""", "t? --"."`$1`;??") IN (SELECT column1, column2 FROM (VALUES (?, ?), (?, ?))) AND CASE WHEN "t? --"."a.""b""" = ? AND "t? --"."`$1`;??" = ? AND ("t? --"."*/ 'sqbulk" < ?) THEN TRUE WHEN "t? --"."a.""b""" = ? AND "t? --"."`$1`;??" = ? AND ("t? --"."*/ 'sqbulk" < ?) THEN TRUE ELSE FALSE END AND "t? --"."\😀\" COLLATE BINARY IS NOT CASE WHEN "t? --"."a.""b""" = ? AND "t? --"."`$1`;??" = ? AND ("t? --"."*/ 'sqbulk" < ?) THEN ? WHEN "t? --"."a.""b""" = ? AND "t? --"."`$1`;??" = ? AND ("t? --"."*/ 'sqbulk" < ?) THEN ? ELSE "t? --"."\😀\" END;
-- args: each row (a."b", `$1`;??, _1, \😀\); each row (a."b", `$1`;??, _1, _1); 1; each row (a."b", `$1`;??); each row (a."b", `$1`;??, _1); each row (a."b", `$1`;??, _1, \😀\)
-- at most 500 rows
-- counted:
SELECT sum(unmatched), sum(pairs), count(nullif(pairs, 0)) FROM (SELECT count(*) - count("t? --"."a.""b""") AS unmatched, count("t? --"."a.""b""") AS pairs FROM (SELECT column1 AS "_1", column2 AS "_2", column3 AS "_4" FROM (VALUES (?, ?, ?), (?, ?, ?))) AS sqbulk LEFT JOIN "s""`'"."t? --" ON "t? --"."a.""b""" = sqbulk."_1" AND "t? --"."`$1`;??" = sqbulk."_2" AND ("t? --"."*/ 'sqbulk" < sqbulk."_4") GROUP BY "t? --"."a.""b""", "t? --"."`$1`;??");
-- args: each row (a."b", `$1`;??, _1)
-- reads numbers
UPDATE "s""`'"."t? --" SET "\😀\" = CASE WHEN "t? --"."a.""b""" = ? AND "t? --"."`$1`;??" = ? AND ("t? --"."*/ 'sqbulk" < ?) THEN ? WHEN "t? --"."a.""b""" = ? AND "t? --"."`$1`;??" = ? AND ("t? --"."*/ 'sqbulk" < ?) THEN ? ELSE "t? --"."\😀\" END, "_1" = CASE WHEN "t? --"."a.""b""" = ? AND "t? --"."`$1`;??" = ? AND ("t? --"."*/ 'sqbulk" < ?) THEN "t? --"."_1" + ? WHEN "t? --"."a.""b""" = ? AND "t? --"."`$1`;??" = ? AND ("t? --"."*/ 'sqbulk" < ?) THEN "t? --"."_1" + ? ELSE "t? --"."_1" END, "*/ 'sqbulk" = ? WHERE ("t? --"."a.""b""", "t? --"."`$1`;??") IN (SELECT column1, column2 FROM (VALUES (?, ?), (?, ?))) AND CASE WHEN "t? --"."a.""b""" = ? AND "t? --"."`$1`;??" = ? AND ("t? --"."*/ 'sqbulk" < ?) THEN TRUE WHEN "t? --"."a.""b""" = ? AND "t? --"."`$1`;??" = ? AND ("t? --"."*/ 'sqbulk" < ?) THEN TRUE ELSE FALSE END AND "t? --"."\😀\" COLLATE BINARY IS NOT CASE WHEN "t? --"."a.""b""" = ? AND "t? --"."`$1`;??" = ? AND ("t? --"."*/ 'sqbulk" < ?) THEN ? WHEN "t? --"."a.""b""" = ? AND "t? --"."`$1`;??" = ? AND ("t? --"."*/ 'sqbulk" < ?) THEN ? ELSE "t? --"."\😀\" END;
-- args: each row (a."b", `$1`;??, _1, \😀\); each row (a."b", `$1`;??, _1, _1); 1; each row (a."b", `$1`;??); each row (a."b", `$1`;??, _1); each row (a."b", `$1`;??, _1, \😀\)
SELECT count(*) FILTER (WHERE type <> 'trigger'), count(*) FILTER (WHERE type = 'view' OR type = 'trigger' AND sql LIKE '%raise%ignore%' OR type = 'table' AND (sql LIKE '%conflict%ignore%' OR sql LIKE 'create virtual%')), count(*) FILTER (WHERE type = 'table' AND sql LIKE '%conflict%replace%'), count(*) FILTER (WHERE type = 'trigger') FROM (SELECT type, lower(sql) AS sql, tbl_name FROM "s""`'".sqlite_master UNION ALL SELECT type, lower(sql) AS sql, tbl_name FROM sqlite_temp_master) WHERE type <> 'index' AND tbl_name = ? COLLATE NOCASE;
-- args: 't? --'
-- reads numbers
-- sent where the answers before it leave something open
-- at most 500 rows, exact in a transaction

-- # hostile names: delete
DELETE FROM "s""`'"."t? --" WHERE ("t? --"."a.""b""", "t? --"."`$1`;??", "t? --"."\😀\", "t? --"."_1") IN (SELECT column1, column2, column3, column4 FROM (VALUES (?, ?, ?, ?), (?, ?, ?, ?)));
-- args: each row (a."b", `$1`;??, \😀\, _1)

-- # hostile names: insert returning
INSERT INTO "s""`'"."t? --" ("a.""b""", "`$1`;??", "\😀\", "_1") VALUES (?, ?, ?, ?), (?, ?, ?, ?) RETURNING "t? --"."*/ 'sqbulk" AS "*/ 'sqbulk";
-- args: each row (a."b", `$1`;??, \😀\, _1)
-- reads rows

-- # hostile names: look up
SELECT "t? --"."*/ 'sqbulk" FROM "s""`'"."t? --" WHERE ("t? --"."a.""b""", "t? --"."`$1`;??", "t? --"."\😀\", "t? --"."_1") IN (SELECT column1, column2, column3, column4 FROM (VALUES (?, ?, ?, ?), (?, ?, ?, ?)));
-- args: each row (a."b", `$1`;??, \😀\, _1)
-- reads rows

-- # hostile names: match
WITH sqbulk_input AS (SELECT 0 AS "_0", "t? --"."a.""b""" AS "_1", "t? --"."`$1`;??" AS "_2", "t? --"."\😀\" AS "_3", "t? --"."_1" AS "_4" FROM "s""`'"."t? --" WHERE 0 UNION ALL SELECT column1, column2, column3, column4, column5 FROM (VALUES (1, ?, ?, ?, ?), (2, ?, ?, ?, ?))), sqbulk_found AS MATERIALIZED (SELECT "t? --"."a.""b""" AS "_1", "t? --"."`$1`;??" AS "_2", "t? --"."\😀\" AS "_3", "t? --"."_1" AS "_4" FROM "s""`'"."t? --" WHERE ("t? --"."a.""b""", "t? --"."`$1`;??" COLLATE NOCASE, "t? --"."\😀\", "t? --"."_1") IN (SELECT "_1", "_2", "_3", "_4" FROM sqbulk_input) AND ("t? --"."*/ 'sqbulk" = ?)) SELECT sqbulk."_0", sqbulk."_0", 1 FROM sqbulk_input AS sqbulk CROSS JOIN sqbulk_found ON sqbulk_found."_1" = sqbulk."_1" AND sqbulk_found."_2" = sqbulk."_2" COLLATE NOCASE AND sqbulk_found."_3" = sqbulk."_3" AND sqbulk_found."_4" = sqbulk."_4" UNION ALL SELECT max("_0"), min("_0"), 0 FROM sqbulk_input WHERE "_1" IS NOT NULL AND "_2" IS NOT NULL AND "_3" IS NOT NULL AND "_4" IS NOT NULL GROUP BY "_1", "_2" COLLATE NOCASE, "_3", "_4" HAVING count(*) > 1;
-- args: each row (a."b", `$1`;??, \😀\, _1); 1
-- reads numbers
