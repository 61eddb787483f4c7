package recording

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
)

// lines are those of a log, one after another.
type lines struct {
	in     *bufio.Reader
	within limits
	text   []byte // of the line, reused
	read   int64  // bytes so far
	number int    // of the line, from 1
	ended  bool   // the line has its line break
}

// linesOf starts at a log's first line. What is compressed is known by its
// first bytes, so that a log may be renamed.
func linesOf(r io.Reader, within limits) (*lines, error) {
	in := bufio.NewReaderSize(r, 64<<10)
	if magic, _ := in.Peek(2); bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		zip, err := gzip.NewReader(in)
		if err != nil {
			return nil, fmt.Errorf("no event log: %w", err)
		}
		in = bufio.NewReaderSize(zip, 64<<10)
	}
	return &lines{in: in, within: within}, nil
}

// next returns the next line without its line break, or io.EOF. The text is
// good until the next call.
func (l *lines) next() ([]byte, error) {
	l.text, l.ended = l.text[:0], false
	l.number++
	for !l.ended {
		piece, err := l.in.ReadSlice('\n')
		l.text = append(l.text, piece...)
		l.read += int64(len(piece))
		l.ended = err == nil
		switch {
		case len(l.text) > l.within.line:
			return nil, fmt.Errorf("more than %d bytes", l.within.line)
		case l.read > l.within.text:
			return nil, fmt.Errorf("the log has more than %d bytes", l.within.text)
		case isEnd(err):
			return l.last()
		case err != nil && err != bufio.ErrBufferFull:
			return nil, err
		}
	}
	return bytes.TrimSuffix(l.text, []byte("\n")), nil
}

// isEnd tells whether there is no more: also of what was compressed, and broke
// off.
func isEnd(err error) bool { return err == io.EOF || err == io.ErrUnexpectedEOF }

// last is the text after the last line break, or io.EOF where there is none.
func (l *lines) last() ([]byte, error) {
	if len(l.text) == 0 {
		return nil, io.EOF
	}
	return l.text, nil
}
