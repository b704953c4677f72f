"""Open the page: `streamlit run app.py`."""

from estimator.web import app

app.run()
