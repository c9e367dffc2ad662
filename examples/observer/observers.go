package main

import (
	"context"
	"log/slog"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"github.com/sqbulk/sqbulk/exec"
)

// both hands each event to several observers.
type both []exec.Observer

// Observe implements [exec.Observer].
func (b both) Observe(ctx context.Context, e exec.Event) {
	for _, o := range b {
		o.Observe(ctx, e)
	}
}

// logTo logs chunks, failures and retries. The context is that of the run, so a handler that knows spans can add their ids.
func logTo(logger *slog.Logger) exec.Observer {
	return exec.ObserverFunc(func(ctx context.Context, e exec.Event) {
		log := logger.With("table", e.Table)
		switch e.Kind {
		case exec.ChunkDone:
			log.InfoContext(ctx, "chunk done", "chunk", e.Chunk, "rows", e.Done(), "of", e.Total,
				"created", e.Result.Created, "rejected", len(e.Result.Rejected), "took", e.Duration)
		case exec.ChunkFailed:
			log.ErrorContext(ctx, "chunk failed", "chunk", e.Chunk, "rows", e.Rows, "took", e.Duration, "err", e.Err)
		case exec.Retrying:
			log.WarnContext(ctx, "trying again", "attempt", e.Attempt, "after", e.Duration, "err", e.Err)
		}
	})
}

// traceTo makes a span for each chunk, which ends when the event comes and began a chunk's duration before. A retry is an event of the
// span that is around the run.
func traceTo(tracer trace.Tracer) exec.Observer {
	return exec.ObserverFunc(func(ctx context.Context, e exec.Event) {
		table := attribute.String("db.collection.name", e.Table)
		if e.Kind == exec.Retrying {
			trace.SpanFromContext(ctx).AddEvent("trying again", trace.WithAttributes(table,
				attribute.Int("sqbulk.attempt", e.Attempt), attribute.String("error.message", e.Err.Error())))
			return
		}
		end := time.Now()
		_, span := tracer.Start(ctx, "bulk chunk "+e.Table,
			trace.WithSpanKind(trace.SpanKindClient), trace.WithTimestamp(end.Add(-e.Duration)),
			trace.WithAttributes(table, attribute.Int("sqbulk.chunk", e.Chunk), attribute.Int("db.operation.batch.size", e.Rows)))
		if e.Err != nil {
			span.SetStatus(codes.Error, e.Err.Error())
		}
		span.End(trace.WithTimestamp(end))
	})
}
