package main

import (
	"os"
	"strings"
	"sync"

	"ep-benchmark/workloads/easypost"
)

// keyring is the API keys that the process knows. They are hidden in what it
// writes, refused in its arguments and left out of its children's environment.
type keyring struct {
	mutex sync.Mutex
	known []*easypost.Secret
}

// shortestKnown is how long a key is at least that is looked for in other
// texts: a shorter one may be a part of any word.
const shortestKnown = 8

// add makes a key known.
func (k *keyring) add(key string) {
	key = trimmedKey(key)
	if k == nil || len(key) < shortestKnown {
		return
	}
	k.mutex.Lock()
	defer k.mutex.Unlock()
	k.known = append(k.known, easypost.NewSecret(easypost.Key(key)))
}

// hide takes the known keys out of a text.
func (k *keyring) hide(text string) string {
	for _, secret := range k.secrets() {
		text = secret.Hide(text)
	}
	return text
}

// shownIn tells whether a text has a known key, or what looks like one.
func (k *keyring) shownIn(text string) bool {
	for _, secret := range k.secrets() {
		if secret.In(text) {
			return true
		}
	}
	return easypost.LooksLikeKey(text)
}

func (k *keyring) secrets() []*easypost.Secret {
	if k == nil {
		return nil
	}
	k.mutex.Lock()
	defer k.mutex.Unlock()
	return k.known
}

// refuseKeys keeps a key off the command line: everybody on the machine can
// read it there, and it would be repeated in errors, reports and stored runs.
func refuseKeys(arguments []string, keys *keyring) error {
	for i, argument := range arguments {
		if keys.shownIn(argument) {
			return usagef("argument %d has an API key in it, or what looks like one: others can read it there, and shells store it; the key has its own place: %s, or a file named by --api-key-file", i+1, keyVariable)
		}
	}
	return nil
}

// withoutKeys is an environment without API keys: neither variables that are
// named for one, nor those that have one in their value, in their name, or in
// both together.
func withoutKeys(environment []string, keys *keyring) []string {
	kept := make([]string, 0, len(environment))
	for _, pair := range environment {
		name, value, _ := strings.Cut(pair, "=")
		if !namesKey(name) && !keys.shownIn(value) && !keys.shownIn(name) && !keys.shownIn(pair) {
			kept = append(kept, pair)
		}
	}
	return kept
}

// namesKey tells whether a variable is for an API key of EasyPost's: the one
// that is read here, or one such as EASYPOST_TEST_API_KEY, which EasyPost's own
// programs read.
func namesKey(name string) bool {
	name = strings.ToUpper(name)
	return name == keyVariable || strings.HasPrefix(name, "EASYPOST_") && strings.Contains(name, "KEY")
}

// childEnvironment is what a process that the program starts may see of the
// environment.
func (world surroundings) childEnvironment() []string {
	return withoutKeys(os.Environ(), world.keys)
}

// takeKey takes the API key out of the process's own environment, so that
// whatever a library starts does not inherit it, and returns how the
// environment is read from then on.
func takeKey() func(name string) string {
	key := os.Getenv(keyVariable)
	var keys keyring
	keys.add(key)
	kept := map[string]bool{}
	for _, pair := range withoutKeys(os.Environ(), &keys) {
		kept[pair] = true
	}
	for _, pair := range os.Environ() {
		if name, _, _ := strings.Cut(pair, "="); !kept[pair] && name != "" {
			_ = os.Unsetenv(name) // it fails for names that are none
		}
	}
	return func(name string) string {
		if name == keyVariable {
			return key
		}
		return os.Getenv(name)
	}
}
