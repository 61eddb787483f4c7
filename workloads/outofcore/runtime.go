package outofcore

import "runtime/metrics"

// runtimeBytes is the memory that counts towards the limit of the Go runtime, as debug.SetMemoryLimit defines it.
func runtimeBytes() int64 {
	samples := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	metrics.Read(samples)
	return int64(samples[0].Value.Uint64() - samples[1].Value.Uint64())
}
