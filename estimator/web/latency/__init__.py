"""How long a request takes, and how often the whole is down."""

TITLE = "Latency and availability"
PATH = "latency"
