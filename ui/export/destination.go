package export

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/google/renameio/v2"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
	"ep-benchmark/engine/text"
)

// A Destination is where an export goes: a file that is replaced at once when
// all is written, or a stream.
type Destination struct {
	path   string // "" for the stream
	file   *renameio.PendingFile
	stream io.Writer
}

// Open reads a destination as "json" (the stream) or "json:PATH", and opens
// it, so that a path that can't be written is known before the run. The file
// itself is not touched before Write.
func Open(text string, stream io.Writer) (*Destination, error) {
	format, path, hasPath := strings.Cut(text, ":")
	switch {
	case format != "json":
		return nil, fmt.Errorf("export %q: unknown format %q, expected json or json:PATH", text, format)
	case !hasPath:
		return &Destination{stream: stream}, nil
	case path == "":
		return nil, fmt.Errorf("export %q: the path is empty, expected json:PATH", text)
	}
	file, err := openBeside(path)
	if err != nil {
		return nil, fmt.Errorf("export to %s: %w", path, err)
	}
	return &Destination{path: path, file: file}, nil
}

// openBeside opens a file beside the one that it is to replace. In the same
// directory the rename can't cross file systems, and what it needs the right
// to do is tried now. A link keeps standing: what it points to is replaced.
func openBeside(path string) (*renameio.PendingFile, error) {
	target, err := filepath.EvalSymlinks(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		target = path
	case err != nil:
		return nil, err
	}
	if known, err := os.Stat(target); err == nil && !known.Mode().IsRegular() {
		// To replace a device or a directory by a file is never what was meant.
		return nil, errors.New("is there and is no regular file")
	}
	return renameio.NewPendingFile(target, renameio.WithTempDir(filepath.Dir(target)),
		renameio.WithPermissions(0o644), renameio.WithExistingPermissions())
}

// IsStream tells whether the export goes to the stream.
func (d *Destination) IsStream() bool { return d.file == nil }

// Path is the file's, or "".
func (d *Destination) Path() string { return d.path }

// Write writes the report, with its comparison unless that is nil, whole or not
// at all.
func (d *Destination) Write(report engine.Report, comparison *compare.Comparison) error {
	document, err := Encode(report, comparison)
	if err != nil {
		return err
	}
	if d.IsStream() { // it may be shown where it arrives
		_, err := d.stream.Write(text.JSON(document))
		return err
	}
	if _, err := d.file.Write(document); err != nil {
		return fmt.Errorf("export to %s: %w", d.path, err)
	}
	if err := d.file.CloseAtomicallyReplace(); err != nil {
		return fmt.Errorf("export to %s: %w", d.path, err)
	}
	return nil
}

// Abandon leaves what was at the path as it was. After Write it does nothing.
func (d *Destination) Abandon() {
	if d.file != nil {
		// What can't be removed stays behind as a hidden file; nothing is lost.
		_ = d.file.Cleanup()
	}
}
