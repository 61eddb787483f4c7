package process

import (
	"encoding/base64"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// Words that are no keys are accepted as arguments.
func TestWordsThatAreNoKeys(t *testing.T) {
	for _, argument := range []string{"tracking", "https://api.easypost.com", "EZTK", "EZ1000000001", "json:run.json", "", "%", "RVpU", "aEZTKb"} {
		if err := RefuseKeys([]string{argument}, &Keyring{}); err != nil {
			t.Errorf("%q: %v", argument, err)
		}
	}
}

// A child's environment has the variables of its parent, except API keys.
func TestWithoutKeys(t *testing.T) {
	const key = "a+secret/of%no\\kind"
	var keys Keyring
	keys.Add(key)
	sent := base64.StdEncoding.EncodeToString([]byte(key + ":"))
	rest := []string{"PATH=/bin:/usr/bin", "HOME=/home/somebody", "EMPTY=", "=C:=C:\\", "EASYPOST_REGION=us", "KEYBOARD=de"}
	secrets := []string{
		KeyVariable + "=" + key, KeyVariable + "=", "easypost_api_key=x", "EASYPOST_TEST_API_KEY=x", "EASYPOST_PROD_API_KEY=x", "MINE=" + key,
		"HEADER=Basic " + sent, "HEADER=Bearer " + key, "URL=https://" + url.QueryEscape(key) + "@host", "OTHER=EZTKofAnotherAccount",
		"UNPADDED=" + strings.TrimRight(sent, "="), "MULTI=line\n" + key, RedisVariable + "=short",
		key + "=", key + "=x", "BEFORE_" + key + "_AFTER=x", "EZTKofAnotherAccount=1", "EZAKofAnotherAccount=", url.QueryEscape(key) + "=1",
		"Basic_" + sent, // its name is what stands before the padding
	}
	if got := withoutKeys(slices.Concat(secrets, rest, secrets), &keys); !slices.Equal(got, rest) {
		t.Errorf("a child is given %q", got)
	}
}
