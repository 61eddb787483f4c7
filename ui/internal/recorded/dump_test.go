package recorded_test

import (
	"os"
	"testing"

	"ep-benchmark/ui/internal/recorded"
	"ep-benchmark/ui/report"
)

func TestDump(t *testing.T) {
	for _, run := range recorded.Runs() {
		f, _ := os.Create("/tmp/sk/" + run.Name)
		report.Write(f, &run.Report, report.Style{Width: 80})
		f.Close()
	}
}
