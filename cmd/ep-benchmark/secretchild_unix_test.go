//go:build unix

package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/cmd/internal/files"
	"ep-benchmark/cmd/internal/process"
)

// The simulator, which is started for a run and for doctor, is not given the
// key, under whatever name the environment has it.
func TestTheSimulatorIsNotGivenTheKey(t *testing.T) {
	const key = "EZAKdistinctiveOfAProductionAccount"
	t.Setenv(process.KeyVariable, key)
	t.Setenv("ANOTHER_NAME", "Bearer "+key)
	t.Setenv("NAMED_"+key, "x")
	t.Setenv("HARMLESS", "kept")
	for name, args := range map[string][]string{"a run": {"tracking", "--quick", "--no-save"}, "doctor": {"doctor"}} {
		folder := t.TempDir()
		program, seen := filepath.Join(folder, "program"), filepath.Join(folder, "seen")
		if err := os.WriteFile(program, []byte("#!/bin/sh\nenv > "+seen+"\nexit 1\n"), 0o700); err != nil {
			t.Fatal(err)
		}
		var out, told bytes.Buffer
		env := silent(&out, &told)
		env.Getenv = os.Getenv
		env.Executable = func() (string, error) { return program, nil }
		run(context.Background(), args, env)
		environment, err := os.ReadFile(seen)
		if err != nil {
			t.Fatalf("%s: %v:\n%s", name, err, told.String())
		}
		if text := string(environment); strings.Contains(text, "distinctive") || !strings.Contains(text, "HARMLESS=kept") || !strings.Contains(text, "PATH=") {
			t.Errorf("%s: the simulator is given\n%s", name, text)
		}
	}
}

// The program stops waiting for a key that is never written when the context
// ends. The first signal ends the context.
func TestKeyFromAPipeThatStaysEmpty(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, flag := range []string{"--api-key-file", "--api-ca"} {
		ctx, cancel := context.WithCancel(context.Background())
		var out, told bytes.Buffer
		ended := make(chan int, 1)
		go func() {
			env := silent(&out, &told)
			env.Getenv = func(name string) string {
				return map[string]string{process.KeyVariable: "EZTKforTests"}[name]
			}
			ended <- run(ctx, []string{"--api-url", "https://127.0.0.1:1", flag, path, "tracking"}, env)
		}()
		cancel()
		select {
		case code := <-ended:
			if code != cli.ExitInterrupted || !strings.Contains(told.String(), flag+" "+path+": interrupted") {
				t.Errorf("%s: exit code %d: %s", flag, code, told.String())
			}
		case <-time.After(patience):
			t.Fatalf("%s: it waits for the pipe", flag)
		}
	}
}

// A key may come through a pipe.
func TestKeyThroughAPipe(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	go func() { _ = os.WriteFile(path, []byte("EZTKthroughAPipe\n"), 0o600) }()
	if text, err := files.ReadSmall(t.Context(), path, 1<<10); err != nil || string(text) != "EZTKthroughAPipe\n" {
		t.Errorf("%q, %v", text, err)
	}
}
