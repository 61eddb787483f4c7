package quotes

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"

	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/workloads/easypost"
)

// The names of the workload and of the setting in which its variants differ.
const (
	Name    = "rate-quotes"
	Key     = "rate_quotes"
	Setting = "cache"
)

// None is the cache of the variant in which every request asks the server.
const None = "none"

// Variant is the name of the variant with a cache.
func Variant(cache string) string { return Setting + "=" + cache }

// Options describe the workload.
type Options struct {
	Requests *Requests
	Size     int // quotes of a pass
	TTL      time.Duration
	PerHour  float64 // quotes that an hour has, on the clock by which answers expire
	// Stores are those of the variants' caches, by name. None needs none.
	Stores map[string]Store
	Server string // that answers for a store that is a server, in words
	Seed   uint64 // of what is simulated beside the legs
	Drift  Drift
	// Callers ask for one key at once when the width of a stampede is measured; 0
	// measures none.
	Callers int
}

// Check returns what is wrong with the options.
func (o *Options) Check() error {
	switch {
	case o.Requests == nil || o.Requests.Keys() == 0:
		return fmt.Errorf("there are no requests for quotes")
	case o.Size < 1:
		return fmt.Errorf("%d quotes: expected 1 or more", o.Size)
	case o.TTL < ShortestTTL || o.TTL > LongestTTL:
		return fmt.Errorf("a TTL of %v: expected %v to %v", o.TTL, ShortestTTL, LongestTTL)
	case !(o.PerHour >= LeastPerHour && o.PerHour <= MostPerHour):
		return fmt.Errorf("%v quotes an hour: expected %v to %v", o.PerHour, LeastPerHour, float64(MostPerHour))
	}
	return nil
}

// The limits of a TTL and of a rate.
const (
	ShortestTTL  = time.Second
	LongestTTL   = 30 * 24 * time.Hour
	LeastPerHour = 1
	MostPerHour  = 10_000_000
)

// Bench is the workload with what its runs share: the stores, the clock of the
// requests, and what was found beside the legs.
type Bench struct {
	options Options

	mutex     sync.Mutex
	clock     Moment // where the next pass begins
	stampedes []engine.Stampede
	measured  map[string]bool // caches whose stampede was measured
}

// New makes the workload.
func New(o Options) (*Bench, error) {
	if err := o.Check(); err != nil {
		return nil, err
	}
	return &Bench{options: o, measured: map[string]bool{}}, nil
}

// Serve says what stands behind the stores, once that is known. It is called before
// the first run.
func (b *Bench) Serve(stores map[string]Store, server string) {
	b.options.Stores, b.options.Server = stores, server
}

// Server is where quotes are asked for.
type Server struct {
	Client   *easypost.Client
	Settings map[string]string // that have to agree for runs to be comparable
	Counted  bool              // its requests are counted
	Size     int               // quotes of a pass; 0 for those of the options
}

// At is the workload at a server.
func (b *Bench) At(s Server) engine.Workload {
	if s.Size == 0 {
		s.Size = b.options.Size
	}
	return &workload{Bench: b, server: s}
}

type workload struct {
	*Bench
	server Server
}

// Spec describes the workload.
func (w *workload) Spec() engine.Spec {
	o := &w.options
	settings := map[string]string{
		"keys": o.Requests.setting(), "ttl": units.Typed(o.TTL),
		"quotes per hour": strconv.FormatFloat(o.PerHour, 'f', -1, 64),
	}
	if o.Server != "" {
		settings["redis"] = o.Server
	}
	for name, value := range w.server.Settings {
		settings[name] = value
	}
	spec := engine.Spec{
		Name: Name, Title: "Rate quotes", Key: Key,
		Item: "quote", Items: "quotes", SizeKey: "quotes", SizeNoun: "quotes",
		Size: w.server.Size, PassItems: w.server.Size, Operations: w.server.Size,
		Bound: engine.IOBound, Targets: []engine.Target{}, Settings: settings,
	}
	if w.server.Counted {
		spec.MostPasses = 1
	}
	return spec
}

// Prepare draws the requests of the leg, the same for every variant of a round. Before
// the first leg with a store it measures how wide a stampede is.
func (w *workload) Prepare(ctx context.Context, leg engine.Leg) (engine.Job, error) {
	name, found := strings.CutPrefix(string(leg.Kind), Setting+"=")
	store := w.options.Stores[name]
	if !found || store == nil && name != None {
		return engine.Job{}, fmt.Errorf("the variant %q has no cache that is known", leg.Kind)
	}
	if err := w.stampedeOnce(ctx, name, store); err != nil {
		return engine.Job{}, err
	}
	run := &run{workload: w, requests: w.options.Requests.arrivals(w.server.Size, w.options.PerHour, leg.Seed)}
	run.cache = cache{name: name, store: store, ttl: w.options.TTL, once: &singleflight.Group{}, counts: &run.counts}
	run.traffic = w.server.Client.Traffic(leg.Workers)
	run.next()
	return engine.Job{
		Operations: w.server.Size,
		Do:         run.do,
		Finish:     func(context.Context) error { run.next(); return nil },
		Verify:     func(context.Context) error { return run.verify() },
		Wire:       run.traffic.Evidence,
		Cache:      run.counts.evidence,
		Close:      func() error { run.traffic.Close(); return nil },
	}, nil
}

// pass takes a stretch of the requests' clock that begins when all that was kept
// before has expired, so that a pass begins with an empty cache.
func (b *Bench) pass(lasting time.Duration) (from Moment) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	from = b.clock
	b.clock = from.after(lasting).after(b.options.TTL)
	return from
}

// run is a leg.
type run struct {
	*workload
	requests []arrival
	cache    cache
	counts   counts
	traffic  *easypost.Traffic
	from     Moment // where the pass begins
	begun    int    // passes
}

// next begins a pass. No operation is under way.
func (r *run) next() {
	r.from = r.pass(r.requests[len(r.requests)-1].at)
	r.begun++
}

func (r *run) do(ctx context.Context, op engine.Op) (engine.Work, error) {
	request := &r.requests[op.Index]
	bytes, err := r.cache.lookup(ctx, r.options.Requests.keys[request.key], r.from.after(request.at), r.asking(r.traffic.Session(op.Worker), request.key))
	if err != nil {
		return engine.Work{}, err
	}
	return engine.Work{Items: 1, Bytes: int64(bytes)}, nil
}

// asking is the call for a key, on a session.
func (w *workload) asking(session *easypost.Session, key int) fetch {
	return func(ctx context.Context) (*Quote, int, error) {
		r := w.options.Requests
		shipment, bytes, err := session.CreateShipment(ctx, &r.orders[key])
		if err != nil {
			return nil, 0, err
		}
		quote := &Quote{Key: r.keys[key], Rates: make([]Rate, len(shipment.Rates))}
		for i := range shipment.Rates {
			rate := &shipment.Rates[i]
			quote.Rates[i] = Rate{Carrier: rate.Carrier, Service: rate.Service, Currency: rate.Currency, Cents: rate.Cents, Days: rate.DeliveryDays}
		}
		return quote, bytes, nil
	}
}

// verify checks that every lookup was counted as what it was, and that a key which a
// pass asks for was asked of the server at least once in it: an answer that comes from
// elsewhere would be fast and wrong.
func (r *run) verify() error {
	c, passes := r.counts.evidence(), int64(r.begun-1)
	asked := map[int]bool{}
	for _, request := range r.requests {
		asked[request.key] = true
	}
	switch least := passes * int64(len(asked)); {
	case c.Lookups != c.Hits+c.Joined+c.Calls || c.Lookups != passes*int64(len(r.requests)):
		return fmt.Errorf("%d lookups are %d hits, %d joined and %d calls", c.Lookups, c.Hits, c.Joined, c.Calls)
	case c.Calls < least:
		return fmt.Errorf("%d calls were made for %d keys: the cache had answers that it was not given", c.Calls, least)
	}
	return nil
}
