// Package trusted is the list of project files that the user trusts. A file is
// trusted by its path and its content together: the same content elsewhere is
// another project, and another content is another file.
package trusted

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"syscall"
	"time"

	"ep-benchmark/engine/outfile"
)

// An Entry is a file that is trusted.
type Entry struct {
	Path   string    `json:"path"`   // absolute
	SHA256 string    `json:"sha256"` // of the content, in hexadecimal digits
	Since  time.Time `json:"since"`
}

// A List is what is trusted. It is kept in a file that only the user can read and
// write.
type List struct {
	path    string
	entries []Entry
}

// file is the list as JSON.
type file struct {
	Trusted []Entry `json:"trusted"`
}

// mostBytes is more than thousands of entries need.
const mostBytes = 4 << 20

// errNowhere says that the user has no folder for the list.
var errNowhere = errors.New("there is no place for the list of trusted files: neither HOME nor XDG_DATA_HOME names a folder of yours")

// Open reads the list at a path. A missing file is an empty list, and so is "".
func Open(path string) (*List, error) {
	l := &List{path: path}
	if path == "" {
		return l, nil
	}
	content, err := read(path)
	if errors.Is(err, fs.ErrNotExist) {
		return l, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the list of trusted files %s: %w", path, err)
	}
	var all file
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&all); err != nil {
		return nil, fmt.Errorf("the list of trusted files %s is damaged (%w): remove it, and trust your files again", path, err)
	}
	l.entries = all.Trusted
	return l, nil
}

// read reads the list's file. It rejects one that others could have written.
func read(path string) ([]byte, error) {
	file, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NOFOLLOW|syscall.O_NONBLOCK, 0)
	switch {
	case errors.Is(err, syscall.ELOOP):
		return nil, errors.New("it is a symbolic link: expected the file itself")
	case err != nil:
		return nil, err
	}
	defer func() { _ = file.Close() }() // it was read only
	about, err := file.Stat()
	if err != nil {
		return nil, err
	}
	owner, known := about.Sys().(*syscall.Stat_t)
	switch {
	case !about.Mode().IsRegular():
		return nil, errors.New("it is not a regular file")
	case about.Mode().Perm()&0o022 != 0:
		return nil, errors.New("others may write it: 'chmod 600' takes that away")
	case known && int(owner.Uid) != os.Geteuid():
		return nil, fmt.Errorf("it belongs to another user, number %d", owner.Uid)
	case about.Size() > mostBytes:
		return nil, errors.New("it is too large to be one")
	}
	content := make([]byte, about.Size())
	n, err := file.ReadAt(content, 0)
	if err != nil && n < len(content) {
		return nil, err
	}
	return content, nil
}

// Entries are the trusted files, by path.
func (l *List) Entries() []Entry { return slices.Clone(l.entries) }

// State is what the list says of a file.
type State int

// What the list says of a file.
const (
	Unknown State = iota // it was never trusted
	Changed              // another content at its path was trusted
	Trusted
)

// StateOf says what the list has of a content at a path.
func (l *List) StateOf(path, sha256 string) State {
	i := l.at(path)
	switch {
	case i < 0:
		return Unknown
	case l.entries[i].SHA256 != sha256:
		return Changed
	}
	return Trusted
}

func (l *List) at(path string) int {
	return slices.IndexFunc(l.entries, func(e Entry) bool { return e.Path == path })
}

// Trust adds a content at a path, in place of another one there, and writes the
// list.
func (l *List) Trust(path, sha256 string, now time.Time) error {
	if l.path == "" {
		return errNowhere
	}
	return l.change(func() bool {
		l.remove(path)
		l.entries = append(l.entries, Entry{path, sha256, now.UTC().Truncate(time.Second)})
		slices.SortFunc(l.entries, func(a, b Entry) int { return bytes.Compare([]byte(a.Path), []byte(b.Path)) })
		return true
	})
}

// Remove takes a path off the list, and reports whether it was on it.
func (l *List) Remove(path string) (there bool, err error) {
	if _, err := os.Lstat(l.path); errors.Is(err, fs.ErrNotExist) { // "" is none, too
		return false, nil
	}
	err = l.change(func() bool {
		there = l.remove(path)
		return there
	})
	return there, err
}

// remove takes a path off the entries, and tells whether it was there.
func (l *List) remove(path string) (there bool) {
	i := l.at(path)
	if i < 0 {
		return false
	}
	l.entries = slices.Delete(l.entries, i, i+1)
	return true
}

// write writes the list. The lock is held, and the folder is there.
func (l *List) write() error {
	content, err := json.MarshalIndent(file{l.entries}, "", "  ")
	if err != nil {
		return err
	}
	return outfile.Replace(l.path, append(content, '\n'), outfile.Private)
}
