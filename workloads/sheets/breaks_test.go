package sheets

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"ep-benchmark/workloads/shipping"
)

const breaksHeader = "Gift note,Name,Street 1,Street 2,City,State,ZIP,\"Weight\n(oz)\",Dimensions,Contents\n"

// Every line that a missing quote swallows is a bad line with its number, whichever column the quote is in.
func TestMissingQuotesByHeader(t *testing.T) {
	good := []string{"", "Ann Made", "1 Main St", "", "Reno", "NV", "89501", "12", "9 x 6 x 3", "Soap"}
	row := func(at int, cell string) string {
		cells := append([]string{}, good...)
		cells[at] = cell
		return strings.Join(cells, ",") + "\n"
	}
	for at, title := range []string{"Gift note", "Name", "Street 1", "Street 2", "City", "State", "ZIP", "Weight\n(oz)", "Dimensions", "Contents"} {
		text := breaksHeader + row(at, "\"x") + row(0, "") + row(at, "y\"") + row(0, "")
		for name, parted := range map[string]string{"orders.csv": text, "orders.tsv": strings.ReplaceAll(text, ",", "\t"), "orders.txt": strings.ReplaceAll(text, ",", "\t")} {
			shipments, bad := lines(t, open(t, file(t, name, []byte(parted)), ""))
			if _, is := shipments[6]; len(shipments) != 1 || !is || len(bad) != 3 {
				t.Errorf("%s, %q: %+v, %v: expected three bad lines and line 6", name, title, shipments, bad)
				continue
			}
			want := fmt.Sprintf("line 3, column %s, ", titled(at, strings.ReplaceAll(title, "\n", " ")))
			if !strings.HasPrefix(bad[0].Error(), want) || !strings.Contains(bad[0].Error(), "so a quote may be missing; lines 3 to 5 may be orders") {
				t.Errorf("%s: %v: expected %s", name, bad[0], want)
			}
			for i, err := range bad[1:] {
				if !strings.HasPrefix(err.Error(), fmt.Sprintf("line %d, line ", 4+i)) || !strings.Contains(err.Error(), "inside quotes that open in line 3") {
					t.Errorf("%s, %q: %v", name, title, err)
				}
			}
		}
	}
}

// Streets, contents and notes on several lines are read.
func TestCellsOnSeveralLines(t *testing.T) {
	text := breaksHeader + "\"Dear Ann,\n\nhave fun, and\nbe well\",Ann Made,\"1 Main St\nDoor 2\",\"Floor 3\nc/o Bea\",Reno,NV,89501,12,9 x 6 x 3,\"Soap, red\nWax, blue\"\n"
	for _, name := range []string{"orders.csv", "orders.tsv"} {
		if name == "orders.tsv" {
			text = strings.NewReplacer(",", "\t", "Ann,", "Ann,", "fun,", "fun,", "Soap,", "Soap,", "Wax,", "Wax,").Replace(text)
		}
		good, bad := lines(t, open(t, file(t, name, []byte(text)), ""))
		to := good[3].Recipient
		if len(bad) > 0 || to.Street1 != "1 Main St Door 2" || to.Street2 != "Floor 3 c/o Bea" || good[3].Contents != "Soap, red Wax, blue" {
			t.Errorf("%s: %+v, %v", name, good, bad)
		}
	}
}

// Without a header, the rule for line breaks is that of a spreadsheet line.
func TestMissingQuotesWithoutAHeader(t *testing.T) {
	sample := shipping.Sample()[0]
	cells := strings.Split(sample, "\t")
	cells[0] = "\"" + cells[0]
	first := strings.Join(cells, "\t")
	cells[0] += "\""
	good, bad := lines(t, open(t, file(t, "orders.tsv", []byte(first+"\n"+strings.TrimPrefix(strings.Join(cells, "\t"), "\"")+"\n"+sample)), ""))
	numbers := []string{}
	for _, err := range bad {
		numbers = append(numbers, strings.Split(err.Error(), ",")[0])
	}
	if len(good) != 1 || !slices.Equal(numbers, []string{"line 1", "line 2"}) || !strings.Contains(bad[0].Error(), "line 1, column A, ") {
		t.Errorf("%+v, %v", good, bad)
	}
}

// The quotes that Excel writes into "Unicode text" are not part of a cell.
func TestQuotesOfExcelsText(t *testing.T) {
	text := "Name\tStreet 1\tCity\tState\tZIP\tDimensions\tWeight\n" +
		"\"Smith, John\"\t\"529 Imaginary Blvd, Unit 4\"\tAustin\tTX\t73301\t\"8\"\" x 8\"\" x 4\"\"\"\t12 oz\n" +
		"Joe \"J\" Doe\t1 St\tAustin\tTX\t73301\t8\" x 8\" x 4\"\t12 oz\n" +
		"\"Eve\t1 St\tAustin\tTX\t73301\t8 x 8 x 4\t12 oz\n" +
		"Bob\t1 St\tAustin\tTX\t73301\t8 x 8 x 4\t12 oz\n"
	for _, name := range []string{"orders.tsv", "orders.txt", "orders"} {
		good, bad := lines(t, open(t, file(t, name, []byte(text)), ""))
		if to := good[2].Recipient; to.FirstName != "Smith, John" || to.Street1 != "529 Imaginary Blvd, Unit 4" || good[2].Dimensions != (shipping.Dimensions{Length: 8, Width: 8, Height: 4}) {
			t.Errorf("%s: %+v", name, good[2])
		}
		if good[3].Recipient.FirstName != `Joe "J" Doe` || good[5].Recipient.FirstName != "Bob" || len(good) != 3 {
			t.Errorf("%s: %+v", name, good)
		}
		if len(bad) != 1 || !strings.HasPrefix(bad[0].Error(), `line 4, line "\"Eve\t1 St`) || !strings.Contains(bad[0].Error(), "a quote that is never closed") {
			t.Errorf("%s: %v", name, bad)
		}
	}
}
