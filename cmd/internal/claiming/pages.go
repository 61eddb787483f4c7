package claiming

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"ep-benchmark/baselines/claims"
	"ep-benchmark/cmd/internal/process"
	"ep-benchmark/cmd/internal/session"
	"ep-benchmark/engine"
	"ep-benchmark/engine/units"
	"ep-benchmark/workloads/webpage"
)

// ofPages is the experiment of a claim about two folders of a page's files: bytes for
// a size or a change of it, and a browser's load time for what is faster.
func ofPages(c *claims.Claim, h *Here) (Experiment, error) {
	var folders []string
	for _, given := range c.Test.Pages {
		folder := given
		if !filepath.IsAbs(given) {
			folder = filepath.Join(h.Folder, given)
		}
		if about, err := os.Stat(folder); err != nil || !about.IsDir() {
			return Experiment{}, fmt.Errorf("pages: there is no folder %q", given)
		}
		folders = append(folders, folder)
	}
	e := ofLoads(c, h, folders)
	if c.Metric == claims.Size || c.Metric == claims.SizeChange {
		e = Experiment{Takes: time.Second, Measure: func(context.Context, process.Environment) (claims.Reading, error) {
			return readBytes(c, folders)
		}}
	}
	for i, folder := range folders {
		digest, err := webpage.Digest(folder)
		if err != nil {
			return e, err
		}
		e.Subject = append(e.Subject, claims.Condition{Name: "page " + pageNames[i], Value: claims.DigestOf(digest)})
	}
	return e, nil
}

// pageNames are what the two folders are called.
var pageNames = [2]string{"before", "after"}

// readBytes reads the bytes of both folders.
func readBytes(c *claims.Claim, folders []string) (claims.Reading, error) {
	before, filesBefore, err := webpage.Size(folders[0])
	if err != nil {
		return claims.Reading{}, err
	}
	after, files, err := webpage.Size(folders[1])
	if err != nil {
		return claims.Reading{}, err
	}
	if before == 0 {
		return claims.Reading{}, fmt.Errorf("%s has no bytes to compare with", folders[0])
	}
	figure := float64(after)
	if c.Metric == claims.SizeChange {
		figure = 100 * (float64(after)/float64(before) - 1)
	}
	e := claims.Exactly(figure)
	evidence := fmt.Sprintf("%s in %s before, %s in %s after", units.Bytes(uint64(before)), units.Counted(filesBefore, "file"), units.Bytes(uint64(after)), units.Counted(files, "file"))
	return claims.Reading{Measured: &e, Evidence: []string{evidence}}, nil
}

// ofLoads has a browser load both pages in turns.
func ofLoads(c *claims.Claim, h *Here, folders []string) Experiment {
	browser, rounds := webpage.Browser(), h.rounds(c)
	e := Experiment{
		Parts: func(_ context.Context, env process.Environment) ([]*session.Part, func() error, error) {
			return openPages(folders, browser, rounds, env)
		},
		Takes:      h.legsTake(c, 2, 2*time.Second),
		Conditions: []claims.Condition{{Name: "browser", Value: filepath.Base(browser) + ", headless, from loopback, with an empty cache"}},
		Read: func(c *claims.Claim, report *engine.Report) (claims.Reading, error) {
			reading, err := claims.Read(c, report)
			reading.Evidence = append(reading.Evidence, "loopback has no round trip: over a network fewer bytes save more")
			return reading, err
		},
	}
	if browser == "" {
		e.Missing = "there is no headless browser: get one by apt-get install chromium"
	}
	return e
}

// headless are the arguments with which Chromium shows no window, keeps nothing, and
// asks nobody but the page's server. Its sandbox is off, since it can't be had as root;
// the page is the user's own.
var headless = []string{
	"--headless", "--no-sandbox", "--disable-gpu", "--disable-extensions", "--disable-background-networking",
	"--no-first-run", "--remote-debugging-port=0", "--user-data-dir=" + webpage.ProfileMark,
}

// openPages serves both folders.
func openPages(folders []string, browser string, rounds int, env process.Environment) ([]*session.Part, func() error, error) {
	var pages []*webpage.Page
	closing := func() error {
		var problems []error
		for _, page := range pages {
			problems = append(problems, page.Close())
		}
		return errors.Join(problems...)
	}
	var sides []side
	for i, folder := range folders {
		page, err := webpage.Open(folder, append([]string{browser}, headless...), env.ChildEnvironment())
		if err != nil {
			return nil, nil, errors.Join(err, closing())
		}
		pages = append(pages, page)
		name := pageNames[i]
		sides = append(sides, side{"page=" + name, map[string]string{"page": name}, page})
	}
	return inTurns(sides, rounds), closing, nil
}
