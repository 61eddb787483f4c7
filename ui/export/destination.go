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
	"ep-benchmark/engine/text"
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
	format string // "json"
	path   string // "" for the stream
	file   *outfile.Pending
	device *os.File
	stream io.Writer
}

// Open reads a destination of a run as "json" or "json:-" (the stream) or "json:PATH",
// and likewise with the other formats, and opens it, so that a path that can't be written is known before the run.
// The file itself is not touched before Write.
func Open(text string, stream io.Writer) (*Destination, error) {
	return OpenOneOf(text, stream, Formats()...)
}

// OpenOneOf is Open for what has one of several formats.
func OpenOneOf(text string, stream io.Writer, formats ...string) (*Destination, error) {
	format, path, hasPath := strings.Cut(text, ":")
	switch {
	case !slices.Contains(formats, format):
		return nil, fmt.Errorf("export %q: unknown format %q, expected %s or %[3]s:PATH", text, format, strings.Join(formats, ", "))
	case !hasPath, IsStream(path):
		return &Destination{format: format, stream: stream}, nil
	case path == "":
		return nil, fmt.Errorf("export %q: the path is empty, expected %s:PATH", text, format)
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
func (d *Destination) Format() string { return d.format }

// IsStream tells whether the export goes to the stream.
func (d *Destination) IsStream() bool { return d.stream != nil }

// Path is the file's or the device's, or "".
func (d *Destination) Path() string { return d.path }

// Formats are the formats that a run has.
func Formats() []string { return []string{"json", "md", "html"} }

// Write writes the report in the destination's format, with its comparison unless that
// is nil, whole or not at all.
func (d *Destination) Write(report engine.Report, comparison *compare.Comparison) error {
	document, err := encodeAs(d.format, report, comparison)
	if err != nil {
		return err
	}
	return d.Put(document)
}

func encodeAs(format string, report engine.Report, comparison *compare.Comparison) ([]byte, error) {
	switch format {
	case "md":
		return Markdown(&report, comparison), nil
	case "html":
		return HTML(&report, comparison)
	}
	return Encode(report, comparison)
}

// Put writes a document of the destination's format, whole or not at all.
func (d *Destination) Put(document []byte) (err error) {
	shown := document
	if d.format == "json" { // it may be shown where it arrives
		shown = text.JSON(document)
	}
	if d.IsStream() {
		_, err := d.stream.Write(shown)
		return err
	}
	if d.device != nil {
		_, err = d.device.Write(shown)
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
