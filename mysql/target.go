package mysql

import (
	"slices"

	"github.com/sqbulk/sqbulk/dialect"
)

// kind is what the text of a value depends on in its column.
type kind int

const (
	unknownKind kind = iota
	otherKind        // numbers and the rest: the text is the value
	textKind         // a float has another text in the server than in Go
	listKind         // ENUM and SET: a number is not its text
	timeKind         // a number is not its text
	yearKind         // 0 is the year 0000, '0' is 2000
	jsonKind         // takes texts only
	bytesKind        // no character set
	bitsKind         // a number is bits, a text is bytes
	decimalKind      // LOAD DATA takes a text that only begins with a number
)

// inHex tells whether values travel as hexadecimal digits, since the file is text.
func (k kind) inHex() bool { return k == bytesKind || k == bitsKind }

// kindOf is the SQL for the kind of a column. MariaDB's JSON is a longtext.
const kindOf = "CASE WHEN DATA_TYPE IN ('char', 'varchar', 'tinytext', 'text', 'mediumtext', 'longtext') THEN 2 WHEN DATA_TYPE IN ('enum', 'set') THEN 3 " +
	"WHEN DATA_TYPE IN ('date', 'time', 'datetime', 'timestamp') THEN 4 WHEN DATA_TYPE = 'year' THEN 5 WHEN DATA_TYPE = 'json' THEN 6 " +
	"WHEN DATA_TYPE IN ('binary', 'varbinary', 'tinyblob', 'blob', 'mediumblob', 'longblob', 'vector', 'geometry', 'point', 'linestring', 'polygon', " +
	"'multipoint', 'multilinestring', 'multipolygon', 'geometrycollection', 'geomcollection') THEN 7 WHEN DATA_TYPE = 'bit' THEN 8 WHEN DATA_TYPE = 'decimal' THEN 9 ELSE 1 END"

// target is what loading needs to know of a table and of the session. Nil: nothing is known.
type target struct {
	kinds     map[uint32]kind // by the CRC-32 of the column's lower-case name
	needed    []uint32        // the columns that INSERT refuses to leave out
	lax       bool            // sql_mode lets INSERT adjust a value that does not fit
	maxErrors int             // the most warnings that the server lists
}

// kind is that of a column.
func (t *target) kind(column string) kind {
	if t == nil {
		return unknownKind
	}
	return t.kinds[crc(column)]
}

// lacks tells whether a column that needs a value is not among those of the rows. Without a strict sql_mode none needs one.
func (t *target) lacks(columns []string) bool {
	if t == nil || t.lax {
		return false
	}
	return slices.ContainsFunc(t.needed, func(needed uint32) bool {
		return !slices.ContainsFunc(columns, func(c string) bool { return crc(c) == needed })
	})
}

// probeTarget asks for the columns' types, whether sql_mode is strict, and max_error_count; know makes a dialect of it.
func (l loading) probeTarget(s dialect.Statement, know func(loading) dialect.Dialect) (dialect.Probe, bool) {
	if l.target != nil {
		return dialect.Probe{}, false
	}
	schema, slots := tableSlots(s.Target())
	step := dialect.Step{
		SQL: "SELECT CRC32(LOWER(COLUMN_NAME)), " + kindOf + ", @@sql_mode NOT LIKE '%STRICT\\_%', @@max_error_count, " +
			"IF(IS_NULLABLE = 'NO' AND COLUMN_DEFAULT IS NULL AND EXTRA NOT LIKE '%auto_increment%' AND EXTRA NOT LIKE '%GENERATED%', 1, 0)" +
			fromColumns(schema) + everyRow,
		Args: []dialect.Args{{Slots: slots}},
		Read: dialect.ReadNumbers,
	}
	return dialect.Probe{Step: step, Tuned: func(a dialect.Answer) dialect.Dialect {
		t := &target{kinds: make(map[uint32]kind)}
		for _, row := range a.Rows {
			t.kinds[uint32(row[0])] = kind(row[1])
			if row[4] != 0 {
				t.needed = append(t.needed, uint32(row[0]))
			}
			t.lax, t.maxErrors = row[2] != 0, int(row[3])
		}
		l.target = t
		return know(l)
	}}, true
}
