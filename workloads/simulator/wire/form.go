package wire

import (
	"encoding/json"
	"mime"
	"net/http"
	"net/url"
	"strings"
)

// EasyPost accepts forms as well as JSON. The official Go client sends an amount to be insured as a form, and also,
// with GET, the parameters of every list. The documentation's older examples send everything as forms, as
// shipment[to_address][zip]=….

const formType = "application/x-www-form-urlencoded"

// SentForm reports whether a request carries a form. JSON with the content type of a form, which curl -d sends, is
// treated as JSON.
func SentForm(r *http.Request, body []byte) bool {
	header := r.Header["Content-Type"]
	if len(header) == 0 || !strings.HasPrefix(header[0], formType) {
		return false
	}
	if kind, _, err := mime.ParseMediaType(header[0]); err != nil || kind != formType {
		return false
	}
	return len(body) > 0 && body[0] != '{' && body[0] != '[' && string(body) != Null
}

const deepestForm = 8 // names in a row

// FormJSON turns a form into the JSON that it stands for: a[b][c]=x is {"a":{"b":{"c":"x"}}}, and a[]=x&a[]=y is
// {"a":["x","y"]}. All values are strings, which the decoders read as numbers where they want numbers. Ok is false for
// a text that is no such form.
func FormJSON(body []byte) (text []byte, ok bool) {
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return nil, false
	}
	root := map[string]any{}
	for name, values := range form {
		if !insert(root, names(name), values) {
			return nil, false
		}
	}
	text, err = json.Marshal(root)
	return text, err == nil
}

// names parts a[b][] into a, b and nothing.
func names(name string) []string {
	first, rest, nested := strings.Cut(name, "[")
	if !nested {
		return []string{name}
	}
	return append([]string{first}, strings.Split(strings.TrimSuffix(rest, "]"), "][")...)
}

// insert puts values into a tree of maps where the names lead, and reports whether that place is free.
func insert(tree map[string]any, path []string, values []string) bool {
	if len(path) > deepestForm || len(values) == 0 {
		return false
	}
	for ; len(path) > 1 && path[1] != ""; path = path[1:] {
		branch, ok := tree[path[0]].(map[string]any)
		if !ok {
			if tree[path[0]] != nil {
				return false
			}
			branch = map[string]any{}
			tree[path[0]] = branch
		}
		tree = branch
	}
	if tree[path[0]] != nil {
		return false
	}
	if len(path) > 1 {
		tree[path[0]] = values
	} else {
		tree[path[0]] = values[len(values)-1]
	}
	return true
}
