package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"io/fs"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/workloads/simulator"
	"ep-benchmark/workloads/simulator/latency"
)

// randomKey returns a test key with characters that some format must escape.
func randomKey(random *rand.Rand) string {
	const alphabet = `%+/\"&<>'=?#abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789`
	key := []byte("EZTK")
	for range 40 {
		key = append(key, alphabet[random.IntN(len(alphabet))])
	}
	return string(key)
}

// formsOf returns the key in the forms in which it may be sent.
func formsOf(key string) map[string]string {
	sent := base64.StdEncoding.EncodeToString([]byte(key + ":"))
	quoted, _ := json.Marshal(key) // ASCII does not fail
	return map[string]string{
		"plain": key, "base64": sent, "unpadded": strings.TrimRight(base64.StdEncoding.EncodeToString([]byte(key)), "="),
		"base64url": base64.RawURLEncoding.EncodeToString([]byte(key + ":")), "query": url.QueryEscape(key), "path": url.PathEscape(key),
		"lower": lowerEscapes(url.QueryEscape(key)), "JSON": string(quoted[1 : len(quoted)-1]), "escaped base64": url.QueryEscape(sent),
		"lines": sent[:30] + "\n" + sent[30:],
	}
}

func lowerEscapes(text string) string {
	parts := strings.Split(text, "%")
	for i := range parts[1:] {
		parts[i+1] = strings.ToLower(parts[i+1][:2]) + parts[i+1][2:]
	}
	return strings.Join(parts, "%")
}

// sayBack are ways to answer with what was sent.
var sayBack = map[string]func(w http.ResponseWriter, text string){
	"message": func(w http.ResponseWriter, text string) {
		w.WriteHeader(http.StatusUnauthorized)
		_ = json.NewEncoder(w).Encode(map[string]any{"error": map[string]any{"code": "NO", "message": "Not valid: " + text}})
	},
	"code": func(w http.ResponseWriter, text string) {
		w.WriteHeader(http.StatusBadRequest)
		_ = json.NewEncoder(w).Encode(map[string]any{"error": map[string]any{"code": text, "message": strings.Repeat("x", 220) + text}})
	},
	"page": func(w http.ResponseWriter, text string) {
		http.Error(w, "<html>"+text+"</html>", http.StatusBadGateway)
	},
	"headers": func(w http.ResponseWriter, text string) {
		line := strings.ReplaceAll(text, "\n", "")
		w.Header().Set("Location", "https://"+line+"@elsewhere.example/"+line)
		w.Header().Set("X-Runtime", line)
		w.WriteHeader(http.StatusFound)
	},
	"id": func(w http.ResponseWriter, text string) {
		_ = json.NewEncoder(w).Encode(map[string]any{"id": "trk_" + text, "tracking_code": text, text: 1})
	},
	"status": func(w http.ResponseWriter, text string) {
		_ = json.NewEncoder(w).Encode(map[string]any{"id": "trk_1", "tracking_code": "EZ1000000001", "status": text})
	},
}

// No output holds the key, whatever its characters are and however a server
// sends it back: neither stream, nor the export, the recording or the store.
func TestRandomKeysAreInNoOutput(t *testing.T) {
	random := rand.New(rand.NewPCG(17, 5))
	ways := slices.Sorted(maps.Keys(sayBack))
	for i := range 12 {
		key := randomKey(random)
		forms := formsOf(key)
		form := slices.Sorted(maps.Keys(forms))[i%len(forms)]
		way := ways[i%len(ways)]
		api := simulator.New(simulator.Options{Latency: latency.None}).Handler()
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method == http.MethodGet {
				api.ServeHTTP(w, r)
				return
			}
			sayBack[way](w, forms[form])
		}))
		outputs := outputsOf(t, key, server.URL)
		server.Close()
		for name, text := range outputs {
			for form, secret := range forms {
				if bytes.Contains(text, []byte(secret)) || bytes.Contains(text, []byte(secret[:16])) {
					t.Errorf("key %q, said back as a %s: %s has it as %s", key, way, name, form)
				}
			}
		}
	}
}

// outputsOf runs the program with a key and returns all that it writes.
func outputsOf(t *testing.T, key, address string) map[string][]byte {
	t.Helper()
	folder := t.TempDir()
	keyFile := filepath.Join(folder, "easypost.key")
	if err := os.WriteFile(keyFile, []byte(key), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, told bytes.Buffer
	in := func(name string) string { return filepath.Join(folder, name) }
	code := run(context.Background(), []string{
		"--api-url", address, "--api-key-file", keyFile, "--quick", "--fail-on", "none", "--minimum-leg", "1ms", "--packages", "4",
		"--plain", "--export", "json:" + in("run.json"), "--record", in("run.events"), "--store", in("store"), "tracking",
	}, silent(&out, &told))
	if code != cli.ExitFailed {
		t.Fatalf("exit code %d:\n%s", code, told.String())
	}
	if err := os.Remove(keyFile); err != nil {
		t.Fatal(err)
	}
	outputs := map[string][]byte{"stdout": out.Bytes(), "stderr": told.Bytes()}
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		outputs[path], outputs[path+", unpacked"] = data, unpacked(t, data)
		return err
	})
	if err != nil || len(outputs) < 6 {
		t.Fatalf("%d outputs, %v", len(outputs), err)
	}
	return outputs
}
