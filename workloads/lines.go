package workloads

import (
	"ep-benchmark/workloads/shipping"
)

// Lines are the spreadsheet lines that workloads draw from.
type Lines struct {
	Source    string // where they come from, in words
	Texts     []string
	Shipments []shipping.Shipment // of the texts, in the same order
	Bad       []error             // of the lines left out, each with its number
	// Whole asks for every line, where a workload would else choose how many of
	// them to take.
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

// ReadLines reads a sheet: every good line, and an error for every bad one.
// It fails only where the sheet's source does.
func ReadLines(source string, r *shipping.Reader) (Lines, error) {
	lines := Lines{Source: source}
	for {
		line, ok := r.Next()
		switch {
		case !ok:
			return lines, r.Err()
		case line.Err != nil:
			lines.Bad = append(lines.Bad, line.Err)
		default:
			lines.Texts = append(lines.Texts, line.Text)
			lines.Shipments = append(lines.Shipments, *line.Shipment)
		}
	}
}
