-- The statements of dialecttest.Cases in postgres, for two rows or so. Written by: go test -run Golden . -update

-- # insert
COPY "people" ("id", "name") FROM STDIN;
-- args: each row (id, name)
-- exact in a transaction

-- # insert one row of one column
COPY "people" ("id") FROM STDIN;
-- args: each row (id)
-- exact in a transaction

-- # insert into a schema's table
COPY "app"."people" ("id", "name") FROM STDIN;
-- args: each row (id, name)
-- exact in a transaction

-- # insert cells that are expressions or NULL
-- error: postgres: unsupported operation: an expression as a cell of COPY (column 2); give values, or leave out Strategy

-- # insert a cell that is a nested query
-- error: postgres: unsupported operation: an expression as a cell of COPY (column 1); give values, or leave out Strategy

-- # insert cells with question marks that are no placeholders
-- error: postgres: unsupported operation: an expression as a cell of COPY (column 2); give values, or leave out Strategy

-- # insert DEFAULT cells
-- error: postgres: unsupported operation: an expression as a cell of COPY (column 1); give values, or leave out Strategy
-- counted:
-- error: postgres: unsupported operation: an expression as a cell of COPY (column 2); give values, or leave out Strategy

-- # insert with prefix and suffix
-- error: postgres: unsupported operation: COPY with Prefix or Suffix; leave out Strategy

-- # insert returning
-- error: postgres: unsupported operation: COPY with Returning; use exec.Staging, or leave out Strategy

-- # do nothing on any key
-- error: postgres: unsupported operation: COPY with OnConflict; use exec.Staging, or leave out Strategy

-- # do nothing on a key
-- error: postgres: unsupported operation: COPY with OnConflict; use exec.Staging, or leave out Strategy

-- # do nothing on a composite key
-- error: postgres: unsupported operation: COPY with OnConflict; use exec.Staging, or leave out Strategy

-- # do nothing on a constraint
-- error: postgres: unsupported operation: COPY with OnConflict; use exec.Staging, or leave out Strategy

-- # do nothing on a partial index
-- error: postgres: unsupported operation: COPY with OnConflict; use exec.Staging, or leave out Strategy

-- # do nothing on a partial index with parameters
-- error: postgres: unsupported operation: COPY with OnConflict; use exec.Staging, or leave out Strategy

-- # do nothing, returning
-- error: postgres: unsupported operation: COPY with OnConflict; use exec.Staging, or leave out Strategy

-- # upsert all columns
-- error: postgres: unsupported operation: COPY with OnConflict; use exec.Staging, or leave out Strategy

-- # upsert some columns
-- error: postgres: unsupported operation: COPY with OnConflict; use exec.Staging, or leave out Strategy

-- # upsert on a composite key in a schema's table
-- error: postgres: unsupported operation: COPY with OnConflict; use exec.Staging, or leave out Strategy

-- # upsert on a constraint
-- error: postgres: unsupported operation: COPY with OnConflict; use exec.Staging, or leave out Strategy

-- # upsert on a partial index
-- error: postgres: unsupported operation: COPY with OnConflict; use exec.Staging, or leave out Strategy

-- # upsert expression cells
-- error: postgres: unsupported operation: COPY with OnConflict; use exec.Staging, or leave out Strategy

-- # upsert expressions over the stored and the incoming row
-- error: postgres: unsupported operation: COPY with OnConflict; use exec.Staging, or leave out Strategy

-- # upsert swaps columns
-- error: postgres: unsupported operation: COPY with OnConflict; use exec.Staging, or leave out Strategy

-- # upsert touches columns that are not inserted
-- error: postgres: unsupported operation: COPY with OnConflict; use exec.Staging, or leave out Strategy

-- # upsert where the incoming row is newer
-- error: postgres: unsupported operation: COPY with OnConflict; use exec.Staging, or leave out Strategy

-- # upsert where several conditions hold
-- error: postgres: unsupported operation: COPY with OnConflict; use exec.Staging, or leave out Strategy

-- # upsert only changed rows
-- error: postgres: unsupported operation: COPY with OnConflict; use exec.Staging, or leave out Strategy

-- # upsert only changed rows, with an expression and a condition
-- error: postgres: unsupported operation: COPY with OnConflict; use exec.Staging, or leave out Strategy

-- # upsert returning
-- error: postgres: unsupported operation: COPY with OnConflict; use exec.Staging, or leave out Strategy

-- # upsert where the incoming row is newer, returning
-- error: postgres: unsupported operation: COPY with OnConflict; use exec.Staging, or leave out Strategy

-- # upsert with prefix and suffix
-- error: postgres: unsupported operation: COPY with OnConflict; use exec.Staging, or leave out Strategy

-- # update, join form, one column
-- error: postgres: unsupported operation: an update by COPY; use exec.Staging, or leave out Strategy

-- # update, join form, several columns
-- error: postgres: unsupported operation: an update by COPY; use exec.Staging, or leave out Strategy

-- # update, join form, composite key in a schema's table
-- error: postgres: unsupported operation: an update by COPY; use exec.Staging, or leave out Strategy

-- # update, join form, cells that are expressions or NULL
-- error: postgres: unsupported operation: an update by COPY; use exec.Staging, or leave out Strategy

-- # update, join form, expressions over the stored and the incoming row
-- error: postgres: unsupported operation: an update by COPY; use exec.Staging, or leave out Strategy

-- # update, join form, expressions alone, which swap columns
-- error: postgres: unsupported operation: an update by COPY; use exec.Staging, or leave out Strategy

-- # update, join form, where
-- error: postgres: unsupported operation: an update by COPY; use exec.Staging, or leave out Strategy

-- # update, join form, where the incoming row is newer
-- error: postgres: unsupported operation: an update by COPY; use exec.Staging, or leave out Strategy

-- # update, join form, only changed rows
-- error: postgres: unsupported operation: an update by COPY; use exec.Staging, or leave out Strategy

-- # update, join form, only changed rows, with an expression and a condition, composite key
-- error: postgres: unsupported operation: an update by COPY; use exec.Staging, or leave out Strategy

-- # update, join form, returning
-- error: postgres: unsupported operation: an update by COPY; use exec.Staging, or leave out Strategy

-- # update, join form, with prefix and suffix
-- error: postgres: unsupported operation: an update by COPY; use exec.Staging, or leave out Strategy

-- # update, CASE form, one column
-- error: postgres: unsupported operation: an update by COPY; use exec.Staging, or leave out Strategy

-- # update, CASE form, several columns
-- error: postgres: unsupported operation: an update by COPY; use exec.Staging, or leave out Strategy

-- # update, CASE form, composite key in a schema's table
-- error: postgres: unsupported operation: an update by COPY; use exec.Staging, or leave out Strategy

-- # update, CASE form, cells that are expressions or NULL
-- error: postgres: unsupported operation: an update by COPY; use exec.Staging, or leave out Strategy

-- # update, CASE form, expressions over the stored and the incoming row
-- error: postgres: unsupported operation: an update by COPY; use exec.Staging, or leave out Strategy

-- # update, CASE form, expressions alone, which swap columns
-- error: postgres: unsupported operation: an update by COPY; use exec.Staging, or leave out Strategy

-- # update, CASE form, where
-- error: postgres: unsupported operation: an update by COPY; use exec.Staging, or leave out Strategy

-- # update, CASE form, where the incoming row is newer
-- error: postgres: unsupported operation: an update by COPY; use exec.Staging, or leave out Strategy

-- # update, CASE form, only changed rows
-- error: postgres: unsupported operation: an update by COPY; use exec.Staging, or leave out Strategy

-- # update, CASE form, only changed rows, with an expression and a condition, composite key
-- error: postgres: unsupported operation: an update by COPY; use exec.Staging, or leave out Strategy

-- # update, CASE form, returning
-- error: postgres: unsupported operation: an update by COPY; use exec.Staging, or leave out Strategy

-- # update, CASE form, with prefix and suffix
-- error: postgres: unsupported operation: an update by COPY; use exec.Staging, or leave out Strategy

-- # delete
-- error: postgres: unsupported operation: a delete by COPY; use exec.Staging, or leave out Strategy

-- # delete by a composite key in a schema's table
-- error: postgres: unsupported operation: a delete by COPY; use exec.Staging, or leave out Strategy

-- # delete where
-- error: postgres: unsupported operation: a delete by COPY; use exec.Staging, or leave out Strategy

-- # delete by a composite key where
-- error: postgres: unsupported operation: a delete by COPY; use exec.Staging, or leave out Strategy

-- # delete by keys that are expressions or NULL
-- error: postgres: unsupported operation: a delete by COPY; use exec.Staging, or leave out Strategy

-- # delete returning
-- error: postgres: unsupported operation: a delete by COPY; use exec.Staging, or leave out Strategy

-- # delete with prefix and suffix
-- error: postgres: unsupported operation: a delete by COPY; use exec.Staging, or leave out Strategy

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
-- error: postgres: unsupported operation: an update by COPY; use exec.Staging, or leave out Strategy

-- # update, join form, only changed rows, without regard to case
-- error: postgres: unsupported operation: an update by COPY; use exec.Staging, or leave out Strategy

-- # hostile names: insert
COPY "s""`'"."t? --" ("a.""b""", "`$1`;??", "\😀\", "_1") FROM STDIN;
-- args: each row (a."b", `$1`;??, \😀\, _1)
-- exact in a transaction

-- # hostile names: do nothing
-- error: postgres: unsupported operation: COPY with OnConflict; use exec.Staging, or leave out Strategy

-- # hostile names: upsert
-- error: postgres: unsupported operation: COPY with OnConflict; use exec.Staging, or leave out Strategy

-- # hostile names: update, join form
-- error: postgres: unsupported operation: an update by COPY; use exec.Staging, or leave out Strategy

-- # hostile names: update, CASE form
-- error: postgres: unsupported operation: an update by COPY; use exec.Staging, or leave out Strategy

-- # hostile names: delete
-- error: postgres: unsupported operation: a delete by COPY; use exec.Staging, or leave out Strategy

-- # hostile names: insert returning
-- error: postgres: unsupported operation: COPY with Returning; use exec.Staging, or leave out Strategy

-- # hostile names: look up
SELECT "s""`'"."t? --"."*/ 'sqbulk" FROM "s""`'"."t? --" WHERE EXISTS (SELECT FROM (VALUES ((NULL::"s""`'"."t? --")."a.""b""", (NULL::"s""`'"."t? --")."`$1`;??", (NULL::"s""`'"."t? --")."\😀\", (NULL::"s""`'"."t? --")."_1"), ($1, $2, $3, $4), ($5, $6, $7, $8)) AS sqbulk("_1", "_2", "_3", "_4") WHERE "s""`'"."t? --"."a.""b""" = sqbulk."_1" AND "s""`'"."t? --"."`$1`;??" = sqbulk."_2" AND "s""`'"."t? --"."\😀\" = sqbulk."_3" AND "s""`'"."t? --"."_1" = sqbulk."_4");
-- args: each row (a."b", `$1`;??, \😀\, _1)
-- reads rows

-- # hostile names: match
WITH sqbulk AS (SELECT * FROM (VALUES (NULL::int, (NULL::"s""`'"."t? --")."a.""b""", (NULL::"s""`'"."t? --")."`$1`;??", (NULL::"s""`'"."t? --")."\😀\", (NULL::"s""`'"."t? --")."_1"), (1, $1, $2, $3, $4), (2, $5, $6, $7, $8)) AS sqbulk("_0", "_1", "_2", "_3", "_4")), sqbulk_found AS (SELECT sqbulk."_0" FROM "s""`'"."t? --", sqbulk WHERE "s""`'"."t? --"."a.""b""" = sqbulk."_1" AND lower("s""`'"."t? --"."`$1`;??") = lower(sqbulk."_2") AND "s""`'"."t? --"."\😀\" = sqbulk."_3" AND "s""`'"."t? --"."_1" = sqbulk."_4" AND ("s""`'"."t? --"."*/ 'sqbulk" = $9) ORDER BY 1 FOR UPDATE OF "t? --") SELECT "_0", "_0", 1 FROM sqbulk_found UNION ALL SELECT max("_0"), min("_0"), 0 FROM sqbulk WHERE "_1" IS NOT NULL AND "_2" IS NOT NULL AND "_3" IS NOT NULL AND "_4" IS NOT NULL GROUP BY "_1", lower("_2"), "_3", "_4" HAVING count(*) > 1;
-- args: each row (a."b", `$1`;??, \😀\, _1); 1
-- reads numbers
