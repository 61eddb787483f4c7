package process

import (
	"runtime/debug"
	"testing"
)

func TestVersion(t *testing.T) {
	commit := []debug.BuildSetting{{Key: "vcs.revision", Value: "0123456789abcdef0123"}}
	for want, build := range map[string]*debug.BuildInfo{
		"v1.2.3":                  {Main: debug.Module{Version: "v1.2.3"}, Settings: commit},
		"built from 0123456789ab": {Main: debug.Module{Version: "(devel)"}, Settings: commit},
		"development build":       {},
	} {
		if got := versionOf(build, true); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := versionOf(nil, false); got != "of unknown version" {
		t.Errorf("%q", got)
	}
	short := &debug.BuildInfo{Settings: []debug.BuildSetting{{Key: "vcs.revision", Value: "0123"}}}
	if got := versionOf(short, true); got != "development build" {
		t.Errorf("%q", got)
	}
}
