package session

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/sqbulk/sqbulk/dialect"
)

// answer runs a statement and reads its answer.
func (st *statement) answer(ctx context.Context, db DB, read dialect.Read, args []any, into Reader) (dialect.Answer, error) {
	switch read {
	case dialect.ReadNumbers:
		return numbers(st.query(ctx, db, args))
	case dialect.ReadTexts:
		return words(st.query(ctx, db, args))
	case dialect.ReadRows:
		rows, err := st.query(ctx, db, args)
		if err != nil {
			return dialect.Answer{}, err
		}
		return into.Read(rows)
	}
	res, err := st.exec(ctx, db, args)
	if err != nil || read == dialect.ReadNothing {
		return dialect.Answer{}, err
	}
	return affected(res)
}

// affected reads the number of affected rows.
func affected(res interface{ RowsAffected() (int64, error) }) (dialect.Answer, error) {
	n, err := res.RowsAffected()
	if err != nil {
		return dialect.Answer{}, fmt.Errorf("exec: affected rows: %w", err)
	}
	return dialect.Answer{Affected: n}, nil
}

// numbers reads result rows of integers to their end.
func numbers(rows *sql.Rows, err error) (dialect.Answer, error) {
	all, err := readAll[int64](rows, err)
	return dialect.Answer{Rows: all}, err
}

// words reads result rows of texts to their end.
func words(rows *sql.Rows, err error) (dialect.Answer, error) {
	all, err := readAll[sql.NullString](rows, err)
	answer := dialect.Answer{}
	for _, row := range all {
		line := make([]string, len(row))
		for i, cell := range row {
			line[i] = cell.String
		}
		answer.Texts = append(answer.Texts, line)
	}
	return answer, err
}

// readAll reads result rows whose columns have one type.
func readAll[T any](rows *sql.Rows, err error) ([][]T, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	var all [][]T
	for rows.Next() {
		row := make([]T, len(columns))
		dest := make([]any, len(columns))
		for i := range row {
			dest[i] = &row[i]
		}
		if err := rows.Scan(dest...); err != nil {
			return nil, err
		}
		all = append(all, row)
	}
	return all, rows.Err()
}
