//go:build !linux && !darwin

package sysmon

import "context"

// thisCounters has no foreign share: own CPU time is not known here.
func thisCounters() counterSource {
	return counterSource{
		fill:   coreCounters(new(Cores).Read),
		slow:   func() vitals { return vitals{} },
		ownCPU: OwnCPU, process: ProcessCPU,
	}
}

func thisSettings(context.Context) Settings { return Settings{} }
