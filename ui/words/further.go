package words

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"ep-benchmark/baselines/compare"
)

// Further is the command that runs a workload again, beside the same baseline,
// and records all that could show why it is slower. Where workloads take turns
// it runs the workload by itself. Where they run at once it runs the others
// too, since the comparison would not be possible without them. Other flags of
// the run have to be given again. It is empty where no such command makes the
// comparison again: for rounds that took turns, for a workload of the user's own,
// and for a name that can't be typed.
func Further(c *compare.Comparison, workload string) string {
	name := nameInStore(&c.Then)
	again := workloadsAgain(c, workload)
	if c.Interleaved || own(c, workload) || !typed(name) || slices.ContainsFunc(again, func(word string) bool { return !typed(word) }) {
		return ""
	}
	with := "--compare"
	if name != compare.RollingName {
		with += "=" + shellQuoted(name)
	}
	words := []string{"ep-benchmark", "--debug", with}
	for _, word := range again {
		words = append(words, shellQuoted(word))
	}
	return strings.Join(words, " ")
}

// own tells whether a workload is one of the user's own.
func own(c *compare.Comparison, workload string) bool {
	for i := range c.Now.Runs {
		if subject, ok := c.Now.Runs[i].Subject(workload); ok && subject.Own {
			return true
		}
	}
	return false
}

// workloadsAgain are the words that name what is run again, and how.
func workloadsAgain(c *compare.Comparison, workload string) []string {
	if len(c.Now.Runs) == 0 {
		return []string{workload}
	}
	run := &c.Now.Runs[len(c.Now.Runs)-1]
	schedule := ""
	for _, condition := range run.Conditions {
		if condition.Workload == "" && condition.Name == "schedule" {
			schedule = condition.Value
		}
	}
	if schedule == "isolated" {
		return []string{"--schedule=isolated", workload}
	}
	var all []string
	for i := range run.Subjects {
		all = append(all, run.Subjects[i].Name)
	}
	if len(all) == 0 {
		return []string{workload}
	}
	return all
}

// nameInStore is what a side is called on the command line. A run is called by
// its number there; a run that is not kept has no name.
func nameInStore(s *compare.Side) string {
	if len(s.Runs) != 1 || !strings.HasPrefix(s.Name, "run ") {
		return s.Name
	}
	if number := s.Runs[0].Number; number > 0 {
		return strconv.FormatInt(number, 10)
	}
	return ""
}

// typed tells whether a name is one that can be typed.
func typed(name string) bool {
	return name != "" && strings.IndexFunc(name, func(r rune) bool { return !unicode.IsPrint(r) || r == unicode.ReplacementChar }) < 0
}

// shellQuoted quotes a word so that a shell reads it as one word and nothing
// else.
func shellQuoted(word string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_./:@%+,~#=", r)
	}
	if strings.IndexFunc(word, func(r rune) bool { return !plain(r) }) < 0 && !strings.ContainsAny(word[:1], "~#") {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
