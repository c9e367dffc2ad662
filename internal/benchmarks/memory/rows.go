package main

import (
	"bufio"
	"fmt"
	"io"
	"time"

	"github.com/sqbulk/sqbulk/builder"
)

// user is a generated row.
type user struct {
	ID    int64     `db:"id"`
	Email string    `db:"email"`
	Name  string    `db:"name"`
	Seen  time.Time `db:"seen_at"`
}

// first is when the first user was seen.
var first = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)

// generate makes up a row.
func generate(id int64) user {
	return user{id, fmt.Sprintf("user%d@example.com", id), fmt.Sprintf("User Number %d", id), first.Add(time.Duration(id) * time.Second)}
}

// source is one of generated rows, or of a CSV text that is generated as it is read. The function ends the generation.
func (s settings) source(kind string) (builder.Source, func()) {
	if kind == "rows" {
		return builder.Seq(func(yield func(user) bool) {
			for id := range s.rows {
				if !yield(generate(id)) {
					return
				}
			}
		}), func() {}
	}
	r, w := io.Pipe()
	go func() { w.CloseWithError(writeCSV(w, s.bytes)) }()
	return builder.CSV(r, builder.CSVParse("id", builder.ParseInt)), func() { r.Close() }
}

// writeCSV writes whole lines until there are so many bytes.
func writeCSV(w io.Writer, bytes int64) error {
	out := bufio.NewWriterSize(w, 64<<10)
	n, err := out.WriteString("id,email,name,seen_at\n")
	written := int64(n)
	for id := int64(0); written < bytes && err == nil; id++ {
		u := generate(id)
		n, err = fmt.Fprintf(out, "%d,%s,\"%s\",%s\n", u.ID, u.Email, u.Name, u.Seen.Format("2006-01-02 15:04:05"))
		written += int64(n)
	}
	if err != nil {
		return err
	}
	return out.Flush()
}
