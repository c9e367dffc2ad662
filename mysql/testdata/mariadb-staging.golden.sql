-- The statements of dialecttest.Cases in mariadb, for two rows or so. Written by: go test -run Golden . -update

-- # insert
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id`, `people`.`name` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`);
-- args: each row (id, name)
SHOW WARNINGS;
INSERT INTO `people` (`id`, `name`) SELECT `id`, `name` FROM `sqbulk_staging`;
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # insert one row of one column
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`);
-- args: each row (id)
SHOW WARNINGS;
INSERT INTO `people` (`id`) SELECT `id` FROM `sqbulk_staging`;
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # insert into a schema's table
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `app`.`people`.`id`, `app`.`people`.`name` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `app`.`people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`);
-- args: each row (id, name)
SHOW WARNINGS;
INSERT INTO `app`.`people` (`id`, `name`) SELECT `id`, `name` FROM `sqbulk_staging`;
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # insert cells that are expressions or NULL
-- error: mysql: MariaDB has no expression as a cell of LOAD DATA (column 2): give values, or leave out Strategy: unsupported operation

-- # insert a cell that is a nested query
-- error: mysql: MariaDB has no expression as a cell of LOAD DATA (column 1): give values, or leave out Strategy: unsupported operation

-- # insert cells with question marks that are no placeholders
-- error: mysql: MariaDB has no expression as a cell of LOAD DATA (column 2): give values, or leave out Strategy: unsupported operation

-- # insert DEFAULT cells
-- error: mysql: MariaDB has no expression as a cell of LOAD DATA (column 2): give values, or leave out Strategy: unsupported operation

-- # insert with prefix and suffix
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id`, `people`.`name` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`);
-- args: each row (id, name)
SHOW WARNINGS;
WITH p AS (SELECT ? AS x) INSERT INTO `people` (`id`, `name`) SELECT `id`, `name` FROM `sqbulk_staging` /* first */ ON CONFLICT (id) DO UPDATE SET name = ?;
-- args: 'prefix', 'suffix'
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # insert returning
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id`, `people`.`name` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`);
-- args: each row (id, name)
SHOW WARNINGS;
INSERT INTO `people` (`id`, `name`) SELECT `id`, `name` FROM `sqbulk_staging` RETURNING `id`, `seen`;
-- reads rows
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # do nothing on any key
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id`, `people`.`name` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`);
-- args: each row (id, name)
SHOW WARNINGS;
INSERT INTO `people` (`id`, `name`) SELECT `id`, `name` FROM `sqbulk_staging` ON DUPLICATE KEY UPDATE `id` = `people`.`id`;
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id`, `people`.`name` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`);
-- args: each row (id, name)
SHOW WARNINGS;
SET @sqbulk_d = 0;
-- nothing is read
INSERT INTO `people` (`id`, `name`) SELECT `id`, `name` FROM `sqbulk_staging` ON DUPLICATE KEY UPDATE `id` = IF((@sqbulk_d := @sqbulk_d + 1) > 0, `people`.`id`, `people`.`id`);
SELECT CAST(@sqbulk_d AS SIGNED) LIMIT 1;
-- reads numbers
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # do nothing on a key
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id`, `people`.`name` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`);
-- args: each row (id, name)
SHOW WARNINGS;
INSERT INTO `people` (`id`, `name`) SELECT `id`, `name` FROM `sqbulk_staging` ON DUPLICATE KEY UPDATE `id` = `people`.`id`;
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id`, `people`.`name` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`);
-- args: each row (id, name)
SHOW WARNINGS;
SET @sqbulk_d = 0;
-- nothing is read
INSERT INTO `people` (`id`, `name`) SELECT `id`, `name` FROM `sqbulk_staging` ON DUPLICATE KEY UPDATE `id` = IF((@sqbulk_d := @sqbulk_d + 1) > 0, `people`.`id`, `people`.`id`);
SELECT CAST(@sqbulk_d AS SIGNED) LIMIT 1;
-- reads numbers
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # do nothing on a composite key
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `members`.`org`, `members`.`email`, `members`.`name` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `members` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`org`, `email`, `name`);
-- args: each row (org, email, name)
SHOW WARNINGS;
INSERT INTO `members` (`org`, `email`, `name`) SELECT `org`, `email`, `name` FROM `sqbulk_staging` ON DUPLICATE KEY UPDATE `org` = `members`.`org`;
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `members`.`org`, `members`.`email`, `members`.`name` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `members` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`org`, `email`, `name`);
-- args: each row (org, email, name)
SHOW WARNINGS;
SET @sqbulk_d = 0;
-- nothing is read
INSERT INTO `members` (`org`, `email`, `name`) SELECT `org`, `email`, `name` FROM `sqbulk_staging` ON DUPLICATE KEY UPDATE `org` = IF((@sqbulk_d := @sqbulk_d + 1) > 0, `members`.`org`, `members`.`org`);
SELECT CAST(@sqbulk_d AS SIGNED) LIMIT 1;
-- reads numbers
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # do nothing on a constraint
-- error: mysql: MariaDB has no conflict target by a constraint's name: name the key's columns with OnConflict: unsupported operation

-- # do nothing on a partial index
-- error: mysql: MariaDB has no partial unique index, which ConflictWhere describes: put the condition into a generated column of a unique key, or into DoUpdateWhere: unsupported operation

-- # do nothing on a partial index with parameters
-- error: mysql: MariaDB has no partial unique index, which ConflictWhere describes: put the condition into a generated column of a unique key, or into DoUpdateWhere: unsupported operation

-- # do nothing, returning
-- error: mysql: MariaDB has no RETURNING of the inserted rows alone when others exist: run the insert, and read the rows by their key: unsupported operation

-- # upsert all columns
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id`, `people`.`name`, `people`.`hits` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`, `hits`);
-- args: each row (id, name, hits)
SHOW WARNINGS;
INSERT INTO `people` (`id`, `name`, `hits`) SELECT `id`, `name`, `hits` FROM `sqbulk_staging` ON DUPLICATE KEY UPDATE `name` = VALUES(`name`), `hits` = VALUES(`hits`);
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id`, `people`.`name`, `people`.`hits` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`, `hits`);
-- args: each row (id, name, hits)
SHOW WARNINGS;
SET @sqbulk_d = 0, @sqbulk_c = 0, @sqbulk_v = 0, @sqbulk_q = 0;
-- nothing is read
SET @sqbulk_q = 1;
-- nothing is read
-- sent where a row may have NULL in name, hits
INSERT INTO `people` (`id`, `name`, `hits`) SELECT `id`, `name`, `hits` FROM `sqbulk_staging` ON DUPLICATE KEY UPDATE `name` = IF(CASE WHEN @sqbulk_q = 0 THEN (@sqbulk_d := @sqbulk_d + 1) WHEN (NOT (`people`.`name` <=> VALUES(`name`) AND (CHARSET(`people`.`name`) = 'binary' OR CAST(`people`.`name` AS BINARY) <=> CAST(VALUES(`name`) AS BINARY))) OR NOT (`people`.`hits` <=> VALUES(`hits`) AND (CHARSET(`people`.`hits`) = 'binary' OR CAST(`people`.`hits` AS BINARY) <=> CAST(VALUES(`hits`) AS BINARY)))) THEN (@sqbulk_c := @sqbulk_c + 1) WHEN `people`.`name` IS NULL OR `people`.`hits` IS NULL THEN (@sqbulk_v := @sqbulk_v + 1) ELSE (@sqbulk_d := @sqbulk_d + 1) END > 0, VALUES(`name`), `people`.`name`), `hits` = VALUES(`hits`);
SELECT CAST(@sqbulk_d AS SIGNED), CAST(@sqbulk_c AS SIGNED), CAST(@sqbulk_v AS SIGNED) LIMIT 1;
-- reads numbers
SELECT CAST(COALESCE(SUM(IS_NULLABLE = 'YES' AND COLUMN_DEFAULT <> 'NULL' AND COLUMN_NAME IN (?, ?)), 0) AS SIGNED), CAST(COALESCE(SUM(EXTRA LIKE '%on update%'), 0) AS SIGNED) + (SELECT COUNT(*) FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = DATABASE() AND EVENT_OBJECT_TABLE = ? AND EVENT_MANIPULATION = 'UPDATE' AND ACTION_TIMING = 'BEFORE'), COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? LIMIT 1;
-- args: 'name', 'hits', 'people', 'people'
-- reads numbers
-- sent where the answers before it leave something open
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # upsert some columns
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id`, `people`.`name`, `people`.`hits` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`, `hits`);
-- args: each row (id, name, hits)
SHOW WARNINGS;
INSERT INTO `people` (`id`, `name`, `hits`) SELECT `id`, `name`, `hits` FROM `sqbulk_staging` ON DUPLICATE KEY UPDATE `hits` = VALUES(`hits`);
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id`, `people`.`name`, `people`.`hits` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`, `hits`);
-- args: each row (id, name, hits)
SHOW WARNINGS;
SET @sqbulk_d = 0, @sqbulk_c = 0, @sqbulk_v = 0, @sqbulk_q = 0;
-- nothing is read
SET @sqbulk_q = 1;
-- nothing is read
-- sent where a row may have NULL in hits
INSERT INTO `people` (`id`, `name`, `hits`) SELECT `id`, `name`, `hits` FROM `sqbulk_staging` ON DUPLICATE KEY UPDATE `hits` = IF(CASE WHEN @sqbulk_q = 0 THEN (@sqbulk_d := @sqbulk_d + 1) WHEN (NOT (`people`.`hits` <=> VALUES(`hits`) AND (CHARSET(`people`.`hits`) = 'binary' OR CAST(`people`.`hits` AS BINARY) <=> CAST(VALUES(`hits`) AS BINARY)))) THEN (@sqbulk_c := @sqbulk_c + 1) WHEN `people`.`hits` IS NULL THEN (@sqbulk_v := @sqbulk_v + 1) ELSE (@sqbulk_d := @sqbulk_d + 1) END > 0, VALUES(`hits`), `people`.`hits`);
SELECT CAST(@sqbulk_d AS SIGNED), CAST(@sqbulk_c AS SIGNED), CAST(@sqbulk_v AS SIGNED) LIMIT 1;
-- reads numbers
SELECT CAST(COALESCE(SUM(IS_NULLABLE = 'YES' AND COLUMN_DEFAULT <> 'NULL' AND COLUMN_NAME IN (?)), 0) AS SIGNED), CAST(COALESCE(SUM(EXTRA LIKE '%on update%'), 0) AS SIGNED) + (SELECT COUNT(*) FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = DATABASE() AND EVENT_OBJECT_TABLE = ? AND EVENT_MANIPULATION = 'UPDATE' AND ACTION_TIMING = 'BEFORE'), COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? LIMIT 1;
-- args: 'hits', 'people', 'people'
-- reads numbers
-- sent where the answers before it leave something open
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # upsert on a composite key in a schema's table
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `app`.`members`.`org`, `app`.`members`.`email`, `app`.`members`.`name` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `app`.`members` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`org`, `email`, `name`);
-- args: each row (org, email, name)
SHOW WARNINGS;
INSERT INTO `app`.`members` (`org`, `email`, `name`) SELECT `org`, `email`, `name` FROM `sqbulk_staging` ON DUPLICATE KEY UPDATE `name` = VALUES(`name`);
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `app`.`members`.`org`, `app`.`members`.`email`, `app`.`members`.`name` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `app`.`members` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`org`, `email`, `name`);
-- args: each row (org, email, name)
SHOW WARNINGS;
SET @sqbulk_d = 0, @sqbulk_c = 0, @sqbulk_v = 0, @sqbulk_q = 0;
-- nothing is read
SET @sqbulk_q = 1;
-- nothing is read
-- sent where a row may have NULL in name
INSERT INTO `app`.`members` (`org`, `email`, `name`) SELECT `org`, `email`, `name` FROM `sqbulk_staging` ON DUPLICATE KEY UPDATE `name` = IF(CASE WHEN @sqbulk_q = 0 THEN (@sqbulk_d := @sqbulk_d + 1) WHEN (NOT (`app`.`members`.`name` <=> VALUES(`name`) AND (CHARSET(`app`.`members`.`name`) = 'binary' OR CAST(`app`.`members`.`name` AS BINARY) <=> CAST(VALUES(`name`) AS BINARY)))) THEN (@sqbulk_c := @sqbulk_c + 1) WHEN `app`.`members`.`name` IS NULL THEN (@sqbulk_v := @sqbulk_v + 1) ELSE (@sqbulk_d := @sqbulk_d + 1) END > 0, VALUES(`name`), `app`.`members`.`name`);
SELECT CAST(@sqbulk_d AS SIGNED), CAST(@sqbulk_c AS SIGNED), CAST(@sqbulk_v AS SIGNED) LIMIT 1;
-- reads numbers
SELECT CAST(COALESCE(SUM(IS_NULLABLE = 'YES' AND COLUMN_DEFAULT <> 'NULL' AND COLUMN_NAME IN (?)), 0) AS SIGNED), CAST(COALESCE(SUM(EXTRA LIKE '%on update%'), 0) AS SIGNED) + (SELECT COUNT(*) FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ? AND EVENT_MANIPULATION = 'UPDATE' AND ACTION_TIMING = 'BEFORE'), COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? LIMIT 1;
-- args: 'name', 'app', 'members', 'app', 'members'
-- reads numbers
-- sent where the answers before it leave something open
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # upsert on a constraint
-- error: mysql: MariaDB has no conflict target by a constraint's name: name the key's columns with OnConflict: unsupported operation

-- # upsert on a partial index
-- error: mysql: MariaDB has no partial unique index, which ConflictWhere describes: put the condition into a generated column of a unique key, or into DoUpdateWhere: unsupported operation

-- # upsert expression cells
-- error: mysql: MariaDB has no expression as a cell of LOAD DATA (column 2): give values, or leave out Strategy: unsupported operation

-- # upsert expressions over the stored and the incoming row
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id`, `people`.`name`, `people`.`hits` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`, `hits`);
-- args: each row (id, name, hits)
SHOW WARNINGS;
INSERT INTO `people` (`id`, `name`, `hits`) SELECT `id`, `name`, `hits` FROM `sqbulk_staging` ON DUPLICATE KEY UPDATE `hits` = `people`.`hits` + VALUES(`hits`), `name` = COALESCE(VALUES(`name`), `people`.`name`);
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id`, `people`.`name`, `people`.`hits` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`, `hits`);
-- args: each row (id, name, hits)
SHOW WARNINGS;
SET @sqbulk_d = 0, @sqbulk_c = 0, @sqbulk_v = 0, @sqbulk_q = 1;
-- nothing is read
INSERT INTO `people` (`id`, `name`, `hits`) SELECT `id`, `name`, `hits` FROM `sqbulk_staging` ON DUPLICATE KEY UPDATE `hits` = IF(CASE WHEN @sqbulk_q = 0 THEN (@sqbulk_d := @sqbulk_d + 1) WHEN (NOT (CAST(`people`.`hits` AS BINARY) <=> CAST(`people`.`hits` + VALUES(`hits`) AS BINARY)) OR NOT (CAST(`people`.`name` AS BINARY) <=> CAST(COALESCE(VALUES(`name`), `people`.`name`) AS BINARY))) THEN (@sqbulk_c := @sqbulk_c + 1) WHEN `people`.`hits` IS NULL OR `people`.`name` IS NULL THEN (@sqbulk_v := @sqbulk_v + 1) ELSE (@sqbulk_d := @sqbulk_d + 1) END > 0, `people`.`hits` + VALUES(`hits`), `people`.`hits`), `name` = COALESCE(VALUES(`name`), `people`.`name`);
SELECT CAST(@sqbulk_d AS SIGNED), CAST(@sqbulk_c AS SIGNED), CAST(@sqbulk_v AS SIGNED) LIMIT 1;
-- reads numbers
SELECT CAST(COALESCE(SUM(IS_NULLABLE = 'YES' AND COLUMN_DEFAULT <> 'NULL' AND COLUMN_NAME IN (?, ?)), 0) AS SIGNED), CAST(COALESCE(SUM(EXTRA LIKE '%on update%'), 0) AS SIGNED) + (SELECT COUNT(*) FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = DATABASE() AND EVENT_OBJECT_TABLE = ? AND EVENT_MANIPULATION = 'UPDATE' AND ACTION_TIMING = 'BEFORE'), COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? LIMIT 1;
-- args: 'hits', 'name', 'people', 'people'
-- reads numbers
-- sent where the answers before it leave something open
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # upsert swaps columns
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id`, `people`.`name`, `people`.`hits` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`, `hits`);
-- args: each row (id, name, hits)
SHOW WARNINGS;
INSERT INTO `people` (`id`, `name`, `hits`) SELECT `id`, `name`, `hits` FROM `sqbulk_staging` ON DUPLICATE KEY UPDATE `name` = IF(COALESCE(ASCII(@sqbulk_s7c68df47ac056351 := `people`.`name`), 0) >= 0, `people`.`hits`, `people`.`name`), `hits` = @sqbulk_s7c68df47ac056351;
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id`, `people`.`name`, `people`.`hits` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`, `hits`);
-- args: each row (id, name, hits)
SHOW WARNINGS;
SET @sqbulk_d = 0, @sqbulk_c = 0, @sqbulk_v = 0, @sqbulk_q = 1;
-- nothing is read
INSERT INTO `people` (`id`, `name`, `hits`) SELECT `id`, `name`, `hits` FROM `sqbulk_staging` ON DUPLICATE KEY UPDATE `name` = IF(CASE WHEN @sqbulk_q = 0 THEN (@sqbulk_d := @sqbulk_d + 1) WHEN (NOT (CAST(`people`.`name` AS BINARY) <=> CAST(`people`.`hits` AS BINARY)) OR NOT (CAST(`people`.`hits` AS BINARY) <=> CAST(`people`.`name` AS BINARY))) THEN (@sqbulk_c := @sqbulk_c + 1) WHEN `people`.`name` IS NULL OR `people`.`hits` IS NULL THEN (@sqbulk_v := @sqbulk_v + 1) ELSE (@sqbulk_d := @sqbulk_d + 1) END > 0 AND COALESCE(ASCII(@sqbulk_s7c68df47ac056351 := `people`.`name`), 0) >= 0, `people`.`hits`, `people`.`name`), `hits` = @sqbulk_s7c68df47ac056351;
SELECT CAST(@sqbulk_d AS SIGNED), CAST(@sqbulk_c AS SIGNED), CAST(@sqbulk_v AS SIGNED) LIMIT 1;
-- reads numbers
SELECT CAST(COALESCE(SUM(IS_NULLABLE = 'YES' AND COLUMN_DEFAULT <> 'NULL' AND COLUMN_NAME IN (?, ?)), 0) AS SIGNED), CAST(COALESCE(SUM(EXTRA LIKE '%on update%'), 0) AS SIGNED) + (SELECT COUNT(*) FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = DATABASE() AND EVENT_OBJECT_TABLE = ? AND EVENT_MANIPULATION = 'UPDATE' AND ACTION_TIMING = 'BEFORE'), COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? LIMIT 1;
-- args: 'name', 'hits', 'people', 'people'
-- reads numbers
-- sent where the answers before it leave something open
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # upsert touches columns that are not inserted
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id`, `people`.`name`, `people`.`hits` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`, `hits`);
-- args: each row (id, name, hits)
SHOW WARNINGS;
INSERT INTO `people` (`id`, `name`, `hits`) SELECT `id`, `name`, `hits` FROM `sqbulk_staging` ON DUPLICATE KEY UPDATE `touched` = CURRENT_TIMESTAMP, `source` = ?, `name` = VALUES(`name`);
-- args: 'import'
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id`, `people`.`name`, `people`.`hits` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`, `hits`);
-- args: each row (id, name, hits)
SHOW WARNINGS;
SET @sqbulk_d = 0, @sqbulk_c = 0, @sqbulk_v = 0, @sqbulk_q = 1;
-- nothing is read
INSERT INTO `people` (`id`, `name`, `hits`) SELECT `id`, `name`, `hits` FROM `sqbulk_staging` ON DUPLICATE KEY UPDATE `touched` = IF(CASE WHEN @sqbulk_q = 0 THEN (@sqbulk_d := @sqbulk_d + 1) WHEN (NOT (CAST(`people`.`touched` AS BINARY) <=> CAST(CURRENT_TIMESTAMP AS BINARY)) OR NOT (CAST(`people`.`source` AS BINARY) <=> CAST(? AS BINARY)) OR NOT (`people`.`name` <=> VALUES(`name`) AND (CHARSET(`people`.`name`) = 'binary' OR CAST(`people`.`name` AS BINARY) <=> CAST(VALUES(`name`) AS BINARY)))) THEN (@sqbulk_c := @sqbulk_c + 1) WHEN `people`.`touched` IS NULL OR `people`.`source` IS NULL OR `people`.`name` IS NULL THEN (@sqbulk_v := @sqbulk_v + 1) ELSE (@sqbulk_d := @sqbulk_d + 1) END > 0, CURRENT_TIMESTAMP, `people`.`touched`), `source` = ?, `name` = VALUES(`name`);
-- args: 'import', 'import'
SELECT CAST(@sqbulk_d AS SIGNED), CAST(@sqbulk_c AS SIGNED), CAST(@sqbulk_v AS SIGNED) LIMIT 1;
-- reads numbers
SELECT CAST(COALESCE(SUM(IS_NULLABLE = 'YES' AND COLUMN_DEFAULT <> 'NULL' AND COLUMN_NAME IN (?, ?, ?)), 0) AS SIGNED), CAST(COALESCE(SUM(EXTRA LIKE '%on update%'), 0) AS SIGNED) + (SELECT COUNT(*) FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = DATABASE() AND EVENT_OBJECT_TABLE = ? AND EVENT_MANIPULATION = 'UPDATE' AND ACTION_TIMING = 'BEFORE'), COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? LIMIT 1;
-- args: 'name', 'touched', 'source', 'people', 'people'
-- reads numbers
-- sent where the answers before it leave something open
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # upsert where the incoming row is newer
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id`, `people`.`name`, `people`.`hits` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`, `hits`);
-- args: each row (id, name, hits)
SHOW WARNINGS;
INSERT INTO `people` (`id`, `name`, `hits`) SELECT `id`, `name`, `hits` FROM `sqbulk_staging` ON DUPLICATE KEY UPDATE `name` = IF((@sqbulk_w := (`people`.`hits` < VALUES(`hits`))), VALUES(`name`), `people`.`name`), `hits` = IF(@sqbulk_w, VALUES(`hits`), `people`.`hits`);
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id`, `people`.`name`, `people`.`hits` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`, `hits`);
-- args: each row (id, name, hits)
SHOW WARNINGS;
SET @sqbulk_d = 0, @sqbulk_c = 0, @sqbulk_v = 0, @sqbulk_q = 1;
-- nothing is read
INSERT INTO `people` (`id`, `name`, `hits`) SELECT `id`, `name`, `hits` FROM `sqbulk_staging` ON DUPLICATE KEY UPDATE `name` = IF(COALESCE((@sqbulk_w := (`people`.`hits` < VALUES(`hits`))), 0) >= 0 AND CASE WHEN @sqbulk_q = 0 THEN (@sqbulk_d := @sqbulk_d + 1) WHEN IF(@sqbulk_w, (NOT (`people`.`name` <=> VALUES(`name`) AND (CHARSET(`people`.`name`) = 'binary' OR CAST(`people`.`name` AS BINARY) <=> CAST(VALUES(`name`) AS BINARY))) OR NOT (`people`.`hits` <=> VALUES(`hits`) AND (CHARSET(`people`.`hits`) = 'binary' OR CAST(`people`.`hits` AS BINARY) <=> CAST(VALUES(`hits`) AS BINARY)))), 0) THEN (@sqbulk_c := @sqbulk_c + 1) WHEN `people`.`name` IS NULL OR `people`.`hits` IS NULL THEN (@sqbulk_v := @sqbulk_v + 1) ELSE (@sqbulk_d := @sqbulk_d + 1) END > 0 AND @sqbulk_w, VALUES(`name`), `people`.`name`), `hits` = IF(@sqbulk_w, VALUES(`hits`), `people`.`hits`);
SELECT CAST(@sqbulk_d AS SIGNED), CAST(@sqbulk_c AS SIGNED), CAST(@sqbulk_v AS SIGNED) LIMIT 1;
-- reads numbers
SELECT CAST(COALESCE(SUM(IS_NULLABLE = 'YES' AND COLUMN_DEFAULT <> 'NULL' AND COLUMN_NAME IN (?, ?)), 0) AS SIGNED), CAST(COALESCE(SUM(EXTRA LIKE '%on update%'), 0) AS SIGNED) + (SELECT COUNT(*) FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = DATABASE() AND EVENT_OBJECT_TABLE = ? AND EVENT_MANIPULATION = 'UPDATE' AND ACTION_TIMING = 'BEFORE'), COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? LIMIT 1;
-- args: 'name', 'hits', 'people', 'people'
-- reads numbers
-- sent where the answers before it leave something open
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # upsert where several conditions hold
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id`, `people`.`name`, `people`.`hits` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`, `hits`);
-- args: each row (id, name, hits)
SHOW WARNINGS;
INSERT INTO `people` (`id`, `name`, `hits`) SELECT `id`, `name`, `hits` FROM `sqbulk_staging` ON DUPLICATE KEY UPDATE `name` = IF((@sqbulk_w := ((`people`.`hits` < VALUES(`hits`)) AND (`people`.`name` <> ?))), VALUES(`name`), `people`.`name`);
-- args: 'locked'
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id`, `people`.`name`, `people`.`hits` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`, `hits`);
-- args: each row (id, name, hits)
SHOW WARNINGS;
SET @sqbulk_d = 0, @sqbulk_c = 0, @sqbulk_v = 0, @sqbulk_q = 1;
-- nothing is read
INSERT INTO `people` (`id`, `name`, `hits`) SELECT `id`, `name`, `hits` FROM `sqbulk_staging` ON DUPLICATE KEY UPDATE `name` = IF(COALESCE((@sqbulk_w := ((`people`.`hits` < VALUES(`hits`)) AND (`people`.`name` <> ?))), 0) >= 0 AND CASE WHEN @sqbulk_q = 0 THEN (@sqbulk_d := @sqbulk_d + 1) WHEN IF(@sqbulk_w, (NOT (`people`.`name` <=> VALUES(`name`) AND (CHARSET(`people`.`name`) = 'binary' OR CAST(`people`.`name` AS BINARY) <=> CAST(VALUES(`name`) AS BINARY)))), 0) THEN (@sqbulk_c := @sqbulk_c + 1) WHEN `people`.`name` IS NULL THEN (@sqbulk_v := @sqbulk_v + 1) ELSE (@sqbulk_d := @sqbulk_d + 1) END > 0 AND @sqbulk_w, VALUES(`name`), `people`.`name`);
-- args: 'locked'
SELECT CAST(@sqbulk_d AS SIGNED), CAST(@sqbulk_c AS SIGNED), CAST(@sqbulk_v AS SIGNED) LIMIT 1;
-- reads numbers
SELECT CAST(COALESCE(SUM(IS_NULLABLE = 'YES' AND COLUMN_DEFAULT <> 'NULL' AND COLUMN_NAME IN (?)), 0) AS SIGNED), CAST(COALESCE(SUM(EXTRA LIKE '%on update%'), 0) AS SIGNED) + (SELECT COUNT(*) FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = DATABASE() AND EVENT_OBJECT_TABLE = ? AND EVENT_MANIPULATION = 'UPDATE' AND ACTION_TIMING = 'BEFORE'), COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? LIMIT 1;
-- args: 'name', 'people', 'people'
-- reads numbers
-- sent where the answers before it leave something open
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # upsert only changed rows
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id`, `people`.`name`, `people`.`hits` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`, `hits`);
-- args: each row (id, name, hits)
SHOW WARNINGS;
INSERT INTO `people` (`id`, `name`, `hits`) SELECT `id`, `name`, `hits` FROM `sqbulk_staging` ON DUPLICATE KEY UPDATE `name` = VALUES(`name`), `hits` = VALUES(`hits`);
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id`, `people`.`name`, `people`.`hits` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`, `hits`);
-- args: each row (id, name, hits)
SHOW WARNINGS;
SET @sqbulk_d = 0, @sqbulk_c = 0, @sqbulk_v = 0, @sqbulk_q = 0;
-- nothing is read
SET @sqbulk_q = 1;
-- nothing is read
-- sent where a row may have NULL in name, hits
INSERT INTO `people` (`id`, `name`, `hits`) SELECT `id`, `name`, `hits` FROM `sqbulk_staging` ON DUPLICATE KEY UPDATE `name` = IF(CASE WHEN @sqbulk_q = 0 THEN (@sqbulk_d := @sqbulk_d + 1) WHEN (NOT (`people`.`name` <=> VALUES(`name`) AND (CHARSET(`people`.`name`) = 'binary' OR CAST(`people`.`name` AS BINARY) <=> CAST(VALUES(`name`) AS BINARY))) OR NOT (`people`.`hits` <=> VALUES(`hits`) AND (CHARSET(`people`.`hits`) = 'binary' OR CAST(`people`.`hits` AS BINARY) <=> CAST(VALUES(`hits`) AS BINARY)))) THEN (@sqbulk_c := @sqbulk_c + 1) WHEN `people`.`name` IS NULL OR `people`.`hits` IS NULL THEN (@sqbulk_v := @sqbulk_v + 1) ELSE (@sqbulk_d := @sqbulk_d + 1) END > 0, VALUES(`name`), `people`.`name`), `hits` = VALUES(`hits`);
SELECT CAST(@sqbulk_d AS SIGNED), CAST(@sqbulk_c AS SIGNED), CAST(@sqbulk_v AS SIGNED) LIMIT 1;
-- reads numbers
SELECT CAST(COALESCE(SUM(IS_NULLABLE = 'YES' AND COLUMN_DEFAULT <> 'NULL' AND COLUMN_NAME IN (?, ?)), 0) AS SIGNED), CAST(COALESCE(SUM(EXTRA LIKE '%on update%'), 0) AS SIGNED) + (SELECT COUNT(*) FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = DATABASE() AND EVENT_OBJECT_TABLE = ? AND EVENT_MANIPULATION = 'UPDATE' AND ACTION_TIMING = 'BEFORE'), COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? LIMIT 1;
-- args: 'name', 'hits', 'people', 'people'
-- reads numbers
-- sent where the answers before it leave something open
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # upsert only changed rows, with an expression and a condition
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id`, `people`.`name`, `people`.`hits` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`, `hits`);
-- args: each row (id, name, hits)
SHOW WARNINGS;
INSERT INTO `people` (`id`, `name`, `hits`) SELECT `id`, `name`, `hits` FROM `sqbulk_staging` ON DUPLICATE KEY UPDATE `hits` = IF((@sqbulk_w := (`people`.`hits` < VALUES(`hits`)) AND (NOT (`people`.`name` <=> VALUES(`name`) AND (CHARSET(`people`.`name`) = 'binary' OR CAST(`people`.`name` AS BINARY) <=> CAST(VALUES(`name`) AS BINARY))))), `people`.`hits` + VALUES(`hits`), `people`.`hits`), `name` = IF(@sqbulk_w, VALUES(`name`), `people`.`name`);
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id`, `people`.`name`, `people`.`hits` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`, `hits`);
-- args: each row (id, name, hits)
SHOW WARNINGS;
SET @sqbulk_d = 0, @sqbulk_c = 0, @sqbulk_v = 0, @sqbulk_q = 1;
-- nothing is read
INSERT INTO `people` (`id`, `name`, `hits`) SELECT `id`, `name`, `hits` FROM `sqbulk_staging` ON DUPLICATE KEY UPDATE `hits` = IF(COALESCE((@sqbulk_w := (`people`.`hits` < VALUES(`hits`)) AND (NOT (`people`.`name` <=> VALUES(`name`) AND (CHARSET(`people`.`name`) = 'binary' OR CAST(`people`.`name` AS BINARY) <=> CAST(VALUES(`name`) AS BINARY))))), 0) >= 0 AND CASE WHEN @sqbulk_q = 0 THEN (@sqbulk_d := @sqbulk_d + 1) WHEN IF(@sqbulk_w, 1, 0) THEN (@sqbulk_c := @sqbulk_c + 1) WHEN `people`.`hits` IS NULL OR `people`.`name` IS NULL THEN (@sqbulk_v := @sqbulk_v + 1) ELSE (@sqbulk_d := @sqbulk_d + 1) END > 0 AND @sqbulk_w, `people`.`hits` + VALUES(`hits`), `people`.`hits`), `name` = IF(@sqbulk_w, VALUES(`name`), `people`.`name`);
SELECT CAST(@sqbulk_d AS SIGNED), CAST(@sqbulk_c AS SIGNED), CAST(@sqbulk_v AS SIGNED) LIMIT 1;
-- reads numbers
SELECT CAST(COALESCE(SUM(IS_NULLABLE = 'YES' AND COLUMN_DEFAULT <> 'NULL' AND COLUMN_NAME IN (?, ?)), 0) AS SIGNED), CAST(COALESCE(SUM(EXTRA LIKE '%on update%'), 0) AS SIGNED) + (SELECT COUNT(*) FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = DATABASE() AND EVENT_OBJECT_TABLE = ? AND EVENT_MANIPULATION = 'UPDATE' AND ACTION_TIMING = 'BEFORE'), COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? LIMIT 1;
-- args: 'name', 'hits', 'people', 'people'
-- reads numbers
-- sent where the answers before it leave something open
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # upsert returning
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id`, `people`.`name`, `people`.`hits` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`, `hits`);
-- args: each row (id, name, hits)
SHOW WARNINGS;
INSERT INTO `people` (`id`, `name`, `hits`) SELECT `id`, `name`, `hits` FROM `sqbulk_staging` ON DUPLICATE KEY UPDATE `name` = VALUES(`name`), `hits` = VALUES(`hits`) RETURNING `id`, `name`;
-- reads rows
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id`, `people`.`name`, `people`.`hits` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`, `hits`);
-- args: each row (id, name, hits)
SHOW WARNINGS;
SET @sqbulk_f = 0;
-- nothing is read
INSERT INTO `people` (`id`, `name`, `hits`) SELECT `id`, `name`, `hits` FROM `sqbulk_staging` ON DUPLICATE KEY UPDATE `name` = IF((@sqbulk_f := 1 + (NOT (`people`.`name` <=> VALUES(`name`) AND (CHARSET(`people`.`name`) = 'binary' OR CAST(`people`.`name` AS BINARY) <=> CAST(VALUES(`name`) AS BINARY))) OR NOT (`people`.`hits` <=> VALUES(`hits`) AND (CHARSET(`people`.`hits`) = 'binary' OR CAST(`people`.`hits` AS BINARY) <=> CAST(VALUES(`hits`) AS BINARY))))) > 0, VALUES(`name`), `people`.`name`), `hits` = VALUES(`hits`) RETURNING `id`, `name`, CAST(@sqbulk_f AS SIGNED), (@sqbulk_f := 0);
-- reads rows
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # upsert where the incoming row is newer, returning
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id`, `people`.`name`, `people`.`hits` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`, `hits`);
-- args: each row (id, name, hits)
SHOW WARNINGS;
INSERT INTO `people` (`id`, `name`, `hits`) SELECT `id`, `name`, `hits` FROM `sqbulk_staging` ON DUPLICATE KEY UPDATE `name` = IF((@sqbulk_w := (`people`.`hits` < VALUES(`hits`))), VALUES(`name`), `people`.`name`), `hits` = IF(@sqbulk_w, VALUES(`hits`), `people`.`hits`) RETURNING `id`;
-- reads rows
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id`, `people`.`name`, `people`.`hits` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`, `hits`);
-- args: each row (id, name, hits)
SHOW WARNINGS;
SET @sqbulk_f = 0;
-- nothing is read
INSERT INTO `people` (`id`, `name`, `hits`) SELECT `id`, `name`, `hits` FROM `sqbulk_staging` ON DUPLICATE KEY UPDATE `name` = IF(COALESCE((@sqbulk_w := (`people`.`hits` < VALUES(`hits`))), 0) >= 0 AND (@sqbulk_f := 1 + IF(@sqbulk_w, (NOT (`people`.`name` <=> VALUES(`name`) AND (CHARSET(`people`.`name`) = 'binary' OR CAST(`people`.`name` AS BINARY) <=> CAST(VALUES(`name`) AS BINARY))) OR NOT (`people`.`hits` <=> VALUES(`hits`) AND (CHARSET(`people`.`hits`) = 'binary' OR CAST(`people`.`hits` AS BINARY) <=> CAST(VALUES(`hits`) AS BINARY)))), 0)) > 0 AND @sqbulk_w, VALUES(`name`), `people`.`name`), `hits` = IF(@sqbulk_w, VALUES(`hits`), `people`.`hits`) RETURNING `id`, CAST(@sqbulk_f AS SIGNED), (@sqbulk_f := 0);
-- reads rows
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # upsert with prefix and suffix
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id`, `people`.`name`, `people`.`hits` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`, `hits`);
-- args: each row (id, name, hits)
SHOW WARNINGS;
/* nightly */ INSERT INTO `people` (`id`, `name`, `hits`) SELECT `id`, `name`, `hits` FROM `sqbulk_staging` ON DUPLICATE KEY UPDATE `hits` = IF((@sqbulk_w := (people.name <> ?)), `people`.`hits` * ?, `people`.`hits`) /* end */;
-- args: 'locked', 'factor'
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id`, `people`.`name`, `people`.`hits` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`, `hits`);
-- args: each row (id, name, hits)
SHOW WARNINGS;
SET @sqbulk_d = 0, @sqbulk_c = 0, @sqbulk_v = 0, @sqbulk_q = 1;
-- nothing is read
/* nightly */ INSERT INTO `people` (`id`, `name`, `hits`) SELECT `id`, `name`, `hits` FROM `sqbulk_staging` ON DUPLICATE KEY UPDATE `hits` = IF(COALESCE((@sqbulk_w := (people.name <> ?)), 0) >= 0 AND CASE WHEN @sqbulk_q = 0 THEN (@sqbulk_d := @sqbulk_d + 1) WHEN IF(@sqbulk_w, (NOT (CAST(`people`.`hits` AS BINARY) <=> CAST(`people`.`hits` * ? AS BINARY))), 0) THEN (@sqbulk_c := @sqbulk_c + 1) WHEN `people`.`hits` IS NULL THEN (@sqbulk_v := @sqbulk_v + 1) ELSE (@sqbulk_d := @sqbulk_d + 1) END > 0 AND @sqbulk_w, `people`.`hits` * ?, `people`.`hits`) /* end */;
-- args: 'locked', 'factor', 'factor'
SELECT CAST(@sqbulk_d AS SIGNED), CAST(@sqbulk_c AS SIGNED), CAST(@sqbulk_v AS SIGNED) LIMIT 1;
-- reads numbers
SELECT CAST(COALESCE(SUM(IS_NULLABLE = 'YES' AND COLUMN_DEFAULT <> 'NULL' AND COLUMN_NAME IN (?)), 0) AS SIGNED), CAST(COALESCE(SUM(EXTRA LIKE '%on update%'), 0) AS SIGNED) + (SELECT COUNT(*) FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = DATABASE() AND EVENT_OBJECT_TABLE = ? AND EVENT_MANIPULATION = 'UPDATE' AND ACTION_TIMING = 'BEFORE'), COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? LIMIT 1;
-- args: 'hits', 'people', 'people'
-- reads numbers
-- sent where the answers before it leave something open
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # update, join form, one column
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id`, `people`.`name` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`);
-- args: each row (id, name)
SHOW WARNINGS;
UPDATE (SELECT `id` AS `_1`, `name` AS `_2` FROM `sqbulk_staging`) AS `sqbulk` STRAIGHT_JOIN `people` ON `people`.`id` = `sqbulk`.`_1` SET `people`.`name` = `sqbulk`.`_2`;
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` (`sqbulk_row` INT NOT NULL DEFAULT 0 PRIMARY KEY) SELECT `people`.`id`, `people`.`name` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`sqbulk_row`, `id`, `name`);
-- args: each row (id, name)
SHOW WARNINGS;
SET @sqbulk_r = (SELECT CONCAT_WS(_utf8mb4 x'00', MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, ''))) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?);
-- args: 'name', 'people'
-- nothing is read
-- sent where a row may have NULL in name
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
UPDATE (SELECT `sqbulk_row` AS `_0`, `id` AS `_1`, `name` AS `_2` FROM `sqbulk_staging`) AS `sqbulk` STRAIGHT_JOIN `people` ON `people`.`id` = `sqbulk`.`_1` SET `people`.`name` = IF((@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, `sqbulk`.`_0`, 1, '1')) <> '' AND ((`sqbulk`.`_2`) IS NOT NULL OR CAST(IF((`sqbulk`.`_2`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1))) AS SIGNED) >= 0), `sqbulk`.`_2`, `people`.`name`);
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # update, join form, several columns
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id`, `people`.`name`, `people`.`hits` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`, `hits`);
-- args: each row (id, name, hits)
SHOW WARNINGS;
UPDATE (SELECT `id` AS `_1`, `name` AS `_2`, `hits` AS `_3` FROM `sqbulk_staging`) AS `sqbulk` STRAIGHT_JOIN `people` ON `people`.`id` = `sqbulk`.`_1` SET `people`.`name` = `sqbulk`.`_2`, `people`.`hits` = `sqbulk`.`_3`;
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` (`sqbulk_row` INT NOT NULL DEFAULT 0 PRIMARY KEY) SELECT `people`.`id`, `people`.`name`, `people`.`hits` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`sqbulk_row`, `id`, `name`, `hits`);
-- args: each row (id, name, hits)
SHOW WARNINGS;
SET @sqbulk_r = (SELECT CONCAT_WS(_utf8mb4 x'00', MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, '')), MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, ''))) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?);
-- args: 'name', 'hits', 'people'
-- nothing is read
-- sent where a row may have NULL in name, hits
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
UPDATE (SELECT `sqbulk_row` AS `_0`, `id` AS `_1`, `name` AS `_2`, `hits` AS `_3` FROM `sqbulk_staging`) AS `sqbulk` STRAIGHT_JOIN `people` ON `people`.`id` = `sqbulk`.`_1` SET `people`.`name` = IF((@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, `sqbulk`.`_0`, 1, '1')) <> '' AND ((`sqbulk`.`_2`) IS NOT NULL OR CAST(IF((`sqbulk`.`_2`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1))) AS SIGNED) >= 0) AND ((`sqbulk`.`_3`) IS NOT NULL OR CAST(IF((`sqbulk`.`_3`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 2), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 2), _utf8mb4 x'00', -1))) AS SIGNED) >= 0), `sqbulk`.`_2`, `people`.`name`), `people`.`hits` = `sqbulk`.`_3`;
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # update, join form, composite key in a schema's table
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `app`.`members`.`org`, `app`.`members`.`email`, `app`.`members`.`name` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `app`.`members` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`org`, `email`, `name`);
-- args: each row (org, email, name)
SHOW WARNINGS;
UPDATE (SELECT `org` AS `_1`, `email` AS `_2`, `name` AS `_3` FROM `sqbulk_staging`) AS `sqbulk` STRAIGHT_JOIN `app`.`members` ON `app`.`members`.`org` = `sqbulk`.`_1` AND `app`.`members`.`email` = `sqbulk`.`_2` SET `app`.`members`.`name` = `sqbulk`.`_3`;
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` (`sqbulk_row` INT NOT NULL DEFAULT 0 PRIMARY KEY) SELECT `app`.`members`.`org`, `app`.`members`.`email`, `app`.`members`.`name` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `app`.`members` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`sqbulk_row`, `org`, `email`, `name`);
-- args: each row (org, email, name)
SHOW WARNINGS;
SET @sqbulk_r = (SELECT CONCAT_WS(_utf8mb4 x'00', MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, ''))) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?);
-- args: 'name', 'app', 'members'
-- nothing is read
-- sent where a row may have NULL in name
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
UPDATE (SELECT `sqbulk_row` AS `_0`, `org` AS `_1`, `email` AS `_2`, `name` AS `_3` FROM `sqbulk_staging`) AS `sqbulk` STRAIGHT_JOIN `app`.`members` ON `app`.`members`.`org` = `sqbulk`.`_1` AND `app`.`members`.`email` = `sqbulk`.`_2` SET `app`.`members`.`name` = IF((@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, `sqbulk`.`_0`, 1, '1')) <> '' AND ((`sqbulk`.`_3`) IS NOT NULL OR CAST(IF((`sqbulk`.`_3`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1))) AS SIGNED) >= 0), `sqbulk`.`_3`, `app`.`members`.`name`);
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # update, join form, cells that are expressions or NULL
-- error: mysql: MariaDB has no expression as a cell of LOAD DATA (column 2): give values, or leave out Strategy: unsupported operation

-- # update, join form, expressions over the stored and the incoming row
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id`, `people`.`name`, `people`.`hits` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`, `hits`);
-- args: each row (id, name, hits)
SHOW WARNINGS;
UPDATE (SELECT `id` AS `_1`, `name` AS `_2`, `hits` AS `_3` FROM `sqbulk_staging`) AS `sqbulk` STRAIGHT_JOIN `people` ON `people`.`id` = `sqbulk`.`_1` SET `people`.`hits` = `people`.`hits` + `sqbulk`.`_3`, `people`.`touched` = CURRENT_TIMESTAMP, `people`.`source` = ?, `people`.`name` = `sqbulk`.`_2`;
-- args: 'import'
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` (`sqbulk_row` INT NOT NULL DEFAULT 0 PRIMARY KEY) SELECT `people`.`id`, `people`.`name`, `people`.`hits` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`sqbulk_row`, `id`, `name`, `hits`);
-- args: each row (id, name, hits)
SHOW WARNINGS;
SET @sqbulk_r = (SELECT CONCAT_WS(_utf8mb4 x'00', MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, '')), MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, '')), MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, '')), MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, ''))) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?);
-- args: 'hits', 'touched', 'source', 'name', 'people'
-- nothing is read
-- sent where the answers before it leave something open
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
UPDATE (SELECT `sqbulk_row` AS `_0`, `id` AS `_1`, `name` AS `_2`, `hits` AS `_3` FROM `sqbulk_staging`) AS `sqbulk` STRAIGHT_JOIN `people` ON `people`.`id` = `sqbulk`.`_1` SET `people`.`hits` = IF((@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, `sqbulk`.`_0`, 1, '1')) <> '' AND ((`people`.`hits` + `sqbulk`.`_3`) IS NOT NULL OR CAST(IF((`people`.`hits` + `sqbulk`.`_3`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1))) AS SIGNED) >= 0) AND ((CURRENT_TIMESTAMP) IS NOT NULL OR CAST(IF((CURRENT_TIMESTAMP) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 2), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 2), _utf8mb4 x'00', -1))) AS SIGNED) >= 0) AND ((?) IS NOT NULL OR CAST(IF((?) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 3), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 3), _utf8mb4 x'00', -1))) AS SIGNED) >= 0) AND ((`sqbulk`.`_2`) IS NOT NULL OR CAST(IF((`sqbulk`.`_2`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 4), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 4), _utf8mb4 x'00', -1))) AS SIGNED) >= 0), `people`.`hits` + `sqbulk`.`_3`, `people`.`hits`), `people`.`touched` = CURRENT_TIMESTAMP, `people`.`source` = ?, `people`.`name` = `sqbulk`.`_2`;
-- args: 'import', 'import', 'import'
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # update, join form, expressions alone, which swap columns
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`);
-- args: each row (id)
SHOW WARNINGS;
UPDATE (SELECT `id` AS `_1` FROM `sqbulk_staging`) AS `sqbulk` STRAIGHT_JOIN `people` ON `people`.`id` = `sqbulk`.`_1` SET `people`.`name` = `people`.`hits`, `people`.`hits` = `people`.`name`;
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` (`sqbulk_row` INT NOT NULL DEFAULT 0 PRIMARY KEY) SELECT `people`.`id` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`sqbulk_row`, `id`);
-- args: each row (id)
SHOW WARNINGS;
SET @sqbulk_r = (SELECT CONCAT_WS(_utf8mb4 x'00', MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, '')), MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, ''))) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?);
-- args: 'name', 'hits', 'people'
-- nothing is read
-- sent where the answers before it leave something open
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
UPDATE (SELECT `sqbulk_row` AS `_0`, `id` AS `_1` FROM `sqbulk_staging`) AS `sqbulk` STRAIGHT_JOIN `people` ON `people`.`id` = `sqbulk`.`_1` SET `people`.`name` = IF((@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, `sqbulk`.`_0`, 1, '1')) <> '' AND ((`people`.`hits`) IS NOT NULL OR CAST(IF((`people`.`hits`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1))) AS SIGNED) >= 0) AND ((`people`.`name`) IS NOT NULL OR CAST(IF((`people`.`name`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 2), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 2), _utf8mb4 x'00', -1))) AS SIGNED) >= 0), `people`.`hits`, `people`.`name`), `people`.`hits` = `people`.`name`;
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # update, join form, where
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id`, `people`.`name` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`);
-- args: each row (id, name)
SHOW WARNINGS;
UPDATE (SELECT `id` AS `_1`, `name` AS `_2` FROM `sqbulk_staging`) AS `sqbulk` STRAIGHT_JOIN `people` ON `people`.`id` = `sqbulk`.`_1` SET `people`.`name` = `sqbulk`.`_2` WHERE (tenant = ?);
-- args: 'tenant'
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` (`sqbulk_row` INT NOT NULL DEFAULT 0 PRIMARY KEY) SELECT `people`.`id`, `people`.`name` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`sqbulk_row`, `id`, `name`);
-- args: each row (id, name)
SHOW WARNINGS;
SET @sqbulk_r = (SELECT CONCAT_WS(_utf8mb4 x'00', MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, ''))) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?);
-- args: 'name', 'people'
-- nothing is read
-- sent where a row may have NULL in name
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
UPDATE (SELECT `sqbulk_row` AS `_0`, `id` AS `_1`, `name` AS `_2` FROM `sqbulk_staging`) AS `sqbulk` STRAIGHT_JOIN `people` ON `people`.`id` = `sqbulk`.`_1` SET `people`.`name` = IF((@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, `sqbulk`.`_0`, 1, '1')) <> '' AND ((`sqbulk`.`_2`) IS NOT NULL OR CAST(IF((`sqbulk`.`_2`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1))) AS SIGNED) >= 0), `sqbulk`.`_2`, `people`.`name`) WHERE (tenant = ?);
-- args: 'tenant'
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # update, join form, where the incoming row is newer
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id`, `people`.`name`, `people`.`hits` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`, `hits`);
-- args: each row (id, name, hits)
SHOW WARNINGS;
UPDATE (SELECT `id` AS `_1`, `name` AS `_2`, `hits` AS `_3` FROM `sqbulk_staging`) AS `sqbulk` STRAIGHT_JOIN `people` ON `people`.`id` = `sqbulk`.`_1` SET `people`.`name` = `sqbulk`.`_2` WHERE ((`people`.`hits` < `sqbulk`.`_3`) AND (tenant = ?));
-- args: 'tenant'
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` (`sqbulk_row` INT NOT NULL DEFAULT 0 PRIMARY KEY) SELECT `people`.`id`, `people`.`name`, `people`.`hits` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`sqbulk_row`, `id`, `name`, `hits`);
-- args: each row (id, name, hits)
SHOW WARNINGS;
SET @sqbulk_r = (SELECT CONCAT_WS(_utf8mb4 x'00', MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, ''))) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?);
-- args: 'name', 'people'
-- nothing is read
-- sent where a row may have NULL in name
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
UPDATE (SELECT `sqbulk_row` AS `_0`, `id` AS `_1`, `name` AS `_2`, `hits` AS `_3` FROM `sqbulk_staging`) AS `sqbulk` STRAIGHT_JOIN `people` ON `people`.`id` = `sqbulk`.`_1` SET `people`.`name` = IF((@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, `sqbulk`.`_0`, 1, '1')) <> '' AND ((`sqbulk`.`_2`) IS NOT NULL OR CAST(IF((`sqbulk`.`_2`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1))) AS SIGNED) >= 0), `sqbulk`.`_2`, `people`.`name`) WHERE ((`people`.`hits` < `sqbulk`.`_3`) AND (tenant = ?));
-- args: 'tenant'
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # update, join form, only changed rows
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id`, `people`.`name`, `people`.`hits` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`, `hits`);
-- args: each row (id, name, hits)
SHOW WARNINGS;
UPDATE (SELECT `id` AS `_1`, `name` AS `_2`, `hits` AS `_3` FROM `sqbulk_staging`) AS `sqbulk` STRAIGHT_JOIN `people` ON `people`.`id` = `sqbulk`.`_1` SET `people`.`name` = `sqbulk`.`_2`, `people`.`hits` = `sqbulk`.`_3` WHERE (NOT (`people`.`name` <=> `sqbulk`.`_2` AND (CHARSET(`people`.`name`) = 'binary' OR CAST(`people`.`name` AS BINARY) <=> CAST(`sqbulk`.`_2` AS BINARY))) OR NOT (`people`.`hits` <=> `sqbulk`.`_3` AND (CHARSET(`people`.`hits`) = 'binary' OR CAST(`people`.`hits` AS BINARY) <=> CAST(`sqbulk`.`_3` AS BINARY))));
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` (`sqbulk_row` INT NOT NULL DEFAULT 0 PRIMARY KEY) SELECT `people`.`id`, `people`.`name`, `people`.`hits` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`sqbulk_row`, `id`, `name`, `hits`);
-- args: each row (id, name, hits)
SHOW WARNINGS;
SET @sqbulk_r = (SELECT CONCAT_WS(_utf8mb4 x'00', MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, '')), MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, ''))) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?);
-- args: 'name', 'hits', 'people'
-- nothing is read
-- sent where a row may have NULL in name, hits
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
UPDATE (SELECT `sqbulk_row` AS `_0`, `id` AS `_1`, `name` AS `_2`, `hits` AS `_3` FROM `sqbulk_staging`) AS `sqbulk` STRAIGHT_JOIN `people` ON `people`.`id` = `sqbulk`.`_1` SET `people`.`name` = IF(((`sqbulk`.`_2`) IS NOT NULL OR CAST(IF((`sqbulk`.`_2`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1))) AS SIGNED) >= 0) AND ((`sqbulk`.`_3`) IS NOT NULL OR CAST(IF((`sqbulk`.`_3`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 2), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 2), _utf8mb4 x'00', -1))) AS SIGNED) >= 0), `sqbulk`.`_2`, `people`.`name`), `people`.`hits` = `sqbulk`.`_3` WHERE IF(`people`.`id` = `sqbulk`.`_1`, (@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, `sqbulk`.`_0`, 1, '1')) <> '' AND (NOT (`people`.`name` <=> `sqbulk`.`_2` AND (CHARSET(`people`.`name`) = 'binary' OR CAST(`people`.`name` AS BINARY) <=> CAST(`sqbulk`.`_2` AS BINARY))) OR NOT (`people`.`hits` <=> `sqbulk`.`_3` AND (CHARSET(`people`.`hits`) = 'binary' OR CAST(`people`.`hits` AS BINARY) <=> CAST(`sqbulk`.`_3` AS BINARY)))), FALSE);
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # update, join form, only changed rows, with an expression and a condition, composite key
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `app`.`members`.`org`, `app`.`members`.`email`, `app`.`members`.`name` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `app`.`members` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`org`, `email`, `name`);
-- args: each row (org, email, name)
SHOW WARNINGS;
UPDATE (SELECT `org` AS `_1`, `email` AS `_2`, `name` AS `_3` FROM `sqbulk_staging`) AS `sqbulk` STRAIGHT_JOIN `app`.`members` ON `app`.`members`.`org` = `sqbulk`.`_1` AND `app`.`members`.`email` = `sqbulk`.`_2` SET `app`.`members`.`hits` = `app`.`members`.`hits` + ?, `app`.`members`.`name` = `sqbulk`.`_3` WHERE (tenant = ?) AND (NOT (`app`.`members`.`name` <=> `sqbulk`.`_3` AND (CHARSET(`app`.`members`.`name`) = 'binary' OR CAST(`app`.`members`.`name` AS BINARY) <=> CAST(`sqbulk`.`_3` AS BINARY))));
-- args: 'step', 'tenant'
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` (`sqbulk_row` INT NOT NULL DEFAULT 0 PRIMARY KEY) SELECT `app`.`members`.`org`, `app`.`members`.`email`, `app`.`members`.`name` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `app`.`members` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`sqbulk_row`, `org`, `email`, `name`);
-- args: each row (org, email, name)
SHOW WARNINGS;
SET @sqbulk_r = (SELECT CONCAT_WS(_utf8mb4 x'00', MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, '')), MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, ''))) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?);
-- args: 'hits', 'name', 'app', 'members'
-- nothing is read
-- sent where the answers before it leave something open
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
UPDATE (SELECT `sqbulk_row` AS `_0`, `org` AS `_1`, `email` AS `_2`, `name` AS `_3` FROM `sqbulk_staging`) AS `sqbulk` STRAIGHT_JOIN `app`.`members` ON `app`.`members`.`org` = `sqbulk`.`_1` AND `app`.`members`.`email` = `sqbulk`.`_2` SET `app`.`members`.`hits` = IF(((`app`.`members`.`hits` + ?) IS NOT NULL OR CAST(IF((`app`.`members`.`hits` + ?) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1))) AS SIGNED) >= 0) AND ((`sqbulk`.`_3`) IS NOT NULL OR CAST(IF((`sqbulk`.`_3`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 2), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 2), _utf8mb4 x'00', -1))) AS SIGNED) >= 0), `app`.`members`.`hits` + ?, `app`.`members`.`hits`), `app`.`members`.`name` = `sqbulk`.`_3` WHERE (tenant = ?) AND IF(EXISTS (SELECT 1 FROM DUAL WHERE `app`.`members`.`org` = `sqbulk`.`_1` AND `app`.`members`.`email` = `sqbulk`.`_2` AND (tenant = ?)), (@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, `sqbulk`.`_0`, 1, '1')) <> '' AND (NOT (`app`.`members`.`name` <=> `sqbulk`.`_3` AND (CHARSET(`app`.`members`.`name`) = 'binary' OR CAST(`app`.`members`.`name` AS BINARY) <=> CAST(`sqbulk`.`_3` AS BINARY)))), FALSE);
-- args: 'step', 'step', 'step', 'tenant', 'tenant'
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # update, join form, returning
-- error: mysql: MariaDB has no UPDATE … RETURNING: run the update, and read the rows by their key: unsupported operation

-- # update, join form, with prefix and suffix
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id`, `people`.`name`, `people`.`hits` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`, `name`, `hits`);
-- args: each row (id, name, hits)
SHOW WARNINGS;
/* nightly */ UPDATE (SELECT `id` AS `_1`, `name` AS `_2`, `hits` AS `_3` FROM `sqbulk_staging`) AS `sqbulk` STRAIGHT_JOIN `people` ON `people`.`id` = `sqbulk`.`_1` SET `people`.`hits` = `people`.`hits` + `sqbulk`.`_3`, `people`.`name` = `sqbulk`.`_2` /* end */;
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` (`sqbulk_row` INT NOT NULL DEFAULT 0 PRIMARY KEY) SELECT `people`.`id`, `people`.`name`, `people`.`hits` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`sqbulk_row`, `id`, `name`, `hits`);
-- args: each row (id, name, hits)
SHOW WARNINGS;
SET @sqbulk_r = (SELECT CONCAT_WS(_utf8mb4 x'00', MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, '')), MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, ''))) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?);
-- args: 'hits', 'name', 'people'
-- nothing is read
-- sent where the answers before it leave something open
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
/* nightly */ UPDATE (SELECT `sqbulk_row` AS `_0`, `id` AS `_1`, `name` AS `_2`, `hits` AS `_3` FROM `sqbulk_staging`) AS `sqbulk` STRAIGHT_JOIN `people` ON `people`.`id` = `sqbulk`.`_1` SET `people`.`hits` = IF((@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, `sqbulk`.`_0`, 1, '1')) <> '' AND ((`people`.`hits` + `sqbulk`.`_3`) IS NOT NULL OR CAST(IF((`people`.`hits` + `sqbulk`.`_3`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1))) AS SIGNED) >= 0) AND ((`sqbulk`.`_2`) IS NOT NULL OR CAST(IF((`sqbulk`.`_2`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 2), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 2), _utf8mb4 x'00', -1))) AS SIGNED) >= 0), `people`.`hits` + `sqbulk`.`_3`, `people`.`hits`), `people`.`name` = `sqbulk`.`_2` /* end */;
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # update, CASE form, one column
-- error: mysql: MariaDB has no CASE form with exec.Staging: use the join form, or leave out Strategy: unsupported operation

-- # update, CASE form, several columns
-- error: mysql: MariaDB has no CASE form with exec.Staging: use the join form, or leave out Strategy: unsupported operation

-- # update, CASE form, composite key in a schema's table
-- error: mysql: MariaDB has no CASE form with exec.Staging: use the join form, or leave out Strategy: unsupported operation

-- # update, CASE form, cells that are expressions or NULL
-- error: mysql: MariaDB has no CASE form with exec.Staging: use the join form, or leave out Strategy: unsupported operation

-- # update, CASE form, expressions over the stored and the incoming row
-- error: mysql: MariaDB has no CASE form with exec.Staging: use the join form, or leave out Strategy: unsupported operation

-- # update, CASE form, expressions alone, which swap columns
-- error: mysql: MariaDB has no CASE form with exec.Staging: use the join form, or leave out Strategy: unsupported operation

-- # update, CASE form, where
-- error: mysql: MariaDB has no CASE form with exec.Staging: use the join form, or leave out Strategy: unsupported operation

-- # update, CASE form, where the incoming row is newer
-- error: mysql: MariaDB has no CASE form with exec.Staging: use the join form, or leave out Strategy: unsupported operation

-- # update, CASE form, only changed rows
-- error: mysql: MariaDB has no CASE form with exec.Staging: use the join form, or leave out Strategy: unsupported operation

-- # update, CASE form, only changed rows, with an expression and a condition, composite key
-- error: mysql: MariaDB has no CASE form with exec.Staging: use the join form, or leave out Strategy: unsupported operation

-- # update, CASE form, returning
-- error: mysql: MariaDB has no CASE form with exec.Staging: use the join form, or leave out Strategy: unsupported operation

-- # update, CASE form, with prefix and suffix
-- error: mysql: MariaDB has no CASE form with exec.Staging: use the join form, or leave out Strategy: unsupported operation

-- # delete
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`);
-- args: each row (id)
SHOW WARNINGS;
DELETE `people` FROM (SELECT `id` AS `_1` FROM `sqbulk_staging`) AS `sqbulk` STRAIGHT_JOIN `people` ON `people`.`id` = `sqbulk`.`_1`;
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # delete by a composite key in a schema's table
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `app`.`members`.`org`, `app`.`members`.`email` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `app`.`members` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`org`, `email`);
-- args: each row (org, email)
SHOW WARNINGS;
DELETE `app`.`members` FROM (SELECT `org` AS `_1`, `email` AS `_2` FROM `sqbulk_staging`) AS `sqbulk` STRAIGHT_JOIN `app`.`members` ON `app`.`members`.`org` = `sqbulk`.`_1` AND `app`.`members`.`email` = `sqbulk`.`_2`;
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # delete where
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`);
-- args: each row (id)
SHOW WARNINGS;
DELETE `people` FROM (SELECT `id` AS `_1` FROM `sqbulk_staging`) AS `sqbulk` STRAIGHT_JOIN `people` ON `people`.`id` = `sqbulk`.`_1` AND ((tenant = ?) AND (hits < ?));
-- args: 'tenant', 'most'
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # delete by a composite key where
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `app`.`members`.`org`, `app`.`members`.`email` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `app`.`members` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`org`, `email`);
-- args: each row (org, email)
SHOW WARNINGS;
DELETE `app`.`members` FROM (SELECT `org` AS `_1`, `email` AS `_2` FROM `sqbulk_staging`) AS `sqbulk` STRAIGHT_JOIN `app`.`members` ON `app`.`members`.`org` = `sqbulk`.`_1` AND `app`.`members`.`email` = `sqbulk`.`_2` AND (tenant = ?);
-- args: 'tenant'
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # delete by keys that are expressions or NULL
-- error: mysql: MariaDB has no expression as a cell of LOAD DATA (column 1): give values, or leave out Strategy: unsupported operation

-- # delete returning
-- error: mysql: MariaDB has no RETURNING for a delete with exec.Staging: leave out Strategy: unsupported operation

-- # delete with prefix and suffix
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `people`.`id` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `people` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`);
-- args: each row (id)
SHOW WARNINGS;
/* nightly */ DELETE `people` FROM (SELECT `id` AS `_1` FROM `sqbulk_staging`) AS `sqbulk` STRAIGHT_JOIN `people` ON `people`.`id` = `sqbulk`.`_1` /* end */;
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

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
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `app`.`members`.`org`, `app`.`members`.`email`, `app`.`members`.`name` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `app`.`members` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`org`, `email`, `name`);
-- args: each row (org, email, name)
SHOW WARNINGS;
UPDATE (SELECT `org` AS `_1`, `email` AS `_2`, `name` AS `_3` FROM `sqbulk_staging`) AS `sqbulk` STRAIGHT_JOIN `app`.`members` ON `app`.`members`.`org` = `sqbulk`.`_1` AND LOWER(`app`.`members`.`email`) = LOWER(`sqbulk`.`_2`) SET `app`.`members`.`name` = `sqbulk`.`_3`;
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` (`sqbulk_row` INT NOT NULL DEFAULT 0 PRIMARY KEY) SELECT `app`.`members`.`org`, `app`.`members`.`email`, `app`.`members`.`name` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `app`.`members` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`sqbulk_row`, `org`, `email`, `name`);
-- args: each row (org, email, name)
SHOW WARNINGS;
SET @sqbulk_r = (SELECT CONCAT_WS(_utf8mb4 x'00', MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, ''))) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?);
-- args: 'name', 'app', 'members'
-- nothing is read
-- sent where a row may have NULL in name
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
UPDATE (SELECT `sqbulk_row` AS `_0`, `org` AS `_1`, `email` AS `_2`, `name` AS `_3` FROM `sqbulk_staging`) AS `sqbulk` STRAIGHT_JOIN `app`.`members` ON `app`.`members`.`org` = `sqbulk`.`_1` AND LOWER(`app`.`members`.`email`) = LOWER(`sqbulk`.`_2`) SET `app`.`members`.`name` = IF((@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, `sqbulk`.`_0`, 1, '1')) <> '' AND ((`sqbulk`.`_3`) IS NOT NULL OR CAST(IF((`sqbulk`.`_3`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1))) AS SIGNED) >= 0), `sqbulk`.`_3`, `app`.`members`.`name`);
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # update, join form, only changed rows, without regard to case
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `app`.`members`.`org`, `app`.`members`.`email`, `app`.`members`.`name` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `app`.`members` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`org`, `email`, `name`);
-- args: each row (org, email, name)
SHOW WARNINGS;
UPDATE (SELECT `org` AS `_1`, `email` AS `_2`, `name` AS `_3` FROM `sqbulk_staging`) AS `sqbulk` STRAIGHT_JOIN `app`.`members` ON `app`.`members`.`org` = `sqbulk`.`_1` AND LOWER(`app`.`members`.`email`) = LOWER(`sqbulk`.`_2`) SET `app`.`members`.`name` = `sqbulk`.`_3` WHERE (NOT (`app`.`members`.`name` <=> `sqbulk`.`_3` AND (CHARSET(`app`.`members`.`name`) = 'binary' OR CAST(`app`.`members`.`name` AS BINARY) <=> CAST(`sqbulk`.`_3` AS BINARY))));
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` (`sqbulk_row` INT NOT NULL DEFAULT 0 PRIMARY KEY) SELECT `app`.`members`.`org`, `app`.`members`.`email`, `app`.`members`.`name` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `app`.`members` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`sqbulk_row`, `org`, `email`, `name`);
-- args: each row (org, email, name)
SHOW WARNINGS;
SET @sqbulk_r = (SELECT CONCAT_WS(_utf8mb4 x'00', MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, ''))) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?);
-- args: 'name', 'app', 'members'
-- nothing is read
-- sent where a row may have NULL in name
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
UPDATE (SELECT `sqbulk_row` AS `_0`, `org` AS `_1`, `email` AS `_2`, `name` AS `_3` FROM `sqbulk_staging`) AS `sqbulk` STRAIGHT_JOIN `app`.`members` ON `app`.`members`.`org` = `sqbulk`.`_1` AND LOWER(`app`.`members`.`email`) = LOWER(`sqbulk`.`_2`) SET `app`.`members`.`name` = IF(((`sqbulk`.`_3`) IS NOT NULL OR CAST(IF((`sqbulk`.`_3`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1))) AS SIGNED) >= 0), `sqbulk`.`_3`, `app`.`members`.`name`) WHERE IF(`app`.`members`.`org` = `sqbulk`.`_1` AND LOWER(`app`.`members`.`email`) = LOWER(`sqbulk`.`_2`), (@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, `sqbulk`.`_0`, 1, '1')) <> '' AND (NOT (`app`.`members`.`name` <=> `sqbulk`.`_3` AND (CHARSET(`app`.`members`.`name`) = 'binary' OR CAST(`app`.`members`.`name` AS BINARY) <=> CAST(`sqbulk`.`_3` AS BINARY)))), FALSE);
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # hostile names: insert
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `s"``'`.`t? --`.`a."b"`, `s"``'`.`t? --`.```$1``;??`, `s"``'`.`t? --`.`\😀\`, `s"``'`.`t? --`.`_1` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `s"``'`.`t? --` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`a."b"`, ```$1``;??`, `\😀\`, `_1`);
-- args: each row (a."b", `$1`;??, \😀\, _1)
SHOW WARNINGS;
INSERT INTO `s"``'`.`t? --` (`a."b"`, ```$1``;??`, `\😀\`, `_1`) SELECT `a."b"`, ```$1``;??`, `\😀\`, `_1` FROM `sqbulk_staging`;
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # hostile names: do nothing
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `s"``'`.`t? --`.`a."b"`, `s"``'`.`t? --`.```$1``;??`, `s"``'`.`t? --`.`\😀\`, `s"``'`.`t? --`.`_1` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `s"``'`.`t? --` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`a."b"`, ```$1``;??`, `\😀\`, `_1`);
-- args: each row (a."b", `$1`;??, \😀\, _1)
SHOW WARNINGS;
INSERT INTO `s"``'`.`t? --` (`a."b"`, ```$1``;??`, `\😀\`, `_1`) SELECT `a."b"`, ```$1``;??`, `\😀\`, `_1` FROM `sqbulk_staging` ON DUPLICATE KEY UPDATE `a."b"` = `s"``'`.`t? --`.`a."b"`;
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `s"``'`.`t? --`.`a."b"`, `s"``'`.`t? --`.```$1``;??`, `s"``'`.`t? --`.`\😀\`, `s"``'`.`t? --`.`_1` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `s"``'`.`t? --` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`a."b"`, ```$1``;??`, `\😀\`, `_1`);
-- args: each row (a."b", `$1`;??, \😀\, _1)
SHOW WARNINGS;
SET @sqbulk_d = 0;
-- nothing is read
INSERT INTO `s"``'`.`t? --` (`a."b"`, ```$1``;??`, `\😀\`, `_1`) SELECT `a."b"`, ```$1``;??`, `\😀\`, `_1` FROM `sqbulk_staging` ON DUPLICATE KEY UPDATE `a."b"` = IF((@sqbulk_d := @sqbulk_d + 1) > 0, `s"``'`.`t? --`.`a."b"`, `s"``'`.`t? --`.`a."b"`);
SELECT CAST(@sqbulk_d AS SIGNED) LIMIT 1;
-- reads numbers
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # hostile names: upsert
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `s"``'`.`t? --`.`a."b"`, `s"``'`.`t? --`.```$1``;??`, `s"``'`.`t? --`.`\😀\`, `s"``'`.`t? --`.`_1` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `s"``'`.`t? --` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`a."b"`, ```$1``;??`, `\😀\`, `_1`);
-- args: each row (a."b", `$1`;??, \😀\, _1)
SHOW WARNINGS;
INSERT INTO `s"``'`.`t? --` (`a."b"`, ```$1``;??`, `\😀\`, `_1`) SELECT `a."b"`, ```$1``;??`, `\😀\`, `_1` FROM `sqbulk_staging` ON DUPLICATE KEY UPDATE `_1` = IF((@sqbulk_w := (`s"``'`.`t? --`.`_1` < VALUES(`_1`)) AND (NOT (`s"``'`.`t? --`.`\😀\` <=> VALUES(`\😀\`) AND (CHARSET(`s"``'`.`t? --`.`\😀\`) = 'binary' OR CAST(`s"``'`.`t? --`.`\😀\` AS BINARY) <=> CAST(VALUES(`\😀\`) AS BINARY))))), `s"``'`.`t? --`.`_1` + VALUES(`_1`), `s"``'`.`t? --`.`_1`), `*/ 'sqbulk` = IF(@sqbulk_w, ?, `s"``'`.`t? --`.`*/ 'sqbulk`), `\😀\` = IF(@sqbulk_w, VALUES(`\😀\`), `s"``'`.`t? --`.`\😀\`);
-- args: 1
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `s"``'`.`t? --`.`a."b"`, `s"``'`.`t? --`.```$1``;??`, `s"``'`.`t? --`.`\😀\`, `s"``'`.`t? --`.`_1` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `s"``'`.`t? --` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`a."b"`, ```$1``;??`, `\😀\`, `_1`);
-- args: each row (a."b", `$1`;??, \😀\, _1)
SHOW WARNINGS;
SET @sqbulk_d = 0, @sqbulk_c = 0, @sqbulk_v = 0, @sqbulk_q = 1;
-- nothing is read
INSERT INTO `s"``'`.`t? --` (`a."b"`, ```$1``;??`, `\😀\`, `_1`) SELECT `a."b"`, ```$1``;??`, `\😀\`, `_1` FROM `sqbulk_staging` ON DUPLICATE KEY UPDATE `_1` = IF(COALESCE((@sqbulk_w := (`s"``'`.`t? --`.`_1` < VALUES(`_1`)) AND (NOT (`s"``'`.`t? --`.`\😀\` <=> VALUES(`\😀\`) AND (CHARSET(`s"``'`.`t? --`.`\😀\`) = 'binary' OR CAST(`s"``'`.`t? --`.`\😀\` AS BINARY) <=> CAST(VALUES(`\😀\`) AS BINARY))))), 0) >= 0 AND CASE WHEN @sqbulk_q = 0 THEN (@sqbulk_d := @sqbulk_d + 1) WHEN IF(@sqbulk_w, 1, 0) THEN (@sqbulk_c := @sqbulk_c + 1) WHEN `s"``'`.`t? --`.`_1` IS NULL OR `s"``'`.`t? --`.`*/ 'sqbulk` IS NULL OR `s"``'`.`t? --`.`\😀\` IS NULL THEN (@sqbulk_v := @sqbulk_v + 1) ELSE (@sqbulk_d := @sqbulk_d + 1) END > 0 AND @sqbulk_w, `s"``'`.`t? --`.`_1` + VALUES(`_1`), `s"``'`.`t? --`.`_1`), `*/ 'sqbulk` = IF(@sqbulk_w, ?, `s"``'`.`t? --`.`*/ 'sqbulk`), `\😀\` = IF(@sqbulk_w, VALUES(`\😀\`), `s"``'`.`t? --`.`\😀\`);
-- args: 1
SELECT CAST(@sqbulk_d AS SIGNED), CAST(@sqbulk_c AS SIGNED), CAST(@sqbulk_v AS SIGNED) LIMIT 1;
-- reads numbers
SELECT CAST(COALESCE(SUM(IS_NULLABLE = 'YES' AND COLUMN_DEFAULT <> 'NULL' AND COLUMN_NAME IN (?, ?, ?)), 0) AS SIGNED), CAST(COALESCE(SUM(EXTRA LIKE '%on update%'), 0) AS SIGNED) + (SELECT COUNT(*) FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = ? AND EVENT_OBJECT_TABLE = ? AND EVENT_MANIPULATION = 'UPDATE' AND ACTION_TIMING = 'BEFORE'), COUNT(*) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? LIMIT 1;
-- args: '\😀\', '_1', '*/ ''sqbulk', 's"`''', 't? --', 's"`''', 't? --'
-- reads numbers
-- sent where the answers before it leave something open
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # hostile names: update, join form
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `s"``'`.`t? --`.`a."b"`, `s"``'`.`t? --`.```$1``;??`, `s"``'`.`t? --`.`\😀\`, `s"``'`.`t? --`.`_1` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `s"``'`.`t? --` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`a."b"`, ```$1``;??`, `\😀\`, `_1`);
-- args: each row (a."b", `$1`;??, \😀\, _1)
SHOW WARNINGS;
UPDATE (SELECT `a."b"` AS `_1`, ```$1``;??` AS `_2`, `\😀\` AS `_3`, `_1` AS `_4` FROM `sqbulk_staging`) AS `sqbulk` STRAIGHT_JOIN `s"``'`.`t? --` ON `s"``'`.`t? --`.`a."b"` = `sqbulk`.`_1` AND `s"``'`.`t? --`.```$1``;??` = `sqbulk`.`_2` SET `s"``'`.`t? --`.`_1` = `s"``'`.`t? --`.`_1` + `sqbulk`.`_4`, `s"``'`.`t? --`.`*/ 'sqbulk` = ?, `s"``'`.`t? --`.`\😀\` = `sqbulk`.`_3` WHERE (`s"``'`.`t? --`.`*/ 'sqbulk` < `sqbulk`.`_4`) AND (NOT (`s"``'`.`t? --`.`\😀\` <=> `sqbulk`.`_3` AND (CHARSET(`s"``'`.`t? --`.`\😀\`) = 'binary' OR CAST(`s"``'`.`t? --`.`\😀\` AS BINARY) <=> CAST(`sqbulk`.`_3` AS BINARY))));
-- args: 1
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction
-- counted:
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` (`sqbulk_row` INT NOT NULL DEFAULT 0 PRIMARY KEY) SELECT `s"``'`.`t? --`.`a."b"`, `s"``'`.`t? --`.```$1``;??`, `s"``'`.`t? --`.`\😀\`, `s"``'`.`t? --`.`_1` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `s"``'`.`t? --` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`sqbulk_row`, `a."b"`, ```$1``;??`, `\😀\`, `_1`);
-- args: each row (a."b", `$1`;??, \😀\, _1)
SHOW WARNINGS;
SET @sqbulk_r = (SELECT CONCAT_WS(_utf8mb4 x'00', MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, '')), MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, '')), MAX(IF(COLUMN_NAME = ? AND IS_NULLABLE = 'NO', COLUMN_NAME, ''))) FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?);
-- args: '_1', '*/ ''sqbulk', '\😀\', 's"`''', 't? --'
-- nothing is read
-- sent where the answers before it leave something open
SET @sqbulk_n = 0, @sqbulk_m = REPEAT(_binary'0', 2);
-- nothing is read
UPDATE (SELECT `sqbulk_row` AS `_0`, `a."b"` AS `_1`, ```$1``;??` AS `_2`, `\😀\` AS `_3`, `_1` AS `_4` FROM `sqbulk_staging`) AS `sqbulk` STRAIGHT_JOIN `s"``'`.`t? --` ON `s"``'`.`t? --`.`a."b"` = `sqbulk`.`_1` AND `s"``'`.`t? --`.```$1``;??` = `sqbulk`.`_2` SET `s"``'`.`t? --`.`_1` = IF(((`s"``'`.`t? --`.`_1` + `sqbulk`.`_4`) IS NOT NULL OR CAST(IF((`s"``'`.`t? --`.`_1` + `sqbulk`.`_4`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 1), _utf8mb4 x'00', -1))) AS SIGNED) >= 0) AND ((?) IS NOT NULL OR CAST(IF((?) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 2), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 2), _utf8mb4 x'00', -1))) AS SIGNED) >= 0) AND ((`sqbulk`.`_3`) IS NOT NULL OR CAST(IF((`sqbulk`.`_3`) IS NOT NULL OR COALESCE(SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 3), _utf8mb4 x'00', -1), '') = '', '0', CONCAT('NULL for the NOT NULL column ', SUBSTRING_INDEX(SUBSTRING_INDEX(@sqbulk_r, _utf8mb4 x'00', 3), _utf8mb4 x'00', -1))) AS SIGNED) >= 0), `s"``'`.`t? --`.`_1` + `sqbulk`.`_4`, `s"``'`.`t? --`.`_1`), `s"``'`.`t? --`.`*/ 'sqbulk` = ?, `s"``'`.`t? --`.`\😀\` = `sqbulk`.`_3` WHERE (`s"``'`.`t? --`.`*/ 'sqbulk` < `sqbulk`.`_4`) AND IF(EXISTS (SELECT 1 FROM DUAL WHERE `s"``'`.`t? --`.`a."b"` = `sqbulk`.`_1` AND `s"``'`.`t? --`.```$1``;??` = `sqbulk`.`_2` AND (`s"``'`.`t? --`.`*/ 'sqbulk` < `sqbulk`.`_4`)), (@sqbulk_n := @sqbulk_n + 1) > 0 AND (@sqbulk_m := INSERT(@sqbulk_m, `sqbulk`.`_0`, 1, '1')) <> '' AND (NOT (`s"``'`.`t? --`.`\😀\` <=> `sqbulk`.`_3` AND (CHARSET(`s"``'`.`t? --`.`\😀\`) = 'binary' OR CAST(`s"``'`.`t? --`.`\😀\` AS BINARY) <=> CAST(`sqbulk`.`_3` AS BINARY)))), FALSE);
-- args: 1, 1, 1
SELECT CAST(@sqbulk_n AS SIGNED), LENGTH(REPLACE(@sqbulk_m, '0', '')) LIMIT 1;
-- reads numbers
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # hostile names: update, CASE form
-- error: mysql: MariaDB has no CASE form with exec.Staging: use the join form, or leave out Strategy: unsupported operation

-- # hostile names: delete
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `s"``'`.`t? --`.`a."b"`, `s"``'`.`t? --`.```$1``;??`, `s"``'`.`t? --`.`\😀\`, `s"``'`.`t? --`.`_1` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `s"``'`.`t? --` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`a."b"`, ```$1``;??`, `\😀\`, `_1`);
-- args: each row (a."b", `$1`;??, \😀\, _1)
SHOW WARNINGS;
DELETE `s"``'`.`t? --` FROM (SELECT `a."b"` AS `_1`, ```$1``;??` AS `_2`, `\😀\` AS `_3`, `_1` AS `_4` FROM `sqbulk_staging`) AS `sqbulk` STRAIGHT_JOIN `s"``'`.`t? --` ON `s"``'`.`t? --`.`a."b"` = `sqbulk`.`_1` AND `s"``'`.`t? --`.```$1``;??` = `sqbulk`.`_2` AND `s"``'`.`t? --`.`\😀\` = `sqbulk`.`_3` AND `s"``'`.`t? --`.`_1` = `sqbulk`.`_4`;
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # hostile names: insert returning
DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`;
-- nothing is read
CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `s"``'`.`t? --`.`a."b"`, `s"``'`.`t? --`.```$1``;??`, `s"``'`.`t? --`.`\😀\`, `s"``'`.`t? --`.`_1` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `s"``'`.`t? --` ON FALSE WHERE FALSE;
-- nothing is read
LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `sqbulk_staging` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`a."b"`, ```$1``;??`, `\😀\`, `_1`);
-- args: each row (a."b", `$1`;??, \😀\, _1)
SHOW WARNINGS;
INSERT INTO `s"``'`.`t? --` (`a."b"`, ```$1``;??`, `\😀\`, `_1`) SELECT `a."b"`, ```$1``;??`, `\😀\`, `_1` FROM `sqbulk_staging` RETURNING `*/ 'sqbulk`;
-- reads rows
DROP TEMPORARY TABLE `sqbulk_staging`;
-- nothing is read
-- 10000 rows by default, exact in a transaction

-- # hostile names: look up
SELECT `*/ 'sqbulk` FROM `s"``'`.`t? --` WHERE (`a."b"`, ```$1``;??`, `\😀\`, `_1`) IN ((?, ?, ?, ?), (?, ?, ?, ?)) LIMIT 18446744073709551615;
-- args: each row (a."b", `$1`;??, \😀\, _1)
-- reads rows

-- # hostile names: match
SELECT `sqbulk`.`_0`, `sqbulk`.`_same`, `s"``'`.`t? --`.`a."b"` IS NOT NULL FROM (SELECT `_0`, `_1`, `_2`, `_3`, `_4`, IF(`_1` IS NULL OR `_2` IS NULL OR `_3` IS NULL OR `_4` IS NULL, `_0`, MIN(`_0`) OVER (PARTITION BY `_1`, LOWER(`_2`), `_3`, `_4`)) AS `_same` FROM (SELECT 0 AS `_0`, `a."b"` AS `_1`, ```$1``;??` AS `_2`, `\😀\` AS `_3`, `_1` AS `_4` FROM `s"``'`.`t? --` WHERE FALSE UNION ALL VALUES (1, ?, ?, ?, ?), (2, ?, ?, ?, ?)) AS `sqbulk_input`) AS `sqbulk` LEFT JOIN `s"``'`.`t? --` ON `s"``'`.`t? --`.`a."b"` = `sqbulk`.`_1` AND LOWER(`s"``'`.`t? --`.```$1``;??`) = LOWER(`sqbulk`.`_2`) AND `s"``'`.`t? --`.`\😀\` = `sqbulk`.`_3` AND `s"``'`.`t? --`.`_1` = `sqbulk`.`_4` AND (`s"``'`.`t? --`.`*/ 'sqbulk` = ?) LIMIT 18446744073709551615 FOR UPDATE;
-- args: each row (a."b", `$1`;??, \😀\, _1); 1
-- reads numbers
