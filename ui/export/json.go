package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"ep-benchmark/engine"
)

// LargestDocument is the most bytes that Decode reads.
const LargestDocument = 256 << 20

// Encode renders a report as a document.
func Encode(report engine.Report) ([]byte, error) {
	text, err := json.MarshalIndent(DocumentOf(report), "", "  ")
	if err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	return append(text, '\n'), nil
}

// Decode reads the report of a document that Encode has written.
func Decode(r io.Reader) (engine.Report, error) {
	text, err := io.ReadAll(io.LimitReader(r, LargestDocument+1))
	if err != nil {
		return engine.Report{}, err
	}
	if len(text) > LargestDocument {
		return engine.Report{}, fmt.Errorf("the file has more than %d MB: expected an exported run", LargestDocument>>20)
	}
	if err := checkSchema(text); err != nil {
		return engine.Report{}, err
	}
	var d Document
	if err := json.NewDecoder(bytes.NewReader(text)).Decode(&d); err != nil {
		return engine.Report{}, fmt.Errorf("no exported run: %w", err)
	}
	return d.Run, nil
}

// checkSchema looks at the version first: a document of another one can't be
// judged by this one's types.
func checkSchema(text []byte) error {
	var head struct {
		Schema *int             `json:"schema"`
		Run    *json.RawMessage `json:"run"`
	}
	if err := json.Unmarshal(text, &head); err != nil {
		return fmt.Errorf("no exported run: %w", err)
	}
	switch {
	case head.Schema == nil || head.Run == nil:
		return errors.New("no exported run: expected the fields schema and run at the top level, as --export=json writes them")
	case *head.Schema > engine.ReportSchema:
		return fmt.Errorf("the file has schema %d, of a newer ep-benchmark than this one, which reads up to %d", *head.Schema, engine.ReportSchema)
	case *head.Schema < 1:
		return fmt.Errorf("the file has schema %d: expected 1 to %d", *head.Schema, engine.ReportSchema)
	}
	return nil
}
