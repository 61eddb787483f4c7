package sheets

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestWord is how many bytes of a word are looked at.
const longestWord = 256

// plausible looks for words that no text in Windows-1252 has, since nearly every
// file can be decoded as such. It knows no languages, but how their words are
// written: a capital letter does not stand behind a small one, and signs do not
// stand inside words.
type plausible struct {
	line    int
	low     bool // a German quotation mark has opened in the line
	single  bool // a single one has
	western bool // there is a letter of those that most languages have
	rare    string
	inLine  int // line of the first word with a rare letter, such as "š"
}

// checkPlausible reads a text to its end and refuses one that is not written in
// Windows-1252, as far as its words show it. The option names the encoding.
func checkPlausible(ctx context.Context, file io.Reader, option string) error {
	text := bufio.NewReader(Windows1252.decoded(&obedient{ctx, file}))
	p := plausible{line: 1}
	word := make([]rune, 0, longestWord)
	for {
		r, _, err := text.ReadRune()
		if err != nil && err != io.EOF {
			return err
		}
		if isOfWord(r) && err == nil {
			if len(word) < longestWord {
				word = append(word, r)
			}
			continue
		}
		if !p.accepts(word) {
			return implausible(string(word), p.line, option)
		}
		word = word[:0]
		if err == io.EOF {
			break
		}
		if r == '\n' {
			p.line++
			p.low, p.single = false, false
		}
	}
	if p.rare != "" && !p.western {
		return implausible(p.rare, p.inLine, option)
	}
	return nil
}

// implausible is the error of a word.
func implausible(word string, line int, option string) error {
	return fmt.Errorf("its text is not UTF-8, and in Windows-1252 line %d would have %s: name its encoding with %s, such as macintosh, shift_jis or windows-1252, or save it as CSV UTF-8",
		line, strconv.Quote(shortened(word)), option)
}

// isOfWord tells whether a character is a letter, or one beyond ASCII other than
// a space.
func isOfWord(r rune) bool {
	return r >= utf8.RuneSelf && r != '\u00a0' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
}

// Signs that may stand before and behind a word, and inside one.
const (
	signsBefore = "’“‘„‚«»‹›”•–—…¿¡§©®€£¥¢°±´·¶¤÷×¼½¾²³¹"
	signsApart  = "…€£¥¢¤´·¶÷×²³¹" // before a space or a number, but not before a letter
	signsBehind = "”’“‘»«›‹…–—•™®©°ºª²³¹€£¥¢§´·¼½¾×±"
	signsInside = "’–—·\u00ad´"
)

// accepts tells whether a text may have a word.
func (p *plausible) accepts(word []rune) bool {
	if !slices.ContainsFunc(word, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return true
	}
	p.low = p.low || slices.Contains(word, '„') || slices.Contains(word, '‚')
	core := strings.TrimLeft(string(word), signsBefore)
	p.single = p.single || strings.HasPrefix(string(word), "‘")
	bare := strings.TrimRight(core, signsBehind)
	before, behind := string(word[:len(word)-utf8.RuneCountInString(core)]), core[len(bare):]
	if bare != "" && (!p.closes(bare, behind) || strings.ContainsAny(before, signsApart)) {
		return false
	}
	letters := []rune(bare)
	for i, r := range letters {
		switch {
		case r < utf8.RuneSelf:
		case strings.ContainsRune(signsInside, r):
			if !joins(letters, i) {
				return false
			}
		case !isWritten(r), unicode.IsUpper(r) && isMisplaced(letters, i):
			return false
		case strings.ContainsRune("šžœ", r):
			if p.rare == "" {
				p.rare, p.inLine = string(word), p.line
			}
		case r >= 'À':
			p.western = true
		}
	}
	return len(letters) < 2 || slices.ContainsFunc(letters, func(r rune) bool { return r < utf8.RuneSelf })
}

// isWritten tells whether a character is a letter of a language.
func isWritten(r rune) bool { return unicode.IsLetter(r) && !strings.ContainsRune("ƒˆ˜ªºµ", r) }

// isMisplaced tells whether a capital letter stands behind a small one, or
// between a capital letter that begins the word and a small one.
func isMisplaced(letters []rune, i int) bool {
	if i == 0 {
		return false
	}
	return unicode.IsLower(letters[i-1]) || unicode.IsUpper(letters[i-1]) && i+1 < len(letters) && unicode.IsLower(letters[i+1])
}

// closes tells whether signs may stand behind a word: quotation marks close
// where others have opened in the line.
func (p *plausible) closes(word, signs string) bool {
	last, _ := utf8.DecodeLastRuneInString(word)
	for _, r := range signs {
		switch {
		case r == '“' && !p.low, r == '‘' && !p.low, r == '›' && unicode.IsLetter(last) && unicode.IsLower(last), r == '‹' && unicode.IsLower(last), r == '•' && unicode.IsLower(last):
			return false
		case r == '’' && !p.single && !strings.ContainsRune("sSxXzZ", last):
			return false
		}
	}
	return true
}

// joins tells whether a sign may stand between the letters of a word: a dash not
// between small ones, and an apostrophe where languages leave letters out.
func joins(letters []rune, i int) bool {
	if i == 0 || i == len(letters)-1 {
		return false
	}
	before, after := letters[i-1], letters[i+1]
	switch letters[i] {
	case '–', '—':
		return unicode.IsUpper(after)
	case '’', '´':
		return unicode.IsUpper(after) || leavesOut(string(letters[:i]), string(letters[i+1:]))
	}
	return unicode.IsLetter(before) && unicode.IsLetter(after)
}

// Words before an apostrophe, and ends behind one.
var (
	elided  = words("l|d|j|m|n|s|t|c|qu|o|un|v|dell|nell|sull|all|dall|coll|quell|quest|bell|sant|aujourd|jusqu|lorsqu|puisqu|quelqu|presqu|entr|grand")
	endings = words("s|t|ll|re|ve|d|m|n|er|em")
)

// leavesOut tells whether an apostrophe may stand between two texts for a letter
// that is left out.
func leavesOut(before, after string) bool {
	first, _ := utf8.DecodeRuneInString(strings.ToLower(after))
	return slices.Contains(endings, strings.ToLower(after)) ||
		slices.Contains(elided, strings.ToLower(before)) && strings.ContainsRune("aeiouyhàáâäèéêëìíîïòóôöùúûü", first)
}
