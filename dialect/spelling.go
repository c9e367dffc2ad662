package dialect

import "slices"

// A Spelling is a statement's SQL for a chunk of rows: what to run, and what the answers mean. Its steps run in order on
// one connection.
type Spelling struct {
	// Steps is one plain statement, or that with the steps that count around it.
	Steps []Step
	// Tally turns the answers, one per step, into counts for a chunk of n rows.
	Tally func(n int, answers []Answer) Counts
	// MaxRows is the most rows this form should have in one statement; zero: no bound of its own.
	MaxRows int
	// BatchSize is the rows in a statement of this form where nobody asks for a number; zero: the builders' default.
	BatchSize int
	// NeedsTx tells that the counts are exact only when the steps run in one transaction.
	NeedsTx bool
}

// Step is one SQL statement of a [Spelling].
type Step struct {
	// SQL has the database's own placeholders.
	SQL string
	// Args is the layout of the arguments.
	Args []Args
	// Read says what the statement answers.
	Read Read
	// Feed is not nil when the rows are fed; then Args are the columns of each row, and Read is [ReadAffected].
	Feed *Feed
	// Needed tells, from the answers of the steps before it, whether the step is sent for a chunk of n rows; nil: always. What is not
	// sent has an empty answer. It is how a question is asked only when the answer matters, and then of the present. Such a step is never prepared.
	Needed func(n int, answers []Answer) bool
	// NullIn are the positions of columns in the row: the step is sent only for rows of which one may have NULL there; nil: for all. Like Needed,
	// it is how a question is asked only when the answer matters.
	NullIn []int
	// Always runs the step also after one before it has failed, for what a rollback does not undo. Then its own error is not told.
	Always bool
	// Check returns the error that the answers up to this step's tell of, for a chunk of n rows; nil checks nothing. It ends the
	// chunk like an error of the statement before it, which the rows of the chunk and [Dialect].Classify explain.
	Check func(n int, answers []Answer) error
}

// Conditional tells whether the step is sent for some chunks only, so that it is never prepared.
func (s Step) Conditional() bool { return s.Needed != nil || s.NullIn != nil }

// Feeds tells whether rows are fed to one of the steps.
func (s *Spelling) Feeds() bool {
	return slices.ContainsFunc(s.Steps, func(step Step) bool { return step.Feed != nil })
}

// Args is a run of arguments: its slots once, or once for each row of the chunk.
type Args struct {
	Slots  []Slot // in the order of the placeholders
	PerRow bool   // once for each row
	// Gather makes one argument of all rows; nil: each slot is an argument. It gets a list for each slot, whose column's cells of all rows
	// it holds, and may keep the lists. A cell that is an expression is its [Expr].
	Gather func(cells [][]any) any
}

// Slot is one argument: a cell of the current row, or a value that is the same in every chunk.
type Slot struct {
	// Column is the cell's position in the row; [Fixed] for a value.
	Column int
	// Value is the argument of a Fixed slot.
	Value any
}

// Fixed is the Column of a [Slot] that holds a value.
const Fixed = -1

// Read says what a step answers.
type Read int

const (
	// ReadNothing ignores the result.
	ReadNothing Read = iota
	// ReadAffected reads the number of affected rows.
	ReadAffected
	// ReadNumbers reads result rows that consist of integers only.
	ReadNumbers
	// ReadRows reads the statement's Returning columns for the caller, followed by integers for Tally.
	ReadRows
	// ReadTexts reads result rows of texts, for the step's Check.
	ReadTexts
)

// Answer is what a step returned.
type Answer struct {
	// Affected is the number of affected rows as the driver reports it (ReadAffected).
	Affected int64
	// Rows are the integers of the result: whole rows (ReadNumbers), or what follows the caller's columns (ReadRows; one
	// entry per returned row, empty when nothing follows).
	Rows [][]int64
	// Texts are the rows of the result (ReadTexts); NULL is an empty text.
	Texts [][]string
}

// Counts is the outcome of a chunk.
type Counts struct {
	Created   int64 // rows that did not exist and were inserted
	Updated   int64 // stored rows that the database updated
	Unchanged int64 // rows that exist and were left as they were by DO UPDATE or UPDATE
	Skipped   int64 // rows that were not written because of DO NOTHING, or dropped by a trigger
	Deleted   int64 // stored rows that were deleted
	Unmatched int64 // update: input keys that matched no stored row
	Inexact   bool  // at least one of the numbers may be wrong
}

// Add adds the counts of another chunk.
func (c *Counts) Add(o Counts) {
	c.Created += o.Created
	c.Updated += o.Updated
	c.Unchanged += o.Unchanged
	c.Skipped += o.Skipped
	c.Deleted += o.Deleted
	c.Unmatched += o.Unmatched
	c.Inexact = c.Inexact || o.Inexact
}

// Params is the number of bind parameters of the step for a chunk.
func (s Step) Params(rows Rows) int {
	n := 0
	for _, run := range s.Args {
		if run.Gather != nil {
			n++
			continue
		}
		if !run.PerRow {
			n += len(run.Slots)
			continue
		}
		n += rows.N * len(run.Slots)
		for cell, e := range rows.Exprs {
			for _, slot := range run.Slots {
				if slot.Column == cell.Column {
					n += len(e.Args) - 1
				}
			}
		}
	}
	return n
}

// InRowOrder tells whether the arguments are just the cells of all rows, row after row, width to a row.
func (s Step) InRowOrder(width int) bool {
	if len(s.Args) != 1 || !s.Args[0].PerRow || len(s.Args[0].Slots) != width {
		return false
	}
	for i, slot := range s.Args[0].Slots {
		if slot.Column != i {
			return false
		}
	}
	return true
}

// AppendArgs appends the step's arguments for a chunk to dst and returns it. Values are the cells of all rows, row after
// row, width to a row; the cells in rows.Exprs are not read.
func (s Step) AppendArgs(dst []any, rows Rows, values []any, width int) []any {
	for _, run := range s.Args {
		if run.Gather != nil {
			dst = append(dst, gathered(run, rows, values, width))
			continue
		}
		n := 1
		if run.PerRow {
			n = rows.N
		}
		for row := range n {
			dst = appendSlots(dst, run.Slots, rows, values, row, width)
		}
	}
	return dst
}

// gathered is the argument that is made of all rows.
func gathered(run Args, rows Rows, values []any, width int) any {
	lists := make([][]any, len(run.Slots))
	for i, slot := range run.Slots {
		cells := make([]any, rows.N)
		for row := range cells {
			cells[row] = values[row*width+slot.Column]
		}
		for cell, e := range rows.Exprs {
			if cell.Column == slot.Column {
				cells[cell.Row] = e
			}
		}
		lists[i] = cells
	}
	return run.Gather(lists)
}

// appendSlots appends one pass over the slots.
func appendSlots(dst []any, slots []Slot, rows Rows, values []any, row, width int) []any {
	for _, slot := range slots {
		if slot.Column == Fixed {
			dst = append(dst, slot.Value)
			continue
		}
		if rows.Exprs != nil {
			if e, ok := rows.Exprs[Cell{row, slot.Column}]; ok {
				dst = append(dst, e.Args...)
				continue
			}
		}
		dst = append(dst, values[row*width+slot.Column])
	}
	return dst
}
