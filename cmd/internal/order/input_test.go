package order

import (
	"os"
	"path/filepath"
	"testing"

	"ep-benchmark/workloads/sheets"
)

// The error for a file with only a header differs from that for an empty file.
func TestInputsWithoutAGoodLine(t *testing.T) {
	const header = "name,street1,city,state,zip,dimensions,weight\n"
	for _, test := range []struct {
		text, want string
		bad        int
	}{
		{"", "--input orders.csv: there is no line in it", 0},
		{" \n\n", "--input orders.csv: there is no line in it", 0},
		{header, "--input orders.csv: line 1 is its header, and there is no order below it", 0},
		{"Orders of March\n" + header + "\n,,,,,,\n", "--input orders.csv: line 2 is its header, and there is no order below it", 0},
		{header + "Ann\n", "--input orders.csv: its only line is bad", 1},
		{header + "Ann\nIda\n", "--input orders.csv: all of its 2 lines are bad", 2},
	} {
		path := filepath.Join(t.TempDir(), "orders.csv")
		if err := os.WriteFile(path, []byte(test.text), 0o600); err != nil {
			t.Fatal(err)
		}
		input, err := sheets.Open(t.Context(), path, sheets.Options{})
		if err != nil {
			t.Fatal(err)
		}
		flags := Flags{Input: "orders.csv"}
		if err := flags.CheckCount(input, 0, test.bad); err == nil || err.Error() != test.want {
			t.Errorf("%q: %v, want %s", test.text, err, test.want)
		}
		if err := input.Close(); err != nil {
			t.Error(err)
		}
	}
}
