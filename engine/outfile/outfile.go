// Package outfile creates the files that the program writes.
//
// Its opinion: who may read a file is decided where it is created. A record of
// what was done is readable by its owner only. A report is readable by others
// too, as far as the umask allows. Where a file is written in place, a symbolic
// link is not followed. A file that is replaced is replaced whole, or not at
// all.
package outfile

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// The modes that files are created with; the umask takes from them.
const (
	Private fs.FileMode = 0o600 // recordings, results, profiles, stores
	Shared  fs.FileMode = 0o644 // reports, pictures, certificates
)

// PrivateFolder is the mode of a folder for private files.
const PrivateFolder fs.FileMode = 0o700

// Create creates a private file that is written in place, and empties one that
// is there. It rejects a symbolic link. It rejects a file that another program
// is writing, since each would write into what the other has written.
func Create(path string) (*os.File, error) {
	if systems(path) { // the path belongs to the shell, and so do its locks
		file, err := os.OpenFile(path, os.O_WRONLY|os.O_TRUNC, 0)
		return file, Explain(err)
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|noFollow, Private)
	if err != nil {
		return nil, Explain(err)
	}
	if err := takeOver(file); err != nil {
		_ = file.Close() // nothing was written
		return nil, Explain(err)
	}
	return file, nil
}

// errBeingWritten says that another program is writing the file.
var errBeingWritten = errors.New("another program is writing it: name another path, or wait until that program has ended")

// takeOver locks a file for as long as it is open, and empties it. It leaves
// alone what is not a regular file, such as a pipe, which several programs may
// write to.
func takeOver(file *os.File) error {
	about, err := file.Stat()
	if err != nil || !about.Mode().IsRegular() {
		return err
	}
	if isHeld(lock(file, false)) { // elsewhere there may be no locks
		return errBeingWritten
	}
	if about.Size() > 0 { // a file with content keeps the mode that its owner gave it
		return file.Truncate(0)
	}
	narrow(file, about, Private)
	return nil
}

// narrow removes from the mode of an empty file what a created one would not
// have. An empty file counts as a new one, since its mode was not chosen for
// what will be in it. narrow adds nothing to the mode. It ignores errors, since
// some file systems have no modes.
func narrow(file interface{ Chmod(fs.FileMode) error }, about fs.FileInfo, mode fs.FileMode) {
	if was := about.Mode().Perm(); was&^mode != 0 {
		_ = file.Chmod(was & mode)
	}
}

// path is a file whose mode is changed without opening it: SQLite loses its
// locks when another opening of its file is closed.
type path string

func (p path) Chmod(mode fs.FileMode) error { return os.Chmod(string(p), mode) }

// Adopt makes an existing regular file private if it is empty, before other
// code such as SQLite writes it.
func Adopt(name string) {
	if about, err := os.Stat(name); err == nil && about.Mode().IsRegular() && about.Size() == 0 {
		narrow(path(name), about, Private)
	}
}

// systems tells whether a path is one of the system's own. An attacker can't
// plant a link there, and the shell hands over pipes as links in /dev/fd.
func systems(path string) bool {
	full, err := filepath.Abs(path)
	return err == nil && (strings.HasPrefix(full, "/dev/fd/") || strings.HasPrefix(full, "/proc/self/fd/"))
}

// Discard removes a file that was created and to which nothing could be written.
func Discard(path string) {
	if about, err := os.Lstat(path); err == nil && about.Mode().IsRegular() && about.Size() == 0 {
		_ = os.Remove(path) // a file that can't be removed is empty and does no harm
	}
}

// CreateNew creates a private file. One that is there, or a symbolic link, is
// refused with an error that is [fs.ErrExist].
func CreateNew(path string) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, Private)
	return file, Explain(err)
}

// Reopen opens a file that holds nothing but a beginning of a text, and empties
// it: nothing is lost. The file is then as private as a new one. For a file
// that holds more, or that another program has locked, the error is
// [fs.ErrExist]. A symbolic link is rejected.
func Reopen(path string, beginning []byte) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_RDWR|noFollow, 0)
	if err != nil {
		return nil, Explain(err)
	}
	if !Lock(file) || !holdsOnly(file, beginning) {
		_ = file.Close() // it was read only
		return nil, fs.ErrExist
	}
	_, err = file.Seek(0, io.SeekStart)
	about, problem := file.Stat()
	if err = errors.Join(err, problem, file.Truncate(0)); err != nil {
		_ = file.Close() // the first error is the one that counts
		return nil, Explain(err)
	}
	narrow(file, about, Private)
	return file, nil
}

// holdsOnly tells whether a file is a regular one with a beginning of a text.
func holdsOnly(file *os.File, text []byte) bool {
	about, err := file.Stat()
	if err != nil || !about.Mode().IsRegular() || about.Size() > int64(len(text)) {
		return false
	}
	held, err := io.ReadAll(file)
	return err == nil && bytes.HasPrefix(text, held)
}

// Write writes a private file in place, as [Create] does.
func Write(path string, content []byte) error {
	file, err := Create(path)
	if err != nil {
		return err
	}
	_, err = file.Write(content)
	return Explain(errors.Join(err, file.Close()))
}

// Replace writes a whole file at once: another program that opens the path
// meanwhile gets the old content or the new one. A new file has the mode, less
// the umask.
func Replace(path string, content []byte, mode fs.FileMode) error {
	p, err := Begin(path, mode)
	if err != nil {
		return err
	}
	defer p.Abandon()
	if _, err := p.Write(content); err != nil {
		return err
	}
	return p.Commit()
}
