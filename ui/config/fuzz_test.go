package config

import (
	"slices"
	"testing"
)

func FuzzLoad(f *testing.F) {
	for _, c := range refusedFiles {
		if len(c.text) < 1000 {
			f.Add([]byte(c.text))
		}
	}
	f.Add([]byte(exampleOf(Default())))
	f.Add([]byte("keys = {quit = ['q', 'ctrl+q'], 'stop' = []}\ncolours.good = 0xff"))
	f.Add([]byte("[keys.start]\na.b = {c = [1, {d = 2}]}\n[[x.y]]\n[x.y.z]\n\"\" = inf"))
	f.Fuzz(func(t *testing.T, text []byte) {
		config, problems := parsed(text)
		for _, problem := range problems {
			if lines := slices.Index(text, '\n'); problem.Text == "" || problem.Line < 0 || (problem.Line > 1 && lines < 0) {
				t.Errorf("%+v", problem)
			}
			checkPrintable(t, "fuzz", shown(problem))
		}
		if len(problems) > 0 {
			return
		}
		checkKeymap(t, config.Keys)
		again, problems := parsed([]byte(exampleOf(config)))
		if len(problems) > 0 || !again.Keys.Equal(config.Keys) || again.Refresh != config.Refresh || again.Window != config.Window {
			t.Errorf("not the same when written and read again: %v", problems)
		}
	})
}
