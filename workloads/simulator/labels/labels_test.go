package labels

import (
	"bytes"
	"fmt"
	"image/png"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var page = Page{"USPS Priority", "", "JACK (J) SPARROW \\ ^~_", "M\u00fcnchen \u6771\u4eac", "\x1b\x00", strings.Repeat("long ", 20)}

// A reader that follows the table at the end of a PDF finds every object where the table says.
func TestPDFTable(t *testing.T) {
	text := PDF(page, Page{"second"})
	end := regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n$`).FindSubmatch(text)
	if end == nil || !bytes.HasPrefix(text, []byte("%PDF-1.4\n")) {
		t.Fatalf("%s", text)
	}
	at, _ := strconv.Atoi(string(end[1]))
	rows := regexp.MustCompile(`(?m)^(\d{10}) 00000 n $`).FindAllSubmatch(text[at:], -1)
	if len(rows) != 7 {
		t.Fatalf("%d objects", len(rows))
	}
	for i, row := range rows {
		begin, _ := strconv.Atoi(string(row[1]))
		if want := fmt.Sprintf("%d 0 obj\n", i+1); !bytes.HasPrefix(text[begin:], []byte(want)) {
			t.Errorf("object %d is not at %d", i+1, begin)
		}
	}
	streams := regexp.MustCompile(`(?s)<< /Length (\d+) >>\nstream\n(.*?)\nendstream`).FindAllSubmatch(text, -1)
	for _, stream := range streams {
		if length, _ := strconv.Atoi(string(stream[1])); length != len(stream[2]) {
			t.Errorf("length %d of %d", length, len(stream[2]))
		}
	}
	if !bytes.Contains(text, []byte(`(JACK \(J\) SPARROW \\ ^~_) Tj`)) || !bytes.Contains(text, []byte(`(M\374nchen ??) Tj`)) {
		t.Errorf("%s", text)
	}
}

// The picture has the size of its paper, and its letters are black.
func TestPNG(t *testing.T) {
	text := PNG(Page{"I", "?"})
	if len(text) > 20<<10 {
		t.Errorf("%d bytes", len(text))
	}
	picture, err := png.Decode(bytes.NewReader(text))
	if err != nil || picture.Bounds().Dx() != width || picture.Bounds().Dy() != height {
		t.Fatalf("%v, %v", err, picture.Bounds())
	}
	black := func(x, y int) bool { r, _, _, _ := picture.At(x, y).RGBA(); return r == 0 }
	if !black(margin+2*dot, margin+3*dot) || black(margin, margin+3*dot) || !black(margin, margin+lineHeight+3*dot) {
		t.Error("the letters are elsewhere")
	}
}

// What a sender writes is text, and no command of the printer.
func TestPrinterCommands(t *testing.T) {
	if zpl := string(ZPL(page)); !strings.Contains(zpl, `^FDJACK (J) SPARROW \ _5E_7E_5F^FS`) || !strings.HasPrefix(zpl, "^XA") || !strings.HasSuffix(zpl, "^XZ\n") {
		t.Errorf("%s", zpl)
	}
	if epl := string(EPL2(Page{`a"b\`})); !strings.Contains(epl, `"a\"b\\"`) || !strings.HasSuffix(epl, "P1\n") {
		t.Errorf("%s", epl)
	}
}
