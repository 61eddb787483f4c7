package export_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/engine/stats"
	"ep-benchmark/ui/export"
	"ep-benchmark/ui/internal/golden"
	"ep-benchmark/ui/internal/recorded"
)

func claimsPage(t *testing.T, a *claims.Account) string {
	t.Helper()
	page, err := export.ClaimsHTML(a)
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

func TestClaimsAsAPage(t *testing.T) {
	golden.Check(t, "claims.html", claimsPage(t, recorded.Account()))
}

var dataElement = regexp.MustCompile(`(?s)<script type="application/json" id="data">(.*?)</script>`)

func TestThePageHasTheAccountAsJSON(t *testing.T) {
	for name, a := range map[string]*claims.Account{"plain": recorded.Account(), "hostile": hostileAccount()} {
		found := dataElement.FindStringSubmatch(claimsPage(t, a))
		if found == nil {
			t.Fatalf("%s: no data", name)
		}
		var got claims.Account
		if err := json.Unmarshal([]byte(found[1]), &got); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if diff := cmp.Diff(a, &got); diff != "" {
			t.Errorf("%s: the data differs (-want +got):\n%s", name, diff)
		}
	}
}

func TestNoTextBecomesMarkupOfThePage(t *testing.T) {
	count := strings.Count
	plain, hostile := claimsPage(t, accountSaying("words")), claimsPage(t, hostileAccount())
	for _, tag := range []string{"<script", "</script", "<style", "</section>"} {
		if got, want := count(hostile, tag), count(plain, tag); got != want {
			t.Errorf("%d times %s with texts from outside, %d without", got, tag, want)
		}
	}
	if strings.ContainsAny(hostile, "\x1b\u202e") {
		t.Error("a character that can't be seen got through")
	}
}

// TestThePageIsSmall holds the size that the page may have: it is what the report's own
// claim of small pages is measured with.
func TestThePageIsSmall(t *testing.T) {
	a := recorded.Account()
	for len(a.Entries) < 45 { // about as many claims as the built-in report has
		a.Entries = append(a.Entries, a.Entries[:9]...)
	}
	const most = 250_000
	if size := len(claimsPage(t, a)); size > most {
		t.Errorf("the page of %d claims has %d bytes, expected at most %d", len(a.Entries), size, most)
	}
}

func TestThePageNamesNoOtherFile(t *testing.T) {
	page := claimsPage(t, recorded.Account())
	for _, found := range regexp.MustCompile(`(?i)\s(?:src|href|action|srcset|poster|data)\s*=\s*"([^"]*)"`).FindAllStringSubmatch(page, -1) {
		if found[1] != "data:," && !strings.HasPrefix(found[1], "#claim-") {
			t.Errorf("the page names %q", found[1])
		}
	}
	if strings.Contains(page, "url(") || strings.Contains(page, "@import") || strings.Contains(page, " style=") {
		t.Error("a style of the page's is elsewhere, or outside of what its policy allows")
	}
	if !strings.Contains(page, `content="default-src 'none'; style-src 'sha256-`) {
		t.Error("there is no policy")
	}
}

func TestAFigureThatIsNoneStopsThePage(t *testing.T) {
	a := recorded.Account()
	a.Entries[0].Measured = &stats.Estimate{Value: math.NaN()}
	if _, err := export.ClaimsHTML(a); err == nil || !strings.Contains(err.Error(), "expected a finite figure") {
		t.Errorf("NaN gives %v", err)
	}
}

// TestAnAxisHasZeroAndAllValues draws claims of every metric, with bounds and figures
// on both sides of zero, and holds that every shape lies within its picture.
func TestAnAxisHasZeroAndAllValues(t *testing.T) {
	of := func(f float64) *float64 { return &f }
	metrics := []claims.Metric{claims.Speedup, claims.Change, claims.Throughput, claims.Duration, claims.P99, claims.Memory, claims.Share, claims.Size, claims.Count, claims.Points}
	for _, metric := range metrics {
		for _, scale := range []float64{1e-6, 0.37, 1, 12.5, 8000, 3e9} {
			e := claims.Entry{
				Claim:    claims.Claim{ID: "x", Metric: metric, Expect: claims.Range{Low: of(2 * scale), High: of(3 * scale)}},
				Verdict:  claims.Refuted,
				Measured: &stats.Estimate{Value: scale, N: 8, Interval: &stats.Interval{Low: 0.9 * scale, High: 1.2 * scale, Confidence: 0.95}},
			}
			if metric == claims.Change {
				e.Measured.Value, e.Measured.Interval.Low = -scale, -1.5*scale
			}
			page := claimsPage(t, &claims.Account{Entries: []claims.Entry{e}})
			checkMarks(t, fmt.Sprintf("%s at %v", metric, scale), page)
		}
	}
}

var (
	intervalPicture = regexp.MustCompile(`<svg [^>]*width="620" height="74".*?</svg>`)
	markOf          = regexp.MustCompile(`<text class="mark"[^>]* x="([0-9.]+)"[^>]*>([^<]*)</text>`)
)

// checkMarks holds that an axis has two marks or more, one of them zero, none twice.
func checkMarks(t *testing.T, name, page string) {
	t.Helper()
	picture := intervalPicture.FindString(page)
	marks := markOf.FindAllStringSubmatch(picture, -1)
	seen, zero := map[string]bool{}, false
	for _, m := range marks {
		if seen[m[2]] {
			t.Errorf("%s: the mark %q stands twice", name, m[2])
		}
		seen[m[2]] = true
		zero = zero || strings.HasPrefix(m[2], "0")
	}
	if len(marks) < 2 || len(marks) > 8 || !zero {
		t.Errorf("%s: the axis has the marks %v, expected zero among two to eight", name, seen)
	}
	if strings.Contains(picture, `x="-`) || strings.Contains(picture, "NaN") || strings.Contains(picture, "Inf") {
		t.Errorf("%s: a shape is outside: %s", name, picture)
	}
}

func TestAPageOfNothing(t *testing.T) {
	if page := claimsPage(t, &claims.Account{Ledger: "empty"}); !bytes.Contains([]byte(page), []byte("<h1>empty, put to the test</h1>")) {
		t.Error("the page of a ledger without claims has no title")
	}
}
