package export

import (
	_ "embed" // the script of the page of claims
	"strconv"
	"strings"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/engine/units"
	"ep-benchmark/ui/words"
)

//go:embed claims.js
var claimsScript string

// ClaimsHTML is the page that a ledger was taken from, rewritten with what is true: one
// self-contained file with pictures of the measured beside the claimed. It fails where
// a figure is NaN or infinite.
func ClaimsHTML(a *claims.Account) ([]byte, error) {
	title := a.Ledger + ", put to the test"
	m := &markup{}
	m.element("h1", title)
	m.score(a)
	m.put("<p class=\"muted\">")
	m.say(accountMade(a))
	m.put("</p>\n")
	m.claimsTable(a)
	m.put("<h2>What the verdicts rest on</h2>\n")
	for i := range a.Entries {
		if e := &a.Entries[i]; !restsOnNothing(e) {
			m.claimSection(e, i)
		}
	}
	m.unput(a)
	m.howJudged()
	page := htmlPage{title: title + ": " + words.ClaimsScore(a), body: m, data: a, script: claimsScript}
	return page.write()
}

// score writes the answer: the score, and how many claims have each verdict.
func (m *markup) score(a *claims.Account) {
	if a.Score.Possible > 0 {
		m.put("<p class=\"score\">%s <small>of %s points</small></p>\n", units.Count(int64(a.Score.Earned)), units.Count(int64(a.Score.Possible)))
	}
	counts := a.Count()
	m.put("<ul class=\"counts\">\n")
	for _, v := range claims.Verdicts() {
		if n := counts[v]; n > 0 {
			m.put("<li class=\"%s\"><b>%d</b> ", words.ToneOf(v), n)
			m.say(string(v))
			m.put("</li>\n")
		}
	}
	m.put("</ul>\n")
	if missing := words.ClaimMissing(a); missing != "" {
		m.put("<p class=\"muted\">")
		m.say(ended(missing))
		m.put("</p>\n")
	}
}

func (m *markup) claimsTable(a *claims.Account) {
	m.put("<h2 id=\"claims\">Claims</h2>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-labelledby=\"claims\">\n<table class=\"claims\">\n")
	m.put("<caption>Each picture has its own scale with zero in it: shaded is what is claimed, the line is the measured interval.</caption>\n")
	m.put("<thead><tr><th scope=\"col\">claim</th><th scope=\"col\">verdict</th><th scope=\"col\">claimed</th><th scope=\"col\">measured [interval]</th>" +
		"<th scope=\"col\">picture</th><th scope=\"col\" class=\"points\">points</th></tr></thead>\n<tbody>\n")
	for i := range a.Entries {
		m.claimRow(&a.Entries[i], i)
	}
	m.put("</tbody>\n</table>\n</div>\n")
}

// anchorOf is the name of a claim's section. An id may have anything in it, so the
// claim's number names it.
func anchorOf(i int) string { return "claim-" + strconv.Itoa(i+1) }

func (m *markup) claimRow(e *claims.Entry, i int) {
	m.put("<tr data-verdict=\"%s\"><th scope=\"row\"><a href=\"#%s\">", escaped(oneLine(string(e.Verdict))), anchorOf(i))
	m.say(e.Claim.ID)
	m.put("</a><span class=\"says\">")
	m.say(e.Claim.Says)
	m.put("</span></th>")
	m.verdict("td", e.Verdict)
	m.element("td class=\"figure\"", words.Claimed(&e.Claim))
	if e.Measured == nil {
		m.put("<td class=\"figure muted\">not measured</td><td></td>")
	} else {
		m.element("td class=\"figure\"", words.ClaimMeasuredInShort(e))
		m.put("<td class=\"chart\">%s</td>", smallInterval(e))
	}
	m.element("td class=\"points\"", pointsOf(e))
	m.put("</tr>\n")
}

func (m *markup) verdict(tag string, v claims.Verdict) {
	m.element(tag+" class=\"verdict "+string(words.ToneOf(v))+"\"", string(v))
}

// claimSection writes a claim's sentence, what is true in its place, and what that
// rests on.
func (m *markup) claimSection(e *claims.Entry, i int) {
	m.put("<section class=\"claim\" id=\"%s\" data-verdict=\"%s\" aria-labelledby=\"%[1]s-title\">\n<h3 id=\"%[1]s-title\">", anchorOf(i), escaped(oneLine(string(e.Verdict))))
	m.say(e.Claim.ID)
	m.put(" ")
	m.verdict("span", e.Verdict)
	m.put("</h3>\n")
	m.sentence(e)
	m.put("<p>")
	m.say(ended(upper(words.ClaimTruth(e))))
	m.put("</p>\n")
	if e.Measured != nil {
		m.put("<figure>%s</figure>\n", intervalChart(e))
	}
	if e.Curve != nil && len(e.Curve.Points) > 0 {
		m.put("<figure>%s</figure>\n", claimCurve(e))
		m.curveTable(e)
	}
	m.claimFacts(e)
	m.put("</section>\n")
}

// unput lists why claims were not put to the test.
func (m *markup) unput(a *claims.Account) {
	begun := false
	for i := range a.Entries {
		e := &a.Entries[i]
		if !restsOnNothing(e) {
			continue
		}
		if !begun {
			m.put("<h2>Not put to the test</h2>\n<dl>\n")
			begun = true
		}
		m.put("<dt id=\"%s\">", anchorOf(i))
		m.say(e.Claim.ID)
		m.put("</dt>")
		m.element("dd", words.ClaimReason(e))
	}
	if begun {
		m.put("</dl>\n")
	}
}

// sentence quotes a claim. One that is not true is struck out.
func (m *markup) sentence(e *claims.Entry) {
	if e.Claim.Says == "" {
		return
	}
	tag := "span"
	if words.ToneOf(e.Verdict) == words.ClaimFalls {
		tag = "s"
	}
	m.put("<blockquote>")
	m.element(tag, e.Claim.Says)
	if e.Claim.Source != "" {
		m.element("cite", e.Claim.Source)
	}
	m.put("</blockquote>\n")
}

func (m *markup) curveTable(e *claims.Entry) {
	m.put("<table class=\"curve\">\n")
	m.element("caption", upper(string(e.Claim.Metric))+" by "+e.Curve.Condition+": "+words.CurveAnswer(e.Curve))
	m.put("<thead><tr>")
	m.element("th scope=\"col\"", e.Curve.Condition)
	m.put("<th scope=\"col\">measured [interval]</th></tr></thead>\n<tbody>\n")
	for i := range e.Curve.Points {
		p := &e.Curve.Points[i]
		m.put("<tr>")
		m.element("td class=\"figure\"", words.CurvePlace(e.Curve, p))
		m.element("td class=\"figure\"", words.Bare(&p.Measured, words.ClaimUnit(e.Claim.Metric)))
		m.put("</tr>\n")
	}
	m.put("</tbody>\n</table>\n")
}

// claimFacts writes the arithmetic, the conditions, the evidence and the command.
func (m *markup) claimFacts(e *claims.Entry) {
	m.put("<dl>\n")
	if len(e.Sum) > 0 {
		m.put("<dt>arithmetic</dt><dd>")
		m.list("ol", e.Sum)
		m.put("</dd>\n")
	}
	m.fact("conditions", strings.Join(words.ClaimConditions(e), "; "))
	if len(e.Evidence) > 0 {
		m.put("<dt>evidence</dt><dd>")
		m.list("ul class=\"plain\"", e.Evidence)
		m.put("</dd>\n")
	}
	m.fact("needs", strings.Join(e.Claim.Needs, ", "))
	if e.Measured != nil {
		m.fact("measured", words.ClaimConfidence(e)+measuredWhen(e))
	}
	if e.Repeat != "" {
		m.put("<dt>repeat</dt><dd>")
		m.element("code", e.Repeat)
		m.put("</dd>\n")
	}
	m.put("</dl>\n")
}

// fact writes a named fact; nothing for an empty one.
func (m *markup) fact(name, words string) {
	if words != "" {
		m.element("dt", name)
		m.element("dd", words)
	}
}

func (m *markup) howJudged() {
	m.put("<footer>\n<p>A claim is confirmed where the whole measured interval lies within what it says, refuted where it lies outside, " +
		"and unclear where it lies across an edge. It is impossible where arithmetic forbids it under the conditions that it states, " +
		"and depends where its truth hangs on a condition that it does not state. Only a measurement earns points. " +
		"The figures stand in this file as JSON, in the element with the id <code>data</code>.</p>\n</footer>\n")
}
