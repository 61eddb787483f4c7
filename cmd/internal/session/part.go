package session

import (
	"context"
	"slices"

	"ep-benchmark/cmd/internal/api"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/engine"
)

// A Part is what some variants of a plan have of their own: what their workloads
// are built from, and the server that these call.
type Part struct {
	Variants []string     // their names; none where the plan has no variants
	Order    *order.Order // its entries, environment, latency and children
	Target   *api.Target  // nil for a simulator of our own
	Alike    bool         // workloads of the user's own are those of the first part
	server   *api.Server
}

// OpenParts starts or connects to the servers that the workloads of all parts
// call, so that all are there before anything is measured. Parts that want a
// simulator with the same latencies share it, and each has a client of its own. The
// plan is that of the first part.
func OpenParts(ctx context.Context, parts []*Part, env process.Environment) (*Session, error) {
	for _, p := range parts[1:] {
		p.Order.Plan = parts[0].Order.Plan
	}
	s := &Session{Order: parts[0].Order, parts: parts, Env: env}
	if err := s.open(ctx); err != nil {
		return nil, err
	}
	return s, nil
}

// DeferParts is OpenParts for a session whose first run starts the servers, so that a
// dashboard can be seen before they are there. It opens the session right away where
// a server is not ours, or workloads of the user's own need something: what is wrong
// with these is reported before the dashboard hides it.
func DeferParts(ctx context.Context, parts []*Part, env process.Environment) (*Session, error) {
	for _, p := range parts {
		if p.Target != nil || p.Order.Own != nil {
			return OpenParts(ctx, parts, env)
		}
		p.Order.Plan = parts[0].Order.Plan
	}
	return &Session{Order: parts[0].Order, parts: parts, Env: env}, nil
}

// open starts or connects to all servers, and has workloads of the user's own get
// what they need.
func (s *Session) open(ctx context.Context) error {
	err := s.serve(ctx)
	if err == nil {
		err = s.own().Open(ctx)
	}
	if err != nil {
		s.stop()
	}
	return err
}

// serve starts or connects to all servers.
func (s *Session) serve(ctx context.Context) error {
	for i, p := range s.parts {
		if err := p.open(ctx, s.parts[:i], s.Env); err != nil {
			s.stop()
			return err
		}
	}
	return nil
}

// own are the needs of workloads of the user's own, of all parts.
func (s *Session) own() order.All {
	var all order.All
	for _, p := range s.parts {
		if p.Order.Own != nil && !p.Alike {
			all = append(all, p.Order.Own)
		}
	}
	return all
}

// children are those of all parts.
func (s *Session) children() []order.Children {
	var all []order.Children
	for _, p := range s.parts {
		if !p.Alike {
			all = append(all, p.Order.Children...)
		}
	}
	return all
}

// open starts or connects to the part's server. The earlier parts are open.
func (p *Part) open(ctx context.Context, earlier []*Part, env process.Environment) (err error) {
	at := slices.IndexFunc(earlier, func(e *Part) bool {
		return e.Target == nil && p.Target == nil && e.Order.Latency.Text == p.Order.Latency.Text && e.server.Process != nil
	})
	if at >= 0 {
		p.server, err = earlier[at].server.Share(ctx, p.Order, env)
		return err
	}
	p.server, err = api.Serve(ctx, p.Order, p.Target, env)
	return err
}

// Close ends the connections, simulators of ours, and what workloads of the user's
// own needed. It does so even if the context has ended.
func (s *Session) Close(ctx context.Context) error {
	s.stop()
	return s.own().Close(ctx)
}

// stop ends the connections, and simulators of ours.
func (s *Session) stop() {
	for _, p := range slices.Backward(s.parts) {
		if p.server != nil {
			p.server.Stop()
		}
		p.server = nil
	}
}

// servers are those of all parts.
func (s *Session) servers() []*api.Server {
	var all []*api.Server
	for _, p := range s.parts {
		if p.server != nil {
			all = append(all, p.server)
		}
	}
	return all
}

// Died returns an error if a simulator or a relay of ours has ended without being
// stopped. It says which.
func (s *Session) Died() error {
	for _, server := range s.servers() {
		if err := server.Died(); err != nil {
			return err
		}
	}
	for _, one := range s.children() {
		if relay, is := one.(*api.Relay); is {
			if err := relay.Died(); err != nil {
				return err
			}
		}
	}
	return nil
}

// notices returns what the run reports about servers that it did not start.
func (s *Session) notices() []string {
	var all []string
	for _, p := range s.parts {
		for _, notice := range p.Target.Notices() {
			if !slices.Contains(all, notice) {
				all = append(all, notice)
			}
		}
	}
	return all
}

// build builds the named workloads, or all of them without a name.
func (p *Part) build(names []string) (built []engine.Workload, err error) {
	for _, entry := range p.Order.Entries {
		if len(names) > 0 && !slices.Contains(names, entry.Name) {
			continue
		}
		workload, err := entry.Build(p.Order.Environment)
		if err != nil {
			return nil, err
		}
		built = append(built, workload)
	}
	return built, nil
}
