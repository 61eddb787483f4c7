package stats

import (
	"fmt"
	"math"
)

// smallest and largest bound the size of an estimate that is not 0. Times in
// seconds and speedups lie far inside. Outside, ratios could become infinite.
const (
	smallest = 1e-30
	largest  = 1e30
)

// Check returns an error if no method of this package can have made the
// estimate. Estimates of files need it before they are relied on. Place names
// the estimate in the error.
func (e Estimate) Check(place string) error {
	if err := checkSize(e.Value, place+".value"); err != nil {
		return err
	}
	return e.Interval.Check(place + ".interval")
}

// Check returns an error if no method of this package can have made the
// interval. No interval is fine.
func (i *Interval) Check(place string) error {
	switch {
	case i == nil:
		return nil
	case i.Low > i.High:
		return fmt.Errorf("%s: low lies above high", place)
	case !(i.Confidence > 0 && i.Confidence <= 1):
		return fmt.Errorf("%s.confidence is %v: expected more than 0, and 1 at the most", place, i.Confidence)
	}
	if err := checkSize(i.Low, place+".low"); err != nil {
		return err
	}
	return checkSize(i.High, place+".high")
}

func checkSize(v float64, place string) error {
	if size := math.Abs(v); size != 0 && !(size >= smallest && size <= largest) {
		return fmt.Errorf("%s is %v: expected 0, or a size from %v to %v", place, v, smallest, largest)
	}
	return nil
}
