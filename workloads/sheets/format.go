package sheets

import (
	"bytes"
	"errors"
	"io"
	"path/filepath"
	"strings"
)

// Format is how a file holds its rows.
type Format string

// The formats there are.
const (
	Tabs     Format = "tab-separated"
	Commas   Format = "comma-separated"
	Workbook Format = "workbook"
)

// Expected says which files can be read.
const Expected = "a .tsv, .txt or .csv file of text, or an .xlsx workbook"

// byEnding are the formats by the file's ending. Other files are known by
// their content.
var byEnding = map[string]Format{
	".tsv": Tabs, ".tab": Tabs, ".csv": Commas, ".xlsx": Workbook, ".xlsm": Workbook,
}

// What files of some kinds begin with.
var (
	zipped   = []byte("PK\x03\x04")
	zippedNo = []byte("PK\x05\x06") // with nothing in it
	compound = []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
)

// sniffed is how much of a file its format is known by.
const sniffed = 4096

// formatOf is the format of a file, by its name's ending and by how it begins.
// It is "" for text whose ending says nothing.
func formatOf(name string, start []byte) (Format, error) {
	format, known := byEnding[strings.ToLower(filepath.Ext(name))]
	switch {
	case bytes.HasPrefix(start, compound):
		return "", errors.New("it is a workbook with a password, or one of Excel before 2007: save it as .xlsx without a password")
	case bytes.HasPrefix(start, zipped), bytes.HasPrefix(start, zippedNo):
		if known && format != Workbook {
			return "", errors.New("it holds no text, but a workbook or another archive: expected " + Expected)
		}
		return Workbook, nil
	case format == Workbook && len(start) == 0:
		return "", errors.New("it is empty: expected an .xlsx workbook")
	case format == Workbook:
		return "", errors.New("it is not an .xlsx workbook, although its name ends like one")
	}
	return format, nil
}

// sniff finds out whether a text has its cells parted by tabs or not, by the
// one of its first lines that has most of either separator.
func (i *Input) sniff(start []byte) Format {
	text, err := io.ReadAll(i.encoding.decoded(bytes.NewReader(start)))
	if err != nil && len(text) == 0 { // a character that is cut off is an error, and text before it
		return Tabs
	}
	most, format := 0, Tabs
	for line := range bytes.FieldsFuncSeq(text, func(r rune) bool { return r == '\n' || r == '\r' }) {
		tabs, commas := bytes.Count(line, []byte("\t")), max(bytes.Count(line, []byte(",")), bytes.Count(line, []byte(";")))
		if tabs >= most && tabs > 0 {
			most, format = tabs, Tabs
		}
		if commas > most {
			most, format = commas, Commas
		}
	}
	return format
}
