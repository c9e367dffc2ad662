-- The statements of dialecttest.Cases in mysql, for two rows or so. Written by: go test -run Golden . -update

-- # insert
INSERT INTO `people` (`id`, `name`) VALUES (?, ?), (?, ?);
-- args: each row (id, name)

-- # insert one row of one column
INSERT INTO `people` (`id`) VALUES (?);
-- args: each row (id)

-- # insert into a schema's table
INSERT INTO `app`.`people` (`id`, `name`) VALUES (?, ?), (?, ?);
-- args: each row (id, name)

-- # insert cells that are expressions or NULL
INSERT INTO `people` (`id`, `name`) VALUES (?, UPPER(?)), (? + ?, ?), (?, CURRENT_USER);
-- args: each row (id, name) = 'id 1', 'name 1', 'id 2a', 'id 2b', NULL, 'id 3'

-- # insert a cell that is a nested query
INSERT INTO `people` (`id`, `name`) VALUES ((SELECT MAX(id) FROM archive WHERE org = ?), ?);
-- args: each row (id, name) = 'org 1', 'name 1'

-- # insert cells with question marks that are no placeholders
INSERT INTO `people` (`id`, `name`) VALUES (?, REPLACE('really?', ?, '?'));
-- args: each row (id, name) = 'id 1', 'name 1'

-- # insert DEFAULT cells
INSERT INTO `people` (`id`, `name`) VALUES (?, DEFAULT), (DEFAULT, ?);
-- args: each row (id, name) = 'id 1', 'name 2'

-- # insert with prefix and suffix
WITH p AS (SELECT ? AS x) INSERT INTO `people` (`id`, `name`) VALUES (?, ?), (?, ?) /* first */ ON CONFLICT (id) DO UPDATE SET name = ?;
-- args: 'prefix'; each row (id, name); 'suffix'

-- # insert returning
-- error: mysql: MySQL has no RETURNING: run the insert, and read the rows by their key: unsupported operation

-- # do nothing on any key
INSERT INTO `people` (`id`, `name`) VALUES (?, ?), (?, ?) ON DUPLICATE KEY UPDATE `id` = `people`.`id`;
-- args: each row (id, name)

-- # do nothing on a key
INSERT INTO `people` (`id`, `name`) VALUES (?, ?), (?, ?) ON DUPLICATE KEY UPDATE `name` = `people`.`name`;
-- args: each row (id, name)

-- # do nothing on a composite key
INSERT INTO `members` (`org`, `email`, `name`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `name` = `members`.`name`;
-- args: each row (org, email, name)

-- # do nothing on a constraint
-- error: mysql: MySQL has no conflict target by a constraint's name: name the key's columns with OnConflict: unsupported operation

-- # do nothing on a partial index
-- error: mysql: MySQL has no partial unique index, which ConflictWhere describes: put the condition into a generated column of a unique key, or into DoUpdateWhere: unsupported operation

-- # do nothing on a partial index with parameters
-- error: mysql: MySQL has no partial unique index, which ConflictWhere describes: put the condition into a generated column of a unique key, or into DoUpdateWhere: unsupported operation

-- # do nothing, returning
-- error: mysql: MySQL has no RETURNING: run the insert, and read the rows by their key: unsupported operation

-- # upsert all columns
INSERT INTO `people` (`id`, `name`, `hits`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `name` = VALUES(`name`), `hits` = VALUES(`hits`);
-- args: each row (id, name, hits)
-- counted:
SELECT COUNT(*) FROM `people` WHERE `id` IN (?, ?) FOR UPDATE;
-- args: each row (id)
-- reads numbers
INSERT INTO `people` (`id`, `name`, `hits`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `name` = VALUES(`name`), `hits` = VALUES(`hits`);
-- args: each row (id, name, hits)

-- # upsert some columns
INSERT INTO `people` (`id`, `name`, `hits`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `hits` = VALUES(`hits`);
-- args: each row (id, name, hits)
-- counted:
SELECT COUNT(*) FROM `people` WHERE `id` IN (?, ?) FOR UPDATE;
-- args: each row (id)
-- reads numbers
INSERT INTO `people` (`id`, `name`, `hits`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `hits` = VALUES(`hits`);
-- args: each row (id, name, hits)

-- # upsert on a composite key in a schema's table
INSERT INTO `app`.`members` (`org`, `email`, `name`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `name` = VALUES(`name`);
-- args: each row (org, email, name)
-- counted:
SELECT COUNT(*) FROM `app`.`members` WHERE (`org`, `email`) IN ((?, ?), (?, ?)) FOR UPDATE;
-- args: each row (org, email)
-- reads numbers
INSERT INTO `app`.`members` (`org`, `email`, `name`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `name` = VALUES(`name`);
-- args: each row (org, email, name)

-- # upsert on a constraint
-- error: mysql: MySQL has no conflict target by a constraint's name: name the key's columns with OnConflict: unsupported operation

-- # upsert on a partial index
-- error: mysql: MySQL has no partial unique index, which ConflictWhere describes: put the condition into a generated column of a unique key, or into DoUpdateWhere: unsupported operation

-- # upsert expression cells
INSERT INTO `people` (`id`, `name`) VALUES (?, LOWER(?)), (?, ?) ON DUPLICATE KEY UPDATE `name` = VALUES(`name`);
-- args: each row (id, name) = 'id 1', 'name 1', 'id 2', NULL
-- counted:
SELECT COUNT(*) FROM `people` WHERE `id` IN (?, ?) FOR UPDATE;
-- args: each row (id) = 'id 1', 'id 2'
-- reads numbers
INSERT INTO `people` (`id`, `name`) VALUES (?, LOWER(?)), (?, ?) ON DUPLICATE KEY UPDATE `name` = VALUES(`name`);
-- args: each row (id, name) = 'id 1', 'name 1', 'id 2', NULL

-- # upsert expressions over the stored and the incoming row
INSERT INTO `people` (`id`, `name`, `hits`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `hits` = `people`.`hits` + VALUES(`hits`), `name` = COALESCE(VALUES(`name`), `people`.`name`);
-- args: each row (id, name, hits)
-- counted:
SELECT COUNT(*) FROM `people` WHERE `id` IN (?, ?) FOR UPDATE;
-- args: each row (id)
-- reads numbers
INSERT INTO `people` (`id`, `name`, `hits`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `hits` = `people`.`hits` + VALUES(`hits`), `name` = COALESCE(VALUES(`name`), `people`.`name`);
-- args: each row (id, name, hits)

-- # upsert swaps columns
-- error: mysql: Vitess has no variables in statements, which a condition on an update, OnlyChanged with an expression, and an exchange of columns need: leave these out, or read the rows and decide in Go: unsupported operation

-- # upsert touches columns that are not inserted
INSERT INTO `people` (`id`, `name`, `hits`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `touched` = CURRENT_TIMESTAMP, `source` = ?, `name` = VALUES(`name`);
-- args: each row (id, name, hits); 'import'
-- counted:
SELECT COUNT(*) FROM `people` WHERE `id` IN (?, ?) FOR UPDATE;
-- args: each row (id)
-- reads numbers
INSERT INTO `people` (`id`, `name`, `hits`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `touched` = CURRENT_TIMESTAMP, `source` = ?, `name` = VALUES(`name`);
-- args: each row (id, name, hits); 'import'

-- # upsert where the incoming row is newer
-- error: mysql: Vitess has no variables in statements, which a condition on an update, OnlyChanged with an expression, and an exchange of columns need: leave these out, or read the rows and decide in Go: unsupported operation

-- # upsert where several conditions hold
-- error: mysql: Vitess has no variables in statements, which a condition on an update, OnlyChanged with an expression, and an exchange of columns need: leave these out, or read the rows and decide in Go: unsupported operation

-- # upsert only changed rows
INSERT INTO `people` (`id`, `name`, `hits`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `name` = VALUES(`name`), `hits` = VALUES(`hits`);
-- args: each row (id, name, hits)
-- counted:
SELECT COUNT(*) FROM `people` WHERE `id` IN (?, ?) FOR UPDATE;
-- args: each row (id)
-- reads numbers
INSERT INTO `people` (`id`, `name`, `hits`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `name` = VALUES(`name`), `hits` = VALUES(`hits`);
-- args: each row (id, name, hits)

-- # upsert only changed rows, with an expression and a condition
-- error: mysql: Vitess has no variables in statements, which a condition on an update, OnlyChanged with an expression, and an exchange of columns need: leave these out, or read the rows and decide in Go: unsupported operation

-- # upsert returning
-- error: mysql: MySQL has no RETURNING: run the insert, and read the rows by their key: unsupported operation

-- # upsert where the incoming row is newer, returning
-- error: mysql: MySQL has no RETURNING: run the insert, and read the rows by their key: unsupported operation

-- # upsert with prefix and suffix
-- error: mysql: Vitess has no variables in statements, which a condition on an update, OnlyChanged with an expression, and an exchange of columns need: leave these out, or read the rows and decide in Go: unsupported operation

-- # update, join form, one column
UPDATE `people` SET `name` = CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `name` END WHERE `id` IN (?, ?);
-- args: each row (id, name); each row (id)
-- at most 500 rows

-- # update, join form, several columns
UPDATE `people` SET `name` = CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `name` END, `hits` = CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `hits` END WHERE `id` IN (?, ?);
-- args: each row (id, name); each row (id, hits); each row (id)
-- at most 500 rows

-- # update, join form, composite key in a schema's table
UPDATE `app`.`members` SET `name` = CASE WHEN `org` = ? AND `email` = ? THEN ? WHEN `org` = ? AND `email` = ? THEN ? ELSE `name` END WHERE (`org`, `email`) IN ((?, ?), (?, ?));
-- args: each row (org, email, name); each row (org, email)
-- at most 500 rows

-- # update, join form, cells that are expressions or NULL
UPDATE `people` SET `name` = CASE `id` WHEN ? THEN UPPER(?) WHEN ? THEN ? ELSE `name` END, `hits` = CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `hits` END WHERE `id` IN (?, ?);
-- args: each row (id, name); each row (id, hits); each row (id) = 'id 1', 'name 1', 'id 2', NULL, 'id 1', NULL, 'id 2', 'hits 2', 'id 1', 'id 2'
-- at most 500 rows

-- # update, join form, expressions over the stored and the incoming row
UPDATE `people` SET `hits` = CASE `id` WHEN ? THEN `people`.`hits` + ? WHEN ? THEN `people`.`hits` + ? ELSE `hits` END, `touched` = CURRENT_TIMESTAMP, `source` = ?, `name` = CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `name` END WHERE `id` IN (?, ?);
-- args: each row (id, hits); 'import'; each row (id, name); each row (id)
-- at most 500 rows

-- # update, join form, expressions alone, which swap columns
-- error: mysql: Vitess has no variables in statements, which a condition on an update, OnlyChanged with an expression, and an exchange of columns need: leave these out, or read the rows and decide in Go: unsupported operation

-- # update, join form, where
UPDATE `people` SET `name` = CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `name` END WHERE `id` IN (?, ?) AND (tenant = ?);
-- args: each row (id, name); each row (id); 'tenant'
-- at most 500 rows

-- # update, join form, where the incoming row is newer
UPDATE `people` SET `name` = CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `name` END WHERE `id` IN (?, ?) AND CASE `id` WHEN ? THEN ((`people`.`hits` < ?) AND (tenant = ?)) WHEN ? THEN ((`people`.`hits` < ?) AND (tenant = ?)) ELSE FALSE END;
-- args: each row (id, name); each row (id); each row (id, hits, 'tenant')
-- at most 500 rows

-- # update, join form, only changed rows
UPDATE `people` SET `name` = CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `name` END, `hits` = CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `hits` END WHERE `id` IN (?, ?) AND (CASE `id` WHEN ? THEN NOT (`people`.`name` <=> ? AND (CHARSET(`people`.`name`) = 'binary' OR CAST(`people`.`name` AS BINARY) <=> CAST(? AS BINARY))) OR NOT (`people`.`hits` <=> ? AND (CHARSET(`people`.`hits`) = 'binary' OR CAST(`people`.`hits` AS BINARY) <=> CAST(? AS BINARY))) WHEN ? THEN NOT (`people`.`name` <=> ? AND (CHARSET(`people`.`name`) = 'binary' OR CAST(`people`.`name` AS BINARY) <=> CAST(? AS BINARY))) OR NOT (`people`.`hits` <=> ? AND (CHARSET(`people`.`hits`) = 'binary' OR CAST(`people`.`hits` AS BINARY) <=> CAST(? AS BINARY))) ELSE FALSE END);
-- args: each row (id, name); each row (id, hits); each row (id); each row (id, name, name, hits, hits)
-- at most 500 rows

-- # update, join form, only changed rows, with an expression and a condition, composite key
UPDATE `app`.`members` SET `hits` = `app`.`members`.`hits` + ?, `name` = CASE WHEN `org` = ? AND `email` = ? THEN ? WHEN `org` = ? AND `email` = ? THEN ? ELSE `name` END WHERE (`org`, `email`) IN ((?, ?), (?, ?)) AND (tenant = ?) AND (CASE WHEN `org` = ? AND `email` = ? THEN NOT (`app`.`members`.`name` <=> ? AND (CHARSET(`app`.`members`.`name`) = 'binary' OR CAST(`app`.`members`.`name` AS BINARY) <=> CAST(? AS BINARY))) WHEN `org` = ? AND `email` = ? THEN NOT (`app`.`members`.`name` <=> ? AND (CHARSET(`app`.`members`.`name`) = 'binary' OR CAST(`app`.`members`.`name` AS BINARY) <=> CAST(? AS BINARY))) ELSE FALSE END);
-- args: 'step'; each row (org, email, name); each row (org, email); 'tenant'; each row (org, email, name, name)
-- at most 500 rows

-- # update, join form, returning
-- error: mysql: MySQL has no UPDATE … RETURNING: run the update, and read the rows by their key: unsupported operation

-- # update, join form, with prefix and suffix
/* nightly */ UPDATE `people` SET `hits` = CASE `id` WHEN ? THEN `people`.`hits` + ? WHEN ? THEN `people`.`hits` + ? ELSE `hits` END, `name` = CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `name` END WHERE `id` IN (?, ?) /* end */;
-- args: each row (id, hits); each row (id, name); each row (id)
-- at most 500 rows

-- # update, CASE form, one column
UPDATE `people` SET `name` = CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `name` END WHERE `id` IN (?, ?);
-- args: each row (id, name); each row (id)
-- at most 500 rows

-- # update, CASE form, several columns
UPDATE `people` SET `name` = CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `name` END, `hits` = CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `hits` END WHERE `id` IN (?, ?);
-- args: each row (id, name); each row (id, hits); each row (id)
-- at most 500 rows

-- # update, CASE form, composite key in a schema's table
UPDATE `app`.`members` SET `name` = CASE WHEN `org` = ? AND `email` = ? THEN ? WHEN `org` = ? AND `email` = ? THEN ? ELSE `name` END WHERE (`org`, `email`) IN ((?, ?), (?, ?));
-- args: each row (org, email, name); each row (org, email)
-- at most 500 rows

-- # update, CASE form, cells that are expressions or NULL
UPDATE `people` SET `name` = CASE `id` WHEN ? THEN UPPER(?) WHEN ? THEN ? ELSE `name` END, `hits` = CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `hits` END WHERE `id` IN (?, ?);
-- args: each row (id, name); each row (id, hits); each row (id) = 'id 1', 'name 1', 'id 2', NULL, 'id 1', NULL, 'id 2', 'hits 2', 'id 1', 'id 2'
-- at most 500 rows

-- # update, CASE form, expressions over the stored and the incoming row
UPDATE `people` SET `hits` = CASE `id` WHEN ? THEN `people`.`hits` + ? WHEN ? THEN `people`.`hits` + ? ELSE `hits` END, `touched` = CURRENT_TIMESTAMP, `source` = ?, `name` = CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `name` END WHERE `id` IN (?, ?);
-- args: each row (id, hits); 'import'; each row (id, name); each row (id)
-- at most 500 rows

-- # update, CASE form, expressions alone, which swap columns
-- error: mysql: Vitess has no variables in statements, which a condition on an update, OnlyChanged with an expression, and an exchange of columns need: leave these out, or read the rows and decide in Go: unsupported operation

-- # update, CASE form, where
UPDATE `people` SET `name` = CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `name` END WHERE `id` IN (?, ?) AND (tenant = ?);
-- args: each row (id, name); each row (id); 'tenant'
-- at most 500 rows

-- # update, CASE form, where the incoming row is newer
UPDATE `people` SET `name` = CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `name` END WHERE `id` IN (?, ?) AND CASE `id` WHEN ? THEN ((`people`.`hits` < ?) AND (tenant = ?)) WHEN ? THEN ((`people`.`hits` < ?) AND (tenant = ?)) ELSE FALSE END;
-- args: each row (id, name); each row (id); each row (id, hits, 'tenant')
-- at most 500 rows

-- # update, CASE form, only changed rows
UPDATE `people` SET `name` = CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `name` END, `hits` = CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `hits` END WHERE `id` IN (?, ?) AND (CASE `id` WHEN ? THEN NOT (`people`.`name` <=> ? AND (CHARSET(`people`.`name`) = 'binary' OR CAST(`people`.`name` AS BINARY) <=> CAST(? AS BINARY))) OR NOT (`people`.`hits` <=> ? AND (CHARSET(`people`.`hits`) = 'binary' OR CAST(`people`.`hits` AS BINARY) <=> CAST(? AS BINARY))) WHEN ? THEN NOT (`people`.`name` <=> ? AND (CHARSET(`people`.`name`) = 'binary' OR CAST(`people`.`name` AS BINARY) <=> CAST(? AS BINARY))) OR NOT (`people`.`hits` <=> ? AND (CHARSET(`people`.`hits`) = 'binary' OR CAST(`people`.`hits` AS BINARY) <=> CAST(? AS BINARY))) ELSE FALSE END);
-- args: each row (id, name); each row (id, hits); each row (id); each row (id, name, name, hits, hits)
-- at most 500 rows

-- # update, CASE form, only changed rows, with an expression and a condition, composite key
UPDATE `app`.`members` SET `hits` = `app`.`members`.`hits` + ?, `name` = CASE WHEN `org` = ? AND `email` = ? THEN ? WHEN `org` = ? AND `email` = ? THEN ? ELSE `name` END WHERE (`org`, `email`) IN ((?, ?), (?, ?)) AND (tenant = ?) AND (CASE WHEN `org` = ? AND `email` = ? THEN NOT (`app`.`members`.`name` <=> ? AND (CHARSET(`app`.`members`.`name`) = 'binary' OR CAST(`app`.`members`.`name` AS BINARY) <=> CAST(? AS BINARY))) WHEN `org` = ? AND `email` = ? THEN NOT (`app`.`members`.`name` <=> ? AND (CHARSET(`app`.`members`.`name`) = 'binary' OR CAST(`app`.`members`.`name` AS BINARY) <=> CAST(? AS BINARY))) ELSE FALSE END);
-- args: 'step'; each row (org, email, name); each row (org, email); 'tenant'; each row (org, email, name, name)
-- at most 500 rows

-- # update, CASE form, returning
-- error: mysql: MySQL has no UPDATE … RETURNING: run the update, and read the rows by their key: unsupported operation

-- # update, CASE form, with prefix and suffix
/* nightly */ UPDATE `people` SET `hits` = CASE `id` WHEN ? THEN `people`.`hits` + ? WHEN ? THEN `people`.`hits` + ? ELSE `hits` END, `name` = CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `name` END WHERE `id` IN (?, ?) /* end */;
-- args: each row (id, hits); each row (id, name); each row (id)
-- at most 500 rows

-- # delete
DELETE FROM `people` WHERE `id` IN (?, ?);
-- args: each row (id)
-- at most 12000 rows

-- # delete by a composite key in a schema's table
DELETE FROM `app`.`members` WHERE (`org`, `email`) IN ((?, ?), (?, ?));
-- args: each row (org, email)
-- at most 8000 rows

-- # delete where
DELETE FROM `people` WHERE `id` IN (?, ?) AND ((tenant = ?) AND (hits < ?));
-- args: each row (id); 'tenant', 'most'
-- at most 12000 rows

-- # delete by a composite key where
DELETE FROM `app`.`members` WHERE (`org`, `email`) IN ((?, ?), (?, ?)) AND (tenant = ?);
-- args: each row (org, email); 'tenant'
-- at most 8000 rows

-- # delete by keys that are expressions or NULL
DELETE FROM `people` WHERE `id` IN (LOWER(?), ?, ?);
-- args: each row (id) = 'id 1', NULL, 'id 3'
-- at most 12000 rows

-- # delete returning
-- error: mysql: MySQL has no RETURNING: read the rows by their key, and then delete them: unsupported operation

-- # delete with prefix and suffix
/* nightly */ DELETE FROM `people` WHERE `id` IN (?, ?) /* end */;
-- args: each row (id)
-- at most 12000 rows

-- # look up
SELECT `id`, `name` FROM `people` WHERE `id` IN (?, ?) LIMIT 18446744073709551615;
-- args: each row (id)
-- reads rows

-- # look up by a composite key where, and lock
SELECT `name` FROM `app`.`members` WHERE (`org`, `email`) IN ((?, ?), (?, ?)) AND (tenant = ?) LIMIT 18446744073709551615 FOR UPDATE;
-- args: each row (org, email); 'tenant'
-- reads rows

-- # match
-- error: mysql: Vitess has no way to tell which rows exist: use an upsert by a unique key instead of UpdateOrCreate: unsupported operation

-- # match a composite key where, and without regard to case
-- error: mysql: Vitess has no way to tell which rows exist: use an upsert by a unique key instead of UpdateOrCreate: unsupported operation

-- # update, join form, without regard to case
-- error: mysql: Vitess has no update by keys without regard to case: use keys as they are stored: unsupported operation

-- # update, join form, only changed rows, without regard to case
-- error: mysql: Vitess has no update by keys without regard to case: use keys as they are stored: unsupported operation

-- # hostile names: insert
INSERT INTO `s"``'`.`t? --` (`a."b"`, ```$1``;??`, `\😀\`, `_1`) VALUES (?, ?, ?, ?), (?, ?, ?, ?);
-- args: each row (a."b", `$1`;??, \😀\, _1)

-- # hostile names: do nothing
INSERT INTO `s"``'`.`t? --` (`a."b"`, ```$1``;??`, `\😀\`, `_1`) VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON DUPLICATE KEY UPDATE `\😀\` = `s"``'`.`t? --`.`\😀\`;
-- args: each row (a."b", `$1`;??, \😀\, _1)

-- # hostile names: upsert
-- error: mysql: Vitess has no variables in statements, which a condition on an update, OnlyChanged with an expression, and an exchange of columns need: leave these out, or read the rows and decide in Go: unsupported operation

-- # hostile names: update, join form
UPDATE `s"``'`.`t? --` SET `_1` = CASE WHEN `a."b"` = ? AND ```$1``;??` = ? THEN `s"``'`.`t? --`.`_1` + ? WHEN `a."b"` = ? AND ```$1``;??` = ? THEN `s"``'`.`t? --`.`_1` + ? ELSE `_1` END, `*/ 'sqbulk` = ?, `\😀\` = CASE WHEN `a."b"` = ? AND ```$1``;??` = ? THEN ? WHEN `a."b"` = ? AND ```$1``;??` = ? THEN ? ELSE `\😀\` END WHERE (`a."b"`, ```$1``;??`) IN ((?, ?), (?, ?)) AND CASE WHEN `a."b"` = ? AND ```$1``;??` = ? THEN (`s"``'`.`t? --`.`*/ 'sqbulk` < ?) WHEN `a."b"` = ? AND ```$1``;??` = ? THEN (`s"``'`.`t? --`.`*/ 'sqbulk` < ?) ELSE FALSE END AND (CASE WHEN `a."b"` = ? AND ```$1``;??` = ? THEN NOT (`s"``'`.`t? --`.`\😀\` <=> ? AND (CHARSET(`s"``'`.`t? --`.`\😀\`) = 'binary' OR CAST(`s"``'`.`t? --`.`\😀\` AS BINARY) <=> CAST(? AS BINARY))) WHEN `a."b"` = ? AND ```$1``;??` = ? THEN NOT (`s"``'`.`t? --`.`\😀\` <=> ? AND (CHARSET(`s"``'`.`t? --`.`\😀\`) = 'binary' OR CAST(`s"``'`.`t? --`.`\😀\` AS BINARY) <=> CAST(? AS BINARY))) ELSE FALSE END);
-- args: each row (a."b", `$1`;??, _1); 1; each row (a."b", `$1`;??, \😀\); each row (a."b", `$1`;??); each row (a."b", `$1`;??, _1); each row (a."b", `$1`;??, \😀\, \😀\)
-- at most 500 rows

-- # hostile names: update, CASE form
UPDATE `s"``'`.`t? --` SET `_1` = CASE WHEN `a."b"` = ? AND ```$1``;??` = ? THEN `s"``'`.`t? --`.`_1` + ? WHEN `a."b"` = ? AND ```$1``;??` = ? THEN `s"``'`.`t? --`.`_1` + ? ELSE `_1` END, `*/ 'sqbulk` = ?, `\😀\` = CASE WHEN `a."b"` = ? AND ```$1``;??` = ? THEN ? WHEN `a."b"` = ? AND ```$1``;??` = ? THEN ? ELSE `\😀\` END WHERE (`a."b"`, ```$1``;??`) IN ((?, ?), (?, ?)) AND CASE WHEN `a."b"` = ? AND ```$1``;??` = ? THEN (`s"``'`.`t? --`.`*/ 'sqbulk` < ?) WHEN `a."b"` = ? AND ```$1``;??` = ? THEN (`s"``'`.`t? --`.`*/ 'sqbulk` < ?) ELSE FALSE END AND (CASE WHEN `a."b"` = ? AND ```$1``;??` = ? THEN NOT (`s"``'`.`t? --`.`\😀\` <=> ? AND (CHARSET(`s"``'`.`t? --`.`\😀\`) = 'binary' OR CAST(`s"``'`.`t? --`.`\😀\` AS BINARY) <=> CAST(? AS BINARY))) WHEN `a."b"` = ? AND ```$1``;??` = ? THEN NOT (`s"``'`.`t? --`.`\😀\` <=> ? AND (CHARSET(`s"``'`.`t? --`.`\😀\`) = 'binary' OR CAST(`s"``'`.`t? --`.`\😀\` AS BINARY) <=> CAST(? AS BINARY))) ELSE FALSE END);
-- args: each row (a."b", `$1`;??, _1); 1; each row (a."b", `$1`;??, \😀\); each row (a."b", `$1`;??); each row (a."b", `$1`;??, _1); each row (a."b", `$1`;??, \😀\, \😀\)
-- at most 500 rows

-- # hostile names: delete
DELETE FROM `s"``'`.`t? --` WHERE (`a."b"`, ```$1``;??`, `\😀\`, `_1`) IN ((?, ?, ?, ?), (?, ?, ?, ?));
-- args: each row (a."b", `$1`;??, \😀\, _1)
-- at most 4800 rows

-- # hostile names: insert returning
-- error: mysql: MySQL has no RETURNING: run the insert, and read the rows by their key: unsupported operation

-- # hostile names: look up
SELECT `*/ 'sqbulk` FROM `s"``'`.`t? --` WHERE (`a."b"`, ```$1``;??`, `\😀\`, `_1`) IN ((?, ?, ?, ?), (?, ?, ?, ?)) LIMIT 18446744073709551615;
-- args: each row (a."b", `$1`;??, \😀\, _1)
-- reads rows

-- # hostile names: match
-- error: mysql: Vitess has no way to tell which rows exist: use an upsert by a unique key instead of UpdateOrCreate: unsupported operation
