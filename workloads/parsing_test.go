package workloads

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"ep-benchmark/engine"
)

func sampleParsing(t interface{ Fatal(...any) }, iterations int) *parsing {
	lines, err := SampleLines()
	if err != nil {
		t.Fatal(err)
	}
	p, err := newParsing(lines, iterations)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Any number of workers parses the same inputs, and each operation names its
// part.
func TestParsing(t *testing.T) {
	workload := sampleParsing(t, 1000)
	for workers, passes := range map[int]int{1: 1, 2: 3, 16: 4} {
		job := prepared(t, workload, engine.Leg{Workers: workers, Seed: 5})
		if done := carryOut(t, job, workers, passes); done.Items != int64(3000*passes) {
			t.Errorf("%d calls: expected 3000 in each of %d passes", done.Items, passes)
		}
		if err := job.Verify(t.Context()); err != nil {
			t.Errorf("%d workers: %v", workers, err)
		}
	}
}

// An operation that was carried out twice, left out or replaced by another one
// is detected.
func TestParsingIsVerified(t *testing.T) {
	workload := sampleParsing(t, 1000)
	all := make([]int, len(workload.chunks))
	for i := range all {
		all[i] = i
	}
	for name, operations := range map[string][]int{
		"twice":           append([]int{0}, all...),
		"left out":        all[1:],
		"last left out":   all[:len(all)-1],
		"one for another": append([]int{1}, all[1:]...),
		"nothing":         nil,
	} {
		job := prepared(t, workload, engine.Leg{Workers: 1, Seed: 9})
		for _, index := range operations {
			do(t, job, index)
		}
		finish(t, job)
		if err := job.Verify(t.Context()); err == nil || !strings.Contains(err.Error(), "adds up to") {
			t.Errorf("%s: %v", name, err)
		}
	}
	idle := prepared(t, workload, engine.Leg{Workers: 1})
	if err := idle.Verify(t.Context()); err == nil {
		t.Error("nothing was parsed, and Verify accepts it")
	}
}

// The chunks of each parser cover the iterations once; there are enough to
// share out and not many more.
func TestParsingChunks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		iterations := rapid.OneOf(rapid.IntRange(1, 5000), rapid.IntRange(1, 100_000_000)).Draw(t, "iterations")
		p := sampleParsing(t, iterations)
		next := make([]int, len(p.parsers))
		for _, chunk := range p.chunks {
			if chunk.from != next[chunk.parser] || chunk.to <= chunk.from {
				t.Fatalf("chunk %+v: expected it to begin at %d", chunk, next[chunk.parser])
			}
			next[chunk.parser] = chunk.to
		}
		for i, end := range next {
			if end != iterations {
				t.Fatalf("%s ends at %d of %d", p.parsers[i].part, end, iterations)
			}
		}
		if n := len(p.chunks); n > 64*len(p.parsers) || n != p.Spec().Operations {
			t.Fatalf("%d chunks, %d operations", n, p.Spec().Operations)
		}
	})
}

// The items that the operations report for each part add up to the items of the
// pass.
func TestParsingParts(t *testing.T) {
	workload := sampleParsing(t, 777)
	job := prepared(t, workload, engine.Leg{Workers: 1})
	items := make([]int64, len(workload.Spec().Parts))
	for index := range job.Operations {
		done, err := job.Do(t.Context(), engine.Op{Index: index})
		if err != nil {
			t.Fatal(err)
		}
		items[done.Part] += done.Items
	}
	for part, n := range items {
		if n != 777 {
			t.Errorf("%s: %d calls of 777", workload.Spec().Parts[part], n)
		}
	}
}

// The inputs are as varied as the lines. Different inputs have different
// figures, unless their texts mean the same.
func TestParsingInputsAreVaried(t *testing.T) {
	workload := sampleParsing(t, 1000)
	for i, least := range []int{400, 350, 350} {
		parser := workload.parsers[i]
		texts, figures := map[string]bool{}, map[uint64]bool{}
		for _, text := range parser.inputs {
			figure, err := parser.parse(text)
			if err != nil {
				t.Errorf("%s: %q: %v", parser.part, text, err)
			}
			texts[text], figures[figure] = true, true
		}
		if len(texts) < least || len(figures) < least*3/4 {
			t.Errorf("%s: %d texts, %d figures of %d inputs", parser.part, len(texts), len(figures), len(parser.inputs))
		}
	}
}

// The seed decides where the inputs begin, the same for both legs of a round.
func TestParsingBySeed(t *testing.T) {
	workload := sampleParsing(t, 100)
	sum := func(seed uint64) uint64 {
		figure, err := workload.carryOut(workload.chunks[0], seed)
		if err != nil {
			t.Fatal(err)
		}
		return figure
	}
	first, again, other := sum(3), sum(3), sum(4)
	if first != again || first == other {
		t.Errorf("sums %x and %x by one seed, %x by another", first, again, other)
	}
	sum(1<<64 - 1) // wraps around
}

// A text that a parser refuses is an error of the operation, and of Prepare
// already.
func TestParsingOfABadLine(t *testing.T) {
	p, err := newParsing(Lines{Texts: []string{"no line"}}, 10)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Prepare(t.Context(), engine.Leg{Workers: 1}); err == nil {
		t.Error("no error")
	}
}
