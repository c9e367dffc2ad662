package builder

import (
	"hash/maphash"
	"slices"
)

// keyHash is a key in 128 bits: a number as it is, or a hash. Two keys of a billion have the same with a probability below 10^-20.
type keyHash [2]uint64

// keyHasher hashes keys.
type keyHasher struct {
	seeds  [2]maphash.Seed
	at     []int // where the key stands in a row
	values []any // the key of the row that was hashed last
	text   []byte
}

func newKeyHasher(at []int) *keyHasher {
	return &keyHasher{seeds: [2]maphash.Seed{maphash.MakeSeed(), maphash.MakeSeed()}, at: at, values: make([]any, len(at))}
}

// hash is a row's key; ok is false when it equals no other.
func (h *keyHasher) hash(row []any) (k keyHash, ok bool) {
	for i, p := range h.at {
		h.values[i] = row[p]
	}
	if n, is := h.values[0].(int64); is && len(h.values) == 1 && 0 <= n && n < 1e18 {
		return keyHash{uint64(n)}, true // what digits makes of its text
	}
	if len(h.values) == 1 {
		h.text, ok = appendPart(h.text[:0], h.values[0])
	} else {
		h.text, ok = appendKey(h.text[:0], h.values)
	}
	if !ok {
		return k, false
	}
	if n, ok := digits(h.text); ok {
		return keyHash{n}, true
	}
	return keyHash{maphash.Bytes(h.seeds[0], h.text), maphash.Bytes(h.seeds[1], h.text)}, true
}

// digits is a number that is written with at most 18 digits, and nothing else.
func digits(text []byte) (n uint64, ok bool) {
	if len(text) == 0 || len(text) > 18 || text[0] == '0' && len(text) > 1 {
		return 0, false
	}
	for _, c := range text {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = 10*n + uint64(c-'0')
	}
	return n, true
}

// seenKeys are keys with the positions of their rows. As long as each key is greater than the one before it, they are only listed;
// the first that is not has them put into a map, which costs some four times as much.
type seenKeys struct {
	size   int // keys that are expected; -1: not known
	listed []seenKey
	last   []any           // the key that was listed last
	all    map[keyHash]int // nil: they are listed
}

// inOrder is after how many keys that ascend room is made for all of them.
const inOrder = 64

type seenKey struct {
	key keyHash
	at  int
}

// add takes the key that was hashed last, unless it was there; then it returns the position that it came with.
func (s *seenKeys) add(k keyHash, values []any, at int) (before int, again bool) {
	if s.all == nil && (len(s.listed) == 0 || ascends(s.last, values)) {
		if len(s.listed) == inOrder {
			s.listed = slices.Grow(s.listed, max(0, s.size-inOrder))
		}
		s.listed, s.last = append(s.listed, seenKey{k, at}), append(s.last[:0], values...)
		return 0, false
	}
	if s.all == nil {
		s.all = make(map[keyHash]int, max(s.size, len(s.listed)))
		for _, l := range s.listed {
			s.all[l.key] = l.at
		}
		s.listed = nil
	}
	if before, again = s.all[k]; !again {
		s.all[k] = at
	}
	return before, again
}

// move gives a key that was there another position.
func (s *seenKeys) move(k keyHash, at int) { s.all[k] = at }

// clear forgets the keys. They are listed again, if so far they were.
func (s *seenKeys) clear() {
	s.listed = s.listed[:0]
	clear(s.all)
}

// ascends tells whether a key is greater than the one before it: by the first part that differs, where both are of one type whose order
// agrees with [Key]. A key that was less than another of its kind then does not come again as long as they ascend.
func ascends(before, key []any) bool {
	for i, part := range key {
		switch part := part.(type) {
		case int64:
			if b, ok := before[i].(int64); !ok || b != part {
				return ok && b < part
			}
		case int:
			if b, ok := before[i].(int); !ok || b != part {
				return ok && b < part
			}
		case string:
			if b, ok := before[i].(string); !ok || b != part {
				return ok && b < part
			}
		default:
			return false
		}
	}
	return false
}
