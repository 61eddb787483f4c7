package serve

import (
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/workloads/simulator"
	"ep-benchmark/workloads/simulator/latency"
	"ep-benchmark/workloads/simulator/rating"
)

// defaultAddress is where the simulator command listens by default.
// everyoneAddress is the default with --listen-all.
const (
	defaultAddress  = "127.0.0.1:8080"
	everyoneAddress = "0.0.0.0:8080"
)

// mostObjects bounds --max-objects: a million of each kind take about 1.5 GB.
const mostObjects = 1_000_000

// fastest bounds --time-scale: a parcel is there after a quarter of a second.
const fastest = 1_000_000

// groupServe is the heading of what the simulator does.
const groupServe = "How it serves"

// flags are the flags of the simulator command.
type flags struct {
	address, latency, faults string
	limit, certificate       string
	drift                    string
	seed                     uint64
	objects                  int
	everyone, tls, child     bool
	anywhere                 bool
	state                    string
	timeScale                float64
	boundFlags
}

func (f *flags) register(command *cobra.Command) {
	set := command.Flags()
	set.SortFlags = false
	set.StringVar(&f.address, "addr", defaultAddress, "where to listen, on this machine only; port 0 takes a free one")
	cli.Describe(set, "addr", groupServe, "host:port", "a loopback address with a port, such as 127.0.0.1:8080")
	set.StringVar(&f.latency, "latency", latency.Fixed.String(), order.LatencyUsage)
	cli.Describe(set, "latency", groupServe, "name|file", order.LatencyExpected)
	set.StringVar(&f.faults, "faults", "", "a file of what goes wrong, and when: errors, resets, broken JSON, slow bodies, stalls")
	cli.Describe(set, "faults", groupServe, "file", "a .toml file of faults")
	set.StringVar(&f.limit, "rate-limit", "off", "requests a second above which 429 is answered: off, documented (5 on lists, as EasyPost's documentation has it) or a number over all")
	cli.Describe(set, "rate-limit", groupServe, "name|n", "off, documented or a number of requests a second from 1 to 1000000")
	set.IntVar(&f.objects, "max-objects", simulator.DefaultMaxObjects, "how many objects of each kind are kept; the oldest is dropped for the newest")
	cli.Describe(set, "max-objects", groupServe, "n", fmt.Sprintf("1 to %d", mostObjects))
	set.StringVar(&f.state, "state", "", "a file that keeps all objects, so that they outlive a restart; it is made where there is none")
	cli.Describe(set, "state", groupServe, "file", "a path of a file, such as simulator.db")
	set.Float64Var(&f.timeScale, "time-scale", 0, "how many times faster than the clock parcels travel; with 0 they do not move")
	cli.Describe(set, "time-scale", groupServe, "n", fmt.Sprintf("0, or a number from 1 to %g", float64(fastest)))
	set.StringVar(&f.drift, "drift", "off", "let prices change over time, as 2%/24h does: each day each carrier's prices are up to 2 % higher or lower, drawn from the seed; off leaves them as they are")
	cli.Describe(set, "drift", groupServe, "percent/time", rating.DriftExpected)
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
	set.BoolVar(&f.tls, "tls", false, "speak TLS, and HTTP/2 with clients that offer it, with a certificate made for this start")
	cli.Describe(set, "tls", groupReach, "", "true or false")
	set.BoolVar(&f.anywhere, "webhooks-anywhere", false, "send events to webhooks on other machines too, and not to this one alone")
	cli.Describe(set, "webhooks-anywhere", groupReach, "", "true or false")
	set.StringVar(&f.certificate, "tls-cert-out", "", "write the certificate, for clients that must trust it: curl --cacert, NODE_EXTRA_CA_CERTS")
	cli.Describe(set, "tls-cert-out", groupReach, "file", "a file to write, such as simulator.pem")
}

func (f *flags) complete(command *cobra.Command) {
	last := cobra.ShellCompDirectiveNoFileComp
	cli.Offer(command, "latency", cobra.ShellCompDirectiveDefault, order.LatencyNames...)
	cli.Offer(command, "rate-limit", last, "off", "documented")
	cli.Offer(command, "drift", last, "off", "2%/24h")
	_ = command.MarkFlagFilename("faults", "toml")
	for _, name := range []string{"addr", "max-objects", "seed", "time-scale"} {
		cli.Offer(command, name, last)
	}
}

// uses are the files of the simulator.
func (f *flags) uses(env process.Environment) []files.Use {
	all := append(files.ReadsIfThere("--latency", f.latency), files.ReadsIfThere("--faults", f.faults)...)
	all = append(all, files.WritesOutput("--tls-cert-out", f.certificate)...)
	all = append(all, files.WritesOutput("--state", f.state)...)
	return append(all, files.StandardUses(env)...)
}
