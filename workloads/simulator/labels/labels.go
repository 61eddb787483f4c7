// Package labels draws the papers that go with a parcel: small files that are what they say they are, so that a client
// can print and show them. They bear no postage and no barcode, and say so.
package labels

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds of a paper: what does not fit is left out.
const (
	mostColumns = 32
	mostLines   = 30
	printable   = 0x7f
)

// Page is what is written on one paper of four by six inches.
type Page []string

// fit breaks lines that are too long, and leaves out those that are too many.
func (p Page) fit() (lines []string) {
	for _, line := range p {
		line = strings.TrimSpace(strings.Map(readable, line))
		for utf8.RuneCountInString(line) > mostColumns {
			runes := []rune(line)
			lines, line = append(lines, string(runes[:mostColumns])), strings.TrimSpace(string(runes[mostColumns:]))
		}
		lines = append(lines, line)
	}
	return lines[:min(len(lines), mostLines)]
}

// readable replaces what can't be printed.
func readable(r rune) rune {
	if unicode.IsControl(r) || !unicode.IsPrint(r) {
		return ' '
	}
	return r
}

// ZPL renders pages as commands of Zebra's printers, at 203 dots an inch.
func ZPL(pages ...Page) []byte {
	var b bytes.Buffer
	for _, page := range pages {
		b.WriteString("^XA^CI28^PW812^LL1218\n")
		for i, line := range page.fit() {
			if line != "" {
				fmt.Fprintf(&b, "^FO30,%d^A0N,30,24^FH^FD%s^FS\n", 30+i*38, zplText(line))
			}
		}
		b.WriteString("^XZ\n")
	}
	return b.Bytes()
}

// zplText writes the letters that begin commands, and all beyond ASCII, by their codes.
func zplText(line string) string {
	var b strings.Builder
	for i := range len(line) {
		if c := line[i]; c == '^' || c == '~' || c == '_' || c >= printable {
			fmt.Fprintf(&b, "_%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// EPL2 renders pages as commands of older printers; letters that they don't have become question marks.
func EPL2(pages ...Page) []byte {
	var b bytes.Buffer
	for _, page := range pages {
		b.WriteString("\nN\nq812\nQ1218,24\n")
		for i, line := range page.fit() {
			if line != "" {
				fmt.Fprintf(&b, "A30,%d,0,4,1,1,N,\"%s\"\n", 30+i*38, strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(ascii(line)))
			}
		}
		b.WriteString("P1\n")
	}
	return b.Bytes()
}

func ascii(line string) string {
	return strings.Map(func(r rune) rune {
		if r >= printable {
			return '?'
		}
		return r
	}, line)
}
