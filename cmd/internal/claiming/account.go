package claiming

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"ep-benchmark/baselines"
	"ep-benchmark/baselines/claims"
	"ep-benchmark/cmd/internal/session"
	"ep-benchmark/engine"
	"ep-benchmark/engine/outfile"
	"ep-benchmark/engine/units"
)

// A Test of claims: what is tested, where, and who carries runs out.
type Test struct {
	Ledger  claims.Ledger
	File    string // the ledger's path; "" for the built-in one
	Here    Here
	Machine string
	Program string
	Again   []string         // arguments that test all of it again; nil for those of its ledger
	Asked   []string         // ids; none for all
	MaxTime time.Duration    // 0 for no bound
	Store   *baselines.Store // nil where nothing is kept
	// Run carries a command line out and returns the report and the number of the
	// stored run; RunParts does that for a plan of an experiment's own.
	Run      func(ctx context.Context, line []string) (engine.Report, int64, error)
	RunParts func(ctx context.Context, parts []*session.Part) (engine.Report, int64, error)
	// Begins is told of each experiment, and Ended of each entry that is settled.
	Begins func(c *claims.Claim, e *Experiment)
	Ended  func(a *claims.Account, at int)

	account claims.Account
	planned []planned
	scored  []int // claims about the score of the others
	began   time.Time
}

// planned is an experiment that is to be carried out.
type planned struct {
	at int // in the ledger and the account
	Experiment
}

// Plan settles all that needs no experiment: what arithmetic forbids, and what can't be
// measured here. Where claims are asked for by name, the ledger has only those from
// then on. It starts nothing.
func (t *Test) Plan() error {
	if err := t.checkAsked(); err != nil {
		return err
	}
	if len(t.Asked) > 0 {
		t.Ledger.Claims = slices.DeleteFunc(slices.Clone(t.Ledger.Claims), func(c claims.Claim) bool { return !slices.Contains(t.Asked, c.ID) })
	}
	t.account = claims.Account{Ledger: t.Ledger.Name, File: t.Ledger.File, Digest: t.Ledger.Digest, Machine: t.Machine, Program: t.Program}
	for i := range t.Ledger.Claims {
		c := &t.Ledger.Claims[i]
		t.account.Entries = append(t.account.Entries, claims.Entry{Claim: *c, Verdict: claims.NotMeasured})
		if err := t.plan(i); err != nil {
			return fmt.Errorf("the claim %s: %w", c.ID, err)
		}
	}
	t.order()
	t.account.Score = claims.Add(t.account.Entries)
	return nil
}

// checkAsked rejects ids that no claim has.
func (t *Test) checkAsked() error {
	for _, id := range t.Asked {
		if !slices.ContainsFunc(t.Ledger.Claims, func(c claims.Claim) bool { return c.ID == id }) {
			return &UnknownError{ID: id, Known: t.ids()}
		}
	}
	return nil
}

func (t *Test) ids() []string {
	var ids []string
	for i := range t.Ledger.Claims {
		ids = append(ids, t.Ledger.Claims[i].ID)
	}
	return ids
}

// An UnknownError is an id that no claim of a ledger has.
type UnknownError struct {
	ID    string
	Known []string
}

// Error names it.
func (e *UnknownError) Error() string { return fmt.Sprintf("there is no claim %q", e.ID) }

// plan settles a claim without an experiment, or makes its experiment.
func (t *Test) plan(at int) error {
	e := &t.account.Entries[at]
	c := &e.Claim
	sum := claims.Reckon(c)
	e.Sum = sum.Lines
	if reason, impossible := sum.Impossible(c.Expect); impossible {
		e.Verdict, e.Reason = claims.Impossible, reason
		return nil
	}
	if lacking := t.Here.missing(c.Needs); lacking != "" {
		e.Verdict, e.Reason = claims.NotMeasurable, lacking
		return nil
	}
	if !c.Test.Measures() && c.Test.Reference == "" {
		if e.Reason = c.Test.Unmeasured; e.Reason == "" {
			e.Reason = "arithmetic does not forbid it, and the ledger does not say how it is measured"
		}
		return nil
	}
	experiment, err := Of(c, &t.Here)
	if err != nil {
		return err
	}
	e.Conditions, e.Repeat, e.Subject = experiment.Conditions, experiment.Repeat(t.again(c)), t.subject(c, &experiment)
	switch {
	case experiment.Missing != "":
		e.Verdict, e.Reason = claims.NotMeasurable, experiment.Missing
	case experiment.Last:
		t.scored = append(t.scored, at)
		e.Repeat, e.Reason = "ep-benchmark claims", "the score is of all claims: test them without naming any"
	default:
		t.planned = append(t.planned, planned{at, experiment})
	}
	return nil
}

// subject is what a claim is measured of, and on what. A command or a server of the
// user's stays the same whatever version of this program measures it.
func (t *Test) subject(c *claims.Claim, e *Experiment) []claims.Condition {
	all := []claims.Condition{{Name: "machine", Value: t.Machine}, {Name: "entry in the ledger", Value: claims.DigestOf(c.Test.Digest)}}
	if c.Test.Workload != "" || c.Test.Experiment != "" {
		all = append(all, claims.Condition{Name: "version of ep-benchmark", Value: t.Program})
	}
	return append(all, e.Subject...)
}

// keep takes over what the store has of a claim that is not measured now.
func (t *Test) keep(at int, why string) {
	e := &t.account.Entries[at]
	e.Reason = why
	if t.Store == nil {
		return
	}
	earlier, found, err := t.Store.LastEntry(t.Ledger.Key(), t.Machine, e.Claim.ID)
	if err != nil || !found {
		return
	}
	kept := claims.Keep(earlier, e.Claim, e.Subject)
	kept.Sum, kept.Repeat = e.Sum, e.Repeat
	t.account.Entries[at] = kept
}

// order has the cheapest experiment come first, and each behind those that it comes
// after.
func (t *Test) order() {
	takes := map[string]time.Duration{}
	for i := range t.planned {
		takes[t.claim(&t.planned[i]).ID] = t.planned[i].Takes
	}
	slices.SortStableFunc(t.planned, func(a, b planned) int { return cmp.Compare(a.Takes, b.Takes) })
	var byCost []claims.Claim
	for i := range t.planned {
		byCost = append(byCost, *t.claim(&t.planned[i]))
	}
	var ordered []planned
	for _, c := range claims.Ordered(byCost) {
		at := slices.IndexFunc(t.planned, func(p planned) bool { return t.claim(&p).ID == c.ID })
		ordered = append(ordered, t.planned[at])
	}
	t.planned = ordered
}

func (t *Test) claim(p *planned) *claims.Claim { return &t.account.Entries[p.at].Claim }

// Planned is how many experiments there are.
func (t *Test) Planned() int { return len(t.planned) }

// Takes is about how long all experiments take.
func (t *Test) Takes() time.Duration {
	all := time.Duration(0)
	for i := range t.planned {
		all += t.planned[i].Takes
	}
	return all
}

// TakesOf is about how long a claim's experiment takes; false where it has none.
func (t *Test) TakesOf(id string) (time.Duration, bool) {
	for i := range t.planned {
		if t.claim(&t.planned[i]).ID == id {
			return t.planned[i].Takes, true
		}
	}
	return 0, false
}

// Account is what is known so far.
func (t *Test) Account() *claims.Account { return &t.account }

// CarryOut carries the experiments out for which there is time, and keeps the account.
func (t *Test) CarryOut(ctx context.Context) error {
	t.began = time.Now()
	t.account.Began = t.began
	for i := range t.planned {
		p := &t.planned[i]
		switch left := t.left(); {
		case ctx.Err() != nil:
			t.keep(p.at, "the run was interrupted before its turn")
		case t.MaxTime > 0 && p.Takes > left:
			t.keep(p.at, fmt.Sprintf("it takes about %s, and --max-time left %s", units.Clock(p.Takes), units.Clock(max(0, left))))
		default:
			t.carryOut(ctx, p)
		}
		t.account.Score = claims.Add(t.account.Entries)
		if t.Ended != nil {
			t.Ended(&t.account, p.at)
		}
	}
	t.score()
	if t.Store == nil || t.Store.ReadOnly() {
		return nil
	}
	if err := t.Store.SaveAccount(&t.account); err != nil {
		return fmt.Errorf("the account is not kept: %w", err)
	}
	return nil
}

// score settles claims about the score: it is what the others have earned of 100, and
// only where all of them were asked for.
func (t *Test) score() {
	if len(t.Asked) > 0 {
		return
	}
	for _, at := range t.scored {
		e := &t.account.Entries[at]
		others := claims.Add(slices.Delete(slices.Clone(t.account.Entries), at, at+1))
		earned := claims.Exactly(others.Percentage())
		e.At = time.Now()
		e.Settle(claims.Reading{Measured: &earned, Evidence: []string{fmt.Sprintf(
			"%d of %d points are earned by confirmed claims; %s earn nothing since they were not measured", others.Earned, others.Possible, units.Counted(len(others.Missing), "claim"))}})
		if t.Ended != nil {
			t.Ended(&t.account, at)
		}
	}
	t.account.Score = claims.Add(t.account.Entries)
}

// left is what is left of the time.
func (t *Test) left() time.Duration { return t.MaxTime - time.Since(t.began) }

// carryOut carries out one experiment, and settles its entry.
func (t *Test) carryOut(ctx context.Context, p *planned) {
	e := &t.account.Entries[p.at]
	if t.Begins != nil {
		t.Begins(&e.Claim, &p.Experiment)
	}
	e.At = time.Now()
	reading, err := t.measure(ctx, p, e)
	if err != nil {
		if ctx.Err() != nil {
			e.At = time.Time{}
			t.keep(p.at, "the run was interrupted")
			return
		}
		e.Verdict, e.Reason = claims.Failed, err.Error()
		return
	}
	e.Settle(reading)
}

// measure has the experiment measure the claim.
func (t *Test) measure(ctx context.Context, p *planned, e *claims.Entry) (claims.Reading, error) {
	var report engine.Report
	var number int64
	var err error
	switch {
	case p.Measure != nil:
		return p.Measure(ctx, t.Here.Env)
	case p.Series != nil:
		reading, number, err := t.measureSeries(ctx, p.Series)
		setRun(e, number)
		return reading, err
	case p.Parts != nil:
		report, number, err = t.measureParts(ctx, p)
	case p.LineIn != nil:
		report, number, err = t.measureIn(ctx, p)
	default:
		report, number, err = t.Run(ctx, p.Line)
	}
	if err != nil {
		return claims.Reading{}, err
	}
	setRun(e, number)
	if report.Partial {
		return claims.Reading{}, errors.New("the experiment ended early: " + report.Ended)
	}
	if p.Read != nil {
		return p.Read(&e.Claim, &report)
	}
	return claims.Read(&e.Claim, &report)
}

// setRun notes the stored run that a verdict rests on, where it was stored.
func setRun(e *claims.Entry, number int64) {
	if number > 0 {
		e.Run = strconv.FormatInt(number, 10)
	}
}

// measureIn carries a line out that needs files, in a folder of its own.
func (t *Test) measureIn(ctx context.Context, p *planned) (_ engine.Report, _ int64, err error) {
	folder, err := os.MkdirTemp("", "ep-benchmark-claims-")
	if err != nil {
		return engine.Report{}, 0, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	for name, content := range p.Files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), outfile.Private); err != nil {
			return engine.Report{}, 0, err
		}
	}
	return t.Run(ctx, p.LineIn(folder))
}

func (t *Test) measureParts(ctx context.Context, p *planned) (_ engine.Report, _ int64, err error) {
	parts, closing, err := p.Parts(ctx, t.Here.Env)
	if err != nil {
		return engine.Report{}, 0, err
	}
	defer func() { err = errors.Join(err, closing()) }()
	return t.RunParts(ctx, parts)
}

// Last is what the store has of a claim, which may be stale.
func (t *Test) Last(at int) claims.Entry {
	t.keep(at, "")
	return t.account.Entries[at]
}

// Lacks says what is missing here for a claim, or why it has no experiment; "" for
// nothing.
func (t *Test) Lacks(at int) string {
	switch e := &t.account.Entries[at]; e.Verdict {
	case claims.NotMeasurable, claims.NotMeasured:
		return e.Reason
	}
	return ""
}
