package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
)

// opener opens the feed for a round, counted from 1, and says how many bytes it has.
type opener func(round int) (feed io.ReadCloser, size int64, err error)

// file is a feed that someone else writes anew from time to time.
func file(path string) opener {
	return func(int) (io.ReadCloser, int64, error) {
		f, err := os.Open(path)
		if err != nil {
			return nil, 0, err
		}
		info, err := f.Stat()
		if err != nil {
			f.Close()
			return nil, 0, err
		}
		return f, info.Size(), nil
	}
}

// generated is a feed of 100,000 prices. In each round 100 more are there, every thousandth has changed, and one is negative.
func generated(round int) (io.ReadCloser, int64, error) {
	var text bytes.Buffer
	text.WriteString("sku,cents\n")
	for i := range 100_000 + 100*round {
		cents := 100 + i%900
		if i%1000 == 0 {
			cents += round
		}
		if i == 77 {
			cents = -1
		}
		fmt.Fprintf(&text, "A-%06d,%d\n", i, cents)
	}
	return io.NopCloser(&text), int64(text.Len()), nil
}
