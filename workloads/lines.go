package workloads

import (
	"cmp"
	"crypto/sha256"
	"fmt"

	"ep-benchmark/workloads/shipping"
)

// Lines are the spreadsheet lines that workloads draw from.
type Lines struct {
	Source    string // where they come from, in words
	Content   string // names what they hold: runs with the same lines have the same; empty for the sample
	Texts     []string
	Layout    shipping.Layout     // of the texts
	Shipments []shipping.Shipment // of the texts, in the same order
	Bad       int                 // lines that were left out
	// Whole asks for every line, where a workload would otherwise choose how many
	// of them it uses.
	Whole bool
}

// SampleLines returns the built-in invented sample.
func SampleLines() (Lines, error) {
	lines := Lines{Source: "built-in sample"}
	for _, text := range shipping.Sample() {
		var shipment shipping.Shipment
		if err := shipping.ParseLine(text, &shipment); err != nil {
			return Lines{}, err
		}
		lines.Texts = append(lines.Texts, text)
		lines.Shipments = append(lines.Shipments, shipment)
	}
	return lines, nil
}

// The most that a benchmark holds in memory of an input.
const (
	mostLines = 100_000
	mostText  = 32 << 20 // bytes
)

// ErrTooManyLines is the error of a sheet with more good lines than a benchmark
// holds.
var ErrTooManyLines = fmt.Errorf("it has more than %d good lines, or %d MB of them, which is the most that a benchmark holds in memory: take a part of it",
	mostLines, mostText>>20)

// ReadLines reads all good lines of a sheet, and calls bad with the error of
// every bad one. It fails when reading the sheet's source fails, and when the
// sheet has more than a benchmark holds.
func ReadLines(source string, r *shipping.Reader, bad func(error)) (Lines, error) {
	lines := Lines{Source: source, Layout: r.Layout()}
	size := 0
	_, wrong, err := eachLine(r, bad, func(line *shipping.Line) error {
		size += len(line.Text)
		if len(lines.Texts) == mostLines || size > mostText {
			return ErrTooManyLines
		}
		lines.Texts = append(lines.Texts, line.Text)
		lines.Shipments = append(lines.Shipments, *line.Shipment)
		return nil
	})
	lines.Bad = wrong
	lines.Content = contentOf(&lines)
	return lines, err
}

// contentOf names the lines by their content, independently of the file that
// they come from and of its format.
func contentOf(lines *Lines) string {
	hash := sha256.New()
	fmt.Fprintf(hash, "%+v\n", lines.Layout)
	for _, text := range lines.Texts {
		fmt.Fprintf(hash, "%q\n", text)
	}
	return fmt.Sprintf("%d of a file, %.6x", len(lines.Texts), hash.Sum(nil))
}

// setting names the lines in a run's settings, by which runs are compared.
func (l *Lines) setting() string { return cmp.Or(l.Content, l.Source) }

// CheckLines reads an input to its end, counts its good and bad lines, and
// calls bad with the error of every bad one. It keeps no line.
func CheckLines(r *shipping.Reader, bad func(error)) (good, wrong int, err error) {
	return eachLine(r, bad, func(*shipping.Line) error { return nil })
}

// hopeless is the number of bad lines after which a file without a good line is
// taken to hold no orders.
const hopeless = 10_000

// eachLine reads an input to its end, and calls each with every good line and
// bad with the error of every bad one.
func eachLine(r *shipping.Reader, bad func(error), each func(*shipping.Line) error) (good, wrong int, err error) {
	for {
		line, ok := r.Next()
		switch {
		case !ok:
			return good, wrong, r.Err()
		case line.Err != nil:
			wrong++
			bad(line.Err)
			if good == 0 && wrong == hopeless {
				return good, wrong, fmt.Errorf("its first %d lines are all bad, so it is not a file of orders: the rest was not read", hopeless)
			}
		default:
			good++
			if err := each(&line); err != nil {
				return good, wrong, err
			}
		}
	}
}
