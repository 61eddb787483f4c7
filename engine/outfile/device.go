package outfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// OpenDevice opens what is at a path if it takes text as it comes: a device
// such as /dev/null or a terminal, or a pipe. Such a file is written and never
// replaced, emptied or removed. It returns false where nothing is at the path,
// or something else. A symbolic link is rejected, unless it is one of the
// system's own, such as /dev/stderr.
//
// Opening a named pipe waits until another program reads it.
func OpenDevice(path string) (file *os.File, is bool, err error) {
	about, err := os.Stat(path)
	if err != nil || !takesText(about.Mode()) {
		return nil, false, nil
	}
	flags := os.O_WRONLY
	if !inDev(path) {
		flags |= noFollow
	}
	if file, err = os.OpenFile(path, flags, 0); err != nil {
		return nil, true, Explain(err)
	}
	if about, err = file.Stat(); err == nil && !takesText(about.Mode()) {
		err = errors.New("it has been replaced by something else while it was opened")
	}
	if err != nil {
		_ = file.Close() // nothing was written
		return nil, true, err
	}
	return file, true, nil
}

// takesText tells whether a file is a device of characters or a pipe. A disk is
// neither.
func takesText(mode fs.FileMode) bool { return mode&(fs.ModeCharDevice|fs.ModeNamedPipe) != 0 }

// inDev tells whether a path is one of those that the system makes.
func inDev(path string) bool {
	full, err := filepath.Abs(path)
	return err == nil && filepath.Dir(full) == "/dev" || systems(path)
}
