package workloads

import (
	"io"

	"ep-benchmark/workloads/shipping"
)

// Lines are the spreadsheet lines that workloads draw from.
type Lines struct {
	Source    string // where they come from, in words
	Texts     []string
	Shipments []shipping.Shipment // of the texts, in the same order
	Bad       []error             // of the lines left out, each with its number
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
// It fails only where the reader does.
func ReadLines(source string, r io.Reader) (Lines, error) {
	lines := Lines{Source: source}
	err := shipping.ReadLines(r, func(_ int, text string, shipment *shipping.Shipment, err error) bool {
		if err != nil {
			lines.Bad = append(lines.Bad, err)
			return true
		}
		lines.Texts = append(lines.Texts, text)
		lines.Shipments = append(lines.Shipments, *shipment)
		return true
	})
	return lines, err
}
