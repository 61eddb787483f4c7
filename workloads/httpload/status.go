package httpload

import (
	"fmt"
	"strconv"
	"strings"
)

// Statuses are the HTTP statuses that count as success.
type Statuses struct {
	text  string
	exact []int
	class [10]bool // 2 for 200 to 299
}

// StatusesExpected describes what ParseStatuses reads.
const StatusesExpected = "statuses such as 200, 200,201 or 2xx"

// ParseStatuses reads statuses with commas between them, such as "200,201" or
// "2xx".
func ParseStatuses(text string) (Statuses, error) {
	s := Statuses{text: text}
	for _, part := range strings.Split(text, ",") {
		part = strings.ToLower(strings.TrimSpace(part))
		if len(part) == 3 && part[1:] == "xx" && part[0] >= '2' && part[0] <= '5' {
			s.class[part[0]-'0'] = true
			continue
		}
		status, err := strconv.Atoi(part)
		if err != nil || status < 200 || status > 599 {
			return Statuses{}, fmt.Errorf("the status %q: expected %s", part, StatusesExpected)
		}
		s.exact = append(s.exact, status)
	}
	return s, nil
}

// Has tells whether a status counts as success.
func (s *Statuses) Has(status int) bool {
	if status >= 100 && status <= 599 && s.class[status/100] {
		return true
	}
	for _, one := range s.exact {
		if one == status {
			return true
		}
	}
	return false
}

// String is the text that was read.
func (s *Statuses) String() string { return s.text }
