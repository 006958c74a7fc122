"""What lies in deploy/ fits the program: one version, the same guards, no key where none may be."""

from __future__ import annotations

import re
from typing import Any

import yaml

import bot
from bot.app.stopping import AT_MOST
from bot.settings import NAMES
from bot.settings.sources import SECRETS
from tests.house import ROOT

DEPLOY = ROOT / "deploy"
DOCKERFILE = (DEPLOY / "docker/Dockerfile").read_text("utf-8")


def _kubernetes() -> dict[str, Any]:
    text = (DEPLOY / "kubernetes/maatje.yaml").read_text("utf-8")
    return {one["kind"]: one for one in yaml.safe_load_all(text)}


def _compose() -> dict[str, Any]:
    text = (DEPLOY / "docker/compose.yaml").read_text("utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def test_every_host_waits_longer_than_it_ever_takes_to_end() -> None:
    texts = [path.read_text("utf-8") for path in DEPLOY.rglob("*") if path.is_file()]
    waits = r"(?:TimeoutStopSec=|stop_grace_period: |terminationGracePeriodSeconds: )(\d+)"
    given = [int(seconds) for text in texts for seconds in re.findall(waits, text)]
    assert len(given) == 4
    assert min(given) > 2 * AT_MOST


def test_every_image_is_of_this_release() -> None:
    texts = [path.read_text("utf-8") for path in DEPLOY.rglob("*") if path.is_file()]
    named = {version for text in texts for version in re.findall(r"maatje:(\d[\d.]*\d)", text)}
    assert named == {bot.__version__}


def test_the_image_runs_as_nobody_and_is_asked_whether_it_lives() -> None:
    last = DOCKERFILE.split("\nFROM ")[-1]
    assert "USER 10001:10001" in last
    assert "/live" in last.partition("HEALTHCHECK")[2]
    assert not re.search(r"gcc|build-essential|python3-dev|pip install", last)


def test_nothing_secret_can_get_into_the_image() -> None:
    lines = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line[:1] != "#"]
    assert lines[0] == "*"
    taken = {line.removeprefix("!") for line in lines[1:] if line.startswith("!")}
    assert taken == {
        *("bot", "locales", "deploy/docker/slim"),
        *("pyproject.toml", "constraints.txt", "README.md", "LICENSE"),
    }


def test_what_the_image_sets_is_a_setting() -> None:
    words = re.search(r"^ENV (.*?)^USER", DOCKERFILE, re.MULTILINE | re.DOTALL)
    assert words
    names = set(re.findall(r"(\w+)=", words[1]))
    of_python = {"PATH", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "MPLCONFIGDIR"}
    assert names - of_python <= {*NAMES, "CREDENTIALS_DIRECTORY"}
    assert not names & set(SECRETS)


def _set_by_the_image() -> dict[str, str]:
    """Where things are inside; an empty line of a copied .env.example must not undo it."""
    set_there = dict(re.findall(r"^    ([A-Z_]+)=(\S+)", DOCKERFILE, re.MULTILINE))
    return {name: value for name, value in set_there.items() if name in NAMES}


def test_the_container_may_write_nowhere_but_its_own_folder() -> None:
    one = _compose()["services"]["maatje"]
    assert one["read_only"]
    assert one["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in one["security_opt"]
    assert all(port.startswith("127.0.0.1:") for port in one["ports"])
    assert one["environment"] == _set_by_the_image()
    assert set(one["secrets"]) == {"maatje.key", "BOT_TOKEN"}


def test_in_a_cluster_there_is_one_and_it_may_do_next_to_nothing() -> None:
    spec = _kubernetes()["StatefulSet"]["spec"]
    assert spec["replicas"] == 1
    pod = spec["template"]["spec"]
    assert pod["securityContext"]["runAsNonRoot"]
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert not pod["automountServiceAccountToken"]
    for one in (*pod["containers"], *pod["initContainers"]):
        assert one["securityContext"]["readOnlyRootFilesystem"]
        assert not one["securityContext"]["allowPrivilegeEscalation"]
        assert one["securityContext"]["capabilities"] == {"drop": ["ALL"]}
        assert "memory" in one["resources"]["limits"]
    [bot_itself] = pod["containers"]
    env = {one["name"]: one["value"] for one in bot_itself["env"]}
    assert env == {**_set_by_the_image(), "CREDENTIALS_DIRECTORY": "/secrets"}
    probes = [bot_itself[f"{kind}Probe"] for kind in ("startup", "liveness", "readiness")]
    assert {probe["httpGet"]["path"] for probe in probes} == {"/live"}


def test_in_a_cluster_only_the_proxy_and_the_metrics_reach_it() -> None:
    policy = _kubernetes()["NetworkPolicy"]["spec"]
    assert policy["policyTypes"] == ["Ingress", "Egress"]
    assert all("from" in rule and "ports" in rule for rule in policy["ingress"])
    assert all("ports" in rule for rule in policy["egress"])


def test_the_running_copy_never_takes_a_key() -> None:
    """A key that was destroyed would live on in the copy."""
    told = yaml.safe_load((DEPLOY / "litestream/litestream.yml").read_text("utf-8"))
    paths = [one["path"] for one in told["dbs"]]
    assert paths
    assert all(path.endswith("/maatje.db") for path in paths)
    [replica] = told["dbs"][0]["replicas"]
    days = int(replica["retention"].removesuffix("h")) / 24
    school = (ROOT / "bot/data/noordhoek/school.toml").read_text("utf-8")
    assert f"backup_days = {days:.0f}" in school


def test_both_proxies_keep_the_machines_own_pages_in_and_pass_files_on() -> None:
    for name in ("Caddyfile", "nginx.conf"):
        text = (DEPLOY / "proxy" / name).read_text("utf-8")
        assert "/health" in text
        assert "/metrics" in text
        assert re.search(r"22mb?", text, re.IGNORECASE)
        assert "Strict-Transport-Security" in text


def test_every_metric_that_is_watched_is_told() -> None:
    told = (ROOT / "bot/app/vitals.py").read_text("utf-8")
    watched = (DEPLOY / "logs/prometheus-maatje.yml").read_text("utf-8")
    for name in re.findall(r"maatje_(\w+)", watched):
        assert f'"{name}"' in told
