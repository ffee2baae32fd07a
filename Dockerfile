# The guide as an image. Packages, compiled catalogs, compressed static files and the fonts of charts are built in; the container needs no
# right to write anywhere but in /tmp, /dev/shm and /var/pages, where the pages lie as they are sent. It keeps nothing that could be lost:
# what editors write is in the database, and a page that is missing is made again.
#
#     docker build --build-arg RELEASE=2026-12-01 --tag training-guide:2026-12-01 .
#
# docs/deployment.md tells how to run it.

FROM python:3.12-slim AS build
ENV PIP_NO_CACHE_DIR=1 \
    PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/venv
WORKDIR /srv/guide
COPY requirements.lock ./
RUN /opt/venv/bin/python -m pip install --quiet --require-hashes --only-binary :all: -r requirements.lock
COPY . .
# The try-out is prepared once and its database thrown away: an image whose migrations or fixtures are broken is not built.
RUN SECRET_KEY=for-this-step-only DATABASE_URL=sqlite:////tmp/guide.sqlite3 /opt/venv/bin/python manage.py prepare \
 && /opt/venv/bin/python -m compileall -q .


FROM python:3.12-slim
RUN apt-get -qq update \
 && apt-get -qq install --yes --no-install-recommends fonts-noto-core fonts-noto-cjk >/dev/null \
 && rm -rf /var/lib/apt/lists/*
ARG RELEASE=development
LABEL org.opencontainers.image.title="Technical Intern Training Guide" \
      org.opencontainers.image.version="${RELEASE}"
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    GUIDE_MODE=production \
    BIND=0.0.0.0:8000 \
    GUIDE_STORE_DIR=/var/pages \
    RELEASE=${RELEASE}
RUN groupadd --system --gid 10001 guide \
 && useradd --system --uid 10001 --gid guide --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin guide \
 && install -d -o guide -g guide -m 0700 /var/pages
COPY --from=build /opt/venv /opt/venv
COPY --from=build /srv/guide /srv/guide
WORKDIR /srv/guide
USER 10001:10001
VOLUME /var/pages
EXPOSE 8000
# The name of the site goes along, since a host that is not allowed is refused.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 CMD ["python", "-c", "\
import os, urllib.parse, urllib.request as web\n\
host = urllib.parse.urlsplit(os.environ['SITE_ADDRESS']).netloc\n\
port = os.environ['BIND'].rpartition(':')[2]\n\
ask = web.Request(f'http://127.0.0.1:{port}/livez', headers={'Host': host})\n\
web.build_opener(web.ProxyHandler({})).open(ask, timeout=4)"]
CMD ["gunicorn", "--config", "config/gunicorn.py", "config.wsgi:application"]
