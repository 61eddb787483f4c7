package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"ep-benchmark/engine/stats"
)

// BenchmarkStart builds the program and starts it: to print its version, and in a
// terminal of 120 columns until the frame is there that says what is being prepared.
// The build at $BESIDE, where that is set, takes turns with it.
func BenchmarkStart(b *testing.B) {
	folder := b.TempDir()
	program := filepath.Join(folder, "ep-benchmark")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	ways := map[string]string{"": program}
	if other := os.Getenv("BESIDE"); other != "" {
		ways["-beside"] = other
	}
	const turns = 9
	took := map[string][]float64{}
	for b.Loop() {
		for range turns {
			for way, program := range ways {
				took["ms-version"+way] = append(took["ms-version"+way], timedVersion(b, program))
				took["ms-first-frame"+way] = append(took["ms-first-frame"+way], timedFrame(b, program))
			}
		}
	}
	for name, all := range took {
		b.ReportMetric(stats.Median(all), name)
	}
	b.ReportMetric(0, "ns/op")
}

// timedVersion is how many milliseconds the program takes to print its version.
func timedVersion(b *testing.B, program string) float64 {
	began := time.Now()
	if err := exec.Command(program, "--version").Run(); err != nil {
		b.Fatal(err)
	}
	return time.Since(began).Seconds() * 1000
}

// timedFrame is how many milliseconds pass from the program's start until its first
// frame is on the terminal.
func timedFrame(b *testing.B, program string) float64 {
	screen, device := openTerminal(b, 120)
	command := commandOnTerminal(b, device, nil, "--no-save")
	command.Path = program
	began := time.Now()
	if err := command.Start(); err != nil {
		b.Fatal(err)
	}
	_ = device.Close() // the program has it
	var drawn []byte
	buffer := make([]byte, 1<<16)
	for !bytes.Contains(drawn, []byte("4 fps")) { // the footer, which is drawn last
		n, err := screen.Read(buffer)
		if err != nil {
			b.Fatalf("%v: %q", err, drawn)
		}
		drawn = append(drawn, buffer[:n]...)
	}
	took := time.Since(began).Seconds() * 1000
	_ = command.Process.Kill()
	_ = command.Wait()
	_ = screen.Close()
	return took
}
