package simulator

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
)

// anyPort is where Main listens when it is not told: this machine only, a port that is free.
const anyPort = "127.0.0.1:0"

// Main serves on a TCP address until the context ends, and says on announce, in one line of JSON, which address it is:
//
//	{"address":"127.0.0.1:41234"}
//
// An empty address stands for any free port of this machine; an address that other machines can reach is refused. With
// a parent, Main also ends when reading from it does: the parent holds the other end of a pipe, which the kernel closes
// however the parent dies.
func Main(ctx context.Context, options Options, address string, announce io.Writer, parent io.Reader) error {
	l, err := listen(ctx, address)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	if parent != nil {
		go func() {
			_, _ = io.Copy(io.Discard, parent) // end of file and a broken pipe mean the same
			cancel()
		}()
	}
	line := `{"address":` + quote(l.Addr().String()) + "}\n"
	if _, err := io.WriteString(announce, line); err != nil {
		return errors.Join(fmt.Errorf("announcing the address: %w", err), l.Close())
	}
	return New(options).Serve(ctx, l)
}

// listen opens a port that only this machine can reach.
func listen(ctx context.Context, address string) (net.Listener, error) {
	if address == "" {
		address = anyPort
	}
	if err := checkLoopback(address); err != nil {
		return nil, err
	}
	var config net.ListenConfig
	return config.Listen(ctx, "tcp", address)
}

// checkLoopback refuses every address that is not one of this machine alone. The name localhost is not looked up
// but taken for one; every other name could be anything.
func checkLoopback(address string) error {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return fmt.Errorf("simulator address: %w", err)
	}
	if _, err := strconv.ParseUint(port, 10, 16); err != nil {
		return fmt.Errorf("simulator address %q: the port is not a number", address)
	}
	if host == "localhost" {
		return nil
	}
	if ip := net.ParseIP(host); ip == nil || !ip.IsLoopback() {
		return fmt.Errorf("simulator address %q: only loopback addresses such as 127.0.0.1:0 are allowed", address)
	}
	return nil
}
