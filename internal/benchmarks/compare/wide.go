package main

import (
	"fmt"

	"github.com/uptrace/bun"
)

// wide is a row of 40 columns.
type wide struct {
	bun.BaseModel `bun:"table:compare_40,alias:t" gorm:"-" db:"-"`
	ID            int64   `bun:"id,pk" gorm:"primaryKey;autoIncrement:false" db:"id"`
	Name          string  `bun:"name" db:"name"`
	T1            string  `bun:"t1" gorm:"column:t1" db:"t1"`
	T2            string  `bun:"t2" gorm:"column:t2" db:"t2"`
	T3            string  `bun:"t3" gorm:"column:t3" db:"t3"`
	T4            string  `bun:"t4" gorm:"column:t4" db:"t4"`
	T5            string  `bun:"t5" gorm:"column:t5" db:"t5"`
	T6            string  `bun:"t6" gorm:"column:t6" db:"t6"`
	T7            string  `bun:"t7" gorm:"column:t7" db:"t7"`
	T8            string  `bun:"t8" gorm:"column:t8" db:"t8"`
	T9            string  `bun:"t9" gorm:"column:t9" db:"t9"`
	T10           string  `bun:"t10" gorm:"column:t10" db:"t10"`
	T11           string  `bun:"t11" gorm:"column:t11" db:"t11"`
	T12           string  `bun:"t12" gorm:"column:t12" db:"t12"`
	N1            int64   `bun:"n1" gorm:"column:n1" db:"n1"`
	N2            int64   `bun:"n2" gorm:"column:n2" db:"n2"`
	N3            int64   `bun:"n3" gorm:"column:n3" db:"n3"`
	N4            int64   `bun:"n4" gorm:"column:n4" db:"n4"`
	N5            int64   `bun:"n5" gorm:"column:n5" db:"n5"`
	N6            int64   `bun:"n6" gorm:"column:n6" db:"n6"`
	N7            int64   `bun:"n7" gorm:"column:n7" db:"n7"`
	N8            int64   `bun:"n8" gorm:"column:n8" db:"n8"`
	N9            int64   `bun:"n9" gorm:"column:n9" db:"n9"`
	N10           int64   `bun:"n10" gorm:"column:n10" db:"n10"`
	N11           int64   `bun:"n11" gorm:"column:n11" db:"n11"`
	N12           int64   `bun:"n12" gorm:"column:n12" db:"n12"`
	N13           int64   `bun:"n13" gorm:"column:n13" db:"n13"`
	F1            float64 `bun:"f1" gorm:"column:f1" db:"f1"`
	F2            float64 `bun:"f2" gorm:"column:f2" db:"f2"`
	F3            float64 `bun:"f3" gorm:"column:f3" db:"f3"`
	F4            float64 `bun:"f4" gorm:"column:f4" db:"f4"`
	F5            float64 `bun:"f5" gorm:"column:f5" db:"f5"`
	F6            float64 `bun:"f6" gorm:"column:f6" db:"f6"`
	F7            float64 `bun:"f7" gorm:"column:f7" db:"f7"`
	F8            float64 `bun:"f8" gorm:"column:f8" db:"f8"`
	F9            float64 `bun:"f9" gorm:"column:f9" db:"f9"`
	F10           float64 `bun:"f10" gorm:"column:f10" db:"f10"`
	F11           float64 `bun:"f11" gorm:"column:f11" db:"f11"`
	F12           float64 `bun:"f12" gorm:"column:f12" db:"f12"`
	F13           float64 `bun:"f13" gorm:"column:f13" db:"f13"`
}

// TableName is for gorm.
func (wide) TableName() string { return "compare_40" }

var wideLayout = &layout[wide]{
	table: "compare_40",
	columns: []string{
		"id", "name", "t1", "t2", "t3", "t4", "t5", "t6", "t7", "t8", "t9", "t10",
		"t11", "t12", "n1", "n2", "n3", "n4", "n5", "n6", "n7", "n8", "n9", "n10",
		"n11", "n12", "n13", "f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9",
		"f10", "f11", "f12", "f13",
	},
	set: []string{"name", "n1"},
	definition: `
		id BIGINT NOT NULL PRIMARY KEY, name VARCHAR(200) NOT NULL, t1 VARCHAR(100) NOT NULL, t2 VARCHAR(100) NOT NULL,
		t3 VARCHAR(100) NOT NULL, t4 VARCHAR(100) NOT NULL, t5 VARCHAR(100) NOT NULL, t6 VARCHAR(100) NOT NULL,
		t7 VARCHAR(100) NOT NULL, t8 VARCHAR(100) NOT NULL, t9 VARCHAR(100) NOT NULL, t10 VARCHAR(100) NOT NULL,
		t11 VARCHAR(100) NOT NULL, t12 VARCHAR(100) NOT NULL, n1 BIGINT NOT NULL, n2 BIGINT NOT NULL,
		n3 BIGINT NOT NULL, n4 BIGINT NOT NULL, n5 BIGINT NOT NULL, n6 BIGINT NOT NULL,
		n7 BIGINT NOT NULL, n8 BIGINT NOT NULL, n9 BIGINT NOT NULL, n10 BIGINT NOT NULL,
		n11 BIGINT NOT NULL, n12 BIGINT NOT NULL, n13 BIGINT NOT NULL, f1 DOUBLE PRECISION NOT NULL,
		f2 DOUBLE PRECISION NOT NULL, f3 DOUBLE PRECISION NOT NULL, f4 DOUBLE PRECISION NOT NULL, f5 DOUBLE PRECISION NOT NULL,
		f6 DOUBLE PRECISION NOT NULL, f7 DOUBLE PRECISION NOT NULL, f8 DOUBLE PRECISION NOT NULL, f9 DOUBLE PRECISION NOT NULL,
		f10 DOUBLE PRECISION NOT NULL, f11 DOUBLE PRECISION NOT NULL, f12 DOUBLE PRECISION NOT NULL, f13 DOUBLE PRECISION NOT NULL`,
	row: newWide,
	id:  func(r *wide) int64 { return r.ID },
	values: func(r *wide, dst []any) []any {
		return append(dst,
			r.ID, r.Name, r.T1, r.T2, r.T3, r.T4, r.T5, r.T6, r.T7, r.T8, r.T9, r.T10,
			r.T11, r.T12, r.N1, r.N2, r.N3, r.N4, r.N5, r.N6, r.N7, r.N8, r.N9, r.N10,
			r.N11, r.N12, r.N13, r.F1, r.F2, r.F3, r.F4, r.F5, r.F6, r.F7, r.F8, r.F9,
			r.F10, r.F11, r.F12, r.F13)
	},
	changes: func(r *wide, dst []any) []any { return append(dst, r.ID, r.Name, r.N1) },
}

// newWide makes up a row.
func newWide(id int64, version string) wide {
	t, n, f := fmt.Sprintf("text %d", id), id%1000, float64(id)/7
	return wide{
		ID: id, Name: name(id, version),
		T1: t, T2: t, T3: t, T4: t, T5: t, T6: t, T7: t, T8: t, T9: t, T10: t, T11: t, T12: t,
		N1: n, N2: n, N3: n, N4: n, N5: n, N6: n, N7: n, N8: n, N9: n, N10: n, N11: n, N12: n, N13: n,
		F1: f, F2: f, F3: f, F4: f, F5: f, F6: f, F7: f, F8: f, F9: f, F10: f, F11: f, F12: f, F13: f,
	}
}
