// Package serve is the command that serves the EasyPost API alone, for those
// who want to ask it with clients of their own.
package serve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/engine/outfile"
	"ep-benchmark/ui/export"
	"ep-benchmark/workloads/simulator"
	"ep-benchmark/workloads/simulator/faults"
	"ep-benchmark/workloads/simulator/httpserver"
	"ep-benchmark/workloads/simulator/rating"
)

// examples are those of the command's help.
const examples = `  Start it
    ep-benchmark simulator --addr 127.0.0.1:8080
    ep-benchmark simulator --latency recorded --rate-limit documented
    ep-benchmark simulator --latency slow.toml --faults faults.toml --seed 7
    ep-benchmark simulator --tls --tls-cert-out simulator.pem
    ep-benchmark simulator --state simulator.db --time-scale 3600 --drift 2%/24h

  Use it from a second terminal
    curl -u EZTKanything: http://127.0.0.1:8080/v2/trackers -H 'Content-Type: application/json' \
      -d '{"tracker":{"tracking_code":"EZ4000000004"}}'
    curl http://127.0.0.1:8080/metrics
    curl --cacert simulator.pem -u EZTKanything: https://127.0.0.1:8080/v2/shipments`

// New returns the command that serves the EasyPost API.
func New(env process.Environment) *cobra.Command {
	var flags flags
	command := &cobra.Command{
		Use:   "simulator",
		Short: "Serve the EasyPost API on this machine, until Ctrl-C",
		Long: `simulator serves the EasyPost API v2 from memory: addresses, shipments from rates
to labels, trackers, batches, orders, pickups, insurances, claims, reports,
webhooks that are really told, and the rest that needs no account data, with
as much latency, faults and rate limits as its flags say. EasyPost's own clients
work with it when they are given its address, and any key that begins with EZTK.

It prints one line of JSON with its address when it is ready, and a summary of
what it has served when it ends. GET /healthz answers while it runs, and
GET /metrics reports what it has served so far, in Prometheus' format. See
docs/simulator.md.`,
		Example: examples,
		Args:    cli.NoArguments,

		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return flags.carryOut(cmd.Context(), cmd.Flags(), env)
		},
	}
	flags.register(command)
	return command
}

// carryOut serves until the context ends.
func (f *flags) carryOut(ctx context.Context, set *pflag.FlagSet, env process.Environment) error {
	if err := files.Apart(f.uses(env)); err != nil {
		return err
	}
	service, err := f.service(set)
	if err != nil {
		return err
	}
	if f.everyone {
		env.Tell("ep-benchmark: --listen-all: everyone who reaches this machine at %s can use the simulator", service.Address)
	}
	service.Log = log.New(env.Stderr, "ep-benchmark: ", 0)
	var parent io.Reader
	if f.child {
		parent = env.Stdin
	}
	served, err := service.Run(ctx, env.Stdout, parent)
	var refused *simulator.AddressError
	switch {
	case errors.As(err, &refused) && f.everyone:
		return cli.Usagef("--addr %q: expected an address with a port, such as %s", f.address, everyoneAddress)
	case errors.As(err, &refused):
		return cli.WrongValue(set, "addr")
	}
	var unkept *simulator.StateError
	if errors.As(err, &unkept) {
		return fmt.Errorf("--state %s: %w", unkept.Path, files.WithoutPath(unkept.Unwrap()))
	}
	if err == nil && !f.child {
		err = writeServed(env.Stderr, served)
	}
	return err
}

// service checks the flags, reads the files and makes the certificate.
func (f *flags) service(set *pflag.FlagSet) (simulator.Service, error) {
	service := simulator.Service{Address: f.address, Everyone: f.everyone}
	if err := f.reach(set, &service); err != nil {
		return service, err
	}
	latency, err := order.ParseLatency(set)
	if err != nil {
		return service, err
	}
	limit, err := simulator.ParseLimit(f.limit)
	if err != nil {
		return service, cli.WrongValue(set, "rate-limit")
	}
	if f.objects < 1 || f.objects > mostObjects {
		return service, cli.WrongValue(set, "max-objects")
	}
	service.Options = simulator.Options{Seed: f.seed, Latency: latency.Profile, Limit: limit, MaxObjects: f.objects, WebhooksAnywhere: f.anywhere}
	if service.Drift, err = rating.ParseDrift(f.drift); err != nil {
		return service, cli.WrongValue(set, "drift")
	}
	if err := f.keeping(set, &service); err != nil {
		return service, err
	}
	if service.Bounds, err = f.bounds(set); err != nil {
		return service, err
	}
	if set.Changed("faults") {
		if service.Faults, err = faults.Read(f.faults, f.seed); err != nil {
			return service, order.WrongFile(set, "faults", err)
		}
	}
	return service, f.certify(&service)
}

// keeping checks the flags for what outlives a restart, and how fast time goes.
func (f *flags) keeping(set *pflag.FlagSet, service *simulator.Service) error {
	switch {
	case set.Changed("state") && f.state == "", f.state == export.StreamPath:
		return cli.WrongValue(set, "state")
	case f.timeScale != 0 && !(f.timeScale >= 1 && f.timeScale <= fastest):
		return cli.WrongValue(set, "time-scale")
	}
	service.State, service.TimeScale = f.state, f.timeScale
	return nil
}

// reach checks the flags for who can reach the simulator, and sets the address.
func (f *flags) reach(set *pflag.FlagSet, service *simulator.Service) error {
	switch {
	case f.certificate != "" && !f.tls:
		return cli.Usagef("--tls-cert-out writes the certificate of --tls: expected both or neither")
	case set.Changed("tls-cert-out") && f.certificate == "":
		return cli.WrongValue(set, "tls-cert-out")
	case export.IsStream(f.certificate):
		return cli.Usagef("--tls-cert-out %s: standard output carries the simulator's address: expected the path of a file", f.certificate)
	case !f.everyone:
		return nil
	case !set.Changed("addr"):
		service.Address = everyoneAddress
	case loopback(f.address):
		return cli.Usagef("--addr %q: others can't reach it: expected an address such as 0.0.0.0:8080, or no --listen-all", f.address)
	}
	return nil
}

// loopback reports whether only this machine can reach an address.
func loopback(address string) bool {
	host, _, _ := net.SplitHostPort(address)
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// certify makes the certificate, and writes it for clients before the simulator
// announces its address.
func (f *flags) certify(service *simulator.Service) (err error) {
	if !f.tls {
		return nil
	}
	if service.Certificate, err = httpserver.NewCertificate(service.Address); err != nil {
		return err
	}
	if f.certificate == "" {
		return nil
	}
	if err := outfile.Replace(f.certificate, service.Certificate.PEM(), outfile.Shared); err != nil { // there is no secret in it
		return fmt.Errorf("--tls-cert-out %s: %w", f.certificate, files.WithoutPath(err))
	}
	return nil
}
