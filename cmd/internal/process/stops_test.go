package process

import (
	"os"
	"slices"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// recordedStops notes what stops do.
type recordedStops struct {
	*Stops
	noting sync.Mutex
	done   []string
}

func (r *recordedStops) note(what string) {
	r.noting.Lock()
	defer r.noting.Unlock()
	r.done = append(r.done, what)
}

// GiveBack and End are a terminal's.
func (r *recordedStops) GiveBack() bool { r.note("given back"); return true }
func (r *recordedStops) End() bool      { return true }
func (r *recordedStops) Abandon()       { r.note("abandoned") }

// TestStopRule checks what signals do, by the time between them.
func TestStopRule(t *testing.T) {
	const interrupt, terminate, hangup = syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP
	type at struct {
		After  time.Duration // since the one before
		signal os.Signal
	}
	for name, c := range map[string]struct {
		covered bool // the dashboard is on
		signals []at
		lasts   time.Duration // after the last
		want    []string
	}{
		"one":                          {signals: []at{{0, interrupt}}, lasts: reportTime, want: []string{"said", "stopped"}},
		"one, and it does not end":     {signals: []at{{0, interrupt}}, lasts: StopTime, want: []string{"said", "stopped", "died by interrupt"}},
		"two of one stop":              {signals: []at{{0, terminate}, {time.Millisecond, terminate}}, lasts: reportTime, want: []string{"said", "stopped"}},
		"many of one stop":             {signals: []at{{0, terminate}, {400 * time.Millisecond, interrupt}, {500 * time.Millisecond, interrupt}}, want: []string{"said", "stopped"}},
		"a second stop":                {signals: []at{{0, interrupt}, {time.Second, interrupt}}, want: []string{"said", "stopped", "died by interrupt"}},
		"a second stop by another":     {signals: []at{{0, interrupt}, {time.Second, terminate}}, want: []string{"said", "stopped", "died by terminated"}},
		"a terminal that goes":         {signals: []at{{0, hangup}, {900 * time.Millisecond, hangup}}, want: []string{"said", "stopped"}},
		"and goes once more":           {signals: []at{{0, hangup}, {time.Second, hangup}}, want: []string{"said", "stopped", "died by hangup"}},
		"and does not end":             {signals: []at{{0, hangup}}, lasts: StopTime, want: []string{"said", "stopped", "died by hangup"}},
		"in the dashboard":             {covered: true, signals: []at{{0, interrupt}, {time.Millisecond, interrupt}}, lasts: waitTime, want: []string{"stopped", "abandoned"}},
		"in a dashboard that is stuck": {covered: true, signals: []at{{0, interrupt}}, lasts: StopTime, want: []string{"stopped", "abandoned", "given back", "died by interrupt"}},
		"in the dashboard, twice":      {covered: true, signals: []at{{0, interrupt}, {time.Second, interrupt}}, want: []string{"stopped", "abandoned", "hurried"}},
		"in the dashboard, thrice":     {covered: true, signals: []at{{0, interrupt}, {time.Second, interrupt}, {0, interrupt}}, want: []string{"stopped", "abandoned", "hurried", "given back", "died by interrupt"}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := &recordedStops{Stops: NewStops()}
				r.say = func() { r.note("said") }
				cancel := r.cancel
				r.cancel = func() { r.note("stopped"); cancel() }
				over := make(chan struct{})
				r.die = func(by os.Signal) { r.note("died by " + by.String()); close(over) }
				if c.covered {
					hurry := r.Lend(r)
					go func() {
						select {
						case <-hurry:
							r.note("hurried")
						case <-over:
						}
					}()
				}
				arrived := make(chan os.Signal, 8)
				go r.watch(arrived, over)
				for _, one := range c.signals {
					time.Sleep(one.After)
					arrived <- one.signal
					synctest.Wait()
				}
				time.Sleep(c.lasts)
				synctest.Wait()
				if !slices.Equal(r.done, c.want) {
					t.Errorf("%q, want %q", r.done, c.want)
				}
				if last := r.done[len(r.done)-1]; last[:4] != "died" {
					close(over)
				}
			})
		})
	}
}
