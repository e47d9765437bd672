package temporalui

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"regexp"
	"strings"
)

// index serves the files of the interface, and for every other path its one page.
type index struct {
	assets fs.FS
	files  http.Handler
	page   string
	policy string
}

// newIndex moves the page below path. The page's own policy names the hash of its one script, which changes with
// that; the policy is made anew, stricter, as a header.
func newIndex(assets fs.FS, path string) (*index, error) {
	original, err := fs.ReadFile(assets, "index.html")
	if err != nil {
		return nil, fmt.Errorf("temporalui: read the page: %w", err)
	}
	page := regexp.MustCompile(`<meta http-equiv="content-security-policy"[^>]*>`).ReplaceAllString(string(original), "")
	page = strings.ReplaceAll(page, `base: ""`, `base: "`+path+`"`)
	page = strings.ReplaceAll(page, `"/_app/`, `"`+path+`/_app/`)
	scripts := regexp.MustCompile(`(?s)<script>(.*?)</script>`).FindAllStringSubmatch(page, -1)
	if len(scripts) != 1 || !strings.Contains(scripts[0][1], `base: "`+path+`"`) {
		return nil, errors.New("temporalui: the page is not built as expected")
	}
	sum := sha256.Sum256([]byte(scripts[0][1]))
	return &index{
		assets: assets, files: http.FileServerFS(assets), page: page,
		policy: "default-src 'self'; script-src 'strict-dynamic' 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) +
			"'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; worker-src 'self' blob:; " +
			"object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
	}, nil
}

// ServeHTTP implements http.Handler; the path is relative to where the interface is mounted.
func (i *index) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/")
	if found, err := fs.Stat(i.assets, name); err == nil && !found.IsDir() && name != "index.html" {
		i.files.ServeHTTP(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", i.policy)
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write([]byte(i.page))
}
