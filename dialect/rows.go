package dialect

// Rows is what a dialect needs to know about the rows of a chunk: how many there are, and which cells are SQL instead of
// values.
type Rows struct {
	// N is the number of rows.
	N int
	// Exprs holds the cells that are expressions; nil when every cell is a value, and only then the text is shared by all
	// chunks of N rows.
	Exprs map[Cell]Expr
}

// Cell is a position among the rows of a chunk, both counted from zero.
type Cell struct {
	Row    int // of the chunk
	Column int // of the row
}

// Expr is a cell written as SQL.
type Expr struct {
	// SQL is a squirrel fragment: ? is a placeholder, ?? a question mark.
	SQL string
	// Args are the arguments of the placeholders.
	Args []any
	// Default tells that the cell is the column's DEFAULT; SQL is "DEFAULT" then.
	Default bool
}

// Plain returns n rows of values.
func Plain(n int) Rows { return Rows{N: n} }
