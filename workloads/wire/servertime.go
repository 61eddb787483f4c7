package wire

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// longestServerTime is the longest server time that is accepted; a longer one
// is ignored.
const longestServerTime = time.Hour

// serverTime is how long the server says that it took for an answer: by
// X-Runtime (seconds), else by Server-Timing (milliseconds).
func serverTime(fields http.Header) (took time.Duration, said bool) {
	if runtime := fields["X-Runtime"]; len(runtime) == 1 {
		if took, said = believed(runtime[0], time.Second); said {
			return took, true
		}
	}
	return serverTiming(fields["Server-Timing"])
}

// believed reads a duration in a unit, and refuses one that is not plausible.
func believed(text string, unit time.Duration) (time.Duration, bool) {
	value, err := strconv.ParseFloat(text, 64)
	took := value * float64(unit)
	if err != nil || !(took >= 0 && took <= float64(longestServerTime)) {
		return 0, false
	}
	return time.Duration(took), true
}

// serverTiming reads the durations of Server-Timing's metrics: that of the one
// called total, and else their sum.
func serverTiming(lines []string) (took time.Duration, said bool) {
	for _, line := range lines {
		for line != "" {
			var metric string
			metric, line = cutOutsideQuotes(line, ',')
			name, duration, ok := timingMetric(metric)
			switch {
			case !ok:
			case strings.EqualFold(name, "total"):
				return duration, true
			default:
				took, said = took+duration, true
			}
		}
	}
	return took, said && took <= longestServerTime
}

// timingMetric reads one metric: its name, and its duration where it has one.
// Of several durations the first counts.
func timingMetric(metric string) (name string, took time.Duration, ok bool) {
	name, parameters := cutOutsideQuotes(metric, ';')
	for parameters != "" {
		var parameter string
		parameter, parameters = cutOutsideQuotes(parameters, ';')
		key, value, _ := strings.Cut(parameter, "=")
		if strings.EqualFold(strings.TrimSpace(key), "dur") {
			took, ok = believed(strings.Trim(value, " \t\""), time.Millisecond)
			break
		}
	}
	return strings.TrimSpace(name), took, ok
}

// cutOutsideQuotes cuts a header's text at the first separator that is not
// inside of a quoted string.
func cutOutsideQuotes(text string, separator byte) (before, after string) {
	quoted := false
	for i := 0; i < len(text); i++ {
		switch {
		case quoted && text[i] == '\\':
			i++
		case text[i] == '"':
			quoted = !quoted
		case text[i] == separator && !quoted:
			return text[:i], text[i+1:]
		}
	}
	return text, ""
}
