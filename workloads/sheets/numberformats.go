package sheets

import (
	"context"
	"encoding/xml"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// A numberFormat is one of the workbook's own, or one that is built in.
type numberFormat struct {
	code    string // "" for one that is built in
	builtIn int
}

// general is the format of cells without any.
var general = numberFormat{}

// builtInFractions are the fractions among the formats that are built in.
var builtInFractions = map[int]string{12: "# ?/?", 13: "# ??/??"}

// readFormats reads the number formats of a workbook, by the numbers that its
// cells have as their style.
func readFormats(ctx context.Context, a *archive, name string) ([]numberFormat, error) {
	part, err := a.part(ctx, name, mostSmall)
	if err != nil {
		return nil, err
	}
	defer func() { _ = part.close() }() // it was read only
	own := map[string]string{}
	var styles []string // ids of the formats, which may be described after the styles
	err = part.each(func(element xml.StartElement) error {
		parent := ""
		if len(part.open) > 1 {
			parent = part.open[len(part.open)-2]
		}
		switch {
		case element.Name.Local == "numFmt" && parent == "numFmts":
			own[attribute(&element, "numFmtId")] = unescaped(attribute(&element, "formatCode"))
		case element.Name.Local == "xf" && parent == "cellXfs":
			styles = append(styles, attribute(&element, "numFmtId"))
		}
		if len(styles) > mostStyles || len(own) > mostStyles {
			return fmt.Errorf("more than %d styles", mostStyles)
		}
		return nil
	})
	formats := make([]numberFormat, len(styles))
	for i, id := range styles {
		formats[i].code = own[id]
		if formats[i].builtIn, _ = strconv.Atoi(id); formats[i].builtIn < 0 { // what is no number is General
			formats[i].builtIn = general.builtIn
		}
		if formats[i].code == "" {
			formats[i].code = builtInFractions[formats[i].builtIn]
		}
	}
	return formats, err
}

// shower shows numbers as a workbook does. The library is given a format of one
// section. The section is chosen here, since the library ignores conditions
// ([<=9999999]###-####;(###) ###-####).
type shower struct {
	book   *excelize.File
	styles map[numberFormat]int
}

const showerSheet, showerCell = "Sheet1", "A1"

func newShower(dates1904 bool) (*shower, error) {
	book := excelize.NewFile()
	if err := book.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &dates1904}); err != nil {
		return nil, err
	}
	return &shower{book: book, styles: map[numberFormat]int{}}, nil
}

// show shows a number by a format of [readFormats]. It fails when the format
// shows something that can't be shown here, since leaving out a part of the
// text would change it. The library may panic over the content of a file; a
// panic is returned as an error of the format.
func (s *shower) show(number string, format numberFormat) (text string, err error) {
	defer func() {
		if value := recover(); value != nil {
			err = fmt.Errorf("the number format %.60q can't be read (%.60v)", format.code, value)
		}
	}()
	value, failure := strconv.ParseFloat(number, 64)
	if failure != nil || math.IsInf(value, 0) || math.IsNaN(value) {
		return number, nil
	}
	if format.code == "" {
		return s.byLibrary(number, format)
	}
	section, positive := sectionFor(format.code, value)
	if section == "" {
		return "", nil
	}
	if positive {
		number = strings.TrimPrefix(number, "-")
	}
	pieces := piecesOf(section)
	if pieces.has(generalPiece) || pieces.has(textPiece) {
		plain, err := s.byLibrary(number, general)
		return pieces.around(plain), err
	}
	text, err = s.byLibrary(number, numberFormat{code: strings.ReplaceAll(section, ";", literalSemicolon)})
	if err != nil {
		return "", err
	}
	text = strings.ReplaceAll(text, literalSemicolon, ";")
	if reason := pieces.amiss(text, value); reason != "" {
		return "", fmt.Errorf("the number format %.60q %s", format.code, reason)
	}
	return text, nil
}

// showText shows a text by a format, which may have a section for texts.
func showText(text string, format numberFormat) (string, error) {
	sections := sectionsOf(format.code)
	pieces := piecesOf(sections[len(sections)-1])
	switch {
	case pieces.has(textPiece):
		return pieces.around(text), nil
	case len(sections) > 3 && text != "":
		return "", fmt.Errorf("the number format %.60q hides the text", format.code)
	}
	return text, nil
}

// byLibrary shows a number by a format that is built in, or by a section.
func (s *shower) byLibrary(number string, format numberFormat) (string, error) {
	style, err := s.style(format)
	if err == nil {
		err = s.book.SetCellDefault(showerSheet, showerCell, number)
	}
	if err == nil {
		err = s.book.SetCellStyle(showerSheet, showerCell, showerCell, style)
	}
	if err != nil {
		return "", err
	}
	return s.book.GetCellValue(showerSheet, showerCell)
}

// literalSemicolon stands for a semicolon in a section's text, at which the
// library would end the section.
const literalSemicolon = "\ue000"

// style returns the library's style for a format.
func (s *shower) style(format numberFormat) (int, error) {
	if style, known := s.styles[format]; known {
		return style, nil
	}
	description := &excelize.Style{NumFmt: format.builtIn}
	if format.code != "" {
		description = &excelize.Style{CustomNumFmt: &format.code}
	}
	style, err := s.book.NewStyle(description)
	if err != nil {
		return 0, fmt.Errorf("the number format %.60q can't be read: %w", format.code, err)
	}
	s.styles[format] = style
	return style, nil
}

// sectionFor is the section of a format that a number is shown by. It tells
// whether the section is for the number without its sign.
func sectionFor(format string, value float64) (section string, positive bool) {
	sections := numberSections(format)
	first, rest, has := conditionOf(sections[0])
	switch {
	case has && (first(value) || len(sections) == 1):
		return rest, false
	case has:
		return otherSection(sections, value), false
	case len(sections) > 1 && value < 0:
		return sections[1], true
	case len(sections) > 2 && value == 0:
		return sections[2], false
	}
	return sections[0], false
}

// otherSection is the section of a number for which the first one's condition
// does not hold.
func otherSection(sections []string, value float64) string {
	second, rest, has := conditionOf(sections[1])
	switch {
	case len(sections) == 2, has && second(value), !has && value < 0:
		return rest
	}
	return sections[2]
}

// numberSections are the sections of a format that are for numbers: three at
// most, and none for text.
func numberSections(format string) []string {
	all := sectionsOf(format)
	all = all[:min(len(all), 3)]
	if last := len(all) - 1; last > 0 && piecesOf(all[last]).has(textPiece) {
		all = all[:last]
	}
	return all
}

// sectionsOf parts a format at its semicolons, those in quotes or after a
// character that takes the next one apart.
func sectionsOf(format string) []string {
	var all []string
	begin, quoted := 0, false
	for i := 0; i < len(format); i++ {
		switch c := format[i]; {
		case c == '"':
			quoted = !quoted
		case strings.IndexByte(takesNext, c) >= 0 && !quoted:
			i++
		case c == ';' && !quoted:
			all = append(all, format[begin:i])
			begin = i + 1
		}
	}
	return append(all, format[begin:])
}

// conditionOf cuts the condition off a section: [<=9999999].
func conditionOf(section string) (holds func(float64) bool, rest string, has bool) {
	before, after, found := strings.Cut(section, "[")
	inside, behind, closed := strings.Cut(after, "]")
	if !found || !closed || strings.ContainsAny(before, "\"\\") {
		return nil, section, false
	}
	operator := strings.TrimRight(inside, "+-.0123456789eE ")
	bound, err := strconv.ParseFloat(strings.TrimSpace(inside[len(operator):]), 64)
	compare, known := comparisons[operator]
	if err != nil || !known {
		if holds, rest, has = conditionOf(behind); has { // a colour may stand first
			return holds, before + "[" + inside + "]" + rest, true
		}
		return nil, section, false
	}
	return func(value float64) bool { return compare(value, bound) }, before + behind, true
}

var comparisons = map[string]func(a, b float64) bool{
	"<":  func(a, b float64) bool { return a < b },
	"<=": func(a, b float64) bool { return a <= b },
	">":  func(a, b float64) bool { return a > b },
	">=": func(a, b float64) bool { return a >= b },
	"=":  func(a, b float64) bool { return a == b },
	"<>": func(a, b float64) bool { return a != b },
}
