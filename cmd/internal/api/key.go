package api

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/workloads/easypost"
)

// longestKey is far longer than any key.
const longestKey = 1 << 10

// SimulatorKey is the API key that the workloads send to the simulator. It
// gives no access to anything: the simulator accepts any key that looks like a
// test key.
const SimulatorKey = "EZTKepbenchmarksimulator"

// account is the kind of account that a key belongs to.
type account string

const (
	testAccount       account = "test"
	productionAccount account = "production"
	unknownAccount    account = "unknown"
)

// accountOf returns a key's account, which the prefixes of EasyPost's keys
// show.
func accountOf(key easypost.Key) account {
	switch {
	case strings.HasPrefix(string(key), "EZTK"):
		return testAccount
	case strings.HasPrefix(string(key), "EZAK"):
		return productionAccount
	}
	return unknownAccount
}

// key returns the API key. A server on this machine gets SimulatorKey unless a
// file is named, because it does not need the user's own key, which may be
// real.
func (f *Flags) key(ctx context.Context, here bool, env process.Environment) (easypost.Key, error) {
	if here && !f.set.Changed("api-key-file") {
		return SimulatorKey, nil
	}
	if strings.Contains(env.Getenv("GODEBUG"), "http2debug=") { // Go has read it at the start: unsetting it has no effect any more
		return "", cli.Usagef("--api-url: GODEBUG has http2debug, by which every header is printed, the API key's among them: expected GODEBUG without it")
	}
	if f.set.Changed("api-key-file") {
		return f.keyFromFile(ctx, env)
	}
	text := env.Getenv(process.KeyVariable)
	if text == "" {
		return "", cli.Usagef("--api-url: expected an API key in %s, or in a file by --api-key-file", process.KeyVariable)
	}
	key, err := checkedKey(text)
	if err != nil {
		return "", cli.Usagef("%s: %w", process.KeyVariable, err)
	}
	return key, nil
}

func (f *Flags) keyFromFile(ctx context.Context, env process.Environment) (easypost.Key, error) {
	text, err := files.ReadSmall(ctx, f.keyFile, longestKey)
	if err != nil {
		return "", fmt.Errorf("--api-key-file %s: %w", f.keyFile, err)
	}
	key, err := checkedKey(string(text))
	if err != nil {
		return "", fmt.Errorf("--api-key-file %s: %w", f.keyFile, err)
	}
	env.Keys.Add(string(key))
	if err := process.RefuseKeys(env.Arguments, env.Keys); err != nil { // the key is known only now
		return "", err
	}
	if about, err := os.Stat(f.keyFile); err == nil && readableByOthers(about) {
		env.Tell("warning: --api-key-file %s: others on this machine can read it: chmod 600 makes it yours alone", f.keyFile)
	}
	return key, nil
}

func readableByOthers(about fs.FileInfo) bool {
	return about.Mode().IsRegular() && about.Mode().Perm()&0o077 != 0
}

// isUTF16 reports whether a text is UTF-16, as PowerShell writes it: it begins
// with the byte order mark of that encoding, or exactly one of its first two
// bytes is 0.
func isUTF16(text string) bool {
	return strings.HasPrefix(text, "\xff\xfe") || strings.HasPrefix(text, "\xfe\xff") || len(text) > 1 && (text[0] == 0) != (text[1] == 0)
}

// checkedKey returns the key in a text. Its errors do not quote the text,
// because it may be most of a key.
func checkedKey(text string) (easypost.Key, error) {
	key := process.TrimmedKey(text)
	switch {
	case isUTF16(text):
		return "", errors.New("it is UTF-16 text, as PowerShell writes with '>': expected the key as UTF-8 or ASCII text; save it again in that encoding")
	case key == "":
		return "", fmt.Errorf("there is no API key in it: expected one such as EZTK…")
	case len(key) > longestKey || strings.ContainsFunc(key, func(r rune) bool { return r <= ' ' || r > '~' || r == ':' }):
		return "", fmt.Errorf("that is not an API key: expected one word of letters and digits, such as EZTK…")
	}
	return easypost.Key(key), nil
}
