package shipping

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The problems that a spreadsheet can cause in a cell of any column.
const (
	problemFormulaError = "the error of a spreadsheet formula, not a value"
	problemTooNarrow    = "what a spreadsheet shows where a column is too narrow for a number"
	problemScientific   = "a number in scientific notation: a spreadsheet took the text for a number"
)

const (
	wantNoError = "the value itself: correct the formula in the spreadsheet, or replace it by the value"
	wantWider   = "the value itself: widen the column before the export"
	wantText    = "the text itself: format the column as text in the spreadsheet, and enter it again"
)

// A spoiltKind is what a spreadsheet has made of a cell.
type spoiltKind uint8

const (
	notSpoilt spoiltKind = iota
	formulaError
	tooNarrow
	scientific
)

// spoiltKinds are what is wrong with a cell, and what would be accepted in its place.
var spoiltKinds = [...]struct{ problem, want string }{
	formulaError: {problemFormulaError, wantNoError},
	tooNarrow:    {problemTooNarrow, wantWider},
	scientific:   {problemScientific, wantText},
}

// unusualStarts has a ! for each byte that a cell which [columns.cleaned] has to look at may begin with: white space, whatever is not ASCII, a
// text guard (' and =), and an error (# and Err:).
const unusualStarts = "" +
	"!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!" +
	"!..!...!.....................!.." +
	".....!.........................." +
	"................................" +
	"!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!" +
	"!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!" +
	"!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!" +
	"!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!"

// isUnusual says whether [columns.cleaned] has to examine a cell, which must not be empty. Read as signed bytes, white space and all bytes
// that are not ASCII are at most ' '. A plus before the last two characters may be that of an exponent.
func isUnusual(cell string) bool {
	last := len(cell) - 1
	return unusualStarts[cell[0]] == '!' || int8(cell[last]) <= ' ' || last >= len("1E+0") && cell[last-2] == '+'
}

// cleaned returns a cell of the sheet without white space around it, and without a text guard. It remembers the first cell that a
// spreadsheet has spoilt, for [columns.spoiltCell].
func (row *columns) cleaned(cell string, at int) string {
	text := unguarded(trimmed(cell))
	if row.spoilt == notSpoilt {
		row.spoilt, row.spoiltAt = spoiltBy(text), int8(at)
	}
	return text
}

// spoiltCell returns the error for the first cell that was read and that a spreadsheet has spoilt, if there is one. It takes precedence
// over any other error of the line, since that of a number or a country would name a wrong reason.
func (row *columns) spoiltCell() *ParseError {
	if row.spoilt == notSpoilt {
		return nil
	}
	kind, at, field := spoiltKinds[row.spoilt], int(row.spoiltAt), "reference"
	if at >= max(row.first, 0) {
		field = fieldNames[at-row.first]
	}
	return &ParseError{Column: at, Field: field, Text: row.sheetCell(at), Problem: kind.problem, Want: kind.want}
}

// Spoilt says what a spreadsheet has made of a cell, such as the error of a formula, and what would be accepted in its place. Both are empty
// for a cell that is not spoilt.
func Spoilt(cell string) (problem, want string) {
	kind := spoiltKinds[spoiltBy(unguarded(trimmed(cell)))]
	return kind.problem, kind.want
}

// spoiltBy says what a spreadsheet has made of a text.
func spoiltBy(text string) spoiltKind {
	switch {
	case text == "":
	case isFormulaError(text):
		return formulaError
	case len(text) >= len("###") && strings.Trim(text, "#") == "":
		return tooNarrow
	case isScientific(text):
		return scientific
	}
	return notSpoilt
}

// unpointedErrors are the errors of formulas that do not end in an exclamation or question mark: Excel's, and #N/A in German, Spanish,
// Italian, Portuguese, Dutch, Danish, Norwegian, Russian, Turkish, Hungarian, Czech, Finnish and Swedish. It also has other errors without
// their mark, since some programs drop it.
var unpointedErrors = [...]string{
	"N/A", "GETTING_DATA", "NV", "N/D", "N/B", "I/T", "Н/Д", "YOK", "HIÁNYZIK", "NENÍ_K_DISPOZICI", "PUUTTUU", "SAKNAS",
	"REF", "NAME", "VALUE", "NUM", "NULL", "DIV/0", "ERROR",
}

// isFormulaError says whether a text is the error of a formula. Those with a mark at the end are recognised by their form, a word in
// capitals between # and the mark, since every language has its own words: #REF!, #NAME?, #DIV/0!, #BEZUG!, #¡VALOR!. Some feeds write #N/A
// N/A.
func isFormulaError(text string) bool {
	if text[0] == 'E' {
		return isLibreOfficeError(text)
	}
	if text[0] != '#' {
		return false
	}
	word := strings.TrimLeft(text[1:], " ¡¿")
	marked := strings.TrimRight(word, "!?")
	for _, known := range unpointedErrors {
		if strings.EqualFold(marked, known) || strings.EqualFold(marked, known+" "+known) {
			return true
		}
	}
	if word == "" || word[len(word)-1] != '!' && word[len(word)-1] != '?' {
		return false
	}
	letters := 0
	for _, r := range word[:len(word)-1] {
		switch {
		case unicode.IsUpper(r):
			letters++
		case !unicode.IsDigit(r) && r != '/' && r != '_':
			return false
		}
	}
	return letters >= len("AD")
}

// isLibreOfficeError says whether a text is one of LibreOffice's numbered errors, such as Err:502.
func isLibreOfficeError(text string) bool {
	const begin = "Err:"
	return len(text) == len(begin)+3 && strings.EqualFold(text[:len(begin)], begin) && isDigits(text[len(begin):])
}

// isScientific says whether a text is a number with an exponent as spreadsheets write it: 6.17555E+09.
func isScientific(text string) bool {
	at := len(text) - len("E+09")
	if at < 1 || text[at]|0x20 != 'e' || text[at+1] != '+' || !isDigits(text[at+2:]) {
		return false
	}
	mantissa := strings.TrimPrefix(text[:at], "-")
	_, point := scanDigits(mantissa, 0, 0)
	decimals := point < len(mantissa) && (mantissa[point] == '.' || mantissa[point] == ',') && isDigits(mantissa[point+1:])
	return point > 0 && (point == len(mantissa) || decimals)
}

// unguarded returns a text without the guard that makes a spreadsheet take it for text: ="02108", or '02108. Between quotation marks, those
// of the text are doubled. Only making them single allocates.
func unguarded(cell string) string {
	switch {
	case cell == "":
		return ""
	case cell[0] == '\'' && isTextGuard(cell[1:]):
		return trimmed(cell[1:])
	case len(cell) < len(`=""`) || cell[:2] != `="` || cell[len(cell)-1] != '"':
		return cell
	}
	inner := cell[2 : len(cell)-1]
	if strings.Contains(inner, `"`) {
		if strings.Contains(strings.ReplaceAll(inner, `""`, ""), `"`) {
			return cell // ="A"&"B"
		}
		inner = strings.ReplaceAll(inner, `""`, `"`)
	}
	return trimmed(inner)
}

// isTextGuard says whether an apostrophe before a text is a spreadsheet's guard, and not part of the text. It is a guard before a text that
// does not begin with a letter, such as a number or a formula. It is also one before text without a lower-case letter ('K1A 0B1), since a
// whole column may have the guard. It is none before a word of one letter ('t Veld, 'S-HERTOGENBOSCH), nor before other words ('Ewa Beach).
func isTextGuard(text string) bool {
	first, width := utf8.DecodeRuneInString(text)
	if !unicode.IsLetter(first) {
		return true
	}
	second, _ := utf8.DecodeRuneInString(text[width:])
	return (unicode.IsLetter(second) || unicode.IsDigit(second)) && !strings.ContainsFunc(text, unicode.IsLower)
}
