package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"ep-benchmark/engine"
	"ep-benchmark/engine/text"
)

// LargestDocument is the most bytes that Decode reads.
const LargestDocument = 256 << 20

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
func DecodeDocument(r io.Reader) (Document, error) { return decodeUpTo(r, LargestDocument) }

func decodeUpTo(r io.Reader, largest int64) (Document, error) {
	text, err := io.ReadAll(io.LimitReader(r, largest+1))
	switch {
	case err != nil:
		return Document{}, err
	case int64(len(text)) > largest:
		return Document{}, fmt.Errorf("the file has more than %d MB: expected an exported run", largest>>20)
	case len(bytes.TrimSpace(text)) == 0:
		return Document{}, errors.New("the file is empty: expected an exported run")
	}
	if err := checkSchema(text); err != nil {
		return Document{}, err
	}
	var d Document
	if err := json.Unmarshal(text, &d); err != nil {
		return Document{}, fmt.Errorf("no exported run: %w", inWords(err, text))
	}
	if d.Run.Schema != d.Schema {
		return Document{}, fmt.Errorf("no exported run: run.schema is %d and schema is %d, expected the same", d.Run.Schema, d.Schema)
	}
	if err := check(&d.Run); err != nil {
		return Document{}, fmt.Errorf("no sound run: %w", err)
	}
	if err := checkComparison(d.Comparison); err != nil {
		return Document{}, fmt.Errorf("no sound comparison: %w", err)
	}
	return DocumentOf(d.Run, d.Comparison), nil
}

// checkSchema looks at the version first: a document of another one can't be
// judged by this one's types.
func checkSchema(text []byte) error {
	var head struct {
		Schema *int            `json:"schema"`
		Run    json.RawMessage `json:"run"`
	}
	if err := json.Unmarshal(text, &head); err != nil {
		return fmt.Errorf("no exported run: %w", inWords(err, text))
	}
	switch {
	case head.Schema == nil || len(head.Run) == 0 || head.Run[0] != '{':
		return errors.New("no exported run: expected the fields schema (a number) and run (an object) at the top level, as --export=json writes them")
	case *head.Schema > engine.ReportSchema:
		return fmt.Errorf("the file has schema %d, of a newer ep-benchmark than this one, which reads up to %d", *head.Schema, engine.ReportSchema)
	case *head.Schema < 1:
		return fmt.Errorf("the file has schema %d: expected 1 to %d", *head.Schema, engine.ReportSchema)
	}
	return nil
}

// inWords says what encoding/json means, and where.
func inWords(err error, file []byte) error {
	var syntax *json.SyntaxError
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax) && syntax.Error() == "unexpected end of JSON input":
		return errors.New("the file ends in the middle of its JSON: was it cut off?")
	case errors.As(err, &syntax):
		at := text.PlaceOf(file, int(syntax.Offset)-1)
		return fmt.Errorf("line %d, column %d is not JSON: %w", at.Line, at.Column, err)
	case errors.As(err, &wrong) && wrong.Field == "":
		return fmt.Errorf("expected a JSON object, found %s", wrong.Value)
	case errors.As(err, &wrong):
		return fmt.Errorf("%s: expected %s, found %s", wrong.Field, kindInWords(wrong), wrong.Value)
	}
	return err
}

// kindInWords names what a field holds, without Go's words for it.
func kindInWords(wrong *json.UnmarshalTypeError) string {
	switch wrong.Type.Kind().String() {
	case "string":
		return "text"
	case "bool":
		return "true or false"
	case "slice":
		return "a list"
	case "struct", "map", "ptr":
		return "an object"
	case "float64":
		return "a number"
	}
	return "a whole number in range"
}
