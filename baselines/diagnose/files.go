package diagnose

import (
	"fmt"

	"ep-benchmark/engine"
	"ep-benchmark/engine/assess"
	"ep-benchmark/engine/units"
)

const fileSource = "times inside operations, median over legs"

// fileBound is what bounds work that reads files, in the legs that read fastest.
func fileBound(r *engine.Result) []engine.Finding {
	var fastest *assess.Files
	for _, f := range assess.FilesOf(r) {
		if fastest == nil || f.Rate > fastest.Rate {
			fastest = &f
		}
	}
	if fastest == nil {
		return nil
	}
	f := engine.Finding{Workload: r.Spec.Name, Evidence: []engine.Figure{
		{Name: "time reading", Value: fastest.Reading.Seconds(), Unit: "s", Source: fileSource},
		{Name: "time decoding", Value: fastest.Decoding.Seconds(), Unit: "s", Source: fileSource},
		{Name: "time computing", Value: fastest.Computing.Seconds(), Unit: "s", Source: fileSource},
	}}
	reading := units.PercentTo(fastest.Share(fastest.Reading.Seconds()), 0)
	rate := units.Bytes(uint64(fastest.Rate))
	switch fastest.Bound() {
	case assess.DiskBound:
		f.Statement = fmt.Sprintf("the disk bounds it: %s of the workers' time is waiting for reads, at %s/s", reading, rate)
		f.Try = "a faster disk, or files that are compressed more: more CPUs have nothing to do"
	case assess.CacheBound:
		f.Statement = fmt.Sprintf("copying from the page cache bounds it: %s of the workers' time is reads, at %s/s, and no disk was waited for", reading, rate)
		f.Try = "measure it with the page cache dropped, which shows what the disk gives"
	default:
		f.Statement = fmt.Sprintf("the CPU bounds it: %s of the workers' time is decoding, %s computing and %s reads, at %s/s",
			units.PercentTo(fastest.Share(fastest.Decoding.Seconds()), 0), units.PercentTo(fastest.Share(fastest.Computing.Seconds()), 0), reading, rate)
		if fastest.DiskKnown && fastest.DiskShare() < 0.5 {
			f.Try = "measure it with the page cache dropped, which shows whether the disk keeps up"
		}
	}
	return []engine.Finding{f}
}
