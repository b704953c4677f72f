# The page for a team; docs/deploy.md says how to build it, run it and put it behind a proxy.
FROM python:3.13-slim AS wheel
WORKDIR /source
COPY constraints.txt .
RUN pip install --no-cache-dir --constraint constraints.txt build hatchling
COPY pyproject.toml README.md LICENSE app.py ./
COPY .streamlit .streamlit
COPY scenarios scenarios
COPY estimator estimator
RUN python -m build --wheel --no-isolation --outdir /wheels

FROM python:3.13-slim
RUN useradd --uid 10001 --create-home estimate
COPY constraints.txt /wheels/
COPY --from=wheel /wheels /wheels
RUN pip install --no-cache-dir --constraint /wheels/constraints.txt \
    "$(echo /wheels/*.whl)[app]"
USER estimate
WORKDIR /home/estimate
EXPOSE 8501
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD ["python", "-c", \
    "import os, posixpath, urllib.request as web; path = posixpath.join('/', os.environ.get('STREAMLIT_SERVER_BASE_URL_PATH', ''), '_stcore/health'); web.urlopen('http://127.0.0.1:8501' + path, timeout=4)"]
# Inside the container every address; outside, the port is published as docs/deploy.md says.
ENTRYPOINT ["estimate", "page", "--no-open", "--address", "0.0.0.0", "--port", "8501"]
