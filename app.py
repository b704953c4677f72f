"""Open the page: `streamlit run app.py`."""

from estimator.web.pages import estimate

estimate.page()
