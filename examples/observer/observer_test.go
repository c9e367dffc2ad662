package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"go.opentelemetry.io/otel/codes"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"github.com/sqbulk/sqbulk/exec"
)

// plain writes log lines without what differs each time.
func plain(w io.Writer) *slog.Logger {
	return slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey || a.Key == "took" {
			return slog.Attr{}
		}
		return a
	}}))
}

func TestLoad(t *testing.T) {
	var logs strings.Builder
	recorder := tracetest.NewSpanRecorder()
	tracer := sdk.NewTracerProvider(sdk.WithSpanProcessor(recorder)).Tracer("test")
	if err := load(context.Background(), plain(&logs), tracer, 2500); err != nil {
		t.Fatal(err)
	}
	want := `level=INFO msg="chunk done" table=readings chunk=1 rows=1000 of=2500 created=1000 rejected=0
level=INFO msg="chunk done" table=readings chunk=2 rows=2000 of=2500 created=2000 rejected=0
level=INFO msg="chunk done" table=readings chunk=3 rows=2500 of=2500 created=2499 rejected=1
`
	if logs.String() != want {
		t.Errorf("logged:\n%swant:\n%s", logs.String(), want)
	}
	spans := recorder.Ended()
	var names []string
	for _, s := range spans {
		names = append(names, s.Name())
	}
	if want := append(slices.Repeat([]string{"bulk chunk readings"}, 3), "load readings"); !slices.Equal(names, want) {
		t.Fatalf("spans %q, want %q", names, want)
	}
	for i, s := range spans[:3] {
		if s.Parent().SpanID() != spans[3].SpanContext().SpanID() {
			t.Errorf("span %d is not part of the run's", i)
		}
		if s.EndTime().Before(s.StartTime()) || s.StartTime().Before(spans[3].StartTime()) {
			t.Errorf("span %d is from %v to %v, outside the run's, which begins at %v", i, s.StartTime(), s.EndTime(), spans[3].StartTime())
		}
	}
}

// A chunk that failed and a transaction that is tried again, as they are logged and traced.
func TestTrouble(t *testing.T) {
	var logs strings.Builder
	recorder := tracetest.NewSpanRecorder()
	tracer := sdk.NewTracerProvider(sdk.WithSpanProcessor(recorder)).Tracer("test")
	ctx, run := tracer.Start(context.Background(), "run")
	observer := both{logTo(plain(&logs)), traceTo(tracer)}
	deadlock := errors.New("deadlock")
	observer.Observe(ctx, exec.Event{Kind: exec.ChunkFailed, Table: "t", Chunk: 2, Rows: 7, Duration: time.Second, Err: deadlock})
	observer.Observe(ctx, exec.Event{Kind: exec.Retrying, Table: "t", Attempt: 1, Duration: time.Second, Err: deadlock})
	run.End()

	want := `level=ERROR msg="chunk failed" table=t chunk=2 rows=7 err=deadlock
level=WARN msg="trying again" table=t attempt=1 after=1s err=deadlock
`
	if logs.String() != want {
		t.Errorf("logged:\n%swant:\n%s", logs.String(), want)
	}
	spans := recorder.Ended()
	if got := spans[0]; got.Status().Code != codes.Error || got.EndTime().Sub(got.StartTime()) != time.Second {
		t.Errorf("the chunk's span has the status %v and took %v", got.Status(), got.EndTime().Sub(got.StartTime()))
	}
	if got := spans[1].Events(); len(got) != 1 || got[0].Name != "trying again" {
		t.Errorf("events of the run's span: %v", got)
	}
}

func TestProgram(t *testing.T) {
	var spans strings.Builder
	if err := run(context.Background(), &spans, io.Discard); err != nil {
		t.Fatal(err)
	}
	if got := strings.Count(spans.String(), fmt.Sprintf("%q:%q", "Name", "bulk chunk readings")); got != 3 {
		t.Errorf("%d spans of chunks are printed, want 3:\n%s", got, spans.String())
	}
}
