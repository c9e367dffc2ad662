package mysql

import (
	"fmt"
	"strconv"

	"github.com/sqbulk/sqbulk/dialect"
)

// serverWarning is a warning that stands for the error that INSERT would have had. It has the fields of the driver's error, by which
// [Dialect.Classify] knows it.
type serverWarning struct {
	Number  uint16
	Message string
}

// Error names the number and the server's words.
func (w *serverWarning) Error() string { return fmt.Sprintf("Warning %d: %s", w.Number, w.Message) }

// harmless are warnings that say nothing about a value: what is deprecated, and what the binary log thinks of a statement.
var harmless = map[int]bool{1287: true, 1592: true, 1681: true, 3719: true, 3778: true, 4095: true, 4096: true}

// warningsStep reads the warnings of the statement before it, which has to be done at once: each other statement forgets them.
//
// https://dev.mysql.com/doc/refman/9.4/en/show-warnings.html
func (l loading) warningsStep() dialect.Step {
	return dialect.Step{SQL: "SHOW WARNINGS", Read: dialect.ReadTexts, Check: l.checkLoaded}
}

// checkLoaded returns the first warning that is an error for INSERT, or an error when rows are missing without one. The last answers
// are the affected rows of LOAD DATA and its warnings.
func (l loading) checkLoaded(n int, answers []dialect.Answer) error {
	loaded, warnings := answers[len(answers)-2].Affected, answers[len(answers)-1].Texts
	for _, w := range warnings {
		number, err := strconv.Atoi(w[1])
		if err != nil {
			return fmt.Errorf("mysql: SHOW WARNINGS: the number %q: %w", w[1], err)
		}
		if l.isError(w[0], number) {
			return &serverWarning{uint16(number), w[2]}
		}
	}
	switch {
	case l.target != nil && len(warnings) >= l.target.maxErrors:
		return fmt.Errorf("mysql: LOAD DATA has more warnings than max_error_count lists, which is %d: raise it, use smaller chunks, or leave out Strategy",
			l.target.maxErrors)
	case loaded != int64(n):
		return fmt.Errorf("mysql: LOAD DATA stored %d of %d rows and gave no reason", loaded, n)
	}
	return nil
}

// isError tells whether a warning stands for an error. Without a strict sql_mode, INSERT adjusts values too.
func (l loading) isError(level string, number int) bool {
	if level == "Note" || harmless[number] {
		return false
	}
	k := kinds[number]
	adjusted := k == dialect.InvalidValue || k == dialect.NotNullViolation
	return !adjusted || l.target == nil || !l.target.lax
}
