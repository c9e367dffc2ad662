package dialect

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	sq "github.com/Masterminds/squirrel"
)

// Placeholders is the way a [Writer] writes bind parameters.
type Placeholders int

const (
	// Question writes ?, and a literal question mark as it is.
	Question Placeholders = iota
	// Dollar writes $1, $2, …, and a literal question mark as it is.
	Dollar
	// Escaped writes ?, and a literal question mark as ??: for a fragment that a squirrel builder with
	// PlaceholderFormat(sq.Dollar) takes in.
	Escaped
)

// Spell writes the column of a [Ref]: as a quoted name, or as the current row's cell inside [Writer.EachRow]. It returns
// false when there is no such column.
type Spell func(w *Writer, column string) bool

// Writer puts the text of one step together and remembers where its arguments come from. The first error sticks and is
// returned by [Writer.Step]; a Writer is used for one step by one goroutine.
type Writer struct {
	format   Placeholders
	buf      []byte
	params   int
	args     []Args
	rows     Rows
	row      int // the current row inside EachRow
	inRows   bool
	stored   Spell
	incoming Spell
	err      error
}

// NewWriter returns a Writer for a chunk of rows.
func NewWriter(format Placeholders, rows Rows) *Writer {
	return &Writer{format: format, rows: rows}
}

// Refs says how [Stored] and [Incoming] are written from here on; nil means that such a reference is an error.
func (w *Writer) Refs(stored, incoming Spell) {
	w.stored, w.incoming = stored, incoming
}

// SQL writes the dialect's own text and quoted identifiers, in which a question mark is never a placeholder.
func (w *Writer) SQL(parts ...string) {
	for _, s := range parts {
		if w.format == Escaped && strings.Contains(s, "?") {
			s = strings.ReplaceAll(s, "?", "??")
		}
		w.buf = append(w.buf, s...)
	}
}

// EachRow calls f for every row of the chunk, with sep between the rows. Cells and arguments that f writes are those of
// the row; f must write cells and values of the same columns, in the same order, for every row.
func (w *Writer) EachRow(sep string, f func()) {
	w.args = append(w.args, Args{PerRow: true})
	w.inRows = true
	start, params := len(w.buf), w.params
	for w.row = range w.rows.N {
		if w.row == 1 { // make room for the others at once; $1 grows to $65535
			w.buf = slices.Grow(w.buf, (len(w.buf)-start+len(sep)+4*(w.params-params))*(w.rows.N-1))
		}
		if w.row > 0 {
			w.SQL(sep)
		}
		f()
	}
	w.inRows = false
}

// Cell writes the value of a column of the current row: a placeholder, or the cell's own SQL. Call it inside EachRow.
func (w *Writer) Cell(column int) {
	if w.row == 0 {
		w.slot(Slot{Column: column})
	}
	if w.rows.Exprs != nil {
		if e, ok := w.rows.Exprs[Cell{w.row, column}]; ok {
			w.fragment(e.SQL, e.Args, func(a any) {
				if _, isRef := RefOf(a); isRef {
					w.fail(errors.New("a cell cannot refer to Stored or Incoming columns"))
					return
				}
				w.placeholder()
			})
			return
		}
	}
	w.placeholder()
}

// Cells writes open, the cells of the columns with commas between them, and close. Call it inside EachRow.
func (w *Writer) Cells(open string, columns []int, close string) {
	if w.row > 0 && w.rows.Exprs == nil && w.format != Escaped {
		w.placeholders(open, len(columns), close)
		return
	}
	w.SQL(open)
	for i, c := range columns {
		if i > 0 {
			w.SQL(", ")
		}
		w.Cell(c)
	}
	w.SQL(close)
}

// placeholders writes the cells of a row that has nothing but values, and is not the first: nearly all that is ever written.
func (w *Writer) placeholders(open string, n int, close string) {
	buf := append(w.buf, open...)
	for i := range n {
		if i > 0 {
			buf = append(buf, ", "...)
		}
		w.params++
		if w.format == Dollar {
			buf = strconv.AppendInt(append(buf, '$'), int64(w.params), 10)
		} else {
			buf = append(buf, '?')
		}
	}
	w.buf = append(buf, close...)
}

// Gather writes a placeholder for one argument, which of makes of all the cells of some columns: see [Args].
func (w *Writer) Gather(columns []int, of func(cells [][]any) any) {
	run := Args{Gather: of}
	for _, c := range columns {
		run.Slots = append(run.Slots, Slot{Column: c})
	}
	w.args = append(w.args, run)
	w.placeholder()
}

// Value writes a placeholder for a value that is the same in every chunk.
func (w *Writer) Value(v any) {
	if !w.inRows || w.row == 0 {
		w.slot(Slot{Column: Fixed, Value: v})
	}
	w.placeholder()
}

// Expr writes an expression of the caller. Stored and Incoming columns are written as [Writer.Refs] says.
func (w *Writer) Expr(e sq.Sqlizer) {
	sql, args, err := fragment(e)
	if err != nil {
		w.fail(err)
		return
	}
	w.fragment(sql, args, func(a any) {
		if ref, ok := RefOf(a); ok {
			w.ref(ref)
			return
		}
		w.Value(a)
	})
}

// Ref writes a column of the stored or the incoming row as [Writer.Refs] says.
func (w *Writer) Ref(r Ref) { w.ref(r) }

func (w *Writer) ref(r Ref) {
	spell, name := w.stored, "Stored"
	if r.From == IncomingRow {
		spell, name = w.incoming, "Incoming"
	}
	if spell == nil {
		w.fail(fmt.Errorf("%s(%q) has no meaning here", name, r.Column))
		return
	}
	if !spell(w, r.Column) {
		w.fail(fmt.Errorf("%s(%q): there is no such column in the rows", name, r.Column))
	}
}

// fragment writes a squirrel fragment: ? takes the next argument, ?? is a question mark.
func (w *Writer) fragment(sql string, args []any, arg func(any)) {
	all := len(args)
	for {
		i := strings.IndexByte(sql, '?')
		if i < 0 {
			break
		}
		w.buf = append(w.buf, sql[:i]...)
		sql = sql[i+1:]
		switch {
		case strings.HasPrefix(sql, "?"):
			sql = sql[1:]
			w.SQL("?")
		case len(args) == 0:
			w.fail(fmt.Errorf("an expression has more placeholders than its %d arguments: write ?? for a question mark that is not a placeholder", all))
			return
		default:
			arg(args[0])
			args = args[1:]
		}
	}
	w.buf = append(w.buf, sql...)
	if len(args) > 0 {
		w.fail(fmt.Errorf("an expression has %d arguments but only %d placeholders: nested squirrel builders need PlaceholderFormat(sq.Question)", all, all-len(args)))
	}
}

// placeholder writes the next placeholder.
func (w *Writer) placeholder() {
	w.params++
	if w.format != Dollar {
		w.buf = append(w.buf, '?')
		return
	}
	w.buf = append(w.buf, '$')
	w.buf = strconv.AppendInt(w.buf, int64(w.params), 10)
}

// slot records where the next argument comes from.
func (w *Writer) slot(s Slot) {
	if n := len(w.args); n == 0 || w.args[n-1].PerRow != w.inRows || w.args[n-1].Gather != nil {
		w.args = append(w.args, Args{PerRow: w.inRows})
	}
	last := &w.args[len(w.args)-1]
	last.Slots = append(last.Slots, s)
}

func (w *Writer) fail(err error) {
	if w.err == nil {
		w.err = err
	}
}

// Step returns the finished step, or the first error.
func (w *Writer) Step(read Read) (Step, error) {
	if w.err != nil {
		return Step{}, w.err
	}
	return Step{SQL: string(w.buf), Args: w.args, Read: read}, nil
}

// Fragment returns what was written as a squirrel fragment; a Writer that wrote cells has none.
func (w *Writer) Fragment() (sql string, args []any, err error) {
	step, err := w.Step(ReadNothing)
	if err != nil {
		return "", nil, err
	}
	return step.SQL, step.AppendArgs(nil, Rows{}, nil, 0), nil
}

// fragment returns an expression as a squirrel fragment with ? placeholders.
func fragment(e sq.Sqlizer) (string, []any, error) {
	switch b := e.(type) { // a builder with another placeholder format cannot be renumbered
	case sq.SelectBuilder:
		e = b.PlaceholderFormat(sq.Question)
	case sq.InsertBuilder:
		e = b.PlaceholderFormat(sq.Question)
	case sq.UpdateBuilder:
		e = b.PlaceholderFormat(sq.Question)
	case sq.DeleteBuilder:
		e = b.PlaceholderFormat(sq.Question)
	}
	return e.ToSql()
}

// Resolve turns a cell that is an expression into its SQL.
func Resolve(e sq.Sqlizer) (Expr, error) {
	sql, args, err := fragment(e)
	if err != nil {
		return Expr{}, err
	}
	_, isDefault := e.(Default)
	return Expr{SQL: sql, Args: args, Default: isDefault}, nil
}

// Default is a cell that takes the column's DEFAULT.
type Default struct{}

// ToSql returns the keyword DEFAULT.
func (Default) ToSql() (string, []any, error) { return "DEFAULT", nil, nil }

// QuoteName quotes one name, such as a column's: quote around it, and every quote inside it doubled.
func QuoteName(name, quote string) string {
	return quote + strings.ReplaceAll(name, quote, quote+quote) + quote
}

// QuoteQualified quotes a table's name: a dot separates its parts, and each part is quoted for itself.
func QuoteQualified(name, quote string) string {
	parts := strings.Split(name, ".")
	for i, p := range parts {
		parts[i] = QuoteName(p, quote)
	}
	return strings.Join(parts, ".")
}

// Columns returns 0, 1, …, n-1: the positions of all columns of a row of n.
func Columns(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}
