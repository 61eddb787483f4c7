package engine

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A FailureLimit is how many operations of a workload's measured legs may go
// wrong before its targets are [Failing]. The zero value allows none.
type FailureLimit struct {
	Operations int64   `json:"operations,omitempty"` // a number of operations
	Share      float64 `json:"share,omitempty"`      // or a share of them, 0 to 1
}

// ParseFailureLimit reads a number of operations, "3", or a share of them,
// "0.5%".
func ParseFailureLimit(text string) (FailureLimit, error) {
	if percent, ok := strings.CutSuffix(strings.TrimSpace(text), "%"); ok {
		f, err := strconv.ParseFloat(strings.TrimSpace(percent), 64)
		if err != nil || !(f >= 0 && f <= 100) {
			return FailureLimit{}, fmt.Errorf("failure limit %q: expected 0%% to 100%%", text)
		}
		return FailureLimit{Share: f / 100}, nil
	}
	n, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
	if err != nil || n < 0 {
		return FailureLimit{}, fmt.Errorf("failure limit %q: expected a number of operations such as 3, or a share of them such as 0.5%%", text)
	}
	return FailureLimit{Operations: n}, nil
}

// Exceeded tells whether more of the operations that ended went wrong than the
// limit allows.
func (l FailureLimit) Exceeded(wrong, ended int64) bool {
	allowed := float64(l.Operations)
	if l.Share > 0 {
		// A share of 0.05 of 40 operations is 2 of them; the small addend offsets the
		// rounding of the product.
		allowed = math.Floor(l.Share*float64(ended) + 1e-9)
	}
	return float64(wrong) > allowed
}

// String renders the limit as it is given: "0", "3" or "0.5%".
func (l FailureLimit) String() string {
	if l.Share > 0 {
		return strconv.FormatFloat(100*l.Share, 'g', 6, 64) + "%"
	}
	return strconv.FormatInt(l.Operations, 10)
}
