package main

import (
	"fmt"
	"time"

	"github.com/uptrace/bun"
)

// layout is a type of rows and its table. All have the columns id and name.
type layout[T any] struct {
	table      string
	columns    []string
	set        []string // what an update writes
	definition string   // TIME stands for the database's type

	row     func(id int64, version string) T
	id      func(r *T) int64
	values  func(r *T, dst []any) []any // in the order of columns
	changes func(r *T, dst []any) []any // the id and what an update writes
}

// narrow is a row of 2 columns.
type narrow struct {
	bun.BaseModel `bun:"table:compare_2,alias:t" gorm:"-" db:"-"`
	ID            int64  `bun:"id,pk" gorm:"primaryKey;autoIncrement:false" db:"id"`
	Name          string `bun:"name" db:"name"`
}

// TableName is for gorm.
func (narrow) TableName() string { return "compare_2" }

var narrowLayout = &layout[narrow]{
	table: "compare_2", columns: []string{"id", "name"}, set: []string{"name"},
	definition: "id BIGINT NOT NULL PRIMARY KEY, name VARCHAR(200) NOT NULL",
	row:        func(id int64, version string) narrow { return narrow{ID: id, Name: name(id, version)} },
	id:         func(r *narrow) int64 { return r.ID },
	values:     func(r *narrow, dst []any) []any { return append(dst, r.ID, r.Name) },
	changes:    func(r *narrow, dst []any) []any { return append(dst, r.ID, r.Name) },
}

// usual is a row of 6 columns.
type usual struct {
	bun.BaseModel `bun:"table:compare_6,alias:t" gorm:"-" db:"-"`
	ID            int64     `bun:"id,pk" gorm:"primaryKey;autoIncrement:false" db:"id"`
	Email         string    `bun:"email" db:"email"`
	Name          string    `bun:"name" db:"name"`
	Age           int64     `bun:"age" db:"age"`
	Score         float64   `bun:"score" db:"score"`
	Seen          time.Time `bun:"seen_at" gorm:"column:seen_at" db:"seen_at"`
}

// TableName is for gorm.
func (usual) TableName() string { return "compare_6" }

var usualLayout = &layout[usual]{
	table: "compare_6", columns: []string{"id", "email", "name", "age", "score", "seen_at"}, set: []string{"name", "seen_at"},
	definition: "id BIGINT NOT NULL PRIMARY KEY, email VARCHAR(100) NOT NULL, name VARCHAR(200) NOT NULL, age BIGINT NOT NULL, " +
		"score DOUBLE PRECISION NOT NULL, seen_at TIME NOT NULL",
	row: func(id int64, version string) usual {
		return usual{ID: id, Email: fmt.Sprintf("user%d@example.com", id), Name: name(id, version), Age: id % 100, Score: float64(id) / 7,
			Seen: first.Add(time.Duration(id) * time.Second)}
	},
	id:      func(r *usual) int64 { return r.ID },
	values:  func(r *usual, dst []any) []any { return append(dst, r.ID, r.Email, r.Name, r.Age, r.Score, r.Seen) },
	changes: func(r *usual, dst []any) []any { return append(dst, r.ID, r.Name, r.Seen) },
}

// first is when the first user was seen.
var first = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)

// name starts with the version, which tells stored rows from written ones.
func name(id int64, version string) string { return fmt.Sprintf("%s user number %d", version, id) }

// versions of rows.
const (
	stored  = "old"
	written = "new"
)
