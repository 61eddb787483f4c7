package sheets

import (
	"bytes"
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"ep-benchmark/workloads/shipping"
)

func TestEncodings(t *testing.T) {
	wide := func(encoding Encoding, text string) []byte {
		encoded, err := decoders[encoding].NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		return []byte(encoded)
	}
	long := strings.Repeat("a,b\n", 50_000)
	for name, test := range map[string]struct {
		text []byte
		want Encoding
	}{
		"nothing":                     {nil, UTF8},
		"ASCII":                       {[]byte(long), UTF8},
		"UTF-8":                       {[]byte("Åse,Tromsø\n"), UTF8},
		"UTF-8 late":                  {[]byte(long + "Åse"), UTF8},
		"UTF-8 with a mark":           {[]byte("\ufeffÅse\n"), UTF8},
		"a mark, and damaged":         {[]byte("\ufeff\xe9,\n"), UTF8},
		"UTF-8, one character broken": {[]byte(strings.Repeat("Åse,Tromsø\n", 9) + "\xe9"), UTF8},
		"Windows-1252":                {[]byte("\xc5se,Troms\xf8, 5\x80\n"), Windows1252},
		"Windows-1252 late":           {[]byte(long + "\xc5"), Windows1252},
		"UTF-16, marked":              {wide(UTF16Less, "\ufeffa,b\n"), UTF16Less},
		"UTF-16 big, marked":          {wide(UTF16Big, "\ufeffa,b\n"), UTF16Big},
		"UTF-16":                      {wide(UTF16Less, "Åse,Tromsø\n"+long), UTF16Less},
		"UTF-16 big":                  {wide(UTF16Big, "名前,住所, name, street\n"), UTF16Big},
		"UTF-16 beyond the plane":     {wide(UTF16Less, "a,b,𝄞\n"), UTF16Less},
	} {
		got, err := encodingOf(t.Context(), bytes.NewReader(test.text), test.text[:min(len(test.text), sniffed)], NamedEncoding{})
		if err != nil || got != test.want {
			t.Errorf("%s: %s, %v, want %s", name, got, err, test.want)
		}
	}
}

// endless is a file that never ends, and a context that does.
type endless struct {
	text   []byte
	reads  int
	cancel context.CancelFunc
}

func (e *endless) Read(p []byte) (int, error) {
	if e.reads++; e.reads == 3 {
		e.cancel()
	}
	if e.reads > 10 {
		return 0, errors.New("it was read on after the context's end")
	}
	return copy(p, bytes.Repeat(e.text, len(p)/len(e.text))), nil
}

// Seek does nothing: the file is the same everywhere.
func (e *endless) Seek(int64, int) (int64, error) { return 0, nil }

// Every kind of reading ends when its context does.
func TestReadingEndsWithTheContext(t *testing.T) {
	for name, text := range map[string]string{"UTF-8": "a,b\n", "UTF-16": "a\x00\n\x00"} {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		if _, err := encodingOf(ctx, &endless{text: []byte(text), cancel: cancel}, []byte(strings.Repeat(text, 10)), NamedEncoding{}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
		ctx, cancel = context.WithCancel(t.Context())
		defer cancel()
		folder := t.TempDir()
		if _, err := Copy(ctx, &endless{text: []byte(text), cancel: cancel}, Options{Folder: folder}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s, copied: %v", name, err)
		}
		if left, _ := os.ReadDir(folder); len(left) > 0 {
			t.Errorf("%s is left", left[0].Name())
		}
	}
	for name, path := range map[string]string{
		"text": file(t, "orders.tsv", []byte(strings.Join(shipping.Sample(), "\n"))), "workbook": workbookFile(t, shipping.Sample(), nil),
	} {
		input := open(t, path, "")
		ctx, cancel := context.WithCancel(t.Context())
		reading, err := input.Read(ctx)
		if err != nil {
			t.Fatal(err)
		}
		cancel()
		for _, ok := reading.Next(); ok; _, ok = reading.Next() {
			continue
		}
		if err := reading.Err(); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", name, err)
		}
		if err := reading.Close(); err != nil {
			t.Error(err)
		}
		if _, err := Open(ctx, path, Options{}); !errors.Is(err, context.Canceled) {
			t.Errorf("%s, opened: %v", name, err)
		}
	}
}

// UTF-32 begins with the mark of UTF-16. It is refused, and the error calls it
// UTF-32.
func TestUTF32IsRefused(t *testing.T) {
	for _, text := range []string{"\xff\xfe\x00\x00a\x00\x00\x00", "\x00\x00\xfe\xff\x00\x00\x00a"} {
		if _, err := Open(t.Context(), file(t, "orders.csv", []byte(text)), Options{}); err == nil || !strings.Contains(err.Error(), "its text is UTF-32") {
			t.Errorf("%q: %v", text, err)
		}
	}
}
