package labels

import (
	"bytes"
	"fmt"
	"strings"
)

// PDF renders pages of four by six inches, in Helvetica, which every reader has.
func PDF(pages ...Page) []byte {
	d := &document{}
	d.buffer.WriteString("%PDF-1.4\n")
	const catalog, tree, font, first = 1, 2, 3, 4
	var kids []string
	for i := range pages {
		kids = append(kids, fmt.Sprintf("%d 0 R", first+2*i))
	}
	d.object(catalog, fmt.Sprintf("<< /Type /Catalog /Pages %d 0 R >>", tree))
	d.object(tree, fmt.Sprintf("<< /Type /Pages /Kids [%s] /Count %d >>", strings.Join(kids, " "), len(pages)))
	d.object(font, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
	for i, page := range pages {
		d.object(first+2*i, fmt.Sprintf("<< /Type /Page /Parent %d 0 R /MediaBox [0 0 288 432] /Contents %d 0 R /Resources << /Font << /F1 %d 0 R >> >> >>",
			tree, first+2*i+1, font))
		text := content(page)
		d.object(first+2*i+1, fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(text), text))
	}
	return d.end()
}

// content draws the lines of a page, one below the other.
func content(page Page) string {
	var b strings.Builder
	b.WriteString("BT /F1 12 Tf 14 TL 14 410 Td\n")
	for _, line := range page.fit() {
		fmt.Fprintf(&b, "(%s) Tj T*\n", pdfText(line))
	}
	b.WriteString("ET")
	return b.String()
}

// pdfText writes a text in the font's encoding, which agrees with Latin 1 in what is printed; what it does not have
// becomes a question mark.
func pdfText(line string) string {
	var b strings.Builder
	for _, r := range line {
		switch {
		case r == '(' || r == ')' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < printable:
			b.WriteRune(r)
		case r > 0xa0 && r <= 0xff:
			fmt.Fprintf(&b, "\\%03o", r)
		default:
			b.WriteByte('?')
		}
	}
	return b.String()
}

// document notes where its objects begin, as the table at its end needs it.
type document struct {
	buffer bytes.Buffer
	begins []int
}

// object writes the next object; they come in the order of their numbers.
func (d *document) object(number int, text string) {
	d.begins = append(d.begins, d.buffer.Len())
	fmt.Fprintf(&d.buffer, "%d 0 obj\n%s\nendobj\n", number, text)
}

func (d *document) end() []byte {
	table := d.buffer.Len()
	fmt.Fprintf(&d.buffer, "xref\n0 %d\n0000000000 65535 f \n", len(d.begins)+1)
	for _, at := range d.begins {
		fmt.Fprintf(&d.buffer, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&d.buffer, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(d.begins)+1, table)
	return d.buffer.Bytes()
}
