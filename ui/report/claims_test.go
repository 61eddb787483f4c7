package report_test

import (
	"strings"
	"testing"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/engine/text"
	"ep-benchmark/ui/internal/golden"
	"ep-benchmark/ui/internal/recorded"
	"ep-benchmark/ui/report"
)

func writtenClaims(t *testing.T, a *claims.Account, style report.Style) string {
	t.Helper()
	var b strings.Builder
	if err := report.WriteClaims(&b, a, style); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestClaimsOnATerminal(t *testing.T) {
	golden.Check(t, "claims-80", writtenClaims(t, recorded.Account(), report.Style{Width: 80}))
	golden.Check(t, "claims-120", writtenClaims(t, recorded.Account(), report.Style{Width: 120}))
}

func TestClaimsKeepToTheirWidth(t *testing.T) {
	for _, width := range []int{40, 60, 80, 100, 200} {
		for line := range strings.Lines(writtenClaims(t, recorded.Account(), report.Style{Width: width})) {
			if got := text.Width(strings.TrimRight(line, "\n")); got > width {
				t.Errorf("a line has %d columns of %d: %q", got, width, line)
			}
		}
	}
}

func TestClaimsAnswerFirstAndLast(t *testing.T) {
	got := writtenClaims(t, recorded.Account(), report.Style{})
	parts := strings.Split(got, "\n\n")
	for _, part := range []string{parts[0], parts[len(parts)-1]} {
		if !strings.HasPrefix(part, "Claims of m3-max   score 10 of 98\n") {
			t.Errorf("%q: expected the score", part)
		}
	}
}

func TestClaimsFromAFileCommandNoTerminal(t *testing.T) {
	a := recorded.Account()
	e := &a.Entries[1]
	const hostile = "\x1b[2J\n::error::x"
	e.Claim.ID, e.Claim.Says, e.Claim.Source, e.Reason, e.Repeat = hostile, hostile, hostile, hostile, hostile
	e.Sum, e.Evidence, e.Conditions = []string{hostile}, []string{hostile}, []claims.Condition{{Name: hostile, Value: hostile}}
	a.Ledger, a.Machine = hostile, hostile
	got := writtenClaims(t, a, report.Style{Width: 80})
	if strings.Contains(got, "\x1b") || strings.Contains(got, "\n::error::") {
		t.Errorf("an escape or a command of a CI system got through:\n%q", got)
	}
}

func TestHistoryOfAClaim(t *testing.T) {
	var b strings.Builder
	past := recorded.Past()
	if err := report.WriteClaimHistory(&b, "m3-max", &past[0].Entry.Claim, past, report.Style{Width: 80}); err != nil {
		t.Fatal(err)
	}
	golden.Check(t, "claim-history", b.String())
	b.Reset()
	if err := report.WriteClaimHistory(&b, "m3-max", &past[0].Entry.Claim, nil, report.Style{Width: 80}); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(b.String(), "test-suite   never put to the test\n") {
		t.Errorf("without a past: %q", b.String())
	}
}
