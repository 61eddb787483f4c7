package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"ep-benchmark/engine"
	"ep-benchmark/engine/sound"
	"ep-benchmark/engine/text"
)

// largestDocument is the most bytes that Decode reads.
const largestDocument = 256 << 20

// Decode reads the report of a document that Encode has written. A report that
// it returns can be shown and assessed like one that was just measured;
// whatever can't be is refused, with the place and the reason.
func Decode(r io.Reader) (engine.Report, error) {
	d, err := DecodeDocument(r)
	return d.Run, err
}

// DecodeDocument is Decode of the whole document: the comparison, if the file
// has one, can be shown like one that was just made. What stands beside it and
// the run is derived from the run, and is not read.
func DecodeDocument(r io.Reader) (Document, error) { return decodeUpTo(r, largestDocument) }

func decodeUpTo(r io.Reader, largest int64) (Document, error) {
	file, err := io.ReadAll(io.LimitReader(r, largest+1))
	switch {
	case err != nil:
		return Document{}, err
	case int64(len(file)) > largest:
		return Document{}, fmt.Errorf("the file has more than %d MB: expected an exported run", largest>>20)
	case len(bytes.TrimSpace(file)) == 0:
		return Document{}, errors.New("the file is empty: expected an exported run")
	}
	if err := checkSchema(file); err != nil {
		return Document{}, err
	}
	var d Document
	if err := json.Unmarshal(file, &d); err != nil {
		return Document{}, fmt.Errorf("no exported run: %w", text.JSONError(err, file))
	}
	if d.Run.Schema != d.Schema {
		return Document{}, fmt.Errorf("no exported run: run.schema is %d and schema is %d, expected the same", d.Run.Schema, d.Schema)
	}
	if err := sound.Report(&d.Run, "run"); err != nil {
		return Document{}, fmt.Errorf("no sound run: %w", err)
	}
	if err := checkComparison(d.Comparison); err != nil {
		return Document{}, fmt.Errorf("no sound comparison: %w", err)
	}
	return DocumentOf(d.Run, d.Comparison), nil
}

// checkSchema looks at the version first: a document of another one can't be
// judged by this one's types.
func checkSchema(file []byte) error {
	var head struct {
		Schema *int            `json:"schema"`
		Run    json.RawMessage `json:"run"`
	}
	if err := json.Unmarshal(file, &head); err != nil {
		return fmt.Errorf("no exported run: %w", text.JSONError(err, file))
	}
	switch {
	case head.Schema == nil || len(head.Run) == 0 || head.Run[0] != '{':
		return errors.New("no exported run: expected the fields schema (a number) and run (an object) at the top level, as an export in JSON has them")
	case *head.Schema > engine.VariantsSchema:
		return fmt.Errorf("the file has schema %d, of a newer ep-benchmark than this one, which reads up to %d", *head.Schema, engine.VariantsSchema)
	case *head.Schema < 1:
		return fmt.Errorf("the file has schema %d: expected 1 to %d", *head.Schema, engine.VariantsSchema)
	}
	return nil
}
