// Package parsers holds no code, only tests: they give the statements that sqbulk writes to real grammars. See README.md.
package parsers
