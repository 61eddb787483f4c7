// Package api is the server that the workloads call: a simulator of our own, or
// one that is named. A server that is not on this machine is treated as a guest
// treats its host: few workers, a number of requests that is known and allowed
// beforehand, and no charges that the user has not agreed to.
package api

import (
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/process"
)

// The limits and defaults of a run at a server of another owner: few requests. The allowed requests decide the number of rounds.
const (
	guestRequests     = 500
	mostGuestRequests = 20_000
	mostGuestRounds   = 15
)

// GuestWorkers is how many requests are in flight at once at a server of another
// owner, where nothing else is said.
const GuestWorkers = 4

// MostGuestWorkers is the most requests that are in flight at once at a server of
// another owner.
const MostGuestWorkers = 32

const groupAPI = "API server"

// Flags name the API that the workloads call. Without --api-url, a simulator
// is started for them.
type Flags struct {
	url, keyFile, ca string
	most             int // requests
	accept, buy      bool
	set              *pflag.FlagSet
}

// Register gives a set the flags.
func (f *Flags) Register(set *pflag.FlagSet) {
	f.RegisterAsking(set)
	set.BoolVar(&f.buy, "buy", false, "buy the cheapest label of each shipment that is created, as part of the operation")
	cli.Describe(set, "buy", groupAPI, "", "true or false")
}

// RegisterAsking gives a set the flags of a command that buys nothing.
func (f *Flags) RegisterAsking(set *pflag.FlagSet) {
	f.set = set
	set.StringVar(&f.url, "api-url", "", "ask this server in place of a simulator of our own; the key is taken from "+process.KeyVariable+", and one on this machine needs none")
	cli.Describe(set, "api-url", groupAPI, "url", "a URL such as http://127.0.0.1:8080 or https://api.easypost.com")
	set.StringVar(&f.keyFile, "api-key-file", "", "a file with the API key, in place of "+process.KeyVariable)
	cli.Describe(set, "api-key-file", groupAPI, "file", "a file that holds an API key and nothing else")
	set.StringVar(&f.ca, "api-ca", "", "trust the certificates in this PEM file, and no others")
	cli.Describe(set, "api-ca", groupAPI, "file", "a PEM file of certificates")
	f.registerMost()
	set.BoolVar(&f.accept, "i-accept-real-charges", false, "allow a production key, and buying labels elsewhere: both may cost real money")
	cli.Describe(set, "i-accept-real-charges", groupAPI, "", "true or false")
}

func (f *Flags) registerMost() {
	f.set.IntVar(&f.most, "max-requests", guestRequests, fmt.Sprintf("most requests in all to a server elsewhere, up to %d; also applies the limits of a remote server to a local one", mostGuestRequests))
	cli.Describe(f.set, "max-requests", groupAPI, "n", fmt.Sprintf("1 to %d", mostGuestRequests))
}

// Complete offers no values for what only the user knows.
func (f *Flags) Complete(command *cobra.Command) {
	for _, name := range []string{"api-url", "max-requests"} {
		cli.Offer(command, name, cobra.ShellCompDirectiveNoFileComp)
	}
}

// Uses are the files that say which API is asked.
func (f *Flags) Uses() []files.Use {
	var all []files.Use
	if f.keyFile != "" {
		all = append(all, files.Reads("--api-key-file", f.keyFile))
	}
	if f.ca != "" {
		all = append(all, files.Reads("--api-ca", f.ca))
	}
	return all
}
