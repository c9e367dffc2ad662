package mysql

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	sq "github.com/Masterminds/squirrel"

	"github.com/sqbulk/sqbulk/dialect"
)

// registry stands for the driver's list of readers.
type registry map[string]func() io.Reader

func (r registry) readers() *Readers {
	return &Readers{
		Register:   func(name string, handler func() io.Reader) { r[name] = handler },
		Deregister: func(name string) { delete(r, name) },
	}
}

// loadedBy returns a strategy's dialect that knows the table: id is a number, data has bytes.
func loadedBy(t *testing.T, d dialect.Dialect, s dialect.Strategy, st dialect.Statement) dialect.Dialect {
	t.Helper()
	loader, err := d.Load(s)
	if err != nil {
		t.Fatal(err)
	}
	p, ok := loader.Probe(st)
	if !ok {
		t.Fatal("the types are not asked for")
	}
	id, data := int64(crc("id")), int64(crc("data"))
	return p.Tuned(dialect.Answer{Rows: [][]int64{{id, int64(otherKind), 0, 64, 1}, {data, int64(bytesKind), 0, 64, 0}}})
}

// TestLoadText: the statements of each strategy.
func TestLoadText(t *testing.T) {
	const create = "CREATE TEMPORARY TABLE `sqbulk_staging` SELECT `t`.`id`, `t`.`data` FROM (SELECT 1 AS `one`) AS `one` LEFT JOIN `t` ON FALSE WHERE FALSE"
	const fields = " CHARACTER SET utf8mb4 FIELDS TERMINATED BY x'09' ESCAPED BY x'5c' LINES TERMINATED BY x'0a' "
	drop := "DROP TEMPORARY TABLE IF EXISTS `sqbulk_staging`"
	rows := fields + "(`id`, @sqbulk_l2) SET `data` = UNHEX(@sqbulk_l2)"
	load := "LOAD DATA LOCAL INFILE 'Reader::sqbulk' INTO TABLE "
	columns := []string{"id", "data"}
	insert := dialect.Insert{Table: "t", Columns: columns}
	for name, tt := range map[string]struct {
		strategy dialect.Strategy
		st       dialect.Statement
		want     []string
	}{
		"copy": {dialect.Copy, insert, []string{load + "`t`" + rows, "SHOW WARNINGS"}},
		"staged insert": {dialect.Staging, insert, []string{drop, create, load + "`sqbulk_staging`" + rows, "SHOW WARNINGS",
			"INSERT INTO `t` (`id`, `data`) SELECT `id`, `data` FROM `sqbulk_staging`", "DROP TEMPORARY TABLE `sqbulk_staging`"}},
		"staged update": {dialect.Staging, dialect.Update{Table: "t", Key: columns[:1], Columns: columns[1:], Set: []dialect.Assignment{{Column: "data"}}},
			[]string{drop, create, load + "`sqbulk_staging`" + rows, "SHOW WARNINGS",
				"UPDATE (SELECT `id` AS `_1`, `data` AS `_2` FROM `sqbulk_staging`) AS `sqbulk` STRAIGHT_JOIN `t` ON `t`.`id` = `sqbulk`.`_1` SET `t`.`data` = `sqbulk`.`_2`",
				"DROP TEMPORARY TABLE `sqbulk_staging`"}},
		"staged delete": {dialect.Staging, dialect.Delete{Table: "t", Key: columns},
			[]string{drop, create, load + "`sqbulk_staging`" + rows, "SHOW WARNINGS",
				"DELETE `t` FROM (SELECT `id` AS `_1`, `data` AS `_2` FROM `sqbulk_staging`) AS `sqbulk` STRAIGHT_JOIN `t` " +
					"ON `t`.`id` = `sqbulk`.`_1` AND `t`.`data` = `sqbulk`.`_2`",
				"DROP TEMPORARY TABLE `sqbulk_staging`"}},
	} {
		for _, d := range []dialect.Dialect{Dialect{Readers: registry{}.readers()}, MariaDB{Dialect{Readers: registry{}.readers()}}} {
			sp, err := tt.st.Spell(loadedBy(t, d, tt.strategy, tt.st), dialect.Plain(3))
			if err != nil {
				t.Fatal(name, err)
			}
			var got []string
			for _, step := range sp.Steps {
				got = append(got, step.SQL)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("%s:\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(tt.want, "\n"))
			}
		}
	}
}

// TestLoadReader: a reader has a name of its own until its statement has ended, and yields the rows.
func TestLoadReader(t *testing.T) {
	names := registry{}
	insert := dialect.Insert{Table: "t", Columns: []string{"id", "data"}}
	d := loadedBy(t, Dialect{Readers: names.readers()}, dialect.Copy, insert)
	sp, err := d.Insert(insert, dialect.Plain(1))
	if err != nil {
		t.Fatal(err)
	}
	step := sp.Steps[0]
	first, doneFirst, err := step.Feed.ToReader(step.SQL, slices.Values([][]driver.Value{{int64(1), []byte("a")}}))
	second, doneSecond, failed := step.Feed.ToReader(step.SQL, slices.Values([][]driver.Value{{int64(2), nil}}))
	if err != nil || failed != nil || first == second || len(names) != 2 {
		t.Fatalf("%v, %v, %d readers:\n%s\n%s", err, failed, len(names), first, second)
	}
	name, _, _ := strings.Cut(strings.TrimPrefix(first, "LOAD DATA LOCAL INFILE 'Reader::"), "'")
	for range 2 { // the driver may ask again
		if file, err := io.ReadAll(names[name]()); string(file) != "1\t61\n" {
			t.Errorf("%q, %v", file, err)
		}
	}
	if err := doneFirst(nil); err != nil || len(names) != 1 || names[name] != nil {
		t.Errorf("%v, %d readers are left", err, len(names))
	}
	refused := &serverWarning{3948, "Loading local data is disabled"}
	if err := doneSecond(refused); !errors.Is(err, refused) || !strings.Contains(err.Error(), "SET GLOBAL local_infile") || len(names) != 0 {
		t.Errorf("%v, %d readers are left", err, len(names))
	}
	if k := d.Classify(refused).Kind; k != dialect.Forbidden {
		t.Error(k)
	}
	if _, _, err := step.Feed.ToReader(step.SQL, slices.Values([][]driver.Value{{1.5, 1.5}})); err == nil || len(names) != 0 {
		t.Errorf("%v, %d readers are left", err, len(names))
	}
}

// TestLoadRefuses: what LOAD DATA cannot do.
func TestLoadRefuses(t *testing.T) {
	insert := dialect.Insert{Table: "t", Columns: []string{"id", "data"}}
	expr := dialect.Rows{N: 1, Exprs: map[dialect.Cell]dialect.Expr{{Row: 0, Column: 1}: {SQL: "NOW()"}}}
	with := func(change func(i *dialect.Insert)) dialect.Insert {
		i := insert
		change(&i)
		return i
	}
	for name, tt := range map[string]struct {
		strategy dialect.Strategy
		st       dialect.Statement
		rows     dialect.Rows
	}{
		"expression":          {dialect.Copy, insert, expr},
		"staged expression":   {dialect.Staging, insert, expr},
		"conflict":            {dialect.Copy, with(func(i *dialect.Insert) { i.Conflict = &dialect.Conflict{DoNothing: true} }), dialect.Plain(1)},
		"prefix":              {dialect.Copy, with(func(i *dialect.Insert) { i.Prefixes = []sq.Sqlizer{sq.Expr("/* p */")} }), dialect.Plain(1)},
		"suffix":              {dialect.Copy, with(func(i *dialect.Insert) { i.Suffixes = []sq.Sqlizer{sq.Expr("/* s */")} }), dialect.Plain(1)},
		"returning":           {dialect.Copy, with(func(i *dialect.Insert) { i.Returning = i.Columns }), dialect.Plain(1)},
		"column left out":     {dialect.Copy, with(func(i *dialect.Insert) { i.Columns = i.Columns[1:] }), dialect.Plain(1)},
		"update":              {dialect.Copy, dialect.Update{Table: "t", Key: []string{"id"}}, dialect.Plain(1)},
		"delete":              {dialect.Copy, dialect.Delete{Table: "t", Key: []string{"id"}}, dialect.Plain(1)},
		"CASE":                {dialect.Staging, dialect.Update{Table: "t", Key: []string{"id"}, Form: dialect.FormCase}, dialect.Plain(1)},
		"delete that returns": {dialect.Staging, dialect.Delete{Table: "t", Key: []string{"id"}, Returning: []string{"id"}}, dialect.Plain(1)},
	} {
		d := loadedBy(t, MariaDB{Dialect{Readers: registry{}.readers()}}, tt.strategy, insert)
		if _, err := tt.st.Spell(d, tt.rows); !errors.Is(err, errors.ErrUnsupported) {
			t.Errorf("%s: %v", name, err)
		}
	}
	other := with(func(i *dialect.Insert) { i.Columns = append(slices.Clone(i.Columns), "x") })
	sp, err := other.Spell(loadedBy(t, MariaDB{Dialect{Readers: registry{}.readers()}}, dialect.Copy, other), dialect.Plain(1))
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = sp.Steps[0].Feed.ToReader(sp.Steps[0].SQL, func(func([]driver.Value) bool) {})
	if !errors.Is(err, errors.ErrUnsupported) || !strings.Contains(err.Error(), `column "x"`) {
		t.Errorf("a column without a known type: %v", err)
	}
	for name, d := range map[string]dialect.Dialect{"none": Dialect{}, "half": MariaDB{Dialect{Readers: &Readers{Deregister: func(string) {}}}}} {
		if _, err := d.Load(dialect.Copy); !errors.Is(err, errors.ErrUnsupported) || !strings.Contains(err.Error(), "Readers") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := (Dialect{Readers: registry{}.readers()}).Load(9); !errors.Is(err, errors.ErrUnsupported) {
		t.Error(err)
	}
}

// TestLoadWarnings: which warnings are errors, and what they say.
func TestLoadWarnings(t *testing.T) {
	note := []string{"Note", "1265", "Data truncated for column 'd' at row 1"}
	long := []string{"Warning", "1265", "Data truncated for column 'name' at row 3"}
	double := []string{"Warning", "1062", "Duplicate entry 'x' for key 't.PRIMARY'"}
	for name, tt := range map[string]struct {
		warnings [][]string
		loaded   int64
		lax      bool
		want     dialect.Fault
		fails    bool
	}{
		"none":                {nil, 5, false, dialect.Fault{}, false},
		"notes":               {[][]string{note, note}, 5, false, dialect.Fault{}, false},
		"deprecation":         {[][]string{{"Warning", "1287", "old"}}, 5, false, dialect.Fault{}, false},
		"value":               {[][]string{note, long}, 5, false, dialect.Fault{Kind: dialect.InvalidValue, Columns: []string{"name"}, Row: 3}, true},
		"value, lax":          {[][]string{long}, 5, true, dialect.Fault{}, false},
		"duplicate":           {[][]string{double}, 4, false, dialect.Fault{Kind: dialect.UniqueViolation, Constraint: "PRIMARY"}, true},
		"duplicate, lax":      {[][]string{long, double}, 4, true, dialect.Fault{Kind: dialect.UniqueViolation, Constraint: "PRIMARY"}, true},
		"unknown":             {[][]string{{"Warning", "1999", "?"}}, 5, false, dialect.Fault{}, true},
		"error":               {[][]string{{"Error", "1261", "?"}}, 5, true, dialect.Fault{}, true},
		"rows are missing":    {nil, 4, false, dialect.Fault{}, true},
		"more than are shown": {slices.Repeat([][]string{note}, 64), 5, false, dialect.Fault{}, true},
	} {
		l := loading{base: Dialect{}, target: &target{lax: tt.lax, maxErrors: 64}}
		err := l.checkLoaded(5, []dialect.Answer{{Affected: tt.loaded}, {Texts: tt.warnings}})
		if f := (Dialect{}).Classify(err); (err != nil) != tt.fails || fmt.Sprint(f) != fmt.Sprint(tt.want) || f.Row != tt.want.Row {
			t.Errorf("%s: %v: %v, row %d", name, err, f, f.Row)
		}
	}
}
