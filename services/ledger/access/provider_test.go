package access_test

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync/atomic"
	"testing"
	"time"
)

// provider is an OpenID Connect provider that signs with RS256. What it says can be bent.
type provider struct {
	*httptest.Server
	t   *testing.T
	key *rsa.PrivateKey
	// claims bends what a token says, token the token itself; both may be nil.
	claims func(map[string]any)
	token  func(header, payload []byte) string
	// denies makes it refuse whoever comes.
	denies bool
	// away makes it answer nothing.
	away atomic.Bool

	// asked are the parameters of the last question; codes are those that were not taken yet, with the challenge.
	asked url.Values
	codes map[string]url.Values
	// exchanged is the last form at the token endpoint.
	exchanged url.Values
}

func newProvider(t *testing.T) *provider {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	p := &provider{t: t, key: key, codes: map[string]url.Values{}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		if p.away.Load() {
			http.Error(w, "away", http.StatusServiceUnavailable)
			return
		}
		p.say(w, map[string]any{
			"issuer": p.URL, "authorization_endpoint": p.URL + "/authorize", "token_endpoint": p.URL + "/token", "jwks_uri": p.URL + "/keys",
			"id_token_signing_alg_values_supported": []string{"RS256", "none", "HS256"},
		})
	})
	mux.HandleFunc("GET /keys", func(w http.ResponseWriter, _ *http.Request) {
		p.say(w, map[string]any{"keys": []any{map[string]any{
			"kty": "RSA", "alg": "RS256", "use": "sig", "kid": "k1", "n": encode(key.N.Bytes()), "e": encode(big.NewInt(int64(key.E)).Bytes()),
		}}})
	})
	mux.HandleFunc("GET /authorize", p.authorize)
	mux.HandleFunc("POST /token", p.exchange)
	p.Server = httptest.NewServer(mux)
	t.Cleanup(p.Close)
	return p
}

func (p *provider) say(w http.ResponseWriter, value any) {
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(value); err != nil {
		p.t.Error(err)
	}
}

// authorize lets everybody in at once.
func (p *provider) authorize(w http.ResponseWriter, r *http.Request) {
	p.asked = r.URL.Query()
	back, err := url.Parse(p.asked.Get("redirect_uri"))
	if err != nil {
		p.t.Error(err)
	}
	q := url.Values{"state": {p.asked.Get("state")}}
	if p.denies {
		q.Set("error", "access_denied")
		q.Set("error_description", "<script>")
	} else {
		code := rand.Text()
		p.codes[code] = p.asked
		q.Set("code", code)
	}
	back.RawQuery = q.Encode()
	http.Redirect(w, r, back.String(), http.StatusFound)
}

// exchange takes a code once, and only from whoever knows its verifier.
func (p *provider) exchange(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		p.t.Error(err)
	}
	p.exchanged = r.PostForm
	asked, ok := p.codes[r.PostForm.Get("code")]
	delete(p.codes, r.PostForm.Get("code"))
	sum := sha256.Sum256([]byte(r.PostForm.Get("code_verifier")))
	if !ok || asked.Get("code_challenge_method") != "S256" || encode(sum[:]) != asked.Get("code_challenge") {
		http.Error(w, `{"error":"invalid_grant"}`, http.StatusBadRequest)
		return
	}
	claims := map[string]any{
		"iss": p.URL, "aud": "dashboard", "sub": "u-1", "name": "Robin Reader", "nonce": asked.Get("nonce"),
		"iat": time.Now().Unix(), "exp": time.Now().Add(5 * time.Minute).Unix(), "groups": []string{"advisers", "staff"},
	}
	if p.claims != nil {
		p.claims(claims)
	}
	payload, err := json.Marshal(claims)
	if err != nil {
		p.t.Error(err)
	}
	header := []byte(`{"alg":"RS256","kid":"k1","typ":"JWT"}`)
	token := p.sign(header, payload)
	if p.token != nil {
		token = p.token(header, payload)
	}
	p.say(w, map[string]any{"access_token": "a", "token_type": "Bearer", "expires_in": 300, "id_token": token})
}

func (p *provider) sign(header, payload []byte) string {
	text := encode(header) + "." + encode(payload)
	sum := sha256.Sum256([]byte(text))
	signature, err := rsa.SignPKCS1v15(rand.Reader, p.key, crypto.SHA256, sum[:])
	if err != nil {
		p.t.Error(err)
	}
	return text + "." + encode(signature)
}

func encode(raw []byte) string { return base64.RawURLEncoding.EncodeToString(raw) }
