package process

import (
	"os"
	"strings"
	"sync"

	"ep-benchmark/cmd/internal/cli"
	"ep-benchmark/workloads/easypost"
)

// KeyVariable is the environment variable that holds the API key.
//
// Note: there is no flag for the key itself. Every user of the machine can read
// the command lines of its processes, and shells store them.
const KeyVariable = "EASYPOST_API_KEY"

// RedisVariable is the environment variable that holds the password of a Redis server,
// as for redis-cli.
const RedisVariable = "REDISCLI_AUTH"

// Keyring is the API keys that the process knows. They are hidden in what it
// writes, refused in its arguments and left out of its children's environment.
type Keyring struct {
	mutex sync.Mutex
	known []*easypost.Secret
}

// shortestKnown is the least length of a key that is searched for in other
// texts. A shorter key may be a part of any word.
const shortestKnown = 8

// Add adds a key to the known ones.
func (k *Keyring) Add(key string) {
	key = TrimmedKey(key)
	if k == nil || len(key) < shortestKnown {
		return
	}
	k.mutex.Lock()
	defer k.mutex.Unlock()
	k.known = append(k.known, easypost.NewSecret(easypost.Key(key)))
}

// Hide removes the known keys from a text.
func (k *Keyring) Hide(text string) string {
	for _, secret := range k.secrets() {
		text = secret.Hide(text)
	}
	return text
}

// ShownIn reports whether a text has a known key, or something that looks like
// a key.
func (k *Keyring) ShownIn(text string) bool {
	for _, secret := range k.secrets() {
		if secret.In(text) {
			return true
		}
	}
	return easypost.LooksLikeKey(text)
}

func (k *Keyring) secrets() []*easypost.Secret {
	if k == nil {
		return nil
	}
	k.mutex.Lock()
	defer k.mutex.Unlock()
	return k.known
}

// RefuseKeys rejects API keys on the command line. Every user of the machine
// can read them there, and errors, reports and stored runs would repeat them.
func RefuseKeys(arguments []string, keys *Keyring) error {
	for i, argument := range arguments {
		if keys.ShownIn(argument) {
			return cli.Usagef("argument %d has an API key in it, or what looks like one: others can read it there, and shells store it; %s", i+1, placeOfKey(arguments))
		}
	}
	return nil
}

// placeOfKey says where a key belongs, by the command that is called.
func placeOfKey(arguments []string) string {
	switch arguments[0] {
	case "http":
		return "the name of a variable that holds it has its own place: --bearer-env MY_TOKEN, or --header-env X-Api-Key=MY_TOKEN"
	case "command":
		return "a command can read it from a variable of the environment"
	}
	return "the key has its own place: " + KeyVariable + ", or a file named by --api-key-file"
}

// withoutKeys returns an environment without API keys. It removes variables
// that are named for a key, and those that have a key in their value, in their
// name, or in both together.
func withoutKeys(environment []string, keys *Keyring) []string {
	kept := make([]string, 0, len(environment))
	for _, pair := range environment {
		name, value, _ := strings.Cut(pair, "=")
		if !NamesKey(name) && !keys.ShownIn(value) && !keys.ShownIn(name) && !keys.ShownIn(pair) {
			kept = append(kept, pair)
		}
	}
	return kept
}

// NamesKey reports whether a variable is for a password of Redis, or for one of
// EasyPost's API keys: KeyVariable, or one such as EASYPOST_TEST_API_KEY, which EasyPost's own
// programs read.
func NamesKey(name string) bool {
	name = strings.ToUpper(name)
	return name == KeyVariable || name == RedisVariable || strings.HasPrefix(name, "EASYPOST_") && strings.Contains(name, "KEY")
}

// TakeKeys removes the API key and the password of Redis from the process's own environment, so that
// processes that libraries start do not inherit them. It returns the function
// that reads the environment from then on.
func TakeKeys() func(name string) string {
	key, password := os.Getenv(KeyVariable), os.Getenv(RedisVariable)
	var keys Keyring
	keys.Add(key)
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
		switch name {
		case KeyVariable:
			return key
		case RedisVariable:
			return password
		}
		return os.Getenv(name)
	}
}

// byteOrderMark is the invisible mark with which editors on Windows begin a
// UTF-8 file. It is not part of a key.
const byteOrderMark = "\ufeff"

// TrimmedKey returns a key without the spaces, line ends and byte order mark
// that a file may have around it.
func TrimmedKey(text string) string {
	return strings.TrimSpace(strings.TrimPrefix(text, byteOrderMark))
}
