package main

import (
	"bytes"
	"context"
	"embed"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/sqbulk/sqbulk/builder"
)

//go:embed data/*.csv
var shipped embed.FS

// Subtag is a row of the data that ships with the program. The db tags name the columns.
type Subtag struct {
	Type           string `db:"type"`
	Subtag         string `db:"subtag"`
	Description    string `db:"description"`
	Added          string `db:"added"`
	Deprecated     string `db:"deprecated"`
	PreferredValue string `db:"preferred_value"`
	SuppressScript string `db:"suppress_script"`
	Scope          string `db:"scope"`
	Comments       string `db:"comments"`
}

// input is two states of the same data.
type input struct {
	header         []string
	earlier, later [][]string
	keys           int    // so many columns, from the first, are the key
	mark, drop     string // columns of later; empty: there is no such column
}

// source hands records to a builder: as structs where they are subtags, as tuples under any other header.
func (in input) source(records [][]string) builder.Source {
	columns, _ := builder.Structs([]Subtag{}).Columns(context.Background())
	if !slices.Equal(in.header, columns) {
		return builder.Tuples(in.header, records)
	}
	subtags := make([]Subtag, len(records))
	for i, r := range records {
		subtags[i] = Subtag{r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7], r[8]}
	}
	return builder.Structs(subtags)
}

// filled returns the later records that have a value in the column.
func (in input) filled(column string) [][]string {
	at := slices.Index(in.header, column)
	return slices.DeleteFunc(slices.Clone(in.later), func(r []string) bool { return r[at] == "" })
}

// read reads both files and checks what the flags say about them.
func (in *input) read(earlier, later string) error {
	before, err := readCSV(earlier, "data/subtags-2022-06-28.csv")
	if err != nil {
		return err
	}
	after, err := readCSV(later, "data/subtags-2025-08-25.csv")
	if err != nil {
		return err
	}
	in.header, in.earlier, in.later = before[0], before[1:], after[1:]
	if !slices.Equal(in.header, after[0]) {
		return fmt.Errorf("the files have different headers: %q and %q", in.header, after[0])
	}
	if in.keys < 1 || in.keys >= len(in.header) {
		return fmt.Errorf("-key %d: the files have %d columns, of which at least one has to be outside the key", in.keys, len(in.header))
	}
	return errors.Join(in.find("-mark", &in.mark, "preferred_value"), in.find("-delete", &in.drop, "deprecated"))
}

// find checks the column that a flag names. Without the flag it is the usual one, if the files have it.
func (in *input) find(flag string, column *string, usual string) error {
	if *column == "" && slices.Contains(in.header, usual) {
		*column = usual
	}
	if *column != "" && !slices.Contains(in.header, *column) {
		return fmt.Errorf("%s %s: there is no such column among %q", flag, *column, in.header)
	}
	return nil
}

// readCSV reads all lines of the file, the header first; without a path, of the one that ships with the program.
func readCSV(path, usual string) ([][]string, error) {
	read := os.ReadFile
	if path == "" {
		path, read = usual, shipped.ReadFile
	}
	text, err := read(path)
	if err != nil {
		return nil, err
	}
	text = bytes.TrimPrefix(text, []byte("\ufeff")) // the byte order mark that spreadsheets write
	records, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err) // it names the line
	}
	if len(records) == 0 {
		return nil, fmt.Errorf("%s: the file is empty; its first line should be the header", path)
	}
	return records, nil
}
