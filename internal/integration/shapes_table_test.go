package integration

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// fields are the cells of a row: a column that is missing is not set, and nil is NULL. Values are int64 or string.
type fields map[string]any

// keyShape is a kind of table by its key.
type keyShape struct {
	name     string
	columns  []string
	nullable bool
	org      any // the default of org
}

var keyShapes = []keyShape{
	{"single", []string{"id"}, false, nil},
	{"composite", []string{"org", "email"}, false, int64(3)},
	{"nullable", []string{"org", "email"}, true, nil},
}

// plainColumns are the columns besides the key, and defaults what they are when they are not set.
var (
	plainColumns = []string{"a", "b", "c", "hits", "tag", "ref"}
	defaults     = fields{"a": int64(7), "b": "d", "c": nil, "hits": int64(1), "tag": nil, "ref": nil}
)

// parents is the table that ref refers to; longText does not fit into b.
const (
	parents  = "shapes_parents (id BIGINT NOT NULL PRIMARY KEY)"
	longText = "longer than twenty characters"
)

func (k keyShape) table() string { return "shapes_" + k.name }

// definition is the table: a is not NULL, b is short, c is not negative, a tag that is not NULL is unique, and ref is a parent.
func (k keyShape) definition() string {
	var body []string
	for _, c := range k.columns {
		text := c + " BIGINT"
		if c == "email" {
			text = c + " VARCHAR(20)"
		}
		if !k.nullable {
			text += " NOT NULL"
		}
		if c == "org" && k.org != nil {
			text += fmt.Sprint(" DEFAULT ", k.org)
		}
		body = append(body, text)
	}
	body = append(body, "a BIGINT NOT NULL DEFAULT 7", "b VARCHAR(20) DEFAULT 'd' CHECK (LENGTH(b) <= 20)", "c BIGINT CHECK (c >= 0)",
		"hits BIGINT NOT NULL DEFAULT 1", "tag VARCHAR(20) UNIQUE", "ref BIGINT", map[bool]string{true: "UNIQUE", false: "PRIMARY KEY"}[k.nullable]+
			" ("+strings.Join(k.columns, ", ")+")", "FOREIGN KEY (ref) REFERENCES shapes_parents (id)")
	return k.table() + " (" + strings.Join(body, ", ") + ")"
}

// of is a row's key as a text; ok is false when a part is NULL or not set.
func (k keyShape) of(row fields) (text string, ok bool) {
	for _, c := range k.columns {
		if row[c] == nil {
			return "", false
		}
		text += fmt.Sprintf("%q,", row[c])
	}
	return text, true
}

// isNull tells whether a part of the key is set to NULL.
func (k keyShape) isNull(row fields) bool {
	return slices.ContainsFunc(k.columns, func(c string) bool { v, ok := row[c]; return ok && v == nil })
}

// keyed is a row with its key as it is stored.
func (k keyShape) keyed(row fields) fields {
	row = maps.Clone(row)
	for _, c := range k.columns {
		if _, ok := row[c]; !ok && c == "org" {
			row[c] = k.org
		}
	}
	return row
}

// restore stores the rows before the program, and nothing else.
func (p program) restore(on reach) error {
	tx, err := on.db.Beginx()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	columns := slices.Concat(p.key.columns, plainColumns)
	var lines []string
	for _, row := range p.stored {
		var texts []string
		for _, c := range columns {
			switch v := row[c].(type) {
			case nil:
				texts = append(texts, "NULL")
			case string:
				texts = append(texts, "'"+v+"'")
			default:
				texts = append(texts, fmt.Sprint(v))
			}
		}
		lines = append(lines, "("+strings.Join(texts, ", ")+")")
	}
	if _, err := tx.Exec("DELETE FROM " + p.key.table()); err != nil {
		return err
	}
	into := p.key.table() + " (" + strings.Join(columns, ", ") + ")"
	if len(lines) > 0 {
		_, err = tx.Exec("INSERT INTO " + into + " VALUES " + strings.Join(lines, ", "))
	}
	if err != nil {
		return err
	}
	return tx.Commit()
}

// content reads the table.
func (p program) content(on reach) ([]string, error) {
	rows, err := on.db.Queryx("SELECT * FROM " + p.key.table())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []fields
	for rows.Next() {
		row := make(fields)
		if err := rows.MapScan(row); err != nil {
			return nil, err
		}
		all = append(all, row)
	}
	return dumpFields(all, p.key), rows.Err()
}

// dumpFields writes rows in order.
func dumpFields(rows []fields, k keyShape) []string {
	var lines []string
	for _, row := range rows {
		var texts []string
		for _, c := range slices.Concat(k.columns, plainColumns) {
			if text, ok := row[c].([]byte); ok {
				row[c] = string(text)
			}
			texts = append(texts, fmt.Sprint(c, "=", row[c]))
		}
		lines = append(lines, strings.Join(texts, " "))
	}
	slices.Sort(lines)
	return lines
}
