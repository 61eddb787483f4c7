package alarm

import (
	"context"
	"testing"
	"time"
)

func TestAlarmsEndWithTheContext(t *testing.T) {
	for name, a := range map[string]Alarm{"runtime": Runtime{}, "sharp": Sharp()} {
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan bool)
		go func() { ended <- a.Wait(ctx, time.Now().Add(time.Hour)) }()
		cancel()
		if <-ended {
			t.Errorf("%s: the hour is said to be over", name)
		}
		for range 3 {
			deadline := time.Now().Add(2 * time.Millisecond)
			if !a.Wait(t.Context(), deadline) || time.Now().Before(deadline) {
				t.Errorf("%s: woke before its time", name)
			}
		}
	}
}
