package sheets

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
)

// What a workbook may come to when it is unpacked, in bytes: as a whole, and
// each part that the library has in memory as a whole. A hundred thousand
// orders take some 100 MB.
const (
	mostUnpacked = 1 << 30
	mostInMemory = 64 << 20
)

// lookThrough finds out, once, whether a workbook can be trusted to be read to
// its end: how large it is unpacked, and whether its sheets are whole. The
// library ends a sheet without a word where its XML breaks off, and the lines
// behind would be lost.
func (i *Input) lookThrough(file *os.File) error {
	if i.sound {
		return nil
	}
	archive, err := zip.NewReader(file, i.size)
	if err != nil {
		return fmt.Errorf("it is no .xlsx workbook, or a damaged one: %w", err)
	}
	if err := checkSizes(archive); err != nil {
		return err
	}
	isBook := false
	for _, part := range archive.File {
		name := partName(part)
		isBook = isBook || name == "xl/workbook.xml"
		if isStreamed(name) {
			if err := checkWhole(part); err != nil {
				return err
			}
		}
	}
	if !isBook {
		return errors.New("there is no .xlsx workbook in it: expected " + Expected)
	}
	i.sound = true
	return nil
}

// checkSizes refuses what would fill memory or disk. Unpacking ends with an
// error where there is more in a part than the archive says.
func checkSizes(archive *zip.Reader) error {
	total := uint64(0)
	for _, part := range archive.File {
		size := part.UncompressedSize64
		total += min(size, mostUnpacked+1)
		if !isStreamed(partName(part)) && size > mostInMemory {
			return fmt.Errorf("its part %.60q has %d MB unpacked: expected at most %d", part.Name, size>>20, mostInMemory>>20)
		}
	}
	if total > mostUnpacked {
		return fmt.Errorf("it has more than %d MB unpacked, which is the most that is read: save its sheet as .csv", mostUnpacked>>20)
	}
	return nil
}

func partName(part *zip.File) string {
	return strings.ToLower(strings.ReplaceAll(part.Name, `\`, "/"))
}

// isStreamed tells whether a part is read bit by bit: sheets, and the texts of
// their cells.
func isStreamed(name string) bool {
	return strings.HasPrefix(name, "xl/worksheets/sheet") || name == "xl/sharedstrings.xml"
}

// checkWhole reads a part to its end.
func checkWhole(part *zip.File) (err error) {
	content, err := part.Open()
	if err != nil {
		return fmt.Errorf("its part %.60q can't be unpacked: %w", part.Name, err)
	}
	defer func() { _ = content.Close() }() // it was read only
	if err := checkTags(content); err != nil {
		return fmt.Errorf("its part %.60q %w", part.Name, err)
	}
	return nil
}

// checkTags reads XML to its end, and refuses cells and rows larger than
// Excel makes them.
func checkTags(content io.Reader) error {
	leash := &leash{source: content}
	decoder := xml.NewDecoder(leash)
	decoder.CharsetReader = func(_ string, input io.Reader) (io.Reader, error) { return input, nil } // only the tags matter
	open, tags, cells := 0, 0, 0
	for {
		leash.left = longestToken
		token, err := decoder.RawToken()
		switch {
		case err == io.EOF && open == 0 && tags > 0:
			return nil
		case err == io.EOF:
			return errors.New("breaks off: save the workbook again")
		case err != nil:
			return fmt.Errorf("is damaged: %w", err)
		}
		switch tag := token.(type) {
		case xml.StartElement:
			open++
			tags++
			cells = countCells(tag.Name.Local, cells)
		case xml.EndElement:
			open--
		}
		if cells > mostCells {
			return fmt.Errorf("has a row of more than %d cells", mostCells)
		}
	}
}

const (
	longestToken = 1 << 20 // bytes; a cell of Excel's has 32,767 characters at the most
	mostCells    = 16384   // of a row
)

// countCells counts the cells of the row under way.
func countCells(tag string, cells int) int {
	switch tag {
	case "row":
		return 0
	case "c":
		return cells + 1
	}
	return cells
}

// A leash ends a reader that is asked for too much at once.
type leash struct {
	source io.Reader
	left   int // bytes
}

// Read reads on, as far as is left.
func (l *leash) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, errors.New("a text of more than 1 MiB")
	}
	n, err := l.source.Read(p[:min(len(p), l.left)])
	l.left -= n
	return n, err
}
