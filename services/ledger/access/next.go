package access

import (
	"net/url"
	"strings"
)

// nextParameter says which page was wanted.
const nextParameter = "next"

// maxNext bounds it: it travels in a cookie.
const maxNext = 1000

// localPath returns the page that was wanted if it is one of ours, else the first page. Whoever follows it stays here.
func localPath(wanted string) string {
	const home = "/"
	u, err := url.Parse(wanted)
	if err != nil || len(wanted) > maxNext || u.Scheme != "" || u.Host != "" || u.User != nil || u.Opaque != "" {
		return home
	}
	// Browsers read a backslash as a slash, and two slashes as the beginning of a host.
	if !strings.HasPrefix(wanted, "/") || strings.HasPrefix(wanted, "//") || strings.Contains(wanted, `\`) {
		return home
	}
	if u.Path == pathLogin || strings.HasPrefix(u.Path, pathLogin+"/") || u.Path == pathLogout {
		return home
	}
	return (&url.URL{Path: u.Path, RawPath: u.RawPath, RawQuery: u.RawQuery}).String()
}
