"""A shared cache that keeps whatever it may, and uses it for everybody."""

import re

from .people import HOST_NAMES, Answer, Browser

KEPT = re.compile(r"\b(public|s-maxage=[1-9]|max-age=[1-9])")
NOT_KEPT = re.compile(r"\b(private|no-store|no-cache|s-maxage=0)")
KEPT_STATUS = {200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501}


class HostileCache:
    """Keeps an answer where its headers let a shared cache, and tells requests apart only as `Vary` says.

    It is as greedy as HTTP allows: without a word about caching it keeps what is cacheable by default.
    """

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], list[tuple[dict[str, str], Answer]]] = {}
        self.hits = 0

    def get(self, browser: Browser, path: str) -> Answer:
        """The answer, from the cache if one that fits is kept."""
        key = (HOST_NAMES[browser.host], path)
        sent = {"cookie": browser.cookie, "authorization": browser.factory.defaults.get("HTTP_AUTHORIZATION", "")}
        for varied, answer in self.kept.get(key, []):
            if all(sent.get(name, "") == value for name, value in varied.items()):
                self.hits += 1
                return answer
        answer = browser.get(path)
        if may_keep(answer):
            names = [name.strip().lower() for name in answer.headers.get("vary", "").split(",") if name.strip()]
            self.kept.setdefault(key, []).append(({name: sent.get(name, "") for name in names}, answer))
        return answer


def may_keep(answer: Answer) -> bool:
    """Whether a shared cache may keep the answer."""
    control = answer.headers.get("cache-control", "")
    if answer.headers.get("vary", "").strip() == "*" or NOT_KEPT.search(control):
        return False
    return bool(KEPT.search(control)) or (not control and answer.status in KEPT_STATUS)
