// Package sqbulk is the landing page of the bulk-write extension for the squirrel query builder: multi-row INSERT, upsert,
// UPDATE by key and DELETE by key, on PostgreSQL, MySQL, MariaDB and SQLite, run in chunks, with exact counts of the rows
// that were created, updated, left unchanged, skipped and deleted.
//
// # Use
//
//	ex := exec.New(db, postgres.Dialect{}) // a *sqlx.DB, *sqlx.Tx or *sqlx.Conn
//	res, err := ex.Run(ctx, builder.Insert("users").
//		From(builder.Structs(users)).
//		OnConflict("email").
//		DoUpdate("name", "seen_at"))
//	fmt.Println(res.Created, res.Updated, res.Unchanged)
//
// # Packages
//
//   - [github.com/sqbulk/sqbulk/builder] describes a statement and its rows, in squirrel's grammar.
//   - [github.com/sqbulk/sqbulk/exec] runs it through sqlx.
//   - [github.com/sqbulk/sqbulk/postgres], [github.com/sqbulk/sqbulk/mysql] and [github.com/sqbulk/sqbulk/sqlite] spell it in the SQL
//     of one database.
//   - [github.com/sqbulk/sqbulk/dialect] is the contract between them; [github.com/sqbulk/sqbulk/dialect/dialecttest] is the suite
//     that every dialect passes.
//   - github.com/sqbulk/sqbulk/pgxcopy, a module of its own, brings rows to PostgreSQL by COPY through pgx.
//
// This package itself has nothing to import.
//
// # Where to begin
//
//   - To write rows: [github.com/sqbulk/sqbulk/builder.Insert], [github.com/sqbulk/sqbulk/builder.Update],
//     [github.com/sqbulk/sqbulk/builder.Delete] and [github.com/sqbulk/sqbulk/builder.UpdateOrCreate].
//   - To read rows from a slice, a CSV text, a channel or a query: [github.com/sqbulk/sqbulk/builder.Source].
//   - To get generated ids: [github.com/sqbulk/sqbulk/exec.Executor.WriteBack].
//   - To go on when rows are bad: [github.com/sqbulk/sqbulk/exec.SkipBadRows].
//   - To see the SQL without a database: [github.com/sqbulk/sqbulk/builder.InsertBuilder.Statements] and
//     [github.com/sqbulk/sqbulk/exec.Executor.Plan].
//   - To use the conflict clause alone, in a plain squirrel insert: [github.com/sqbulk/sqbulk/postgres.OnConflict] and its like.
//
// The pages in docs/ have whole answers, from upserts to unit tests with sqlmock.
package sqbulk
