package mysql

import (
	"github.com/sqbulk/sqbulk/dialect"
)

// kinds are the server's error numbers that mean something of their own.
//
// https://dev.mysql.com/doc/mysql-errors/9.4/en/server-error-reference.html and https://mariadb.com/kb/en/mariadb-error-codes/
var kinds = map[int]dialect.Kind{
	1022: dialect.UniqueViolation, // duplicate key on write
	1062: dialect.UniqueViolation, // duplicate entry
	1169: dialect.UniqueViolation, // unique constraint
	1586: dialect.UniqueViolation, // duplicate entry, with the key's name

	1216: dialect.ForeignKeyViolation, // no parent row
	1217: dialect.ForeignKeyViolation, // a child row is in the way
	1451: dialect.ForeignKeyViolation, // the same two, with the constraint
	1452: dialect.ForeignKeyViolation,
	1557: dialect.ForeignKeyViolation, // a cascade would make a duplicate entry
	1761: dialect.ForeignKeyViolation,
	1762: dialect.ForeignKeyViolation,

	1048: dialect.NotNullViolation, // column cannot be NULL
	1263: dialect.NotNullViolation, // NULL supplied to a NOT NULL column
	1364: dialect.NotNullViolation, // no default value

	1369: dialect.CheckViolation, // check option of a view
	1644: dialect.CheckViolation, // SIGNAL, of a trigger that refuses the row
	3819: dialect.CheckViolation, // CHECK, MySQL
	4025: dialect.CheckViolation, // CHECK, MariaDB

	1264: dialect.InvalidValue, // out of range
	1265: dialect.InvalidValue, // data truncated
	1292: dialect.InvalidValue, // truncated incorrect value
	1300: dialect.InvalidValue, // invalid character string
	1366: dialect.InvalidValue, // incorrect value for the column's type
	1367: dialect.InvalidValue, // illegal value found during parsing
	1406: dialect.InvalidValue, // data too long
	1411: dialect.InvalidValue, // incorrect value for a function
	1416: dialect.InvalidValue, // no geometry
	1441: dialect.InvalidValue, // datetime overflow
	1526: dialect.InvalidValue, // no partition for the value
	1690: dialect.InvalidValue, // a calculated value is out of range
	1748: dialect.InvalidValue, // the row is not in the given partitions
	3140: dialect.InvalidValue, // JSON text
	3141: dialect.InvalidValue, // JSON text for a function
	3144: dialect.InvalidValue, // JSON from a string of bytes
	3156: dialect.InvalidValue, // JSON value for CAST
	3988: dialect.InvalidValue, // the same of a parameter
	4078: dialect.InvalidValue, // no parameter of this type for the column, MariaDB
	3854: dialect.InvalidValue, // string cannot be converted to the column's character set

	1213: dialect.Deadlock,

	1020: dialect.SerializationFailure, // the record has changed since it was read, MariaDB
	1180: dialect.SerializationFailure, // error during COMMIT, of a cluster
	3101: dialect.SerializationFailure, // rolled back during COMMIT, group replication

	1205: dialect.Busy, // lock wait timeout
	3572: dialect.Busy, // NOWAIT

	1243: dialect.StaleStatement, // unknown
	1461: dialect.StaleStatement, // max_prepared_stmt_count
	1615: dialect.StaleStatement, // needs to be prepared again

	1317: dialect.Timeout, // the query was interrupted
	1969: dialect.Timeout, // max_statement_time, MariaDB
	3024: dialect.Timeout, // max_execution_time, MySQL

	1118: dialect.TooLarge, // row size
	1153: dialect.TooLarge, // packet
	1390: dialect.TooLarge, // placeholders
	1436: dialect.TooLarge, // thread stack

	1053: dialect.ConnectionLost, // server shutdown
	1152: dialect.ConnectionLost, // aborted connection
	1158: dialect.ConnectionLost, // network errors
	1159: dialect.ConnectionLost,
	1160: dialect.ConnectionLost,
	1161: dialect.ConnectionLost,
	1184: dialect.ConnectionLost, // aborted connection
	1927: dialect.ConnectionLost, // connection killed, MariaDB
	2006: dialect.ConnectionLost, // of client libraries
	2013: dialect.ConnectionLost,
	4031: dialect.ConnectionLost, // disconnected because of inactivity, MySQL

	1044: dialect.Forbidden, // access to the database
	1045: dialect.Forbidden, // login
	1142: dialect.Forbidden, // command on a table
	1143: dialect.Forbidden, // command on a column
	1175: dialect.Forbidden, // sql_safe_updates
	1148: dialect.Forbidden, // LOAD DATA LOCAL, MySQL 5.7 and MariaDB before 10.5
	1227: dialect.Forbidden, // a privilege is missing
	1290: dialect.Forbidden, // an option of the server, such as read_only
	1370: dialect.Forbidden, // routine
	1792: dialect.Forbidden, // READ ONLY transaction
	1836: dialect.Forbidden, // read-only mode
	3948: dialect.Forbidden, // LOAD DATA LOCAL, MySQL
	4166: dialect.Forbidden, // LOAD DATA LOCAL, MariaDB
}

// remedies say what to do about an error.
var remedies = map[int]string{
	1175: "sql_safe_updates refuses an update for which the server reads a whole table, as MariaDB does with the rows of a join: use CaseForm, " +
		"or switch the setting off for this session",
}

// classes are the classes of SQLSTATE that say enough by themselves.
var classes = map[string]dialect.Kind{
	"08": dialect.ConnectionLost,
	"22": dialect.InvalidValue,
	"40": dialect.SerializationFailure,
}
