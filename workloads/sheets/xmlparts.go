package sheets

import (
	"archive/zip"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// archive is a workbook's file: its parts by their names.
type archive struct{ parts map[string]*zip.File }

// openArchive reads the list of a workbook's parts.
func openArchive(file *os.File, size int64) (*archive, error) {
	bounded := &boundedAt{source: file, left: directory}
	reader, err := zip.NewReader(bounded, size)
	if err != nil {
		return nil, fmt.Errorf("it is not an .xlsx workbook, or is damaged: %w", err)
	}
	bounded.left = unbounded
	if len(reader.File) > mostParts {
		return nil, fmt.Errorf("it has %d parts inside: expected at most %d", len(reader.File), mostParts)
	}
	a := &archive{parts: make(map[string]*zip.File, len(reader.File))}
	for _, part := range reader.File {
		name := partName(part.Name)
		if a.parts[name] != nil {
			return nil, fmt.Errorf("it has two parts of the name %.60q: save the workbook again", part.Name)
		}
		a.parts[name] = part
	}
	return a, nil
}

// partName is a part's name as it is looked up: Windows and Excel know no case.
func partName(name string) string {
	return strings.TrimPrefix(strings.ToLower(strings.ReplaceAll(name, `\`, "/")), "/")
}

// boundedAt bounds how much is read of a file, so that a list of millions of
// parts is not read into memory.
type boundedAt struct {
	source io.ReaderAt
	left   int
}

const unbounded = -1

// ReadAt reads as long as something is left.
func (b *boundedAt) ReadAt(p []byte, at int64) (int, error) {
	if b.left != unbounded {
		if len(p) > b.left {
			return 0, fmt.Errorf("the list of its parts has more than %d MB", directory>>20)
		}
		b.left -= len(p)
	}
	return b.source.ReadAt(p, at)
}

// xmlPart is a part that is read token by token.
type xmlPart struct {
	name    string
	content io.ReadCloser
	bounds  *bounded
	decoder *xml.Decoder
	open    []string // names of the elements that are open
	begun   bool
}

// part begins to read a part. Its declared size and packing ratio are checked
// first, and its actual size is checked again while it is read.
func (a *archive) part(ctx context.Context, name string, most uint64) (*xmlPart, error) {
	file := a.parts[partName(name)]
	if file == nil {
		return nil, fmt.Errorf("its part %.60q is missing: save the workbook again", name)
	}
	size := file.UncompressedSize64
	switch {
	case size > most:
		return nil, fmt.Errorf("its part %.60q has %d MB unpacked: expected at most %d MB", name, size>>20, most>>20)
	case size > freeRatio && size/mostRatio > file.CompressedSize64:
		return nil, fmt.Errorf("its part %.60q is %d MB packed into %d KB, which no sheet of orders is: save the sheet as .csv", name, size>>20, file.CompressedSize64>>10)
	}
	content, err := file.Open()
	if err != nil {
		return nil, fmt.Errorf("its part %.60q can't be unpacked: %w", name, err)
	}
	bounds := &bounded{source: &obedient{ctx, content}, whole: int64(size)}
	return &xmlPart{name: name, content: content, bounds: bounds, decoder: xml.NewDecoder(bounds)}, nil
}

func (p *xmlPart) close() error { return p.content.Close() }

// next reads a token. It is nil at the part's end, which is an error where an
// element is open.
func (p *xmlPart) next() (xml.Token, error) {
	p.bounds.left = longestToken
	token, err := p.decoder.RawToken()
	switch {
	case err == io.EOF && len(p.open) == 0 && p.begun:
		return nil, nil
	case err == io.EOF:
		return nil, p.fail(errBreaksOff)
	case err != nil:
		return nil, p.fail(err)
	}
	switch tag := token.(type) {
	case xml.StartElement:
		p.begun = true
		if p.open = append(p.open, tag.Name.Local); len(p.open) > deepest {
			return nil, p.fail(fmt.Errorf("more than %d elements inside each other", deepest))
		}
	case xml.EndElement:
		last := len(p.open) - 1
		if last < 0 || p.open[last] != tag.Name.Local {
			return nil, p.fail(fmt.Errorf("it is damaged: an element %.20q ends that is not open", tag.Name.Local))
		}
		p.open = p.open[:last]
	}
	return token, nil
}

// errBreaksOff is a part whose end is missing.
var errBreaksOff = errors.New("it breaks off: save the workbook again")

// fail names the part in an error. When the context has ended, it returns the
// context's cause instead.
func (p *xmlPart) fail(err error) error { return p.failIn("", err) }

// failIn names the part in an error, once, and the place in it, such as a row.
func (p *xmlPart) failIn(place string, err error) error {
	if p.bounds.source.ctx.Err() != nil {
		return context.Cause(p.bounds.source.ctx)
	}
	if inside, is := errors.AsType[*partError](err); is {
		err = inside.err
	}
	return &partError{p.name, place, plainly(err)}
}

// partError says what is wrong with a part.
type partError struct {
	name, place string
	err         error
}

// Error names the part, and the place in it where one is known.
func (e *partError) Error() string {
	place := ""
	if e.place != "" {
		place = ", " + e.place
	}
	return fmt.Sprintf("its part %.60q%s: %v", e.name, place, e.err)
}

// Unwrap is what happened.
func (e *partError) Unwrap() error { return e.err }

// plainly puts the XML decoder's errors into words for a workbook's owner.
func plainly(err error) error {
	syntax, is := errors.AsType[*xml.SyntaxError](err)
	switch {
	case !is:
		return err
	case syntax.Msg == "unexpected EOF":
		return errBreaksOff
	}
	return fmt.Errorf("it is damaged: save the workbook again (%s)", syntax.Msg)
}

// each reads all elements of a part.
func (p *xmlPart) each(element func(xml.StartElement) error) error {
	for {
		token, err := p.next()
		if token == nil || err != nil {
			return err
		}
		if start, is := token.(xml.StartElement); is {
			if err := element(start); err != nil {
				return p.fail(err)
			}
		}
	}
}

// attribute is the value of an element's attribute; "" where it has none.
func attribute(element *xml.StartElement, name string) string {
	for i := range element.Attr {
		if element.Attr[i].Name.Local == name {
			return element.Attr[i].Value
		}
	}
	return ""
}

// bounded ends the reading of a part when one token needs too many bytes, or
// when the part is larger than the archive declares.
type bounded struct {
	source *obedient
	left   int   // bytes for the token under way
	whole  int64 // bytes of the part
}

// Read reads on, as far as is left.
func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errors.New("a text of more than 1 MiB")
	}
	n, err := b.source.Read(p[:min(len(p), b.left)])
	b.left -= n
	if b.whole -= int64(n); b.whole < 0 {
		return 0, errors.New("it has more in it than the archive says")
	}
	return n, err
}
