package load

import (
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ep-benchmark/cmd/internal/api"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/engine"
	"ep-benchmark/workloads/httpload"
	"ep-benchmark/workloads/wire"
)

const (
	groupRequest = "The request"
	groupWay     = "The way to the server"
	groupPace    = "The pace"
)

// The defaults and limits of a load.
const (
	defaultRequests = 100
	mostRequests    = 1_000_000
	defaultTimeout  = 30 * time.Second
	defaultWorkers  = 16
	longestTrip     = 10 * time.Second
	defaultLeg      = 2500 * time.Millisecond
	shortestLeg     = time.Second
	longestLeg      = 10 * time.Minute
	// forTail is how many arrivals p99 needs.
	forTail = 500
	// defaultRounds is how many rounds a run with a rate has.
	defaultRounds = order.FewestRounds
)

// MostInFlight is the most requests in flight at once.
const MostInFlight = 512

// Connections.
const (
	pooled     = "pooled"
	perRequest = "per-request"
)

// Flags are the flags of a load.
type Flags struct {
	method, body, bodyFile  string
	headers, secrets        []string
	bearer, status          string
	expected                []string
	requests                int
	timeout                 time.Duration
	connections, protocol   string
	insecure                bool
	authorities             string
	roundTrip               time.Duration
	dispatch, rate, spacing string
	inFlight                int
	duration                time.Duration
	vary                    []string
	Guest                   api.Flags
	Unsent                  bool // nothing will be sent: secrets that are not there are left out
	set                     *pflag.FlagSet
	file                    bool // the values are of a file, and errors have its keys
}

// Register adds the flags to a set.
func (f *Flags) Register(set *pflag.FlagSet) {
	f.set = set
	f.registerRequest()
	f.registerWay()
	f.registerPace()
}

func (f *Flags) registerRequest() {
	set := f.set
	describe := func(name, kind, expected string) { cli.Describe(set, name, groupRequest, kind, expected) }
	set.StringVar(&f.method, "method", "", "the method; GET by default, and POST with a body")
	describe("method", "name", "a method such as GET or POST")
	set.StringArrayVar(&f.headers, "header", nil, "a header 'Name: value'; repeatable")
	describe("header", "text", "a header such as 'Accept: application/json'")
	set.StringVar(&f.bearer, "bearer-env", "", "send 'Authorization: Bearer' with the value of this environment variable, which is shown nowhere")
	describe("bearer-env", "variable", "the name of an environment variable that is set")
	set.StringArrayVar(&f.secrets, "header-env", nil, "a header 'Name=VARIABLE' with the value of an environment variable, which is shown nowhere; repeatable")
	describe("header-env", "text", "a header and an environment variable that is set, such as X-Api-Key=MY_KEY")
	set.StringVar(&f.body, "body", "", "the body of each request")
	describe("body", "text", "a text")
	set.StringVar(&f.bodyFile, "body-file", "", "a file with the body of each request, or, if it ends in .jsonl, with one body of JSON in each line, sent one after another")
	describe("body-file", "file", "a file that can be read and is not empty")
	set.StringVar(&f.status, "status", "2xx", "the statuses that count as success")
	describe("status", "list", httpload.StatusesExpected)
	set.StringArrayVar(&f.expected, "expect-json", nil, "what each answer's JSON has to have: a path such as rates.0.price, or path=value; repeatable")
	describe("expect-json", "path[=value]", httpload.ExpectationExpected)
	set.IntVar(&f.requests, "requests", defaultRequests, "requests of a pass; a leg that is shorter than 100 ms has several passes")
	describe("requests", "n", fmt.Sprintf("1 to %d", mostRequests))
	set.DurationVar(&f.timeout, "timeout", defaultTimeout, "a request that lasts longer is hung")
	describe("timeout", "time", "1ms or more, such as 30s")
}

func (f *Flags) registerWay() {
	set := f.set
	describe := func(name, kind, expected string) { cli.Describe(set, name, groupWay, kind, expected) }
	set.StringVar(&f.connections, "connections", pooled, "pooled, or per-request: each request has a new connection")
	describe("connections", "name", "pooled or per-request")
	set.StringVar(&f.protocol, "protocol", string(wire.HTTP1), "h1 is HTTP/1.1; h2 is HTTP/2, without TLS for http://")
	describe("protocol", "name", "h1 or h2")
	set.BoolVar(&f.insecure, "insecure", false, "do not check the server's certificate")
	describe("insecure", "", "true or false")
	set.StringVar(&f.authorities, "ca-file", "", "trust the certificates in this PEM file, and no others")
	describe("ca-file", "file", "a PEM file of certificates")
	set.DurationVar(&f.roundTrip, "rtt", 0, "add a round trip of this time: a relay of ours holds back what goes each way by half of it")
	describe("rtt", "time", fmt.Sprintf("more than 0 and up to %v, such as 20ms", longestTrip))
	f.Guest.RegisterLimit(set)
}

func (f *Flags) registerPace() {
	set := f.set
	describe := func(name, kind, expected string) { cli.Describe(set, name, groupPace, kind, expected) }
	set.StringVar(&f.dispatch, "dispatch", engine.Dispatch{}.String(), "how requests are handed out in parallel legs: pool, semaphore:K (all started at once, K in flight), chunks:K (K started, and all awaited before the next K) or window:K (a request waits for the K-th before it, and all before that)")
	describe("dispatch", "name", engine.DispatchExpected)
	set.StringVar(&f.rate, "rate", "", "send requests at this rate, whether or not others are answered, by turns with a closed loop of -n workers; latency counts from when a request was to begin")
	describe("rate", "n/s", httpload.RateExpected)
	set.StringVar(&f.spacing, "arrivals", string(httpload.Constant), "with --rate: constant, or poisson: requests arrive independently of one another")
	describe("arrivals", "name", "constant or poisson")
	set.IntVar(&f.inFlight, "max-in-flight", MostInFlight, "with --rate: most requests in flight; a request that would be one more is skipped, and counted")
	describe("max-in-flight", "n", fmt.Sprintf("1 to %d", MostInFlight))
	set.DurationVar(&f.duration, "duration", defaultLeg, "with --rate: length of a leg; where it is not given, a leg is at least as long as 500 requests take")
	describe("duration", "time", fmt.Sprintf("%v to %v", shortestLeg, longestLeg))
}

// RegisterVary adds the flag of values that take turns.
func (f *Flags) RegisterVary(set *pflag.FlagSet) {
	set.StringArrayVar(&f.vary, "vary", nil, "compare values of a setting in turns, the first with each other one: "+strings.Join(varied(), ", ")+"; repeatable")
	cli.Describe(set, "vary", groupPace, "name=values", order.VaryExpected)
}

// Uses are the files that are read.
func (f *Flags) Uses() []files.Use {
	var all []files.Use
	if f.bodyFile != "" {
		all = append(all, files.Reads(f.name("body-file"), f.bodyFile))
	}
	if f.authorities != "" {
		all = append(all, files.Reads(f.name("ca-file"), f.authorities))
	}
	return all
}

// Complete offers values to the shell's completion.
func (f *Flags) Complete(command *cobra.Command) {
	last := cobra.ShellCompDirectiveNoFileComp
	cli.Offer(command, "method", last, "GET", "POST", "PUT", "PATCH", "DELETE")
	cli.Offer(command, "connections", last, pooled, perRequest)
	cli.Offer(command, "protocol", last, string(wire.HTTP1), string(wire.HTTP2))
	cli.Offer(command, "status", last, "2xx", "200", "201")
	cli.Offer(command, "body-file", cobra.ShellCompDirectiveFilterFileExt, "jsonl", "json")
	cli.Offer(command, "dispatch", last|cobra.ShellCompDirectiveNoSpace, "pool", "semaphore:", "chunks:", "window:")
	cli.Offer(command, "arrivals", last, string(httpload.Constant), string(httpload.Poisson))
	if command.Flag("vary") != nil {
		var names []string
		for _, name := range varied() {
			names = append(names, name+"=")
		}
		cli.Offer(command, "vary", last|cobra.ShellCompDirectiveNoSpace, names...)
	}
	for _, name := range []string{"rate", "max-in-flight", "duration", "header", "bearer-env", "header-env", "body", "expect-json", "requests", "timeout", "rtt", "max-requests"} {
		cli.Offer(command, name, last)
	}
}
