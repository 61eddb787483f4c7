package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"

	"ep-benchmark/engine"
)

// Encode renders a report as a document. It fails where a figure of the report
// is NaN or infinite.
func Encode(report engine.Report) ([]byte, error) {
	if err := checkFinite(reflect.ValueOf(report), "run"); err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false) // the document is no web page, and "> 5x" reads better
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(DocumentOf(report)); err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	return b.Bytes(), nil
}
