package export_test

import (
	"strings"
	"testing"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/ui/export"
	"ep-benchmark/ui/internal/golden"
	"ep-benchmark/ui/internal/recorded"
)

func TestClaimsAsMarkdown(t *testing.T) {
	golden.Check(t, "claims.md", string(export.ClaimsMarkdown(recorded.Account())))
}

// hostileAccount has in each of its texts what a page or a terminal would carry out.
func hostileAccount() *claims.Account {
	return accountSaying("\x1b[2J\n# x\n::error::y <script>alert(1)</script></script> | ` `` [z](http://a.example) \u202e & \"q\" 'p'")
}

// accountSaying is an account with the same words in all texts.
func accountSaying(words string) *claims.Account {
	a := recorded.Account()
	a.Ledger, a.Machine, a.Program = words, words, words
	for i := range a.Entries {
		e := &a.Entries[i]
		e.Claim.ID, e.Claim.Says, e.Claim.Source, e.Reason, e.Repeat, e.Run = words, words, words, words, words, words
		e.Claim.Needs, e.Sum, e.Evidence = []string{words}, []string{words}, []string{words}
		e.Conditions = []claims.Condition{{Name: words, Value: words}}
		if e.Curve != nil {
			e.Curve.Condition, e.Curve.Unit, e.Curve.From = words, words, words
		}
	}
	a.Score.Missing = []string{words}
	return a
}

func TestClaimsFromAFileAreNoMarkup(t *testing.T) {
	got := string(export.ClaimsMarkdown(hostileAccount()))
	for _, bad := range []string{"\x1b", "\n# x", "\n::error::", "[z](", "\u202e"} {
		if strings.Contains(got, bad) && bad != "[z](" {
			t.Errorf("%q got through", bad)
		}
	}
	for line := range strings.Lines(got) {
		if before, isCode := strings.CutPrefix(line, "Repeat it with "); isCode {
			if !strings.HasPrefix(before, "``` ") || !strings.HasSuffix(before, " ```\n") {
				t.Errorf("the command's code is open: %q", line)
			}
			continue
		}
		if strings.Contains(line, "<script") && !strings.Contains(line, `\<script`) || strings.Contains(line, " [z](") {
			t.Errorf("a tag or a link got through: %q", line)
		}
	}
}

func TestClaimsEndBeforeTheLimitOfASummary(t *testing.T) {
	a := recorded.Account()
	for len(a.Entries) < 4000 {
		a.Entries = append(a.Entries, a.Entries[:9]...)
	}
	got := string(export.ClaimsMarkdown(a))
	if len(got) > 1024*1000 {
		t.Errorf("%d bytes", len(got))
	}
	if !strings.Contains(got, "more verdicts are left out, since GitHub shows at most 1,024 kB.") {
		t.Error("what is left out is not named")
	}
}
