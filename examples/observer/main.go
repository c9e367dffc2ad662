// Observer watches a run through slog and OpenTelemetry at once: a log line and a span for each chunk.
//
//	go run ./observer
//
// It inserts 2,500 rows into a SQLite database in memory, which refuses one of them. Logs go to the standard error, spans as JSON to the standard output.
package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"

	"github.com/jmoiron/sqlx"
	"go.opentelemetry.io/otel/exporters/stdout/stdouttrace"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
	_ "modernc.org/sqlite"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
	"github.com/sqbulk/sqbulk/sqlite"
)

func main() {
	if err := run(context.Background(), os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "observer:", err)
		os.Exit(1)
	}
}

// run sends the spans to an exporter that prints them; a real service sends them to a collector.
func run(ctx context.Context, spans, logs io.Writer) error {
	exporter, err := stdouttrace.New(stdouttrace.WithWriter(spans))
	if err != nil {
		return err
	}
	provider := sdk.NewTracerProvider(sdk.WithSyncer(exporter))
	if err := load(ctx, slog.New(slog.NewTextHandler(logs, nil)), provider.Tracer("observer"), 2500); err != nil {
		return err
	}
	return provider.Shutdown(ctx)
}

// load inserts n rows under a span of its own, of which the chunks' spans are children.
func load(ctx context.Context, logger *slog.Logger, tracer trace.Tracer, n int) error {
	db, err := sqlx.Open("sqlite", ":memory:")
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1) // each connection would have a database of its own
	if _, err := db.ExecContext(ctx, "CREATE TABLE readings (id INTEGER PRIMARY KEY CHECK (id <> 2100))"); err != nil {
		return err
	}
	ids := make([]int, n)
	for i := range ids {
		ids[i] = i
	}
	ctx, span := tracer.Start(ctx, "load readings")
	defer span.End()
	up := builder.Insert("readings").From(builder.Column("id", ids)).OnConflict("id").DoNothing()
	_, err = exec.New(db, sqlite.Dialect{}, exec.Observe(both{logTo(logger), traceTo(tracer)})).Run(ctx, up, exec.SkipBadRows(10))
	return err
}
