package shipping

import (
	"fmt"
	"io"
	"strings"
)

// A Separator is what stands between the cells of a text; 0 where it is not known.
type Separator byte

// The separators there are.
const (
	Commas     Separator = ','
	Semicolons Separator = ';'
	TabStops   Separator = '\t'
	Pipes      Separator = '|'
)

// separators are those that may be found. Of two that fit equally well the first is chosen.
var separators = [...]Separator{Commas, Semicolons, TabStops, Pipes}

// String is what the separators are called.
func (s Separator) String() string {
	switch s {
	case Commas:
		return "commas"
	case Semicolons:
		return "semicolons"
	case TabStops:
		return "tabs"
	case Pipes:
		return "pipes"
	}
	return fmt.Sprintf("%q", rune(s))
}

// The separator is found by the first lookedAt lines with any text, among the first lookedAmong lines.
const (
	lookedAt    = 20
	lookedAmong = 200
)

// A Found is what the first lines of a text show about its separator.
type Found struct {
	Separator Separator   // the one that fits best
	Said      bool        // a first line such as "sep=;" names it
	Others    []Separator // which may be it as well: often enough in a line to part an order
	Even      []Separator // those, and the best one, that fit equally well; none where one fits best
	Lines     int         // with any text that were looked at
	agreed    int         // lines that the best one parts equally often
}

// String says what was seen of separators that fit equally well.
func (f Found) String() string {
	names := make([]string, len(f.Even))
	for i, s := range f.Even {
		names[i] = s.String()
	}
	return fmt.Sprintf("%s part %d of its first %d lines into equally many cells", strings.Join(names, " and "), f.agreed, f.Lines)
}

// FindSeparator looks at the first lines of a text. A first line "sep=;", as Excel writes it, names the separator. Otherwise it is the one
// that most lines have equally often and often enough to part an order, since addresses and contents differ in their number of commas. Where
// none is so frequent, it is the one that occurs most often in a single line: the very first line may be a title.
func FindSeparator(r io.Reader) (Found, error) {
	c := &commaReader{lines: newLineReader(r)}
	found := c.look()
	return found, c.lines.Err()
}

// PartedRows reads rows as [CommaRows] does, parted by a separator that is known. Other is another one that the file may have meant, or 0.
func PartedRows(r io.Reader, separator, other Separator) Rows {
	return &commaReader{lines: newLineReader(r), comma: byte(separator), other: byte(other), rule: AnyBreaks}
}

// begin finds the separator unless it is known, and passes over a line that only names it.
func (c *commaReader) begin() {
	c.begun = true
	if c.comma == 0 {
		found := c.look()
		if c.comma = byte(found.Separator); len(found.Others) > 0 {
			c.other = byte(found.Others[0])
		}
	}
	if first, ok := c.take(); ok {
		if _, said := saidSeparator(first.text); !said {
			c.giveBack([]sourceLine{first})
		}
	}
}

// look looks at the first lines, which are read again.
func (c *commaReader) look() (found Found) {
	var taken []sourceLine
	var counts [][len(separators)]int
	for len(counts) < lookedAt && len(taken) < lookedAmong && !found.Said {
		line, ok := c.take()
		if !ok {
			break
		}
		taken = append(taken, line)
		if isBlank(line.text) {
			continue
		}
		if found.Separator, found.Said = saidSeparator(line.text); found.Said && len(counts) > 0 {
			found.Said = false
		}
		counts = append(counts, separatorsOf(line.text))
	}
	if !found.Said {
		found = choose(counts)
	}
	c.giveBack(taken)
	return found
}

// choose finds the separator by how often each occurs in each line.
func choose(counts [][len(separators)]int) (found Found) {
	var all [len(separators)]candidate
	chosen := 0
	for i := range separators {
		all[i] = candidateOf(counts, i)
		if all[i].isBetter(all[chosen]) {
			chosen = i
		}
	}
	best := all[chosen]
	found = Found{Separator: separators[chosen], Lines: len(counts), agreed: best.agreed}
	for i, separator := range separators {
		if i != chosen && all[i].agreed > 0 {
			found.Others = append(found.Others, separator)
		}
		if best.agreed > 0 && all[i].agreed == best.agreed {
			found.Even = append(found.Even, separator)
		}
	}
	if len(found.Even) == 1 {
		found.Even = nil
	}
	return found
}

// A candidate holds what the lines show about one of [separators].
type candidate struct {
	most   int // how often it occurs in the line that has most of it
	first  int // index of that line
	agreed int // how many lines have it equally often, and often enough to part an order
}

// isBetter tells whether a candidate is more likely the separator than another one.
func (c candidate) isBetter(than candidate) bool {
	switch {
	case c.agreed > 0 && than.agreed > 0 && c.agreed != than.agreed:
		return c.agreed > than.agreed
	case c.most != than.most:
		return c.most > than.most
	}
	return c.first < than.first
}

// candidateOf looks at how often lines have one of [separators], by its index.
func candidateOf(counts [][len(separators)]int, index int) (c candidate) {
	lines := map[int]int{} // by how often they have it
	for at, line := range counts {
		count := line[index]
		if count > c.most {
			c.most, c.first = count, at
		}
		if count >= leastParted {
			lines[count]++
			c.agreed = max(c.agreed, lines[count])
		}
	}
	return c
}

// saidSeparator reads a line such as "sep=;", with quotes around it or without.
func saidSeparator(line string) (separator Separator, said bool) {
	const head = "sep="
	line = strings.Trim(strings.TrimPrefix(line, byteOrderMark), " \"\r\n")
	if len(line) != len(head)+1 || !strings.EqualFold(line[:len(head)], head) {
		return 0, false
	}
	return Separator(line[len(head)]), true
}

// separatorsOf is how often a line has each of [separators] outside quotes.
func separatorsOf(line string) (found [len(separators)]int) {
	var counts [256]int
	quoted := false
	for i := range len(line) {
		if line[i] == '"' {
			quoted = !quoted
		} else if !quoted {
			counts[line[i]]++
		}
	}
	for i, separator := range separators {
		found[i] = counts[separator]
	}
	return found
}
