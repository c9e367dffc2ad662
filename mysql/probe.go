package mysql

import (
	"hash/crc32"
	"strings"

	"github.com/sqbulk/sqbulk/dialect"
)

// columns is what a statement needs to know of its table's columns, which are found by the CRC-32 of their lower-case
// names. Nil: nothing is known.
type columns struct {
	defaults map[uint32]bool // nullable columns with a default
	notNull  map[uint32]bool
	touched  bool // ON UPDATE CURRENT_TIMESTAMP or a visible trigger may change an updated row further
}

func crc(column string) uint32 { return crc32.ChecksumIEEE([]byte(strings.ToLower(column))) }

// mayBeVague tells whether the affected rows may count a row that stays as it is when NULL is assigned to the column.
func (c *columns) mayBeVague(column string) bool { return c == nil || c.defaults[crc(column)] }

// refusesNull tells whether the column is known to be NOT NULL.
func (c *columns) refusesNull(column string) bool { return c != nil && c.notNull[crc(column)] }

// touches tells whether an updated row may change further, by ON UPDATE CURRENT_TIMESTAMP or a trigger, as far as known.
func (c *columns) touches() bool { return c == nil || c.touched }

// dependsOnColumns tells whether the text or the counts of a statement depend on the table's columns.
func dependsOnColumns(s dialect.Statement) bool {
	switch s := s.(type) {
	case dialect.Insert:
		return s.Count && s.Conflict != nil && !s.Conflict.DoNothing && !returns(s)
	case dialect.Update:
		return s.Form == dialect.FormJoin
	}
	return false
}

// probe asks for the columns and the triggers of the table, unless they are known. The condition finds columns with a
// default: MariaDB writes the default NULL as text.
func (d Dialect) probe(s dialect.Statement, hasDefault string, tuned func(Dialect) dialect.Dialect) (dialect.Probe, bool) {
	if d.table != nil || d.Engine.traits().apart || !dependsOnColumns(s) {
		return dialect.Probe{}, false
	}
	schema, name := "DATABASE()", s.Target()
	var slots []dialect.Slot
	if qualifier, rest, ok := strings.Cut(name, "."); ok {
		schema, name = "?", rest
		slots = append(slots, dialect.Slot{Column: dialect.Fixed, Value: qualifier})
	}
	slots = append(slots, dialect.Slot{Column: dialect.Fixed, Value: name})
	sql := "SELECT CRC32(LOWER(COLUMN_NAME)), IF(IS_NULLABLE = 'YES', 0, 1), IF(IS_NULLABLE = 'YES' AND " + hasDefault + ", 1, 0), " +
		"IF(EXTRA LIKE '%on update%', 1, (SELECT COUNT(*) FROM information_schema.TRIGGERS WHERE EVENT_OBJECT_SCHEMA = " + schema +
		" AND EVENT_OBJECT_TABLE = ? AND EVENT_MANIPULATION = 'UPDATE' AND ACTION_TIMING = 'BEFORE')) " +
		"FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = " + schema + " AND TABLE_NAME = ?" + everyRow
	step := dialect.Step{SQL: sql, Args: []dialect.Args{{Slots: append(slots, slots...)}}, Read: dialect.ReadNumbers}
	return dialect.Probe{Step: step, Tuned: func(a dialect.Answer) dialect.Dialect { return tuned(d.knowing(a)) }}, true
}

// knowing returns the dialect with the columns of the answer. A table that was not found, such as a temporary one, stays
// unknown.
func (d Dialect) knowing(a dialect.Answer) Dialect {
	if len(a.Rows) == 0 {
		return d
	}
	d.table = &columns{defaults: make(map[uint32]bool), notNull: make(map[uint32]bool)}
	for _, row := range a.Rows {
		column := uint32(row[0])
		d.table.notNull[column] = d.table.notNull[column] || row[1] != 0
		d.table.defaults[column] = d.table.defaults[column] || row[2] != 0
		d.table.touched = d.table.touched || row[3] != 0
	}
	return d
}
