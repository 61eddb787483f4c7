//go:build injection || injected

package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"ep-benchmark/baselines/claims"
)

// controlled is a server whose answers take a known time: a median, and log-normal
// noise around it, drawn from a seed.
type controlled struct {
	median time.Duration
	noise  float64
	mutex  sync.Mutex
	random *rand.Rand
}

func (c *controlled) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	c.mutex.Lock()
	factor := math.Exp(c.noise * c.random.NormFloat64())
	c.mutex.Unlock()
	time.Sleep(time.Duration(float64(c.median) * factor))
	fmt.Fprint(w, "{}")
}

// latencyLedger claims that the median latency of a server is below a bound.
func latencyLedger(url string, bound time.Duration) string {
	return fmt.Sprintf("[[claim]]\nid = \"latency\"\nsays = \"an answer takes less\"\nurl = %q\nmetric = \"latency\"\nexpect = \"< %.4fms\"\nsettings = { workers = \"4\", requests = \"12\" }\nrounds = 8\n",
		url, bound.Seconds()*1000)
}

// TestClaimInjections claims for real what a server under control does: true by 10 %,
// false by 10 %, and on the edge, which is what the server was measured to do before. A
// verdict on a disturbed machine is unclear, so this needs an idle one.
func TestClaimInjections(t *testing.T) {
	server := httptest.NewServer(&controlled{median: 20 * time.Millisecond, noise: .05, random: rand.New(rand.NewPCG(15, 1))})
	defer server.Close()
	folder := t.TempDir()
	judged := func(bound time.Duration) claims.Entry {
		if err := os.WriteFile(filepath.Join(folder, "claims.toml"), []byte(latencyLedger(server.URL, bound)), 0o600); err != nil {
			t.Fatal(err)
		}
		_, out, told := inClaims(t, folder, strings.Fields("claims check claims.toml --allow-commands --export=json --no-save --plain")...)
		a := accountOf(t, out)
		if len(a.Entries) != 1 || a.Entries[0].Measured == nil {
			t.Fatalf("%s\n%s", out, told)
		}
		return a.Entries[0]
	}
	truth := time.Duration(0)
	for range injectedClaims { // the mean of as many as are judged
		truth += time.Duration(judged(time.Second).Measured.Value*1e9) / injectedClaims
	}
	counts := map[string]map[claims.Verdict]int{}
	for name, share := range map[string]float64{"true by 10 %": 1.1, "false by 10 %": 1 / 1.1, "on the edge": 1} {
		counts[name] = map[claims.Verdict]int{}
		for range injectedClaims {
			counts[name][judged(time.Duration(float64(truth)*share)).Verdict]++
		}
		t.Logf("%s of %v: %v", name, truth, counts[name])
	}
	const least, most = 35. / 40, 4. / 40
	if n := counts["true by 10 %"][claims.Confirmed]; float64(n) < least*injectedClaims {
		t.Errorf("of %d true claims %d are confirmed", injectedClaims, n)
	}
	if n := counts["false by 10 %"][claims.Refuted]; float64(n) < least*injectedClaims {
		t.Errorf("of %d false claims %d are refuted", injectedClaims, n)
	}
	if n := counts["on the edge"][claims.Confirmed]; float64(n) > most*injectedClaims {
		t.Errorf("of %d claims on the edge %d are confirmed", injectedClaims, n)
	}
}
