package wire

import (
	"bytes"
	"errors"
	"io"
	"net/http"
)

// WindowSize is how many bytes of an answer a window holds.
const WindowSize = 32 << 10

// A Window holds an answer's body, or the beginning of a long one. It is used
// for one answer after another.
type Window []byte

// Fill reads an answer into the window, and tells whether that was all of it.
func (w *Window) Fill(response *http.Response) (whole bool, err error) {
	*w = (*w)[:0]
	if told := response.ContentLength; told > 0 {
		w.grow(int(min(told, WindowSize)) + bytes.MinRead)
	}
	for len(*w) < WindowSize {
		if len(*w) == cap(*w) {
			w.grow(min(max(2*cap(*w), 4*bytes.MinRead), WindowSize+bytes.MinRead))
		}
		n, err := response.Body.Read((*w)[len(*w):cap(*w)])
		*w = (*w)[:len(*w)+n]
		switch {
		case errors.Is(err, io.EOF):
			return true, nil
		case err != nil:
			return false, err
		}
	}
	return false, nil
}

// grow makes the window hold the given number of bytes.
func (w *Window) grow(size int) {
	if size > cap(*w) {
		*w = append(make([]byte, 0, size), *w...)
	}
}
