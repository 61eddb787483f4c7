package compare

import "testing"

// two is a run of two workloads under a schedule, one of them of a size.
func two(schedule, size string) Run {
	return Run{
		Subjects: []Subject{{Name: "a"}, {Name: "b"}},
		Conditions: []Condition{
			{Name: "CPU", Value: "X1"},
			{Name: scheduleName, Value: schedule},
			{Workload: "a", Name: "size", Value: "10"},
			{Workload: "b", Name: "size", Value: size},
		},
	}
}

func TestRefusedOnlyWhereNothingCanBeCompared(t *testing.T) {
	other := two("isolated", "10")
	other.Conditions[0].Value = "X2"
	for name, c := range map[string]struct {
		now, then Run
		want      int // differences that are named
	}{
		"alike":                       {two("isolated", "10"), two("isolated", "10"), 0},
		"one workload's size":         {two("isolated", "20"), two("isolated", "10"), 0},
		"one workload's, all at once": {two("concurrent", "20"), two("concurrent", "10"), 1},
		"another machine":             {two("isolated", "10"), other, 1},
		"another schedule":            {two("isolated", "10"), two("concurrent", "10"), 1},
	} {
		then := SideOf(c.then)
		if got := Refused(&c.now, &then); len(got) != c.want {
			t.Errorf("%s: refused for %v, expected %d differences", name, got, c.want)
		}
	}
	claims := Side{Claimed: true, Runs: []Run{other}}
	now := two("isolated", "10")
	if got := Refused(&now, &claims); len(got) != 0 {
		t.Errorf("a claim is refused: %v", got)
	}
	if got := Refused(&now, &Side{Name: "main"}); len(got) != 0 {
		t.Errorf("a baseline that is not there is refused: %v", got)
	}
}
