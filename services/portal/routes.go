package portal

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

// route is a path once it is taken apart.
type route struct {
	// name is for logs and metrics.
	name string
	// token is what stands where a link's token does; rest is the interviewer of a card, or the name of a file.
	token, rest string
	// posts reports that it takes POST; all but forms take GET and HEAD.
	posts, gets bool
}

// The names of the routes beside those of the forms.
const (
	routePage        = "page"
	routeCalendar    = "calendar"
	routeCard        = "card"
	routeUnsubscribe = "unsubscribe"
	routeAsset       = "asset"
	routeDeleted     = "deleted"
	routeUnmatched   = "unmatched"
)

// calendarFile is the last part of the feed's path.
const calendarFile = "calendar.ics"

// saved are the forms after which the page tells that it is done.
func saved() []string {
	return []string{actDebrief, actSent, actCheckin, actOutcome, actSnooze, actPreferences, actUndo}
}

// acts are all forms.
func acts() []string { return append(saved(), actNote, actPromise, actDelete) }

// routeOf takes a path apart. There is no mux: it would answer some paths by itself, by redirecting or in
// another form, and what does not exist must look alike.
func (s *Service) routeOf(path string) route {
	if base := s.links.Base.Path; base != "" {
		if rest, ok := strings.CutPrefix(path, base+"/"); ok {
			path = "/" + rest
		}
	}
	parts := strings.Split(path, "/")
	if len(parts) < 3 || parts[0] != "" {
		return route{name: routeUnmatched}
	}
	switch first, token, rest := parts[1], parts[2], parts[3:]; {
	case first == "unsubscribe" && len(rest) == 0:
		return route{name: routeUnsubscribe, token: token, gets: true, posts: true}
	case first != "f":
		return route{name: routeUnmatched}
	case token == "assets" && len(rest) == 1:
		return route{name: routeAsset, rest: rest[0], gets: true}
	case token == "deleted" && len(rest) == 0:
		return route{name: routeDeleted, gets: true}
	case len(rest) == 0:
		return route{name: routePage, token: token, gets: true}
	case len(rest) == 1 && rest[0] == calendarFile:
		return route{name: routeCalendar, token: token, gets: true}
	case len(rest) == 1 && slices.Contains(acts(), rest[0]):
		return route{name: rest[0], token: token, posts: true}
	case len(rest) == 2 && rest[0] == routeCard:
		return route{name: routeCard, token: token, rest: rest[1], gets: true}
	default:
		return route{name: routeUnmatched}
	}
}

// serve answers one request.
func (s *Service) serve(w http.ResponseWriter, r *http.Request) {
	protect(w.Header(), "")
	rt := s.routeOf(r.URL.Path)
	recordOf(r.Context()).route = rt.name
	reads := r.Method == http.MethodGet || r.Method == http.MethodHead
	switch {
	case rt.name == routeUnmatched:
		s.refuse(w, r)
	case !s.guard.takeAddress(r, time.Now()):
		s.limit(w, r, "address")
	case reads && rt.posts && !rt.gets && strings.ContainsFunc(rt.token, isOdd):
		s.refuse(w, r)
	case reads && rt.posts && !rt.gets:
		// Somebody has opened the address of a form that was sent: show the page instead.
		http.Redirect(w, r, s.path("f", rt.token), http.StatusSeeOther)
	case reads && rt.gets:
		s.show(w, r, rt)
	case r.Method == http.MethodPost && rt.posts:
		s.act(w, r, rt)
	default:
		w.Header().Set("Allow", allowed(rt))
		w.WriteHeader(http.StatusMethodNotAllowed)
	}
}

// isOdd reports what stands in no token.
func isOdd(c rune) bool {
	return (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '-' && c != '_'
}

func allowed(rt route) string {
	var methods []string
	if rt.gets {
		methods = append(methods, http.MethodGet, http.MethodHead)
	}
	if rt.posts {
		methods = append(methods, http.MethodPost)
	}
	return strings.Join(methods, ", ")
}

// path is the path of something here as browsers see it.
func (s *Service) path(parts ...string) string {
	return s.links.Base.Path + "/" + strings.Join(parts, "/")
}

// show answers GET and HEAD. Nothing below it writes to the bus.
func (s *Service) show(w http.ResponseWriter, r *http.Request, rt route) {
	switch rt.name {
	case routeAsset:
		s.serveFile(w, r, rt.rest)
	case routeDeleted:
		s.write(w, r, http.StatusOK, deletedTemplate, s.frameFor(r))
	case routeUnsubscribe:
		s.showUnsubscribe(w, r, rt)
	case routeCalendar:
		s.showCalendar(w, r, rt)
	case routeCard:
		s.showCard(w, r, rt)
	default:
		s.showPage(w, r, rt)
	}
}
