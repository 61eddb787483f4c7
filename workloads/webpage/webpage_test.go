package webpage

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// written makes a page of some files.
func written(t *testing.T, files map[string]string) string {
	t.Helper()
	folder := t.TempDir()
	for name, content := range files {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func TestSize(t *testing.T) {
	folder := written(t, map[string]string{"index.html": "12345", "js/a.js": "123"})
	if bytes, files, err := Size(folder); bytes != 8 || files != 2 || err != nil {
		t.Errorf("%d bytes in %d files, %v", bytes, files, err)
	}
	if _, _, err := Size(filepath.Join(folder, "missing")); err == nil {
		t.Error("a missing folder has a size")
	}
}

// Another name, or another content, is another digest.
func TestDigest(t *testing.T) {
	seen := map[string]bool{}
	for _, files := range []map[string]string{{"a": "1"}, {"a": "2"}, {"b": "1"}, {"a": "1", "b": ""}} {
		digest, err := Digest(written(t, files))
		if err != nil || seen[digest] {
			t.Errorf("%v: %s, %v", files, digest, err)
		}
		seen[digest] = true
	}
	if digest, err := Digest(written(t, map[string]string{"a": "1"})); err != nil || !seen[digest] {
		t.Errorf("the same files have another digest: %s, %v", digest, err)
	}
}

func TestOpenRejectsFoldersWithoutAPage(t *testing.T) {
	if _, err := Open(t.TempDir(), []string{"chromium"}, nil); err == nil {
		t.Error("a folder without a page was opened")
	}
}

// The browser reports a time in which the page's scripts have run.
func TestLoad(t *testing.T) {
	browser := Browser()
	if browser == "" {
		t.Skip("there is no headless browser")
	}
	slow := `<html><head><title>a</title></head><body><script>for(const end=performance.now()+300;performance.now()<end;);</script></body></html>`
	p, err := Open(written(t, map[string]string{"index.html": slow}), []string{browser, "--headless", "--no-sandbox", "--disable-gpu", "--user-data-dir=" + ProfileMark}, os.Environ())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = p.Close() }()
	took, err := p.Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if took < 300*time.Millisecond || took > longestLoad {
		t.Errorf("the page that computes for 300 ms was loaded in %v", took)
	}
}

func TestBrowserThatEnds(t *testing.T) {
	p, err := Open(written(t, map[string]string{"index.html": "x"}), []string{"/bin/false"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = p.Close() }()
	if took, err := p.Load(t.Context()); err == nil {
		t.Errorf("loaded in %v", took)
	}
}
