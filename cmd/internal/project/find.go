package project

import (
	"os"
	"path/filepath"
	"syscall"

	"ep-benchmark/cmd/internal/cli"
)

// Name is the name of a project file.
const Name = "ep-benchmark.toml"

// repositoryMark is what the root of a repository has in it.
const repositoryMark = ".git"

// Find looks for a project file in a folder and upwards, and returns its path
// without symbolic links in the folders; "" where there is none. It looks no
// further than the root of a repository, the home folder, and the file system
// that the folder is on: what is above belongs to somebody else. Whatever has the
// name is found, a folder too, so that nothing is passed over silently.
func Find(folder, home string) string {
	folder, err := filepath.EvalSymlinks(folder)
	if err != nil {
		return ""
	}
	if folder, err = filepath.Abs(folder); err != nil {
		return ""
	}
	if resolved, err := filepath.EvalSymlinks(home); err == nil {
		home = resolved
	}
	for {
		if path := filepath.Join(folder, Name); exists(path) {
			return path
		}
		above := filepath.Dir(folder)
		if above == folder || folder == filepath.Clean(home) || exists(filepath.Join(folder, repositoryMark)) || !sameSystem(folder, above) {
			return ""
		}
		folder = above
	}
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// sameSystem tells whether two folders are on one file system.
func sameSystem(a, b string) bool {
	first, err := os.Stat(a)
	if err != nil {
		return false
	}
	second, err := os.Stat(b)
	if err != nil {
		return false
	}
	one, ok := first.Sys().(*syscall.Stat_t)
	other, too := second.Sys().(*syscall.Stat_t)
	return ok && too && one.Dev == other.Dev
}

// named returns the path of a project file that is named by itself or by its
// folder. The file need not exist.
func named(argument string) (string, error) {
	path, err := filepath.Abs(argument)
	if err != nil {
		return "", err
	}
	about, err := os.Stat(path)
	switch {
	case filepath.Base(path) == Name:
	case err == nil && about.IsDir():
		path = filepath.Join(path, Name)
	default:
		return "", cli.Usagef("%q: expected a file of the name %s, or its folder", argument, Name)
	}
	if folder, err := filepath.EvalSymlinks(filepath.Dir(path)); err == nil {
		path = filepath.Join(folder, Name)
	}
	return path, nil
}
