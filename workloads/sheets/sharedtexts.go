package sheets

import (
	"bufio"
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"unicode/utf8"
)

// sharedTexts are the texts that a workbook's cells share. Cells refer to them
// by number in any order, so all texts have to be available. When they are
// small together they are kept in memory, otherwise in a temporary file, with
// the place where each begins in memory.
type sharedTexts struct {
	begin  [][]int64 // where each text begins, in pages, and the end of the last
	count  int
	memory []byte
	file   *os.File // nil while all fits into memory
	out    *bufio.Writer
	size   int64
}

const (
	textsInMemory = 8 << 20 // bytes
	textsPage     = 1 << 16
)

// readTexts reads the shared texts of a workbook. They outlive the context.
func readTexts(ctx context.Context, a *archive, name string, files *scratch) (*sharedTexts, error) {
	part, err := a.part(ctx, name, mostTexts)
	if err != nil {
		return nil, err
	}
	defer func() { _ = part.close() }() // it was read only
	texts := &sharedTexts{}
	err = part.each(func(element xml.StartElement) error {
		if element.Name.Local != "si" {
			return nil
		}
		text, err := richText(part, "si")
		if err != nil {
			return err
		}
		return texts.add(text, files)
	})
	if err == nil && texts.out != nil {
		err = texts.out.Flush()
	}
	texts.mark()
	if err != nil {
		texts.close()
		return nil, files.explained(err)
	}
	return texts, nil
}

// mark records that the next text begins where the latest ends.
func (s *sharedTexts) mark() {
	if s.count%textsPage == 0 {
		s.begin = append(s.begin, make([]int64, 0, textsPage))
	}
	page := &s.begin[s.count/textsPage]
	*page = append(*page, s.size)
}

func (s *sharedTexts) add(text string, files *scratch) error {
	if s.count == mostStrings {
		return fmt.Errorf("more than %d texts, which is the most that is read: save the sheet as .csv", mostStrings)
	}
	s.mark()
	s.count++
	s.size += int64(len(text))
	if s.file == nil && s.size <= files.from {
		s.memory = append(s.memory, text...)
		return nil
	}
	if s.file == nil {
		if err := s.spill(files); err != nil {
			return err
		}
	}
	_, err := s.out.WriteString(text)
	return err
}

// spill moves the texts from memory to a file.
func (s *sharedTexts) spill(files *scratch) (err error) {
	if s.file, err = files.create(spilledTexts); err != nil {
		return err
	}
	s.out = bufio.NewWriterSize(s.file, 256<<10)
	_, err = s.out.Write(s.memory)
	s.memory = nil
	return err
}

// at is the text of a number.
func (s *sharedTexts) at(number int) (string, bool, error) {
	if s == nil || number < 0 || number >= s.count {
		return "", false, nil
	}
	from, to := s.start(number), s.start(number+1)
	if s.file == nil {
		return string(s.memory[from:to]), true, nil
	}
	text := make([]byte, to-from)
	if _, err := s.file.ReadAt(text, from); err != nil && err != io.EOF {
		return "", false, err
	}
	return string(text), true, nil
}

func (s *sharedTexts) start(number int) int64 { return s.begin[number/textsPage][number%textsPage] }

// close gives the file back. Its directory is removed with the input.
func (s *sharedTexts) close() {
	if s != nil && s.file != nil {
		_ = s.file.Close()
	}
}

// richText reads the text of an element up to its end: all runs, without what
// says how they are pronounced.
func richText(part *xmlPart, element string) (string, error) {
	var text strings.Builder
	depth := len(part.open)
	for {
		token, err := part.next()
		if err != nil {
			return "", err
		}
		if token == nil || len(part.open) < depth {
			return unescaped(text.String()), nil
		}
		content, is := token.(xml.CharData)
		if !is || part.open[len(part.open)-1] != "t" || pronounced(part.open[depth:]) {
			continue
		}
		if text.Len()+len(content) > longestToken {
			return "", fmt.Errorf("an element %q with a text of more than 1 MiB", element)
		}
		text.Write(content)
	}
}

func pronounced(open []string) bool {
	for _, name := range open {
		if name == "rPh" {
			return true
		}
	}
	return false
}

// unescaped resolves the escapes that workbooks have for characters that XML
// can't hold: _x000D_ is a carriage return.
func unescaped(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	var out strings.Builder
	for {
		before, rest, found := strings.Cut(text, "_x")
		out.WriteString(before)
		if !found {
			return out.String()
		}
		if r, ok := escape(rest); ok {
			out.WriteRune(r)
			text = rest[len("000D_"):]
			continue
		}
		out.WriteString("_x")
		text = rest
	}
}

// escape reads the four digits and the underscore of an escape.
func escape(rest string) (rune, bool) {
	if len(rest) < 5 || rest[4] != '_' {
		return 0, false
	}
	code, err := strconv.ParseUint(rest[:4], 16, 16)
	return rune(code), err == nil && utf8.ValidRune(rune(code))
}
