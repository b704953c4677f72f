"""Where each page stands, with something to show on it; the names are those of its pictures."""

from estimator.web.check.sheet import EXAMPLE
from estimator.web.link import packed

PAGES = {
    "estimate": "/",
    "what-if": "/what-if?ranges=users.monthly,actions.tweet.done_by",
    "growth": "/growth?scenario=pinterest",
    "latency": "/latency?scenario=zanzibar",
    "check": f"/check?sheet={packed(EXAMPLE)}",
    "practice": "/practice?of=twitter&seed=7",
    "constants": "/constants",
}
