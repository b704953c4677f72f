"""Where each page stands; the names are those of its pictures, too."""

PAGES = {
    "estimate": "/",
    "what-if": "/what-if",
    "growth": "/growth",
    "latency": "/latency",
    "check": "/check",
    "practice": "/practice",
    "constants": "/constants",
}
