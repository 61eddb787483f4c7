package sheets

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// pieceKind is what a piece of a number format's section stands for.
type pieceKind uint8

const (
	literalPiece pieceKind = iota // text that is shown as it stands, for certain
	markPiece                     // a space, a sign or another mark
	digitPiece                    // 0, # or ?
	letterPiece                   // a letter by itself: of a date, or text
	slashPiece
	generalPiece // the number as it is
	textPiece    // the text of the cell
)

// A formatPiece is a piece of a number format's section.
type formatPiece struct {
	kind pieceKind
	text string
}

// formatPieces are a number format's section.
type formatPieces []formatPiece

// takesNext are the marks of a format that take the character after them: one to
// show, one to leave room for, and one to fill the cell with.
const takesNext = `\_*`

// piecesOf parts a section of a number format.
func piecesOf(section string) (all formatPieces) {
	for section != "" {
		piece, size := firstPiece(section)
		section = section[size:]
		if piece.text != "" {
			all = append(all, piece)
		}
	}
	return all
}

// firstPiece is the piece that a section begins with, and its size. A piece
// without a text shows nothing.
func firstPiece(section string) (piece formatPiece, size int) {
	first, size := utf8.DecodeRuneInString(section)
	rest := section[size:]
	switch {
	case first == '"':
		inside, _, _ := strings.Cut(rest, `"`)
		return formatPiece{literalPiece, inside}, min(len(section), len(inside)+len(`""`))
	case strings.ContainsRune(takesNext, first):
		_, next := utf8.DecodeRuneInString(rest)
		switch first {
		case '\\':
			return formatPiece{literalPiece, rest[:next]}, size + next
		case '_':
			return formatPiece{markPiece, " "}, size + next
		}
		return formatPiece{}, size + next
	case first == '[':
		inside, _, _ := strings.Cut(rest, "]")
		return bracketPiece(inside), min(len(section), len(inside)+len("[]"))
	case len(section) >= len("General") && strings.EqualFold(section[:len("General")], "General"):
		return formatPiece{generalPiece, section[:len("General")]}, len("General")
	case (first == 'E' || first == 'e') && rest != "" && strings.ContainsRune("+-", rune(rest[0])):
		return formatPiece{markPiece, section[:2]}, 2
	}
	return formatPiece{kindOf(first), section[:size]}, size
}

// kindOf is what a character stands for by itself.
func kindOf(r rune) pieceKind {
	switch {
	case strings.ContainsRune("0#?", r):
		return digitPiece
	case r == '@':
		return textPiece
	case r == '/':
		return slashPiece
	case unicode.IsLetter(r):
		return letterPiece
	}
	return markPiece
}

// bracketPiece is what stands in brackets: a currency's sign ($kg-407), a time
// that goes on beyond a day (h), or a colour, a condition, a language.
func bracketPiece(inside string) formatPiece {
	if currency, is := strings.CutPrefix(inside, "$"); is {
		sign, _, _ := strings.Cut(currency, "-")
		return formatPiece{literalPiece, sign}
	}
	if inside != "" && strings.Trim(strings.ToLower(inside), "hms") == "" {
		return formatPiece{letterPiece, inside[:1]}
	}
	return formatPiece{}
}

func (p formatPieces) has(kind pieceKind) bool {
	for _, piece := range p {
		if piece.kind == kind {
			return true
		}
	}
	return false
}

// around is a text with what a section shows before and after it.
func (p formatPieces) around(text string) string {
	var out strings.Builder
	for _, piece := range p {
		if piece.kind == generalPiece || piece.kind == textPiece {
			out.WriteString(text)
		} else {
			out.WriteString(piece.text)
		}
	}
	return out.String()
}

// isDate tells whether a section shows a date or a time: its letters are those
// of one, and no digit stands before them.
func (p formatPieces) isDate() bool {
	for _, piece := range p {
		switch piece.kind {
		case digitPiece:
			return false
		case letterPiece:
			return !p.has(digitPiece) && p.onlyLetters("ymdhsbegapn") || p.onlyLetters("hms")
		}
	}
	return false
}

func (p formatPieces) onlyLetters(known string) bool {
	for _, piece := range p {
		if piece.kind == letterPiece && !strings.Contains(known, strings.ToLower(piece.text)) {
			return false
		}
	}
	return true
}

// amiss says what is wrong with the text by which a number is shown: it lacks a
// text of the format, or its value is not the number's. It is empty when the
// text is right.
func (p formatPieces) amiss(text string, value float64) string {
	date := p.isDate()
	if date && value < 0 {
		return "shows no date of a negative number"
	}
	rest, numbers := text, ""
	for _, piece := range p {
		if piece.kind != literalPiece && (piece.kind != letterPiece || date) {
			continue
		}
		before, after, found := strings.Cut(rest, piece.text)
		if !found {
			return fmt.Sprintf("has the text %q, which can't be shown here", piece.text)
		}
		numbers, rest = numbers+before+" ", after
	}
	if numbers += rest; !date && p.has(slashPiece) && p.has(digitPiece) && math.Abs(fractionIn(numbers)-math.Abs(value)) > exactFraction {
		return fmt.Sprintf("shows %v as the fraction %q, which is another number", value, strings.TrimSpace(text))
	}
	return ""
}

// exactFraction is how far a number may be from the fraction that it is shown
// as: a third is stored with 15 decimals.
const exactFraction = 1e-9

// fractionIn adds a text such as "5 1/4" up, without its sign.
func fractionIn(text string) (sum float64) {
	for _, part := range strings.Fields(strings.ReplaceAll(text, "-", " ")) {
		above, below, is := strings.Cut(part, "/")
		value, err := strconv.ParseFloat(above, 64)
		if is && err == nil {
			var divisor float64
			divisor, err = strconv.ParseFloat(below, 64)
			value /= divisor
		}
		if err != nil {
			return math.Inf(1)
		}
		sum += value
	}
	return sum
}
