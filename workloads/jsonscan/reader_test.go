package jsonscan

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"strings"
	"testing"
	"unicode/utf8"
)

// documents are valid and invalid ones.
var documents = []string{
	``, ` `, `null`, `true`, `false`, `0`, `-0`, `-1.5e+10`, `""`, `"a"`, `[]`, `{}`, ` [ 1 , "x" , { } ] `, `{"a":{"b":[null,true]},"c":"\u00e9\ud83d\udce6\n"}`,
	`nul`, `tru`, `01`, `1.`, `.5`, `+1`, `-`, `1e`, `1e+`, `"`, `"\`, `"\x"`, `"\u12"`, `"\u12_4"`, `"\ud83d"`, `"\ud83dx"`, `"\ud83d\u0041"`, "\"\n\"", "\"\x00\"", `[`, `]`, `[1`, `[1,`, `[1,]`,
	`[,1]`, `[1 2]`, `{`, `}`, `{"a"`, `{"a":`, `{"a":1`, `{"a":1,`, `{"a":1,}`, `{a:1}`, `{"a" 1}`, `{"a":1 "b":2}`, `{1:2}`, `{"a":1}x`, `{}{}`, "\v1", "1\f",
	`"long enough for a word of eight bytes, and \"more\""`, `{"plain":"` + strings.Repeat("é", 20) + `"}`,
}

// read reads a document into what encoding/json makes of one.
func read(r *Reader) (any, error) {
	switch r.Kind() {
	case String:
		text, err := r.String()
		return string(text), err
	case Number:
		digits, err := r.Number()
		return json.Number(digits), err
	case Array:
		return readArray(r)
	case Object:
		return readObject(r)
	case Null:
		return nil, r.Null()
	case Bool:
		begin := r.at
		err := r.Skip()
		return r.body[begin] == 't', err
	}
	return nil, r.Skip()
}

func readArray(r *Reader) (any, error) {
	all := []any{}
	err := r.Enter('[')
	for first := true; err == nil; first = false {
		var more bool
		if more, err = r.Element(first); err != nil || !more {
			return all, err
		}
		var one any
		one, err = read(r)
		all = append(all, one)
	}
	return nil, err
}

func readObject(r *Reader) (any, error) {
	all := map[string]any{}
	err := r.Enter('{')
	for first := true; err == nil; first = false {
		key, more, keyErr := r.Key(first)
		if keyErr != nil || !more {
			return all, keyErr
		}
		name := string(key)
		all[name], err = read(r)
	}
	return nil, err
}

// reference is what encoding/json makes of a document.
func reference(body []byte) (value any, err error) {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	if err = d.Decode(&value); err != nil {
		return nil, err
	}
	if _, err = d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("something follows")
	}
	return value, nil
}

// check compares reading and skipping a document with encoding/json: they refuse the
// same documents, and read the others as the same values.
func check(t *testing.T, body []byte) {
	t.Helper()
	var r Reader
	r.Reset(body)
	got, err := read(&r)
	if err == nil {
		err = r.End()
	}
	r.Reset(body)
	skipped := r.Skip()
	if skipped == nil {
		skipped = r.End()
	}
	if (skipped == nil) != (err == nil) {
		t.Fatalf("%q: read with %v, skipped with %v", body, err, skipped)
	}
	if errors.Is(err, ErrTooDeep) || !utf8.Valid(body) {
		return // encoding/json goes deeper, and replaces invalid bytes
	}
	want, wantErr := reference(body)
	if (err == nil) != (wantErr == nil) {
		t.Fatalf("%q: error %v, encoding/json has %v", body, err, wantErr)
	}
	if err != nil {
		return
	}
	a, b := marshalled(t, got), marshalled(t, want)
	if a != b {
		t.Fatalf("%q: %s, encoding/json has %s", body, a, b)
	}
}

// marshalled makes a value comparable.
func marshalled(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestAgainstEncodingJSON(t *testing.T) {
	for _, document := range documents {
		check(t, []byte(document))
		for _, spaced := range []string{" \t\r\n" + document + " \n", `[` + document + `,` + document + `]`, `{"x":` + document + `}`, `{"x": ` + document + `, "y" : ` + document + ` }`} {
			check(t, []byte(spaced))
		}
		for end := range document {
			check(t, []byte(document[:end]))
		}
	}
}

// Levels are counted over objects and arrays that are entered and that are skipped.
func TestDepth(t *testing.T) {
	for _, pair := range [][2]string{{"[", "]"}, {`{"a":`, "}"}} {
		for depth, fits := range map[int]bool{Deepest: true, Deepest + 1: false, 100_000: false} {
			body := []byte(strings.Repeat(pair[0], depth) + "1" + strings.Repeat(pair[1], depth))
			var r Reader
			r.Reset(body)
			if err := r.Skip(); fits != (err == nil) || !fits && !errors.Is(err, ErrTooDeep) {
				t.Errorf("skipped: %d levels of %s: %v", depth, pair[0], err)
			}
			r.Reset(body)
			if _, err := read(&r); fits != (err == nil) || !fits && !errors.Is(err, ErrTooDeep) {
				t.Errorf("read: %d levels of %s: %v", depth, pair[0], err)
			}
		}
	}
}

// An error says what was expected, and where.
func TestErrors(t *testing.T) {
	for document, want := range map[string]string{
		``: "expected a value, found the end", `{"a"=1}`: "expected a colon at byte 5, found '='", `[1 2]`: "expected a comma or ] at byte 4, found '2'",
		`"a`: "expected the quote that ends a string, found the end", `[-]`: "expected a digit at byte 3, found ']'", `{a}`: "expected a key at byte 2, found 'a'",
	} {
		var r Reader
		r.Reset([]byte(document))
		if err := r.Skip(); err == nil || err.Error() != want {
			t.Errorf("%s: error %v, expected %q", document, err, want)
		}
	}
}

func TestReadingDoesNotAllocate(t *testing.T) {
	body := []byte(`{"plain":[1,2.5e3,"text"],"escaped":"a\nb","more":{"x":null,"y":true}}`)
	var r Reader
	n := testing.AllocsPerRun(100, func() {
		r.Reset(body)
		if err := r.Enter('{'); err != nil {
			t.Fatal(err)
		}
		for first := true; ; first = false {
			key, more, err := r.Key(first)
			if err != nil {
				t.Fatal(err)
			}
			if !more {
				return
			}
			if string(key) == "escaped" {
				_, err = r.String()
			} else {
				err = r.Skip()
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	})
	if n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func FuzzAgainstEncodingJSON(f *testing.F) {
	for _, document := range documents {
		f.Add([]byte(document))
	}
	f.Fuzz(check)
}
