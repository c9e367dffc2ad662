// Package session is the lowest floor of the executor: one connection, and what is done on it. It begins and ends transactions, sets
// savepoints, sends the steps of a spelling, reads what they answer, feeds rows, keeps time limits, and says what an error means.
//
// It knows dialects and database/sql, and nothing of rows, chunks, retries or results: those are the floors above.
package session
