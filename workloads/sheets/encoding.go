package sheets

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Encoding is how a text file holds its characters.
type Encoding string

// The encodings that are read.
const (
	UTF8        Encoding = "UTF-8"
	UTF16Less   Encoding = "UTF-16 (little-endian)"
	UTF16Big    Encoding = "UTF-16 (big-endian)"
	Windows1252 Encoding = "Windows-1252"
)

// decoders are those of encodings that have to be decoded.
var decoders = map[Encoding]encoding.Encoding{
	UTF16Less:   unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM),
	UTF16Big:    unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
	Windows1252: charmap.Windows1252,
}

// decoded reads text as UTF-8. A byte order mark becomes that of UTF-8.
func (e Encoding) decoded(r io.Reader) io.Reader {
	decoder, needed := decoders[e]
	if !needed && e != UTF8 { // one that was named
		named, err := htmlindex.Get(string(e))
		decoder, needed = named, err == nil
	}
	if !needed {
		return r
	}
	return transform.NewReader(r, decoder.NewDecoder())
}

// The marks that say how the text after them is encoded.
var (
	markUTF8     = []byte("\xef\xbb\xbf")
	markUTF16Big = []byte("\xfe\xff")
	markUTF16    = []byte("\xff\xfe")
	markUTF32    = []byte("\xff\xfe\x00\x00")
	markUTF32Big = []byte("\x00\x00\xfe\xff")
)

// encodingOf finds out how a text is encoded. It reads all of it, some at a
// time. A mark at the start decides; without one, UTF-16 is known by its NUL
// bytes, UTF-8 by being valid, and what is left is Windows-1252, if each of its
// bytes stands for a character there.
//
// The words of a text that is taken for Windows-1252 have to be plausible.
func encodingOf(ctx context.Context, file io.ReadSeeker, start []byte, named NamedEncoding) (found Encoding, err error) {
	if bytes.HasPrefix(start, markUTF32) || bytes.HasPrefix(start, markUTF32Big) {
		return "", errors.New("its text is UTF-32, which is not read: save it again, as CSV UTF-8")
	}
	if named.is != "" {
		return named.is, named.check(ctx, file, start)
	}
	if found = wide(start); found != "" {
		return found, checkWide(ctx, found, file)
	}
	if found, err = narrow(ctx, file, start, named.option); err != nil || found != Windows1252 {
		return found, err
	}
	if _, err = file.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	return found, checkPlausible(ctx, file, named.option)
}

// wide returns the kind of UTF-16, or "" for other text. In UTF-16, text in
// Latin letters has NUL as every second byte, and never among the other bytes.
func wide(start []byte) Encoding {
	switch {
	case bytes.HasPrefix(start, markUTF16):
		return UTF16Less
	case bytes.HasPrefix(start, markUTF16Big):
		return UTF16Big
	}
	var nuls [2]int
	for i, b := range start {
		if b == 0 {
			nuls[i%2]++
		}
	}
	switch enough := max(2, len(start)/8); {
	case nuls[1] > 0 && nuls[0] == 0 && nuls[1] >= enough:
		return UTF16Less
	case nuls[0] > 0 && nuls[1] == 0 && nuls[0] >= enough:
		return UTF16Big
	}
	return ""
}

// checkWide reads UTF-16 to its end and refuses a text that can't be decoded,
// since the decoder would silently replace the damaged characters.
func checkWide(ctx context.Context, found Encoding, file io.Reader) error {
	replaced := []byte(string(utf8.RuneError))
	line, kept := 1, 0
	buffer := make([]byte, 64<<10)
	text := found.decoded(&obedient{ctx, file})
	for {
		n, err := text.Read(buffer[kept:])
		piece := buffer[:kept+n]
		line += bytes.Count(piece[kept:], []byte("\n"))
		if bytes.Contains(piece, replaced) || bytes.IndexByte(piece, 0) >= 0 {
			return fmt.Errorf("its text is damaged %s in or before line %d: save it again, as CSV UTF-8", found, line)
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		kept = copy(buffer, piece[max(0, len(piece)-len(replaced)+1):])
	}
}

// narrow tells UTF-8 from Windows-1252.
func narrow(ctx context.Context, file io.Reader, start []byte, option string) (Encoding, error) {
	scan := narrowScan{line: 1, option: option}
	buffer := make([]byte, 64<<10)
	kept := 0
	source := &obedient{ctx, file}
	for {
		n, err := source.Read(buffer[kept:])
		if err != nil && err != io.EOF {
			return "", err
		}
		piece := buffer[:kept+n]
		kept = copy(buffer, piece[scan.look(piece, err == io.EOF):])
		if err == io.EOF {
			return scan.verdict(bytes.HasPrefix(start, markUTF8))
		}
	}
}

// narrowScan counts what distinguishes the encodings.
type narrowScan struct {
	line    int
	wide    int // characters of more than a byte, as UTF-8 has them
	invalid int // bytes that are no UTF-8
	inLine  int // line of the first of them
	nul     int // line of the first NUL; 0 for none
	odd     int // line of the first byte that is no character of Windows-1252's
	oddByte byte
	option  string // that names an encoding
}

// look examines a piece of the text. It returns how many bytes it has examined,
// since a character may go on in the next piece.
func (s *narrowScan) look(piece []byte, last bool) (seen int) {
	for at := 0; at < len(piece); {
		b := piece[at]
		if b < utf8.RuneSelf {
			s.ascii(b)
			at++
			continue
		}
		if !last && !utf8.FullRune(piece[at:]) {
			return at
		}
		r, size := utf8.DecodeRune(piece[at:])
		if r == utf8.RuneError && size == 1 {
			if s.invalid++; s.inLine == 0 {
				s.inLine = s.line
			}
		} else {
			s.wide++
		}
		for _, b := range piece[at : at+size] {
			if bytes.IndexByte([]byte("\x81\x8d\x8f\x90\x9d"), b) >= 0 {
				s.strange(b)
			}
		}
		at += size
	}
	return len(piece)
}

// ascii looks at a byte that is the same in both encodings.
func (s *narrowScan) ascii(b byte) {
	switch {
	case b == '\n':
		s.line++
	case b == 0 && s.nul == 0:
		s.nul = s.line
	case b < ' ' && b != '\t' && b != '\r' && b != '\f' || b == 0x7f:
		s.strange(b)
	}
}

func (s *narrowScan) strange(b byte) {
	if s.odd == 0 {
		s.odd, s.oddByte = s.line, b
	}
}

// verdict returns the encoding. A text with more than two UTF-8 characters of
// several bytes for an invalid byte is UTF-8: its damaged characters make their
// lines bad, while reading it as Windows-1252 would silently spoil all other
// lines. One with fewer is refused, down to one for ten invalid bytes: in
// Windows-1252, such characters are rare accidents.
func (s *narrowScan) verdict(marked bool) (Encoding, error) {
	switch {
	case s.nul > 0:
		return "", fmt.Errorf("it holds no text, but a NUL byte in line %d: expected "+Expected, s.nul)
	case marked || s.invalid == 0 || s.wide > 2*s.invalid:
		return UTF8, nil
	case s.wide*10 > s.invalid:
		return "", fmt.Errorf("its text is UTF-8 in parts, and line %d has bytes that are not: name its encoding with %s, such as utf-8, macintosh or shift_jis, or save it as CSV UTF-8", s.inLine, s.option)
	case s.odd > 0:
		return "", fmt.Errorf("its text is neither UTF-8 nor Windows-1252, which has no character for byte 0x%02X in line %d: name its encoding with %s, such as macintosh or shift_jis, or save it as CSV UTF-8", s.oddByte, s.odd, s.option)
	}
	return Windows1252, nil
}

// obedient is a reader that fails when its context has ended, which also ends
// everything that reads from it.
type obedient struct {
	ctx    context.Context
	source io.Reader
}

// Read reads on, unless the context has ended.
func (o *obedient) Read(p []byte) (int, error) {
	if o.ctx.Err() != nil {
		return 0, context.Cause(o.ctx)
	}
	return o.source.Read(p)
}

var errChanged = errors.New("it has been changed meanwhile: nothing was checked of what it now holds")
