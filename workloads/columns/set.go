package columns

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/parquet-go/parquet-go"

	"ep-benchmark/engine/text"
)

// MostFiles is the most files of a set: each is open as long as the set is.
const MostFiles = 1000

// extension ends the names of a directory's files that are read.
const extension = ".parquet"

// Set is the shipments of some files.
type Set struct {
	files  []*file
	groups []group
	rows   int64
	bytes  int64
}

// file is one file of a set.
type file struct {
	name   string
	at     *os.File
	about  os.FileInfo
	layout layout
}

// group is one row group.
type group struct {
	file   *file
	number int
	rows   int64
	chunks [roles]*parquet.FileColumnChunk
	memory int64 // an upper bound, in bytes, of what reading it takes
}

// Open opens files, and those of directories whose names end in ".parquet". It reads how the files are built, and no
// page. The error names the file, and says what was expected.
func Open(paths []string) (s *Set, err error) {
	names, err := expand(paths)
	if err != nil {
		return nil, err
	}
	s = &Set{}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.Close())
			s = nil
		}
	}()
	for _, name := range names {
		if err := s.add(name); err != nil {
			return s, fmt.Errorf("%s: %w", name, err)
		}
	}
	switch {
	case s.rows == 0:
		return s, fmt.Errorf("%s: there is no row in it: expected shipments", text.Line(strings.Join(paths, ", ")))
	case s.rows > math.MaxUint32:
		return s, fmt.Errorf("%s: there are %d rows in it: expected %d at the most", text.Line(strings.Join(paths, ", ")), s.rows, uint32(math.MaxUint32))
	}
	return s, nil
}

// expand replaces directories by their files.
func expand(paths []string) ([]string, error) {
	var names []string
	for _, path := range paths {
		about, err := os.Stat(path)
		if err != nil {
			return nil, err
		}
		if !about.IsDir() {
			names = append(names, path)
			continue
		}
		entries, err := os.ReadDir(path)
		if err != nil {
			return nil, err
		}
		before := len(names)
		for _, entry := range entries {
			if !entry.IsDir() && strings.HasSuffix(entry.Name(), extension) && !strings.HasPrefix(entry.Name(), ".") {
				names = append(names, filepath.Join(path, entry.Name()))
			}
		}
		if len(names) == before {
			return nil, fmt.Errorf("%s has no file whose name ends in %s: expected one at least", path, extension)
		}
	}
	slices.Sort(names)
	names = slices.Compact(names)
	if len(names) > MostFiles {
		return nil, fmt.Errorf("there are %d files: expected %d at the most", len(names), MostFiles)
	}
	return names, nil
}

// add opens one file.
func (s *Set) add(name string) (err error) {
	defer survive(&err, "it")
	at, err := os.Open(name)
	if err != nil {
		return withoutPath(err)
	}
	f := &file{name: name, at: at}
	s.files = append(s.files, f)
	about, err := at.Stat()
	if err != nil {
		return withoutPath(err)
	}
	for _, other := range s.files[:len(s.files)-1] {
		if os.SameFile(about, other.about) {
			return fmt.Errorf("it is the same file as %s: expected each once", other.name)
		}
	}
	f.about = about
	if !about.Mode().IsRegular() {
		return errors.New("it is no regular file: expected a Parquet file")
	}
	s.bytes += about.Size()
	opened, err := openParquet(at, about.Size())
	if err != nil {
		return err
	}
	if f.layout, err = readLayout(opened); err != nil {
		return err
	}
	if first := s.files[0]; f.layout.text != first.layout.text {
		return fmt.Errorf("its columns are %s: expected those of %s, %s", text.Line(f.layout.text), first.name, text.Line(first.layout.text))
	}
	return s.addGroups(f, opened, about.Size())
}

// openParquet reads a file's footer.
func openParquet(at io.ReaderAt, size int64) (*parquet.File, error) {
	if err := checkEnds(at, size); err != nil {
		return nil, err
	}
	opened, err := parquet.OpenFile(at, size, &parquet.FileConfig{SkipPageIndex: true, SkipBloomFilters: true, ReadBufferSize: bufferSize})
	switch {
	case err == nil:
		return opened, nil
	case strings.Contains(err.Error(), "signed footer"):
		return nil, errors.New("it is encrypted, or signed with a key: expected a file without encryption")
	}
	return nil, fmt.Errorf("its footer can't be read: %w", err)
}

// survive makes an error of a panic: the format's decoders index by what a file says.
func survive(err *error, what string) {
	if value := recover(); value != nil {
		*err = fmt.Errorf("%s is damaged: %s", what, text.Cut(text.Line(fmt.Sprint(value)), 200))
	}
}

// checkEnds tells what is no whole Parquet file by how it begins and ends.
func checkEnds(at io.ReaderAt, size int64) error {
	const magic, hidden, shortest = "PAR1", "PARE", 12
	first, last := make([]byte, len(magic)), make([]byte, len(magic))
	if size >= int64(len(magic)) {
		if _, err := at.ReadAt(first, 0); err != nil {
			return withoutPath(err)
		}
	}
	if string(first) == hidden {
		return errors.New("it is encrypted: expected a file without encryption")
	}
	if string(first) != magic {
		return errors.New("it is no Parquet file: expected one that begins with PAR1")
	}
	if size >= shortest {
		if _, err := at.ReadAt(last, size-int64(len(last))); err != nil {
			return withoutPath(err)
		}
	}
	if string(last) != magic {
		return errors.New("it is cut short: expected it to end with PAR1 as it begins")
	}
	return nil
}

// withoutPath leaves the path out of an error, where the caller names the file.
func withoutPath(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}

// Rows is the number of shipments.
func (s *Set) Rows() int64 { return s.rows }

// Groups is the number of row groups.
func (s *Set) Groups() int { return len(s.groups) }

// Paths are the files, in the order in which they are read.
func (s *Set) Paths() []string {
	var paths []string
	for _, f := range s.files {
		paths = append(paths, f.name)
	}
	return paths
}

// Files is the number of files.
func (s *Set) Files() int { return len(s.files) }

// Bytes is the size of the files.
func (s *Set) Bytes() int64 { return s.bytes }

// Memory is an upper bound, in bytes, of what one worker's reader takes.
func (s *Set) Memory() int64 {
	most := int64(0)
	for i := range s.groups {
		most = max(most, s.groups[i].memory)
	}
	return most
}

// Forget asks the system to drop the files from its page cache. It is an error where the system takes no such advice.
func (s *Set) Forget() error {
	for _, f := range s.files {
		if err := forget(f.at); err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
	}
	return nil
}

// Close closes the files.
func (s *Set) Close() error {
	var problems []error
	for _, f := range s.files {
		problems = append(problems, f.at.Close())
	}
	s.files = nil
	return errors.Join(problems...)
}
