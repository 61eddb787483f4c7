// Package text makes text fit to be shown, and finds what a mistyped word was
// meant to be.
//
// Text from outside (a server's answer, a file's cells, keys and name, an
// environment variable, an argument) is data wherever it is shown. It gets one
// line, and on that line every character is visible. It starts no further line,
// commands no terminal, reverses or hides nothing, gives no command to a CI
// system, and has no meaning of its own in Markdown.
//
// The rule is applied where text leaves the program, not where it comes in:
// text is stored, and exported as JSON, as it was received. There is one
// function for each kind of output: [Line] and [Cut] for a line of plain text,
// [Lines] for an error, [Markdown] for Markdown, [JSON] for JSON that may be
// printed. [Quoted] is for a message that shows a text as it was given.
//
// Note: removing whole escape sequences was rejected. What a sequence is
// depends on the terminal. A removed text would also hide that it was sent.
// Without the control character that begins it, a sequence is a few harmless
// letters.
package text
