package easypost

import (
	"net/http"
	"testing"
	"time"
)

// An answer counts once, whatever server time it reports.
func TestServerTimeOfAnAnswer(t *testing.T) {
	for field, said := range map[string]string{"X-Runtime": "0.25", "Server-Timing": "total;dur=250"} {
		traffic := trafficOf(t, func(w http.ResponseWriter, _ *http.Request) { w.Header().Set(field, said) })
		_ = tracking(t)(traffic.Session(0), 0)
		if e := traffic.Evidence(); e.ServerTimeCount != 1 || e.ServerTime != 250*time.Millisecond {
			t.Errorf("%s: counted %d times with a mean of %v", field, e.ServerTimeCount, e.ServerTime)
		}
	}
}
