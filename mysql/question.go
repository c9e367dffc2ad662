package mysql

import (
	"hash/crc32"
	"slices"
	"strings"

	"github.com/sqbulk/sqbulk/dialect"
)

// crc is how a column is found in information_schema: by the CRC-32 of its lower-case name.
func crc(column string) uint32 { return crc32.ChecksumIEEE([]byte(strings.ToLower(column))) }

// tableSlots are the arguments that find a table in information_schema, and the SQL of its schema.
func tableSlots(table string) (schema string, slots []dialect.Slot) {
	schema, name := "DATABASE()", table
	if qualifier, rest, ok := strings.Cut(name, "."); ok {
		schema, name = "?", rest
		slots = append(slots, dialect.Slot{Column: dialect.Fixed, Value: qualifier})
	}
	return schema, append(slots, dialect.Slot{Column: dialect.Fixed, Value: name})
}

// fromColumns is the end of a question about a table's columns.
func fromColumns(schema string) string {
	return " FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = " + schema + " AND TABLE_NAME = ?"
}

// nameSlots are the arguments that name columns, and their placeholders.
func nameSlots(columns []string) (placeholders []string, slots []dialect.Slot) {
	for _, c := range columns {
		placeholders, slots = append(placeholders, "?"), append(slots, dialect.Slot{Column: dialect.Fixed, Value: c})
	}
	return placeholders, slots
}

// nameEnd is between the names in varNotNull: a character that no name has.
const nameEnd = "_utf8mb4 x'00'"

// askNotNull sets a variable to the names of those columns that are NOT NULL, and an empty one for each of the others, before an update
// that may assign NULL. A table that is not found, such as a temporary one, has no names. It is asked for each statement, since tables change.
func askNotNull(table string, columns []string) dialect.Step {
	placeholders, names := nameSlots(columns)
	for i, p := range placeholders {
		placeholders[i] = "MAX(IF(COLUMN_NAME = " + p + " AND IS_NULLABLE = 'NO', COLUMN_NAME, ''))"
	}
	schema, slots := tableSlots(table)
	return dialect.Step{
		SQL:  "SET " + varNotNull + " = (SELECT CONCAT_WS(" + nameEnd + ", " + strings.Join(placeholders, ", ") + ")" + fromColumns(schema) + ")",
		Args: []dialect.Args{{Slots: append(names, slots...)}},
	}
}

// writeNotNull writes what [askNotNull] found for the column at a position: its name, or nothing.
func writeNotNull(w *dialect.Writer, position int) {
	w.SQL("SUBSTRING_INDEX(SUBSTRING_INDEX(", varNotNull, ", ", nameEnd, ", ")
	number(w, position+1)
	w.SQL("), ", nameEnd, ", -1)")
}

// askVague asks, after a counted upsert whose affected rows leave something open, for the number of assigned columns that make them vague,
// for what may have changed a row further, ON UPDATE CURRENT_TIMESTAMP or a trigger, and for the number of all columns. In a transaction
// the table cannot have changed since the upsert.
func (f flavor) askVague(i dialect.Insert, needed func(n int, answers []dialect.Answer) bool) dialect.Step {
	placeholders, names := nameSlots(columnsOf(i.Conflict.Set))
	schema, slots := tableSlots(i.Table)
	return dialect.Step{
		SQL: "SELECT CAST(COALESCE(SUM(IS_NULLABLE = 'YES' AND " + f.hasDefault + " AND COLUMN_NAME IN (" + strings.Join(placeholders, ", ") +
			")), 0) AS SIGNED), CAST(COALESCE(SUM(EXTRA LIKE '%on update%'), 0) AS SIGNED) + (SELECT COUNT(*) FROM information_schema.TRIGGERS " +
			"WHERE EVENT_OBJECT_SCHEMA = " + schema + " AND EVENT_OBJECT_TABLE = ? AND EVENT_MANIPULATION = 'UPDATE' AND ACTION_TIMING = 'BEFORE'), " +
			"COUNT(*)" + fromColumns(schema) + oneRow,
		Args:   []dialect.Args{{Slots: slices.Concat(names, slots, slots)}},
		Read:   dialect.ReadNumbers,
		Needed: needed,
	}
}
