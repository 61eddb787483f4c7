package stats

import (
	"math"
	"testing"
)

// Table values: t with 9 degrees at 97.5 % and 99 %, with 1 at 95 %.
func TestStudentAgainstTables(t *testing.T) {
	for _, c := range []struct{ p, degrees, want float64 }{{0.975, 9, 2.262157}, {0.99, 9, 2.821438}, {0.95, 1, 6.313752}, {0.95, 19, 1.729133}} {
		if got := StudentQuantile(c.p, c.degrees); math.Abs(got-c.want) > 1e-5 {
			t.Errorf("quantile %v with %v degrees is %v: expected %v", c.p, c.degrees, got, c.want)
		}
		if got := StudentTail(c.want, c.degrees); math.Abs(got-(1-c.p)) > 1e-6 {
			t.Errorf("beyond %v with %v degrees lies %v: expected %v", c.want, c.degrees, got, 1-c.p)
		}
	}
}
