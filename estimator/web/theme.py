"""The few rules of style that Streamlit's own options do not reach."""

from __future__ import annotations

import streamlit as st

# Fixed text: nothing of a scenario ever stands in it. The background is that of
# the two themes, because Streamlit has no name for it in CSS.
_STYLE = """
<style>
.stMainBlockContainer { max-width: 96rem; padding-top: 4rem; padding-bottom: 4rem }

.st-key-title [data-testid="stText"] { font-size: 1.25rem; font-weight: 600 }
.st-key-derived [data-testid="stText"] { font-size: 1.2rem; font-weight: 600 }
[class*="st-key-law-"] [data-testid="stText"] { opacity: .7; font-size: .87rem }
[class*="st-key-law-"] { margin-top: .4rem }
.st-key-answers, .st-key-answers [data-testid="stTabPanel"] > div { gap: .6rem }
.stTextArea textarea { font-family: ui-monospace, monospace; font-size: .85rem; line-height: 1.5 }
.st-key-head h1 { padding: .2rem 1rem .55rem 0; white-space: nowrap }

.st-key-headline, [class*="st-key-cards-"] {
  display: grid; gap: .5rem 1rem;
  grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); align-items: end;
}
.st-key-headline > :has([data-testid="stCaptionContainer"]) { grid-column: 1 / -1 }
.st-key-headline { padding: .6rem 0 .1rem; border-bottom: 1px solid rgb(128 128 128 / .3) }
:has(> .st-key-headline) {
  position: sticky; top: 3.7rem; z-index: 9; background: light-dark(#ffffff, #14181d);
}
.st-key-headline button, [class*="st-key-cards-"] button {
  display: block; text-align: left; padding: .1rem 0; line-height: 1.35; min-height: 0;
}
.st-key-headline button p, [class*="st-key-cards-"] button p { overflow-wrap: break-word }
.st-key-headline button > div, [class*="st-key-cards-"] button > div { display: block }
.st-key-headline button strong, [class*="st-key-cards-"] button strong {
  display: block; font-size: 1.2rem; font-weight: 600; font-variant-numeric: tabular-nums;
}
.st-key-headline button:hover strong, [class*="st-key-cards-"] button:hover strong {
  text-decoration: underline; text-underline-offset: .2em;
}
.stMarkdown .katex-display, .stMarkdown .katex-display > .katex { text-align: left }
.stMarkdown .katex-display { margin: 0; overflow-x: auto; overflow-y: hidden }
.stGraphVizChart svg { max-width: 100%; height: auto }
[data-testid="stCaptionContainer"] { opacity: .85 }
[data-testid^="stBaseButton-primary"] p { color: light-dark(#ffffff, #14181d) }
[data-testid="stMetricLabel"] p { white-space: normal; overflow-wrap: break-word }
[data-testid="stMetricLabel"] svg { opacity: .35 }
[data-testid="stMetricValue"], [data-testid="stMetricDelta"] { font-variant-numeric: tabular-nums }
[data-testid="stMetricDelta"] { background: none; padding: 0 }

@media (min-width: 1100px) {
  /* A label may stand above the box beside its slider: one line instead of two. */
  .stSlider [data-testid="stWidgetLabel"] p { white-space: nowrap }
  .stSlider [data-testid="stWidgetLabel"], .stSlider [data-testid="stWidgetLabel"] * {
    overflow: visible
  }
}
@media (max-width: 1000px) {
  /* One column: the inputs come first, and the main answers stay at the foot of the screen. */
  .stHorizontalBlock:has(> .stColumn) { flex-wrap: wrap }
  .stColumn { min-width: 100% }
  :has(> .st-key-headline) { position: fixed; inset: auto 0 0 0; padding: 0 1rem }
  .st-key-headline {
    display: flex; flex-flow: row nowrap; overflow-x: auto;
    border: 0; border-top: 1px solid rgb(128 128 128 / .3);
  }
  .st-key-headline > * { flex: 0 0 auto; width: auto }
  .st-key-headline [data-testid="stCaptionContainer"] { width: 6rem }
  .stMainBlockContainer { padding-bottom: 9rem }
}
@media (max-width: 640px) {
  .st-key-head > :has(.stSelectbox) { flex-basis: 100% }
}
</style>
"""
# Numbers and charts alone: the inputs and the message are those of the text. They
# stay dark enough to be read.
_STALE = """
<style>
[class*="st-key-card"] button, .stMain .stMetric, .stMain .stVegaLiteChart,
.stMain .stGraphVizChart, .st-key-answers .stText, .st-key-answers .stMarkdown { opacity: .7 }
</style>
"""


def style(*, stale: bool) -> None:
    """Apply the style; answers that are no longer those of the text are dimmed."""
    st.html(_STYLE)
    if stale:
        st.html(_STALE)
