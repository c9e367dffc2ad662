-- The statements of dialecttest.Cases in mariadb, for two rows or so. Written by: go test -run Golden . -update

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
INSERT INTO `people` (`id`, `name`) VALUES (?, ?), (?, ?) RETURNING `id`, `seen`;
-- args: each row (id, name)
-- reads rows

-- # do nothing on any key
INSERT INTO `people` (`id`, `name`) VALUES (?, ?), (?, ?) ON DUPLICATE KEY UPDATE `id` = `people`.`id`;
-- args: each row (id, name)
-- counted:
SET @sqbulk_d = 0;
-- nothing is read
INSERT INTO `people` (`id`, `name`) VALUES (?, ?), (?, ?) ON DUPLICATE KEY UPDATE `id` = IF((@sqbulk_d := @sqbulk_d + 1) > 0, `people`.`id`, `people`.`id`);
-- args: each row (id, name)
SELECT CAST(@sqbulk_d AS SIGNED) LIMIT 1;
-- reads numbers

-- # do nothing on a key
INSERT INTO `people` (`id`, `name`) VALUES (?, ?), (?, ?) ON DUPLICATE KEY UPDATE `id` = `people`.`id`;
-- args: each row (id, name)
-- counted:
SET @sqbulk_d = 0;
-- nothing is read
INSERT INTO `people` (`id`, `name`) VALUES (?, ?), (?, ?) ON DUPLICATE KEY UPDATE `id` = IF((@sqbulk_d := @sqbulk_d + 1) > 0, `people`.`id`, `people`.`id`);
-- args: each row (id, name)
SELECT CAST(@sqbulk_d AS SIGNED) LIMIT 1;
-- reads numbers

-- # do nothing on a composite key
INSERT INTO `members` (`org`, `email`, `name`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `org` = `members`.`org`;
-- args: each row (org, email, name)
-- counted:
SET @sqbulk_d = 0;
-- nothing is read
INSERT INTO `members` (`org`, `email`, `name`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `org` = IF((@sqbulk_d := @sqbulk_d + 1) > 0, `members`.`org`, `members`.`org`);
-- args: each row (org, email, name)
SELECT CAST(@sqbulk_d AS SIGNED) LIMIT 1;
-- reads numbers

-- # do nothing on a constraint
-- error: mysql: MariaDB has no conflict target by a constraint's name: name the key's columns with OnConflict: unsupported operation

-- # do nothing on a partial index
-- error: mysql: MariaDB has no partial unique index, which ConflictWhere describes: put the condition into a generated column of a unique key, or into DoUpdateWhere: unsupported operation

-- # do nothing on a partial index with parameters
-- error: mysql: MariaDB has no partial unique index, which ConflictWhere describes: put the condition into a generated column of a unique key, or into DoUpdateWhere: unsupported operation

-- # do nothing, returning
-- error: mysql: MariaDB has no RETURNING of the inserted rows alone when others exist: run the insert, and read the rows by their key: unsupported operation

-- # upsert all columns
INSERT INTO `people` (`id`, `name`, `hits`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `name` = VALUES(`name`), `hits` = VALUES(`hits`);
-- args: each row (id, name, hits)
-- counted:
SET @sqbulk_d = 0, @sqbulk_c = 0, @sqbulk_v = 0, @sqbulk_q = 0;
-- nothing is read
SET @sqbulk_q = 1;
-- nothing is read
-- sent where a row may have NULL in name, hits
INSERT INTO `people` (`id`, `name`, `hits`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `name` = IF(CASE WHEN @sqbulk_q = 0 THEN (@sqbulk_d := @sqbulk_d + 1) WHEN (NOT (`people`.`name` <=> VALUES(`name`) AND (CHARSET(`people`.`name`) = 'binary' OR CAST(`people`.`name` AS BINARY) <=> CAST(VALUES(`name`) AS BINARY))) OR NOT (`people`.`hits` <=> VALUES(`hits`) AND (CHARSET(`people`.`hits`) = 'binary' OR CAST(`people`.`hits` AS BINARY) <=> CAST(VALUES(`hits`) AS BINARY)))) THEN (@sqbulk_c := @sqbulk_c + 1) WHEN `people`.`name` IS NULL OR `people`.`hits` IS NULL THEN (@sqbulk_v := @sqbulk_v + 1) ELSE (@sqbulk_d := @sqbulk_d + 1) END > 0, VALUES(`name`), `people`.`name`), `hits` = VALUES(`hits`);
-- args: each row (id, name, hits)
SELECT CAST(@sqbulk_d AS SIGNED), CAST(@sqbulk_c AS SIGNED), CAST(@sqbulk_v AS SIGNED) LIMIT 1;
-- reads numbers
SELECT CAST(COALESCE(SUM(IS_NULLABLE = 'YES' AND COLUMN_DEFAULT <> 'NULL' AND COLUMN_NAME IN (?, ?)), 0) AS SIGNED), CAST(COALESCE(SUM(EXTRA LIKE '%on update%'), 0) AS SIGNED) + (SELECT COUNT(*) FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = DATABASE() AND EVENT_OBJECT_TABLE = ? AND EVENT_MANIPULATION = 'UPDATE' AND ACTION_TIMING = 'BEFORE'), COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? LIMIT 1;
-- args: 'name', 'hits', 'people', 'people'
-- reads numbers
-- sent where the answers before it leave something open

-- # upsert some columns
INSERT INTO `people` (`id`, `name`, `hits`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `hits` = VALUES(`hits`);
-- args: each row (id, name, hits)
-- counted:
SET @sqbulk_d = 0, @sqbulk_c = 0, @sqbulk_v = 0, @sqbulk_q = 0;
-- nothing is read
SET @sqbulk_q = 1;
-- nothing is read
-- sent where a row may have NULL in hits
INSERT INTO `people` (`id`, `name`, `hits`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `hits` = IF(CASE WHEN @sqbulk_q = 0 THEN (@sqbulk_d := @sqbulk_d + 1) WHEN (NOT (`people`.`hits` <=> VALUES(`hits`) AND (CHARSET(`people`.`hits`) = 'binary' OR CAST(`people`.`hits` AS BINARY) <=> CAST(VALUES(`hits`) AS BINARY)))) THEN (@sqbulk_c := @sqbulk_c + 1) WHEN `people`.`hits` IS NULL THEN (@sqbulk_v := @sqbulk_v + 1) ELSE (@sqbulk_d := @sqbulk_d + 1) END > 0, VALUES(`hits`), `people`.`hits`);
-- args: each row (id, name, hits)
SELECT CAST(@sqbulk_d AS SIGNED), CAST(@sqbulk_c AS SIGNED), CAST(@sqbulk_v AS SIGNED) LIMIT 1;
-- reads numbers
SELECT CAST(COALESCE(SUM(IS_NULLABLE = 'YES' AND COLUMN_DEFAULT <> 'NULL' AND COLUMN_NAME IN (?)), 0) AS SIGNED), CAST(COALESCE(SUM(EXTRA LIKE '%on update%'), 0) AS SIGNED) + (SELECT COUNT(*) FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = DATABASE() AND EVENT_OBJECT_TABLE = ? AND EVENT_MANIPULATION = 'UPDATE' AND ACTION_TIMING = 'BEFORE'), COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? LIMIT 1;
-- args: 'hits', 'people', 'people'
-- reads numbers
-- sent where the answers before it leave something open

-- # upsert on a composite key in a schema's table
INSERT INTO `app`.`members` (`org`, `email`, `name`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `name` = VALUES(`name`);
-- args: each row (org, email, name)
-- counted:
SET @sqbulk_d = 0, @sqbulk_c = 0, @sqbulk_v = 0, @sqbulk_q = 0;
-- nothing is read
SET @sqbulk_q = 1;
-- nothing is read
-- sent where a row may have NULL in name
INSERT INTO `app`.`members` (`org`, `email`, `name`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `name` = IF(CASE WHEN @sqbulk_q = 0 THEN (@sqbulk_d := @sqbulk_d + 1) WHEN (NOT (`app`.`members`.`name` <=> VALUES(`name`) AND (CHARSET(`app`.`members`.`name`) = 'binary' OR CAST(`app`.`members`.`name` AS BINARY) <=> CAST(VALUES(`name`) AS BINARY)))) THEN (@sqbulk_c := @sqbulk_c + 1) WHEN `app`.`members`.`name` IS NULL THEN (@sqbulk_v := @sqbulk_v + 1) ELSE (@sqbulk_d := @sqbulk_d + 1) END > 0, VALUES(`name`), `app`.`members`.`name`);
-- args: each row (org, email, name)
SELECT CAST(@sqbulk_d AS SIGNED), CAST(@sqbulk_c AS SIGNED), CAST(@sqbulk_v AS SIGNED) LIMIT 1;
-- reads numbers
SELECT CAST(COALESCE(SUM(IS_NULLABLE = 'YES' AND COLUMN_DEFAULT <> 'NULL' AND COLUMN_NAME IN (?)), 0) AS SIGNED), CAST(COALESCE(SUM(EXTRA LIKE '%on update%'), 0) AS SIGNED) + (SELECT COUNT(*) FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ? AND EVENT_MANIPULATION = 'UPDATE' AND ACTION_TIMING = 'BEFORE'), COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? LIMIT 1;
-- args: 'name', 'app', 'members', 'app', 'members'
-- reads numbers
-- sent where the answers before it leave something open

-- # upsert on a constraint
-- error: mysql: MariaDB has no conflict target by a constraint's name: name the key's columns with OnConflict: unsupported operation

-- # upsert on a partial index
-- error: mysql: MariaDB has no partial unique index, which ConflictWhere describes: put the condition into a generated column of a unique key, or into DoUpdateWhere: unsupported operation

-- # upsert expression cells
INSERT INTO `people` (`id`, `name`) VALUES (?, LOWER(?)), (?, ?) ON DUPLICATE KEY UPDATE `name` = VALUES(`name`);
-- args: each row (id, name) = 'id 1', 'name 1', 'id 2', NULL
-- counted:
SET @sqbulk_d = 0, @sqbulk_c = 0, @sqbulk_v = 0, @sqbulk_q = 0;
-- nothing is read
SET @sqbulk_q = 1;
-- nothing is read
-- sent where a row may have NULL in name
INSERT INTO `people` (`id`, `name`) VALUES (?, LOWER(?)), (?, ?) ON DUPLICATE KEY UPDATE `name` = IF(CASE WHEN @sqbulk_q = 0 THEN (@sqbulk_d := @sqbulk_d + 1) WHEN (NOT (`people`.`name` <=> VALUES(`name`) AND (CHARSET(`people`.`name`) = 'binary' OR CAST(`people`.`name` AS BINARY) <=> CAST(VALUES(`name`) AS BINARY)))) THEN (@sqbulk_c := @sqbulk_c + 1) WHEN `people`.`name` IS NULL THEN (@sqbulk_v := @sqbulk_v + 1) ELSE (@sqbulk_d := @sqbulk_d + 1) END > 0, VALUES(`name`), `people`.`name`);
-- args: each row (id, name) = 'id 1', 'name 1', 'id 2', NULL
SELECT CAST(@sqbulk_d AS SIGNED), CAST(@sqbulk_c AS SIGNED), CAST(@sqbulk_v AS SIGNED) LIMIT 1;
-- reads numbers
SELECT CAST(COALESCE(SUM(IS_NULLABLE = 'YES' AND COLUMN_DEFAULT <> 'NULL' AND COLUMN_NAME IN (?)), 0) AS SIGNED), CAST(COALESCE(SUM(EXTRA LIKE '%on update%'), 0) AS SIGNED) + (SELECT COUNT(*) FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = DATABASE() AND EVENT_OBJECT_TABLE = ? AND EVENT_MANIPULATION = 'UPDATE' AND ACTION_TIMING = 'BEFORE'), COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? LIMIT 1;
-- args: 'name', 'people', 'people' = 'name', 'people', 'people'
-- reads numbers
-- sent where the answers before it leave something open

-- # upsert expressions over the stored and the incoming row
INSERT INTO `people` (`id`, `name`, `hits`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `hits` = `people`.`hits` + VALUES(`hits`), `name` = COALESCE(VALUES(`name`), `people`.`name`);
-- args: each row (id, name, hits)
-- counted:
SET @sqbulk_d = 0, @sqbulk_c = 0, @sqbulk_v = 0, @sqbulk_q = 1;
-- nothing is read
INSERT INTO `people` (`id`, `name`, `hits`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `hits` = IF(CASE WHEN @sqbulk_q = 0 THEN (@sqbulk_d := @sqbulk_d + 1) WHEN (NOT (CAST(`people`.`hits` AS BINARY) <=> CAST(`people`.`hits` + VALUES(`hits`) AS BINARY)) OR NOT (CAST(`people`.`name` AS BINARY) <=> CAST(COALESCE(VALUES(`name`), `people`.`name`) AS BINARY))) THEN (@sqbulk_c := @sqbulk_c + 1) WHEN `people`.`hits` IS NULL OR `people`.`name` IS NULL THEN (@sqbulk_v := @sqbulk_v + 1) ELSE (@sqbulk_d := @sqbulk_d + 1) END > 0, `people`.`hits` + VALUES(`hits`), `people`.`hits`), `name` = COALESCE(VALUES(`name`), `people`.`name`);
-- args: each row (id, name, hits)
SELECT CAST(@sqbulk_d AS SIGNED), CAST(@sqbulk_c AS SIGNED), CAST(@sqbulk_v AS SIGNED) LIMIT 1;
-- reads numbers
SELECT CAST(COALESCE(SUM(IS_NULLABLE = 'YES' AND COLUMN_DEFAULT <> 'NULL' AND COLUMN_NAME IN (?, ?)), 0) AS SIGNED), CAST(COALESCE(SUM(EXTRA LIKE '%on update%'), 0) AS SIGNED) + (SELECT COUNT(*) FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = DATABASE() AND EVENT_OBJECT_TABLE = ? AND EVENT_MANIPULATION = 'UPDATE' AND ACTION_TIMING = 'BEFORE'), COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? LIMIT 1;
-- args: 'hits', 'name', 'people', 'people'
-- reads numbers
-- sent where the answers before it leave something open

-- # upsert swaps columns
INSERT INTO `people` (`id`, `name`, `hits`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `name` = IF(COALESCE(ASCII(@sqbulk_s7c68df47ac056351 := `people`.`name`), 0) >= 0, `people`.`hits`, `people`.`name`), `hits` = @sqbulk_s7c68df47ac056351;
-- args: each row (id, name, hits)
-- counted:
SET @sqbulk_d = 0, @sqbulk_c = 0, @sqbulk_v = 0, @sqbulk_q = 1;
-- nothing is read
INSERT INTO `people` (`id`, `name`, `hits`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `name` = IF(CASE WHEN @sqbulk_q = 0 THEN (@sqbulk_d := @sqbulk_d + 1) WHEN (NOT (CAST(`people`.`name` AS BINARY) <=> CAST(`people`.`hits` AS BINARY)) OR NOT (CAST(`people`.`hits` AS BINARY) <=> CAST(`people`.`name` AS BINARY))) THEN (@sqbulk_c := @sqbulk_c + 1) WHEN `people`.`name` IS NULL OR `people`.`hits` IS NULL THEN (@sqbulk_v := @sqbulk_v + 1) ELSE (@sqbulk_d := @sqbulk_d + 1) END > 0 AND COALESCE(ASCII(@sqbulk_s7c68df47ac056351 := `people`.`name`), 0) >= 0, `people`.`hits`, `people`.`name`), `hits` = @sqbulk_s7c68df47ac056351;
-- args: each row (id, name, hits)
SELECT CAST(@sqbulk_d AS SIGNED), CAST(@sqbulk_c AS SIGNED), CAST(@sqbulk_v AS SIGNED) LIMIT 1;
-- reads numbers
SELECT CAST(COALESCE(SUM(IS_NULLABLE = 'YES' AND COLUMN_DEFAULT <> 'NULL' AND COLUMN_NAME IN (?, ?)), 0) AS SIGNED), CAST(COALESCE(SUM(EXTRA LIKE '%on update%'), 0) AS SIGNED) + (SELECT COUNT(*) FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = DATABASE() AND EVENT_OBJECT_TABLE = ? AND EVENT_MANIPULATION = 'UPDATE' AND ACTION_TIMING = 'BEFORE'), COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? LIMIT 1;
-- args: 'name', 'hits', 'people', 'people'
-- reads numbers
-- sent where the answers before it leave something open

-- # upsert touches columns that are not inserted
INSERT INTO `people` (`id`, `name`, `hits`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `touched` = CURRENT_TIMESTAMP, `source` = ?, `name` = VALUES(`name`);
-- args: each row (id, name, hits); 'import'
-- counted:
SET @sqbulk_d = 0, @sqbulk_c = 0, @sqbulk_v = 0, @sqbulk_q = 1;
-- nothing is read
INSERT INTO `people` (`id`, `name`, `hits`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `touched` = IF(CASE WHEN @sqbulk_q = 0 THEN (@sqbulk_d := @sqbulk_d + 1) WHEN (NOT (CAST(`people`.`touched` AS BINARY) <=> CAST(CURRENT_TIMESTAMP AS BINARY)) OR NOT (CAST(`people`.`source` AS BINARY) <=> CAST(? AS BINARY)) OR NOT (`people`.`name` <=> VALUES(`name`) AND (CHARSET(`people`.`name`) = 'binary' OR CAST(`people`.`name` AS BINARY) <=> CAST(VALUES(`name`) AS BINARY)))) THEN (@sqbulk_c := @sqbulk_c + 1) WHEN `people`.`touched` IS NULL OR `people`.`source` IS NULL OR `people`.`name` IS NULL THEN (@sqbulk_v := @sqbulk_v + 1) ELSE (@sqbulk_d := @sqbulk_d + 1) END > 0, CURRENT_TIMESTAMP, `people`.`touched`), `source` = ?, `name` = VALUES(`name`);
-- args: each row (id, name, hits); 'import', 'import'
SELECT CAST(@sqbulk_d AS SIGNED), CAST(@sqbulk_c AS SIGNED), CAST(@sqbulk_v AS SIGNED) LIMIT 1;
-- reads numbers
SELECT CAST(COALESCE(SUM(IS_NULLABLE = 'YES' AND COLUMN_DEFAULT <> 'NULL' AND COLUMN_NAME IN (?, ?, ?)), 0) AS SIGNED), CAST(COALESCE(SUM(EXTRA LIKE '%on update%'), 0) AS SIGNED) + (SELECT COUNT(*) FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = DATABASE() AND EVENT_OBJECT_TABLE = ? AND EVENT_MANIPULATION = 'UPDATE' AND ACTION_TIMING = 'BEFORE'), COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? LIMIT 1;
-- args: 'name', 'touched', 'source', 'people', 'people'
-- reads numbers
-- sent where the answers before it leave something open

-- # upsert where the incoming row is newer
INSERT INTO `people` (`id`, `name`, `hits`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `name` = IF((@sqbulk_w := (`people`.`hits` < VALUES(`hits`))), VALUES(`name`), `people`.`name`), `hits` = IF(@sqbulk_w, VALUES(`hits`), `people`.`hits`);
-- args: each row (id, name, hits)
-- counted:
SET @sqbulk_d = 0, @sqbulk_c = 0, @sqbulk_v = 0, @sqbulk_q = 1;
-- nothing is read
INSERT INTO `people` (`id`, `name`, `hits`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `name` = IF(COALESCE((@sqbulk_w := (`people`.`hits` < VALUES(`hits`))), 0) >= 0 AND CASE WHEN @sqbulk_q = 0 THEN (@sqbulk_d := @sqbulk_d + 1) WHEN IF(@sqbulk_w, (NOT (`people`.`name` <=> VALUES(`name`) AND (CHARSET(`people`.`name`) = 'binary' OR CAST(`people`.`name` AS BINARY) <=> CAST(VALUES(`name`) AS BINARY))) OR NOT (`people`.`hits` <=> VALUES(`hits`) AND (CHARSET(`people`.`hits`) = 'binary' OR CAST(`people`.`hits` AS BINARY) <=> CAST(VALUES(`hits`) AS BINARY)))), 0) THEN (@sqbulk_c := @sqbulk_c + 1) WHEN `people`.`name` IS NULL OR `people`.`hits` IS NULL THEN (@sqbulk_v := @sqbulk_v + 1) ELSE (@sqbulk_d := @sqbulk_d + 1) END > 0 AND @sqbulk_w, VALUES(`name`), `people`.`name`), `hits` = IF(@sqbulk_w, VALUES(`hits`), `people`.`hits`);
-- args: each row (id, name, hits)
SELECT CAST(@sqbulk_d AS SIGNED), CAST(@sqbulk_c AS SIGNED), CAST(@sqbulk_v AS SIGNED) LIMIT 1;
-- reads numbers
SELECT CAST(COALESCE(SUM(IS_NULLABLE = 'YES' AND COLUMN_DEFAULT <> 'NULL' AND COLUMN_NAME IN (?, ?)), 0) AS SIGNED), CAST(COALESCE(SUM(EXTRA LIKE '%on update%'), 0) AS SIGNED) + (SELECT COUNT(*) FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = DATABASE() AND EVENT_OBJECT_TABLE = ? AND EVENT_MANIPULATION = 'UPDATE' AND ACTION_TIMING = 'BEFORE'), COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? LIMIT 1;
-- args: 'name', 'hits', 'people', 'people'
-- reads numbers
-- sent where the answers before it leave something open

-- # upsert where several conditions hold
INSERT INTO `people` (`id`, `name`, `hits`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `name` = IF((@sqbulk_w := ((`people`.`hits` < VALUES(`hits`)) AND (`people`.`name` <> ?))), VALUES(`name`), `people`.`name`);
-- args: each row (id, name, hits); 'locked'
-- counted:
SET @sqbulk_d = 0, @sqbulk_c = 0, @sqbulk_v = 0, @sqbulk_q = 1;
-- nothing is read
INSERT INTO `people` (`id`, `name`, `hits`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `name` = IF(COALESCE((@sqbulk_w := ((`people`.`hits` < VALUES(`hits`)) AND (`people`.`name` <> ?))), 0) >= 0 AND CASE WHEN @sqbulk_q = 0 THEN (@sqbulk_d := @sqbulk_d + 1) WHEN IF(@sqbulk_w, (NOT (`people`.`name` <=> VALUES(`name`) AND (CHARSET(`people`.`name`) = 'binary' OR CAST(`people`.`name` AS BINARY) <=> CAST(VALUES(`name`) AS BINARY)))), 0) THEN (@sqbulk_c := @sqbulk_c + 1) WHEN `people`.`name` IS NULL THEN (@sqbulk_v := @sqbulk_v + 1) ELSE (@sqbulk_d := @sqbulk_d + 1) END > 0 AND @sqbulk_w, VALUES(`name`), `people`.`name`);
-- args: each row (id, name, hits); 'locked'
SELECT CAST(@sqbulk_d AS SIGNED), CAST(@sqbulk_c AS SIGNED), CAST(@sqbulk_v AS SIGNED) LIMIT 1;
-- reads numbers
SELECT CAST(COALESCE(SUM(IS_NULLABLE = 'YES' AND COLUMN_DEFAULT <> 'NULL' AND COLUMN_NAME IN (?)), 0) AS SIGNED), CAST(COALESCE(SUM(EXTRA LIKE '%on update%'), 0) AS SIGNED) + (SELECT COUNT(*) FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = DATABASE() AND EVENT_OBJECT_TABLE = ? AND EVENT_MANIPULATION = 'UPDATE' AND ACTION_TIMING = 'BEFORE'), COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? LIMIT 1;
-- args: 'name', 'people', 'people'
-- reads numbers
-- sent where the answers before it leave something open

-- # upsert only changed rows
INSERT INTO `people` (`id`, `name`, `hits`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `name` = VALUES(`name`), `hits` = VALUES(`hits`);
-- args: each row (id, name, hits)
-- counted:
SET @sqbulk_d = 0, @sqbulk_c = 0, @sqbulk_v = 0, @sqbulk_q = 0;
-- nothing is read
SET @sqbulk_q = 1;
-- nothing is read
-- sent where a row may have NULL in name, hits
INSERT INTO `people` (`id`, `name`, `hits`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `name` = IF(CASE WHEN @sqbulk_q = 0 THEN (@sqbulk_d := @sqbulk_d + 1) WHEN (NOT (`people`.`name` <=> VALUES(`name`) AND (CHARSET(`people`.`name`) = 'binary' OR CAST(`people`.`name` AS BINARY) <=> CAST(VALUES(`name`) AS BINARY))) OR NOT (`people`.`hits` <=> VALUES(`hits`) AND (CHARSET(`people`.`hits`) = 'binary' OR CAST(`people`.`hits` AS BINARY) <=> CAST(VALUES(`hits`) AS BINARY)))) THEN (@sqbulk_c := @sqbulk_c + 1) WHEN `people`.`name` IS NULL OR `people`.`hits` IS NULL THEN (@sqbulk_v := @sqbulk_v + 1) ELSE (@sqbulk_d := @sqbulk_d + 1) END > 0, VALUES(`name`), `people`.`name`), `hits` = VALUES(`hits`);
-- args: each row (id, name, hits)
SELECT CAST(@sqbulk_d AS SIGNED), CAST(@sqbulk_c AS SIGNED), CAST(@sqbulk_v AS SIGNED) LIMIT 1;
-- reads numbers
SELECT CAST(COALESCE(SUM(IS_NULLABLE = 'YES' AND COLUMN_DEFAULT <> 'NULL' AND COLUMN_NAME IN (?, ?)), 0) AS SIGNED), CAST(COALESCE(SUM(EXTRA LIKE '%on update%'), 0) AS SIGNED) + (SELECT COUNT(*) FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = DATABASE() AND EVENT_OBJECT_TABLE = ? AND EVENT_MANIPULATION = 'UPDATE' AND ACTION_TIMING = 'BEFORE'), COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? LIMIT 1;
-- args: 'name', 'hits', 'people', 'people'
-- reads numbers
-- sent where the answers before it leave something open

-- # upsert only changed rows, with an expression and a condition
INSERT INTO `people` (`id`, `name`, `hits`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `hits` = IF((@sqbulk_w := (`people`.`hits` < VALUES(`hits`)) AND (NOT (`people`.`name` <=> VALUES(`name`) AND (CHARSET(`people`.`name`) = 'binary' OR CAST(`people`.`name` AS BINARY) <=> CAST(VALUES(`name`) AS BINARY))))), `people`.`hits` + VALUES(`hits`), `people`.`hits`), `name` = IF(@sqbulk_w, VALUES(`name`), `people`.`name`);
-- args: each row (id, name, hits)
-- counted:
SET @sqbulk_d = 0, @sqbulk_c = 0, @sqbulk_v = 0, @sqbulk_q = 1;
-- nothing is read
INSERT INTO `people` (`id`, `name`, `hits`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `hits` = IF(COALESCE((@sqbulk_w := (`people`.`hits` < VALUES(`hits`)) AND (NOT (`people`.`name` <=> VALUES(`name`) AND (CHARSET(`people`.`name`) = 'binary' OR CAST(`people`.`name` AS BINARY) <=> CAST(VALUES(`name`) AS BINARY))))), 0) >= 0 AND CASE WHEN @sqbulk_q = 0 THEN (@sqbulk_d := @sqbulk_d + 1) WHEN IF(@sqbulk_w, 1, 0) THEN (@sqbulk_c := @sqbulk_c + 1) WHEN `people`.`hits` IS NULL OR `people`.`name` IS NULL THEN (@sqbulk_v := @sqbulk_v + 1) ELSE (@sqbulk_d := @sqbulk_d + 1) END > 0 AND @sqbulk_w, `people`.`hits` + VALUES(`hits`), `people`.`hits`), `name` = IF(@sqbulk_w, VALUES(`name`), `people`.`name`);
-- args: each row (id, name, hits)
SELECT CAST(@sqbulk_d AS SIGNED), CAST(@sqbulk_c AS SIGNED), CAST(@sqbulk_v AS SIGNED) LIMIT 1;
-- reads numbers
SELECT CAST(COALESCE(SUM(IS_NULLABLE = 'YES' AND COLUMN_DEFAULT <> 'NULL' AND COLUMN_NAME IN (?, ?)), 0) AS SIGNED), CAST(COALESCE(SUM(EXTRA LIKE '%on update%'), 0) AS SIGNED) + (SELECT COUNT(*) FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = DATABASE() AND EVENT_OBJECT_TABLE = ? AND EVENT_MANIPULATION = 'UPDATE' AND ACTION_TIMING = 'BEFORE'), COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? LIMIT 1;
-- args: 'name', 'hits', 'people', 'people'
-- reads numbers
-- sent where the answers before it leave something open

-- # upsert returning
INSERT INTO `people` (`id`, `name`, `hits`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `name` = VALUES(`name`), `hits` = VALUES(`hits`) RETURNING `id`, `name`;
-- args: each row (id, name, hits)
-- reads rows
-- counted:
SET @sqbulk_f = 0;
-- nothing is read
INSERT INTO `people` (`id`, `name`, `hits`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `name` = IF((@sqbulk_f := 1 + (NOT (`people`.`name` <=> VALUES(`name`) AND (CHARSET(`people`.`name`) = 'binary' OR CAST(`people`.`name` AS BINARY) <=> CAST(VALUES(`name`) AS BINARY))) OR NOT (`people`.`hits` <=> VALUES(`hits`) AND (CHARSET(`people`.`hits`) = 'binary' OR CAST(`people`.`hits` AS BINARY) <=> CAST(VALUES(`hits`) AS BINARY))))) > 0, VALUES(`name`), `people`.`name`), `hits` = VALUES(`hits`) RETURNING `id`, `name`, CAST(@sqbulk_f AS SIGNED), (@sqbulk_f := 0);
-- args: each row (id, name, hits)
-- reads rows

-- # upsert where the incoming row is newer, returning
INSERT INTO `people` (`id`, `name`, `hits`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `name` = IF((@sqbulk_w := (`people`.`hits` < VALUES(`hits`))), VALUES(`name`), `people`.`name`), `hits` = IF(@sqbulk_w, VALUES(`hits`), `people`.`hits`) RETURNING `id`;
-- args: each row (id, name, hits)
-- reads rows
-- counted:
SET @sqbulk_f = 0;
-- nothing is read
INSERT INTO `people` (`id`, `name`, `hits`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `name` = IF(COALESCE((@sqbulk_w := (`people`.`hits` < VALUES(`hits`))), 0) >= 0 AND (@sqbulk_f := 1 + IF(@sqbulk_w, (NOT (`people`.`name` <=> VALUES(`name`) AND (CHARSET(`people`.`name`) = 'binary' OR CAST(`people`.`name` AS BINARY) <=> CAST(VALUES(`name`) AS BINARY))) OR NOT (`people`.`hits` <=> VALUES(`hits`) AND (CHARSET(`people`.`hits`) = 'binary' OR CAST(`people`.`hits` AS BINARY) <=> CAST(VALUES(`hits`) AS BINARY)))), 0)) > 0 AND @sqbulk_w, VALUES(`name`), `people`.`name`), `hits` = IF(@sqbulk_w, VALUES(`hits`), `people`.`hits`) RETURNING `id`, CAST(@sqbulk_f AS SIGNED), (@sqbulk_f := 0);
-- args: each row (id, name, hits)
-- reads rows

-- # upsert with prefix and suffix
/* nightly */ INSERT INTO `people` (`id`, `name`, `hits`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `hits` = IF((@sqbulk_w := (people.name <> ?)), `people`.`hits` * ?, `people`.`hits`) /* end */;
-- args: each row (id, name, hits); 'locked', 'factor'
-- counted:
SET @sqbulk_d = 0, @sqbulk_c = 0, @sqbulk_v = 0, @sqbulk_q = 1;
-- nothing is read
/* nightly */ INSERT INTO `people` (`id`, `name`, `hits`) VALUES (?, ?, ?), (?, ?, ?) ON DUPLICATE KEY UPDATE `hits` = IF(COALESCE((@sqbulk_w := (people.name <> ?)), 0) >= 0 AND CASE WHEN @sqbulk_q = 0 THEN (@sqbulk_d := @sqbulk_d + 1) WHEN IF(@sqbulk_w, (NOT (CAST(`people`.`hits` AS BINARY) <=> CAST(`people`.`hits` * ? AS BINARY))), 0) THEN (@sqbulk_c := @sqbulk_c + 1) WHEN `people`.`hits` IS NULL THEN (@sqbulk_v := @sqbulk_v + 1) ELSE (@sqbulk_d := @sqbulk_d + 1) END > 0 AND @sqbulk_w, `people`.`hits` * ?, `people`.`hits`) /* end */;
-- args: each row (id, name, hits); 'locked', 'factor', 'factor'
SELECT CAST(@sqbulk_d AS SIGNED), CAST(@sqbulk_c AS SIGNED), CAST(@sqbulk_v AS SIGNED) LIMIT 1;
-- reads numbers
SELECT CAST(COALESCE(SUM(IS_NULLABLE = 'YES' AND COLUMN_DEFAULT <> 'NULL' AND COLUMN_NAME IN (?)), 0) AS SIGNED), CAST(COALESCE(SUM(EXTRA LIKE '%on update%'), 0) AS SIGNED) + (SELECT COUNT(*) FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = DATABASE() AND EVENT_OBJECT_TABLE = ? AND EVENT_MANIPULATION = 'UPDATE' AND ACTION_TIMING = 'BEFORE'), COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? LIMIT 1;
-- args: 'hits', 'people', 'people'
-- reads numbers
-- sent where the answers before it leave something open

-- # update, join form, one column
UPDATE (SELECT `id` AS `_1`, `name` AS `_2` FROM `people` WHERE FALSE UNION ALL VALUES (?, ?), (?, ?)) AS `sqbulk` STRAIGHT_JOIN `people` ON `people`.`id` = `sqbulk`.`_1` SET `people`.`name` = `sqbulk`.`_2`;
-- args: each row (id, name)
-- counted:
SET @sqbulk_r = (SELECT CONCAT_WS(_utf8mb4 x'00', MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, ''))) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?);
-- args: 'name', 'people'
-- nothing is read
-- sent where a row may have NULL in name
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
UPDATE (SELECT 0 AS `_0`, `id` AS `_1`, `name` AS `_2` FROM `people` WHERE FALSE UNION ALL VALUES (1, ?, ?), (2, ?, ?)) AS `sqbulk` STRAIGHT_JOIN `people` ON `people`.`id` = `sqbulk`.`_1` SET `people`.`name` = IF((@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, `sqbulk`.`_0`, 1, '1')) <> '' AND ((`sqbulk`.`_2`) IS NOT NULL OR CAST(IF((`sqbulk`.`_2`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1))) AS SIGNED) >= 0), `sqbulk`.`_2`, `people`.`name`);
-- args: each row (id, name)
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers

-- # update, join form, several columns
UPDATE (SELECT `id` AS `_1`, `name` AS `_2`, `hits` AS `_3` FROM `people` WHERE FALSE UNION ALL VALUES (?, ?, ?), (?, ?, ?)) AS `sqbulk` STRAIGHT_JOIN `people` ON `people`.`id` = `sqbulk`.`_1` SET `people`.`name` = `sqbulk`.`_2`, `people`.`hits` = `sqbulk`.`_3`;
-- args: each row (id, name, hits)
-- counted:
SET @sqbulk_r = (SELECT CONCAT_WS(_utf8mb4 x'00', MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, '')), MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, ''))) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?);
-- args: 'name', 'hits', 'people'
-- nothing is read
-- sent where a row may have NULL in name, hits
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
UPDATE (SELECT 0 AS `_0`, `id` AS `_1`, `name` AS `_2`, `hits` AS `_3` FROM `people` WHERE FALSE UNION ALL VALUES (1, ?, ?, ?), (2, ?, ?, ?)) AS `sqbulk` STRAIGHT_JOIN `people` ON `people`.`id` = `sqbulk`.`_1` SET `people`.`name` = IF((@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, `sqbulk`.`_0`, 1, '1')) <> '' AND ((`sqbulk`.`_2`) IS NOT NULL OR CAST(IF((`sqbulk`.`_2`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1))) AS SIGNED) >= 0) AND ((`sqbulk`.`_3`) IS NOT NULL OR CAST(IF((`sqbulk`.`_3`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 2), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 2), _utf8mb4 x'00', -1))) AS SIGNED) >= 0), `sqbulk`.`_2`, `people`.`name`), `people`.`hits` = `sqbulk`.`_3`;
-- args: each row (id, name, hits)
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers

-- # update, join form, composite key in a schema's table
UPDATE (SELECT `org` AS `_1`, `email` AS `_2`, `name` AS `_3` FROM `app`.`members` WHERE FALSE UNION ALL VALUES (?, ?, ?), (?, ?, ?)) AS `sqbulk` STRAIGHT_JOIN `app`.`members` ON `app`.`members`.`org` = `sqbulk`.`_1` AND `app`.`members`.`email` = `sqbulk`.`_2` SET `app`.`members`.`name` = `sqbulk`.`_3`;
-- args: each row (org, email, name)
-- counted:
SET @sqbulk_r = (SELECT CONCAT_WS(_utf8mb4 x'00', MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, ''))) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?);
-- args: 'name', 'app', 'members'
-- nothing is read
-- sent where a row may have NULL in name
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
UPDATE (SELECT 0 AS `_0`, `org` AS `_1`, `email` AS `_2`, `name` AS `_3` FROM `app`.`members` WHERE FALSE UNION ALL VALUES (1, ?, ?, ?), (2, ?, ?, ?)) AS `sqbulk` STRAIGHT_JOIN `app`.`members` ON `app`.`members`.`org` = `sqbulk`.`_1` AND `app`.`members`.`email` = `sqbulk`.`_2` SET `app`.`members`.`name` = IF((@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, `sqbulk`.`_0`, 1, '1')) <> '' AND ((`sqbulk`.`_3`) IS NOT NULL OR CAST(IF((`sqbulk`.`_3`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1))) AS SIGNED) >= 0), `sqbulk`.`_3`, `app`.`members`.`name`);
-- args: each row (org, email, name)
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers

-- # update, join form, cells that are expressions or NULL
UPDATE (SELECT `id` AS `_1`, `name` AS `_2`, `hits` AS `_3` FROM `people` WHERE FALSE UNION ALL VALUES (?, UPPER(?), ?), (?, ?, ?)) AS `sqbulk` STRAIGHT_JOIN `people` ON `people`.`id` = `sqbulk`.`_1` SET `people`.`name` = `sqbulk`.`_2`, `people`.`hits` = `sqbulk`.`_3`;
-- args: each row (id, name, hits) = 'id 1', 'name 1', NULL, 'id 2', NULL, 'hits 2'
-- counted:
SET @sqbulk_r = (SELECT CONCAT_WS(_utf8mb4 x'00', MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, '')), MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, ''))) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?);
-- args: 'name', 'hits', 'people' = 'name', 'hits', 'people'
-- nothing is read
-- sent where a row may have NULL in name, hits
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
UPDATE (SELECT 0 AS `_0`, `id` AS `_1`, `name` AS `_2`, `hits` AS `_3` FROM `people` WHERE FALSE UNION ALL VALUES (1, ?, UPPER(?), ?), (2, ?, ?, ?)) AS `sqbulk` STRAIGHT_JOIN `people` ON `people`.`id` = `sqbulk`.`_1` SET `people`.`name` = IF((@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, `sqbulk`.`_0`, 1, '1')) <> '' AND ((`sqbulk`.`_2`) IS NOT NULL OR CAST(IF((`sqbulk`.`_2`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1))) AS SIGNED) >= 0) AND ((`sqbulk`.`_3`) IS NOT NULL OR CAST(IF((`sqbulk`.`_3`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 2), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 2), _utf8mb4 x'00', -1))) AS SIGNED) >= 0), `sqbulk`.`_2`, `people`.`name`), `people`.`hits` = `sqbulk`.`_3`;
-- args: each row (id, name, hits) = 'id 1', 'name 1', NULL, 'id 2', NULL, 'hits 2'
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers

-- # update, join form, expressions over the stored and the incoming row
UPDATE (SELECT `id` AS `_1`, `name` AS `_2`, `hits` AS `_3` FROM `people` WHERE FALSE UNION ALL VALUES (?, ?, ?), (?, ?, ?)) AS `sqbulk` STRAIGHT_JOIN `people` ON `people`.`id` = `sqbulk`.`_1` SET `people`.`hits` = `people`.`hits` + `sqbulk`.`_3`, `people`.`touched` = CURRENT_TIMESTAMP, `people`.`source` = ?, `people`.`name` = `sqbulk`.`_2`;
-- args: each row (id, name, hits); 'import'
-- counted:
SET @sqbulk_r = (SELECT CONCAT_WS(_utf8mb4 x'00', MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, '')), MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, '')), MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, '')), MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, ''))) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?);
-- args: 'hits', 'touched', 'source', 'name', 'people'
-- nothing is read
-- sent where the answers before it leave something open
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
UPDATE (SELECT 0 AS `_0`, `id` AS `_1`, `name` AS `_2`, `hits` AS `_3` FROM `people` WHERE FALSE UNION ALL VALUES (1, ?, ?, ?), (2, ?, ?, ?)) AS `sqbulk` STRAIGHT_JOIN `people` ON `people`.`id` = `sqbulk`.`_1` SET `people`.`hits` = IF((@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, `sqbulk`.`_0`, 1, '1')) <> '' AND ((`people`.`hits` + `sqbulk`.`_3`) IS NOT NULL OR CAST(IF((`people`.`hits` + `sqbulk`.`_3`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1))) AS SIGNED) >= 0) AND ((CURRENT_TIMESTAMP) IS NOT NULL OR CAST(IF((CURRENT_TIMESTAMP) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 2), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 2), _utf8mb4 x'00', -1))) AS SIGNED) >= 0) AND ((?) IS NOT NULL OR CAST(IF((?) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 3), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 3), _utf8mb4 x'00', -1))) AS SIGNED) >= 0) AND ((`sqbulk`.`_2`) IS NOT NULL OR CAST(IF((`sqbulk`.`_2`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 4), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 4), _utf8mb4 x'00', -1))) AS SIGNED) >= 0), `people`.`hits` + `sqbulk`.`_3`, `people`.`hits`), `people`.`touched` = CURRENT_TIMESTAMP, `people`.`source` = ?, `people`.`name` = `sqbulk`.`_2`;
-- args: each row (id, name, hits); 'import', 'import', 'import'
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers

-- # update, join form, expressions alone, which swap columns
UPDATE (SELECT `id` AS `_1` FROM `people` WHERE FALSE UNION ALL VALUES (?), (?)) AS `sqbulk` STRAIGHT_JOIN `people` ON `people`.`id` = `sqbulk`.`_1` SET `people`.`name` = `people`.`hits`, `people`.`hits` = `people`.`name`;
-- args: each row (id)
-- counted:
SET @sqbulk_r = (SELECT CONCAT_WS(_utf8mb4 x'00', MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, '')), MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, ''))) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?);
-- args: 'name', 'hits', 'people'
-- nothing is read
-- sent where the answers before it leave something open
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
UPDATE (SELECT 0 AS `_0`, `id` AS `_1` FROM `people` WHERE FALSE UNION ALL VALUES (1, ?), (2, ?)) AS `sqbulk` STRAIGHT_JOIN `people` ON `people`.`id` = `sqbulk`.`_1` SET `people`.`name` = IF((@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, `sqbulk`.`_0`, 1, '1')) <> '' AND ((`people`.`hits`) IS NOT NULL OR CAST(IF((`people`.`hits`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1))) AS SIGNED) >= 0) AND ((`people`.`name`) IS NOT NULL OR CAST(IF((`people`.`name`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 2), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 2), _utf8mb4 x'00', -1))) AS SIGNED) >= 0), `people`.`hits`, `people`.`name`), `people`.`hits` = `people`.`name`;
-- args: each row (id)
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers

-- # update, join form, where
UPDATE (SELECT `id` AS `_1`, `name` AS `_2` FROM `people` WHERE FALSE UNION ALL VALUES (?, ?), (?, ?)) AS `sqbulk` STRAIGHT_JOIN `people` ON `people`.`id` = `sqbulk`.`_1` SET `people`.`name` = `sqbulk`.`_2` WHERE (tenant = ?);
-- args: each row (id, name); 'tenant'
-- counted:
SET @sqbulk_r = (SELECT CONCAT_WS(_utf8mb4 x'00', MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, ''))) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?);
-- args: 'name', 'people'
-- nothing is read
-- sent where a row may have NULL in name
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
UPDATE (SELECT 0 AS `_0`, `id` AS `_1`, `name` AS `_2` FROM `people` WHERE FALSE UNION ALL VALUES (1, ?, ?), (2, ?, ?)) AS `sqbulk` STRAIGHT_JOIN `people` ON `people`.`id` = `sqbulk`.`_1` SET `people`.`name` = IF((@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, `sqbulk`.`_0`, 1, '1')) <> '' AND ((`sqbulk`.`_2`) IS NOT NULL OR CAST(IF((`sqbulk`.`_2`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1))) AS SIGNED) >= 0), `sqbulk`.`_2`, `people`.`name`) WHERE (tenant = ?);
-- args: each row (id, name); 'tenant'
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers

-- # update, join form, where the incoming row is newer
UPDATE (SELECT `id` AS `_1`, `name` AS `_2`, `hits` AS `_3` FROM `people` WHERE FALSE UNION ALL VALUES (?, ?, ?), (?, ?, ?)) AS `sqbulk` STRAIGHT_JOIN `people` ON `people`.`id` = `sqbulk`.`_1` SET `people`.`name` = `sqbulk`.`_2` WHERE ((`people`.`hits` < `sqbulk`.`_3`) AND (tenant = ?));
-- args: each row (id, name, hits); 'tenant'
-- counted:
SET @sqbulk_r = (SELECT CONCAT_WS(_utf8mb4 x'00', MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, ''))) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?);
-- args: 'name', 'people'
-- nothing is read
-- sent where a row may have NULL in name
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
UPDATE (SELECT 0 AS `_0`, `id` AS `_1`, `name` AS `_2`, `hits` AS `_3` FROM `people` WHERE FALSE UNION ALL VALUES (1, ?, ?, ?), (2, ?, ?, ?)) AS `sqbulk` STRAIGHT_JOIN `people` ON `people`.`id` = `sqbulk`.`_1` SET `people`.`name` = IF((@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, `sqbulk`.`_0`, 1, '1')) <> '' AND ((`sqbulk`.`_2`) IS NOT NULL OR CAST(IF((`sqbulk`.`_2`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1))) AS SIGNED) >= 0), `sqbulk`.`_2`, `people`.`name`) WHERE ((`people`.`hits` < `sqbulk`.`_3`) AND (tenant = ?));
-- args: each row (id, name, hits); 'tenant'
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers

-- # update, join form, only changed rows
UPDATE (SELECT `id` AS `_1`, `name` AS `_2`, `hits` AS `_3` FROM `people` WHERE FALSE UNION ALL VALUES (?, ?, ?), (?, ?, ?)) AS `sqbulk` STRAIGHT_JOIN `people` ON `people`.`id` = `sqbulk`.`_1` SET `people`.`name` = `sqbulk`.`_2`, `people`.`hits` = `sqbulk`.`_3` WHERE (NOT (`people`.`name` <=> `sqbulk`.`_2` AND (CHARSET(`people`.`name`) = 'binary' OR CAST(`people`.`name` AS BINARY) <=> CAST(`sqbulk`.`_2` AS BINARY))) OR NOT (`people`.`hits` <=> `sqbulk`.`_3` AND (CHARSET(`people`.`hits`) = 'binary' OR CAST(`people`.`hits` AS BINARY) <=> CAST(`sqbulk`.`_3` AS BINARY))));
-- args: each row (id, name, hits)
-- counted:
SET @sqbulk_r = (SELECT CONCAT_WS(_utf8mb4 x'00', MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, '')), MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, ''))) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?);
-- args: 'name', 'hits', 'people'
-- nothing is read
-- sent where a row may have NULL in name, hits
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
UPDATE (SELECT 0 AS `_0`, `id` AS `_1`, `name` AS `_2`, `hits` AS `_3` FROM `people` WHERE FALSE UNION ALL VALUES (1, ?, ?, ?), (2, ?, ?, ?)) AS `sqbulk` STRAIGHT_JOIN `people` ON `people`.`id` = `sqbulk`.`_1` SET `people`.`name` = IF(((`sqbulk`.`_2`) IS NOT NULL OR CAST(IF((`sqbulk`.`_2`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1))) AS SIGNED) >= 0) AND ((`sqbulk`.`_3`) IS NOT NULL OR CAST(IF((`sqbulk`.`_3`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 2), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 2), _utf8mb4 x'00', -1))) AS SIGNED) >= 0), `sqbulk`.`_2`, `people`.`name`), `people`.`hits` = `sqbulk`.`_3` WHERE IF(`people`.`id` = `sqbulk`.`_1`, (@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, `sqbulk`.`_0`, 1, '1')) <> '' AND (NOT (`people`.`name` <=> `sqbulk`.`_2` AND (CHARSET(`people`.`name`) = 'binary' OR CAST(`people`.`name` AS BINARY) <=> CAST(`sqbulk`.`_2` AS BINARY))) OR NOT (`people`.`hits` <=> `sqbulk`.`_3` AND (CHARSET(`people`.`hits`) = 'binary' OR CAST(`people`.`hits` AS BINARY) <=> CAST(`sqbulk`.`_3` AS BINARY)))), FALSE);
-- args: each row (id, name, hits)
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers

-- # update, join form, only changed rows, with an expression and a condition, composite key
UPDATE (SELECT `org` AS `_1`, `email` AS `_2`, `name` AS `_3` FROM `app`.`members` WHERE FALSE UNION ALL VALUES (?, ?, ?), (?, ?, ?)) AS `sqbulk` STRAIGHT_JOIN `app`.`members` ON `app`.`members`.`org` = `sqbulk`.`_1` AND `app`.`members`.`email` = `sqbulk`.`_2` SET `app`.`members`.`hits` = `app`.`members`.`hits` + ?, `app`.`members`.`name` = `sqbulk`.`_3` WHERE (tenant = ?) AND (NOT (`app`.`members`.`name` <=> `sqbulk`.`_3` AND (CHARSET(`app`.`members`.`name`) = 'binary' OR CAST(`app`.`members`.`name` AS BINARY) <=> CAST(`sqbulk`.`_3` AS BINARY))));
-- args: each row (org, email, name); 'step', 'tenant'
-- counted:
SET @sqbulk_r = (SELECT CONCAT_WS(_utf8mb4 x'00', MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, '')), MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, ''))) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?);
-- args: 'hits', 'name', 'app', 'members'
-- nothing is read
-- sent where the answers before it leave something open
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
UPDATE (SELECT 0 AS `_0`, `org` AS `_1`, `email` AS `_2`, `name` AS `_3` FROM `app`.`members` WHERE FALSE UNION ALL VALUES (1, ?, ?, ?), (2, ?, ?, ?)) AS `sqbulk` STRAIGHT_JOIN `app`.`members` ON `app`.`members`.`org` = `sqbulk`.`_1` AND `app`.`members`.`email` = `sqbulk`.`_2` SET `app`.`members`.`hits` = IF(((`app`.`members`.`hits` + ?) IS NOT NULL OR CAST(IF((`app`.`members`.`hits` + ?) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1))) AS SIGNED) >= 0) AND ((`sqbulk`.`_3`) IS NOT NULL OR CAST(IF((`sqbulk`.`_3`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 2), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 2), _utf8mb4 x'00', -1))) AS SIGNED) >= 0), `app`.`members`.`hits` + ?, `app`.`members`.`hits`), `app`.`members`.`name` = `sqbulk`.`_3` WHERE (tenant = ?) AND IF(EXISTS (SELECT 1 FROM DUAL WHERE `app`.`members`.`org` = `sqbulk`.`_1` AND `app`.`members`.`email` = `sqbulk`.`_2` AND (tenant = ?)), (@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, `sqbulk`.`_0`, 1, '1')) <> '' AND (NOT (`app`.`members`.`name` <=> `sqbulk`.`_3` AND (CHARSET(`app`.`members`.`name`) = 'binary' OR CAST(`app`.`members`.`name` AS BINARY) <=> CAST(`sqbulk`.`_3` AS BINARY)))), FALSE);
-- args: each row (org, email, name); 'step', 'step', 'step', 'tenant', 'tenant'
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers

-- # update, join form, returning
-- error: mysql: MariaDB has no UPDATE … RETURNING: run the update, and read the rows by their key: unsupported operation

-- # update, join form, with prefix and suffix
/* nightly */ UPDATE (SELECT `id` AS `_1`, `name` AS `_2`, `hits` AS `_3` FROM `people` WHERE FALSE UNION ALL VALUES (?, ?, ?), (?, ?, ?)) AS `sqbulk` STRAIGHT_JOIN `people` ON `people`.`id` = `sqbulk`.`_1` SET `people`.`hits` = `people`.`hits` + `sqbulk`.`_3`, `people`.`name` = `sqbulk`.`_2` /* end */;
-- args: each row (id, name, hits)
-- counted:
SET @sqbulk_r = (SELECT CONCAT_WS(_utf8mb4 x'00', MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, '')), MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, ''))) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?);
-- args: 'hits', 'name', 'people'
-- nothing is read
-- sent where the answers before it leave something open
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
/* nightly */ UPDATE (SELECT 0 AS `_0`, `id` AS `_1`, `name` AS `_2`, `hits` AS `_3` FROM `people` WHERE FALSE UNION ALL VALUES (1, ?, ?, ?), (2, ?, ?, ?)) AS `sqbulk` STRAIGHT_JOIN `people` ON `people`.`id` = `sqbulk`.`_1` SET `people`.`hits` = IF((@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, `sqbulk`.`_0`, 1, '1')) <> '' AND ((`people`.`hits` + `sqbulk`.`_3`) IS NOT NULL OR CAST(IF((`people`.`hits` + `sqbulk`.`_3`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1))) AS SIGNED) >= 0) AND ((`sqbulk`.`_2`) IS NOT NULL OR CAST(IF((`sqbulk`.`_2`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 2), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 2), _utf8mb4 x'00', -1))) AS SIGNED) >= 0), `people`.`hits` + `sqbulk`.`_3`, `people`.`hits`), `people`.`name` = `sqbulk`.`_2` /* end */;
-- args: each row (id, name, hits)
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers

-- # update, CASE form, one column
UPDATE `people` SET `name` = CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `name` END WHERE `id` IN (?, ?);
-- args: each row (id, name); each row (id)
-- at most 500 rows
-- counted:
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
UPDATE `people` SET `name` = IF((@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, CASE `id` WHEN ? THEN 1 WHEN ? THEN 2 ELSE 0 END, 1, '1')) <> '', CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `name` END, `name`) WHERE `id` IN (?, ?);
-- args: each row (id); each row (id, name); each row (id)
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers
-- at most 500 rows

-- # update, CASE form, several columns
UPDATE `people` SET `name` = CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `name` END, `hits` = CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `hits` END WHERE `id` IN (?, ?);
-- args: each row (id, name); each row (id, hits); each row (id)
-- at most 500 rows
-- counted:
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
UPDATE `people` SET `name` = IF((@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, CASE `id` WHEN ? THEN 1 WHEN ? THEN 2 ELSE 0 END, 1, '1')) <> '', CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `name` END, `name`), `hits` = CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `hits` END WHERE `id` IN (?, ?);
-- args: each row (id); each row (id, name); each row (id, hits); each row (id)
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers
-- at most 500 rows

-- # update, CASE form, composite key in a schema's table
UPDATE `app`.`members` SET `name` = CASE WHEN `org` = ? AND `email` = ? THEN ? WHEN `org` = ? AND `email` = ? THEN ? ELSE `name` END WHERE (`org`, `email`) IN ((?, ?), (?, ?));
-- args: each row (org, email, name); each row (org, email)
-- at most 500 rows
-- counted:
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
UPDATE `app`.`members` SET `name` = IF((@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, CASE WHEN `org` = ? AND `email` = ? THEN 1 WHEN `org` = ? AND `email` = ? THEN 2 ELSE 0 END, 1, '1')) <> '', CASE WHEN `org` = ? AND `email` = ? THEN ? WHEN `org` = ? AND `email` = ? THEN ? ELSE `name` END, `name`) WHERE (`org`, `email`) IN ((?, ?), (?, ?));
-- args: each row (org, email); each row (org, email, name); each row (org, email)
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers
-- at most 500 rows

-- # update, CASE form, cells that are expressions or NULL
UPDATE `people` SET `name` = CASE `id` WHEN ? THEN UPPER(?) WHEN ? THEN ? ELSE `name` END, `hits` = CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `hits` END WHERE `id` IN (?, ?);
-- args: each row (id, name); each row (id, hits); each row (id) = 'id 1', 'name 1', 'id 2', NULL, 'id 1', NULL, 'id 2', 'hits 2', 'id 1', 'id 2'
-- at most 500 rows
-- counted:
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
UPDATE `people` SET `name` = IF((@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, CASE `id` WHEN ? THEN 1 WHEN ? THEN 2 ELSE 0 END, 1, '1')) <> '', CASE `id` WHEN ? THEN UPPER(?) WHEN ? THEN ? ELSE `name` END, `name`), `hits` = CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `hits` END WHERE `id` IN (?, ?);
-- args: each row (id); each row (id, name); each row (id, hits); each row (id) = 'id 1', 'id 2', 'id 1', 'name 1', 'id 2', NULL, 'id 1', NULL, 'id 2', 'hits 2', 'id 1', 'id 2'
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers
-- at most 500 rows

-- # update, CASE form, expressions over the stored and the incoming row
UPDATE `people` SET `hits` = CASE `id` WHEN ? THEN `people`.`hits` + ? WHEN ? THEN `people`.`hits` + ? ELSE `hits` END, `touched` = CURRENT_TIMESTAMP, `source` = ?, `name` = CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `name` END WHERE `id` IN (?, ?);
-- args: each row (id, hits); 'import'; each row (id, name); each row (id)
-- at most 500 rows
-- counted:
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
UPDATE `people` SET `hits` = IF((@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, CASE `id` WHEN ? THEN 1 WHEN ? THEN 2 ELSE 0 END, 1, '1')) <> '', CASE `id` WHEN ? THEN `people`.`hits` + ? WHEN ? THEN `people`.`hits` + ? ELSE `hits` END, `hits`), `touched` = CURRENT_TIMESTAMP, `source` = ?, `name` = CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `name` END WHERE `id` IN (?, ?);
-- args: each row (id); each row (id, hits); 'import'; each row (id, name); each row (id)
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers
-- at most 500 rows

-- # update, CASE form, expressions alone, which swap columns
UPDATE `people` SET `name` = IF(COALESCE(ASCII(@sqbulk_s7c68df47ac056351 := `name`), 0) >= 0, `people`.`hits`, `name`), `hits` = @sqbulk_s7c68df47ac056351 WHERE `id` IN (?, ?);
-- args: each row (id)
-- at most 500 rows
-- counted:
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
UPDATE `people` SET `name` = IF((@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, CASE `id` WHEN ? THEN 1 WHEN ? THEN 2 ELSE 0 END, 1, '1')) <> '' AND COALESCE(ASCII(@sqbulk_s7c68df47ac056351 := `name`), 0) >= 0, `people`.`hits`, `name`), `hits` = @sqbulk_s7c68df47ac056351 WHERE `id` IN (?, ?);
-- args: each row (id); each row (id)
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers
-- at most 500 rows

-- # update, CASE form, where
UPDATE `people` SET `name` = CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `name` END WHERE `id` IN (?, ?) AND (tenant = ?);
-- args: each row (id, name); each row (id); 'tenant'
-- at most 500 rows
-- counted:
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
UPDATE `people` SET `name` = IF((@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, CASE `id` WHEN ? THEN 1 WHEN ? THEN 2 ELSE 0 END, 1, '1')) <> '', CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `name` END, `name`) WHERE `id` IN (?, ?) AND (tenant = ?);
-- args: each row (id); each row (id, name); each row (id); 'tenant'
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers
-- at most 500 rows

-- # update, CASE form, where the incoming row is newer
UPDATE `people` SET `name` = CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `name` END WHERE `id` IN (?, ?) AND CASE `id` WHEN ? THEN ((`people`.`hits` < ?) AND (tenant = ?)) WHEN ? THEN ((`people`.`hits` < ?) AND (tenant = ?)) ELSE FALSE END;
-- args: each row (id, name); each row (id); each row (id, hits, 'tenant')
-- at most 500 rows
-- counted:
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
UPDATE `people` SET `name` = IF((@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, CASE `id` WHEN ? THEN 1 WHEN ? THEN 2 ELSE 0 END, 1, '1')) <> '', CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `name` END, `name`) WHERE `id` IN (?, ?) AND CASE `id` WHEN ? THEN ((`people`.`hits` < ?) AND (tenant = ?)) WHEN ? THEN ((`people`.`hits` < ?) AND (tenant = ?)) ELSE FALSE END;
-- args: each row (id); each row (id, name); each row (id); each row (id, hits, 'tenant')
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers
-- at most 500 rows

-- # update, CASE form, only changed rows
UPDATE `people` SET `name` = CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `name` END, `hits` = CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `hits` END WHERE `id` IN (?, ?) AND (CASE `id` WHEN ? THEN NOT (`people`.`name` <=> ? AND (CHARSET(`people`.`name`) = 'binary' OR CAST(`people`.`name` AS BINARY) <=> CAST(? AS BINARY))) OR NOT (`people`.`hits` <=> ? AND (CHARSET(`people`.`hits`) = 'binary' OR CAST(`people`.`hits` AS BINARY) <=> CAST(? AS BINARY))) WHEN ? THEN NOT (`people`.`name` <=> ? AND (CHARSET(`people`.`name`) = 'binary' OR CAST(`people`.`name` AS BINARY) <=> CAST(? AS BINARY))) OR NOT (`people`.`hits` <=> ? AND (CHARSET(`people`.`hits`) = 'binary' OR CAST(`people`.`hits` AS BINARY) <=> CAST(? AS BINARY))) ELSE FALSE END);
-- args: each row (id, name); each row (id, hits); each row (id); each row (id, name, name, hits, hits)
-- at most 500 rows
-- counted:
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
UPDATE `people` SET `name` = CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `name` END, `hits` = CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `hits` END WHERE `id` IN (?, ?) AND IF(`id` IN (?, ?), (@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, CASE `id` WHEN ? THEN 1 WHEN ? THEN 2 ELSE 0 END, 1, '1')) <> '' AND (CASE `id` WHEN ? THEN NOT (`people`.`name` <=> ? AND (CHARSET(`people`.`name`) = 'binary' OR CAST(`people`.`name` AS BINARY) <=> CAST(? AS BINARY))) OR NOT (`people`.`hits` <=> ? AND (CHARSET(`people`.`hits`) = 'binary' OR CAST(`people`.`hits` AS BINARY) <=> CAST(? AS BINARY))) WHEN ? THEN NOT (`people`.`name` <=> ? AND (CHARSET(`people`.`name`) = 'binary' OR CAST(`people`.`name` AS BINARY) <=> CAST(? AS BINARY))) OR NOT (`people`.`hits` <=> ? AND (CHARSET(`people`.`hits`) = 'binary' OR CAST(`people`.`hits` AS BINARY) <=> CAST(? AS BINARY))) ELSE FALSE END), FALSE);
-- args: each row (id, name); each row (id, hits); each row (id); each row (id); each row (id); each row (id, name, name, hits, hits)
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers
-- at most 500 rows

-- # update, CASE form, only changed rows, with an expression and a condition, composite key
UPDATE `app`.`members` SET `hits` = `app`.`members`.`hits` + ?, `name` = CASE WHEN `org` = ? AND `email` = ? THEN ? WHEN `org` = ? AND `email` = ? THEN ? ELSE `name` END WHERE (`org`, `email`) IN ((?, ?), (?, ?)) AND (tenant = ?) AND (CASE WHEN `org` = ? AND `email` = ? THEN NOT (`app`.`members`.`name` <=> ? AND (CHARSET(`app`.`members`.`name`) = 'binary' OR CAST(`app`.`members`.`name` AS BINARY) <=> CAST(? AS BINARY))) WHEN `org` = ? AND `email` = ? THEN NOT (`app`.`members`.`name` <=> ? AND (CHARSET(`app`.`members`.`name`) = 'binary' OR CAST(`app`.`members`.`name` AS BINARY) <=> CAST(? AS BINARY))) ELSE FALSE END);
-- args: 'step'; each row (org, email, name); each row (org, email); 'tenant'; each row (org, email, name, name)
-- at most 500 rows
-- counted:
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
UPDATE `app`.`members` SET `hits` = `app`.`members`.`hits` + ?, `name` = CASE WHEN `org` = ? AND `email` = ? THEN ? WHEN `org` = ? AND `email` = ? THEN ? ELSE `name` END WHERE (`org`, `email`) IN ((?, ?), (?, ?)) AND (tenant = ?) AND IF(EXISTS (SELECT 1 FROM DUAL WHERE (`org`, `email`) IN ((?, ?), (?, ?)) AND (tenant = ?)), (@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, CASE WHEN `org` = ? AND `email` = ? THEN 1 WHEN `org` = ? AND `email` = ? THEN 2 ELSE 0 END, 1, '1')) <> '' AND (CASE WHEN `org` = ? AND `email` = ? THEN NOT (`app`.`members`.`name` <=> ? AND (CHARSET(`app`.`members`.`name`) = 'binary' OR CAST(`app`.`members`.`name` AS BINARY) <=> CAST(? AS BINARY))) WHEN `org` = ? AND `email` = ? THEN NOT (`app`.`members`.`name` <=> ? AND (CHARSET(`app`.`members`.`name`) = 'binary' OR CAST(`app`.`members`.`name` AS BINARY) <=> CAST(? AS BINARY))) ELSE FALSE END), FALSE);
-- args: 'step'; each row (org, email, name); each row (org, email); 'tenant'; each row (org, email); 'tenant'; each row (org, email); each row (org, email, name, name)
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers
-- at most 500 rows

-- # update, CASE form, returning
-- error: mysql: MariaDB has no UPDATE … RETURNING: run the update, and read the rows by their key: unsupported operation

-- # update, CASE form, with prefix and suffix
/* nightly */ UPDATE `people` SET `hits` = CASE `id` WHEN ? THEN `people`.`hits` + ? WHEN ? THEN `people`.`hits` + ? ELSE `hits` END, `name` = CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `name` END WHERE `id` IN (?, ?) /* end */;
-- args: each row (id, hits); each row (id, name); each row (id)
-- at most 500 rows
-- counted:
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
/* nightly */ UPDATE `people` SET `hits` = IF((@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, CASE `id` WHEN ? THEN 1 WHEN ? THEN 2 ELSE 0 END, 1, '1')) <> '', CASE `id` WHEN ? THEN `people`.`hits` + ? WHEN ? THEN `people`.`hits` + ? ELSE `hits` END, `hits`), `name` = CASE `id` WHEN ? THEN ? WHEN ? THEN ? ELSE `name` END WHERE `id` IN (?, ?) /* end */;
-- args: each row (id); each row (id, hits); each row (id, name); each row (id)
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers
-- at most 500 rows

-- # delete
DELETE FROM `people` WHERE `id` IN (?, ?);
-- args: each row (id)

-- # delete by a composite key in a schema's table
DELETE FROM `app`.`members` WHERE (`org`, `email`) IN ((?, ?), (?, ?));
-- args: each row (org, email)

-- # delete where
DELETE FROM `people` WHERE `id` IN (?, ?) AND ((tenant = ?) AND (hits < ?));
-- args: each row (id); 'tenant', 'most'

-- # delete by a composite key where
DELETE FROM `app`.`members` WHERE (`org`, `email`) IN ((?, ?), (?, ?)) AND (tenant = ?);
-- args: each row (org, email); 'tenant'

-- # delete by keys that are expressions or NULL
DELETE FROM `people` WHERE `id` IN (LOWER(?), ?, ?);
-- args: each row (id) = 'id 1', NULL, 'id 3'

-- # delete returning
DELETE FROM `people` WHERE `id` IN (?, ?) RETURNING `id`, `name`;
-- args: each row (id)
-- reads rows

-- # delete with prefix and suffix
/* nightly */ DELETE FROM `people` WHERE `id` IN (?, ?) /* end */;
-- args: each row (id)

-- # look up
SELECT `id`, `name` FROM `people` WHERE `id` IN (?, ?) LIMIT 18446744073709551615;
-- args: each row (id)
-- reads rows

-- # look up by a composite key where, and lock
SELECT `name` FROM `app`.`members` WHERE (`org`, `email`) IN ((?, ?), (?, ?)) AND (tenant = ?) LIMIT 18446744073709551615 FOR UPDATE;
-- args: each row (org, email); 'tenant'
-- reads rows

-- # match
SELECT `sqbulk`.`_0`, `sqbulk`.`_same`, `people`.`id` IS NOT NULL FROM (SELECT `_0`, `_1`, IF(`_1` IS NULL, `_0`, MIN(`_0`) OVER (PARTITION BY `_1`)) AS `_same` FROM (SELECT 0 AS `_0`, `id` AS `_1` FROM `people` WHERE FALSE UNION ALL VALUES (1, ?), (2, ?)) AS `sqbulk_input`) AS `sqbulk` LEFT JOIN `people` ON `people`.`id` = `sqbulk`.`_1` LIMIT 18446744073709551615 FOR UPDATE;
-- args: each row (id)
-- reads numbers

-- # match a composite key where, and without regard to case
SELECT `sqbulk`.`_0`, `sqbulk`.`_same`, `app`.`members`.`org` IS NOT NULL FROM (SELECT `_0`, `_1`, `_2`, IF(`_1` IS NULL OR `_2` IS NULL, `_0`, MIN(`_0`) OVER (PARTITION BY `_1`, LOWER(`_2`))) AS `_same` FROM (SELECT 0 AS `_0`, `org` AS `_1`, `email` AS `_2` FROM `app`.`members` WHERE FALSE UNION ALL VALUES (1, ?, ?), (2, ?, ?)) AS `sqbulk_input`) AS `sqbulk` LEFT JOIN `app`.`members` ON `app`.`members`.`org` = `sqbulk`.`_1` AND LOWER(`app`.`members`.`email`) = LOWER(`sqbulk`.`_2`) AND (`app`.`members`.`tenant` = ?) LIMIT 18446744073709551615 FOR UPDATE;
-- args: each row (org, email); 'tenant'
-- reads numbers

-- # update, join form, without regard to case
UPDATE (SELECT `org` AS `_1`, `email` AS `_2`, `name` AS `_3` FROM `app`.`members` WHERE FALSE UNION ALL VALUES (?, ?, ?), (?, ?, ?)) AS `sqbulk` STRAIGHT_JOIN `app`.`members` ON `app`.`members`.`org` = `sqbulk`.`_1` AND LOWER(`app`.`members`.`email`) = LOWER(`sqbulk`.`_2`) SET `app`.`members`.`name` = `sqbulk`.`_3`;
-- args: each row (org, email, name)
-- counted:
SET @sqbulk_r = (SELECT CONCAT_WS(_utf8mb4 x'00', MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, ''))) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?);
-- args: 'name', 'app', 'members'
-- nothing is read
-- sent where a row may have NULL in name
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
UPDATE (SELECT 0 AS `_0`, `org` AS `_1`, `email` AS `_2`, `name` AS `_3` FROM `app`.`members` WHERE FALSE UNION ALL VALUES (1, ?, ?, ?), (2, ?, ?, ?)) AS `sqbulk` STRAIGHT_JOIN `app`.`members` ON `app`.`members`.`org` = `sqbulk`.`_1` AND LOWER(`app`.`members`.`email`) = LOWER(`sqbulk`.`_2`) SET `app`.`members`.`name` = IF((@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, `sqbulk`.`_0`, 1, '1')) <> '' AND ((`sqbulk`.`_3`) IS NOT NULL OR CAST(IF((`sqbulk`.`_3`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1))) AS SIGNED) >= 0), `sqbulk`.`_3`, `app`.`members`.`name`);
-- args: each row (org, email, name)
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers

-- # update, join form, only changed rows, without regard to case
UPDATE (SELECT `org` AS `_1`, `email` AS `_2`, `name` AS `_3` FROM `app`.`members` WHERE FALSE UNION ALL VALUES (?, ?, ?), (?, ?, ?)) AS `sqbulk` STRAIGHT_JOIN `app`.`members` ON `app`.`members`.`org` = `sqbulk`.`_1` AND LOWER(`app`.`members`.`email`) = LOWER(`sqbulk`.`_2`) SET `app`.`members`.`name` = `sqbulk`.`_3` WHERE (NOT (`app`.`members`.`name` <=> `sqbulk`.`_3` AND (CHARSET(`app`.`members`.`name`) = 'binary' OR CAST(`app`.`members`.`name` AS BINARY) <=> CAST(`sqbulk`.`_3` AS BINARY))));
-- args: each row (org, email, name)
-- counted:
SET @sqbulk_r = (SELECT CONCAT_WS(_utf8mb4 x'00', MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, ''))) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?);
-- args: 'name', 'app', 'members'
-- nothing is read
-- sent where a row may have NULL in name
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
UPDATE (SELECT 0 AS `_0`, `org` AS `_1`, `email` AS `_2`, `name` AS `_3` FROM `app`.`members` WHERE FALSE UNION ALL VALUES (1, ?, ?, ?), (2, ?, ?, ?)) AS `sqbulk` STRAIGHT_JOIN `app`.`members` ON `app`.`members`.`org` = `sqbulk`.`_1` AND LOWER(`app`.`members`.`email`) = LOWER(`sqbulk`.`_2`) SET `app`.`members`.`name` = IF(((`sqbulk`.`_3`) IS NOT NULL OR CAST(IF((`sqbulk`.`_3`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1))) AS SIGNED) >= 0), `sqbulk`.`_3`, `app`.`members`.`name`) WHERE IF(`app`.`members`.`org` = `sqbulk`.`_1` AND LOWER(`app`.`members`.`email`) = LOWER(`sqbulk`.`_2`), (@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, `sqbulk`.`_0`, 1, '1')) <> '' AND (NOT (`app`.`members`.`name` <=> `sqbulk`.`_3` AND (CHARSET(`app`.`members`.`name`) = 'binary' OR CAST(`app`.`members`.`name` AS BINARY) <=> CAST(`sqbulk`.`_3` AS BINARY)))), FALSE);
-- args: each row (org, email, name)
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers

-- # hostile names: insert
INSERT INTO `s"``'`.`t? --` (`a."b"`, ```$1``;??`, `\😀\`, `_1`) VALUES (?, ?, ?, ?), (?, ?, ?, ?);
-- args: each row (a."b", `$1`;??, \😀\, _1)

-- # hostile names: do nothing
INSERT INTO `s"``'`.`t? --` (`a."b"`, ```$1``;??`, `\😀\`, `_1`) VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON DUPLICATE KEY UPDATE `a."b"` = `s"``'`.`t? --`.`a."b"`;
-- args: each row (a."b", `$1`;??, \😀\, _1)
-- counted:
SET @sqbulk_d = 0;
-- nothing is read
INSERT INTO `s"``'`.`t? --` (`a."b"`, ```$1``;??`, `\😀\`, `_1`) VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON DUPLICATE KEY UPDATE `a."b"` = IF((@sqbulk_d := @sqbulk_d + 1) > 0, `s"``'`.`t? --`.`a."b"`, `s"``'`.`t? --`.`a."b"`);
-- args: each row (a."b", `$1`;??, \😀\, _1)
SELECT CAST(@sqbulk_d AS SIGNED) LIMIT 1;
-- reads numbers

-- # hostile names: upsert
INSERT INTO `s"``'`.`t? --` (`a."b"`, ```$1``;??`, `\😀\`, `_1`) VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON DUPLICATE KEY UPDATE `_1` = IF((@sqbulk_w := (`s"``'`.`t? --`.`_1` < VALUES(`_1`)) AND (NOT (`s"``'`.`t? --`.`\😀\` <=> VALUES(`\😀\`) AND (CHARSET(`s"``'`.`t? --`.`\😀\`) = 'binary' OR CAST(`s"``'`.`t? --`.`\😀\` AS BINARY) <=> CAST(VALUES(`\😀\`) AS BINARY))))), `s"``'`.`t? --`.`_1` + VALUES(`_1`), `s"``'`.`t? --`.`_1`), `*/ 'sqbulk` = IF(@sqbulk_w, ?, `s"``'`.`t? --`.`*/ 'sqbulk`), `\😀\` = IF(@sqbulk_w, VALUES(`\😀\`), `s"``'`.`t? --`.`\😀\`);
-- args: each row (a."b", `$1`;??, \😀\, _1); 1
-- counted:
SET @sqbulk_d = 0, @sqbulk_c = 0, @sqbulk_v = 0, @sqbulk_q = 1;
-- nothing is read
INSERT INTO `s"``'`.`t? --` (`a."b"`, ```$1``;??`, `\😀\`, `_1`) VALUES (?, ?, ?, ?), (?, ?, ?, ?) ON DUPLICATE KEY UPDATE `_1` = IF(COALESCE((@sqbulk_w := (`s"``'`.`t? --`.`_1` < VALUES(`_1`)) AND (NOT (`s"``'`.`t? --`.`\😀\` <=> VALUES(`\😀\`) AND (CHARSET(`s"``'`.`t? --`.`\😀\`) = 'binary' OR CAST(`s"``'`.`t? --`.`\😀\` AS BINARY) <=> CAST(VALUES(`\😀\`) AS BINARY))))), 0) >= 0 AND CASE WHEN @sqbulk_q = 0 THEN (@sqbulk_d := @sqbulk_d + 1) WHEN IF(@sqbulk_w, 1, 0) THEN (@sqbulk_c := @sqbulk_c + 1) WHEN `s"``'`.`t? --`.`_1` IS NULL OR `s"``'`.`t? --`.`*/ 'sqbulk` IS NULL OR `s"``'`.`t? --`.`\😀\` IS NULL THEN (@sqbulk_v := @sqbulk_v + 1) ELSE (@sqbulk_d := @sqbulk_d + 1) END > 0 AND @sqbulk_w, `s"``'`.`t? --`.`_1` + VALUES(`_1`), `s"``'`.`t? --`.`_1`), `*/ 'sqbulk` = IF(@sqbulk_w, ?, `s"``'`.`t? --`.`*/ 'sqbulk`), `\😀\` = IF(@sqbulk_w, VALUES(`\😀\`), `s"``'`.`t? --`.`\😀\`);
-- args: each row (a."b", `$1`;??, \😀\, _1); 1
SELECT CAST(@sqbulk_d AS SIGNED), CAST(@sqbulk_c AS SIGNED), CAST(@sqbulk_v AS SIGNED) LIMIT 1;
-- reads numbers
SELECT CAST(COALESCE(SUM(IS_NULLABLE = 'YES' AND COLUMN_DEFAULT <> 'NULL' AND COLUMN_NAME IN (?, ?, ?)), 0) AS SIGNED), CAST(COALESCE(SUM(EXTRA LIKE '%on update%'), 0) AS SIGNED) + (SELECT COUNT(*) FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ? AND EVENT_MANIPULATION = 'UPDATE' AND ACTION_TIMING = 'BEFORE'), COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? LIMIT 1;
-- args: '\😀\', '_1', '*/ ''sqbulk', 's"`''', 't? --', 's"`''', 't? --'
-- reads numbers
-- sent where the answers before it leave something open

-- # hostile names: update, join form
UPDATE (SELECT `a."b"` AS `_1`, ```$1``;??` AS `_2`, `\😀\` AS `_3`, `_1` AS `_4` FROM `s"``'`.`t? --` WHERE FALSE UNION ALL VALUES (?, ?, ?, ?), (?, ?, ?, ?)) AS `sqbulk` STRAIGHT_JOIN `s"``'`.`t? --` ON `s"``'`.`t? --`.`a."b"` = `sqbulk`.`_1` AND `s"``'`.`t? --`.```$1``;??` = `sqbulk`.`_2` SET `s"``'`.`t? --`.`_1` = `s"``'`.`t? --`.`_1` + `sqbulk`.`_4`, `s"``'`.`t? --`.`*/ 'sqbulk` = ?, `s"``'`.`t? --`.`\😀\` = `sqbulk`.`_3` WHERE (`s"``'`.`t? --`.`*/ 'sqbulk` < `sqbulk`.`_4`) AND (NOT (`s"``'`.`t? --`.`\😀\` <=> `sqbulk`.`_3` AND (CHARSET(`s"``'`.`t? --`.`\😀\`) = 'binary' OR CAST(`s"``'`.`t? --`.`\😀\` AS BINARY) <=> CAST(`sqbulk`.`_3` AS BINARY))));
-- args: each row (a."b", `$1`;??, \😀\, _1); 1
-- counted:
SET @sqbulk_r = (SELECT CONCAT_WS(_utf8mb4 x'00', MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, '')), MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, '')), MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, ''))) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?);
-- args: '_1', '*/ ''sqbulk', '\😀\', 's"`''', 't? --'
-- nothing is read
-- sent where the answers before it leave something open
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
UPDATE (SELECT 0 AS `_0`, `a."b"` AS `_1`, ```$1``;??` AS `_2`, `\😀\` AS `_3`, `_1` AS `_4` FROM `s"``'`.`t? --` WHERE FALSE UNION ALL VALUES (1, ?, ?, ?, ?), (2, ?, ?, ?, ?)) AS `sqbulk` STRAIGHT_JOIN `s"``'`.`t? --` ON `s"``'`.`t? --`.`a."b"` = `sqbulk`.`_1` AND `s"``'`.`t? --`.```$1``;??` = `sqbulk`.`_2` SET `s"``'`.`t? --`.`_1` = IF(((`s"``'`.`t? --`.`_1` + `sqbulk`.`_4`) IS NOT NULL OR CAST(IF((`s"``'`.`t? --`.`_1` + `sqbulk`.`_4`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1))) AS SIGNED) >= 0) AND ((?) IS NOT NULL OR CAST(IF((?) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 2), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 2), _utf8mb4 x'00', -1))) AS SIGNED) >= 0) AND ((`sqbulk`.`_3`) IS NOT NULL OR CAST(IF((`sqbulk`.`_3`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 3), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 3), _utf8mb4 x'00', -1))) AS SIGNED) >= 0), `s"``'`.`t? --`.`_1` + `sqbulk`.`_4`, `s"``'`.`t? --`.`_1`), `s"``'`.`t? --`.`*/ 'sqbulk` = ?, `s"``'`.`t? --`.`\😀\` = `sqbulk`.`_3` WHERE (`s"``'`.`t? --`.`*/ 'sqbulk` < `sqbulk`.`_4`) AND IF(EXISTS (SELECT 1 FROM DUAL WHERE `s"``'`.`t? --`.`a."b"` = `sqbulk`.`_1` AND `s"``'`.`t? --`.```$1``;??` = `sqbulk`.`_2` AND (`s"``'`.`t? --`.`*/ 'sqbulk` < `sqbulk`.`_4`)), (@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, `sqbulk`.`_0`, 1, '1')) <> '' AND (NOT (`s"``'`.`t? --`.`\😀\` <=> `sqbulk`.`_3` AND (CHARSET(`s"``'`.`t? --`.`\😀\`) = 'binary' OR CAST(`s"``'`.`t? --`.`\😀\` AS BINARY) <=> CAST(`sqbulk`.`_3` AS BINARY)))), FALSE);
-- args: each row (a."b", `$1`;??, \😀\, _1); 1, 1, 1
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers

-- # hostile names: update, CASE form
UPDATE `s"``'`.`t? --` SET `_1` = CASE WHEN `a."b"` = ? AND ```$1``;??` = ? THEN `s"``'`.`t? --`.`_1` + ? WHEN `a."b"` = ? AND ```$1``;??` = ? THEN `s"``'`.`t? --`.`_1` + ? ELSE `_1` END, `*/ 'sqbulk` = ?, `\😀\` = CASE WHEN `a."b"` = ? AND ```$1``;??` = ? THEN ? WHEN `a."b"` = ? AND ```$1``;??` = ? THEN ? ELSE `\😀\` END WHERE (`a."b"`, ```$1``;??`) IN ((?, ?), (?, ?)) AND CASE WHEN `a."b"` = ? AND ```$1``;??` = ? THEN (`s"``'`.`t? --`.`*/ 'sqbulk` < ?) WHEN `a."b"` = ? AND ```$1``;??` = ? THEN (`s"``'`.`t? --`.`*/ 'sqbulk` < ?) ELSE FALSE END AND (CASE WHEN `a."b"` = ? AND ```$1``;??` = ? THEN NOT (`s"``'`.`t? --`.`\😀\` <=> ? AND (CHARSET(`s"``'`.`t? --`.`\😀\`) = 'binary' OR CAST(`s"``'`.`t? --`.`\😀\` AS BINARY) <=> CAST(? AS BINARY))) WHEN `a."b"` = ? AND ```$1``;??` = ? THEN NOT (`s"``'`.`t? --`.`\😀\` <=> ? AND (CHARSET(`s"``'`.`t? --`.`\😀\`) = 'binary' OR CAST(`s"``'`.`t? --`.`\😀\` AS BINARY) <=> CAST(? AS BINARY))) ELSE FALSE END);
-- args: each row (a."b", `$1`;??, _1); 1; each row (a."b", `$1`;??, \😀\); each row (a."b", `$1`;??); each row (a."b", `$1`;??, _1); each row (a."b", `$1`;??, \😀\, \😀\)
-- at most 500 rows
-- counted:
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
UPDATE `s"``'`.`t? --` SET `_1` = CASE WHEN `a."b"` = ? AND ```$1``;??` = ? THEN `s"``'`.`t? --`.`_1` + ? WHEN `a."b"` = ? AND ```$1``;??` = ? THEN `s"``'`.`t? --`.`_1` + ? ELSE `_1` END, `*/ 'sqbulk` = ?, `\😀\` = CASE WHEN `a."b"` = ? AND ```$1``;??` = ? THEN ? WHEN `a."b"` = ? AND ```$1``;??` = ? THEN ? ELSE `\😀\` END WHERE (`a."b"`, ```$1``;??`) IN ((?, ?), (?, ?)) AND IF(EXISTS (SELECT 1 FROM DUAL WHERE (`a."b"`, ```$1``;??`) IN ((?, ?), (?, ?)) AND CASE WHEN `a."b"` = ? AND ```$1``;??` = ? THEN (`s"``'`.`t? --`.`*/ 'sqbulk` < ?) WHEN `a."b"` = ? AND ```$1``;??` = ? THEN (`s"``'`.`t? --`.`*/ 'sqbulk` < ?) ELSE FALSE END), (@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, CASE WHEN `a."b"` = ? AND ```$1``;??` = ? THEN 1 WHEN `a."b"` = ? AND ```$1``;??` = ? THEN 2 ELSE 0 END, 1, '1')) <> '' AND (CASE WHEN `a."b"` = ? AND ```$1``;??` = ? THEN NOT (`s"``'`.`t? --`.`\😀\` <=> ? AND (CHARSET(`s"``'`.`t? --`.`\😀\`) = 'binary' OR CAST(`s"``'`.`t? --`.`\😀\` AS BINARY) <=> CAST(? AS BINARY))) WHEN `a."b"` = ? AND ```$1``;??` = ? THEN NOT (`s"``'`.`t? --`.`\😀\` <=> ? AND (CHARSET(`s"``'`.`t? --`.`\😀\`) = 'binary' OR CAST(`s"``'`.`t? --`.`\😀\` AS BINARY) <=> CAST(? AS BINARY))) ELSE FALSE END), FALSE);
-- args: each row (a."b", `$1`;??, _1); 1; each row (a."b", `$1`;??, \😀\); each row (a."b", `$1`;??); each row (a."b", `$1`;??); each row (a."b", `$1`;??, _1); each row (a."b", `$1`;??); each row (a."b", `$1`;??, \😀\, \😀\)
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers
-- at most 500 rows

-- # hostile names: delete
DELETE FROM `s"``'`.`t? --` WHERE (`a."b"`, ```$1``;??`, `\😀\`, `_1`) IN ((?, ?, ?, ?), (?, ?, ?, ?));
-- args: each row (a."b", `$1`;??, \😀\, _1)

-- # hostile names: insert returning
INSERT INTO `s"``'`.`t? --` (`a."b"`, ```$1``;??`, `\😀\`, `_1`) VALUES (?, ?, ?, ?), (?, ?, ?, ?) RETURNING `*/ 'sqbulk`;
-- args: each row (a."b", `$1`;??, \😀\, _1)
-- reads rows

-- # hostile names: look up
SELECT `*/ 'sqbulk` FROM `s"``'`.`t? --` WHERE (`a."b"`, ```$1``;??`, `\😀\`, `_1`) IN ((?, ?, ?, ?), (?, ?, ?, ?)) LIMIT 18446744073709551615;
-- args: each row (a."b", `$1`;??, \😀\, _1)
-- reads rows

-- # hostile names: match
SELECT `sqbulk`.`_0`, `sqbulk`.`_same`, `s"``'`.`t? --`.`a."b"` IS NOT NULL FROM (SELECT `_0`, `_1`, `_2`, `_3`, `_4`, IF(`_1` IS NULL OR `_2` IS NULL OR `_3` IS NULL OR `_4` IS NULL, `_0`, MIN(`_0`) OVER (PARTITION BY `_1`, LOWER(`_2`), `_3`, `_4`)) AS `_same` FROM (SELECT 0 AS `_0`, `a."b"` AS `_1`, ```$1``;??` AS `_2`, `\😀\` AS `_3`, `_1` AS `_4` FROM `s"``'`.`t? --` WHERE FALSE UNION ALL VALUES (1, ?, ?, ?, ?), (2, ?, ?, ?, ?)) AS `sqbulk_input`) AS `sqbulk` LEFT JOIN `s"``'`.`t? --` ON `s"``'`.`t? --`.`a."b"` = `sqbulk`.`_1` AND LOWER(`s"``'`.`t? --`.```$1``;??`) = LOWER(`sqbulk`.`_2`) AND `s"``'`.`t? --`.`\😀\` = `sqbulk`.`_3` AND `s"``'`.`t? --`.`_1` = `sqbulk`.`_4` AND (`s"``'`.`t? --`.`*/ 'sqbulk` = ?) LIMIT 18446744073709551615 FOR UPDATE;
-- args: each row (a."b", `$1`;??, \😀\, _1); 1
-- reads numbers
