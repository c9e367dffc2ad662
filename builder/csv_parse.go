package builder

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// ParseInt is for [CSVParse]: a whole number, an int64.
func ParseInt(text string) (any, error) {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return nil, unparsed(text, "a whole number of 64 bits", err)
	}
	return n, nil
}

// ParseFloat is for [CSVParse]: a float64, as [strconv.ParseFloat] reads it. Leave decimals that must stay exact as text.
func ParseFloat(text string) (any, error) {
	f, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return nil, unparsed(text, "a number", err)
	}
	return f, nil
}

// ParseBool is for [CSVParse]: a bool, from true, t, yes, y, on or 1, and false, f, no, n, off or 0, in upper or lower case.
func ParseBool(text string) (any, error) {
	switch strings.ToLower(text) {
	case "true", "t", "yes", "y", "on", "1":
		return true, nil
	case "false", "f", "no", "n", "off", "0":
		return false, nil
	}
	return nil, unparsed(text, "a truth value", nil)
}

// ParseTime is for [CSVParse]: a [time.Time] in one of the layouts, which are tried in order. A time without a zone is in UTC. Without
// layouts: [time.RFC3339], which includes fractions of a second.
func ParseTime(layouts ...string) func(text string) (any, error) {
	if len(layouts) == 0 {
		layouts = []string{time.RFC3339}
	}
	return func(text string) (any, error) {
		var errs []error
		for _, layout := range layouts {
			t, err := time.Parse(layout, text)
			if err == nil {
				return t, nil
			}
			errs = append(errs, err)
		}
		return nil, unparsed(text, fmt.Sprintf("a time such as %q", layouts), errors.Join(errs...))
	}
}

// ParseBytes is for [CSVParse]: the bytes of the text as they stand, for a binary column.
func ParseBytes(text string) (any, error) { return []byte(text), nil }

// unparsed says what a text is not, without showing it.
func unparsed(text, what string, cause error) error {
	if text == "" {
		return &discreet{"the text is empty, and not " + what + ": CSVNull(\"\") makes it NULL", cause}
	}
	return &discreet{"the text is not " + what, cause}
}
