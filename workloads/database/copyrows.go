package database

import (
	"io"
	"strconv"
)

// rowReader reads rows in the text format of COPY: a line for each, cells between tabs.
type rowReader struct {
	seed       uint64
	last, rows int64
	left       []byte // of what is made and not read yet
	made       []byte
}

// Read makes as many rows as fit, and one more.
func (r *rowReader) Read(into []byte) (int, error) {
	if len(r.left) == 0 {
		r.made = r.made[:0]
		for len(r.made) < len(into) && r.last < r.rows {
			r.last++
			r.made = appendRow(r.made, shipmentOf(r.seed, r.last))
		}
		if r.left = r.made; len(r.left) == 0 {
			return 0, io.EOF
		}
	}
	n := copy(into, r.left)
	r.left = r.left[n:]
	return n, nil
}

func appendRow(to []byte, s shipment) []byte {
	to = strconv.AppendInt(to, s.id, 10)
	to = append(append(to, '\t'), s.carrier...)
	to = strconv.AppendInt(append(to, '\t'), int64(s.zone), 10)
	to = strconv.AppendInt(append(to, '\t'), int64(s.grams), 10)
	to = strconv.AppendInt(append(to, '\t'), s.cents/100, 10)
	to = append(to, '.', byte('0'+s.cents/10%10), byte('0'+s.cents%10), '\t')
	to = s.created.AppendFormat(to, "2006-01-02 15:04:05Z")
	return append(to, '\n')
}
