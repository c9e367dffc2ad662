// Package sqbulk is the landing page of the bulk-write extension for the squirrel query builder: multi-row INSERT, upsert,
// UPDATE by key and DELETE by key, on PostgreSQL, MySQL, MariaDB and SQLite, run in chunks, with exact counts of the rows
// that were created, updated, left unchanged, skipped and deleted.
//
// # Packages
//
//   - [github.com/sqbulk/sqbulk/builder] describes a statement and its rows, in squirrel's grammar.
//   - [github.com/sqbulk/sqbulk/exec] runs it through sqlx.
//   - [github.com/sqbulk/sqbulk/postgres], [github.com/sqbulk/sqbulk/mysql] and [github.com/sqbulk/sqbulk/sqlite] spell it in the SQL
//     of one database.
//   - [github.com/sqbulk/sqbulk/dialect] is the contract between them; [github.com/sqbulk/sqbulk/dialect/dialecttest] is the suite
//     that every dialect passes.
//
// # Use
//
//	ex := exec.New(db, postgres.Dialect{})
//	res, err := ex.Run(ctx, builder.Insert("users").
//		From(builder.Structs(users)).
//		OnConflict("email").
//		DoUpdate("name", "seen_at"))
//	fmt.Println(res.Created, res.Updated, res.Unchanged)
package sqbulk
