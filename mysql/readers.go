package mysql

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"sync/atomic"
)

// Readers are the driver's functions for LOAD DATA LOCAL, which reads rows from the client. They are handed in, because this package
// imports no driver:
//
//	d := mysql.Dialect{Readers: &mysql.Readers{
//		Register:   driver.RegisterReaderHandler,
//		Deregister: driver.DeregisterReaderHandler,
//	}}
//
// where driver is github.com/go-sql-driver/mysql. Both are called concurrently when runs are concurrent. Each statement
// registers a reader under a name of its own, and it is gone when the statement has ended, whatever its end.
type Readers struct {
	// Register makes the driver ask the handler for the rows when a statement reads 'Reader::name'.
	Register func(name string, handler func() io.Reader)
	// Deregister undoes that.
	Deregister func(name string)
}

// usable tells whether both functions are there.
func (r *Readers) usable() bool { return r != nil && r.Register != nil && r.Deregister != nil }

// readersUsed makes the names of readers unique in the process, as the driver's list is.
var readersUsed atomic.Uint64

// The beginning of a statement that reads rows, as it is shown and as it is sent.
const (
	loadHead    = "LOAD DATA LOCAL INFILE 'Reader::sqbulk' "
	loadHeadFor = "LOAD DATA LOCAL INFILE 'Reader::%s' "
)

// open registers a reader of the data, and returns the statement that reads it and what ends that.
func (r *Readers) open(text string, data []byte) (reading string, done func(error) error) {
	name := fmt.Sprintf("sqbulk_%d", readersUsed.Add(1))
	r.Register(name, func() io.Reader { return bytes.NewReader(data) })
	return fmt.Sprintf(loadHeadFor, name) + strings.TrimPrefix(text, loadHead), func(err error) error {
		r.Deregister(name)
		return explained(err)
	}
}

// explained adds to the server's refusal of LOAD DATA LOCAL what to do.
func explained(err error) error {
	for part := range chain(err) {
		if e, ok := asServerError(part); ok && (e.number == 1148 || e.number == 3948 || e.number == 4166) {
			return fmt.Errorf("mysql: %w: switch local_infile on (SET GLOBAL local_infile = 1), or leave out Strategy", err)
		}
	}
	return err
}
