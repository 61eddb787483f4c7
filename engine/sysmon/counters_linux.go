package sysmon

import (
	"context"
	"os"
)

func thisCounters() counterSource {
	root := os.DirFS("/")
	return counterSource{
		fill:   newLinuxConditions(root).fill,
		slow:   func() vitals { return vitals{frequency: linuxFrequency(root)} },
		ownCPU: OwnCPU, process: ProcessCPU,
	}
}

func thisSettings(context.Context) Settings { return linuxSettings(os.DirFS("/")) }
