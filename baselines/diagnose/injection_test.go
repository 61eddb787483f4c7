package diagnose_test

import (
	"context"
	"fmt"
	"io"
	"math"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"ep-benchmark/baselines/compare"
	"ep-benchmark/baselines/diagnose"
	"ep-benchmark/engine"
)

// An injection puts a cause in a bench's way.
type injection struct {
	name  string
	bench func() *bench // undisturbed
	// inject changes the bench, and may do something to the machine or the
	// process, which undo ends.
	inject func(t testing.TB, b *bench) (undo func())
	// want is the cause that has to be named first, or, where there are two, both
	// in any order.
	want []string
	// names is what has to stand in the first finding: a function, say.
	names string
	// serial is the serial fraction that has to be reported; 0 for none.
	serial float64
	// held is the cause that has to be named without a baseline, too; empty
	// where it holds no speedup back.
	held string
	// busy says that other processes can hide the cause, or look like it. The
	// short form then checks nothing of it.
	busy bool
	// explained is the share of the change that the causes have to explain.
	explained float64
	// onClock says that the short form is a case on the fake clock.
	onClock bool
}

const each = 4 * time.Millisecond

func asking() *bench   { return requests(each) }
func asleep() *bench   { return waiting(4*time.Millisecond, 0) }
func farAway() *bench  { b := requests(each); b.dial = 3 * time.Millisecond; return b }
func spinning() *bench { return computing(func(int) int { return unit }) }
func spinningLong() *bench {
	b := computing(func(int) int { return 3 * unit })
	b.spec.Name = "computing long"
	return b
}

// unit is the steps of an operation that computes, about a millisecond.
const unit = 1_000_000

func injections() []injection {
	return []injection{
		{name: "server slower by 10 %", bench: asking, inject: slower(0.10), want: []string{"a slower server"}, busy: true},
		{name: "server slower by 20 %", bench: asking, inject: slower(0.20), want: []string{"a slower server"}, busy: true},
		{name: "server slower by 50 %", bench: asking, inject: slower(0.50), want: []string{"a slower server"}, busy: true},
		{name: "server serial", bench: asking, inject: serialServer, held: "a server that answers one request at a time", want: []string{"a server that answers one request at a time"}},
		{name: "rate limited", bench: asking, inject: refusing, want: []string{"a rate limit"}},
		{name: "keep-alive dropped", bench: farAway, inject: closing, want: []string{"connections that are not used again"}},
		{name: "fewer workers", bench: asking, inject: func(_ testing.TB, b *bench) func() { b.workers = 3; return nil }, want: []string{"fewer workers at work"}},
		{name: "half of the workers held back", bench: asking, inject: semaphore, held: "fewer workers at work", want: []string{"fewer workers at work"}},
		{name: "lock around all", bench: asking, inject: lockAll, held: "work that is serial in the client", want: []string{"work that is serial in the client"}},
		{name: "lock around all, nothing on the wire", bench: asleep, inject: lockPart(1), held: "work that is serial in the client", want: []string{"work that is serial in the client"}, serial: 1},
		{name: "lock around half", bench: asleep, inject: lockPart(0.5), held: "work that is partly serial in the client", want: []string{"work that is partly serial in the client"}, serial: 0.5},
		{name: "lock around a quarter", bench: asleep, inject: lockPart(0.25), held: "work that is partly serial in the client", want: []string{"work that is partly serial in the client"}, serial: 0.25},
		{name: "lock around a tenth", bench: asleep, inject: lockPart(0.1), want: []string{"work that is partly serial in the client"}, serial: 0.1},
		{name: "pool of 4 connections", bench: asking, inject: pool, held: "a limit on connections", want: []string{"a limit on connections"}},
		{name: "8 requests at once, 10 operations", bench: crowdOf(10, crowdReply), inject: letting(8), held: limitCause, want: []string{limitCause}, names: "(at most 8,", explained: 0.8, busy: true, onClock: true},
		{name: "8 requests at once, 50 operations", bench: crowdOf(50, crowdReply), inject: letting(8), held: limitCause, want: []string{limitCause}, names: "(at most 8,", explained: 0.8, busy: true, onClock: true},
		{name: "8 connections, 10 operations", bench: closingCrowd, inject: accepting(8), held: limitCause, want: []string{limitCause}, names: "(at most 8,", explained: 0.8, busy: true, onClock: true},
		{name: "8 workers instead of 16", bench: crowdOf(10, crowdReply), inject: func(_ testing.TB, b *bench) func() { b.workers = 8; return nil }, want: []string{"fewer workers at work"}, explained: 0.8, busy: true, onClock: true},
		{name: "bodies that arrive slowly", bench: crowdOf(10, crowdReply), inject: replying(reply{each: crowdEach, body: 9 * crowdEach / 5}), want: []string{"answers that arrive slowly once they have begun"}, explained: 0.8, busy: true, onClock: true},
		{name: "a slower way, by a relay", bench: farCrowd, inject: func(_ testing.TB, b *bench) func() { b.way *= 5; return nil }, want: []string{"a slower way to the server, or a queue before it"}, explained: 0.8, busy: true, onClock: true},
		{name: "a slower server behind a relay", bench: farCrowd, inject: replying(reply{each: 3 * crowdEach / 2}), want: []string{"a slower server"}, explained: 0.8, busy: true, onClock: true},
		{name: "garbage", bench: spinning, inject: garbage, want: []string{"garbage collection"}, busy: true},
		{name: "more CPU per item", bench: spinning, inject: work(1.3), want: []string{"code that needs more CPU for each item"}, busy: true},
		{name: "more CPU per request", bench: asking, inject: requestWork, want: []string{"code that needs more CPU for each item"}, busy: true},
		{name: "one function slower by half", bench: func() *bench { return computingIn(unit/2, unit/2) }, inject: slowerFunction, names: "diagnose_test.latterHalf, bench_test.go:", want: []string{"code that needs more CPU for each item"}, busy: true},
		{name: "other processes", bench: spinningLong, inject: burners(2), want: []string{others}, busy: true},
		{name: "GOMAXPROCS 1", bench: spinning, inject: oneCPU, want: []string{"fewer CPUs"}, busy: true},
		{name: "one chunk of ten times the data", bench: spinning, inject: chunk, held: "one operation far longer than the others", want: []string{"one operation far longer than the others"}, busy: true},
		{name: "two: server slower by half, pool of 4", bench: asking, inject: both(slower(0.5), pool), want: []string{"a slower server", "a limit on connections"}, busy: true},
		{name: "two: fewer workers, server slower by half", bench: asking, inject: both(slower(0.5), func(_ testing.TB, b *bench) func() { b.workers = 3; return nil }), want: []string{"a slower server", "fewer workers at work"}, busy: true},
		{name: "two: more CPU, one chunk of ten times", bench: spinning, inject: workAndChunk, want: []string{"one operation far longer than the others", "code that needs more CPU for each item"}, busy: true},
		{name: "nothing (A/A), requests", bench: asking, inject: nothing, busy: true},
		{name: "nothing (A/A), computing", bench: spinning, inject: nothing, busy: true},
		{name: "a pause without a hook, requests", bench: asking, inject: pause, busy: true},
		{name: "a pause without a hook, waiting", bench: asleep, inject: pause, busy: true},
	}
}

// crowdEach is how long the server of a crowd takes: long in comparison with
// the lateness of goroutines.
const crowdEach = 25 * time.Millisecond

const limitCause = "a limit on requests at once"

var crowdReply = reply{each: crowdEach}

func crowdOf(operations int, a reply) func() *bench { return from(operations, 16, a) }

func closingCrowd() *bench {
	b := crowdOf(10, crowdReply)()
	b.closes, b.spec.Name = true, "closing crowd"
	return b
}

func farCrowd() *bench {
	b := crowdOf(10, crowdReply)()
	b.way, b.spec.Name = time.Millisecond, "far crowd"
	return b
}

// letting lets a number of requests through at once.
func letting(most int) func(testing.TB, *bench) func() {
	return func(_ testing.TB, b *bench) func() {
		b.handle = atOnce(most, b.handle)
		return nil
	}
}

func accepting(most int) func(testing.TB, *bench) func() {
	return func(_ testing.TB, b *bench) func() {
		b.accepts = most
		return nil
	}
}

func replying(a reply) func(testing.TB, *bench) func() {
	return func(_ testing.TB, b *bench) func() {
		b.handle = a.handle
		return nil
	}
}

func nothing(testing.TB, *bench) func() { return nil }

func both(a, b func(testing.TB, *bench) func()) func(testing.TB, *bench) func() {
	return func(t testing.TB, of *bench) func() {
		a(t, of)
		b(t, of)
		return nil
	}
}

func slower(by float64) func(testing.TB, *bench) func() {
	return func(_ testing.TB, b *bench) func() {
		b.handle = answering(time.Duration(float64(each) * (1 + by)))
		return nil
	}
}

func serialServer(_ testing.TB, b *bench) func() {
	var one sync.Mutex
	handle := b.handle
	b.handle = func(w http.ResponseWriter, r *http.Request) {
		one.Lock()
		defer one.Unlock()
		handle(w, r)
	}
	return nil
}

// refusing refuses every third request; the client waits and asks again, as
// a client that obeys Retry-After does.
func refusing(_ testing.TB, b *bench) func() {
	var count atomic.Int64
	handle := b.handle
	b.handle = func(w http.ResponseWriter, r *http.Request) {
		if count.Add(1)%3 == 0 {
			w.WriteHeader(http.StatusTooManyRequests)
			_, _ = io.WriteString(w, "{}")
			return
		}
		handle(w, r)
	}
	b.do = func(_ context.Context, _ engine.Op, request func() error) error {
		err := request()
		for tries := 0; err != nil && tries < 10; tries++ {
			time.Sleep(each)
			err = request()
		}
		return err
	}
	return nil
}

func closing(_ testing.TB, b *bench) func() {
	handle := b.handle
	b.handle = func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Connection", "close")
		handle(w, r)
	}
	return nil
}

// semaphore lets three of the six workers on their way at once.
func semaphore(_ testing.TB, b *bench) func() {
	slots := make(chan struct{}, 3)
	b.do = func(_ context.Context, _ engine.Op, request func() error) error {
		slots <- struct{}{}
		defer func() { <-slots }()
		return request()
	}
	return nil
}

func lockAll(_ testing.TB, b *bench) func() {
	var one sync.Mutex
	b.do = func(_ context.Context, _ engine.Op, request func() error) error {
		one.Lock()
		defer one.Unlock()
		return request()
	}
	return nil
}

func lockPart(part float64) func(testing.TB, *bench) func() {
	return func(_ testing.TB, b *bench) func() {
		b.do = waiting(eachWait, part).do
		return nil
	}
}

func pool(_ testing.TB, b *bench) func() {
	b.connections = 4
	return nil
}

func garbage(_ testing.TB, b *bench) func() {
	do := b.do
	b.do = func(ctx context.Context, op engine.Op, request func() error) error {
		if litter(20_000) == nil {
			return io.ErrUnexpectedEOF
		}
		return do(ctx, op, request)
	}
	return nil
}

func work(factor float64) func(testing.TB, *bench) func() {
	return func(_ testing.TB, b *bench) func() {
		b.do = computing(func(int) int { return int(factor * unit) }).do
		return nil
	}
}

func slowerFunction(_ testing.TB, b *bench) func() {
	b.do = computingIn(unit/2, 3*unit/4).do
	return nil
}

func requestWork(_ testing.TB, b *bench) func() {
	b.do = func(_ context.Context, _ engine.Op, request func() error) error {
		if compute(5*unit) == 0 {
			return io.ErrUnexpectedEOF
		}
		return request()
	}
	return nil
}

func chunk(_ testing.TB, b *bench) func() {
	b.do = computing(chunked(unit)).do
	return nil
}

// chunked makes the last operation but one ten times as long.
func chunked(steps int) func(int) int {
	return func(op int) int {
		if op == 18 {
			return 10 * steps
		}
		return steps
	}
}

func workAndChunk(_ testing.TB, b *bench) func() {
	b.do = computing(chunked(2 * unit)).do
	return nil
}

func pause(_ testing.TB, b *bench) func() {
	do := b.do
	b.do = func(ctx context.Context, op engine.Op, request func() error) error {
		time.Sleep(2 * time.Millisecond)
		return do(ctx, op, request)
	}
	return nil
}

func oneCPU(testing.TB, *bench) func() {
	before := runtime.GOMAXPROCS(1)
	return func() { runtime.GOMAXPROCS(before) }
}

// burnFor makes this binary a process that computes for so long, or until its
// standard input ends with its parent.
const burnFor = "DIAGNOSE_TEST_BURN_FOR"

func burners(count int) func(testing.TB, *bench) func() {
	return func(t testing.TB, b *bench) func() {
		b.bears = 1
		var stops []func()
		for range count {
			stops = append(stops, burner(t))
		}
		return func() {
			for _, stop := range stops {
				stop()
			}
		}
	}
}

func burner(t testing.TB) (stop func()) {
	t.Helper()
	command := exec.Command(os.Args[0])
	command.Env = append(os.Environ(), burnFor+"=20s")
	input, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	output, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.ReadFull(output, make([]byte, 1)); err != nil { // it burns
		t.Fatal(err)
	}
	return func() {
		_ = input.Close()
		_ = command.Process.Kill()
		_ = command.Wait()
	}
}

func burn(most time.Duration) {
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	}()
	_, _ = os.Stdout.WriteString(".")
	for end := time.Now().Add(most); time.Now().Before(end) && compute(unit) != 0; { // on purpose: it burns
	}
}

func TestMain(m *testing.M) {
	if most, err := time.ParseDuration(os.Getenv(burnFor)); err == nil {
		burn(most)
		return
	}
	os.Exit(m.Run())
}

// baselines are the undisturbed runs of each bench, made once; those of what
// the machine's other processes can disturb are made afresh for each injection
// in the long form.
type baselines map[string][]*engine.Report

func (all baselines) of(t testing.TB, i *injection) []*engine.Report {
	t.Helper()
	b := i.bench()
	key := fmt.Sprint(b.spec.Name, b.workers, b.dial, b.closes, b.way)
	if b.spec.Bound == engine.CPUBound && afresh || slices.ContainsFunc(all[key], func(r *engine.Report) bool { return taken(r) > b.bears }) {
		delete(all, key)
	}
	for len(all[key]) < baselineRuns {
		all[key] = append(all[key], i.bench().run(t))
	}
	return all[key]
}

// regressionOf compares a run with a baseline. The comparison's own tests prove
// that a slowdown above the noise floor is called a regression. Here a time
// that grew by more is called one, even with few rounds.
func regressionOf(now *engine.Report, then []*engine.Report) *compare.Comparison {
	side := compare.Side{Name: "main"}
	for _, report := range then {
		side.Runs = append(side.Runs, compare.RunOf("main", report))
	}
	c := compare.Against(compare.SideOf(compare.RunOf("now", now)), side, compare.Options{AllowMismatch: true})
	for i := range c.Rows {
		c.Rows[i].Verdict = compare.Unclear
		if c.Rows[i].Metric == compare.ParallelTime && c.Rows[i].Change > math.Log(1.05) {
			c.Rows[i].Verdict = compare.Regressed
		}
	}
	return &c
}

// told is the findings on one injection, beside a baseline and without one.
type told struct {
	beside, alone []engine.Finding
	change        float64
	disturbed     bool // by others, as the machine's counters tell, or by CPUs that changed their pace
}

func (i *injection) try(t testing.TB, all baselines) told {
	t.Helper()
	then := all.of(t, i)
	b := i.bench()
	if !i.busy {
		b.bears = 1
	}
	undo := i.inject(t, b)
	if undo != nil {
		defer undo()
	}
	now := b.run(t)
	if last := &then[len(then)-1].Results[0]; b.profiled {
		now.Results[0].Profiles = b.profiles(t)
		if last.Profiles == nil {
			last.Profiles = i.bench().profiles(t)
		}
	}
	c := regressionOf(now, then)
	said := told{
		beside: diagnose.Regressions(c, []*engine.Report{now}, then), alone: diagnose.Explain(now),
		change: c.Rows[0].Change, disturbed: taken(now) > i.bears(b),
	}
	for _, report := range then {
		said.disturbed = said.disturbed || taken(report) > i.bears(i.bench()) || b.spec.Bound == engine.CPUBound && otherPace(now, report)
	}
	return said
}

// bears is what others may take in a try that is believed. A single time, as in
// the short form, is unreliable when other programs take a tenth.
func (i *injection) bears(b *bench) float64 {
	if i.busy && !afresh && b.bears < 1 {
		return min(b.bears, computingBears)
	}
	return b.bears
}

// causesIn are the causes that findings name, in their order.
func causesIn(findings []engine.Finding) []string {
	var causes []string
	for _, f := range findings {
		_, cause, found := strings.Cut(f.Statement, "consistent with ")
		if !found {
			_, cause, found = strings.Cut(f.Statement, "contributing: ")
		}
		if found {
			cause, _, _ = strings.Cut(cause, ":")
			cause, _, _ = strings.Cut(cause, " (")
			causes = append(causes, cause)
		}
	}
	return causes
}

// others is a cause that appears on a machine that others use, with any
// injection. It is ignored unless it is the injected one.
const others = "other processes on the CPUs"

// right tells whether the findings name what was injected first, and named
// whether they name it at all.
func (i *injection) right(said *told) (right, named bool) {
	causes := causesIn(said.beside)
	if !slices.Contains(i.want, others) {
		causes = slices.DeleteFunc(causes, func(cause string) bool { return cause == others })
	}
	if len(i.want) == 0 {
		return len(causes) == 0, len(causes) == 0
	}
	named = true
	for _, want := range i.want {
		named = named && slices.Contains(causes, want)
	}
	right = named && (len(i.want) > 1 || causes[0] == i.want[0]) && i.fractionRight(said) && i.nameRight(said) && i.shareRight(said)
	return right, named
}

func (i *injection) nameRight(said *told) bool {
	return i.names == "" || strings.Contains(said.beside[0].Statement, i.names)
}

// shareRight tells whether the causes explain as much of the change as they
// have to.
func (i *injection) shareRight(said *told) bool {
	sum := 0.0
	for _, f := range said.beside {
		for _, figure := range f.Evidence {
			if strings.HasPrefix(figure.Name, "share of the change: ") && !strings.HasSuffix(figure.Name, "not identified") {
				sum += figure.Value
			}
		}
	}
	return sum >= i.explained
}

func (i *injection) fractionRight(said *told) bool {
	if i.serial == 0 {
		return true
	}
	for _, f := range said.beside {
		for _, figure := range f.Evidence {
			if figure.Name == "serial fraction" {
				return math.Abs(figure.Value-i.serial) <= 0.05
			}
		}
	}
	return false
}

// Answers that break off are named in every run, before anything else.
func TestInjectedBrokenAnswers(t *testing.T) {
	if !afresh {
		t.Skip("the short form is TestBrokenAnswersAreNamedFirst")
	}
	right := 0
	for range times {
		b := crowdOf(10, reply{each: crowdEach, broken: every(7)})()
		found := diagnose.Explain(b.once(t))
		right += count(len(found) > 0 && strings.Contains(found[0].Statement, `with "connection closed"; the first: `))
	}
	t.Logf("TABLE | broken answers | %d of %d |", right, times)
	if right < times {
		t.Errorf("named first %d times of %d", right, times)
	}
}

// TestInjectedCauses puts each cause in a bench's way for real, and checks the
// findings.
//
// With the tag injection each is put there 20 times, and must be named first 19
// times. With the tag injected, up to three times: what rests on counts (of workers,
// requests, connections, answers) and on waiting for locks must be named twice,
// and the rest once. The long form waits for a quiet machine. The short form
// fails only where the machine's counters say that it was quiet. Beside other
// processes a time proves nothing, and even a run without an injection is
// disturbed.
func TestInjectedCauses(t *testing.T) {
	if !injected {
		t.Skip("run it with -tags injected: it injects the causes for real, which takes minutes")
	}
	all := baselines{}
	for _, i := range injections() {
		t.Run(i.name, func(t *testing.T) {
			if i.onClock && !afresh {
				t.Skip("the short form is a case of TestCausesOnTheFakeClock")
			}
			right, named, held, tried, noisy := 0, 0, 0, 0, 0
			patience = mostPatience
			for ; tried < times && (afresh || named < 2); tried++ {
				said := i.try(t, all)
				noisy += count(said.disturbed)
				if noisy > 0 && i.busy && !afresh {
					break
				}
				isRight, isNamed := i.right(&said)
				right += count(isRight)
				named += count(isNamed)
				held += count(i.held != "" && slices.Contains(causesIn(said.alone), i.held))
				sharesAddUp(t, said.alone)
				if !isRight {
					t.Logf("change %.3f, others %v, said:%s", said.change, said.disturbed, sentences(said.beside))
				}
			}
			t.Logf("TABLE | %s | %s | %d | %d | %d | %d of %d |", i.name, strings.Join(i.want, " and "), right, named, held, noisy, tried)
			needRight, needNamed := i.needed()
			if noisy > 0 && !afresh && (i.busy || named < needNamed || held < needNamed) {
				t.Skip("other processes use this machine, or its CPUs changed their pace")
			}
			if right < needRight || named < needNamed || i.held != "" && held < needNamed/2 {
				t.Errorf("right %d, named %d, without a baseline %d of %d: expected %d and %d", right, named, held, tried, needRight, needNamed)
			}
		})
	}
}

// sharesAddUp holds that the parts of what is missing to the ceiling are the
// whole.
func sharesAddUp(t *testing.T, findings []engine.Finding) {
	t.Helper()
	sum, found := 0.0, false
	for _, figure := range findings[0].Evidence {
		if strings.HasPrefix(figure.Name, "share of what is missing: ") {
			found = true
			sum += figure.Value
		}
	}
	if found && math.Abs(sum-1) > 1e-9 {
		t.Errorf("the shares add up to %v in %+v", sum, findings[0])
	}
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

func sentences(findings []engine.Finding) string {
	var b strings.Builder
	for _, f := range findings {
		b.WriteString("\n\t" + f.Statement)
	}
	return b.String()
}
