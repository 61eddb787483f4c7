package ratequotes

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/pflag"

	"ep-benchmark/cmd/internal/order"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/engine"
	"ep-benchmark/workloads/quotes/redisserver"
)

// parsed are the flags of a command line.
func parsed(t *testing.T, args ...string) *Flags {
	t.Helper()
	f, set := &Flags{}, pflag.NewFlagSet("", pflag.ContinueOnError)
	f.Register(set)
	if err := set.Parse(args); err != nil {
		t.Fatal(err)
	}
	return f
}

func environment(variables map[string]string) (process.Environment, *bytes.Buffer) {
	var out bytes.Buffer
	return process.Environment{Stderr: &out, Getenv: func(name string) string { return variables[name] }, Keys: &process.Keyring{}}, &out
}

// None comes first, since the others are compared with it, and is there unnamed.
func TestCachesThatAreChosen(t *testing.T) {
	for given, want := range map[string][]string{
		"memory": {"none", "memory"}, "redis,none": {"none", "redis"}, "none, memory ,redis": {"none", "memory", "redis"}, "": nil, "none": nil, "memory,memory": nil, "disk": nil,
	} {
		got, err := parsed(t, "--cache", given).chosen()
		if !slices.Equal(got, want) || (err == nil) != (want != nil) {
			t.Errorf("%q is %q, %v", given, got, err)
		}
	}
}

// An order has a variant for each cache, and compares each with none.
func TestOrders(t *testing.T) {
	env, _ := environment(nil)
	o := order.Order{Plan: engine.Plan{Schedule: engine.Isolated, Warmups: 1, Seed: 1, Looks: engine.DeclaredLooks()}}
	if err := parsed(t, "--redis", "miniredis", "--quotes", "30").Settle(t.Context(), &o, env); err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, v := range o.Plan.Variants {
		names = append(names, v.Name)
	}
	if !slices.Equal(names, []string{"cache=none", "cache=memory", "cache=redis"}) || len(o.Plan.Effects) != 2 || o.Plan.Effects[1] != (engine.Effect{Variant: "cache=redis", Reference: "cache=none", Gates: true}) {
		t.Errorf("%q, %+v", names, o.Plan.Effects)
	}
	if o.Plan.Workers != defaultWorkers || o.Environment.Sizes["quotes"] != 30 || o.Own == nil || o.Study == nil || len(o.Children) != 1 || len(o.Guests) != 1 || !o.Entries[0].UsesServer {
		t.Errorf("%+v", o)
	}
	if notices := o.Guests[0].Notices(); len(notices) != 1 || !strings.Contains(notices[0], "which is not Redis") {
		t.Errorf("%q", notices)
	}
}

// Which server is asked is what is named, else what is found, and what stands in is
// said, with how to get the real one.
func TestServersThatAreFound(t *testing.T) {
	env, out := environment(map[string]string{process.RedisVariable: "from-the-environment"})
	t.Setenv("PATH", t.TempDir())
	w, err := parsed(t).find(env)
	if err != nil || w.kind != stood || !strings.Contains(w.warning, "Redis is not measurable here") || !strings.Contains(w.warning, "get it by apt-get install redis-server") {
		t.Errorf("%+v, %v", w, err)
	}
	if err := os.WriteFile(filepath.Join(os.Getenv("PATH"), redisserver.Program), []byte("#!/bin/sh\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	if w, err = parsed(t).find(env); err != nil || w.kind != found || w.warning != "" {
		t.Errorf("%+v, %v", w, err)
	}
	if w, err = parsed(t, "--redis", "redis://127.0.0.1:7000").find(env); err != nil || w.kind != named || w.address.Password != "from-the-environment" || (asked{&w}).Port() != 7000 {
		t.Errorf("%+v, %v", w, err)
	}
	if w, err = parsed(t, "--redis", "redis://:in-the-address@10.0.0.7").find(env); err != nil || w.address.Password != "in-the-address" || (asked{&w}).Port() != 0 {
		t.Errorf("%+v, %v", w, err)
	}
	if text := env.Keys.Hide("in-the-address from-the-environment"); strings.Contains(text, "address") || strings.Contains(text, "environment") {
		t.Errorf("passwords are shown: %s", text)
	}
	if !strings.Contains(out.String(), "others on this machine can read there") || strings.Contains(out.String(), "in-the-address") {
		t.Errorf("%q", out)
	}
}

// The hidden command runs what it is asked to, and nothing else.
func TestServerCommand(t *testing.T) {
	var out bytes.Buffer
	if code := RunServer([]string{"miniredis"}, strings.NewReader(""), &out); code != 0 || !strings.HasPrefix(out.String(), `{"address":"127.0.0.1:`) {
		t.Errorf("exit code %d: %s", code, out.String())
	}
	for _, args := range [][]string{nil, {"a", "b"}, {filepath.Join(t.TempDir(), "none")}} {
		if code := RunServer(args, strings.NewReader(""), &out); code == 0 {
			t.Errorf("%q is exit code 0", args)
		}
	}
}
