package email

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	neturl "net/url"
	"time"
)

// The limits of what is fetched.
const (
	fetchTimeout = 10 * time.Second
	maxFetched   = 64 << 10
)

// fetch gets what is at a URL. It goes nowhere else: who answers with a redirect has not answered.
func fetch(ctx context.Context, url string) ([]byte, error) {
	client := &http.Client{
		Timeout:       fetchTimeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	response, err := client.Do(request)
	if failed := (*neturl.Error)(nil); errors.As(err, &failed) {
		// It quotes the address, which may hold what only Amazon and we shall know.
		return nil, failed.Err
	}
	if err != nil {
		return nil, err
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("status %d", response.StatusCode)
	}
	return io.ReadAll(io.LimitReader(response.Body, maxFetched))
}
