package compare

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"ep-benchmark/engine"
)

// Settings that save power are conditions where they are on. Their usual values
// don't change the fingerprint.
func TestSettingsOfPower(t *testing.T) {
	yes, no := true, false
	fingerprint := func(h engine.Host) string {
		run := Run{Conditions: conditionsOf(&h, &engine.Plan{}, nil)}
		return run.Fingerprint()
	}
	usual := fingerprint(engine.Host{})
	if told := fingerprint(engine.Host{LowPower: &no, Turbo: &yes}); told != usual {
		t.Error("settings as usual change the fingerprint")
	}
	for name, h := range map[string]engine.Host{"low power": {LowPower: &yes}, "no turbo": {Turbo: &no}} {
		if fingerprint(h) == usual {
			t.Errorf("%s: runs count as comparable with those of full speed", name)
		}
	}
	now := Run{Conditions: conditionsOf(&engine.Host{LowPower: &yes, Turbo: &no}, &engine.Plan{}, nil)}
	then := Run{Conditions: conditionsOf(&engine.Host{}, &engine.Plan{}, nil)}
	want := []Difference{{"", "low-power mode", "on", ""}, {"", "turbo", "off", ""}}
	if diff := cmp.Diff(want, differences(&now, &then)); diff != "" {
		t.Error(diff)
	}
}
