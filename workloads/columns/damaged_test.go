package columns

import (
	"bytes"
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"

	"ep-benchmark/engine/racebuild"
	"ep-benchmark/workloads/analytics"
)

// refuses checks that a file is refused with its name and what was expected.
func refuses(t *testing.T, path string, wants ...string) {
	t.Helper()
	s, err := Open([]string{path})
	if err == nil {
		_, err = readAll(s, 1)
		_ = s.Close()
	}
	for _, want := range append(wants, filepath.Base(path)) {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: want %q", err, want)
		}
	}
}

func TestWrongFilesAreRefused(t *testing.T) {
	records, _ := generated(300, 1)
	rows := otherRows(records)
	whole := in(t, "whole.parquet")
	writeRows(t, whole, rows, &parquet.Snappy)
	text, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		content []byte
		wants   []string
	}{
		"empty.parquet":     {nil, []string{"no Parquet file", "begins with PAR1"}},
		"text.parquet":      {[]byte("carrier,origin\nUPS,Texas\n"), []string{"no Parquet file"}},
		"short.parquet":     {text[:len(text)-100], []string{"cut short"}},
		"half.parquet":      {text[:len(text)/2], []string{"cut short"}},
		"four.parquet":      {[]byte("PAR1"), []string{"cut short"}},
		"nothing.parquet":   {[]byte("PAR1\x00\x00\x00\x00PAR1"), []string{"footer"}},
		"footer.parquet":    {[]byte("PAR1\xff\xff\xff\x7fPAR1"), []string{"footer"}},
		"encrypted.parquet": {append([]byte("PARE"), text[4:]...), []string{"encrypted", "expected a file without encryption"}},
		"middle.parquet":    {append(append([]byte{}, text[:200]...), text[2000:]...), nil},
	} {
		path := in(t, name)
		if err := os.WriteFile(path, test.content, 0o600); err != nil {
			t.Fatal(err)
		}
		refuses(t, path, test.wants...)
	}
	refuses(t, in(t, "none.parquet"), "no such file")
	if _, err := Open([]string{t.TempDir()}); err == nil || !strings.Contains(err.Error(), "no file whose name ends in .parquet") {
		t.Errorf("an empty directory: %v", err)
	}
}

func TestEncryptedColumnsAreRefused(t *testing.T) {
	records, _ := generated(300, 1)
	path := in(t, "hidden.parquet")
	writeRows(t, path, otherRows(records), &parquet.Snappy, parquet.WithEncryption(&parquet.EncryptionConfig{FooterKey: bytes.Repeat([]byte{7}, 16)}))
	refuses(t, path, "encrypted")
}

func TestUnsupportedCompressionIsRefused(t *testing.T) {
	records, _ := generated(300, 1)
	path := in(t, "lz4.parquet")
	writeRows(t, path, otherRows(records), &parquet.Lz4Raw)
	refuses(t, path, "compressed by LZ4_RAW: expected UNCOMPRESSED, SNAPPY")
}

func TestWrongColumnsAreRefused(t *testing.T) {
	type noCost struct {
		Carrier string `parquet:"carrier"`
		Origin  string `parquet:"origin"`
	}
	path := in(t, "missing.parquet")
	writeRows(t, path, []noCost{{"UPS", "Texas"}}, &parquet.Snappy)
	refuses(t, path, "no column destination", "cost_cents", "found carrier, origin")

	type wrongTypes struct {
		Carrier      string  `parquet:"carrier"`
		Origin       string  `parquet:"origin"`
		Destination  string  `parquet:"destination"`
		Status       string  `parquet:"status"`
		Created      int32   `parquet:"created,date"`
		CostCents    float64 `parquet:"cost_cents"`
		DeliveryDays int32   `parquet:"delivery_days"`
	}
	path = in(t, "float.parquet")
	writeRows(t, path, []wrongTypes{{Carrier: "UPS"}}, &parquet.Snappy)
	refuses(t, path, "the column cost_cents is DOUBLE", "whole numbers")
}

func TestListsAndTextsAreNoNumbersAndDates(t *testing.T) {
	type lists struct {
		Carrier      string  `parquet:"carrier"`
		Origin       string  `parquet:"origin"`
		Destination  string  `parquet:"destination"`
		Status       string  `parquet:"status"`
		Created      int32   `parquet:"created,date"`
		DeliveryDays int32   `parquet:"delivery_days"`
		CostCents    []int64 `parquet:"cost_cents"`
	}
	path := in(t, "lists.parquet")
	writeRows(t, path, []lists{{CostCents: []int64{1, 2}}}, &parquet.Snappy)
	refuses(t, path, "the column cost_cents is a list")

	type noDate struct {
		Carrier      string `parquet:"carrier"`
		Origin       string `parquet:"origin"`
		Destination  string `parquet:"destination"`
		Status       string `parquet:"status"`
		Created      string `parquet:"created"`
		DeliveryDays int32  `parquet:"delivery_days"`
		CostCents    int64  `parquet:"cost_cents"`
	}
	path = in(t, "nodate.parquet")
	writeRows(t, path, []noDate{{Created: "2025-01-01"}}, &parquet.Snappy)
	refuses(t, path, "the column created is", "a DATE")
}

// plainRow has a date that may be any.
type plainRow struct {
	Carrier      string `parquet:"carrier"`
	Origin       string `parquet:"origin"`
	Destination  string `parquet:"destination"`
	Status       string `parquet:"status"`
	Created      int32  `parquet:"created,date"`
	DeliveryDays int32  `parquet:"delivery_days"`
	CostCents    int32  `parquet:"cost_cents"`
}

func TestMixedSchemasAreRefused(t *testing.T) {
	records, _ := generated(50, 1)
	folder := t.TempDir()
	one, two := filepath.Join(folder, "one.parquet"), filepath.Join(folder, "two.parquet")
	writeRows(t, one, otherRows(records), &parquet.Snappy)
	writeRows(t, two, []plainRow{{CostCents: 4}}, &parquet.Snappy)
	_, err := Open([]string{folder})
	for _, want := range []string{"two.parquet: its columns are", "expected those of", "one.parquet"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: want %q", err, want)
		}
	}
}

func TestMissingValuesAreRefused(t *testing.T) {
	type someMissing struct {
		Carrier      string `parquet:"carrier"`
		Origin       string `parquet:"origin"`
		Destination  string `parquet:"destination"`
		Status       string `parquet:"status"`
		Created      int32  `parquet:"created,date"`
		DeliveryDays int32  `parquet:"delivery_days"`
		CostCents    *int32 `parquet:"cost_cents,optional"`
	}
	four := int32(4)
	path := in(t, "holes.parquet")
	writeRows(t, path, []someMissing{{CostCents: &four}, {}}, &parquet.Snappy)
	refuses(t, path, "the column cost_cents: a row has no value")
}

func TestDatesOutOfRangeAreRefused(t *testing.T) {
	for _, day := range []int32{-1 << 31, -800_000, 800_000, 1<<31 - 1} {
		row := plainRow{CostCents: 4}
		row.Created = day
		path := in(t, "dates.parquet")
		writeRows(t, path, []plainRow{row}, &parquet.Snappy)
		refuses(t, path, "the column created: a date is", "expected 1950-01-01 to 2129-06-06")
	}
}

// damage changes some bytes of a file, and reads it. Whatever comes of it, the program goes on: an error, or an
// answer where the change is in values or in columns that are not read.
func damage(t *testing.T, path string, text []byte, at []int, value byte) {
	t.Helper()
	changed := append([]byte{}, text...)
	for _, i := range at {
		changed[i%len(changed)] ^= value | 1
	}
	if err := os.WriteFile(path, changed, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := Open([]string{path})
	if err != nil {
		if !strings.Contains(err.Error(), filepath.Base(path)) {
			t.Errorf("%v does not name the file", err)
		}
		return
	}
	defer func() { _ = s.Close() }()
	reader := s.NewReader(analytics.NewStream(1 << 22))
	for group := range s.Groups() {
		if _, err := reader.Read(context.Background(), group); err != nil && !strings.Contains(err.Error(), filepath.Base(path)) {
			t.Errorf("%v does not name the file", err)
		}
	}
}

func smallSet(t testing.TB) []byte {
	t.Helper()
	made, err := Generate(context.Background(), filepath.Join(t.TempDir(), "set"), SmallestSet, 1, silent)
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(made.Paths[0])
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// TestDamagedFilesAreSurvived changes bytes all over a file, its footer above all.
func TestDamagedFilesAreSurvived(t *testing.T) {
	racebuild.SkipSequential(t)
	text, path := smallSet(t), in(t, "damaged.parquet")
	random := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		at := []int{random.IntN(len(text))}
		if random.IntN(2) == 0 {
			at[0] = len(text) - 1 - random.IntN(len(text)/3)
		}
		damage(t, path, text, at, byte(random.Uint32()))
	}
}

func FuzzDamagedFiles(f *testing.F) {
	text := smallSet(f)
	f.Add(uint32(100), uint32(20_000), byte(3))
	f.Fuzz(func(t *testing.T, one, two uint32, value byte) {
		damage(t, filepath.Join(t.TempDir(), "damaged.parquet"), text, []int{int(one), int(two)}, value)
	})
}
