# Groundwork as an image. docs/running.md says how it is run; compose.yaml runs two of it.
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /app

# The libraries first: they change less often than the program. Every file is checked by its hash.
COPY requirements.lock ./
RUN python -m pip install --no-cache-dir --disable-pip-version-check --require-hashes --no-deps -r requirements.lock

COPY bot bot
COPY adapters adapters
COPY storage storage
RUN python -m compileall -q bot adapters storage \
    && useradd --system --uid 10001 --no-create-home groundwork \
    && mkdir var backups \
    && chown groundwork var backups

USER groundwork

# The page has no sign-in, so there is none where other machines can reach the port.
ENV GROUNDWORK_HTTP__HOST=0.0.0.0 GROUNDWORK_WEB__ENABLED=false
EXPOSE 8080
VOLUME ["/app/var", "/app/backups"]

HEALTHCHECK --interval=10s --timeout=3s --start-period=15s \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8080/health', timeout=2)"]

ENTRYPOINT ["python", "-m", "bot"]
CMD ["run"]
