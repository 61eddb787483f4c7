package tomlfile

import (
	"bytes"
	"errors"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2"

	"ep-benchmark/engine/text"
)

// MaxBytes is how large a file may be. A larger one was named by mistake. The TOML
// library takes time that grows with the square of the number of keys: a second
// for this size, a minute for 1 MiB.
const MaxBytes = 128 << 10

// Read reads a regular file. Of one that is too large it reads only so much that
// [Decode] refuses it.
func Read(path string) ([]byte, error) {
	about, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case about.IsDir():
		return nil, errors.New("a directory, not a file")
	case !about.Mode().IsRegular():
		return nil, errors.New("not a regular file")
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }() // only read: nothing can be lost
	return io.ReadAll(io.LimitReader(file, MaxBytes+1))
}

// parse reads a text into values, or returns the only problem that can be told:
// what comes after a mistake of syntax can't be judged.
func parse(file []byte) (map[string]any, *Problem) {
	if len(file) > MaxBytes {
		return nil, &Problem{Text: "larger than 128 KiB: expected a TOML file written by hand"}
	}
	if at := invalidAt(file); at < len(file) {
		return nil, &Problem{text.PlaceOf(file, at), "not UTF-8 text; save the file as UTF-8"}
	}
	values := make(map[string]any)
	if err := toml.Unmarshal(file, &values); err != nil {
		return nil, syntaxProblem(err)
	}
	return values, nil
}

// withoutMark leaves out the mark that Windows editors put before a text.
func withoutMark(file []byte) []byte { return bytes.TrimPrefix(file, []byte("\ufeff")) }

// invalidAt finds the first byte that is not UTF-8.
func invalidAt(file []byte) int {
	at := 0
	for at < len(file) {
		r, width := utf8.DecodeRune(file[at:])
		if r == utf8.RuneError && width == 1 {
			break
		}
		at += width
	}
	return at
}

// longestWords is how many characters of the parser's message a problem shows.
const longestWords = 200

func syntaxProblem(err error) *Problem {
	words := "not valid TOML: " + text.Cut(strings.TrimPrefix(err.Error(), "toml: "), longestWords)
	syntax, ok := errors.AsType[*toml.DecodeError](err)
	if !ok {
		return &Problem{Text: words}
	}
	line, column := syntax.Position()
	return &Problem{text.Place{Line: line, Column: column}, words}
}
