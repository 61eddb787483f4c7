package assess

import (
	"testing"
	"time"

	"ep-benchmark/engine"
)

// TestUtilisationInWords checks the words for a machine's load: how busy it
// was, by which programs, and what an uneven load means.
func TestUtilisationInWords(t *testing.T) {
	hybrid := engine.Host{Clusters: []engine.Cluster{{Kind: "E", CPUs: []int{0, 1}}, {Kind: "P", CPUs: []int{2, 3, 4, 5}}}}
	some := func(f float64) *float64 { return &f }
	for i, c := range []struct {
		host    engine.Host
		cores   []float64
		own     float64 // CPUs
		foreign *float64
		want    string
	}{
		{engine.Host{}, []float64{0.9, 0.9}, 1.7, nil, "all 2 cores saturated (90 % busy on average, 85 % by this process): the machine itself is the limit"},
		{engine.Host{}, []float64{0.9, 0.9}, 1, some(0.34), "all 2 cores saturated (90 % busy on average, 50 % by this process, 34 % by other programs): other processes took much of the machine"},
		{engine.Host{}, []float64{0.1, 0.2}, 0.2, some(0.01), "mostly idle (15 % busy on average, 10 % by this process): waiting, not computing, takes the time"},
		{engine.Host{}, []float64{0.7, 0.6}, 1.2, nil, "well used (65 % busy on average, 60 % by this process), with room left"},
		{engine.Host{}, []float64{0.97, 0.1, 0.1, 0.1}, 1, nil, "uneven (32 % busy on average, 25 % by this process, between 10 % and 97 %): one core is saturated and the others wait for it"},
		{engine.Host{}, []float64{0.7, 0.3}, 1, nil, "uneven (50 % busy on average, 50 % by this process, between 30 % and 70 %): some cores could do more"},
		{hybrid, []float64{0.35, 0.35, 0.91, 0.91, 0.91, 0.91}, 3.6, nil, "uneven (72 % busy on average, 60 % by this process; P cores 91 %, E cores 35 %): the work is not spread over the E cores, which had 16 % of the busy time"},
		{hybrid, []float64{0.9, 0.9, 0.1, 0.1, 0.1, 0.1}, 1.2, nil, "uneven (37 % busy on average, 20 % by this process; P cores 10 %, E cores 90 %): the work is on the E cores, and the P cores could do more"},
		{hybrid, []float64{0.6, 0.6, 0.7, 0.7, 0.7, 0.7}, 3.6, nil, "well used (67 % busy on average, 60 % by this process; P cores 70 %, E cores 60 %), with room left"},
	} {
		samples := pairs(8)
		leg := &samples[1]
		leg.Evidence.Cores = c.cores
		leg.Evidence.Process.UserCPU = time.Duration(float64(leg.Makespan) * c.own)
		if c.foreign != nil {
			leg.Evidence.Machine = &engine.MachineEvidence{Foreign: c.foreign}
		}
		u := Utilisation([]engine.Result{assess(spec(), samples)}, c.host)
		if u == nil {
			t.Errorf("%d: no utilisation", i)
		} else if u.Verdict != c.want {
			t.Errorf("%d: %q\nwant %q", i, u.Verdict, c.want)
		}
	}
}
