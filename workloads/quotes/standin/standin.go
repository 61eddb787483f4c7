// Package standin serves Redis' commands by miniredis, where there is no Redis server.
// It alone imports miniredis.
//
// Its opinion: a stand-in is not the thing. It runs as a process of its own, as Redis
// does, and whoever uses it says so beside every figure.
package standin

import (
	"io"
	"runtime/debug"

	"github.com/alicebob/miniredis/v2"
)

const module = "github.com/alicebob/miniredis/v2"

// Version is miniredis'.
func Version() string {
	if build, ok := debug.ReadBuildInfo(); ok {
		for _, dependency := range build.Deps {
			if dependency.Path == module {
				return dependency.Version
			}
		}
	}
	return "of an unknown version"
}

// Serve serves at a free port of this machine until in ends. It calls announce with
// the address first. Keys expire by the clock, as in Redis.
func Serve(in io.Reader, announce func(address string) error) error {
	server := miniredis.NewMiniRedis()
	server.ClockTTL(true)
	if err := server.Start(); err != nil {
		return err
	}
	defer server.Close()
	if err := announce(server.Addr()); err != nil {
		return err
	}
	_, err := io.Copy(io.Discard, in)
	return err
}
