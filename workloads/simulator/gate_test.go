package simulator

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"ep-benchmark/workloads/simulator/faults"
	"ep-benchmark/workloads/simulator/internal/simulatortest"
	"ep-benchmark/workloads/simulator/latency"
)

// faulty reads faults from a text.
func faulty(t testing.TB, text string, seed uint64) *faults.Rules {
	t.Helper()
	faults, err := faults.Read(simulatortest.File(t, "faults.toml", text), seed)
	if err != nil {
		t.Fatal(err)
	}
	return faults
}

// tally counts the answers to requests one after another, by status.
func tally(t *testing.T, client *http.Client, method, path, body string, requests int) string {
	t.Helper()
	byStatus := map[int]int{}
	for range requests {
		answer, err := client.Do(request(t, t.Context(), method, path, body))
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, answer.Body)
		_ = answer.Body.Close()
		byStatus[answer.StatusCode]++
		if answer.Header.Get("Retry-After") != "" {
			t.Error("the limit sends Retry-After, which was never recorded")
		}
	}
	return fmt.Sprint(byStatus)
}

// A bucket holds a second's requests, and only the passing of time fills it again.
func TestLimits(t *testing.T) {
	for text, want := range map[string]struct{ lists, others string }{
		"off":        {"map[200:12]", "map[404:12]"},
		"documented": {"map[200:5 429:7]", "map[404:12]"},
		"8":          {"map[200:8 429:4]", "map[429:12]"}, // all from one bucket
	} {
		limit, err := ParseLimit(text)
		if err != nil {
			t.Fatal(err)
		}
		inBubble(t, Options{Latency: latency.None, Limit: limit}, func(t *testing.T, client *http.Client, _ context.CancelFunc) {
			if got := tally(t, client, "GET", "/v2/trackers", "", 12); got != want.lists {
				t.Errorf("%s: lists %s, want %s", text, got, want.lists)
			}
			if got := tally(t, client, "GET", "/v2/rates/rate_1", "", 12); got != want.others {
				t.Errorf("%s: others %s, want %s", text, got, want.others)
			}
			if got := tally(t, client, "GET", "/healthz", "", 12); got != "map[200:12]" {
				t.Errorf("%s: health %s", text, got)
			}
			time.Sleep(400 * time.Millisecond) // of the bubble: two of five, and three of eight
			if got, want := tally(t, client, "GET", "/v2/addresses", "", 12), map[string]string{
				"off": "map[200:12]", "documented": "map[200:2 429:10]", "8": "map[200:3 429:9]",
			}[text]; got != want {
				t.Errorf("%s: later %s, want %s", text, got, want)
			}
		})
	}
}

func TestLimitNames(t *testing.T) {
	for _, text := range []string{"", "on", "0", "-1", "1.5", "1000001"} {
		if _, err := ParseLimit(text); err == nil || !strings.Contains(err.Error(), "off, documented or a number") {
			t.Errorf("%q: %v", text, err)
		}
	}
}
