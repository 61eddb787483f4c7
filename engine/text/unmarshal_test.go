package text_test

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"ep-benchmark/engine/text"
)

type Counts struct {
	Failed int `json:"failed"`
}

func TestJSONErrorsInPlainWords(t *testing.T) {
	type total struct {
		Counts
		Share float64        `json:"share"`
		Name  string         `json:"name"`
		Fine  bool           `json:"fine"`
		List  []int          `json:"list"`
		Map   map[string]int `json:"map"`
	}
	type document struct {
		Total total `json:"total"`
	}
	for file, want := range map[string]string{
		`{"total": {"failed": "x"}}`: "total.failed: expected a whole number in range, found string",
		`{"total": {"failed": 0.5}}`: "total.failed: expected a whole number in range, found number 0.5",
		`{"total": {"share": true}}`: "total.share: expected a number, found bool",
		`{"total": {"name": []}}`:    "total.name: expected text, found array",
		`{"total": {"fine": 1}}`:     "total.fine: expected true or false, found number",
		`{"total": {"list": {}}}`:    "total.list: expected a list, found object",
		`{"total": {"map": 3}}`:      "total.map: expected an object, found number",
		`{"total": []}`:              "total: expected an object, found array",
		`[]`:                         "expected a JSON object, found array",
		"{\n \"ü\": x}":              "line 2, column 7 is not JSON",
		`{"total": `:                 "the file ends in the middle",
		`{"total": {"failed": 1` + strings.Repeat("0", 500) + `}}`: "total.failed: expected a whole number in range, found number 1",
	} {
		err := text.JSONError(json.Unmarshal([]byte(file), new(document)), []byte(file))
		if err == nil || !strings.HasPrefix(err.Error(), want) || strings.Contains(err.Error(), "Go ") || len(err.Error()) > 120 {
			t.Errorf("%.40s: %v, want %q", file, err, want)
		}
	}
	other := errors.New("input/output error")
	if err := text.JSONError(other, nil); !errors.Is(err, other) {
		t.Error(err)
	}
}
