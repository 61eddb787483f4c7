package courier

import (
	"errors"
	"fmt"
	"net"
	"syscall"
)

// errForbidden is the reason of every host that the courier does not go to.
var errForbidden = errors.New("webhooks are brought to this machine alone: use a loopback address, or let the simulator send them anywhere")

// onlyLoopback refuses all hosts but this machine. No name is looked up: localhost counts as this machine, and any
// other name could be any machine.
func onlyLoopback(host string) error {
	if ip := net.ParseIP(host); host == "localhost" || ip != nil && ip.IsLoopback() {
		return nil
	}
	return errForbidden
}

// dialer connects to loopback addresses alone, unless anywhere is set. It looks at the address itself, since a name such
// as localhost may stand for another one.
func dialer(anywhere bool) *net.Dialer {
	d := &net.Dialer{Timeout: timeToAnswer}
	if anywhere {
		return d
	}
	d.Control = func(_, address string, _ syscall.RawConn) error {
		host, _, err := net.SplitHostPort(address)
		if err != nil {
			return fmt.Errorf("the address %q: %w", address, err)
		}
		if ip := net.ParseIP(host); ip == nil || !ip.IsLoopback() {
			return errForbidden
		}
		return nil
	}
	return d
}
