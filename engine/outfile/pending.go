package outfile

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
)

// A Pending file is written beside the one that it is to replace.
//
// Note: google/renameio does the same, but the names of its temporary files
// don't show which program made them. Ours have a name of their own and are
// locked while they are in use, so that the next program finds and removes what
// a killed one has left.
type Pending struct {
	file   *os.File
	target string
	done   bool
}

// Begin opens a file that replaces the one at the path when it is committed. It
// fails now if the rights for that are missing. A new file has the mode, less
// the umask. A replaced file keeps its mode, unless it was empty. A link at the
// path is kept: the file that it points to is replaced.
func Begin(path string, mode fs.FileMode) (*Pending, error) {
	target, old, err := target(path)
	if err != nil {
		return nil, err
	}
	folder := filepath.Dir(target) // a rename within it can't cross file systems
	sweep(folder)
	file, err := create(folder, mode)
	if err != nil {
		return nil, Explain(err)
	}
	p := &Pending{file: file, target: target}
	if old != nil {
		if err := p.adopt(old); err != nil {
			p.Abandon()
			return nil, Explain(err)
		}
	}
	return p, nil
}

// adopt gives the file the mode of the one that it replaces. If that one is
// empty, adopt gives no more than a new file has: see narrow.
func (p *Pending) adopt(old fs.FileInfo) error {
	mode := old.Mode().Perm()
	if old.Size() == 0 {
		about, err := p.file.Stat()
		if err != nil {
			return err
		}
		mode &= about.Mode().Perm()
	}
	return p.file.Chmod(mode)
}

// target follows a link to the file that is to be replaced, and returns what
// is known of that; nil where there is none yet.
func target(path string) (string, fs.FileInfo, error) {
	target, err := filepath.EvalSymlinks(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		target = path
	case err != nil:
		return "", nil, Explain(err)
	}
	old, err := os.Stat(target)
	if err != nil {
		return target, nil, nil
	}
	if !old.Mode().IsRegular() {
		// Replacing a device or a directory by a file is never intended.
		return "", nil, errors.New("exists and is not a regular file")
	}
	return target, old, nil
}

// create creates a locked temporary file in a folder. A sweep can remove the
// file between its creation and its lock; create then tries another.
func create(folder string, mode fs.FileMode) (*os.File, error) {
	for range 100 {
		name := fmt.Sprintf("%s%016x%s", prefix, rand.Uint64(), suffix)
		file, err := os.OpenFile(filepath.Join(folder, name), os.O_RDWR|os.O_CREATE|os.O_EXCL, mode)
		switch {
		case errors.Is(err, fs.ErrExist):
			continue
		case err != nil:
			return nil, elsewhere(err, folder)
		}
		_ = lock(file, true) // where there are no locks, there is no sweep either
		if standing(file) {
			return file, nil
		}
		_ = file.Close() // it has no name any more
	}
	return nil, fmt.Errorf("%s: no temporary file can be created there", folder)
}

// elsewhere makes an error name the folder instead of the temporary file, which
// the user does not know of.
func elsewhere(err error, folder string) error {
	if problem, ok := errors.AsType[*fs.PathError](err); ok {
		return &fs.PathError{Op: "create a file in", Path: folder, Err: problem.Err}
	}
	return err
}

// Write writes to the temporary file, which Commit puts in its place.
func (p *Pending) Write(text []byte) (int, error) {
	n, err := p.file.Write(text)
	return n, Explain(elsewhere(err, filepath.Dir(p.target)))
}

// Commit puts the file in its place, on the disk and whole.
func (p *Pending) Commit() error {
	if err := p.file.Sync(); err != nil {
		return Explain(elsewhere(err, filepath.Dir(p.target)))
	}
	if runtime.GOOS == "windows" { // it can't rename what is open, and has no locks here
		_ = p.file.Close() // Sync has written everything
	}
	// Elsewhere the file is closed, and its lock given up, under its final name.
	if err := os.Rename(p.file.Name(), p.target); err != nil {
		return Explain(elsewhere(&fs.PathError{Err: cause(err)}, filepath.Dir(p.target)))
	}
	p.done = true
	_ = p.file.Close()
	return nil
}

// cause leaves the names of both files out of the error of a rename.
func cause(err error) error {
	if problem, ok := errors.AsType[*os.LinkError](err); ok {
		return problem.Err
	}
	return err
}

// Abandon leaves what was at the path as it was. After Commit it does nothing.
func (p *Pending) Abandon() {
	if p.done {
		return
	}
	p.done = true
	_ = p.file.Close()
	_ = os.Remove(p.file.Name()) // the next sweep removes what this can't
}
