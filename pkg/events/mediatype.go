package events

import (
	"maps"
	"mime"
	"slices"
	"strings"
)

const mustBeJSON = "must be application/json or another JSON type"

// parseMediaType returns the type in lower case, without parameters. It is not ok if
// the text is no media type, or asks for a charset other than UTF-8.
func parseMediaType(s string) (string, bool) {
	mediaType, params, err := mime.ParseMediaType(s)
	charset, given := params["charset"]
	ok := err == nil && strings.Contains(mediaType, "/") &&
		(!given || strings.EqualFold(charset, "utf-8") || strings.EqualFold(charset, "us-ascii"))
	return mediaType, ok
}

// isJSON reports whether s is a media type for JSON (RFC 6839: also every +json).
func isJSON(s string) bool {
	mediaType, ok := parseMediaType(s)
	return ok && (mediaType == "application/json" || mediaType == "text/json" || strings.HasSuffix(mediaType, "+json"))
}

func sortedNames(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }
