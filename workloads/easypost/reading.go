package easypost

import (
	"html"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// reading is a text with some of its escapes resolved.
type reading struct {
	text string
	// from and to are where the unit that each byte came of begins and ends in
	// the text as it was given; nil where that is the text itself.
	from, to []int
}

// origin is where a part of the reading was in the text as it was given.
func (r *reading) origin(s span) span {
	if r.from == nil {
		return s
	}
	return span{r.from[s.from], r.to[s.to-1]}
}

// mostLayers is how many layers of escapes are resolved: a form inside JSON
// inside a page, for example, has three.
const mostLayers = 3

// readings are the text itself and all results of resolving its escapes, one
// kind after another.
func readings(text string) []reading {
	all := []reading{{text: text}}
	known := map[string]bool{text: true}
	begin := 0
	for range mostLayers {
		end := len(all)
		for _, r := range all[begin:end] {
			for _, resolve := range []unit{percent, plus, backslash, entity, space} {
				if next, changed := r.resolved(resolve); changed && !known[next.text] {
					known[next.text] = true
					all = append(all, next)
				}
			}
		}
		begin = end
	}
	return all
}

// unit reads the escape that a text begins with: what it means, and how many
// bytes it has; 0 where there is none.
type unit func(text string) (meant string, length int)

func (r *reading) resolved(resolve unit) (next reading, changed bool) {
	var out strings.Builder
	for i := 0; i < len(r.text); {
		meant, length := resolve(r.text[i:])
		if length == 0 {
			meant, length = r.text[i:i+1], 1
		} else if !changed {
			changed = true
			next.from, next.to = make([]int, 0, len(r.text)), make([]int, 0, len(r.text))
			for j := range i {
				next.add(r.origin(span{j, j + 1}), 1)
			}
			out.WriteString(r.text[:i])
		}
		if changed {
			out.WriteString(meant)
			next.add(r.origin(span{i, i + length}), len(meant))
		}
		i += length
	}
	next.text = out.String()
	return next, changed
}

func (r *reading) add(s span, bytes int) {
	for range bytes {
		r.from, r.to = append(r.from, s.from), append(r.to, s.to)
	}
}

// percent reads an escape of URLs, such as %2F.
func percent(text string) (meant string, length int) {
	if text[0] != '%' {
		return "", 0
	}
	return hexadecimal(text, 1, 2, false)
}

// plus reads the white space of a query.
func plus(text string) (meant string, length int) {
	if text[0] != '+' {
		return "", 0
	}
	return " ", 1
}

// hexadecimal reads a character's number with the given number of digits after
// a prefix.
func hexadecimal(text string, prefix, digits int, isRune bool) (meant string, length int) {
	length = prefix + digits
	if len(text) < length {
		return "", 0
	}
	number, err := strconv.ParseUint(text[prefix:length], 16, 32)
	switch {
	case err != nil:
		return "", 0
	case isRune:
		return string(rune(number)), length
	}
	return string([]byte{byte(number)}), length
}

// backslash reads an escape of JSON, or of Go and its like.
func backslash(text string) (meant string, length int) {
	if text[0] != '\\' || len(text) < 2 {
		return "", 0
	}
	switch text[1] {
	case 'u':
		if meant, length = inBraces(text); length == 0 {
			meant, length = hexadecimal(text, 2, 4, true)
		}
	case '0', '1', '2', '3':
		meant, length = octal(text)
	case 'x':
		meant, length = hexadecimal(text, 2, 2, false)
	case 'n', 'r', 't':
		return " ", 2
	}
	if length > 0 {
		return meant, length
	}
	_, size := utf8.DecodeRuneInString(text[1:])
	return text[1 : 1+size], 1 + size
}

// inBraces reads a character's number as JavaScript and Rust write it: \u{2f}.
func inBraces(text string) (meant string, length int) {
	const begin, most = len(`\u{`), 6 // digits
	if len(text) < begin || text[begin-1] != '{' {
		return "", 0
	}
	digits := strings.IndexByte(text[begin:min(len(text), begin+most+1)], '}')
	if digits < 1 {
		return "", 0
	}
	meant, length = hexadecimal(text, begin, digits, true)
	if length > 0 {
		length++ // the brace
	}
	return meant, length
}

// octal reads a byte's number as C and shells write it: \057.
func octal(text string) (meant string, length int) {
	const begin, digits = 1, 3
	if len(text) < begin+digits {
		return "", 0
	}
	number, err := strconv.ParseUint(text[begin:begin+digits], 8, 8)
	if err != nil {
		return "", 0
	}
	return string([]byte{byte(number)}), begin + digits
}

// longestEntity is longer than any name of a character in HTML.
const longestEntity = 40

// entity reads an escape of HTML, such as &amp; or &#43;. Browsers read most of
// them without the semicolon too.
func entity(text string) (meant string, length int) {
	if text[0] != '&' {
		return "", 0
	}
	length = 1
	for length < min(len(text), longestEntity) && isOfEntity(text[length]) {
		length++
	}
	if length < len(text) && text[length] == ';' {
		length++
	}
	meant = html.UnescapeString(text[:length])
	if meant == text[:length] {
		return "", 0
	}
	return meant, length
}

func isOfEntity(c byte) bool {
	return c == '#' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}

// space reads white space, control characters and characters without a width.
// They are dropped: a key has none, so any inside a key was inserted.
func space(text string) (meant string, length int) {
	for length < len(text) {
		r, size := utf8.DecodeRuneInString(text[length:])
		if !unicode.IsSpace(r) && !unicode.IsControl(r) && !unicode.Is(unicode.Cf, r) {
			return "", length
		}
		length += size
	}
	return "", length
}
