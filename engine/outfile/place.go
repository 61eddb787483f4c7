package outfile

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"unicode"
)

// A Place is where a path leads, whether a file is there yet or not. Two
// options of a command line may name one place in different words.
type Place struct {
	name   string      // of the file in its folder
	folder string      // as it was given, with the links of the file followed
	file   fs.FileInfo // nil where none is there
	inside fs.FileInfo // the folder; nil where that is not there
}

// mostLinks is how many links to missing files are followed. The system has the
// same limit.
const mostLinks = 40

// PlaceOf finds where a path leads. A link to a file that is not there yet
// leads to where that file would be.
func PlaceOf(path string) Place {
	file, err := os.Stat(path)
	for range mostLinks {
		to, failed := os.Readlink(path)
		if err == nil || failed != nil {
			break
		}
		if !filepath.IsAbs(to) {
			folder, _ := filepath.Split(path)
			to = folder + to // not cleaned: what ".." means depends on the links before it
		}
		path = to
	}
	p := Place{}
	if err == nil {
		p.file = file
	}
	p.folder, p.name = filepath.Split(path)
	if p.folder == "" {
		p.folder = "."
	}
	if inside, err := os.Stat(p.folder); err == nil {
		p.inside = inside
	}
	return p
}

// PlaceOfFile is the place of a file that is open, such as a standard stream.
func PlaceOfFile(file *os.File) Place {
	about, err := file.Stat()
	if err != nil {
		return Place{}
	}
	return Place{file: about}
}

// Keeps tells whether the place keeps what is written there: a file does, and
// a device or a pipe does not. Where nothing is yet, there will be a file.
func (p Place) Keeps() bool {
	return p.file == nil && p.name != "" || p.file != nil && p.file.Mode().IsRegular()
}

// Is tells whether two places are one.
func (p Place) Is(other Place) bool {
	switch {
	case p.file != nil && other.file != nil:
		return os.SameFile(p.file, other.file)
	case p.file != nil || other.file != nil:
		return false
	case p.inside != nil && other.inside != nil:
		return os.SameFile(p.inside, other.inside) && (p.name == other.name || strings.EqualFold(p.name, other.name) && foldsCase(p.folder))
	}
	return p.cleaned() == other.cleaned()
}

// cleaned is the path of a file whose folder is not there, so that there is no
// file to compare.
func (p Place) cleaned() string {
	path := filepath.Join(p.folder, p.name)
	if full, err := filepath.Abs(path); err == nil {
		return full
	}
	return path
}

// foldsCase tells whether names in a folder that differ only in case are the
// same name. It looks up the folder itself by a name in other case, since
// trying it with a file would create one. A folder that is a mount point is
// taken to behave like the file system around it.
func foldsCase(folder string) bool {
	full, err := filepath.EvalSymlinks(folder)
	if err == nil {
		full, err = filepath.Abs(full)
	}
	for err == nil && filepath.Dir(full) != full {
		parent, name := filepath.Split(full)
		if other := strings.Map(otherCase, name); other != name {
			given, problem := os.Stat(full)
			found, missing := os.Stat(parent + other)
			return problem == nil && missing == nil && os.SameFile(given, found)
		}
		full = filepath.Dir(full) // its name has no letters
	}
	return false
}

func otherCase(r rune) rune {
	if unicode.IsUpper(r) {
		return unicode.ToLower(r)
	}
	return unicode.ToUpper(r)
}
