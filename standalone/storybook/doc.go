// Package storybook shows every message that Afterword can write, by kind, channel and language, with
// invented people and in the looks and words of one tenant. It is for whoever writes the words or sets a brand.
//
// standalone serves it; it keeps nothing and sends nothing.
package storybook
