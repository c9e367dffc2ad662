package integration

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// csvTexts are texts that CSV and COPY read alike.
var csvTexts = map[string]struct {
	text    string
	options []builder.CSVOption
}{
	"plain":                  {"id,name,n\n1,a,5\n2,b,6\n", nil},
	"another order":          {"n,id,name\n5,1,a\n6,2,b\n", nil},
	"no break at the end":    {"id,name,n\n1,a,5\n2,b,6", nil},
	"CRLF":                   {"id,name,n\r\n1,a,5\r\n2,b,6\r\n", nil},
	"byte order mark":        {"\ufeffid,name,n\n1,a,5\n", nil},
	"quotes":                 {"id,name,n\n1,\"a \"\"b\"\", c\",5\n2,\"x\ny\",6\n3,back\\slash,7\n4,tab\there,8\n", nil},
	"header over two lines":  {"\"i\nd\",name,n\n1,a,5\n", []builder.CSVOption{builder.CSVRename("i\nd", "id")}},
	"empty texts":            {"id,name,n\n1,,5\n2,\"\",6\n", nil},
	"empty is NULL":          {"id,name,n\n1,,5\n2,\"\",\n", []builder.CSVOption{builder.CSVNull("")}},
	"NULL in one column":     {"id,name,n\n1,-,-\n2,\"-\",\"-\"\n", []builder.CSVOption{builder.CSVNull("-", "n")}},
	"NULL is quoted":         {"id,name,n\n1,it's \\N,5\n2,it's,6\n", []builder.CSVOption{builder.CSVNull(`it's \N`)}},
	"delimiter":              {"id;name;n\n1;a,b;5\n", []builder.CSVOption{builder.CSVDelimiter(';')}},
	"delimiter is a tab":     {"id\tname\tn\n1\ta\t5\n", []builder.CSVOption{builder.CSVDelimiter('\t')}},
	"no header":              {"1,a,5\n2,b,6\n", []builder.CSVOption{builder.CSVNoHeader("id", "name", "n")}},
	"renamed":                {"key,name,n\n1,a,5\n", []builder.CSVOption{builder.CSVRename("key", "id")}},
	"the mark within quotes": {"id,name,n\n1,\"\\.\",5\n2,\\.,6\n", nil},
	"no rows":                {"id,name,n\n", nil},
	"longer than a block":    {"id,name,n\n1," + strings.Repeat("é", 100_000) + ",5\n2,b,6\n", nil},
	"many":                   {"id,name,n\n" + manyLines(20_000), nil},
}

func manyLines(n int) string {
	var text strings.Builder
	for i := range n {
		fmt.Fprintf(&text, "%d,name %d,%d\n", i, i, i%7)
	}
	return text.String()
}

// csvTable creates the table of the following tests; csvRows are its rows as texts.
func csvTable(t *testing.T, on reach) { on.create(t, "csv_rows (id int, name text, n int)") }

func csvRows(t *testing.T, on reach) (rows []string) {
	t.Helper()
	if err := on.db.Select(&rows, "SELECT row_to_json(r)::text FROM csv_rows r ORDER BY id"); err != nil {
		t.Fatal(err)
	}
	return rows
}

func fromCSV(r io.Reader, options ...builder.CSVOption) builder.InsertBuilder {
	return builder.Insert("csv_rows").From(builder.CSV(r, options...))
}

// TestCopyCSV: the database reads a text as the source does.
func TestCopyCSV(t *testing.T) {
	onCopy(t, func(t *testing.T, on reach) {
		on.needsUTF8(t)
		csvTable(t, on)
		ex := exec.New(on.db, on.dialect)
		for name, c := range csvTexts {
			t.Run(name, func(t *testing.T) {
				on.must(t, "TRUNCATE csv_rows")
				if _, err := ex.Run(t.Context(), fromCSV(strings.NewReader(c.text), c.options...)); err != nil {
					t.Fatal(err)
				}
				want := csvRows(t, on)
				for how, r := range map[string]io.Reader{"": strings.NewReader(c.text), "in halves": iotest.HalfReader(strings.NewReader(c.text)),
					"with its end": iotest.DataErrReader(strings.NewReader(c.text))} {
					on.must(t, "TRUNCATE csv_rows")
					res, err := ex.CopyCSV(t.Context(), fromCSV(r, c.options...))
					if err != nil || res.Rows != int64(len(want)) || res.Created != res.Rows || !res.Exact {
						t.Fatalf("%s: %+v, %v; want %d rows", how, res, err, len(want))
					}
					if got := csvRows(t, on); !slices.Equal(got, want) {
						t.Errorf("%s:\ngot  %.300q\nwant %.300q", how, got, want)
					}
				}
				on.idle(t)
			})
		}
	})
}

// TestCopyCSVFails: after an error nothing is stored, the connection is free, and the error names the line of the text.
func TestCopyCSVFails(t *testing.T) {
	broken := errors.New("the disk is gone")
	for name, c := range map[string]struct {
		r    io.Reader
		line int
		want error
	}{
		"type":                  {strings.NewReader("id,name,n\n1,a,5\n2,\"x\ny\",6\n3,b,many\n"), 5, dialect.InvalidValue},
		"header of two lines":   {strings.NewReader("id,name,\"n\n\"\n1,a,5\n2,b,many\n"), 4, dialect.InvalidValue},
		"too few cells":         {strings.NewReader("id,name,n\n" + manyLines(9) + "10,b\n"), 11, dialect.InvalidValue},
		"after many":            {strings.NewReader("id,name,n\n" + manyLines(50_000) + "x,b,1\n"), 50_002, dialect.InvalidValue},
		"reader":                {io.MultiReader(strings.NewReader("id,name,n\n"+manyLines(20_000)), iotest.ErrReader(broken)), 0, broken},
		"reader, cut short":     {io.MultiReader(strings.NewReader("id,name,n\n1,a,5\n"), iotest.ErrReader(io.ErrUnexpectedEOF)), 0, io.ErrUnexpectedEOF},
		"end mark":              {strings.NewReader("id,name,n\n1,a,5\n\\.\n2,b,6\n"), 0, nil},
		"end mark, in pieces":   {iotest.OneByteReader(strings.NewReader("id,name,n\n1,a,5\n\\.\n2,b,6\n")), 0, nil},
		"end mark at the end":   {strings.NewReader("id,name,n\n1,a,5\n\\."), 0, nil},
		"end mark at the start": {strings.NewReader("id,name,n\n\\.\r\n"), 0, nil},
	} {
		t.Run(name, func(t *testing.T) {
			text, err := io.ReadAll(c.r)
			onCopy(t, func(t *testing.T, on reach) {
				csvTable(t, on)
				r := io.Reader(strings.NewReader(string(text)))
				if strings.Contains(name, "pieces") {
					r = iotest.OneByteReader(r)
				}
				if err != nil {
					r = io.MultiReader(r, iotest.ErrReader(err))
				}
				rename := builder.CSVRename("n", "n")
				if strings.HasPrefix(string(text), "id,name,\"n\n\"") {
					rename = builder.CSVRename("n\n", "n")
				}
				res, err := exec.New(on.db, on.dialect).CopyCSV(t.Context(), fromCSV(r, rename))
				var failed *exec.LineError
				if !errors.As(err, &failed) || failed.Line != c.line || c.want != nil && !errors.Is(err, c.want) {
					t.Errorf("%+v, %v", res, err)
				}
				if c.want == nil && (err == nil || !strings.Contains(err.Error(), `\. alone`)) {
					t.Errorf("the error does not speak of the mark: %v", err)
				}
				if errors.Is(err, dialect.ConnectionLost) {
					t.Errorf("an error of the reader is taken for the connection's: %v", err)
				}
				if rows := csvRows(t, on); len(rows) > 0 {
					t.Errorf("%d rows are stored", len(rows))
				}
				on.idle(t)
			})
		})
	}
}

// TestCopyCSVRefused: what cannot be done is an error that says so, and nothing is sent or read.
func TestCopyCSVRefused(t *testing.T) {
	onEach(t, func(t *testing.T, on reach) {
		refused := func(what string, db exec.DB, b builder.InsertBuilder, opts ...exec.Option) {
			t.Helper()
			if _, err := exec.New(db, on.dialect).CopyCSV(t.Context(), b, opts...); !errors.Is(err, errors.ErrUnsupported) {
				t.Errorf("%s: %v", what, err)
			}
		}
		const text = "id,name,n\n1,a,5\n"
		plain := func(options ...builder.CSVOption) builder.InsertBuilder {
			return fromCSV(strings.NewReader(text), options...)
		}
		refused("this database or driver", on.db, plain(), exec.SkipBadRows(1))
		if on.kind != "postgres" || on.driver == "pgx" {
			refused("this database or driver", on.db, plain())
			on.idle(t)
			return
		}
		tx := on.db.MustBegin()
		defer tx.Rollback()
		refused("transaction", tx, plain())
		refused("PerChunk", on.db, plain(), exec.PerChunk())
		refused("Outcomes", on.db, plain(), exec.Outcomes(true))
		refused("CSVParse", on.db, plain(builder.CSVParse("id", builder.ParseInt)))
		refused("two NULLs", on.db, plain(builder.CSVNull("a"), builder.CSVNull("b")))
		refused("comment", on.db, plain(builder.CSVComment('#')))
		refused("lazy quotes", on.db, plain(builder.CSVLazyQuotes()))
		refused("delimiter", on.db, plain(builder.CSVDelimiter('→')))
		refused("fewer columns", on.db, plain().Columns("id", "n"))
		refused("upsert", on.db, plain().OnConflict("id").DoNothing())
		refused("returning", on.db, plain().Returning("id"))
		refused("suffix", on.db, plain().Suffix("-- x"))
	})
}

// TestCopyCSVCancelled ends the context, or the time of the statement, while the server waits for a lock in the middle of the text.
func TestCopyCSVCancelled(t *testing.T) {
	onCopy(t, func(t *testing.T, on reach) {
		on.create(t, "csv_rows (id int PRIMARY KEY, name text, n int)")
		holder := on.db.MustBegin()
		defer holder.Rollback()
		holder.MustExec("INSERT INTO csv_rows VALUES (7, 'name', 0)")
		const waiting = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'transactionid' AND query LIKE '%csv_rows%'"
		text := "id,name,n\n" + manyLines(100_000)
		pool := on.again()
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		ended := make(chan error)
		go func() {
			_, err := exec.New(pool, on.dialect).CopyCSV(ctx, fromCSV(strings.NewReader(text)))
			ended <- err
		}()
		on.until(t, "the run does not wait for the lock", func(n int64) bool { return n == 1 }, waiting)
		cancel()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled: %v", err)
		}
		_, err := exec.New(pool, on.dialect).CopyCSV(t.Context(), fromCSV(strings.NewReader(text)), exec.Timeout(200*time.Millisecond))
		if !errors.Is(err, context.DeadlineExceeded) || !errors.Is(err, dialect.Timeout) {
			t.Errorf("timed out: %v", err)
		}
		on.until(t, "the server still waits", func(n int64) bool { return n == 0 }, waiting)
		if err := holder.Rollback(); err != nil {
			t.Fatal(err)
		}
		if _, err := exec.New(pool, on.dialect).CopyCSV(t.Context(), fromCSV(strings.NewReader(text))); err != nil {
			t.Error(err)
		}
		if rows := csvRows(t, on); len(rows) != 100_000 {
			t.Errorf("%d rows are stored", len(rows))
		}
	})
}
