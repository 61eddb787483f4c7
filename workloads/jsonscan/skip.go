package jsonscan

// Skip reads a value of any kind and checks it.
func (r *Reader) Skip() error {
	r.space()
	end, problem := skipValue(r.body, r.at, r.depth)
	r.at = end
	if problem != "" {
		return r.failed(problem)
	}
	return nil
}

// Number reads a number, and returns its digits as they stand. They are part of the
// document.
func (r *Reader) Number() ([]byte, error) {
	r.space()
	begin := r.at
	end, problem := numberEnd(r.body, begin)
	r.at = end
	if problem != "" {
		return nil, r.failed(problem)
	}
	return r.body[begin:end], nil
}

// failed is the error for what is wrong where the reader stands.
func (r *Reader) failed(problem string) error {
	if problem == tooDeep {
		return ErrTooDeep
	}
	return r.unexpected(problem)
}

// What was expected where a value can't be read.
const (
	tooDeep  = "fewer levels"
	aValue   = "a value"
	aKey     = "a key"
	aColon   = "a colon"
	aDigit   = "a digit"
	anEscape = "an escape"
	endQuote = "the quote that ends a string"
)

// skipValue returns where the value that begins at a place ends, or where it is
// wrong and what was expected there. The functions of this file hold their place in
// an argument and not in the reader, since they spend most of the time of an answer
// and a place in memory costs a third of it.
func skipValue(body []byte, at, depth int) (end int, problem string) {
	if at == len(body) {
		return at, aValue
	}
	switch body[at] {
	case '"':
		return stringEnd(body, at+1)
	case '{':
		return skipObject(body, at+1, depth+1)
	case '[':
		return skipArray(body, at+1, depth+1)
	case 'n':
		return wordEnd(body, at, "null")
	case 't':
		return wordEnd(body, at, "true")
	case 'f':
		return wordEnd(body, at, "false")
	}
	if kinds[body[at]] != Number {
		return at, aValue
	}
	return numberEnd(body, at)
}

// skipObject goes from behind the brace that begins an object to behind the one
// that ends it.
func skipObject(body []byte, at, depth int) (end int, problem string) {
	if depth > Deepest {
		return at, tooDeep
	}
	at = spaceEnd(body, at)
	if at < len(body) && body[at] == '}' {
		return at + 1, ""
	}
	for {
		if at == len(body) || body[at] != '"' {
			return at, aKey
		}
		if at, problem = stringEnd(body, at+1); problem != "" {
			return at, problem
		}
		if at == len(body) || body[at] != ':' {
			if at = spaceEnd(body, at); at == len(body) || body[at] != ':' {
				return at, aColon
			}
		}
		if at, problem = skipValue(body, spaceEnd(body, at+1), depth); problem != "" {
			return at, problem
		}
		at = spaceEnd(body, at)
		switch {
		case at < len(body) && body[at] == ',':
			at = spaceEnd(body, at+1)
		case at < len(body) && body[at] == '}':
			return at + 1, ""
		default:
			return at, "a comma or }"
		}
	}
}

// skipArray goes from behind the bracket that begins an array to behind the one that
// ends it.
func skipArray(body []byte, at, depth int) (end int, problem string) {
	if depth > Deepest {
		return at, tooDeep
	}
	at = spaceEnd(body, at)
	if at < len(body) && body[at] == ']' {
		return at + 1, ""
	}
	for {
		if at, problem = skipValue(body, at, depth); problem != "" {
			return at, problem
		}
		at = spaceEnd(body, at)
		switch {
		case at < len(body) && body[at] == ',':
			at = spaceEnd(body, at+1)
		case at < len(body) && body[at] == ']':
			return at + 1, ""
		default:
			return at, "a comma or ]"
		}
	}
}

// spaceEnd goes past white space. There is none in most answers.
func spaceEnd(body []byte, at int) int {
	for at < len(body) && body[at] <= ' ' && isSpace(body[at]) {
		at++
	}
	return at
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

// wordEnd goes past one of JSON's words.
func wordEnd(body []byte, at int, word string) (end int, problem string) {
	if len(body)-at < len(word) || string(body[at:at+len(word)]) != word {
		return at, word
	}
	return at + len(word), ""
}

// numberEnd goes past a number.
func numberEnd(body []byte, at int) (end int, problem string) {
	if at < len(body) && body[at] == '-' {
		at++
	}
	begin := at
	at = digitsEnd(body, at)
	if at == begin {
		return at, aDigit
	}
	if body[begin] == '0' {
		at = begin + 1 // what follows a leading zero is not part of the number
	}
	if at < len(body) && body[at] == '.' {
		begin = at + 1
		if at = digitsEnd(body, begin); at == begin {
			return at, aDigit
		}
	}
	if at < len(body) && body[at]|0x20 == 'e' {
		begin = at + 1
		if begin < len(body) && (body[begin] == '+' || body[begin] == '-') {
			begin++
		}
		if at = digitsEnd(body, begin); at == begin {
			return at, aDigit
		}
	}
	return at, ""
}

func digitsEnd(body []byte, at int) int {
	for at < len(body) && body[at]-'0' <= 9 {
		at++
	}
	return at
}
