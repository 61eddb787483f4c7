package diagnose_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"ep-benchmark/engine"
	"ep-benchmark/engine/profiler"
	"ep-benchmark/engine/runner"
	"ep-benchmark/engine/sysmon"
	"ep-benchmark/workloads/easypost"
	"ep-benchmark/workloads/simulator"
)

// The shares of two CPUs that other programs may take: work that computes is
// disturbed by nearly any, work that waits tolerates one taken CPU.
const computingBears, waitingBears = 0.10, 0.55

// bench is a small workload with places to put something in its way.
type bench struct {
	spec    engine.Spec
	workers int
	rounds  int

	// Requests go to a server of our own where handle is set.
	handle      http.HandlerFunc
	connections int           // limit; 0 for none
	dial        time.Duration // that making a connection takes
	closes      bool          // the server closes each connection after its answer
	accepts     int           // connections that the server has at once; 0 for any number
	way         time.Duration // that a relay before the server adds to each way
	inMemory    bool          // no sockets, for the fake clock

	// bears is the share of the CPUs that others may take; 1 where they are
	// meant to.
	bears float64

	// do is the rest of an operation.
	do func(ctx context.Context, op engine.Op, request func() error) error

	// profiled says that runs to compare are followed by one under the
	// profilers, as with --debug.
	profiled bool

	client *easypost.Client
}

const answer = `{"id":"trk_1","tracking_code":"EZ7000000007","status":"unknown","carrier":"USPS","tracking_details":[]}`

// testCode is the one that answer is about.
var testCode = easypost.TestCodes[6]

func specOf(name string, operations int, bound engine.Bound) engine.Spec {
	return engine.Spec{
		Name: name, Title: name, Item: "item", Items: "items", SizeNoun: "items", Size: operations, PassItems: operations,
		Operations: operations, Bound: bound,
	}
}

// requests is a bench that asks a server that takes the given time.
func requests(each time.Duration) *bench {
	b := &bench{spec: specOf("requests", 12, engine.IOBound), workers: 6, rounds: rounds, bears: waitingBears}
	b.handle = answering(each)
	b.do = func(_ context.Context, _ engine.Op, request func() error) error { return request() }
	return b
}

// crowd is a bench of 16 workers, the default of a run, with the given number
// of operations.
func crowd(operations int, each time.Duration) *bench {
	b := requests(each)
	b.spec, b.workers = specOf(fmt.Sprint("crowd of ", operations), operations, engine.IOBound), 16
	return b
}

// A reply is how a server answers.
type reply struct {
	queue  time.Duration // before the server takes its own time
	each   time.Duration // its own time, in X-Runtime
	body   time.Duration // from the first part of the answer to the rest
	broken func() bool   // tells whether the rest is left out
}

func (a reply) handle(w http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body)
	time.Sleep(a.queue)
	began := time.Now()
	time.Sleep(a.each)
	w.Header().Set("X-Runtime", fmt.Sprintf("%.6f", time.Since(began).Seconds()))
	w.Header().Set("Content-Length", fmt.Sprint(len(answer)))
	w.WriteHeader(http.StatusCreated)
	written := 0
	if a.body > 0 || a.broken != nil {
		written, _ = io.WriteString(w, answer[:10])
		_ = http.NewResponseController(w).Flush()
		time.Sleep(a.body)
	}
	if a.broken != nil && a.broken() {
		panic(http.ErrAbortHandler)
	}
	_, _ = io.WriteString(w, answer[written:])
}

// every is true for each nth call.
func every(n int64) func() bool {
	var calls atomic.Int64
	return func() bool { return calls.Add(1)%n == 0 }
}

// atOnce lets a number of requests through at once, first come first served.
func atOnce(most int, handle http.HandlerFunc) http.HandlerFunc {
	slots := make(chan struct{}, most)
	return func(w http.ResponseWriter, r *http.Request) {
		slots <- struct{}{}
		defer func() { <-slots }()
		handle(w, r)
	}
}

// answering answers after a while.
func answering(after time.Duration) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body)
		time.Sleep(after)
		w.WriteHeader(http.StatusCreated)
		_, _ = io.WriteString(w, answer)
	}
}

// Spec describes the bench.
func (b *bench) Spec() engine.Spec { return b.spec }

// Prepare makes a leg's job.
func (b *bench) Prepare(_ context.Context, leg engine.Leg) (engine.Job, error) {
	job := engine.Job{Operations: b.spec.Operations}
	var traffic *easypost.Traffic
	if b.client != nil {
		traffic = b.client.Traffic(leg.Workers)
		job.Wire, job.Close = traffic.Evidence, func() error { traffic.Close(); return nil }
	}
	job.Do = func(ctx context.Context, op engine.Op) (engine.Work, error) {
		request := func() error {
			_, _, err := traffic.Session(op.Worker).Track(ctx, testCode)
			return err
		}
		return engine.Work{Items: 1}, b.do(ctx, op, request)
	}
	return job, nil
}

// run measures the bench for real.
func (b *bench) run(t testing.TB) *engine.Report {
	t.Helper()
	report := b.once(t)
	for again := 0; again < retries && taken(report) > b.bears && patience > 0; again++ {
		b.quiet()
		report = b.once(t)
	}
	return report
}

// profiles are what the profilers show of a round that is not measured.
func (b *bench) profiles(t testing.TB) []engine.ProfileSummary {
	t.Helper()
	p, err := profiler.New(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	r := runner.Runner{Workloads: []engine.Workload{b}, LegHook: p.Around}
	_, err = r.Run(context.Background(), engine.Plan{
		Workloads: []string{b.spec.Name}, Schedule: engine.Isolated, Rounds: 1, Workers: b.workers,
		Seed: 1, MinimumLeg: profiledLeg, OperationTimeout: 20 * time.Second,
	}, func(engine.Event) {})
	if err = errors.Join(err, p.Err()); err != nil {
		t.Fatal(err)
	}
	return p.Summaries(b.spec.Name)
}

// patience is how much longer runs wait for others to leave the machine alone.
var patience time.Duration

// quiet waits until others leave the machine alone, or patience is at its end.
func (b *bench) quiet() {
	counters := sysmon.NewCounters()
	began := time.Now()
	defer func() { patience -= time.Since(began) }()
	for time.Since(began) < patience {
		before := counters.Read(time.Now())
		time.Sleep(500 * time.Millisecond)
		if c := counters.Read(time.Now()).Since(before); c.Foreign == nil || *c.Foreign < b.bears {
			return
		}
	}
}

// taken is the share of the CPUs that others took during a run, by the
// machine's counters, which the runner uses to gate legs that are long enough.
func taken(report *engine.Report) float64 {
	m := report.Results[0].Samples[0].Evidence.Machine
	if m.Foreign == nil {
		return 0
	}
	return *m.Foreign
}

// paces are how long the CPUs took for a step of the canary around each run, in
// nanoseconds: the less of two readings.
var paces = map[*engine.Report]float64{}

// stepNow is that time now; 0 where the system does not report it.
func stepNow() float64 {
	reading, ok := sysmon.NewCanary(nil).Read()
	if !ok {
		return 0
	}
	return reading.Step()
}

// steady is by how much the CPUs' pace may differ between runs whose times are
// compared. Two of these readings always differ by some 5 %, and an injected
// cause takes at least a quarter more. The host of a virtual machine changes
// the pace by more, and no counter shows it.
const steady = 1.1

// otherPace tells whether the CPUs were slower or faster in one run than in the
// other.
func otherPace(one, other *engine.Report) bool {
	a, b := paces[one], paces[other]
	return a > 0 && b > 0 && max(a, b) > steady*min(a, b)
}

// once is one run.
func (b *bench) once(t testing.TB) *engine.Report {
	t.Helper()
	if b.handle != nil {
		defer b.serve(t)()
	}
	host := engine.Host{
		LogicalCPUs: runtime.NumCPU(), GOMAXPROCS: runtime.GOMAXPROCS(0), OS: runtime.GOOS, Arch: runtime.GOARCH, GoVersion: runtime.Version(), Allocation: allocation(),
	}
	r := runner.Runner{Workloads: []engine.Workload{b}, Host: host, Machine: &thisMachine{}}
	counters := sysmon.NewCounters()
	before := counters.Read(time.Now())
	pace := stepNow()
	report, err := r.Run(context.Background(), engine.Plan{
		Workloads: []string{b.spec.Name}, Schedule: engine.Isolated, Rounds: b.rounds, Warmups: 1, Workers: b.workers,
		Seed: 1, MinimumLeg: 1, OperationTimeout: 20 * time.Second,
	}, func(engine.Event) {})
	if err != nil {
		t.Fatal(err)
	}
	paces[&report] = min(pace, stepNow())
	c := counters.Read(time.Now()).Since(before)
	for i := range report.Results[0].Samples { // legs of some milliseconds are too short for ticks of ten
		report.Results[0].Samples[i].Evidence.Machine = &engine.MachineEvidence{Foreign: c.Foreign, Steal: c.Steal, Pressure: c.Pressure}
	}
	return &report
}

// allocation is measured once, since no injected cause changes it.
var allocation = sync.OnceValue(sysmon.AllocationCost)

// serve starts the bench's server, and a client that it knows.
func (b *bench) serve(t testing.TB) (stop func()) {
	t.Helper()
	if b.inMemory {
		return b.serveInMemory(t)
	}
	server := httptest.NewUnstartedServer(b.handle)
	server.Listener = b.wrapped(server.Listener)
	server.Config.SetKeepAlivesEnabled(!b.closes)
	server.Start()
	address, closeRelay := b.relayed(t, server.Listener.Addr().String())
	o := easypost.Options{BaseURL: "http://" + address, Key: "EZTKtest", Connections: b.workers, MaxConnections: b.connections}
	if b.dial > 0 {
		o.Dial = func(ctx context.Context, network, address string) (net.Conn, error) {
			time.Sleep(b.dial)
			return (&net.Dialer{}).DialContext(ctx, network, address)
		}
	}
	client, err := easypost.New(o)
	if err != nil {
		t.Fatal(err)
	}
	b.client = client
	return func() {
		client.Close()
		closeRelay()
		server.Close()
		b.client = nil
	}
}

// serveInMemory is serve without sockets.
func (b *bench) serveInMemory(t testing.TB) (stop func()) {
	t.Helper()
	listener := simulator.NewMemoryListener()
	server := &http.Server{Handler: b.handle}
	server.SetKeepAlivesEnabled(!b.closes)
	served := make(chan error, 1)
	go func() { served <- server.Serve(b.wrapped(listener)) }()
	client, err := easypost.New(easypost.Options{BaseURL: "http://memory", Key: "EZTKtest", Connections: b.workers, Dial: listener.DialContext})
	if err != nil {
		t.Fatal(err)
	}
	b.client = client
	return func() {
		client.Close()
		_ = server.Close()
		if err := <-served; !errors.Is(err, http.ErrServerClosed) {
			t.Error(err)
		}
		b.client = nil
	}
}

// thisMachine is the machine that tests run on, without the canary and the
// counters: these legs are too short for them.
type thisMachine struct{ cores sysmon.Cores }

func (m *thisMachine) Cores() ([]engine.CoreTime, error) { return m.cores.Read() }

func (m *thisMachine) Shares(before, after []engine.CoreTime) []float64 {
	return sysmon.Shares(before, after)
}

func (m *thisMachine) Sample(time.Time) engine.HostSample { return engine.HostSample{} }

func (m *thisMachine) OwnCPU() (user, system time.Duration, err error) { return sysmon.OwnCPU() }

func (m *thisMachine) Watch() func() engine.MachineEvidence {
	return func() engine.MachineEvidence { return engine.MachineEvidence{} }
}

func (m *thisMachine) Canary(engine.Schedule, *float64) (runner.CanaryReading, bool) {
	return runner.CanaryReading{}, false
}

// waiting is a bench whose operations wait, part of the time with a lock.
func waiting(each time.Duration, locked float64) *bench {
	b := &bench{spec: specOf("waiting", 24, engine.IOBound), workers: 24, rounds: rounds, bears: waitingBears}
	var lock sync.Mutex
	b.do = func(context.Context, engine.Op, func() error) error {
		serial := time.Duration(locked * float64(each))
		if serial > 0 {
			lock.Lock()
			exactly(serial)
			lock.Unlock()
		}
		time.Sleep(each - serial)
		return nil
	}
	return b
}

// lateness is the most that a sleeper wakes up late by on a machine with
// nothing else to do: Linux waits for timers in whole milliseconds.
const lateness = 1500 * time.Microsecond

// exactly waits for the given time and hardly longer. It sleeps only for what
// exceeds a sleeper's lateness: waking up late could double the wait of a tenth
// of an operation.
func exactly(wait time.Duration) {
	end := time.Now().Add(wait)
	if wait > lateness {
		time.Sleep(wait - lateness)
	}
	for time.Now().Before(end) { // on purpose: it spins
	}
}

// computing is a bench whose operations compute a number of steps each.
func computing(steps func(op int) int) *bench {
	b := &bench{spec: specOf("computing", 20, engine.CPUBound), workers: 2, rounds: rounds, bears: computingBears}
	b.do = func(_ context.Context, op engine.Op, _ func() error) error {
		if compute(steps(op.Index)) == 0 {
			return errors.New("the computation is gone")
		}
		return nil
	}
	return b
}

// compute does a number of dependent steps.
//
//go:noinline
func compute(steps int) uint64 {
	x := uint64(1)
	for range steps {
		x = x*6364136223846793005 + 1442695040888963407
	}
	return x
}

// computingIn is a bench whose operations compute in two functions, a number of
// steps in each.
func computingIn(former, latter int) *bench {
	b := computing(nil)
	b.spec.Name, b.profiled = "two functions", true
	b.do = func(context.Context, engine.Op, func() error) error {
		if formerHalf(former) == latterHalf(latter) {
			return errors.New("the computation is gone")
		}
		return nil
	}
	return b
}

//go:noinline
func formerHalf(steps int) uint64 {
	x := uint64(1)
	for range steps {
		x = x*6364136223846793005 + 1442695040888963407
	}
	return x
}

//go:noinline
func latterHalf(steps int) uint64 {
	x := uint64(3)
	for range steps {
		x = x*6364136223846793005 + 1
	}
	return x
}

// litter leaves garbage with pointers, so that the collector has to look at it.
// No code walks along it: that would be computing, and another cause.
//
//go:noinline
func litter(objects int) *rubbish {
	var head *rubbish
	for range objects {
		head = &rubbish{next: head}
	}
	return head
}

type rubbish struct {
	next *rubbish
	_    [6]uint64
}
