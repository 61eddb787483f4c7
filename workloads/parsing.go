package workloads

import (
	"context"
	"errors"
	"fmt"
	"math"

	"ep-benchmark/engine"
	"ep-benchmark/workloads/shipping"
)

var iterationsSize = Size{Name: "iterations", Usage: "times that parsing calls each of its three functions in a pass", Default: 1_000, Most: 100_000_000, Swept: true}

var parsingEntry = Entry{
	Name:      "parsing",
	Key:       "parsing",
	Summary:   "parse spreadsheet lines, dimensions and weights",
	Sizes:     []Size{iterationsSize},
	UsesLines: true,
	build: func(e Environment) (engine.Workload, error) {
		return newParsing(e.Lines, e.size(iterationsSize))
	},
}

// parser is one of the functions that the workload measures. It returns a
// figure that depends on what was parsed, so that parsing which was left out
// changes the checksum.
type parser struct {
	part   string
	chunk  int // iterations of an operation: some 20 µs of work
	inputs []string
	parse  func(text string) (uint64, error)
}

// parsing calls the parsers over varied inputs: an operation is a chunk of
// the iterations of one of them.
type parsing struct {
	parsers    []parser
	chunks     []parsingChunk
	iterations int
	source     string
}

// parsingChunk is what an operation does.
type parsingChunk struct{ parser, from, to int }

func newParsing(lines Lines, iterations int) (*parsing, error) {
	if len(lines.Texts) == 0 {
		return nil, errors.New("there is no line to parse")
	}
	dimensions, weights := make([]string, len(lines.Texts)), make([]string, len(lines.Texts))
	for i, text := range lines.Texts {
		dimensions[i], weights[i] = lines.Layout.Measures(text)
	}
	p := &parsing{iterations: iterations, source: lines.setting(), parsers: []parser{
		{part: "parse_spreadsheet_line", chunk: 125, inputs: lines.Texts, parse: parserOf(lines.Layout)},
		{part: "parse_dimensions", chunk: 500, inputs: dimensions, parse: dimensionsOf(lines.Layout)},
		{part: "parse_weight", chunk: 1000, inputs: weights, parse: weightOf(lines.Layout)},
	}}
	for i, parser := range p.parsers {
		// Large runs take larger chunks: 64 of each are enough to share out.
		size := max(parser.chunk, (iterations+63)/64)
		for from := 0; from < iterations; from += size {
			p.chunks = append(p.chunks, parsingChunk{i, from, min(from+size, iterations)})
		}
	}
	return p, nil
}

// Spec describes the workload.
func (p *parsing) Spec() engine.Spec {
	spec := engine.Spec{
		Name: parsingEntry.Name, Title: "Parsing", Key: parsingEntry.Key,
		Item: "call", Items: "calls", SizeKey: "iterations", SizeNoun: "iterations",
		Size: p.iterations, PassItems: p.iterations * len(p.parsers), Operations: len(p.chunks),
		Bound:    engine.CPUBound,
		Targets:  []engine.Target{{Metric: engine.MetricTime, Bound: 1, Gates: true}},
		Settings: map[string]string{"lines": p.source},
	}
	for _, parser := range p.parsers {
		spec.Parts = append(spec.Parts, parser.part)
	}
	return spec
}

// Prepare computes, outside the measured time, the sums that a pass must have.
func (p *parsing) Prepare(_ context.Context, leg engine.Leg) (engine.Job, error) {
	expected := uint64(0)
	for _, chunk := range p.chunks {
		sum, err := p.carryOut(chunk, leg.Seed)
		if err != nil {
			return engine.Job{}, err
		}
		expected += sum
	}
	sums := make([]checksum, leg.Workers)
	passes := uint64(0)
	return engine.Job{
		Operations: len(p.chunks),
		Do: func(_ context.Context, op engine.Op) (engine.Work, error) {
			chunk := p.chunks[op.Index]
			sum, err := p.carryOut(chunk, leg.Seed)
			sums[op.Worker].value += sum
			return engine.Work{Items: int64(chunk.to - chunk.from), Part: chunk.parser}, err
		},
		Finish: func(context.Context) error { passes++; return nil },
		Verify: func(context.Context) error {
			total := uint64(0)
			for i := range sums {
				total += sums[i].value
			}
			if passes == 0 {
				return errors.New("nothing was parsed")
			}
			if total != expected*passes {
				return fmt.Errorf("what %d passes parsed adds up to %x: expected %x", passes, total, expected*passes)
			}
			return nil
		},
	}, nil
}

// checksum belongs to one worker. Its padding keeps the checksums of other
// workers off its cache line. Its sum wraps around, so the order of adding does
// not matter.
type checksum struct {
	value uint64
	_     [120]byte
}

// carryOut parses a chunk's inputs and adds up their figures.
func (p *parsing) carryOut(chunk parsingChunk, seed uint64) (sum uint64, err error) {
	parser := &p.parsers[chunk.parser]
	at := int((seed + uint64(chunk.from)) % uint64(len(parser.inputs)))
	for range chunk.to - chunk.from {
		figure, err := parser.parse(parser.inputs[at])
		if err != nil {
			return sum, err
		}
		sum += figure
		if at++; at == len(parser.inputs) {
			at = 0
		}
	}
	return sum, nil
}

// parserOf is the parser of lines of a layout.
func parserOf(layout shipping.Layout) func(text string) (uint64, error) {
	return func(text string) (uint64, error) {
		var shipment shipping.Shipment
		err := layout.ParseLine(text, &shipment)
		return math.Float64bits(shipment.Weight) + uint64(len(shipment.Recipient.City)+len(shipment.Contents)), err
	}
}

// dimensionsOf is the parser of dimensions as the layout writes numbers.
func dimensionsOf(layout shipping.Layout) func(text string) (uint64, error) {
	return func(text string) (uint64, error) {
		d, err := layout.ParseDimensions(text)
		return math.Float64bits(d.Length) + 3*math.Float64bits(d.Width) + 5*math.Float64bits(d.Height), err
	}
}

// weightOf is the parser of weights as the layout writes numbers.
func weightOf(layout shipping.Layout) func(text string) (uint64, error) {
	return func(text string) (uint64, error) {
		ounces, err := layout.ParseWeight(text)
		return math.Float64bits(ounces), err
	}
}
