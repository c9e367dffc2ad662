package builder_test

import (
	"strings"

	"github.com/sqbulk/sqbulk/builder"
)

func ExampleCSV() {
	text := strings.NewReader("id;Name;age\n1;Ann;31\n2;Bob;\n")
	show(builder.CSV(text,
		builder.CSVDelimiter(';'),
		builder.CSVRename("Name", "name"),
		builder.CSVNull("", "age"),
		builder.CSVParse("age", builder.ParseInt),
	))
	// Output:
	// INSERT INTO "users" ("id", "name", "age") VALUES ($1, $2, $3), ($4, $5, $6) [1 Ann 31 2 Bob <nil>] <nil>
}

func ExampleCSV_errors() {
	text := strings.NewReader("id,age\n1,31\n2,old\n")
	show(builder.CSV(text, builder.CSVParse("age", builder.ParseInt)))
	// Output:
	// builder: users: row 1: line 3, column "age": the text is not a whole number of 64 bits
}

func ExampleCSVComment() {
	show(builder.CSV(strings.NewReader("# users of March\nid,name\n1,Ada\n"), builder.CSVComment('#')))
	// Output:
	// INSERT INTO "users" ("id", "name") VALUES ($1, $2) [1 Ada] <nil>
}

func ExampleCSVDelimiter() {
	show(builder.CSV(strings.NewReader("id\tname\n1\tAda\n"), builder.CSVDelimiter('\t')))
	// Output:
	// INSERT INTO "users" ("id", "name") VALUES ($1, $2) [1 Ada] <nil>
}

// Quotes that do not follow the rules are taken as they stand.
func ExampleCSVLazyQuotes() {
	text := "id,size\n1,3.5\" disk\n"
	show(builder.CSV(strings.NewReader(text), builder.CSVLazyQuotes()))
	show(builder.CSV(strings.NewReader(text)))
	// Output:
	// INSERT INTO "users" ("id", "size") VALUES ($1, $2) [1 3.5" disk] <nil>
	// builder: users: row 0: line 2: at byte 6: bare " in non-quoted-field
}

// The first line is a row already.
func ExampleCSVNoHeader() {
	show(builder.CSV(strings.NewReader("1,Ada\n2,Bob\n"), builder.CSVNoHeader("id", "name")))
	// Output:
	// INSERT INTO "users" ("id", "name") VALUES ($1, $2), ($3, $4) [1 Ada 2 Bob] <nil>
}

// An empty cell of age is NULL; one of name is an empty text.
func ExampleCSVNull() {
	show(builder.CSV(strings.NewReader("id,name,age\n1,,\n"), builder.CSVNull("", "age")))
	// Output:
	// INSERT INTO "users" ("id", "name", "age") VALUES ($1, $2, $3) [1  <nil>] <nil>
}

// A function of your own makes the value; its error is reported with the line and the column.
func ExampleCSVParse() {
	lower := func(text string) (any, error) { return strings.ToLower(text), nil }
	show(builder.CSV(strings.NewReader("id,email\n1,Ada@X.io\n"),
		builder.CSVParse("id", builder.ParseInt),
		builder.CSVParse("email", lower)))
	// Output:
	// INSERT INTO "users" ("id", "email") VALUES ($1, $2) [1 ada@x.io] <nil>
}

func ExampleCSVRename() {
	show(builder.CSV(strings.NewReader("Nr,E-Mail\n1,ada@x.io\n"),
		builder.CSVRename("Nr", "id"),
		builder.CSVRename("E-Mail", "email")))
	// Output:
	// INSERT INTO "users" ("id", "email") VALUES ($1, $2) [1 ada@x.io] <nil>
}

func ExampleParseBool() {
	show(builder.CSV(strings.NewReader("id,admin\n1,yes\n2,F\n"), builder.CSVParse("admin", builder.ParseBool)))
	// Output:
	// INSERT INTO "users" ("id", "admin") VALUES ($1, $2), ($3, $4) [1 true 2 false] <nil>
}

func ExampleParseBytes() {
	show(builder.CSV(strings.NewReader("id,hash\n1,ab\n"), builder.CSVParse("hash", builder.ParseBytes)))
	// Output:
	// INSERT INTO "users" ("id", "hash") VALUES ($1, $2) [1 [97 98]] <nil>
}

func ExampleParseFloat() {
	show(builder.CSV(strings.NewReader("id,height\n1,1.75e0\n"), builder.CSVParse("height", builder.ParseFloat)))
	// Output:
	// INSERT INTO "users" ("id", "height") VALUES ($1, $2) [1 1.75] <nil>
}

func ExampleParseInt() {
	show(builder.CSV(strings.NewReader("id,age\n1,31\n"), builder.CSVParse("age", builder.ParseInt)))
	// Output:
	// INSERT INTO "users" ("id", "age") VALUES ($1, $2) [1 31] <nil>
}

// Layouts are tried in order; without a zone a time is in UTC.
func ExampleParseTime() {
	parse := builder.ParseTime("2006-01-02", "02.01.2006")
	show(builder.CSV(strings.NewReader("id,born\n1,10.12.1815\n2,1906-12-09\n"), builder.CSVParse("born", parse)))
	// Output:
	// INSERT INTO "users" ("id", "born") VALUES ($1, $2), ($3, $4) [1 1815-12-10 00:00:00 +0000 UTC 2 1906-12-09 00:00:00 +0000 UTC] <nil>
}
