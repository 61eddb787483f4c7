package columns

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress"
	"pgregory.net/rapid"

	"ep-benchmark/engine/racebuild"
	"ep-benchmark/workloads/analytics"
)

func silent(float64) {}

// TestFilesGiveTheAnswerOfMemory: for any size, seed and number of readers, the files
// give the answer of the records that Generate has in memory at once.
func TestFilesGiveTheAnswerOfMemory(t *testing.T) {
	racebuild.SkipSequential(t)
	n := 0
	folder := t.TempDir()
	rapid.Check(t, func(r *rapid.T) {
		n++
		size := rapid.Int64Range(SmallestSet, 2*SmallestSet).Draw(r, "size")
		seed := rapid.Uint64().Draw(r, "seed")
		directory := filepath.Join(folder, fmt.Sprint(n))
		made, err := Generate(context.Background(), directory, size, seed, silent)
		if err != nil {
			r.Fatal(err)
		}
		_, want := generated(made.Rows, seed)
		if !made.Answer.Equal(want) {
			r.Fatalf("the generator's own answer, against that of memory:\n%s", made.Answer.Diff(want))
		}
		s, err := Open([]string{directory})
		if err != nil {
			r.Fatal(err)
		}
		defer func() { _ = s.Close() }()
		if s.Files() < fewestFiles || s.Groups() < fewestGroups {
			r.Fatalf("%d files with %d row groups", s.Files(), s.Groups())
		}
		got, err := readAll(s, rapid.IntRange(1, 5).Draw(r, "readers"))
		if err != nil {
			r.Fatal(err)
		}
		if !got.Equal(want) {
			r.Fatalf("got, against want:\n%s", got.Diff(want))
		}
	})
}

func TestGenerateIsDeterministic(t *testing.T) {
	sums := map[string]bool{}
	var sizes []int64
	for _, seed := range []uint64{1, 1, 2} {
		made, err := Generate(context.Background(), in(t, "set"), 200<<10, seed, silent)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.New()
		for _, path := range made.Paths {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			sum.Write(text)
		}
		sums[fmt.Sprintf("%d %x", seed, sum.Sum(nil))] = true
		sizes = append(sizes, made.Bytes)
	}
	if len(sums) != 2 {
		t.Errorf("%d different sets of two seeds", len(sums))
	}
	if sizes[0] != sizes[1] {
		t.Errorf("sizes %d", sizes)
	}
}

// A set of some megabytes has the size that was asked for.
func TestGenerateKeepsTheSize(t *testing.T) {
	racebuild.SkipSequential(t)
	const size = 16 << 20
	made, err := Generate(context.Background(), in(t, "set"), size, 3, silent)
	if err != nil {
		t.Fatal(err)
	}
	if off := float64(made.Bytes)/size - 1; off < -0.05 || off > 0.05 {
		t.Errorf("%d bytes, want about %d", made.Bytes, size)
	}
}

func TestGenerateLeavesNothingAfterAnError(t *testing.T) {
	directory := in(t, "set")
	ctx, cancel := context.WithCancel(context.Background())
	_, err := Generate(ctx, directory, 400<<10, 1, func(share float64) {
		if share > 0.5 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if _, err := os.Stat(directory); !os.IsNotExist(err) {
		t.Errorf("the directory is left: %v", err)
	}
}

func TestGenerateRefuses(t *testing.T) {
	full := t.TempDir()
	if err := os.WriteFile(filepath.Join(full, "mine.parquet"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for want, try := range map[string]func() error{
		"mine.parquet among them: expected a new or an empty directory": func() error {
			_, err := Generate(context.Background(), full, 1<<20, 1, silent)
			return err
		},
		"expected 65536 to": func() error {
			_, err := Generate(context.Background(), in(t, "small"), 100, 1, silent)
			return err
		},
	} {
		if err := try(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
	free, known := freeBytes(full)
	if more := int64(free) + 1; known && more <= LargestSet {
		_, err := Generate(context.Background(), in(t, "large"), more, 1, silent)
		if err == nil || !strings.Contains(err.Error(), "there is room for") {
			t.Errorf("%v", err)
		}
	}
}

// TestFilesOfOtherPrograms reads other types, plain pages, optional columns, times of day
// and each kind of compression.
func TestFilesOfOtherPrograms(t *testing.T) {
	racebuild.SkipSequential(t)
	records, want := generated(3000, 5)
	rows := otherRows(records)
	for _, codec := range []compress.Codec{&parquet.Uncompressed, &parquet.Snappy, &parquet.Gzip, &parquet.Brotli, &parquet.Zstd} {
		for version := 1; version <= 2; version++ {
			path := in(t, "other.parquet")
			writeRows(t, path, rows, codec, parquet.DataPageVersion(version))
			reads(t, want, 3, path)
		}
	}
}

// A missing number of delivery days is an unknown one.
func TestMissingDeliveryDaysAreUnknown(t *testing.T) {
	records, _ := generated(2500, 6)
	rows := otherRows(records)
	for i := range rows {
		if i%3 == 0 {
			rows[i].DeliveryDays = nil
		}
	}
	with, without := in(t, "with.parquet"), in(t, "without.parquet")
	writeRows(t, without, rows, &parquet.Snappy)
	unknown := int64(-1)
	for i := range rows {
		if rows[i].DeliveryDays == nil {
			rows[i].DeliveryDays = &unknown
		}
	}
	writeRows(t, with, rows, &parquet.Snappy)
	s, err := Open([]string{with})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	want, err := readAll(s, 1)
	if err != nil {
		t.Fatal(err)
	}
	reads(t, want, 2, without)
}

// Several files are one set, in any order.
func TestSeveralFilesAreOneSet(t *testing.T) {
	records, want := generated(2000, 7)
	rows := otherRows(records)
	folder := t.TempDir()
	one, two := filepath.Join(folder, "a.parquet"), filepath.Join(folder, "b.parquet")
	writeRows(t, one, rows[:700], &parquet.Snappy)
	writeRows(t, two, rows[700:], &parquet.Zstd)
	if err := os.WriteFile(filepath.Join(folder, "README"), []byte("not read"), 0o600); err != nil {
		t.Fatal(err)
	}
	reads(t, want, 2, folder)
	reads(t, want, 2, two, one, one) // the same name twice counts once
	again := filepath.Join(t.TempDir(), "again.parquet")
	if err := os.Symlink(one, again); err != nil {
		t.Skip(err)
	}
	if _, err := Open([]string{one, two, again}); err == nil || !strings.Contains(err.Error(), "again.parquet: it is the same file as") {
		t.Errorf("one file under two names: %v", err)
	}
}

func TestReadEndsWithItsContext(t *testing.T) {
	made, err := Generate(context.Background(), in(t, "set"), 200<<10, 1, silent)
	if err != nil {
		t.Fatal(err)
	}
	s, err := Open(made.Paths)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.NewReader(analytics.NewStream(1<<20)).Read(ctx, 0); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
