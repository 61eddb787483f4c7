package claims

import (
	"fmt"
	"strings"
	"time"
)

// Keep takes an earlier entry over for a claim that was not measured now. It is stale
// where its subject is another one now: the reason says what changed.
func Keep(earlier Entry, now Claim, subject []Condition) Entry {
	e := earlier
	e.Claim = now
	if !earlier.Rests() {
		e.Verdict, e.Reason = NotMeasured, "it was never measured on this machine"
		return e
	}
	changes := changed(earlier.Subject, subject)
	if len(changes) == 0 {
		return e
	}
	e.Verdict = Stale
	e.Reason = fmt.Sprintf("%s on %s; since then %s", earlier.Verdict, earlier.At.Format(time.DateOnly), strings.Join(changes, ", and "))
	return e
}

// Rests tells whether the verdict rests on a measurement.
func (e *Entry) Rests() bool {
	switch e.Verdict {
	case Confirmed, Refuted, Unclear, Depends:
		return e.Measured != nil || e.Curve != nil
	}
	return false
}

// changed lists what differs between two subjects, in words.
func changed(before, now []Condition) []string {
	var all []string
	for _, b := range before {
		if value, there := valueOf(now, b.Name); there && value != b.Value {
			all = append(all, differs(b, value))
		} else if !there {
			all = append(all, fmt.Sprintf("the %s is not known any more", b.Name))
		}
	}
	for _, n := range now {
		if _, there := valueOf(before, n.Name); !there {
			all = append(all, fmt.Sprintf("the %s was not known before", n.Name))
		}
	}
	return all
}

// differs says that a part of the subject changed. Digests mean nothing to a reader.
func differs(before Condition, now string) string {
	if strings.HasPrefix(before.Value, digestMark) {
		return fmt.Sprintf("the %s changed", before.Name)
	}
	return fmt.Sprintf("the %s changed from %s to %s", before.Name, before.Value, now)
}

// digestMark begins the value of a condition that is a digest.
const digestMark = "sha256:"

// DigestOf is a digest as the value of a condition.
func DigestOf(hex string) string { return digestMark + hex }

func valueOf(all []Condition, name string) (string, bool) {
	for _, c := range all {
		if c.Name == name {
			return c.Value, true
		}
	}
	return "", false
}
