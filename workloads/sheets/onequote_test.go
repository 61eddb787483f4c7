package sheets

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ep-benchmark/workloads/shipping"
)

// quotedFiles are files with quotes in all the ways in which programs write
// them. Each has orders that lack a measure, which are bad lines, and columns
// behind the last one that is used.
var quotedFiles = []struct{ name, text string }{
	{"excel.csv", "Item,Name,Address 1,Address 2,City,State,Zip,Dimensions,Weight,Contents,Gift note,Coupon,Color,Shelf\n" +
		"Mug,\"Made, Ann\",\"12 Main St, Unit 4\",,Boston,MA,02108,\"12\"\" x 9\"\" x 6\"\"\",2 lb,\"Soap, \"\"mild\"\"\",\"Dear Ann,\nhave fun\nBob\",X1,red,4\n" +
		"\"Poster 24\"\"\",Bob,2 Oak St,\"\",Boston,MA,02109,10x8x4,1 lb,Paper,,\"\",\",blue\",\n" +
		"Cup,Cy,3 Elm St,,Boston,MA,02110,,,Cup\n" +
		"\"Frame 12\"\"\",Di,\"4 Elm St\nFloor 2\",,\"\nBoston\",MA,02111,10x8x4,1 lb,\"Frame 12\"\"\",\"Love\nDi\",,\"5 1/2\"\"\"\n" +
		"Cup,Ed,5 Elm St,,Boston,MA,02112,10x8x4,\n" +
		"Mug,\"Fay \"\"F\"\" Made\",6 Elm St,,Boston,MA,02113,10x8x4,3 lb,,\"Call me\n555-0100\",,,9\n"},
	{"all-quoted.csv", "\"Name\",\"Address 1\",\"City\",\"State\",\"Zip\",\"Dimensions\",\"Weight\",\"Contents\",\"Notes\",\"Tags\"\n" +
		"\"Ann\",\"1 Main St\",\"Boston\",\"MA\",\"02108\",\"10x8x4\",\"2 lb\",\"\",\"\",\"\"\n" +
		"\"Bob\",\"2 Main St\",\"Boston\",\"MA\",\"02109\",\"10x8x4\",\"3 lb\",\"Mug 9\"\"\",\"Dear\nBob, 5\"\"\",\"\"\n" +
		"\"\",\"3 Main St\",\"Boston\",\"MA\",\"\",\"\",\"\",\"\",\"\",\"\"\n" +
		"\"Cy\",\"4 Main St\",\"Boston\",\"MA\",\"02110\",\"10x8x4\",\"4 lb\",\"\",\"\nCall\",\"a,b\"\n"},
	{"german.csv", "Kunde;Street;City;Zip;Country;Dimensions;Weight;Notiz;Farbe\n" +
		"Uwe;Traumweg 5, Hof;Berlin;10115;DE;30,5 x 20 x 10 cm;2,5 kg;\"Bitte;schnell\n\"\"Danke\"\"\";rot\n" +
		"\"Eva \"\"E\"\"\";\"Traumweg 6; Hof\";Berlin;10116;DE;30 x 20 x 10 cm;1,5 kg;;\n" +
		"Ina;Traumweg 7;Berlin;10117;DE;;\n" +
		"Max;Traumweg 8;Berlin;10118;DE;30 x 20 x 10 cm;1,5 kg;\"Grüße\nMax\"\n"},
	{"excel.txt", "Item\tName\tAddress 1\tCity\tState\tZip\tDimensions\tWeight\tGift note\tOption 1\tOption 2\tOption 3\tOption 4\tOption 5\tOption 6\tOption 7\tOption 8\n" +
		"Mug\tAnn\t1 Main St\tBoston\tMA\t02108\t10x8x4\t2 lb\tLove\n" +
		"\"Poster 24\"\"\"\tBob\t2 Oak St\tBoston\tMA\n" +
		"\"Mug, red\"\tCy\t\"3 Elm St\nFloor 2\"\tBoston\tMA\t02110\t\"10\"\" x 8\"\" x 4\"\"\"\t2 lb\t\"Dear\nCy\"\tred\n" +
		"\"\"\tDi\t4 Elm St\tBoston\tMA\t02111\t10x8x4\t2 lb\t\"a\tb\"\tX\n" +
		"Cup\tEd\t5 Elm St\tBoston\tMA\t02112\n"},
	{"unquoted.tsv", "Item\tName\tAddress 1\tCity\tState\tZip\tDimensions\tWeight\tGift note\tOption 1\tOption 2\tOption 3\tOption 4\tOption 5\tOption 6\tOption 7\n" +
		"Poster 24\"\tBob\t2 Oak St\tBoston\tMA\n" +
		"Frame 12\"\tDi\n" +
		"Frame 13\"\tEd\t5 Elm St\tBoston\tMA\t\t10x8x4\n" +
		"Mug\tAnn\t1 Main St\tBoston\tMA\t02108\t10\" x 8\" x 4\"\t2 lb\tLove\n" +
		"Mug 9\"\tCy \"C\" Made\t3 Elm St\tBoston\tMA\t02110\t10x8x4\t2 lb\tLove\t5\"\n" +
		"Cup\tFay\t6 Elm St\tBoston\tMA\t02112\t10x8x4\t2 lb\n"},
	{"inches.csv", "Name,Note,Address 1,City,Country,Length,Width,Height,Weight,Phone,Gift note,Tag,Shop,Shelf\n" +
		"Ann,,1 Main St,Central,HK,10\",8\",4\",2 lb,5550100,,x\n" +
		"Bob,Dear,2 Oak St,Central,HK,10\",8\",4\",\n" +
		"Cy,,3 Oak St,Central,HK,11\",8\",4 1/2\",3 lb\n" +
		"Di,\"A, B\",3 Oak St,Central,HK,11\",8\",4\",3 lb,,\"Love\nAnn\",y\n"},
	{"sequence.csv", "CA,USPS,Ann,Made,,,1 Main St,,Boston,MA,02108,US,,12 x 9 x 6,1 lb,\"Soap, \"\"mild\"\"\"\n" +
		"CA,USPS,Bob,Made,,,\"2 Main St\nFloor 2\",,Boston,MA,02109,US,\"a\nb\",\"12\"\" x 9\"\" x 6\"\"\",1 lb,\"\"\n" +
		"CA,USPS,Cy,Made,,,3 Main St,,Boston,MA,02110,US,,,,Cup\n" +
		"CA,USPS,Di,Made,,,4 Main St,,Boston,MA,02111,US,,12\" x 9\" x 6\",1 lb,Cup\n"},
	{"sequence.tsv", "CA\tUSPS\tAnn\tMade\t\t\t1 Main St\t\tBoston\tMA\t02108\tUS\t\t12\" x 9\" x 6\"\t1 lb\tMug 9\"\n" +
		"CA\tUSPS\tBob\tMade\t\t\t2 Main St\t\tBoston\tMA\t02109\tUS\t\t12 x 9 x 6\n" +
		"CA\tUSPS\tCy\t\"Made, Jr\"\t\t\t\"3 Main St\nFloor 2\"\t\tBoston\tMA\t02110\tUS\t\t12 x 9 x 6\t2 lb\t\"Cup\nMug\"\n"},
}

// read is what a file is read as, by the lines on which its rows begin.
type read struct {
	good map[int]string
	bad  map[int]string
	last int // line of the text
	err  error
}

// readOrders reads a text as the program does. Quotes and white space are left
// out of the orders, since a quote may be meant.
func readOrders(t *testing.T, path, text string) read {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	named, err := ParseColumns("--columns", "")
	if strings.Contains(path, "german") {
		named, err = ParseColumns("--columns", "name=A")
	}
	if err != nil {
		t.Fatal(err)
	}
	is := read{good: map[int]string{}, bad: map[int]string{}, last: strings.Count(text, "\n")}
	input, err := Open(t.Context(), path, Options{Columns: named, Folder: filepath.Dir(path)})
	if err != nil {
		return read{err: err}
	}
	good, bad := lines(t, input)
	for line, shipment := range good {
		is.good[line] = strings.NewReplacer(`"`, "", `\`, "", " ", "").Replace(fmt.Sprintf("%+v", shipment))
	}
	for _, err := range bad {
		var failure *shipping.ParseError
		if !errors.As(err, &failure) {
			t.Fatal(err)
		}
		is.bad[failure.Line] = err.Error()
	}
	if err := input.Close(); err != nil {
		t.Error(err)
	}
	return is
}

// isReported tells whether another reading has an error of one of the lines of
// the row that begins on a line.
func (r read) isReported(line int, other read) bool {
	for ; ; line++ {
		if other.bad[line] != "" {
			return true
		}
		if next := line + 1; r.good[next] != "" || r.bad[next] != "" || next > r.last {
			return false
		}
	}
}

// lost tells what another reading of the same lines lacks without saying so.
func (r read) lost(other read) string {
	if other.err != nil {
		return ""
	}
	for line, order := range r.good {
		switch got, is := other.good[line]; {
		case is && got != order:
			return fmt.Sprintf("line %d has become %s", line, got)
		case !is && !r.isReported(line, other):
			return fmt.Sprintf("the order of line %d is gone", line)
		}
	}
	for line, problem := range r.bad {
		if _, is := other.good[line]; !is && !r.isReported(line, other) {
			return fmt.Sprintf("the error of line %d is gone: %s", line, problem)
		}
	}
	for line, order := range other.good {
		if r.good[line] == "" {
			return fmt.Sprintf("line %d has become an order: %s", line, order)
		}
	}
	return ""
}

// One quote too many or too few, anywhere in a file, never loses or changes an
// order silently: each line that is not read as before is a bad line, or the
// file is refused.
func TestOneQuoteMoreOrLess(t *testing.T) {
	for _, f := range quotedFiles {
		t.Run(f.name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), f.name)
			intact := readOrders(t, path, f.text)
			if intact.err != nil || len(intact.good) < 2 || len(intact.bad) == 0 {
				t.Fatalf("%+v", intact)
			}
			for at := range len(f.text) + 1 {
				if at%4 != 0 && isInsideWord(f.text, at) { // one place of a word is as good as another
					continue
				}
				for what, text := range oneQuote(f.text, at) {
					if lost := intact.lost(readOrders(t, path, text)); lost != "" {
						t.Errorf("a quote %s at %d, in %q: %s", what, at, text[max(0, at-30):min(len(text), at+30)], lost)
					}
				}
			}
		})
	}
}

// isInsideWord tells whether a byte of a text stands between letters.
func isInsideWord(text string, at int) bool {
	isLetter := func(at int) bool { return at >= 0 && at < len(text) && text[at]|0x20 >= 'a' && text[at]|0x20 <= 'z' }
	return isLetter(at-2) && isLetter(at-1) && isLetter(at) && isLetter(at+1)
}

// oneQuote are the texts with one quote more or less at a byte.
func oneQuote(text string, at int) map[string]string {
	all := map[string]string{"more": text[:at] + `"` + text[at:]}
	if at < len(text) && text[at] == '"' {
		all["less"] = text[:at] + text[at+1:]
	}
	return all
}

// drawnFiles is how many files are drawn.
const drawnFiles = 30

// drawnFile is a file of orders with columns in any order, written as programs
// write them: with quotes around cells that need them, around all, or in a file
// parted by tabs around none.
func drawnFile(random *rand.Rand) (name, text string) {
	pool := map[string][]string{
		"Item": {"Mug", "Poster 24\"", "Mug, red", "", "The \"C\" Mug"}, "Name": {"Ann", "Made, Ann", "Bob \"B\" Lee"}, "Address 1": {"1 Main St", "2 Oak St, Apt 4", "3 Elm St\nFloor 2"},
		"City": {"Boston"}, "State": {"MA"}, "Zip": {"02108", "02109-1234"}, "Dimensions": {"10x8x4", "10\" x 8\" x 4\"", ""}, "Weight": {"2 lb", "12 oz", ""},
		"Gift note": {"", "", "Love", "Dear Ann,\nlove\nBob", "Call 555-0100", "5\""}, "Coupon": {"", "X1", "a,b"}, "Color": {"", "red"}, "Shelf": {"", "4", "\nlow"},
	}
	titles := slices.Sorted(maps.Keys(pool))
	random.Shuffle(len(titles), func(i, j int) { titles[i], titles[j] = titles[j], titles[i] })
	separator, kind := ",", random.IntN(4)
	if name = "drawn.csv"; kind > 1 {
		name, separator = "drawn.tsv", "\t"
	}
	written := func(cell string) string {
		switch bare := strings.ReplaceAll(cell, "\n", " "); {
		case kind == 2:
			return bare
		case kind == 1 || strings.ContainsAny(cell, "\n\"") || strings.Contains(cell, ","):
			return `"` + strings.ReplaceAll(cell, `"`, `""`) + `"`
		}
		return cell
	}
	rows := []string{strings.Join(titles, separator)}
	for range 5 {
		var cells []string
		for _, title := range titles {
			all := pool[title]
			cells = append(cells, written(all[random.IntN(len(all))]))
		}
		row := strings.Join(cells, separator)
		if random.IntN(2) == 0 {
			row = strings.TrimRight(row, separator)
		}
		rows = append(rows, row)
	}
	return name, strings.Join(rows, "\n") + "\n"
}

// The same holds for files that are drawn at random.
func TestOneQuoteInDrawnFiles(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	folder := t.TempDir()
	for range drawnFiles {
		name, text := drawnFile(random)
		path := filepath.Join(folder, name)
		intact := readOrders(t, path, text)
		if intact.err != nil {
			t.Fatalf("%q: %v", text, intact.err)
		}
		for range 30 {
			at := random.IntN(len(text) + 1)
			if quote := strings.IndexByte(text[at:], '"'); quote >= 0 && random.IntN(2) == 0 {
				at += quote
			}
			for what, changed := range oneQuote(text, at) {
				if lost := intact.lost(readOrders(t, path, changed)); lost != "" {
					t.Errorf("a quote %s at %d of\n%s\n%s", what, at, changed, lost)
				}
			}
		}
	}
}
