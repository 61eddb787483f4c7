package shipping

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
)

// MaxLineBytes is the longest line that [ReadLines] takes, without its line ending: 1 MiB, a thousand times what a line needs. It
// bounds memory when a file has no line endings at all.
const MaxLineBytes = 1 << 20

// ReadLines parses a tab-separated file line by line and hands each line to the function each, good or bad, with its number in the file, from
// 1. It keeps one line in memory at a time; see [Reader] for what a line comes with.
//
// Reading stops early when each returns false. The error returned is the reader's, never a line's; what was read of the line in which it
// struck is not handed on, since it may be half a line.
//
// A byte order mark at the start is dropped, lines end in LF or CRLF, and a line longer than [MaxLineBytes] comes without most of its text.
func ReadLines(r io.Reader, each func(number int, line string, shipment *Shipment, err error) bool) error {
	lines := NewReader(TabRows(r))
	for {
		line, ok := lines.Next()
		if !ok {
			return lines.Err()
		}
		if !each(line.Number, line.Text, line.Shipment, line.Err) {
			return nil
		}
	}
}

// TabRows reads rows whose cells are parted by tabs, one on each line of a file.
func TabRows(r io.Reader) Rows { return newLineReader(r) }

func newLineReader(r io.Reader) *lineReader {
	return &lineReader{source: bufio.NewReaderSize(r, 64<<10)}
}

// Next goes to the next line.
func (l *lineReader) Next() bool { return l.next() }

// Row returns the line.
func (l *lineReader) Row() (number int, line string, problem *ParseError) {
	if l.tooLong {
		return l.number, l.line, TooLong(l.line)
	}
	return l.number, l.line, nil
}

// Err is the reader's failure, with the line in which it struck.
func (l *lineReader) Err() error {
	if l.err == nil {
		return nil
	}
	return fmt.Errorf("reading line %d: %w", l.number, l.err)
}

// Parting says how a line's cells are parted.
func (l *lineReader) Parting() string { return "parted by tabs" }

// lineReader parts a file into lines of bounded length, in the manner of a bufio.Scanner.
type lineReader struct {
	source  *bufio.Reader
	number  int    // of the line, from 1
	line    string // without its ending, in memory of its own; of a line that is too long only the beginning
	tooLong bool
	err     error  // of the reader; nil at the end of the file
	buffer  []byte // the line so far
}

// keptOfLongLine is how many bytes of a line that is too long are kept for its error.
const keptOfLongLine = 256

// next reads a line to its end. It returns false at the end of the file or when the reader fails.
func (l *lineReader) next() bool {
	l.number++
	l.buffer, l.tooLong = l.buffer[:0], false
	for {
		piece, err := l.source.ReadSlice('\n')
		atEnd := err == io.EOF                                  // a wrapped EOF is a failure on the way, not the end of the file
		if err != nil && !atEnd && err != bufio.ErrBufferFull { // ReadSlice's own, never wrapped
			l.err = err
			return false
		}
		if atEnd && len(piece) == 0 && len(l.buffer) == 0 {
			return false
		}
		complete := err == nil || atEnd
		l.add(piece, complete)
		if complete {
			l.line = string(l.buffer)
			return true
		}
	}
}

// add appends a piece to the line, without the byte order mark of the file and the line's ending, and cuts it off when it is too long.
func (l *lineReader) add(piece []byte, complete bool) {
	if l.number == 1 && len(l.buffer) == 0 {
		piece = bytes.TrimPrefix(piece, []byte("\ufeff"))
	}
	if l.tooLong {
		return
	}
	l.buffer = append(l.buffer, piece...)
	longest := MaxLineBytes + len("\r")
	if complete {
		l.buffer = bytes.TrimSuffix(bytes.TrimSuffix(l.buffer, []byte("\n")), []byte("\r"))
		longest = MaxLineBytes
	}
	if len(l.buffer) > longest {
		l.buffer, l.tooLong = l.buffer[:keptOfLongLine], true
	}
}

// TooLong returns the error for a line of more than [MaxLineBytes].
func TooLong(line string) *ParseError {
	return lineError(line, "longer than 1 MiB", "lines of at most 1 MiB")
}
