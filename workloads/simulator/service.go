package simulator

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"

	"ep-benchmark/workloads/simulator/httpserver"
	"ep-benchmark/workloads/simulator/metrics"
	"ep-benchmark/workloads/simulator/wire"
)

// anyPort is the default address of a service: a free port, on this machine only.
const anyPort = "127.0.0.1:0"

// Service is a Simulator together with how it is reached.
type Service struct {
	Options
	// Address is host and port to listen on; an empty one stands for any free port of this machine.
	Address string
	// State is the file that outlives a restart; "" = none.
	State string
	// Everyone allows an address that other machines can reach.
	Everyone bool
	// Certificate makes the service speak TLS, with HTTP/2 for clients that want it; nil stands for plain HTTP/1.1.
	Certificate *httpserver.Certificate
}

// Run serves until the context ends, says on announce, in one line of JSON, where it is reached, and returns what it
// has served:
//
//	{"address":"127.0.0.1:41234"}
//	{"address":"127.0.0.1:41234","url":"https://127.0.0.1:41234"}     with TLS
//
// An address that other machines can reach is refused unless that is wanted; the error is then an AddressError. With a
// parent, Run also ends when reading from it does: the parent holds the other end of a pipe, which the kernel closes
// however the parent dies.
func (o Service) Run(ctx context.Context, announce io.Writer, parent io.Reader) (metrics.Summary, error) {
	l, err := o.listen(ctx)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	if parent != nil {
		go func() {
			_, _ = io.Copy(io.Discard, parent) // end of file and a broken pipe mean the same
			cancel()
		}()
	}
	s := New(o.Options)
	s.ServedAt(o.url(l.Addr().String()))
	var kept io.Closer = nothing{}
	if o.State != "" {
		if kept, err = s.KeepIn(o.State); err != nil {
			return nil, errors.Join(&StateError{o.State, err}, l.Close())
		}
	}
	if _, err := io.WriteString(announce, o.announcement(l.Addr().String())); err != nil {
		return nil, errors.Join(fmt.Errorf("announcing the address: %w", err), l.Close(), kept.Close())
	}
	err = s.ServeTLS(ctx, l, o.Certificate)
	if problem := kept.Close(); problem != nil {
		err = errors.Join(err, &StateError{o.State, problem})
	}
	return s.Summary(), err
}

// A StateError is what is wrong with a state file.
type StateError struct {
	Path string
	err  error
}

func (e *StateError) Error() string { return fmt.Sprintf("the state file %s: %v", e.Path, e.err) }

// Unwrap returns what is wrong.
func (e *StateError) Unwrap() error { return e.err }

// nothing is closed where there is no state file.
type nothing struct{}

func (nothing) Close() error { return nil }

// url is where clients on this machine reach the service.
func (o Service) url(address string) string {
	if o.Certificate != nil {
		return "https://" + reachable(address)
	}
	return "http://" + reachable(address)
}

func (o Service) announcement(address string) string {
	line := `{"address":` + wire.Quote(address)
	if o.Certificate != nil {
		line += `,"url":` + wire.Quote(o.url(address))
	}
	return line + "}\n"
}

// reachable returns an address by which this machine reaches the service. It replaces the unspecified address, which
// stands for all addresses.
func reachable(address string) string {
	host, port, _ := net.SplitHostPort(address)
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		return net.JoinHostPort("localhost", port)
	}
	return address
}

// listen opens the port.
func (o Service) listen(ctx context.Context) (net.Listener, error) {
	address := o.Address
	if address == "" {
		address = anyPort
	}
	if err := checkAddress(address, o.Everyone); err != nil {
		return nil, err
	}
	var config net.ListenConfig
	return config.Listen(ctx, "tcp", address)
}

// An AddressError is an address that a Service does not take.
type AddressError struct{ text string }

func (e *AddressError) Error() string { return e.text }

// checkAddress refuses a text that is no address. Unless everyone is set, it also refuses an address that other
// machines can reach. The name localhost counts as local without a lookup; other names are refused, since they could
// stand for any address.
func checkAddress(address string, everyone bool) error {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return &AddressError{fmt.Sprintf("simulator address: %v", err)}
	}
	if _, err := strconv.ParseUint(port, 10, 16); err != nil {
		return &AddressError{fmt.Sprintf("simulator address %q: the port is not a number", address)}
	}
	if everyone || host == "localhost" {
		return nil
	}
	if ip := net.ParseIP(host); ip == nil || !ip.IsLoopback() {
		return &AddressError{fmt.Sprintf("simulator address %q: only loopback addresses such as 127.0.0.1:0 are allowed", address)}
	}
	return nil
}
