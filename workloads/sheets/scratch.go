package sheets

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// scratchName is what the directories of temporary files begin with. Digits
// follow, which os.MkdirTemp chooses.
const scratchName = "ep-benchmark-run-"

// The names of temporary files.
const (
	inputCopy    = "input"
	spilledTexts = "shared-texts"
)

// scratchFiles are all that a directory of temporary files has.
var scratchFiles = []string{inputCopy, spilledTexts}

// scratch is the directory for the temporary files of an input. It is made
// together with the first file. The process holds a lock on it as long as it
// lives, so that other processes can distinguish a directory in use from one
// that was left behind.
type scratch struct {
	parent string // "" is the user's temporary folder
	from   int64  // bytes of texts from which they are in a file
	path   string // "" before the first file
	lock   *os.File
}

func newScratch(parent string) *scratch { return &scratch{parent: parent, from: textsInMemory} }

// create makes a temporary file.
func (s *scratch) create(name string) (*os.File, error) {
	if s.path == "" {
		if err := s.make(); err != nil {
			return nil, err
		}
	}
	file, err := os.OpenFile(filepath.Join(s.path, name), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	return file, s.explained(err)
}

// make makes the directory and locks it. Between the two another process may
// take it for one that was left behind, and remove it.
func (s *scratch) make() error {
	for range 10 {
		path, err := os.MkdirTemp(s.parent, scratchName)
		if err != nil {
			return s.noFolder(err)
		}
		lock, err := os.Open(path)
		if err != nil {
			if os.IsNotExist(err) {
				continue
			}
			return s.noFolder(err)
		}
		held, err := hold(lock)
		if _, gone := os.Stat(path); gone == nil && (held || err != nil) { // without locks nothing is ever swept
			s.path, s.lock = path, lock
			return nil
		}
		_ = lock.Close() // another process removes the directory
	}
	return errors.New("no directory for temporary files can be kept: another process removes them")
}

// noFolder is the error of a temporary folder that can't be used. It names the
// folder itself, since its caller may leave out the path in the system's error,
// which is that of a file.
func (s *scratch) noFolder(err error) error {
	folder := s.parent
	if folder == "" {
		folder = os.TempDir()
	}
	if problem, ok := errors.AsType[*fs.PathError](err); ok {
		err = problem.Err
	}
	return fmt.Errorf("the folder for temporary files, %s, can't be used: %w: set TMPDIR to another one", folder, err)
}

// explained adds the folder to an error of a temporary file.
func (s *scratch) explained(err error) error {
	if problem, ok := errors.AsType[*fs.PathError](err); ok && s.path != "" && filepath.Dir(problem.Path) == s.path {
		return s.noFolder(err)
	}
	return err
}

// remove removes the directory with all that is in it. It may be called twice.
func (s *scratch) remove() error {
	if s.path == "" {
		return nil
	}
	err := errors.Join(removeOwn(s.path), s.lock.Close())
	s.path = ""
	return err
}

// removeOwn removes a directory with the files that [scratch.create] makes. A
// directory that holds anything else is left as it is, since another program
// put that there.
func removeOwn(path string) error {
	entries, err := os.ReadDir(path)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		if !entry.Type().IsRegular() || !slices.Contains(scratchFiles, entry.Name()) {
			return fmt.Errorf("%s: %s is not one of ep-benchmark's temporary files; nothing is removed", path, entry.Name())
		}
	}
	for _, entry := range entries {
		err = errors.Join(err, os.Remove(filepath.Join(path, entry.Name())))
	}
	return errors.Join(err, os.Remove(path))
}

// isScratch tells whether a name is one that [scratch.make] chooses.
func isScratch(name string) bool {
	digits, ok := strings.CutPrefix(name, scratchName)
	return ok && digits != "" && strings.Trim(digits, "0123456789") == ""
}

// RemoveLeftovers removes the directories of temporary files that killed
// processes have left behind. Directories in use are locked, and stay. A
// directory with any other name or file stays as it is, and so does one that
// can't be removed. An empty parent is the user's temporary folder.
func RemoveLeftovers(parent string) {
	if parent == "" {
		parent = os.TempDir()
	}
	entries, _ := os.ReadDir(parent) // a folder that can't be listed is skipped
	for _, entry := range entries {
		if entry.IsDir() && isScratch(entry.Name()) {
			removeIfDead(filepath.Join(parent, entry.Name()))
		}
	}
}

// removeIfDead removes a directory that no process holds a lock on.
func removeIfDead(path string) {
	lock, err := os.Open(path)
	if err != nil {
		return
	}
	defer func() { _ = lock.Close() }()
	if held, err := hold(lock); err == nil && held {
		_ = removeOwn(path) // files of other programs stay
	}
}
