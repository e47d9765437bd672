package temporalui

import (
	"fmt"
	"io/fs"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
	"github.com/temporalio/ui-server/v2/server/api"
	"github.com/temporalio/ui-server/v2/server/config"
	"github.com/temporalio/ui-server/v2/server/csrf"
	"github.com/temporalio/ui-server/v2/server/route"
	"github.com/temporalio/ui-server/v2/ui"
	"go.temporal.io/api/workflowservice/v1"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
)

// Options says what to show and where. All are required.
type Options struct {
	// Temporal is the frontend's host and port on this machine.
	Temporal string
	// Namespace is shown first.
	Namespace string
	// Path is where the handler is mounted, such as /temporal, without a slash at its end.
	Path string
}

// UI is the web interface.
type UI struct {
	echo *echo.Echo
	conn *grpc.ClientConn
}

// GetConfig implements config.ConfigProvider.
func (o Options) GetConfig() (*config.Config, error) {
	return &config.Config{
		TemporalGRPCAddress: o.Temporal, DefaultNamespace: o.Namespace, PublicPath: o.Path,
		EnableUI: true, HideLogs: true, DisableNewsFetch: true, Distribution: "server",
		// On loopback there is no TLS that a secure cookie could travel by.
		CORS: config.CORS{CookieInsecure: true},
	}, nil
}

// New makes the interface. It connects when it is first used.
func New(o Options) (*UI, error) {
	if o.Temporal == "" || o.Namespace == "" || !strings.HasPrefix(o.Path, "/") || strings.HasSuffix(o.Path, "/") {
		return nil, fmt.Errorf("temporalui: Temporal, Namespace and a Path such as /temporal are required, not %+v", o)
	}
	settings, err := config.NewConfigProviderWithRefresh(o)
	if err != nil {
		return nil, fmt.Errorf("temporalui: %w", err)
	}
	assets, err := ui.Assets()
	if err != nil {
		return nil, fmt.Errorf("temporalui: %w", err)
	}
	if assets, err = fs.Sub(assets, "local"); err != nil {
		return nil, fmt.Errorf("temporalui: %w", err)
	}
	index, err := newIndex(assets, o.Path)
	if err != nil {
		return nil, err
	}
	conn, err := grpc.NewClient(o.Temporal, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		return nil, fmt.Errorf("temporalui: %w", err)
	}
	u := &UI{echo: echo.New(), conn: conn}
	e := u.echo
	e.Pre(route.PublicPath(o.Path))
	e.Use(middleware.Recover(), middleware.Gzip(), middleware.Secure(),
		csrf.EnsureTokenCookie(false), middleware.CSRFWithConfig(csrf.MiddlewareConfig(settings, false)))
	v1 := e.Group("/api/v1")
	v1.GET("/settings", api.GetSettings(settings))
	v1.GET("/ui-extensions", api.GetUIExtensions(settings, api.TemporalAccessCheck(conn, nil)))
	v1.GET(api.WorkflowRawHistoryUrl, api.WorkflowRawHistoryHandler(workflowservice.NewWorkflowServiceClient(conn)))
	v1.Any("/*", api.TemporalAPIHandler(settings, nil, conn))
	route.SetRenderRoute(e, "/")
	e.GET("/*", echo.WrapHandler(index))
	return u, nil
}

// ServeHTTP implements http.Handler.
func (u *UI) ServeHTTP(w http.ResponseWriter, r *http.Request) { u.echo.ServeHTTP(w, r) }

// Close ends the connection to Temporal.
func (u *UI) Close() error { return u.conn.Close() }
