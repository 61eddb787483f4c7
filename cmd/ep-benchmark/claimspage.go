package main

import (
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/process"
)

// newClaimsPage returns the command that compares two builds of a web page.
func newClaimsPage(env process.Environment) *cobra.Command {
	f := &claimsFlags{}
	f.fail.usual = "failed"
	command := &cobra.Command{
		Use:   "page BEFORE AFTER",
		Short: "Put the claims about a web page to the test, by two builds of it",
		Long: `page compares two folders of a web page's files: how many bytes they have, and how
long a headless browser takes to load each index.html, with an empty cache and from
this machine. Without Chromium only the bytes are compared.`,
		Example: `  Does code splitting halve the page, and is its first load 20-30 % faster?
    ep-benchmark claims page dist-before dist-after`,
		Args: func(cmd *cobra.Command, args []string) error { return cli.Numbered(cmd, args, 2, 2) },
		RunE: func(cmd *cobra.Command, args []string) error {
			ledger, again, err := pageLedger(args)
			if err != nil {
				return err
			}
			return f.carryOut(cmd.Context(), subject{ledger: ledger, again: again}, nil, env)
		},
	}
	f.register(command)
	return command
}

// pagePrefix begins the ids of the built-in claims about a page.
const pagePrefix = "page-"

// pageLedger has the built-in claims about a page, of two folders, and the arguments
// that test them again from anywhere.
func pageLedger(folders []string) (ledger claims.Ledger, again []string, err error) {
	built, err := claims.BuiltIn()
	if err != nil {
		return ledger, nil, err
	}
	var pages []string
	for _, folder := range folders {
		path, err := filepath.Abs(folder)
		if err != nil {
			return ledger, nil, err
		}
		pages = append(pages, path)
	}
	ledger.Name, ledger.File = "page", strings.Join(pages, " and ")
	for _, c := range built.Claims {
		if strings.HasPrefix(c.ID, pagePrefix) {
			c.Test.Pages, c.Test.Unmeasured = pages, ""
			ledger.Claims = append(ledger.Claims, c)
		}
	}
	return ledger, append([]string{"claims", "page"}, pages...), nil
}
