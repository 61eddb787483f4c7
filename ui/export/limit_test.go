package export

import (
	"strings"
	"testing"

	"ep-benchmark/engine"
)

// TestHugeFile holds that a file is not read for as long as it lasts.
func TestHugeFile(t *testing.T) {
	endless := &spaces{}
	_, err := decodeUpTo(endless, 1<<20)
	if err == nil || !strings.Contains(err.Error(), "more than 1 MB") {
		t.Errorf("an endless file gives %v", err)
	}
	if endless.given > 2<<20 {
		t.Errorf("%d bytes were read", endless.given)
	}
}

// TestTooManySamples holds that a file can't ask for the square of a million.
func TestTooManySamples(t *testing.T) {
	r := engine.Report{Plan: engine.Plan{Schedule: engine.Isolated}, Results: []engine.Result{{
		Spec: engine.Spec{Name: "n", Key: "k"}, Schedule: engine.Isolated, Workers: 1,
		Ceiling: engine.Ceiling{Limits: []engine.Limit{{}}}, Samples: make([]engine.Sample, engine.MostSamples+1),
	}}}
	if err := check(&r); err == nil || !strings.Contains(err.Error(), "run.results[0] has 4097 samples") {
		t.Errorf("too many samples give %v", err)
	}
}

// spaces is a file without end.
type spaces struct{ given int }

func (s *spaces) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	s.given += len(p)
	return len(p), nil
}
