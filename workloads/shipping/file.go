package shipping

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
)

// MaxLineBytes is the longest line that [TabRows] takes, without its line ending: 1 MiB, a thousand times what a line needs. It bounds
// memory when a file has no line endings at all.
const MaxLineBytes = 1 << 20

// MaxLines is the most lines that a file may have. It bounds the time that a file of nothing but line endings takes.
const MaxLines = 10_000_000

func newLineReader(r io.Reader) *lineReader {
	return &lineReader{source: bufio.NewReaderSize(r, 64<<10)}
}

// Err is the reader's failure, with the line in which it occurred.
func (l *lineReader) Err() error {
	if l.err == nil {
		return nil
	}
	return fmt.Errorf("reading line %d: %w", l.number, l.err)
}

// lineReader parts a file into lines of bounded length. LF, CR and CRLF end a line, in any mixture.
type lineReader struct {
	source  *bufio.Reader
	number  int    // of the line, from 1
	line    string // without its ending, in memory of its own; of a line that is too long only the beginning
	tooLong bool
	err     error  // of the reader; nil at the end of the file
	buffer  []byte // the line so far
	afterCR bool   // the line before ended in CR: an LF that follows belongs to it
}

// keptOfLongLine is how many bytes of a line that is too long are kept for its error.
const keptOfLongLine = 256

// byteOrderMark may stand at the start of a file.
const byteOrderMark = "\ufeff"

// endOfText is the Ctrl-Z that old programs write behind the last line. It is dropped.
const endOfText = "\x1a"

// next reads a line to its end. It returns false at the end of the file or when the reader fails.
func (l *lineReader) next() bool {
	l.number++
	l.buffer, l.tooLong = l.buffer[:0], false
	if l.number > MaxLines {
		l.err = fmt.Errorf("more than %d lines, which is the most that is read", MaxLines)
		return false
	}
	for l.err == nil {
		waiting, err := l.waiting()
		if err == io.EOF { // a wrapped EOF is a failure on the way, not the end of the file
			return len(l.buffer) > 0 && string(l.buffer) != endOfText && l.finish()
		}
		if err != nil {
			l.err = err
			break
		}
		end := lineEnd(waiting)
		if end < 0 {
			l.add(waiting)
			_, _ = l.source.Discard(len(waiting)) // they are in the buffer
			continue
		}
		l.add(waiting[:end])
		l.afterCR = waiting[end] == '\r'
		_, _ = l.source.Discard(end + 1)
		return l.finish()
	}
	return false
}

// waiting returns what the source holds ready, at least a byte.
func (l *lineReader) waiting() ([]byte, error) {
	if l.afterCR {
		if first, err := l.source.Peek(1); err == nil && first[0] == '\n' {
			_, _ = l.source.Discard(1)
		}
		l.afterCR = false
	}
	if _, err := l.source.Peek(1); err != nil {
		return nil, err
	}
	return l.source.Peek(l.source.Buffered())
}

// lineEnd is where a text's first line ends, or -1.
func lineEnd(text []byte) int {
	for i, b := range text {
		if isLineBreak(b) {
			return i
		}
	}
	return -1
}

// add appends a piece to the line, and cuts it off when it is too long.
func (l *lineReader) add(piece []byte) {
	if l.tooLong {
		return
	}
	l.buffer = append(l.buffer, piece...)
	if len(l.buffer) > MaxLineBytes+len(byteOrderMark) {
		l.buffer, l.tooLong = l.buffer[:keptOfLongLine], true
	}
}

// finish makes the line of its pieces.
func (l *lineReader) finish() bool {
	text := l.buffer
	if l.number == 1 {
		text = bytes.TrimPrefix(text, []byte(byteOrderMark))
	}
	if len(text) > MaxLineBytes {
		text, l.tooLong = text[:keptOfLongLine], true
	}
	l.line = string(text)
	return true
}

// TooLong returns the error for a line of more than [MaxLineBytes].
func TooLong(line string) *ParseError {
	return LineError(line, "longer than 1 MiB", "lines of at most 1 MiB")
}
