package main

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/process"
)

// A standard stream may lead to a file that the command line names as well.
func TestFilesBehindStreamsAreNotWrittenOver(t *testing.T) {
	t.Chdir(t.TempDir())
	open := func(name string) *os.File {
		file, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = file.Close() })
		return file
	}
	for _, c := range []struct {
		name, expected string
		in, out, err   *os.File
		args           []string
	}{
		{
			name: "stdout", out: open("out"), args: []string{"--export", "json:out"},
			expected: "--export json:out and standard output are the same file, and both would write to it",
		},
		{
			name: "stderr", err: open("err"), args: []string{"--record", "err"},
			expected: "--record err and standard error are the same file",
		},
		{
			name: "stdin", in: open("in"), args: []string{"--input", "-", "--record", "in"},
			expected: "--record in and --input - are the same file, which is read",
		},
		{
			name: "picture", out: open("recording"), args: []string{"replay", "recording", "--picture", "-"},
			expected: "standard output and replay recording are the same file, which is read",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			told := open(c.name + ".told")
			env := process.Environment{Stdin: strings.NewReader(""), Stdout: told, Stderr: told, Getenv: func(string) string { return "" }}
			if c.in != nil {
				env.Stdin = c.in
			}
			if c.out != nil {
				env.Stdout = c.out
			}
			if c.err != nil {
				env.Stderr, told = c.err, c.err
			}
			if code := run(context.Background(), c.args, env); code != cli.ExitUsage {
				t.Errorf("the exit code is %d, expected %d", code, cli.ExitUsage)
			}
			said, err := os.ReadFile(told.Name())
			if err != nil || !strings.Contains(string(said), c.expected) {
				t.Errorf("%v, said:\n%s\nexpected: %s", err, said, c.expected)
			}
		})
	}
}

// Two streams may lead to one file, because the user has asked the shell for
// that.
func TestStreamsMayShareAFile(t *testing.T) {
	file, err := os.Create(filepath.Join(t.TempDir(), "both"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	if err := files.Apart(files.StandardUses(process.Environment{Stdout: file, Stderr: file})); err != nil {
		t.Error(err)
	}
}
