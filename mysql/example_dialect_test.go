package mysql_test

import (
	"context"
	"fmt"
	"io"

	"github.com/DATA-DOG/go-sqlmock"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/mysql"
)

// From MySQL 8.0.19 on the incoming row has a name; the zero value runs on every version.
func ExampleDialect() {
	up := builder.Insert("users").Columns("email", "name").Values("ada@x.io", "Ada").OnConflict("email").DoUpdate()
	fmt.Println(up.Dialect(mysql.Dialect{}).ToSql())
	fmt.Println(up.Dialect(mysql.Dialect{Version: 80400}).ToSql())
	// Output:
	// INSERT INTO `users` (`email`, `name`) VALUES (?, ?) ON DUPLICATE KEY UPDATE `name` = VALUES(`name`) [ada@x.io Ada] <nil>
	// INSERT INTO `users` (`email`, `name`) VALUES (?, ?) AS `sqbulk` (`_1`, `_2`) ON DUPLICATE KEY UPDATE `name` = `sqbulk`.`_2` [ada@x.io Ada] <nil>
}

// MariaDB has RETURNING for inserts and deletes, and writes the rows of an update in another way.
func ExampleMariaDB() {
	del := builder.Delete("jobs").Key("id").Values(1).Returning("payload")
	fmt.Println(del.Dialect(mysql.MariaDB{}).ToSql())
	_, _, err := del.Dialect(mysql.Dialect{}).ToSql()
	fmt.Println(err)
	// Output:
	// DELETE FROM `jobs` WHERE `id` IN (?) RETURNING `payload` [1] <nil>
	// mysql: MySQL has no RETURNING: read the rows by their key, and then delete them: unsupported operation
}

// Detect tells MySQL and MariaDB apart.
func ExampleDetect() {
	db, mock, err := sqlmock.New() // stands for a server
	if err != nil {
		panic(err)
	}
	mock.ExpectQuery("SELECT").WillReturnRows(sqlmock.NewRows([]string{"version", "packet"}).AddRow("11.8.3-MariaDB", 16<<20))
	mock.ExpectQuery("SHOW VARIABLES").WillReturnRows(sqlmock.NewRows([]string{"name", "value"})) // no cluster

	d, err := mysql.Detect(context.Background(), db)
	fmt.Println(d.Name(), d.Limits().Params, err)
	// Output:
	// mariadb 65535 <nil>
}

// Readers are two functions of the driver; with them exec.Copy is LOAD DATA LOCAL.
func ExampleReaders() {
	// With go-sql-driver these are driver.RegisterReaderHandler and driver.DeregisterReaderHandler.
	register := func(name string, handler func() io.Reader) {}
	deregister := func(name string) {}

	d := mysql.Dialect{Readers: &mysql.Readers{Register: register, Deregister: deregister}}
	plan, err := exec.New(nil, d).Plan(builder.Insert("users").From(builder.Column("id", []int{1, 2})), exec.Strategy(exec.Copy))
	fmt.Println(plan.SQL[0])
	fmt.Println(err)
	// Output:
	// LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE `users` CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' (`id`)
	// <nil>
}
