package main

import (
	"context"
	"slices"

	"gorm.io/driver/mysql"
	"gorm.io/driver/postgres"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"
	"gorm.io/gorm/logger"
)

// gorm is CreateInBatches, with OnConflict for upserts and, for want of an update of many rows, for updates.
func (w *work[T]) gorm() ([]contestant, error) {
	plain, err := w.openGorm(false)
	if err != nil {
		return nil, err
	}
	prepared, err := w.openGorm(true)
	if err != nil {
		return nil, err
	}
	run := func(db *gorm.DB, f func(tx *gorm.DB) error) func(context.Context) error {
		return func(ctx context.Context) error { return db.WithContext(ctx).Transaction(f) }
	}
	create := func(c ...clause.Expression) func(tx *gorm.DB) error {
		return func(tx *gorm.DB) error { return tx.Clauses(c...).CreateInBatches(w.rows, w.batch).Error }
	}
	conflict := func(columns []string) clause.OnConflict {
		return clause.OnConflict{Columns: []clause.Column{{Name: "id"}}, DoUpdates: clause.AssignmentColumns(columns)}
	}
	both := func(name string, f func(tx *gorm.DB) error) []contestant {
		return []contestant{{name: name, run: run(plain, f)}, {name: name + ", PrepareStmt", run: run(prepared, f)}}
	}
	switch w.op {
	case insert:
		return both("gorm CreateInBatches", create()), nil
	case upsert:
		return both("gorm OnConflict", create(conflict(w.columns[1:]))), nil
	case update:
		return both("gorm OnConflict as update", create(conflict(w.set))), nil
	}
	return both("gorm Delete", func(tx *gorm.DB) error {
		for keys := range slices.Chunk(w.keys, w.batch) {
			if err := tx.Where("id IN ?", keys).Delete(new(T)).Error; err != nil {
				return err
			}
		}
		return nil
	}), nil
}

// openGorm opens gorm over the same connections, without a transaction of its own around each batch.
func (w *work[T]) openGorm(prepare bool) (*gorm.DB, error) {
	var d gorm.Dialector
	switch w.on.kind {
	case "postgres":
		d = postgres.New(postgres.Config{Conn: w.on.db.DB})
	case "sqlite":
		d = sqlite.New(sqlite.Config{Conn: w.on.db.DB})
	default:
		d = mysql.New(mysql.Config{Conn: w.on.db.DB})
	}
	return gorm.Open(d, &gorm.Config{SkipDefaultTransaction: true, PrepareStmt: prepare, Logger: logger.Discard})
}
