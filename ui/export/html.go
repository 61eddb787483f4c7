package export

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // the style that all pages share
	"encoding/base64"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"

	"ep-benchmark/engine/text"
)

//go:embed page.css
var pageStyle string

// A htmlPage is one self-contained file: it names no other file, and its policy
// forbids every request, and every style and script but its own.
type htmlPage struct {
	title  string
	body   *markup
	data   any    // as JSON in the page, for programs that read it
	script string // "" for none; the page is complete without it
}

// write renders the page. It fails where a figure of its data is NaN or infinite.
func (p *htmlPage) write() ([]byte, error) {
	if err := checkFinite(reflect.ValueOf(p.data), "data"); err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	data, err := json.Marshal(p.data) // writes <, > and & as escapes, so that no text ends the element
	if err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	var b bytes.Buffer
	b.WriteString("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
	fmt.Fprintf(&b, "<meta http-equiv=\"Content-Security-Policy\" content=\"%s\">\n", p.policy())
	b.WriteString("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
	b.WriteString("<link rel=\"icon\" href=\"data:,\">\n")
	fmt.Fprintf(&b, "<title>%s</title>\n<style>%s</style>\n</head>\n<body>\n<main>\n", escaped(oneLine(p.title)), pageStyle)
	b.Write(p.body.text.Bytes())
	b.WriteString("</main>\n<script type=\"application/json\" id=\"data\">")
	b.Write(text.JSON(data))
	b.WriteString("</script>\n")
	if p.script != "" {
		fmt.Fprintf(&b, "<script>%s</script>\n", p.script)
	}
	b.WriteString("</body>\n</html>\n")
	return b.Bytes(), nil
}

// policy allows the page's own style and script by what is in them, and nothing else.
// Pictures may only be in the page itself.
func (p *htmlPage) policy() string {
	allowed := []string{"default-src 'none'", "style-src " + hashOf(pageStyle), "img-src data:", "base-uri 'none'", "form-action 'none'"}
	if p.script != "" {
		allowed = append(allowed, "script-src "+hashOf(p.script))
	}
	return strings.Join(allowed, "; ")
}

func hashOf(content string) string {
	sum := sha256.Sum256([]byte(content))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// markup is HTML in the making. What comes from outside goes through say, and can be
// no element and no attribute.
type markup struct{ text bytes.Buffer }

// put writes markup of this program's own.
func (m *markup) put(format string, args ...any) { fmt.Fprintf(&m.text, format, args...) }

// say writes a text as text.
func (m *markup) say(words string) { m.text.WriteString(escaped(oneLine(words))) }

// element writes an element with a text in it. The tag may have attributes.
func (m *markup) element(tag, words string) {
	name, _, _ := strings.Cut(tag, " ")
	m.put("<%s>", tag)
	m.say(words)
	m.put("</%s>\n", name)
}

// list writes texts as a list; nothing for none.
func (m *markup) list(tag string, items []string) {
	name, _, _ := strings.Cut(tag, " ")
	m.put("<%s>", tag)
	for _, item := range items {
		m.put("<li>")
		m.say(item)
		m.put("</li>")
	}
	m.put("</%s>\n", name)
}
