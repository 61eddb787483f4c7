package assess

import "ep-benchmark/engine"

// cached adds up what a cache did in legs; nil where none of them had one.
func cached(legs []*engine.Sample) *engine.CacheFigures {
	var f *engine.CacheFigures
	for _, s := range legs {
		if s.Evidence.Cache == nil {
			continue
		}
		if f == nil {
			f = &engine.CacheFigures{}
		}
		f.Add(*s.Evidence.Cache)
	}
	if f != nil {
		f.CallsSaved = f.Saved()
	}
	return f
}
