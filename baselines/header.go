package baselines

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"sync"
)

// applicationID distinguishes a store from other programs' SQLite files:
// "EPbm".
const applicationID = 0x4550626d

// process knows the files of the stores that are open in this process. The
// system forgets all of a process's locks on a file as soon as it closes any
// descriptor of that file. So a file that SQLite has open must not be opened a
// second time.
var process struct {
	sync.Mutex
	files map[*Store]fs.FileInfo
}

// examine looks at a file's first bytes before SQLite does. So a file that is
// not a store is rejected before SQLite could play back a journal into it.
// Where examine returns nil, SQLite's own checks follow.
func examine(path string) error {
	about, err := os.Stat(path)
	switch {
	case err != nil:
		return unusable(path, err, "can't be opened (%v)", err)
	case about.IsDir():
		return unusable(path, nil, "is a directory, and a file was expected")
	case !about.Mode().IsRegular():
		return unusable(path, nil, "is not a regular file")
	case about.Size() == 0: // just made, by this process or another
		return nil
	}
	for _, known := range process.files {
		if os.SameFile(known, about) {
			return nil
		}
	}
	return examineHeader(path)
}

func examineHeader(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return unusable(path, err, "can't be read (%v)", err)
	}
	defer file.Close()
	var h header
	switch _, err := io.ReadFull(file, h[:]); {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return damaged(path, errors.New("it is shorter than the shortest store"))
	case err != nil:
		return unusable(path, err, "can't be read (%v)", err)
	case !strings.HasPrefix(string(h[:]), "SQLite format 3\x00"):
		return damaged(path, errors.New("it doesn't begin like a SQLite database"))
	}
	if err := h.identity().check(path); err != nil {
		return err
	}
	return h.checkLength(path)
}

// header is how a SQLite file begins: see "The Database Header" in SQLite's
// description of its file format.
type header [100]byte

func (h *header) number(at int) int64 { return int64(binary.BigEndian.Uint32(h[at:])) }

func (h *header) identity() identity {
	return identity{application: h.number(68), schema: h.number(60), content: h.number(40)}
}

// checkLength finds a file that was cut off. The file may legitimately lack its
// end if a journal with that end stands beside it. checkLength looks for the
// journal after the header was read and before the length, so that another
// process's checkpoint can't mislead it.
func (h *header) checkLength(path string) error {
	size := int64(binary.BigEndian.Uint16(h[16:]))
	if size == 1 { // stands for 65536, which doesn't fit
		size = 1 << 16
	}
	if journal, err := os.Stat(path + "-wal"); err == nil && journal.Size() > 0 {
		return nil
	}
	about, err := os.Stat(path)
	if err != nil {
		return unusable(path, err, "can't be read (%v)", err)
	}
	if want := size * h.number(28); about.Size() < want && h.number(24) == h.number(92) {
		return damaged(path, fmt.Errorf("it has %d bytes of %d: its end is cut off", about.Size(), want))
	}
	return nil
}
