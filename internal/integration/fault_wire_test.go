package integration

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"io"
	"strings"
)

// message is what a client sends in one piece of its protocol.
type message struct {
	raw      []byte
	name     string // its kind and, where it has one, its text
	asks     bool   // the server answers it before the client goes on
	greeting bool   // it belongs to the start of a connection, or asks to cancel a statement
	cancels  bool   // it asks to cancel a statement
}

// commits tells whether the message is a COMMIT.
func (m message) commits() bool { return strings.HasSuffix(strings.ToLower(m.name), " commit") }

// wire reads the messages of a client.
type wire interface{ next() (message, error) }

// newWire returns what reads the protocol of a kind of database.
func newWire(kind string, from io.Reader) wire {
	r := bufio.NewReader(from)
	if kind == "postgres" {
		return &postgresWire{r: r}
	}
	return mysqlWire{r}
}

// postgresWire reads PostgreSQL's messages (https://www.postgresql.org/docs/current/protocol-message-formats.html).
type postgresWire struct {
	r       *bufio.Reader
	started bool
}

// cancelRequest is the code of the message that asks to cancel a statement.
const cancelRequest = 80877102

func (w *postgresWire) next() (message, error) {
	head := make([]byte, 4, 5)
	if w.started {
		head = head[:5]
	}
	if _, err := io.ReadFull(w.r, head); err != nil {
		return message{}, err
	}
	size := int(binary.BigEndian.Uint32(head[len(head)-4:])) - 4
	raw := append(head, make([]byte, size)...)
	if _, err := io.ReadFull(w.r, raw[len(head):]); err != nil {
		return message{}, err
	}
	if !w.started {
		w.started = true
		cancels := binary.BigEndian.Uint32(raw[4:]) == cancelRequest
		return message{raw: raw, name: "startup", asks: true, greeting: true, cancels: cancels}, nil
	}
	body := raw[5:]
	m := message{raw: raw, name: string(head[:1]), asks: strings.ContainsRune("QSc", rune(head[0])), greeting: head[0] == 'p'}
	switch head[0] {
	case 'Q':
		m.name += " " + text(body)
	case 'P': // its first text is the statement's name
		_, query, _ := bytes.Cut(body, []byte{0})
		m.name += " " + text(query)
	}
	return m, nil
}

// text is a text that ends with a zero, or with the message.
func text(b []byte) string {
	b, _, _ = bytes.Cut(b, []byte{0})
	return string(b)
}

// mysqlWire reads the packets of MySQL and MariaDB (https://mariadb.com/kb/en/0-packet/). Only a command has the number 0.
type mysqlWire struct{ r *bufio.Reader }

func (w mysqlWire) next() (message, error) {
	head := make([]byte, 4)
	if _, err := io.ReadFull(w.r, head); err != nil {
		return message{}, err
	}
	size := int(head[0]) | int(head[1])<<8 | int(head[2])<<16
	raw := append(head, make([]byte, size)...)
	if _, err := io.ReadFull(w.r, raw[4:]); err != nil {
		return message{}, err
	}
	if head[3] != 0 || size == 0 {
		return message{raw: raw, name: "login", greeting: true}, nil
	}
	m := message{raw: raw, asks: true}
	switch raw[4] {
	case 1:
		m.name, m.asks = "quit", false
	case 3:
		m.name = "query " + string(raw[5:])
	case 0x16:
		m.name = "prepare " + string(raw[5:])
	case 0x17:
		m.name = "execute"
	case 0x18:
		m.name, m.asks = "long data", false
	case 0x19:
		m.name, m.asks = "close", false
	default:
		m.name = "other"
	}
	return m, nil
}
