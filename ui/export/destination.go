package export

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
	"ep-benchmark/engine/outfile"
)

// StreamPath is the path that stands for standard output.
const StreamPath = "-"

// IsStream tells whether a path stands for standard output: "-", or a name that
// the system has for it. Opening that name would begin at the start of a file
// that standard output leads to.
func IsStream(path string) bool {
	return slices.Contains([]string{StreamPath, "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"}, path)
}

// A Destination is where an export goes: a file that is replaced at once when
// all is written, a device or a pipe, or a stream.
type Destination struct {
	format Format
	path   string // "" for the stream
	file   *outfile.Pending
	device *os.File
	stream io.Writer
}

// Open reads a destination of a run as FORMAT or FORMAT:- (the stream) or FORMAT:PATH,
// and opens it, so that a path that can't be written is known before the run.
// The file itself is not touched before Write.
func Open(text string, stream io.Writer) (*Destination, error) {
	return OpenOneOf(text, stream, FormatNames()...)
}

// OpenOneOf is Open for what has some of the formats.
func OpenOneOf(text string, stream io.Writer, names ...string) (*Destination, error) {
	name, path, hasPath := strings.Cut(text, ":")
	format, known := FormatNamed(name)
	switch {
	case !known, !slices.Contains(names, name):
		return nil, fmt.Errorf("export %q: unknown format %q, expected one of %s", text, name, strings.Join(names, ", "))
	case !hasPath, IsStream(path):
		return &Destination{format: format, stream: stream}, nil
	case path == "":
		return nil, fmt.Errorf("export %q: the path is empty, expected %s:PATH", text, name)
	}
	d := &Destination{format: format, path: path}
	device, is, err := outfile.OpenDevice(path)
	if d.device = device; !is {
		d.file, err = outfile.Begin(path, outfile.Shared)
	}
	if err != nil {
		return nil, fmt.Errorf("export to %s: %w", path, err)
	}
	return d, nil
}

// Format is the name of the format that was chosen.
func (d *Destination) Format() string { return d.format.Name }

// IsStream tells whether the export goes to the stream.
func (d *Destination) IsStream() bool { return d.stream != nil }

// Path is the file's or the device's, or "".
func (d *Destination) Path() string { return d.path }

// Write writes the report in the destination's format, with its comparison unless that
// is nil, whole or not at all.
func (d *Destination) Write(report engine.Report, comparison *compare.Comparison) error {
	document, err := d.format.Render(&report, comparison)
	if err != nil {
		return err
	}
	return d.Put(document)
}

// Put writes a document of the destination's format, whole or not at all.
func (d *Destination) Put(document []byte) (err error) {
	if d.IsStream() { // it may be shown where it arrives
		_, err := d.stream.Write(d.format.forStream(document))
		return err
	}
	if d.device != nil {
		_, err = d.device.Write(d.format.forStream(document))
	} else if _, err = d.file.Write(document); err == nil {
		err = d.file.Commit()
	}
	if err != nil {
		return fmt.Errorf("export to %s: %w", d.path, cause(err))
	}
	return nil
}

// Abandon leaves what was at the path as it was. After Write it does nothing.
func (d *Destination) Abandon() {
	if d.file != nil {
		d.file.Abandon()
	}
	if d.device != nil {
		_ = d.device.Close() // a write has reported what was lost
	}
}
