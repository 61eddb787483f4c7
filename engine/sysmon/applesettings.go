package sysmon

import "strings"

// appleLowPower reads the settings in use as "pmset -g" prints them:
//
//	Currently in use:
//	 standby              1
//	 lowpowermode         0
//
// Macs with three modes say powermode instead: 0 automatic, 1 low, 2 high. It
// is nil where neither setting is listed, as before macOS 12.
func appleLowPower(text string) *bool {
	for line := range strings.Lines(text) {
		fields := strings.Fields(line)
		if len(fields) < 2 || (fields[0] != "lowpowermode" && fields[0] != "powermode") {
			continue
		}
		switch fields[1] {
		case "0", "2":
			return new(false)
		case "1":
			return new(true)
		}
	}
	return nil
}
