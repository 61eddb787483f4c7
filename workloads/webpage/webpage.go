// Package webpage measures how a browser loads a folder of files as a page. The
// browser itself reports the time, since its own start takes longer than most pages.
package webpage

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"ep-benchmark/engine"
)

// index is the page of a folder.
const index = "index.html"

// ProfileMark stands for the folder of a browser's profile.
const ProfileMark = "{profile}"

// loadedPath is where the browser reports how long the page took.
const loadedPath = "/-ep-benchmark-loaded"

// report is put into the page: after its load event it sends how many milliseconds
// that was after the navigation began.
const report = `<script>addEventListener('load',()=>setTimeout(()=>fetch('` + loadedPath + `?ms='+performance.getEntriesByType('navigation')[0].loadEventEnd,{method:'POST'}),0))</script>`

// Size adds up the bytes of all files of a folder.
func Size(folder string) (bytes int64, files int, err error) {
	err = filepath.WalkDir(folder, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		about, err := entry.Info()
		if err == nil {
			bytes, files = bytes+about.Size(), files+1
		}
		return err
	})
	return bytes, files, err
}

// Digest is the SHA-256 of a folder's files and their names, in hex.
func Digest(folder string) (string, error) {
	sum := sha256.New()
	root, err := os.OpenRoot(folder)
	if err != nil {
		return "", err
	}
	defer func() { _ = root.Close() }() // it was read only
	err = fs.WalkDir(root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		file, err := root.Open(name)
		if err != nil {
			return err
		}
		defer func() { _ = file.Close() }() // it was read only
		fmt.Fprintf(sum, "%q\n", name)
		_, err = io.Copy(sum, file)
		return err
	})
	return hex.EncodeToString(sum.Sum(nil)), err
}

// Browser finds a headless browser; "" where there is none.
func Browser() string {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	return ""
}

// A Page is a folder that is served, and a browser that loads it.
type Page struct {
	browser []string
	env     []string
	folder  string
	server  *http.Server
	url     string
	loaded  chan time.Duration
	mutex   sync.Mutex // one browser at a time
}

// Open serves a folder on loopback. The browser is a program with its arguments, behind
// which the page's URL is put; ProfileMark in one of them stands for a new, empty
// profile. It is given the environment, each variable as NAME=value.
func Open(folder string, browser, environment []string) (*Page, error) {
	if _, err := os.Stat(filepath.Join(folder, index)); err != nil {
		return nil, fmt.Errorf("%s has no %s, which a browser would load", folder, index)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	p := &Page{browser: browser, env: environment, folder: folder, url: "http://" + listener.Addr().String() + "/", loaded: make(chan time.Duration, 1)}
	p.server = &http.Server{Handler: p, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = p.server.Serve(listener) }() // it ends with Close
	return p, nil
}

// Close ends the server.
func (p *Page) Close() error { return p.server.Close() }

// ServeHTTP serves the folder, and takes the browser's report.
func (p *Page) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case loadedPath:
		if ms, err := strconv.ParseFloat(r.URL.Query().Get("ms"), 64); err == nil && ms > 0 {
			select {
			case p.loaded <- time.Duration(ms * float64(time.Millisecond)):
			default: // the page has reported already
			}
		}
	case "/", "/" + index:
		p.serveIndex(w)
	default:
		w.Header().Set("Cache-Control", "no-store")
		http.FileServerFS(os.DirFS(p.folder)).ServeHTTP(w, r)
	}
}

// serveIndex serves the page with the script that reports.
func (p *Page) serveIndex(w http.ResponseWriter) {
	content, err := os.ReadFile(filepath.Join(p.folder, index))
	if err != nil {
		http.Error(w, "the page can't be read", http.StatusInternalServerError)
		return
	}
	if at := bytes.Index(bytes.ToLower(content), []byte("</head>")); at >= 0 {
		content = append(append(bytes.Clone(content[:at]), report...), content[at:]...)
	} else {
		content = append(content, report...)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write(content) // the browser reports nothing of a page that it did not get
}

// longestLoad is how long a page may take, the browser's start included.
const longestLoad = time.Minute

// Load has a new browser, with an empty cache, load the page once, and returns how
// long it says that took.
func (p *Page) Load(ctx context.Context) (time.Duration, error) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	profile, err := os.MkdirTemp("", "ep-benchmark-page-")
	if err != nil {
		return 0, err
	}
	defer func() { _ = os.RemoveAll(profile) }() // the system empties its folder
	select {
	case <-p.loaded: // of a run that had been given up
	default:
	}
	ctx, stop := context.WithTimeout(ctx, longestLoad)
	defer stop()
	var output bytes.Buffer
	var args []string
	for _, arg := range p.browser {
		args = append(args, strings.ReplaceAll(arg, ProfileMark, profile))
	}
	browser := exec.CommandContext(ctx, args[0], append(args[1:], p.url)...)
	browser.Env = p.env
	browser.Stderr, browser.WaitDelay = &output, time.Second
	inGroup(browser)
	if err := browser.Start(); err != nil {
		return 0, err
	}
	ended := make(chan error, 1)
	go func() { ended <- browser.Wait() }()
	select {
	case took := <-p.loaded:
		stop()
		<-ended //nolint:errcheck // the browser was told to end
		return took, nil
	case err := <-ended:
		if ctx.Err() != nil {
			return 0, fmt.Errorf("the page was not loaded within %v", longestLoad)
		}
		return 0, errors.Join(fmt.Errorf("the browser ended before the page was loaded: %s", lastLine(output.String())), err)
	}
}

func lastLine(output string) string {
	lines := strings.Split(strings.TrimSpace(output), "\n")
	return lines[len(lines)-1]
}

// Spec describes the page as a workload.
func (p *Page) Spec() engine.Spec {
	return engine.Spec{
		Name: "page", Title: "Page", Key: "page", Item: "load", Items: "loads", SizeKey: "loads", SizeNoun: "loads", Size: 1, PassItems: 1,
		Bound: engine.IOBound, Operations: 1, SelfParallel: true, Alone: true, MostPasses: 1, Workers: 1, Limit: longestLoad + 10*time.Second, Targets: []engine.Target{},
	}
}

// Prepare makes a load. The leg is as long as the browser says.
func (p *Page) Prepare(context.Context, engine.Leg) (engine.Job, error) {
	var took time.Duration
	return engine.Job{
		Operations: 1,
		Do: func(ctx context.Context, _ engine.Op) (_ engine.Work, err error) {
			took, err = p.Load(ctx)
			return engine.Work{Items: 1, Took: took}, err
		},
		Command: func() engine.CommandEvidence { return engine.CommandEvidence{Elapsed: took} },
	}, nil
}
