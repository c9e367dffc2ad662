package exec

import "fmt"

// family is options of which a list may have one: they answer the same question.
type family int

const (
	scopes     family = iota // what one transaction holds
	strategies               // how rows get to the server
	policies                 // what happens to duplicates
	nullKeys                 // what happens to NULL in a key
	matches                  // by which columns rows are matched
	kept                     // which statements outlive a run
)

// say notes an option, in words. Another one of its family in the same list contradicts it; one in the executor's list is replaced.
func (o *options) say(f family, option string) {
	before, again := o.said[f]
	if again && before != option && o.contradiction == nil {
		o.contradiction = fmt.Errorf("exec: %s and %s contradict each other: leave one of them out", before, option)
	}
	o.said[f] = option
}

// with returns the options with those of a list, which count instead.
func (o options) with(list []Option) options {
	o.said = make(map[family]string)
	for _, f := range list {
		f(&o)
	}
	return o
}

// useless returns an error for an option that was given for this run and could change nothing. As a default of the executor it waits for
// statements that it is about.
func (r *run) useless() error {
	said := r.options.said
	switch {
	case said[kept] != "":
		return fmt.Errorf("exec: %s is about all runs: give it to New", said[kept])
	case said[matches] != "" && r.back == nil:
		return fmt.Errorf("exec: %s is for WriteBack: leave it out", said[matches])
	case r.job.ComparesKeys():
		return nil
	case said[policies] != "" && r.options.duplicates.Looks():
		return fmt.Errorf("exec: %s has no use here: the statement updates no stored rows by a key, so that keys are not compared: "+
			"leave it out, or use OnConflict with DoUpdate", said[policies])
	case said[nullKeys] != "" && r.options.rejectNullKeys:
		return fmt.Errorf("exec: %s has no use here: the statement updates no stored rows by a key: leave it out", said[nullKeys])
	}
	return nil
}
