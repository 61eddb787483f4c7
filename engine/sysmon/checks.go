package sysmon

import "fmt"

// Verdict is how fit one point of a machine is for measuring.
type Verdict string

// Verdicts.
const (
	Good    Verdict = "good"
	Mind    Verdict = "mind" // figures are right, but bear it in mind
	Bad     Verdict = "bad"  // figures would mislead
	Unknown Verdict = "unknown"
)

// A Check is the result for one point of an examination.
type Check struct {
	Name    string  `json:"name"`
	Verdict Verdict `json:"verdict"`
	Finding string  `json:"finding"`          // what was found, with its figure
	Advice  string  `json:"advice,omitempty"` // what to do about it; empty where good
}

// Checks goes through an examination point by point, always the same points
// in the same order.
func Checks(e Examination) []Check {
	points := []struct {
		name  string
		check func(Examination) Check
	}{
		{"power", checkPower},
		{"low-power mode", checkLowPower},
		{"other processes", checkForeign},
		{"load", checkLoad},
		{"CPU pressure", checkPressure},
		{"steal", checkSteal},
		{"canary", checkCanary},
		{"governor", checkGovernor},
		{"turbo", checkTurbo},
		{"thermal", checkThermal},
		{"cores", checkCores},
		{"clusters", checkClusters},
		{"clock", checkClock},
		{"timer", checkTimer},
		{"CPU quota", checkQuota},
		{"virtualisation", checkVirtualisation},
		{"race build", checkRace},
	}
	checks := make([]Check, len(points))
	for i, point := range points {
		checks[i] = point.check(e)
		checks[i].Name = point.name
	}
	return checks
}

func good(finding string, values ...any) Check {
	return Check{Verdict: Good, Finding: fmt.Sprintf(finding, values...)}
}

func unknown(finding string) Check { return Check{Verdict: Unknown, Finding: finding} }

// bounded judges a value by two bounds: up to the first it is good, above the
// second bad.
func bounded(value, mind, bad float64, finding, advice string) Check {
	switch {
	case value <= mind:
		return good("%s", finding)
	case value <= bad:
		return Check{Verdict: Mind, Finding: finding, Advice: advice}
	}
	return Check{Verdict: Bad, Finding: finding, Advice: advice}
}
