package export_test

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"ep-benchmark/ui/internal/recorded"
)

// A browser is a headless Chromium whose every request ends at a server of the test's.
type browser struct {
	path, folder string
	proxy        *httptest.Server
	mutex        sync.Mutex
	requests     []string
}

// newBrowser finds Chromium, or skips the test.
func newBrowser(t *testing.T) *browser {
	t.Helper()
	b := &browser{folder: t.TempDir()}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			b.path = path
			break
		}
	}
	if b.path == "" {
		t.Skip("no Chromium on the path: install it (apt-get install chromium) to have the pages shown in a browser")
	}
	b.proxy = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		b.mutex.Lock()
		defer b.mutex.Unlock()
		if !isBrowsersOwn(r.Host) {
			b.requests = append(b.requests, r.Method+" "+r.Host+r.URL.Path)
		}
		w.WriteHeader(http.StatusNotFound)
	}))
	t.Cleanup(b.proxy.Close)
	return b
}

// isBrowsersOwn tells whether the browser itself asks a host, whatever page it shows.
func isBrowsersOwn(host string) bool {
	host, _, _ = strings.Cut(host, ":")
	return slices.ContainsFunc([]string{"google.com", "googleapis.com", "gvt1.com", "gstatic.com"}, func(own string) bool {
		return host == own || strings.HasSuffix(host, "."+own)
	})
}

// show opens a page, and returns what the browser printed, and what it said on its
// console and of its own.
func (b *browser) show(t *testing.T, page string, flags ...string) (printed, said string) {
	t.Helper()
	file := filepath.Join(b.folder, "page.html")
	if err := os.WriteFile(file, []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	args := append([]string{
		"--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-extensions", "--disable-sync",
		"--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
		"--user-data-dir=" + filepath.Join(b.folder, "profile"), "--enable-logging=stderr", "--virtual-time-budget=1000",
		"--proxy-server=" + b.proxy.Listener.Addr().String(), "--proxy-bypass-list=<-loopback>",
	}, flags...)
	command := exec.CommandContext(ctx, b.path, append(args, "file://"+file)...)
	command.WaitDelay = 5 * time.Second
	var out, errs bytes.Buffer
	command.Stdout, command.Stderr = &out, &errs
	if err := command.Run(); err != nil {
		t.Fatalf("%v\n%s", err, errs.String())
	}
	return out.String(), errs.String()
}

func (b *browser) asked() []string {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return slices.Clone(b.requests)
}

func TestABrowserShowsThePageByItself(t *testing.T) {
	b := newBrowser(t)
	for _, page := range []string{claimsPage(t, recorded.Account()), claimsPage(t, hostileAccount())} {
		dom, said := b.show(t, page, "--dump-dom")
		if strings.Contains(said, "CONSOLE") {
			t.Errorf("the page writes to the console:\n%s", said)
		}
		if !strings.Contains(dom, `aria-label="Show claims by verdict"`) {
			t.Error("the page's script did not run")
		}
	}
	if asked := b.asked(); len(asked) > 0 {
		t.Errorf("the page sent requests: %v", asked)
	}
}

// TestABrowserWouldNotice holds that the test above sees a request, and a script that
// the policy forbids.
func TestABrowserWouldNotice(t *testing.T) {
	b := newBrowser(t)
	page := claimsPage(t, recorded.Account())
	_, said := b.show(t, strings.Replace(page, "</main>", "<script>document.title = 1</script></main>", 1), "--dump-dom")
	if !strings.Contains(said, "CONSOLE") {
		t.Errorf("a script that the policy forbids is not noticed:\n%s", said)
	}
	b.show(t, `<!DOCTYPE html><img src="http://picture.example/x.png">`, "--dump-dom")
	if asked := b.asked(); len(asked) != 1 || asked[0] != "GET picture.example/x.png" {
		t.Errorf("the requests noticed are %v, expected the picture's", asked)
	}
}

func TestThePageIsLightAndDark(t *testing.T) {
	b := newBrowser(t)
	page := claimsPage(t, recorded.Account())
	light, dark := b.picture(t, page, "1"), b.picture(t, page, "0")
	if bright(light) < 0.8 || bright(dark) > 0.3 {
		t.Errorf("the page's background has a brightness of %.2f for a light theme and %.2f for a dark one", bright(light), bright(dark))
	}
	if flat(light) || flat(dark) {
		t.Error("a picture of the page shows nothing")
	}
}

// picture is the page as it looks with a colour scheme that the reader prefers.
func (b *browser) picture(t *testing.T, page, scheme string) image.Image {
	t.Helper()
	path := filepath.Join(b.folder, "page.png")
	b.show(t, page, "--window-size=1000,1200", "--blink-settings=preferredColorScheme="+scheme, "--screenshot="+path)
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	shown, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	return shown
}

// bright is how bright the corner of a picture is.
func bright(shown image.Image) float64 {
	r, g, b, _ := shown.At(2, 2).RGBA()
	return float64(r+g+b) / 3 / 0xffff
}

// flat tells whether a picture has hardly any colour but its corner's.
func flat(shown image.Image) bool {
	other, bounds := 0, shown.Bounds()
	for y := bounds.Min.Y; y < bounds.Max.Y; y += 2 {
		for x := bounds.Min.X; x < bounds.Max.X; x += 2 {
			if shown.At(x, y) != shown.At(2, 2) {
				other++
			}
		}
	}
	return other < 2000
}
