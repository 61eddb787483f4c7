package export

import (
	"fmt"
	"io"
	"strings"

	"github.com/google/renameio/v2"

	"ep-benchmark/engine"
)

// A Destination is where an export goes: a file that is replaced at once when
// all is written, or a stream.
type Destination struct {
	format string
	path   string // "" for the stream
	file   *renameio.PendingFile
	stream io.Writer
}

// Open reads a destination as "json" (the stream) or "json:PATH", and opens
// it, so that a path that can't be written is known before the run.
func Open(text string, stream io.Writer) (*Destination, error) {
	format, path, hasPath := strings.Cut(text, ":")
	if format != "json" {
		return nil, fmt.Errorf("export %q: unknown format %q, expected json or json:PATH", text, format)
	}
	if !hasPath {
		return &Destination{format: format, stream: stream}, nil
	}
	if path == "" {
		return nil, fmt.Errorf("export %q: the path is empty, expected json:PATH", text)
	}
	file, err := renameio.NewPendingFile(path, renameio.WithPermissions(0o644))
	if err != nil {
		return nil, fmt.Errorf("export to %s: %w", path, err)
	}
	return &Destination{format: format, path: path, file: file}, nil
}

// IsStream tells whether the export goes to the stream.
func (d *Destination) IsStream() bool { return d.file == nil }

// Path is the file's, or "".
func (d *Destination) Path() string { return d.path }

// Write writes the report, whole or not at all.
func (d *Destination) Write(report engine.Report) error {
	text, err := Encode(report)
	if err != nil {
		return err
	}
	if d.IsStream() {
		_, err := d.stream.Write(text)
		return err
	}
	if _, err := d.file.Write(text); err != nil {
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
		d.file.Cleanup()
	}
}
