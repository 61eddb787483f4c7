package columns

import (
	"context"
	"path/filepath"
	"testing"

	"ep-benchmark/workloads/analytics"
)

// BenchmarkRead measures one worker that reads a set from the page cache.
func BenchmarkRead(b *testing.B) {
	made, err := Generate(context.Background(), filepath.Join(b.TempDir(), "set"), 10<<20, 1, silent)
	if err != nil {
		b.Fatal(err)
	}
	s, err := Open(made.Paths)
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	stream := analytics.NewStream(1 << 22)
	reader := s.NewReader(stream)
	b.ReportAllocs()
	for b.Loop() {
		stream.Reset()
		for group := range s.Groups() {
			if _, err := reader.Read(context.Background(), group); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(made.Rows)*float64(b.N)/b.Elapsed().Seconds(), "records/s")
}

// BenchmarkGenerate measures how fast a set is written.
func BenchmarkGenerate(b *testing.B) {
	folder, rows := b.TempDir(), 0
	for i := 0; b.Loop(); i++ {
		made, err := Generate(context.Background(), filepath.Join(folder, string(rune('a'+i%26)), string(rune('a'+i/26%26))), 1<<20, 1, silent)
		if err != nil {
			b.Fatal(err)
		}
		rows += made.Rows
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "records/s")
}
