package shipping

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"
)

// MaxLineBytes is the longest line that [ReadLines] takes, without its line ending: 1 MiB, a thousand times what a line needs. It
// bounds memory when a file has no line endings at all.
const MaxLineBytes = 1 << 20

// ReadLines parses a file line by line and hands each line to the function each, good or bad, with its number in the file, from 1. It keeps
// one line in memory at a time.
//
// With err nil, shipment is what the line says; it is reused for the next line, so a caller that keeps it copies it. Otherwise err is a
// *[ParseError] with its Line set, shipment is nil, and reading goes on; a line longer than [MaxLineBytes] comes without most of its text. Reading
// stops early when each returns false. The error returned is the reader's, never a line's; what was read of the line in which it struck is
// not handed on, since it may be half a line.
//
// A byte order mark at the start is dropped, lines end in LF or CRLF, and lines with nothing but white space are passed over. So is a
// header: the first line with any text, if it does not parse and names the dimensions and, in the next cell, the weight. A header worded
// in another way is reported as a bad line.
func ReadLines(r io.Reader, each func(number int, line string, shipment *Shipment, err error) bool) error {
	lines := lineReader{source: bufio.NewReaderSize(r, 64<<10)}
	var shipment Shipment
	for first := true; lines.next(); {
		if !lines.tooLong && strings.TrimSpace(lines.line) == "" {
			continue
		}
		failure := lines.parse(&shipment)
		header := first && failure != nil && !lines.tooLong && isHeader(lines.line)
		first = false
		if !header && !deliver(&lines, &shipment, failure, each) {
			return nil
		}
	}
	if lines.err != nil {
		return fmt.Errorf("reading line %d: %w", lines.number, lines.err)
	}
	return nil
}

// deliver hands one line on.
func deliver(lines *lineReader, shipment *Shipment, failure *ParseError, each func(int, string, *Shipment, error) bool) bool {
	if failure == nil {
		return each(lines.number, lines.line, shipment, nil)
	}
	failure.Line = lines.number
	return each(lines.number, lines.line, nil, failure)
}

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

// parse reads the line into shipment, if it is not too long for that.
func (l *lineReader) parse(shipment *Shipment) *ParseError {
	if l.tooLong {
		return lineError(l.line, "longer than 1 MiB", "lines of at most 1 MiB")
	}
	return parseLine(l.line, shipment)
}

// isHeader says whether a line names its columns: "dimensions" or "size", and "weight" right after it, where a line has them.
func isHeader(line string) bool {
	var row columns
	if row.split(line) != nil {
		return false
	}
	last := min(columnWeight+mostReferences, row.count-1)
	for at := columnWeight; at <= last; at++ {
		dimensions, weight := strings.ToLower(row.sheetCell(at-1)), strings.ToLower(row.sheetCell(at))
		if strings.HasPrefix(weight, "weight") && (strings.Contains(dimensions, "dim") || strings.Contains(dimensions, "size")) {
			return true
		}
	}
	return false
}
