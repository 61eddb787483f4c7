// Package serve is the command that serves the EasyPost API by itself, for those
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
)

// defaultAddress is where the simulator command listens by default.
// everyoneAddress is the default with --listen-all.
const (
	defaultAddress  = "127.0.0.1:8080"
	everyoneAddress = "0.0.0.0:8080"
)

// Examples are those of the command's help.
const Examples = `  Start it
    ep-benchmark simulator --addr 127.0.0.1:8080
    ep-benchmark simulator --latency recorded --rate-limit documented
    ep-benchmark simulator --latency slow.toml --faults faults.toml --seed 7
    ep-benchmark simulator --tls --tls-cert-out simulator.pem

  Use it from a second terminal
    curl -u EZTKanything: http://127.0.0.1:8080/v2/trackers -H 'Content-Type: application/json' \
      -d '{"tracker":{"tracking_code":"EZ4000000004"}}'
    curl http://127.0.0.1:8080/metrics
    curl --cacert simulator.pem -u EZTKanything: https://127.0.0.1:8080/v2/shipments`

// The headings under which help shows the flags.
const (
	groupServe = "How it serves"
	groupReach = "Who can reach it"
)

// flags are the flags of the simulator command.
type flags struct {
	address, latency, faults string
	limit, certificate       string
	seed                     uint64
	objects                  int
	everyone, tls, child     bool
	boundFlags
}

// New returns the command that serves the EasyPost API.
func New(env process.Environment) *cobra.Command {
	var flags flags
	command := &cobra.Command{
		Use:   "simulator",
		Short: "Serve the EasyPost API on this machine, until Ctrl-C",
		Long: `simulator serves the EasyPost API v2 from memory: addresses, parcels, shipments
from rates to label, trackers and batches, with paging, errors, and as much
latency, faults and rate limits as its flags say. EasyPost's own clients work
with it when they are given its address, and any key that begins with EZTK.

It prints one line of JSON with its address when it is ready, and a summary of
what it has served when it ends. GET /healthz says that it lives, GET /metrics
what it has served so far, in Prometheus' format. docs/simulator.md tells more.`,
		Example: Examples,
		Args:    cli.NoArguments,

		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return flags.carryOut(cmd.Context(), cmd.Flags(), env)
		},
	}
	flags.register(command)
	return command
}

func (f *flags) register(command *cobra.Command) {
	set := command.Flags()
	set.SortFlags = false
	set.StringVar(&f.address, "addr", defaultAddress, "where to listen, on this machine only; port 0 takes a free one")
	cli.Describe(set, "addr", groupServe, "host:port", "a loopback address with a port, such as 127.0.0.1:8080")
	set.StringVar(&f.latency, "latency", simulator.Fixed.String(), order.LatencyUsage)
	cli.Describe(set, "latency", groupServe, "name|file", order.LatencyExpected)
	set.StringVar(&f.faults, "faults", "", "a file of what goes wrong, and when: errors, resets, broken JSON, slow bodies, stalls")
	cli.Describe(set, "faults", groupServe, "file", "a .toml file of faults")
	set.StringVar(&f.limit, "rate-limit", "off", "requests a second above which 429 is answered: off, documented (5 on lists, as EasyPost's documentation has it) or a number over all")
	cli.Describe(set, "rate-limit", groupServe, "name|n", "off, documented or a number of requests a second from 1 to 1000000")
	set.IntVar(&f.objects, "max-objects", simulator.DefaultMaxObjects, "how many objects of each kind are kept; the oldest leaves for the newest")
	cli.Describe(set, "max-objects", groupServe, "n", fmt.Sprintf("1 to %d", mostObjects))
	set.Uint64Var(&f.seed, "seed", 1, "the same seed and requests give the same answers, delays and faults")
	cli.Describe(set, "seed", groupServe, "n", "a whole number, 0 or more")
	f.registerReach(set)
	f.boundFlags.register(command)
	set.BoolVar(&f.child, "child", false, "end when standard input ends")
	_ = set.MarkHidden("child")
	f.complete(command)
}

// registerReach adds the flags for who can reach the simulator, and how.
func (f *flags) registerReach(set *pflag.FlagSet) {
	set.BoolVar(&f.everyone, "listen-all", false, "let other machines reach it: at port 8080 of every address, or at --addr")
	cli.Describe(set, "listen-all", groupReach, "", "true or false")
	set.BoolVar(&f.tls, "tls", false, "speak TLS, and HTTP/2 to those who want it, with a certificate made for this start")
	cli.Describe(set, "tls", groupReach, "", "true or false")
	set.StringVar(&f.certificate, "tls-cert-out", "", "write the certificate, for clients that must trust it: curl --cacert, NODE_EXTRA_CA_CERTS")
	cli.Describe(set, "tls-cert-out", groupReach, "file", "a file to write, such as simulator.pem")
}

func (f *flags) complete(command *cobra.Command) {
	last := cobra.ShellCompDirectiveNoFileComp
	cli.Offer(command, "latency", cobra.ShellCompDirectiveDefault, order.LatencyNames...)
	cli.Offer(command, "rate-limit", last, "off", "documented")
	_ = command.MarkFlagFilename("faults", "toml")
	for _, name := range []string{"addr", "max-objects", "seed"} {
		cli.Offer(command, name, last)
	}
}

// mostObjects bounds --max-objects: a million of each kind take about 1.5 GB.
const mostObjects = 1_000_000

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
	service.Options = simulator.Options{Seed: f.seed, Latency: latency.Profile, Limit: limit, MaxObjects: f.objects}
	if service.Bounds, err = f.bounds(set); err != nil {
		return service, err
	}
	if set.Changed("faults") {
		if service.Faults, err = simulator.ReadFaults(f.faults, f.seed); err != nil {
			return service, order.WrongFile(set, "faults", err)
		}
	}
	return service, f.certify(&service)
}

// reach checks the flags for who can reach the simulator, and sets the address.
func (f *flags) reach(set *pflag.FlagSet, service *simulator.Service) error {
	switch {
	case f.certificate != "" && !f.tls:
		return cli.Usagef("--tls-cert-out writes the certificate of --tls: expected both or neither")
	case set.Changed("tls-cert-out") && f.certificate == "":
		return cli.WrongValue(set, "tls-cert-out")
	case f.certificate == export.StreamPath:
		return cli.Usagef("--tls-cert-out -: standard output carries the simulator's address: expected the path of a file")
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
	if service.Certificate, err = simulator.NewCertificate(service.Address); err != nil {
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

// uses are the files of the simulator.
func (f *flags) uses(env process.Environment) []files.Use {
	all := append(files.ReadsIfThere("--latency", f.latency), files.ReadsIfThere("--faults", f.faults)...)
	all = append(all, files.WritesOutput("--tls-cert-out", f.certificate)...)
	return append(all, files.StandardUses(env)...)
}
