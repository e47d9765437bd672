package k8s

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	policyv1 "k8s.io/api/policy/v1"
	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"
	"sigs.k8s.io/yaml"
)

// decoded are the rendered manifests as the Kubernetes API would take them.
type decoded struct {
	namespaces  []corev1.Namespace
	configs     []corev1.ConfigMap
	accounts    []corev1.ServiceAccount
	services    []corev1.Service
	deployments []appsv1.Deployment
	budgets     []policyv1.PodDisruptionBudget
	policies    []networkingv1.NetworkPolicy
}

func render(t *testing.T) decoded {
	t.Helper()
	rendered, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(filesys.MakeFsOnDisk(), "base")
	if err != nil {
		t.Fatalf("render base: %v", err)
	}
	var d decoded
	for _, resource := range rendered.Resources() {
		text, err := resource.AsYAML()
		if err != nil {
			t.Fatalf("print %s: %v", resource.CurId(), err)
		}
		switch kind := resource.GetKind(); kind {
		case "Namespace":
			d.namespaces = append(d.namespaces, strict[corev1.Namespace](t, text))
		case "ConfigMap":
			d.configs = append(d.configs, strict[corev1.ConfigMap](t, text))
		case "ServiceAccount":
			d.accounts = append(d.accounts, strict[corev1.ServiceAccount](t, text))
		case "Service":
			d.services = append(d.services, strict[corev1.Service](t, text))
		case "Deployment":
			d.deployments = append(d.deployments, strict[appsv1.Deployment](t, text))
		case "PodDisruptionBudget":
			d.budgets = append(d.budgets, strict[policyv1.PodDisruptionBudget](t, text))
		case "NetworkPolicy":
			d.policies = append(d.policies, strict[networkingv1.NetworkPolicy](t, text))
		default:
			t.Errorf("%s %s: no test knows this kind", kind, resource.GetName())
		}
	}
	return d
}

func strict[T any](t *testing.T, text []byte) T {
	t.Helper()
	var object T
	if err := yaml.UnmarshalStrict(text, &object); err != nil {
		t.Errorf("the API would refuse this: %v\n%s", err, text)
	}
	return object
}

func names[T any](objects []T, name func(T) string) []string {
	var all []string
	for _, object := range objects {
		all = append(all, name(object))
	}
	slices.Sort(all)
	return all
}

func TestTheBaseRendersIntoTheKubernetesAPI(t *testing.T) {
	d := render(t)
	want := []string{"heartbeat", "intake", "ledger", "notifier", "portal", "workflow"}
	for what, got := range map[string][]string{
		"deployments":      names(d.deployments, func(o appsv1.Deployment) string { return o.Name }),
		"service accounts": names(d.accounts, func(o corev1.ServiceAccount) string { return o.Name }),
	} {
		if !slices.Equal(got, want) {
			t.Errorf("%s are %v, want %v", what, got, want)
		}
	}
	if got := names(d.services, func(o corev1.Service) string { return o.Name }); !slices.Equal(got, []string{"intake", "ledger", "notifier", "portal"}) {
		t.Errorf("services are %v; all but workflow and the heartbeat are called", got)
	}
	for _, deployment := range d.deployments {
		if deployment.Namespace != "afterword" {
			t.Errorf("%s lives in namespace %q", deployment.Name, deployment.Namespace)
		}
		if image := deployment.Spec.Template.Spec.Containers[0].Image; strings.HasPrefix(image, "afterword/") || !strings.Contains(image, ":") {
			t.Errorf("%s has the image %s: the kustomization gives it no registry and version", deployment.Name, image)
		}
	}
}

func TestPodsAreRestrictedProbedAndBounded(t *testing.T) {
	d := render(t)
	if len(d.namespaces) != 1 || d.namespaces[0].Labels["pod-security.kubernetes.io/enforce"] != "restricted" {
		t.Error("the namespace does not enforce restricted pod security")
	}
	for _, deployment := range d.deployments {
		t.Run(deployment.Name, func(t *testing.T) {
			pod := deployment.Spec.Template.Spec
			if pod.SecurityContext == nil || !value(pod.SecurityContext.RunAsNonRoot) ||
				pod.SecurityContext.SeccompProfile == nil || pod.SecurityContext.SeccompProfile.Type != corev1.SeccompProfileTypeRuntimeDefault {
				t.Error("pod security context is not restricted")
			}
			if pod.AutomountServiceAccountToken == nil || *pod.AutomountServiceAccountToken {
				t.Error("the pod mounts an API token that it does not need")
			}
			for _, volume := range pod.Volumes {
				if volume.Secret == nil && volume.EmptyDir == nil && volume.ConfigMap == nil && volume.Projected == nil {
					t.Errorf("volume %s is of a type that restricted pods may not use", volume.Name)
				}
			}
			for _, c := range pod.Containers {
				if c.SecurityContext == nil || value(c.SecurityContext.AllowPrivilegeEscalation) || c.SecurityContext.AllowPrivilegeEscalation == nil ||
					!value(c.SecurityContext.ReadOnlyRootFilesystem) || c.SecurityContext.Capabilities == nil ||
					!slices.Contains(c.SecurityContext.Capabilities.Drop, "ALL") {
					t.Errorf("container %s: security context is not restricted", c.Name)
				}
				probes := map[string]*corev1.Probe{"/healthz startup": c.StartupProbe, "/healthz liveness": c.LivenessProbe, "/readyz readiness": c.ReadinessProbe}
				for name, probe := range probes {
					path, _, _ := strings.Cut(name, " ")
					if probe == nil || probe.HTTPGet == nil || probe.HTTPGet.Path != path {
						t.Errorf("container %s: no %s probe on %s", c.Name, strings.TrimPrefix(name, path+" "), path)
						continue
					}
					port := probe.HTTPGet.Port.String()
					if !slices.ContainsFunc(c.Ports, func(p corev1.ContainerPort) bool { return p.Name == port }) {
						t.Errorf("container %s: probe on port %s, which the container does not name", c.Name, port)
					}
				}
				if c.Resources.Requests.Cpu().IsZero() || c.Resources.Requests.Memory().IsZero() || c.Resources.Limits.Memory().IsZero() {
					t.Errorf("container %s: requests for CPU and memory and a memory limit are missing", c.Name)
				}
				if !c.Resources.Limits.Cpu().IsZero() {
					t.Errorf("container %s: a CPU limit throttles reminders at 09:00", c.Name)
				}
			}
		})
	}
}

// covers reports whether a selector that selects anything in particular selects these labels.
func covers(selector, labels map[string]string) bool {
	for key, want := range selector {
		if labels[key] != want {
			return false
		}
	}
	return len(selector) > 0
}

func TestSelectorsMeetTheirPods(t *testing.T) {
	d := render(t)
	for _, deployment := range d.deployments {
		labels := deployment.Spec.Template.Labels
		if !covers(deployment.Spec.Selector.MatchLabels, labels) {
			t.Errorf("deployment %s does not select its own pods", deployment.Name)
		}
		// A beat that is missed while its node is drained harms nobody.
		budgeted := slices.ContainsFunc(d.budgets, func(b policyv1.PodDisruptionBudget) bool { return covers(b.Spec.Selector.MatchLabels, labels) })
		if budgeted != (deployment.Name != "heartbeat") {
			t.Errorf("a disruption budget covers %s: %t", deployment.Name, budgeted)
		}
	}
	for _, service := range d.services {
		if !slices.ContainsFunc(d.deployments, func(o appsv1.Deployment) bool {
			return covers(service.Spec.Selector, o.Spec.Template.Labels)
		}) {
			t.Errorf("service %s selects no pod", service.Name)
		}
	}
}

// Behind default-deny a service that no policy lets in is one that nobody reaches.
func TestWhatAServiceOffersIsListenedToAndLetIn(t *testing.T) {
	d := render(t)
	for _, service := range d.services {
		i := slices.IndexFunc(d.deployments, func(o appsv1.Deployment) bool { return covers(service.Spec.Selector, o.Spec.Template.Labels) })
		if i < 0 {
			t.Errorf("service %s selects no pod", service.Name)
			continue
		}
		pod := d.deployments[i].Spec.Template
		for _, offered := range service.Spec.Ports {
			target := offered.TargetPort.String()
			n := slices.IndexFunc(pod.Spec.Containers[0].Ports, func(p corev1.ContainerPort) bool { return p.Name == target })
			if n < 0 {
				t.Errorf("service %s: its pods have no port %s", service.Name, target)
				continue
			}
			if number := pod.Spec.Containers[0].Ports[n].ContainerPort; !letsIn(d.policies, pod.Labels, number) {
				t.Errorf("service %s: no policy lets anybody in at port %d", service.Name, number)
			}
		}
	}
}

func letsIn(policies []networkingv1.NetworkPolicy, labels map[string]string, number int32) bool {
	return slices.ContainsFunc(policies, func(p networkingv1.NetworkPolicy) bool {
		return covers(p.Spec.PodSelector.MatchLabels, labels) && slices.ContainsFunc(p.Spec.Ingress, func(r networkingv1.NetworkPolicyIngressRule) bool {
			return slices.ContainsFunc(r.Ports, func(port networkingv1.NetworkPolicyPort) bool { return port.Port != nil && port.Port.IntVal == number })
		})
	})
}

// The heartbeat asks services of its own namespace, and default-deny lies between them.
func TestTheHeartbeatReachesWhatItAsks(t *testing.T) {
	d := render(t)
	heart := d.deployments[slices.IndexFunc(d.deployments, func(o appsv1.Deployment) bool { return o.Name == "heartbeat" })].Spec.Template
	asked := 0
	for _, argument := range heart.Spec.Containers[0].Args {
		_, name, isAddress := strings.Cut(argument, "=http://")
		if !isAddress {
			continue
		}
		asked++
		i := slices.IndexFunc(d.services, func(o corev1.Service) bool { return o.Name == name && o.Spec.Ports[0].Port == 80 })
		if i < 0 {
			t.Errorf("%s: there is no service %s at port 80", argument, name)
			continue
		}
		asks := d.deployments[slices.IndexFunc(d.deployments, func(o appsv1.Deployment) bool {
			return covers(d.services[i].Spec.Selector, o.Spec.Template.Labels)
		})].Spec.Template
		out := slices.ContainsFunc(d.policies, func(p networkingv1.NetworkPolicy) bool {
			return covers(p.Spec.PodSelector.MatchLabels, heart.Labels) && slices.ContainsFunc(p.Spec.Egress, func(r networkingv1.NetworkPolicyEgressRule) bool {
				return peers(r.To, asks.Labels) && r.Ports[0].Port.IntVal == 8080
			})
		})
		in := slices.ContainsFunc(d.policies, func(p networkingv1.NetworkPolicy) bool {
			return covers(p.Spec.PodSelector.MatchLabels, asks.Labels) && slices.ContainsFunc(p.Spec.Ingress, func(r networkingv1.NetworkPolicyIngressRule) bool {
				return peers(r.From, heart.Labels) && r.Ports[0].Port.IntVal == 8080
			})
		})
		if !out || !in {
			t.Errorf("%s: let out %t, let in %t", argument, out, in)
		}
	}
	if asked != 2 {
		t.Errorf("it asks %d services, want intake and ledger", asked)
	}
}

func peers(all []networkingv1.NetworkPolicyPeer, labels map[string]string) bool {
	return slices.ContainsFunc(all, func(p networkingv1.NetworkPolicyPeer) bool {
		return p.PodSelector != nil && covers(p.PodSelector.MatchLabels, labels)
	})
}

// A service does not start without a file that it is told to read.
func TestEveryFileThatIsReadIsMountedFromASecretThatMustExist(t *testing.T) {
	d := render(t)
	documented := secretKeys(t)
	for _, deployment := range d.deployments {
		pod := deployment.Spec.Template.Spec
		for _, env := range pod.Containers[0].Env {
			if strings.HasPrefix(env.Name, "AFTERWORD_") && strings.HasSuffix(env.Name, "_FILE") && !mounted(pod, env.Value, documented) {
				t.Errorf("%s reads %s, which no secret that must exist provides", deployment.Name, env.Value)
			}
		}
	}
}

func mounted(pod corev1.PodSpec, file string, documented map[string][]string) bool {
	folder, key := filepath.Split(file)
	return slices.ContainsFunc(pod.Containers[0].VolumeMounts, func(m corev1.VolumeMount) bool {
		return m.MountPath+"/" == folder && m.ReadOnly && slices.ContainsFunc(pod.Volumes, func(v corev1.Volume) bool {
			return v.Name == m.Name && v.Secret != nil && !value(v.Secret.Optional) && slices.Contains(documented[v.Secret.SecretName], key)
		})
	})
}

// Whoever applies the example as it is must be stopped, not given a key that everybody knows.
func TestTheExampleHoldsNoKeyThatSigns(t *testing.T) {
	text, err := os.ReadFile("secrets.example.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if regexp.MustCompile(`[0-9a-fA-F]{64}`).Match(text) {
		t.Error("secrets.example.yaml holds 64 hex digits, which a link key consists of")
	}
}

func TestSecretsAreReferredToByNameAndDocumented(t *testing.T) {
	d := render(t)
	documented := secretKeys(t)
	for _, deployment := range d.deployments {
		pod := deployment.Spec.Template.Spec
		for _, volume := range pod.Volumes {
			if volume.Secret != nil && documented[volume.Secret.SecretName] == nil {
				t.Errorf("%s mounts secret %s, which secrets.example.yaml does not show", deployment.Name, volume.Secret.SecretName)
			}
		}
		for _, env := range pod.Containers[0].Env {
			if secretWord.MatchString(env.Name) && env.Value != "" && !strings.HasSuffix(env.Name, "_FILE") {
				t.Errorf("%s carries the secret %s in the open", deployment.Name, env.Name)
			}
			if env.ValueFrom == nil || env.ValueFrom.SecretKeyRef == nil {
				continue
			}
			ref := env.ValueFrom.SecretKeyRef
			if !slices.Contains(documented[ref.Name], ref.Key) {
				t.Errorf("%s reads %s/%s, which secrets.example.yaml does not show", deployment.Name, ref.Name, ref.Key)
			}
		}
	}
}

// A variable that no service reads is a setting that silently does nothing.
func TestEveryVariableIsReadByItsService(t *testing.T) {
	d := render(t)
	sources := map[string]string{}
	for _, deployment := range d.deployments {
		sources[deployment.Name] = source(t, deployment.Name)
	}
	for _, deployment := range d.deployments {
		for _, env := range deployment.Spec.Template.Spec.Containers[0].Env {
			if strings.HasPrefix(env.Name, "AFTERWORD_") && !reads(sources[deployment.Name], env.Name) {
				t.Errorf("%s does not read %s", deployment.Name, env.Name)
			}
		}
	}
	for _, config := range d.configs {
		for key := range config.Data {
			if strings.HasPrefix(key, "TEMPORAL_") {
				continue // read by the SDK itself
			}
			if !slices.ContainsFunc(d.deployments, func(o appsv1.Deployment) bool { return reads(sources[o.Name], key) }) {
				t.Errorf("no service reads %s of the config map", key)
			}
		}
	}
}

// A pod's own variable outweighs the config map: whoever changed it there would change nothing.
func TestNoVariableIsSetTwice(t *testing.T) {
	d := render(t)
	for _, config := range d.configs {
		for _, deployment := range d.deployments {
			for _, env := range deployment.Spec.Template.Spec.Containers[0].Env {
				if _, twice := config.Data[env.Name]; twice {
					t.Errorf("%s is set in the config map and by %s", env.Name, deployment.Name)
				}
			}
		}
	}
}

// reads reports whether a source names the variable; a secret's file variable is made of its name.
func reads(source, variable string) bool {
	return strings.Contains(source, `"`+strings.TrimSuffix(variable, "_FILE")+`"`)
}

var secretWord = regexp.MustCompile(`PASSWORD|TOKEN|SECRET|_KEY`)

func secretKeys(t *testing.T) map[string][]string {
	t.Helper()
	text, err := os.ReadFile("secrets.example.yaml")
	if err != nil {
		t.Fatal(err)
	}
	keys := map[string][]string{}
	for document := range strings.SplitSeq(string(text), "\n---\n") {
		secret := strict[corev1.Secret](t, []byte(document))
		for key := range secret.StringData {
			keys[secret.Name] = append(keys[secret.Name], key)
		}
	}
	return keys
}

func source(t *testing.T, service string) string {
	t.Helper()
	folder := filepath.Join("services", service, "cmd", service)
	if service == "heartbeat" {
		folder = "cli"
	}
	own, err := filepath.Glob(filepath.Join("..", "..", folder, "*.go"))
	if err != nil || len(own) == 0 {
		t.Fatalf("no source of %s found: %v", service, err)
	}
	frame, err := filepath.Glob(filepath.Join("..", "..", "pkg", "daemon", "*.go"))
	if err != nil || len(frame) == 0 {
		t.Fatalf("no source of the services' frame found: %v", err)
	}
	var all strings.Builder
	for _, file := range append(own, frame...) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	return all.String()
}

func value(b *bool) bool { return b != nil && *b }
