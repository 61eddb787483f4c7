package export

import (
	"slices"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
	"ep-benchmark/engine/text"
)

// A Format is a form in which a run is written.
type Format struct {
	Name      string // in flags: "csv"
	Extension string // of files: "csv"
	Contents  string // what it holds, for lists: "CSV: a row for each leg"
	// render makes the document. The comparison may be nil.
	render func(*engine.Report, *compare.Comparison) ([]byte, error)
	// shown makes a document fit for a stream, which may be a terminal; nil where it
	// is fit already.
	shown func([]byte) []byte
}

// formats are all formats, in the order in which they are offered.
var formats = []Format{
	{"json", "json", "JSON: the whole run", func(r *engine.Report, c *compare.Comparison) ([]byte, error) { return Encode(*r, c) }, text.JSON},
	{"html", "html", "HTML: the report as a page", HTML, nil},
	{"md", "md", "Markdown: a summary", func(r *engine.Report, c *compare.Comparison) ([]byte, error) { return Markdown(r, c), nil }, nil},
	{"csv", "csv", "CSV: a row for each leg", func(r *engine.Report, _ *compare.Comparison) ([]byte, error) { return CSV(r) }, nil},
	{"junit", "xml", "JUnit: a test case for each target", JUnit, nil},
	{"github", "txt", "GitHub annotations: a line for each target that fails", func(r *engine.Report, c *compare.Comparison) ([]byte, error) { return Annotations(r, c), nil }, nil},
	{"gobench", "txt", "Go benchmark format: for benchstat", func(r *engine.Report, _ *compare.Comparison) ([]byte, error) { return GoBench(r) }, nil},
	{"gha", "gha.json", "github-action-benchmark: seconds per pass", func(r *engine.Report, _ *compare.Comparison) ([]byte, error) { return ActionBenchmark(r) }, text.JSON},
	{"bmf", "bmf.json", "Bencher Metric Format: latency and throughput", func(r *engine.Report, _ *compare.Comparison) ([]byte, error) { return Bencher(r) }, text.JSON},
}

// Formats are all formats, in the order in which they are offered.
func Formats() []Format { return slices.Clone(formats) }

// FormatNames are the names of all formats.
func FormatNames() []string {
	names := make([]string, len(formats))
	for i := range formats {
		names[i] = formats[i].Name
	}
	return names
}

// FormatNamed finds a format by its name.
func FormatNamed(name string) (Format, bool) {
	i := slices.IndexFunc(formats, func(f Format) bool { return f.Name == name })
	if i < 0 {
		return Format{}, false
	}
	return formats[i], true
}

// Render makes the document of a report, with its comparison unless that is nil. It
// fails where the form can't hold a figure.
func (f Format) Render(report *engine.Report, comparison *compare.Comparison) ([]byte, error) {
	return f.render(report, comparison)
}

// forStream is a document as it is written to a stream.
func (f Format) forStream(document []byte) []byte {
	if f.shown == nil {
		return document
	}
	return f.shown(document)
}
