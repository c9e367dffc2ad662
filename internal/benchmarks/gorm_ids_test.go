package benchmarks

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/jmoiron/sqlx"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/sqbulk/sqbulk/builder"
	"github.com/sqbulk/sqbulk/exec"
	lite "github.com/sqbulk/sqbulk/sqlite"
)

// idUser is a row for both libraries.
type idUser struct {
	ID    int64  `db:"id,omitzero" gorm:"primaryKey;autoIncrement"`
	Email string `db:"email"`
	Name  string `db:"name"`
}

// TableName tells gorm.
func (idUser) TableName() string { return "users" }

// newID stands for any id that the database gave.
const newID = 8

// TestGormIDs: what docs/coming-from.md and docs/update-or-create.md say of gorm's ids is what gorm does, and what is to be written here
// does the same.
func TestGormIDs(t *testing.T) {
	for _, tt := range []struct {
		name string
		rows []idUser
		gorm func(db *gorm.DB, rows []idUser) error
		ours func(b builder.InsertBuilder) builder.InsertBuilder
		want []idUser
	}{
		{"UpdateAll keeps a stored row's id", []idUser{{0, "a", "new"}, {0, "b", "b"}},
			func(db *gorm.DB, rows []idUser) error {
				return db.Clauses(clause.OnConflict{Columns: []clause.Column{{Name: "email"}}, UpdateAll: true}).Create(&rows).Error
			},
			func(b builder.InsertBuilder) builder.InsertBuilder { return b.OnConflict("email").DoUpdate() },
			[]idUser{{7, "a", "new"}, {newID, "b", "b"}}},
		{"Save creates rows without an id", []idUser{{0, "b", "b"}, {0, "c", "c"}},
			func(db *gorm.DB, rows []idUser) error { return db.Save(&rows).Error },
			func(b builder.InsertBuilder) builder.InsertBuilder { return b.OnConflict("id").DoUpdate() },
			[]idUser{{7, "a", "old"}, {newID, "b", "b"}, {newID, "c", "c"}}},
		{"Save updates rows with one", []idUser{{7, "a", "new"}},
			func(db *gorm.DB, rows []idUser) error { return db.Save(&rows).Error },
			func(b builder.InsertBuilder) builder.InsertBuilder { return b.OnConflict("id").DoUpdate() },
			[]idUser{{7, "a", "new"}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			theirs, ours := idTable(t), idTable(t)
			g, err := gorm.Open(sqlite.New(sqlite.Config{Conn: theirs.DB}), &gorm.Config{})
			if err != nil {
				t.Fatal(err)
			}
			if err := tt.gorm(g, slices.Clone(tt.rows)); err != nil {
				t.Fatal(err)
			}
			b := tt.ours(builder.Insert("users").From(builder.Structs(tt.rows)))
			if _, err := exec.New(ours, lite.Dialect{}).Run(t.Context(), b); err != nil {
				t.Fatal(err)
			}
			for who, db := range map[string]*sqlx.DB{"gorm": theirs, "sqbulk": ours} {
				var got []idUser
				if err := db.Select(&got, "SELECT id, email, name FROM users ORDER BY email"); err != nil {
					t.Fatal(err)
				}
				for i := range got {
					got[i].ID = min(got[i].ID, newID)
				}
				if !slices.Equal(got, tt.want) {
					t.Errorf("%s: got %v, want %v", who, got, tt.want)
				}
			}
		})
	}
}

// idTable is a database with one stored row, whose id is 7.
func idTable(t *testing.T) *sqlx.DB {
	t.Helper()
	db, err := sqlx.Open("sqlite3", filepath.Join(t.TempDir(), "test.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	_, err = db.Exec("CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT UNIQUE, name TEXT); INSERT INTO users VALUES (7, 'a', 'old')")
	if err != nil {
		t.Fatal(err)
	}
	return db
}
