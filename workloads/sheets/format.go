package sheets

import (
	"bytes"
	"errors"
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
const Expected = "a .tsv or .txt file parted by tabs, a .csv file, or an .xlsx workbook"

// byEnding are the formats by the file's ending. Other files are known by
// their content.
var byEnding = map[string]Format{
	".tsv": Tabs, ".tab": Tabs, ".txt": Tabs, ".csv": Commas, ".xlsx": Workbook, ".xlsm": Workbook,
}

// What files of some kinds begin with.
var (
	zipped    = []byte("PK\x03\x04")
	zippedNo  = []byte("PK\x05\x06") // with nothing in it
	compound  = []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	utf16Big  = []byte("\xfe\xff")
	utf16Less = []byte("\xff\xfe")
)

// sniffed is how much of a file its format is known by.
const sniffed = 4096

// formatOf is the format of a file, by its name's ending and by how it begins.
func formatOf(name string, start []byte) (Format, error) {
	format, known := byEnding[strings.ToLower(filepath.Ext(name))]
	switch {
	case bytes.HasPrefix(start, compound):
		return "", errors.New("it is a workbook with a password, or one of Excel before 2007: save it as .xlsx without a password")
	case bytes.HasPrefix(start, utf16Big), bytes.HasPrefix(start, utf16Less):
		return "", errors.New("its text is UTF-16: save it as CSV UTF-8")
	case bytes.HasPrefix(start, zipped), bytes.HasPrefix(start, zippedNo):
		if known && format != Workbook {
			return "", errors.New("it holds no text, but a workbook or another archive: expected " + Expected)
		}
		return Workbook, nil
	case format == Workbook && len(start) == 0:
		return "", errors.New("it is empty: expected an .xlsx workbook")
	case format == Workbook:
		return "", errors.New("it is no .xlsx workbook, whatever its name says")
	case bytes.IndexByte(start, 0) >= 0:
		return "", errors.New("it holds no text: expected " + Expected)
	case known:
		return format, nil
	}
	return sniff(start), nil
}

// sniff tells text parted by tabs from other text, by its first line.
func sniff(start []byte) Format {
	first, _, _ := bytes.Cut(bytes.TrimLeft(start, "\ufeff\r\n"), []byte("\n"))
	if bytes.IndexByte(first, '\t') < 0 && bytes.ContainsAny(first, ",;") {
		return Commas
	}
	return Tabs
}
