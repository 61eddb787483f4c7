//go:build injection || injected

package main

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"ep-benchmark/baselines/claims"
)

// The tests judge claims for real about a server under control: true by 10 %, false by
// 10 %, and on the edge. The truth is known without a measurement, because a measured
// one moves with the load of the machine.
//
//	go test -tags injection -v -run ClaimInjections -timeout 3h ./cmd/ep-benchmark
//	go test -tags injection -v -run ClaimInjections ./cmd/ep-benchmark -claims 10
var claimsOfEach = flag.Int("claims", injectedClaims, "claims of each kind that are judged")

// controlled is a server whose answers take a known time at the least: a median, and
// log-normal noise around it, drawn from a seed.
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

// startControlled starts a server that answers after a median time.
func startControlled(t *testing.T, median time.Duration) string {
	t.Helper()
	server := httptest.NewServer(&controlled{median: median, noise: .05, random: rand.New(rand.NewPCG(15, 1))})
	t.Cleanup(server.Close)
	return server.URL
}

// TestLatencyClaimInjections claims that the median latency is below a bound. The
// server's median is the truth. What the client and the machine add makes answers
// longer, never shorter, so a claim on the edge is true by nothing or false.
func TestLatencyClaimInjections(t *testing.T) {
	const median = 50 * time.Millisecond
	url := startControlled(t, median)
	judgeInjected(t, func(share float64) string {
		return fmt.Sprintf("[[claim]]\nid = \"latency\"\nsays = \"an answer takes less\"\nurl = %q\nmetric = \"latency\"\nexpect = \"< %.4fms\"\nsettings = { workers = \"2\", requests = \"7\" }\nrounds = 8\n",
			url, median.Seconds()*1000*share)
	})
}

// TestRatioClaimInjections claims that one of two equal commands is faster by a ratio.
// Both ask the same server in the same way, and which of them comes first in a round is
// random, so the true ratio is 1 whatever the machine is busy with.
func TestRatioClaimInjections(t *testing.T) {
	curl, err := exec.LookPath("curl")
	if err != nil {
		t.Skip("the program curl is not found, which asks the server")
	}
	url := startControlled(t, 100*time.Millisecond)
	judgeInjected(t, func(share float64) string {
		return fmt.Sprintf("[[claim]]\nid = \"ratio\"\nsays = \"the second is faster\"\nvariants = { reference = \"%[1]s -s -o /dev/null %[2]s/first\", candidate = \"%[1]s -s -o /dev/null %[2]s/second\" }\nmetric = \"speedup\"\nexpect = \"> %.5f\"\nrounds = 12\n",
			curl, url, 1/share)
	})
}

// A kindOfClaim is how far the truth lies within the range.
type kindOfClaim struct {
	name  string
	share float64 // of the bound to the truth; above 1 the claim is true
	right claims.Verdict
	wrong []claims.Verdict
}

var kindsOfClaims = []kindOfClaim{
	{"true by 10 %", 1.1, claims.Confirmed, []claims.Verdict{claims.Refuted}},
	{"false by 10 %", 1 / 1.1, claims.Refuted, []claims.Verdict{claims.Confirmed}},
	{"on the edge", 1, "", []claims.Verdict{claims.Confirmed}},
}

// disturbed counts verdicts that are unclear since the machine was disturbed.
const disturbed claims.Verdict = "disturbed"

// judgeInjected judges claims of each kind in turns, and checks how many verdicts are
// right and wrong. Those of a disturbed machine are neither.
func judgeInjected(t *testing.T, ledger func(share float64) string) {
	t.Helper()
	counts := make([]map[claims.Verdict]int, len(kindsOfClaims))
	for i := range counts {
		counts[i] = map[claims.Verdict]int{}
	}
	for range *claimsOfEach {
		for i, kind := range kindsOfClaims {
			counts[i][judgedVerdict(t, kind.name, ledger(kind.share))]++
		}
	}
	const least, most = 35. / 40, 4. / 40
	for i, kind := range kindsOfClaims {
		t.Logf("%s: %v of %d", kind.name, counts[i], *claimsOfEach)
		judged := *claimsOfEach - counts[i][disturbed]
		if n := counts[i][kind.right]; kind.right != "" && float64(n) < least*float64(judged) {
			t.Errorf("%s: of %d claims that the machine did not disturb %d are %s", kind.name, judged, n, kind.right)
		}
		for _, wrong := range kind.wrong {
			if n := counts[i][wrong]; float64(n) > most*float64(*claimsOfEach) {
				t.Errorf("%s: of %d claims %d are %s", kind.name, *claimsOfEach, n, wrong)
			}
		}
	}
}

// judgedVerdict has the program judge the only claim of a ledger.
func judgedVerdict(t *testing.T, name, ledger string) claims.Verdict {
	t.Helper()
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "claims.toml"), []byte(ledger), 0o600); err != nil {
		t.Fatal(err)
	}
	_, out, told := inClaims(t, folder, strings.Fields("claims check claims.toml --allow-commands --export=json --no-save --plain")...)
	a := accountOf(t, out)
	if len(a.Entries) != 1 || a.Entries[0].Measured == nil || a.Entries[0].Measured.Interval == nil {
		t.Fatalf("%s\n%s", out, told)
	}
	e := &a.Entries[0]
	i := e.Measured.Interval
	t.Logf("%s, %s: %.5g [%.5g, %.5g] of %d: %s %s", name, e.Claim.Expect.Text, e.Measured.Value, i.Low, i.High, e.Measured.N, e.Verdict, e.Reason)
	if e.Verdict == claims.Unclear && strings.Contains(e.Reason, "disturbed") {
		return disturbed
	}
	return e.Verdict
}
