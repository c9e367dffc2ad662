package pgxcopy

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"

	"github.com/sqbulk/sqbulk/postgres"
)

// cancelTimeout bounds the request to stop.
const cancelTimeout = 5 * time.Second

// driver is COPY through the connections of pgx's driver for database/sql.
type driver struct{}

var _ postgres.CopyDriver = driver{}

// CheckConn implements [postgres.CopyDriver].
func (driver) CheckConn(conn any) error {
	if _, ok := conn.(*stdlib.Conn); ok {
		return nil
	}
	return fmt.Errorf("pgxcopy: %w: COPY through a connection of type %T: open the pool with pgx's driver, or use postgres.Dialect{}",
		errors.ErrUnsupported, conn)
}

// connection is pgx's own.
func (d driver) connection(conn any) (*pgx.Conn, error) {
	if err := d.CheckConn(conn); err != nil {
		return nil, err
	}
	return conn.(*stdlib.Conn).Conn(), nil
}

// Encoder implements [postgres.CopyDriver].
func (d driver) Encoder(ctx context.Context, conn any, insert string, columns int) (postgres.CopyEncoder, error) {
	c, err := d.connection(conn)
	if err != nil {
		return nil, err
	}
	e := &encoder{types: c.TypeMap(), columns: make([]column, columns)}
	switch c.Config().DefaultQueryExecMode {
	case pgx.QueryExecModeExec, pgx.QueryExecModeSimpleProtocol:
		return e, nil // the type of the Go value decides
	}
	described, err := c.Prepare(ctx, "", insert)
	if err != nil {
		return nil, err
	}
	for i := range e.columns {
		e.columns[i].oid = described.ParamOIDs[i]
	}
	return e, nil
}

// CopyFrom implements [postgres.CopyDriver].
func (d driver) CopyFrom(ctx context.Context, conn any, text string, data io.Reader) (int64, error) {
	c, err := d.connection(conn)
	if err != nil {
		return 0, err
	}
	tag, err := c.PgConn().CopyFrom(ctx, data, text)
	if err != nil && ctx.Err() != nil {
		cancel(ctx, c.PgConn())
	}
	return tag.RowsAffected(), err
}

// cancel tells the server to stop. pgx does so only on some of the ways out of a COPY whose context has ended; on the others a server
// that waits for a lock would go on waiting, with no client.
func cancel(ctx context.Context, c *pgconn.PgConn) {
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), cancelTimeout)
	defer stop()
	_ = c.CancelRequest(ctx) // without it, the server finds out when it next reads or writes
}
