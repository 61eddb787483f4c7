package analytics_test

import (
	"fmt"

	"ep-benchmark/workloads/analytics"
)

func Example() {
	const chunks = 16
	records := analytics.Generate(10_000, 1)
	worker := analytics.NewAccumulator(records)
	for chunk := range chunks {
		worker.Add(records.Chunk(chunk, chunks))
	}
	answer := analytics.Merge(records, []*analytics.Accumulator{worker})

	fmt.Println(answer.Summary.Shipments, "shipments from", answer.Summary.First, "to", answer.Summary.Last)
	for _, line := range answer.Carriers[:2] {
		fmt.Printf("%s: %s of the shipments, half of them there in %d days\n", line.Carrier, line.Share, line.DaysP50)
	}
	// Output:
	// 10000 shipments from 2025-01-01 to 2025-12-31
	// USPS: 41.2% of the shipments, half of them there in 3 days
	// UPS: 25.2% of the shipments, half of them there in 2 days
}
