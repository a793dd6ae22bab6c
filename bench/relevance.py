"""Whether search puts first what people ask for, judged by others."""

import http.client
import json
import math
import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from bench import processes
from bench.results import percentile, table
from deploy.elasticsearch import wait_for
from tests.services import elasticsearch

TITLE = "Relevance of search"
HOST = "www.localhost"
VARIABLE = "RELEVANCE_SET"
HITS = 100
# Of BM25 as Lucene has it, with the engine's own analysis.
PLAIN = "Plain BM25 on title and text"
ANALYSERS = {PLAIN: "standard", f"{PLAIN}, by English stems": "english"}


@dataclass(frozen=True, slots=True)
class Judged:
    """Questions by their ids, and for each how useful documents are by theirs."""

    questions: dict[str, str]
    useful: dict[str, dict[str, int]]


def measure(*, quick: bool) -> list[str]:
    """The section's lines; raises RuntimeError where no set is named."""
    if VARIABLE not in os.environ:
        raise RuntimeError(
            f"{VARIABLE} names no folders, with colons between, of corpus.jsonl, queries.jsonl, qrels.tsv"
        )
    said = [
        f"Questions of people over documents, each an article; asked at `/api/v1/search/?limit={HITS}`, one after the "
        f"other. {PLAIN} is asked of the same Elasticsearch, in an index of its own. nDCG@10 is reckoned as "
        "trec_eval does."
    ]
    for folder in map(Path, os.environ[VARIABLE].split(os.pathsep)):
        said += ["", *judged_by(folder, every=20 if quick else 1)]
    return said


def judged_by(folder: Path, every: int) -> list[str]:
    """What each engine is worth by a set."""
    judged = read(folder, every)
    rows: list[tuple[object, ...]] = [("", "nDCG@10", "first is right", "right among 5", "nothing found", "p50", "p95")]
    corpus = folder / "corpus.jsonl"
    with filled("sqlite", corpus) as (env, ids):
        with ExitStack() as running:
            engine = running.enter_context(elasticsearch.start())
            wait_for(engine)
            for name, analyser in ANALYSERS.items():
                rows.append((name, *score(judged, plain_search(running, engine, corpus, analyser))))
            env["ELASTICSEARCH_URL"] = engine
            processes.python("manage.py", "rebuild_search", "--verbosity=0", env=env)
            rows.append(("Frontdoor on Elasticsearch", *score(judged, asking(running, env, ids))))
            env["SEARCH_MEANING"] = "true"
            began = time.perf_counter()
            processes.python("manage.py", "rebuild_search", "--verbosity=0", env=env)
            reckoned = time.perf_counter() - began
            rows.append(("Frontdoor on Elasticsearch, with meaning", *score(judged, asking(running, env, ids))))
        env["ELASTICSEARCH_URL"] = ""
        with ExitStack() as running:
            rows.append(("Frontdoor on SQLite", *score(judged, asking(running, env, ids))))
    with filled("postgresql", corpus) as (env, ids), ExitStack() as running:
        rows.append(("Frontdoor on PostgreSQL", *score(judged, asking(running, env, ids))))
    return [
        f"The set `{folder.name}`: {len(judged.questions)} questions, {lines(corpus)} documents. `rebuild_search` took "
        f"{reckoned:.0f} seconds where it had to work out what each means.",
        "",
        *table(*rows),
    ]


def lines(file: Path) -> int:
    """How many there are."""
    return len(file.read_text(encoding="utf-8").splitlines())


def read(folder: Path, every: int) -> Judged:
    """The set, or of its questions only some."""
    useful: dict[str, dict[str, int]] = defaultdict(dict)
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        question, document, gain = line.split("\t")
        useful[question][document] = int(gain)
    asked = [json.loads(line) for line in (folder / "queries.jsonl").read_text(encoding="utf-8").splitlines()]
    known = [each for each in asked if any(gain > 0 for gain in useful[each["_id"]].values())]
    return Judged({each["_id"]: each["text"] for each in known[::every]}, useful)


Ask = Callable[[str], list[str]]


@contextmanager
def filled(kind: str, corpus: Path) -> Iterator[tuple[dict[str, str], dict[int, str]]]:
    """The environment of a Frontdoor that holds the documents, and their ids by the keys of their articles."""
    with processes.database(kind) as address:
        env = {**processes.environment(address), "ELASTICSEARCH_URL": "", "SEARCH_MEANING": ""}
        processes.prepare(env)
        told = processes.python("-m", "bench.inside.questions", str(corpus), HOST, env=env)
        yield env, {int(key): value for key, value in json.loads(told.splitlines()[-1]).items()}


def asking(running: ExitStack, env: dict[str, str], ids: dict[int, str]) -> Ask:
    """What asks a server of that Frontdoor."""
    port, _ = running.enter_context(processes.server("cms.wsgi", env, HOST))
    connection = running.enter_context(closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)))

    def ask(text: str) -> list[str]:
        answer = get(connection, port, f"/api/v1/search/?limit={HITS}&q={quote(text[:500])}")
        if answer["simpler"]:
            raise RuntimeError("the search engine went away: is the machine busy?")
        return [ids[item["id"]] for item in answer["items"]]

    return ask


def get(connection: http.client.HTTPConnection, port: int, path: str) -> Any:
    """The answer; raises RuntimeError for any but 200."""
    connection.request("GET", path, headers={"Host": f"{HOST}:{port}"})
    response = connection.getresponse()
    body = response.read()
    if response.status != http.client.OK:
        raise RuntimeError(f"{path} answered {response.status}: {body[:200]!r}")
    return json.loads(body)


def plain_search(running: ExitStack, engine: str, corpus: Path, analyser: str) -> Ask:
    """What asks the documents in an index of their own, with the engine's own defaults."""
    address = engine.removeprefix("http://")
    connection = running.enter_context(closing(http.client.HTTPConnection(address, timeout=60)))

    def send(method: str, path: str, body: str) -> Any:
        connection.request(method, path, body.encode(), {"Content-Type": "application/json"})
        response = connection.getresponse()
        text = response.read()
        if response.status >= http.client.BAD_REQUEST:
            raise RuntimeError(f"{path} answered {response.status}: {text[:200]!r}")
        return json.loads(text)

    index = f"plain-{analyser}"
    shape = {"properties": {"text": {"type": "text", "analyzer": analyser}}}
    settings = {"number_of_shards": 1, "number_of_replicas": 0}
    send("PUT", f"/{index}", json.dumps({"settings": settings, "mappings": shape}))
    bulk: list[str] = []
    for line in corpus.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        bulk.append(json.dumps({"index": {"_index": index, "_id": document["_id"]}}))
        bulk.append(json.dumps({"text": f"{document['title']} {document['text']}"}))
    send("POST", "/_bulk?refresh=true", "\n".join([*bulk, ""]))

    def ask(text: str) -> list[str]:
        body = {"query": {"match": {"text": text}}, "size": HITS, "_source": False}
        return [hit["_id"] for hit in send("POST", f"/{index}/_search", json.dumps(body))["hits"]["hits"]]

    return ask


def score(judged: Judged, ask: Ask) -> tuple[str, ...]:
    """What the answers to all questions are worth, and how long they took."""
    gains, firsts, fives, nothing, seconds = [], 0, 0, 0, []
    for key, text in judged.questions.items():
        began = time.perf_counter()
        found = list(dict.fromkeys(ask(text)))
        seconds.append(time.perf_counter() - began)
        useful = judged.useful[key]
        right = [useful.get(document, 0) > 0 for document in found]
        gains.append(gained(useful, found))
        firsts += any(right[:1])
        fives += any(right[:5])
        nothing += not found
    number = len(judged.questions)
    return (
        f"{sum(gains) / number:.3f}",
        f"{firsts / number:.0%}",
        f"{fives / number:.0%}",
        f"{nothing}",
        f"{percentile(seconds, 0.5) * 1000:.0f} ms",
        f"{percentile(seconds, 0.95) * 1000:.0f} ms",
    )


def gained(useful: Mapping[str, int], found: list[str]) -> float:
    """nDCG@10 of one question."""
    best = sorted((gain for gain in useful.values() if gain > 0), reverse=True)
    return discounted([max(0, useful.get(document, 0)) for document in found]) / discounted(best)


def discounted(gains: list[int]) -> float:
    """What stands further below counts less."""
    return sum(gain / math.log2(place + 2) for place, gain in enumerate(gains[:10]))
