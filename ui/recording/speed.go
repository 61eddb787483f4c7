package recording

import (
	"fmt"
	"strconv"
	"strings"
)

// The speeds that a log is played at lie between these; 1 is the run's own.
const (
	SlowestSpeed = 0.1
	FastestSpeed = 100
)

// ParseSpeed reads a speed, such as "4x", "0.5x" or "2".
func ParseSpeed(text string) (float64, error) {
	speed, err := strconv.ParseFloat(strings.TrimSuffix(text, "x"), 64)
	if err != nil || checkSpeed(speed) != nil {
		return 0, fmt.Errorf("speed %q: expected %vx to %vx, such as 4x", text, SlowestSpeed, FastestSpeed)
	}
	return speed, nil
}

func checkSpeed(speed float64) error {
	if !(speed >= SlowestSpeed && speed <= FastestSpeed) { // in this form it rejects NaN, too
		return fmt.Errorf("speed %v: expected %v to %v", speed, SlowestSpeed, FastestSpeed)
	}
	return nil
}
