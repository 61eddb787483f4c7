package export

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"ep-benchmark/engine/outfile"
)

// WriteFile writes a report for others to read, whole or not at all.
func WriteFile(path string, content []byte) error {
	if err := replace(path, content); err != nil {
		return fmt.Errorf("write %q: %w", path, cause(err))
	}
	return nil
}

func replace(path string, content []byte) error {
	if path == "" {
		return errors.New("the path is empty")
	}
	// Without this check, the system's error would name a temporary file.
	if folder := filepath.Dir(path); !exists(folder) {
		return fmt.Errorf("the folder %s does not exist", folder)
	}
	return outfile.Replace(path, content, outfile.Shared)
}

// Stamped is a file's name without its ending, made unique enough by a time:
// "ep-benchmark-20260131-094500".
func Stamped(at time.Time) string { return "ep-benchmark-" + at.Format("20060102-150405") }

// FreeName is the path of a file that does not exist yet: dir/base.ext, or
// with -2, -3 … behind base.
func FreeName(dir, base, ext string) string {
	ext = "." + strings.TrimPrefix(ext, ".")
	path := filepath.Join(dir, base+ext)
	for n := 2; exists(path); n++ {
		path = filepath.Join(dir, base+"-"+strconv.Itoa(n)+ext)
	}
	return path
}

// exists is also true for a link to nowhere, since writing there would replace
// it.
func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}
