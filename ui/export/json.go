package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/engine"
)

// Encode renders a report as a document, with its comparison unless that is
// nil. It fails where a figure is NaN or infinite.
func Encode(report engine.Report, comparison *compare.Comparison) ([]byte, error) {
	if err := checkFinite(reflect.ValueOf(report), "run"); err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	if err := checkFinite(reflect.ValueOf(comparison), "comparison"); err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	return indented(DocumentOf(report, comparison))
}

// indented is a value as JSON that people can read.
func indented(value any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false) // the document is no web page, and "> 5x" reads better
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(value); err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	return b.Bytes(), nil
}
