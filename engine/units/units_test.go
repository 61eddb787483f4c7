package units_test

import (
	"math"
	"testing"
	"time"

	"ep-benchmark/engine/units"
)

var (
	nan = math.NaN()
	inf = math.Inf(1)
)

func TestSeconds(t *testing.T) {
	for _, c := range []struct {
		seconds float64
		want    string
	}{
		{0, "0 s"},
		{nan, "n/a"},
		{inf, "n/a"},
		{-inf, "n/a"},
		{5e-10, "0.500 ns"},
		{214e-9, "214 ns"},
		{999.4e-9, "999 ns"},
		{999.51e-9, "1.00 µs"},
		{8.7e-6, "8.70 µs"},
		{999.51e-6, "1.00 ms"},
		{9.995e-3, "10.0 ms"},
		{42.06e-3, "42.1 ms"},
		{99.951e-3, "100 ms"},
		{0.9995, "1.00 s"},
		{1.054, "1.05 s"},
		{9.994, "9.99 s"},
		{9.996, "10.0 s"},
		{99.94, "99.9 s"},
		{99.96, "1 min 40 s"},
		{125, "2 min 5 s"},
		{3599.4, "59 min 59 s"},
		{3599.6, "1 h 0 min"},
		{3725, "1 h 2 min"},
		{3.6e6 * 4, "4,000 h 0 min"},
		{3.6e12, "1.00G h"},
		{1e300, "2.78e+296 h"},
		{-0.25, "-250 ms"},
		{-125, "-2 min 5 s"},
	} {
		if got := units.Seconds(c.seconds); got != c.want {
			t.Errorf("Seconds(%v) = %q, want %q", c.seconds, got, c.want)
		}
	}
	if got := units.Duration(412 * time.Millisecond); got != "412 ms" {
		t.Errorf("Duration(412ms) = %q", got)
	}
}

func TestClock(t *testing.T) {
	for _, c := range []struct {
		duration time.Duration
		want     string
	}{
		{0, "00:00"},
		{499 * time.Millisecond, "00:00"},
		{500 * time.Millisecond, "00:01"},
		{125 * time.Second, "02:05"},
		{59*time.Minute + 59600*time.Millisecond, "1:00:00"},
		{-125 * time.Second, "-02:05"},
		{math.MaxInt64, "2562047:47:17"},
		{math.MinInt64, "-2562047:47:16"},
	} {
		if got := units.Clock(c.duration); got != c.want {
			t.Errorf("Clock(%d) = %q, want %q", c.duration, got, c.want)
		}
	}
}

func TestRate(t *testing.T) {
	for _, c := range []struct {
		rate float64
		want string
	}{
		{0, "0/s"},
		{nan, "n/a"},
		{inf, "n/a"},
		{2.4, "2.40/s"},
		{0.0123, "0.0123/s"},
		{0.000042, "4.20e-05/s"},
		{9.995, "9.99/s"},
		{9.996, "10.0/s"},
		{98.14, "98.1/s"},
		{999.4, "999/s"},
		{999.5, "1,000/s"},
		{9994, "9,994/s"},
		{9996, "10.0k/s"},
		{12_345, "12.3k/s"},
		{999_499, "999k/s"},
		{999_500, "1.00M/s"},
		{4.1e6, "4.10M/s"},
		{7.25e9, "7.25G/s"},
		{2e12, "2.00T/s"},
		{3e15, "3.00e+15/s"},
		{-98.14, "-98.1/s"},
	} {
		if got := units.Rate(c.rate); got != c.want {
			t.Errorf("Rate(%v) = %q, want %q", c.rate, got, c.want)
		}
	}
	if got := units.RateOf(9.751, "shipments"); got != "9.75 shipments/s" {
		t.Errorf("RateOf = %q", got)
	}
	if got := units.RateOf(nan, "shipments"); got != units.Unknown {
		t.Errorf("RateOf(NaN) = %q", got)
	}
}

func TestFactor(t *testing.T) {
	for _, c := range []struct {
		factor float64
		want   string
	}{
		{0, "0x"},
		{nan, "n/a"},
		{inf, "n/a"},
		{1, "1.00x"},
		{9.874, "9.87x"},
		{9.996, "10.0x"},
		{12.43, "12.4x"},
		{99.96, "100x"},
		{999.5, "1,000x"},
		{4096, "4,096x"},
		{123_456, "123kx"},
		{0.0042, "0.00420x"},
		{-2, "-2.00x"},
	} {
		if got := units.Factor(c.factor); got != c.want {
			t.Errorf("Factor(%v) = %q, want %q", c.factor, got, c.want)
		}
	}
}

func TestPercent(t *testing.T) {
	for _, c := range []struct {
		share float64
		want  string
	}{
		{0, "0 %"},
		{nan, "n/a"},
		{inf, "n/a"},
		{0.345, "34 %"},
		{0.346, "35 %"},
		{1, "100 %"},
		{1.27, "127 %"},
		{0.0995, "10 %"},
		{0.0994, "9.9 %"},
		{0.035, "3.5 %"},
		{0.00994, "0.99 %"},
		{0.0001, "0.01 %"},
		{0.00004, "< 0.01 %"},
		{-0.00004, "> -0.01 %"},
		{-0.035, "-3.5 %"},
		{2e4, "2.00M %"},
	} {
		if got := units.Percent(c.share); got != c.want {
			t.Errorf("Percent(%v) = %q, want %q", c.share, got, c.want)
		}
	}
}

func TestCount(t *testing.T) {
	for _, c := range []struct {
		n    int64
		want string
	}{
		{0, "0"},
		{999, "999"},
		{1000, "1,000"},
		{10_000, "10,000"},
		{1_234_567, "1,234,567"},
		{-1000, "-1,000"},
		{-999, "-999"},
		{math.MinInt64, "-9,223,372,036,854,775,808"},
	} {
		if got := units.Count(c.n); got != c.want {
			t.Errorf("Count(%d) = %q, want %q", c.n, got, c.want)
		}
	}
}

func TestBytes(t *testing.T) {
	for _, c := range []struct {
		n    uint64
		want string
	}{
		{0, "0 B"},
		{1, "1 B"},
		{1023, "1023 B"},
		{1024, "1 KB"},
		{1536, "1.50 KB"},
		{8 << 30, "8 GB"},
		{16 << 30, "16 GB"},
		{128 << 30, "128 GB"},
		{1 << 40, "1 TB"},
		{16_760_832_000, "15.6 GB"},
		{1023 << 20, "1023 MB"},
		{math.MaxUint64, "16 EB"},
	} {
		if got := units.Bytes(c.n); got != c.want {
			t.Errorf("Bytes(%d) = %q, want %q", c.n, got, c.want)
		}
	}
}

func TestNumber(t *testing.T) {
	for _, c := range []struct {
		number float64
		want   string
	}{
		{0, "0"},
		{16, "16"},
		{-3, "-3"},
		{12345, "12,345"},
		{1.0234, "1.02"},
		{0.05123, "0.0512"},
		{99.96, "100"},
		{2.5e6, "2.50M"},
		{3e6, "3.00M"},
		{math.NaN(), units.Unknown},
		{math.Inf(-1), units.Unknown},
	} {
		if got := units.Number(c.number); got != c.want {
			t.Errorf("Number(%v) = %q, want %q", c.number, got, c.want)
		}
	}
}

func TestParseBytes(t *testing.T) {
	for text, want := range map[string]uint64{
		"0": 0, "512": 512, "512B": 512, "1KB": 1024, "256MB": 256 << 20, "256 mb": 256 << 20, "256MiB": 256 << 20,
		"2GB": 2 << 30, "1.5 GB": 3 << 29, "2G": 2 << 30, "1tb": 1 << 40,
	} {
		if got, ok := units.ParseBytes(text); !ok || got != want {
			t.Errorf("%q: %d %t, want %d", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "MB", "-1MB", "1XB", "1KMB", "nan", "inf", "1e3MB", "0x10MB", "9999999EB", "1 2MB", "+1MB"} {
		if got, ok := units.ParseBytes(text); ok {
			t.Errorf("%q is %d: want none", text, got)
		}
	}
}

func TestTyped(t *testing.T) {
	for d, want := range map[time.Duration]string{
		time.Hour: "1h", 90 * time.Minute: "1h30m", 10 * time.Minute: "10m", time.Minute: "1m", 100 * time.Second: "1m40s",
		20 * time.Second: "20s", 24 * time.Hour: "24h", time.Hour + time.Second: "1h0m1s", 0: "0s",
	} {
		if got := units.Typed(d); got != want {
			t.Errorf("%v is typed %q, not %q", int64(d), got, want)
		}
		if read, err := time.ParseDuration(units.Typed(d)); err != nil || read != d {
			t.Errorf("%q is read as %v: %v", units.Typed(d), read, err)
		}
	}
}
