package main

import (
	"os"
	"strings"
	"sync"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/workloads/easypost"
)

// keyring is the API keys that the process knows. They are hidden in what it
// writes, refused in its arguments and left out of its children's environment.
type keyring struct {
	mutex sync.Mutex
	known []*easypost.Secret
}

// shortestKnown is the least length of a key that is searched for in other
// texts. A shorter key may be a part of any word.
const shortestKnown = 8

// add adds a key to the known ones.
func (k *keyring) add(key string) {
	key = trimmedKey(key)
	if k == nil || len(key) < shortestKnown {
		return
	}
	k.mutex.Lock()
	defer k.mutex.Unlock()
	k.known = append(k.known, easypost.NewSecret(easypost.Key(key)))
}

// hide removes the known keys from a text.
func (k *keyring) hide(text string) string {
	for _, secret := range k.secrets() {
		text = secret.Hide(text)
	}
	return text
}

// shownIn reports whether a text has a known key, or something that looks like
// a key.
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

// refuseKeys rejects API keys on the command line. Every user of the machine
// can read them there, and errors, reports and stored runs would repeat them.
func refuseKeys(arguments []string, keys *keyring) error {
	for i, argument := range arguments {
		if keys.shownIn(argument) {
			return cli.Usagef("argument %d has an API key in it, or what looks like one: others can read it there, and shells store it; the key has its own place: %s, or a file named by --api-key-file", i+1, keyVariable)
		}
	}
	return nil
}

// withoutKeys returns an environment without API keys. It removes variables
// that are named for a key, and those that have a key in their value, in their
// name, or in both together.
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

// namesKey reports whether a variable is for one of EasyPost's API keys:
// keyVariable, or one such as EASYPOST_TEST_API_KEY, which EasyPost's own
// programs read.
func namesKey(name string) bool {
	name = strings.ToUpper(name)
	return name == keyVariable || strings.HasPrefix(name, "EASYPOST_") && strings.Contains(name, "KEY")
}

// childEnvironment returns the environment for processes that the program
// starts.
func (world surroundings) childEnvironment() []string {
	return withoutKeys(os.Environ(), world.keys)
}

// takeKey removes the API key from the process's own environment, so that
// processes that libraries start do not inherit it. It returns the function
// that reads the environment from then on.
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
			_ = os.Unsetenv(name) // it fails for invalid names
		}
	}
	return func(name string) string {
		if name == keyVariable {
			return key
		}
		return os.Getenv(name)
	}
}
