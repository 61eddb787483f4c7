package project

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/engine/tomlfile"
)

// Content is what is in a project file. Whatever is done with the file is done
// with these bytes, so that it can't change between a check and its use.
type Content struct {
	Path  string // absolute, without symbolic links
	bytes []byte
}

// Folder is the folder of the file.
func (c Content) Folder() string { return filepath.Dir(c.Path) }

// Bytes is what is in it.
func (c Content) Bytes() []byte { return c.bytes }

// Digest is the SHA-256 of the content, in hexadecimal digits.
func (c Content) Digest() string {
	sum := sha256.Sum256(c.bytes)
	return hex.EncodeToString(sum[:])
}

// Read reads a project file at a path that Find has found. It rejects what could
// be somebody else's: a symbolic link, a file of another user (other than root),
// and one that everybody may write. It opens regular files only, because opening
// a pipe waits and opening a device may have an effect.
func Read(path string) (Content, error) {
	about, err := os.Lstat(path)
	if err != nil {
		return Content{}, files.WithoutPath(err)
	}
	if err := acceptable(about, os.Geteuid()); err != nil {
		return Content{}, err
	}
	file, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NOFOLLOW|syscall.O_NONBLOCK, 0)
	if err != nil {
		return Content{}, files.WithoutPath(err)
	}
	defer func() { _ = file.Close() }() // it was read only
	if about, err = file.Stat(); err != nil {
		return Content{}, files.WithoutPath(err)
	}
	if err := acceptable(about, os.Geteuid()); err != nil { // it may be another file by now
		return Content{}, err
	}
	content, err := io.ReadAll(io.LimitReader(file, tomlfile.MaxBytes+1))
	switch {
	case err != nil:
		return Content{}, files.WithoutPath(err)
	case len(content) > tomlfile.MaxBytes:
		return Content{}, fmt.Errorf("it is larger than %d KiB: expected a file written by hand", tomlfile.MaxBytes>>10)
	}
	return Content{Path: path, bytes: content}, nil
}

// everybodyWrites is the bit of a mode that lets all users write.
const everybodyWrites = 0o002

// acceptable returns why a file can't be a project file of the user.
func acceptable(about fs.FileInfo, user int) error {
	mode := about.Mode()
	switch {
	case mode&fs.ModeSymlink != 0:
		return errors.New("it is a symbolic link: expected the file itself")
	case mode.IsDir():
		return errors.New("it is a folder: expected a file")
	case !mode.IsRegular():
		return errors.New("it is not a regular file")
	case mode.Perm()&everybodyWrites != 0:
		return errors.New("every user may write it: 'chmod o-w' takes that away")
	}
	owner, known := about.Sys().(*syscall.Stat_t)
	if known && int(owner.Uid) != user && owner.Uid != 0 {
		return fmt.Errorf("it belongs to another user, number %d", owner.Uid)
	}
	return nil
}
