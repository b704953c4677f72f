"""Worksheets made of fragments that people type, and of what nobody does, for Hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

_NUMERALS = [
    *(
        "0",
        "1",
        "2",
        "3",
        "7.5",
        "0.5",
        "10",
        "24",
        "30",
        "60",
        "100",
        "365",
        "400",
        "1024",
        "3600",
    ),
    *("86400", "1,000", "1_000", "1,000,000", "1 000", "86.400", "1.000.000", ".5", "1e3", "1e400"),
    *("10^5", "10^8", "9 * 10^4", "500×10^6", "2^64", "10⁵", "2^-3", "9^9^9^9", "10**6", "80-20"),
    *("100:1", "10%", "99.99%", "5 nines", "2-3", "2 to 3", "$0.023", "$5", "1/10", "9" * 400),
]
_SUFFIXES = [
    *("", "", "", "", "K", "k", "M", "m", "B", "b", "T", "G", "P", "mil", "million", "bn", "lakh"),
    *("KB", "MB", "GB", "TB", "PB", "kb", "gb", "KiB", "Mbps", "KBps", "Mb/s", "Gbit", "bytes"),
    *("s", "ms", "hrs", "days", "months", "years", "/s", "/day", "/86400s", " per day", " daily"),
    *(" QPS", " RPS", " TPS", " DAU", " users", " photos", " drivers", " tweets/day", " replicas"),
    *("/GB/month", " (overhead)", " (3 replicas)", " a day", " per user per day", " of users", "x"),
]
_SIGNS = [
    *(
        "+",
        "-",
        "*",
        "x",
        "×",
        "÷",
        "·",
        "/",
        "^",
        "times",
        "of",
        "divided by",
        ":",
        ",",
        "**",
        "−",
    ),
    *(
        "=",
        "=",
        "=",
        "~",
        "≈",
        "~=",
        "=>",
        "->",
        "→",
        "==",
        ">=",
        "|",
        "(",
        ")",
        "[",
        "]",
        "- ",
        "$",
    ),
]
_WORDS = [
    *(
        "users",
        "DAU",
        "QPS",
        "peak QPS",
        "Storage:",
        "RF=3",
        "Total =",
        "daily",
        "about",
        "so",
        "per",
    ),
    *(
        "tweets",
        "read:write",
        "ceil(",
        "log2(",
        "sqrt(",
        "in the terabyte range",
        "e.g.",
        "RF=",
        "%",
    ),
    *("# Math", "* ", "- ", "1. ", "> ", "| a | b |", "|---|---|", "https://x.y/1=2*3", "`", "__"),
]
_ODD = [
    *("\x00", "\x1b[31m", "\u202e", "\u200f", "\ud800", "\ufeff", "\u2028", "\t", "\r", "١٢٣", "²"),
    *("½", "①", "９", "𝟗", "é", "ı", "İ", "ß", "∞", "−", "⁻", "'", "’", "\\times", "\\to", "\\"),
]

figures = st.builds("".join, st.tuples(st.sampled_from(_NUMERALS), st.sampled_from(_SUFFIXES)))
fragments = st.one_of(
    figures, figures, st.sampled_from(_SIGNS), st.sampled_from(_SIGNS), st.sampled_from(_WORDS),
    st.sampled_from(_ODD), st.text(max_size=4),
)  # fmt: skip
wild_lines = st.builds(
    str.join, st.sampled_from([" ", " ", "", "  "]), st.lists(fragments, max_size=24)
)
sensible_lines = st.builds(
    "{}{} {} {} {} {}".format,
    st.sampled_from(["", "QPS: ", "daily tweets = ", "- ", "Storage = ", "| traffic | "]),
    figures,
    st.sampled_from(["*", "/", "x", "+", "×", "- "]),
    figures,
    st.sampled_from(["=", "~", "≈", "=>", "|", "= 5 * 3 ="]),
    figures,
)
worksheets = st.builds(
    "\n".join, st.lists(st.one_of(sensible_lines, wild_lines), min_size=1, max_size=8)
)
