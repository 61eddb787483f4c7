package sheets

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"slices"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
)

// A NamedEncoding is how the characters of a text are said to be encoded.
type NamedEncoding struct {
	is     Encoding // "" where nothing is said
	option string   // by which it is given, as messages name it: "--encoding"
}

// EncodingsExpected says which names [ParseEncoding] accepts.
const EncodingsExpected = "a name of the WHATWG's list, such as utf-8, windows-1252, macintosh, shift_jis, utf-16le or iso-8859-15"

// ParseEncoding reads the name of an encoding, as web pages name it. In that list
// iso-8859-1 and ascii are other names of windows-1252.
func ParseEncoding(option, name string) (NamedEncoding, error) {
	if name == "" {
		return NamedEncoding{option: option}, nil
	}
	found, err := htmlindex.Get(name)
	if err != nil {
		return NamedEncoding{}, fmt.Errorf("%q: expected %s", name, EncodingsExpected)
	}
	usual, err := htmlindex.Name(found)
	if err != nil || slices.Contains([]string{"replacement", "x-user-defined"}, usual) {
		return NamedEncoding{}, fmt.Errorf("%q: expected %s", name, EncodingsExpected)
	}
	if own, is := ownNames[usual]; is {
		return NamedEncoding{own, option}, nil
	}
	return NamedEncoding{Encoding(usual), option}, nil
}

// ownNames are encodings that are known without being named.
var ownNames = map[string]Encoding{"utf-8": UTF8, "utf-16le": UTF16Less, "utf-16be": UTF16Big, "windows-1252": Windows1252}

// check reads a text to its end and refuses one that the encoding does not fit.
func (n NamedEncoding) check(ctx context.Context, file io.Reader, start []byte) error {
	for _, mark := range []struct {
		bytes []byte
		is    Encoding
	}{{markUTF8, UTF8}, {markUTF16, UTF16Less}, {markUTF16Big, UTF16Big}} {
		if bytes.HasPrefix(start, mark.bytes) && n.is != mark.is {
			return fmt.Errorf("it begins with the byte order mark of %s, and %s says %s", mark.is, n.option, n.is)
		}
	}
	if n.is == UTF8 {
		return nil // its damaged lines are bad ones
	}
	text, line := bufio.NewReader(n.is.decoded(&obedient{ctx, file})), 1
	for {
		r, _, err := text.ReadRune()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		case r == '\n':
			line++
		case r == utf8.RuneError, 0x80 <= r && r <= 0x9f, r == 0:
			return fmt.Errorf("its text is not %s, as %s says: line %d has bytes that are no character in it", n.is, n.option, line)
		}
	}
}
