package recorded

import "ep-benchmark/engine"

// large is a machine with two kinds of core.
func large() engine.Host {
	return engine.Host{
		Model: "Mac15,9", CPUModel: "Apple M3 Max", LogicalCPUs: 16, PhysicalCPUs: 16,
		Clusters: []engine.Cluster{
			{Kind: "E", Name: "Efficiency", CPUs: []int{0, 1, 2, 3}},
			{Kind: "P", Name: "Performance", CPUs: []int{4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}},
		},
		MemoryBytes: 128 << 30, OS: "darwin", OSVersion: "macOS 15.1", Kernel: "24.1.0", Arch: "arm64",
		GoVersion: "go1.26.0", GOMAXPROCS: 16,
	}
}

// small is a shared machine with a limit.
func small() engine.Host {
	return engine.Host{
		CPUModel: "Intel(R) Xeon(R) CPU @ 2.50GHz", LogicalCPUs: 2, PhysicalCPUs: 1,
		MemoryBytes: 8_143_126_528, OS: "linux", OSVersion: "Debian GNU/Linux 12 (bookworm)", Kernel: "6.1.0-18-cloud-amd64",
		Arch: "amd64", Virtualisation: "kvm", GoVersion: "go1.26.0", GOMAXPROCS: 2, CPUQuota: 2,
	}
}

// server is a machine of many like cores.
func server(cpus int) engine.Host {
	return engine.Host{
		CPUModel: "AMD EPYC 9754 128-Core Processor", LogicalCPUs: cpus, PhysicalCPUs: cpus / 2,
		MemoryBytes: 1 << 40, OS: "linux", OSVersion: "Ubuntu 24.04.1 LTS", Kernel: "6.8.0-45-generic",
		Arch: "amd64", GoVersion: "go1.26.0", GOMAXPROCS: cpus,
	}
}
