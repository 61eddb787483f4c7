package units_test

import (
	"testing"

	"ep-benchmark/engine/units"
)

func TestSecondsSpan(t *testing.T) {
	for _, c := range []struct {
		low, high float64
		want      string
	}{
		{0.1, 0.104, "100-104 ms"},
		{8.12e-3, 8.5e-3, "8.12-8.50 ms"},
		{0.9e-3, 1.1e-3, "0.9-1.10 ms"},
		{900e-9, 1.1e-6, "0.9-1.10 µs"},
		{0.99e-3, 1e-3, "0.99-1.00 ms"},
		{0.9996e-3, 1.1e-3, "1.00-1.10 ms"},
		{1e-6, 1.1, "1.00 µs-1.10 s"},
		{0, 1.1, "0 s-1.10 s"},
		{0, 0, "0 s-0 s"},
		{nan, 1.1, "n/a-1.10 s"},
		{0.1, inf, "100 ms-n/a"},
		{98, 125, "98.0 s-2 min 5 s"},
		{125, 185, "2 min 5 s-3 min 5 s"},
	} {
		if got := units.SecondsSpan(c.low, c.high); got != c.want {
			t.Errorf("SecondsSpan(%v, %v) = %q, want %q", c.low, c.high, got, c.want)
		}
	}
}

func TestFactorSpan(t *testing.T) {
	for _, c := range []struct {
		low, high float64
		want      string
	}{
		{9.5, 10.5, "9.50-10.5x"},
		{nan, 10.5, "n/a-10.5x"},
		{9.5, inf, "9.50-n/a"},
	} {
		if got := units.FactorSpan(c.low, c.high); got != c.want {
			t.Errorf("FactorSpan(%v, %v) = %q, want %q", c.low, c.high, got, c.want)
		}
	}
}

func TestPercentUpTo(t *testing.T) {
	for _, c := range []struct {
		share    float64
		decimals int
		want     string
	}{
		{0.05, 1, "5 %"},
		{0.0342, 1, "3.4 %"},
		{0.005, 1, "0.5 %"},
		{0.1, 1, "10 %"},
		{0.12345, 1, "12.3 %"},
		{0.12345, 0, "12 %"},
		{0, 1, "0 %"},
		{-0.0342, 1, "-3.4 %"},
	} {
		if got := units.PercentUpTo(c.share, c.decimals); got != c.want {
			t.Errorf("PercentUpTo(%v, %d) = %q, want %q", c.share, c.decimals, got, c.want)
		}
	}
}
