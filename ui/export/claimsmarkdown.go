package export

import (
	"fmt"
	"strings"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/engine/text"
	"ep-benchmark/ui/words"
)

// mostMarkdown is how many bytes of Markdown GitHub shows as a step's summary, with
// room for what a step adds of its own.
const mostMarkdown = 1_000_000

// ClaimsMarkdown is the page that a ledger was taken from, rewritten with what is
// true: the score, the claims in a table, each sentence with what was found in its
// place, and what each verdict rests on. It ends before GitHub's limit, and says how
// much is left out.
func ClaimsMarkdown(a *claims.Account) []byte {
	m := &markdown{}
	m.paragraph("## " + text.Markdown(oneLine(a.Ledger)+", put to the test: "+words.ClaimsScore(a)))
	m.paragraph(text.Markdown(words.ClaimsCounted(a)) + ".")
	m.paragraph(text.Markdown(accountMade(a)))
	if missing := words.ClaimMissing(a); missing != "" {
		m.paragraph(text.Markdown(missing) + ".")
	}
	m.paragraph("| claim | claimed | measured [interval] | verdict | points |")
	m.row("---", "---:", "---:", "---", "---:")
	m.claims(a, "claims", claimRow)
	m.paragraph("### The page, rewritten\n")
	m.claims(a, "sentences", claimRewritten)
	m.paragraph("### What the verdicts rest on")
	m.claims(a, "verdicts", claimDetails)
	return m.text.Bytes()
}

// claims writes a text for each claim while there is room for it.
func (m *markdown) claims(a *claims.Account, what string, written func(*claims.Entry) string) {
	for i := range a.Entries {
		part := written(&a.Entries[i])
		if m.text.Len()+len(part) > mostMarkdown {
			m.paragraph(fmt.Sprintf("%d more %s are left out, since GitHub shows at most 1,024 kB.", len(a.Entries)-i, what))
			return
		}
		m.text.WriteString(part)
	}
}

// accountMade says where, when and with what an account was made.
func accountMade(a *claims.Account) string {
	made := "Put to the test with ep-benchmark " + a.Program
	if a.Machine != "" {
		made += " on " + a.Machine
	}
	if !a.Began.IsZero() {
		made += ", begun " + a.Began.Format("2006-01-02 15:04:05 MST")
	}
	return oneLine(made) + "."
}

func claimRow(e *claims.Entry) string {
	measured := words.ClaimMeasured(e)
	if measured == "" {
		measured = "-"
	}
	cells := []string{text.Markdown(e.Claim.ID), text.Markdown(words.Claimed(&e.Claim)), text.Markdown(measured), verdictMarked(e.Verdict), pointsOf(e)}
	return "| " + strings.Join(cells, " | ") + " |\n"
}

// verdictMarked is bold where a claim does not hold.
func verdictMarked(v claims.Verdict) string {
	word := text.Markdown(string(v))
	if words.ToneOf(v) == words.ClaimFalls {
		return "**" + word + "**"
	}
	return word
}

// pointsOf is how many of a claim's points were earned: "10 of 10".
func pointsOf(e *claims.Entry) string {
	earned := 0
	if e.Verdict == claims.Confirmed {
		earned = e.Claim.Points
	}
	return fmt.Sprintf("%d of %d", earned, e.Claim.Points)
}

// claimRewritten is a claim's sentence with what is true behind it. A sentence that
// is not true is struck out.
func claimRewritten(e *claims.Entry) string {
	says := text.Markdown(e.Claim.Says)
	if words.ToneOf(e.Verdict) == words.ClaimFalls && says != "" {
		says = "~~" + says + "~~"
	}
	lead, rest, _ := strings.Cut(words.ClaimTruth(e), ": ")
	return "- " + says + " **" + upper(lead) + ":** " + text.Markdown(ended(rest)) + "\n"
}

// upper begins a sentence.
func upper(sentence string) string {
	if sentence == "" {
		return ""
	}
	return strings.ToUpper(sentence[:1]) + sentence[1:]
}

// ended ends a sentence.
func ended(sentence string) string { return strings.TrimSuffix(sentence, ".") + "." }

// restsOnNothing tells whether nothing is known of a claim beyond its reason.
func restsOnNothing(e *claims.Entry) bool {
	return words.ToneOf(e.Verdict) == words.ClaimUnput && len(e.Sum) == 0 && e.Curve == nil
}

// claimDetails are a claim's arithmetic, figures, conditions and command.
func claimDetails(e *claims.Entry) string {
	if restsOnNothing(e) {
		return ""
	}
	m := &markdown{}
	m.text.WriteString("\n")
	m.text.WriteString("#### " + text.Markdown(e.Claim.ID) + ": " + text.Markdown(string(e.Verdict)) + "\n")
	if e.Claim.Source != "" {
		m.paragraph("Stated in " + text.Markdown(e.Claim.Source) + ".")
	}
	m.paragraph(text.Markdown(ended(upper(words.ClaimReason(e)))))
	if e.Measured != nil {
		m.paragraph("Measured " + text.Markdown(words.ClaimMeasured(e)+" ("+words.ClaimConfidence(e)+")"+measuredWhen(e)) + ".")
	}
	for i, line := range e.Sum {
		if i == 0 {
			m.paragraph("Arithmetic:\n")
		}
		fmt.Fprintf(&m.text, "%d. %s\n", i+1, text.Markdown(line))
	}
	m.curve(e)
	m.notes("Conditions", words.ClaimConditions(e))
	m.notes("Evidence", e.Evidence)
	if e.Repeat != "" {
		m.paragraph("Repeat it with " + codeSpan(e.Repeat))
	}
	return m.text.String()
}

// measuredWhen says when, and in which stored run.
func measuredWhen(e *claims.Entry) string {
	when := ""
	if !e.At.IsZero() {
		when = ", " + e.At.Format("2006-01-02 15:04:05 MST")
	}
	if e.Run != "" {
		when += ", run " + e.Run
	}
	return when
}

// curve writes a claim's curve as a table.
func (m *markdown) curve(e *claims.Entry) {
	if e.Curve == nil {
		return
	}
	m.paragraph(text.Markdown(ended(upper(words.CurveAnswer(e.Curve)))))
	m.paragraph("| " + text.Markdown(e.Curve.Condition) + " | measured [interval] |")
	m.row("---:", "---:")
	for i := range e.Curve.Points {
		p := &e.Curve.Points[i]
		m.row(text.Markdown(words.CurvePlace(e.Curve, p)), text.Markdown(words.Bare(&p.Measured, words.ClaimUnit(e.Claim.Metric))))
	}
}

// codeSpan is a text as code, whatever quotes are in it.
func codeSpan(code string) string {
	code = oneLine(code)
	fence := "`"
	for strings.Contains(code, fence) {
		fence += "`"
	}
	if len(fence) > 1 || strings.HasPrefix(code, " ") {
		code = " " + code + " "
	}
	return fence + code + fence
}
