package postgres

import (
	"bytes"
	"context"
	"database/sql/driver"
	"fmt"
	"io"
)

// pqCopy is what lib/pq prepares for a COPY. CopyData adds a line break to what it is given.
type pqCopy interface {
	driver.Stmt
	CopyData(ctx context.Context, line string) (driver.Result, error)
}

// copyFromPQ sends a COPY and its data through a connection of lib/pq, as a [CopyDriver] does. The data is cut at line breaks.
func copyFromPQ(ctx context.Context, conn any, text string, data io.Reader) (int64, error) {
	if err := (fed{}).CheckConn(conn); err != nil {
		return 0, err
	}
	preparer, ok := conn.(driver.ConnPrepareContext)
	if !ok {
		return 0, unsupported(fmt.Sprintf("COPY of a text through a connection of type %T", conn), "use lib/pq")
	}
	stmt, err := preparer.PrepareContext(ctx, text)
	if err != nil {
		return 0, err
	}
	defer stmt.Close()
	copying, ok := stmt.(pqCopy)
	if !ok {
		return 0, unsupported(fmt.Sprintf("COPY of a text through a statement of type %T", stmt), "use lib/pq")
	}
	if err := sendLines(ctx, copying, data); err != nil {
		return 0, err
	}
	res, err := copying.Exec(nil) // lib/pq has no other
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// sendLines sends the data in pieces that end with a line. A longer line is in memory as a whole.
func sendLines(ctx context.Context, to pqCopy, data io.Reader) error {
	within := context.WithoutCancel(ctx) // else each piece watches it; the end of the transaction stops one on its way
	buf := make([]byte, copyBlock)
	for n := 0; ; {
		if err := ctx.Err(); err != nil {
			return err
		}
		if n == len(buf) {
			buf = append(buf, make([]byte, len(buf))...)
		}
		read, err := data.Read(buf[n:])
		n += read
		if err != nil && err != io.EOF {
			return err
		}
		end := bytes.LastIndexByte(buf[:n], '\n')
		if err == io.EOF && end < n-1 {
			end = n // the last line has no break
		}
		if end >= 0 {
			if _, err := to.CopyData(within, string(buf[:end])); err != nil {
				return err
			}
			n = copy(buf, buf[min(n, end+1):n])
		}
		if err == io.EOF {
			return nil
		}
	}
}
