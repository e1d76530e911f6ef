"""docs/operations/compose.yaml, kubernetes.yaml and prometheus-alerts.yaml: what must be in them, and what `latchkey check` says of
their configuration."""

import os
import re
import subprocess
import tempfile
from pathlib import Path

import yaml
from world import BIN, DOCS

REQUIRED = {
    "Namespace": "v1", "ConfigMap": "v1", "Service": "v1", "Deployment": "apps/v1", "PodDisruptionBudget": "policy/v1",
    "Ingress": "networking.k8s.io/v1",
}


def latchkey_check(config):
    """The exit code and the words of `latchkey check` for a configuration, whose secrets are made for it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        config = re.sub(r"/run/secrets/(latchkey/)?", f"{folder}/", config)
        for secret in ("db", "wrap_key"):
            (folder / secret).write_text(os.urandom(32).hex())
            (folder / secret).chmod(0o400)
        file = folder / "config.toml"
        file.write_text(config)
        environment = {"PATH": os.environ["PATH"], "LATCHKEY__SERVER__LISTEN": '["0.0.0.0:8000"]',
                       "LATCHKEY__SERVER__DATA_DIR": str(folder / "data")}
        done = subprocess.run([BIN, "check", "-c", str(file)], env=environment, capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr


def examine(check, world):
    of_compose(check, world.compose)
    of_kubernetes(check)
    of_alerts(check)


def of_alerts(check):
    groups = yaml.safe_load((DOCS / "prometheus-alerts.yaml").read_text())["groups"]
    rules = [rule for group in groups for rule in group["rules"]]
    check("alerts: each has a name of its own, a question, and says what it means and what to do",
          len({rule["alert"] for rule in rules}) == len(rules) >= 6 and all(
              rule["expr"] and rule["labels"]["severity"] and {"summary", "action"} == set(rule["annotations"]) for rule in rules))


def of_compose(check, compose):
    services = compose["services"]
    nodes = [one for name, one in services.items() if name.startswith("latchkey")]
    check("compose: two nodes, a database and a proxy", len(nodes) == 2 and {"db", "proxy"} < set(services), list(services))
    closed = all(one.get("read_only") is True and one.get("cap_drop") == ["ALL"]
                 and one.get("security_opt") == ["no-new-privileges:true"] for one in services.values())
    check("compose: every root is read-only, without capabilities and new privileges", closed)
    [user] = re.findall(r"^USER (\d+)", (DOCS.parents[1] / "Dockerfile").read_text().rpartition("\nFROM ")[2], re.MULTILINE)
    others = {name: one.get("user", one["image"]) for name, one in services.items() if one not in nodes}
    check("compose: nobody is root: nodes by the image, which is built from here", user == "65532" and all(
        one["build"] == "../.." and "user" not in one for one in nodes)
        and others["db"] == "postgres" and "unprivileged" in others["proxy"], others)
    given = [(key, value) for one in services.values() for key, value in one.get("environment", {}).items()]
    check("compose: secrets are files, and no environment has one",
          all(value.startswith("/run/secrets/") for key, value in given if key.endswith("_FILE"))
          and not any(re.search("PASS|SECRET|KEY", key) for key, _ in given if not key.endswith("_FILE"))
          and all(set(one) == {"file"} for one in compose["secrets"].values())
          and all({"db", "wrap_key"} <= set(one["secrets"]) for one in nodes), given)
    check("compose: only the proxy's ports are published", [name for name, one in services.items() if "ports" in one] == ["proxy"])
    health = all(one["healthcheck"]["test"] == ["CMD", "/usr/local/bin/latchkey", "health"] for one in nodes)
    check("compose: nodes are asked by latchkey health, and the database is asked, too", health and "healthcheck" in services["db"])
    check("compose: a node gets longer to stop than its drain of 10 seconds",
          all(int(one["stop_grace_period"].rstrip("s")) > 10 for one in nodes))
    known = {"volumes": compose["volumes"], "secrets": compose["secrets"], "networks": compose["networks"]}
    named = {"secrets": [], "networks": [], "volumes": []}
    for one in services.values():
        named["secrets"] += one.get("secrets", [])
        named["networks"] += list(one["networks"])
        sources = [entry.split(":")[0] for entry in one.get("volumes", [])]
        named["volumes"] += [source for source in sources if not source.startswith(".")]
        missing = [source for source in sources if source.startswith(".") and not (DOCS / source).exists()]
        check("compose: what is mounted is here", not missing, missing) if missing else None
    unknown = {kind: sorted(set(names) - set(known[kind])) for kind, names in named.items()}
    check("compose: every volume, secret and network is defined", not any(unknown.values()), unknown)
    code, words = latchkey_check((DOCS / "config" / "config.toml").read_text())
    check("compose: latchkey check takes its config.toml", code == 0, words)


def of_kubernetes(check):
    documents = list(yaml.safe_load_all((DOCS / "kubernetes.yaml").read_text()))
    kinds = {one["kind"]: one for one in documents}
    check("kubernetes: every object has its version, its name and its namespace", set(kinds) == set(REQUIRED) and all(
        REQUIRED[one["kind"]] == one["apiVersion"] and one["metadata"]["name"]
        and (one["kind"] == "Namespace" or one["metadata"]["namespace"] == "latchkey") for one in documents))
    deployment = kinds["Deployment"]["spec"]
    pod = deployment["template"]["spec"]
    [container] = pod["containers"]
    labels = deployment["template"]["metadata"]["labels"]
    services = {one["metadata"]["name"]: one["spec"] for one in documents if one["kind"] == "Service"}
    selectors = [deployment["selector"]["matchLabels"], *(one["selector"] for one in services.values()),
                 kinds["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"],
                 *(one["labelSelector"]["matchLabels"] for one in pod["topologySpreadConstraints"])]
    check("kubernetes: every selector finds the pods", all(one.items() <= labels.items() for one in selectors), selectors)
    update = deployment["strategy"]["rollingUpdate"]
    check("kubernetes: two replicas, of which an update takes none away before there is another",
          deployment["replicas"] == 2 and (update["maxUnavailable"], update["maxSurge"]) == (0, 1))
    probes = {name: (container[f"{name}Probe"]["httpGet"]["path"], container[f"{name}Probe"]["httpGet"]["port"])
              for name in ("startup", "liveness", "readiness")}
    wanted = {"startup": ("/startupz", "metrics"), "liveness": ("/livez", "http"), "readiness": ("/readyz", "http")}
    ports = {port["name"]: port["containerPort"] for port in container["ports"]}
    config = kinds["ConfigMap"]["data"]["config.toml"]
    [listens] = re.findall(r'^listen = "0\.0\.0\.0:(\d+)"', config, re.MULTILINE)
    check("kubernetes: probes ask the right paths, at port 8000 and where [metrics] listens",
          probes == wanted and ports == {"http": 8000, "metrics": int(listens)}, probes)
    budget = kinds["PodDisruptionBudget"]["spec"]
    check("kubernetes: whoever drains machines takes one of the two pods at most",
          budget["maxUnavailable"] == 1 < deployment["replicas"] and "minAvailable" not in budget, budget)
    grace, pause = pod["terminationGracePeriodSeconds"], container["lifecycle"]["preStop"]["sleep"]["seconds"]
    check("kubernetes: the grace period is longer than preStop and the drain of 10 seconds", grace > pause + 10)
    of_pod, of_container = pod["securityContext"], container["securityContext"]
    check("kubernetes: the pod meets the restricted standard, over a read-only root",
          kinds["Namespace"]["metadata"]["labels"]["pod-security.kubernetes.io/enforce"] == "restricted"
          and of_pod["runAsNonRoot"] and of_pod["runAsUser"] == of_pod["runAsGroup"] == of_pod["fsGroup"] == 65532
          and pod["automountServiceAccountToken"] is False and of_pod["seccompProfile"]["type"] == "RuntimeDefault"
          and of_container["readOnlyRootFilesystem"] and of_container["allowPrivilegeEscalation"] is False
          and of_container["capabilities"] == {"drop": ["ALL"]})
    volumes, mounts = {one["name"]: one for one in pod["volumes"]}, {one["name"]: one for one in container["volumeMounts"]}
    check("kubernetes: every volume is mounted, secrets with mode 0440",
          set(volumes) == set(mounts) and volumes["secrets"]["secret"]["defaultMode"] == 0o440, list(volumes))
    check("kubernetes: secrets are files of a Secret, and no environment has one",
          "env" not in container and "envFrom" not in container and volumes["secrets"]["secret"]["secretName"] == "latchkey"
          and mounts["secrets"]["readOnly"] is True and mounts["config"]["readOnly"] is True)
    check("kubernetes: resources are asked for", {"cpu", "memory"} <= set(container["resources"]["requests"]))
    backends = [path["backend"]["service"] for one in documents if one["kind"] == "Ingress"
                for rule in one["spec"]["rules"] for path in rule["http"]["paths"]]
    check("kubernetes: every path of an Ingress leads to a port of a Service",
          all(one["port"]["name"] in [port["name"] for port in services[one["name"]]["ports"]] for one in backends), backends)
    unbuffered = [path["path"] for one in documents if one["kind"] == "Ingress"
                  and one["metadata"]["annotations"].get("nginx.ingress.kubernetes.io/proxy-buffering") == "off"
                  for rule in one["spec"]["rules"] for path in rule["http"]["paths"]]
    check("kubernetes: event streams are not held back", unbuffered == ["/check-session-iframe/"], unbuffered)
    at = mounts["secrets"]["mountPath"]
    check("kubernetes: the configuration looks for its secrets where they are mounted",
          all(path.startswith(at + "/") for path in re.findall(r'_file\s*=\s*"([^"]+)"', config)))
    code, words = latchkey_check(config)
    check("kubernetes: latchkey check takes the config.toml of the ConfigMap", code == 0, words)
