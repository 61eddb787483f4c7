package shipping

import (
	"encoding/csv"
	"io"
	"strings"
	"testing"
)

const exampleLine = "California\tUSPS\tAda\tByron\t555-0100\tada@example.com\t123 Main St\t\tLos Angeles\tCA\t90001\tUS\tPackage\t12 x 9 x 6\t1.5 lbs\tBeauty products"

// BenchmarkLine compares the complete parsing of a line with encoding/csv, which only splits it.
func BenchmarkLine(b *testing.B) {
	b.Run("shipping", func(b *testing.B) {
		var shipment Shipment
		b.SetBytes(int64(len(exampleLine)))
		b.ReportAllocs()
		for b.Loop() {
			if err := ParseLine(exampleLine, &shipment); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("csv-split-only", func(b *testing.B) {
		reader := csv.NewReader(&endless{text: exampleLine + "\n"})
		reader.Comma, reader.LazyQuotes, reader.ReuseRecord = '\t', true, true
		b.SetBytes(int64(len(exampleLine)))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := reader.Read(); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkSample is the same over the built-in lines, in all their variety.
func BenchmarkSample(b *testing.B) {
	lines := Sample()
	whole := strings.Join(lines, "\n") + "\n"
	b.Run("shipping", func(b *testing.B) {
		var shipment Shipment
		b.SetBytes(int64(len(whole)))
		b.ReportAllocs()
		for b.Loop() {
			for _, line := range lines {
				if err := ParseLine(line, &shipment); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
	b.Run("csv-split-only", func(b *testing.B) {
		reader := csv.NewReader(&endless{text: whole})
		reader.Comma, reader.LazyQuotes, reader.ReuseRecord, reader.FieldsPerRecord = '\t', true, true, -1
		b.SetBytes(int64(len(whole)))
		b.ReportAllocs()
		for b.Loop() {
			for range lines {
				if _, err := reader.Read(); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}

// endless reads the same text again and again.
type endless struct {
	text string
	at   int
}

func (e *endless) Read(p []byte) (int, error) {
	if e.at == len(e.text) {
		e.at = 0
	}
	n := copy(p, e.text[e.at:])
	e.at += n
	return n, nil
}

var _ io.Reader = (*endless)(nil)

var sizes = []string{"12 x 9 x 6", "12in x 9in x 6in", "30 x 20 x 10 cm", `11 1/2" x 9" x 6"`, "10.5×8.25×4"}

func BenchmarkDimensions(b *testing.B) {
	b.Run("shipping", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			if _, err := plainLayout.ParseDimensions(sizes[i%len(sizes)]); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("regexp", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			if _, ok := stopNotation.readDimensions(sizes[i%len(sizes)]); !ok {
				b.Fatal("refused")
			}
		}
	})
}

var weights = []string{"1.5 lbs", "5lb", "1 lb 2 oz", "2.5 kg", "1,500 g", "12 ounces"}

func BenchmarkWeight(b *testing.B) {
	b.Run("shipping", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			if _, err := plainLayout.ParseWeight(weights[i%len(weights)]); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("regexp", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			if _, ok := stopNotation.readWeight(weights[i%len(weights)]); !ok {
				b.Fatal("refused")
			}
		}
	})
}

// BenchmarkSampleDimensions and BenchmarkSampleWeight do the same over the texts of the built-in lines. A processor's branch predictor soon
// learns the few texts above, but not these.
func BenchmarkSampleDimensions(b *testing.B) {
	texts, _ := sampleMeasures()
	b.Run("shipping", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for _, text := range texts {
				if _, err := plainLayout.ParseDimensions(text); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
	b.Run("regexp", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for _, text := range texts {
				if _, ok := stopNotation.readDimensions(text); !ok {
					b.Fatal("refused")
				}
			}
		}
	})
}

func BenchmarkSampleWeight(b *testing.B) {
	_, texts := sampleMeasures()
	b.Run("shipping", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for _, text := range texts {
				if _, err := plainLayout.ParseWeight(text); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
	b.Run("regexp", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			for _, text := range texts {
				if _, ok := stopNotation.readWeight(text); !ok {
					b.Fatal("refused")
				}
			}
		}
	})
}

func BenchmarkCountry(b *testing.B) {
	for _, text := range []string{"US", "United Kingdom", "Côte d'Ivoire"} {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := ParseCountry(text); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
