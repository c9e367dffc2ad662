package integration

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"testing"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/dialect"
	"github.com/sqbulk/sqbulk/exec"
)

// versionedRows are 200 documents as a client has read them; those of lateDocuments have a later version in the table.
const versionedRows = 200

var lateDocuments = []int{0, 7, 63, 64, 120, 199}

// versioned fills the table and returns the rows and what is stored.
func versioned(t *testing.T, on reach) (rows, stored []document) {
	t.Helper()
	on.must(t, "DELETE FROM docs")
	for id := range versionedRows {
		rows = append(rows, document{id, 3, fmt.Sprint("new ", id)})
		late := document{id, 3 + int64(boolInt(slices.Contains(lateDocuments, id))), "old"}
		stored = append(stored, late)
	}
	if _, err := exec.New(on.db, on.dialect).Run(t.Context(), builder.Insert("docs").From(builder.Structs(stored))); err != nil {
		t.Fatal(err)
	}
	return rows, stored
}

// TestVersionWorkers updates under an optimistic lock with four workers, by each form of the statement: the stale rows are named and stay as
// they are, every other row is written once; without SkipBadRows the chunks that are stored are those that the error counts.
func TestVersionWorkers(t *testing.T) {
	onServers(t, func(t *testing.T, on reach) {
		on.create(t, documents)
		up := builder.Update("docs").Key("id").Version("version").Set("body").BatchSize(10)
		for form, up := range map[string]builder.UpdateBuilder{"join": up, "case": up.CaseForm()} {
			t.Run(form, func(t *testing.T) {
				t.Run("skip", func(t *testing.T) { skipLate(t, on, up) })
				t.Run("fail", func(t *testing.T) { failLate(t, on, up) })
			})
		}
	})
}

func allDocuments(t *testing.T, on reach) (all []document) {
	t.Helper()
	if err := on.db.Select(&all, "SELECT id, version, body FROM docs ORDER BY id"); err != nil {
		t.Fatal(err)
	}
	return all
}

// skipLate sets the stale rows aside.
func skipLate(t *testing.T, on reach, up builder.UpdateBuilder) {
	rows, want := versioned(t, on)
	res, err := exec.New(on.db, on.dialect).Run(t.Context(), up.From(builder.Structs(rows)), exec.PerChunk(), exec.Workers(4), exec.SkipBadRows(-1))
	var late []int
	for _, r := range res.Rejected {
		if !errors.Is(r, dialect.StaleRow) {
			t.Errorf("row %d: %v", r.Row, r)
		}
		late = append(late, r.Row)
	}
	slices.Sort(late)
	if fresh := int64(versionedRows - len(lateDocuments)); err != nil || !slices.Equal(late, lateDocuments) || res.Updated != fresh {
		t.Errorf("stale %v, %+v, %v", late, res, err)
	}
	for i := range want {
		if want[i].Version == 3 {
			want[i] = document{i, 4, rows[i].Body}
		}
	}
	if got := allDocuments(t, on); !reflect.DeepEqual(got, want) {
		t.Errorf("stored %v\nwant   %v", got, want)
	}
}

// failLate runs until the first stale row: chunks are stored whole or not at all, and as many as the error says.
func failLate(t *testing.T, on reach, up builder.UpdateBuilder) {
	rows, before := versioned(t, on)
	res, err := exec.New(on.db, on.dialect).Run(t.Context(), up.From(builder.Structs(rows)), exec.PerChunk(), exec.Workers(4))
	var failed *exec.ChunkError
	if !errors.Is(err, dialect.StaleRow) || !errors.As(err, &failed) {
		t.Fatalf("got %v, want a stale row", err)
	}
	applied := int64(0)
	for chunk := range slices.Chunk(allDocuments(t, on), 10) {
		first := chunk[0].ID
		if reflect.DeepEqual(chunk, before[first:first+10]) {
			continue
		}
		for _, d := range chunk {
			if applied++; d != (document{d.ID, 4, rows[d.ID].Body}) || slices.Contains(lateDocuments, d.ID) {
				t.Errorf("row %d is %+v", d.ID, d)
			}
		}
	}
	if failed.Applied != applied || res.Rows != applied {
		t.Errorf("%d rows are stored; the error says %d and the result %d", applied, failed.Applied, res.Rows)
	}
}
