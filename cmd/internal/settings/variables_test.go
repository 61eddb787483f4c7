package settings

import (
	"strings"
	"testing"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/process"
)

// A misspelled variable is named, with what was meant. Others are left alone.
func TestCheckVariables(t *testing.T) {
	for pair, want := range map[string]string{
		"EP_BENCHMARK_RONDS=3":         `unknown variable "EP_BENCHMARK_RONDS": did you mean EP_BENCHMARK_ROUNDS?`,
		"EP_BENCHMARK_ROUNDS=3":        "",
		"EP_BENCHMARK_TARGETS=tests=2": "",
		"EP_BENCHMARK_OTHER=":          "",
		"EASYPOST_OTHER=1":             "",
	} {
		err := CheckVariables(process.Environment{Environ: func() []string { return []string{"HOME=/", pair} }})
		code, _ := cli.CodeOf(err)
		switch {
		case want == "" && err != nil:
			t.Errorf("%s: %v", pair, err)
		case want != "" && (code != cli.ExitUsage || !strings.Contains(err.Error(), want)):
			t.Errorf("%s: %v, want %q", pair, err, want)
		}
	}
}
