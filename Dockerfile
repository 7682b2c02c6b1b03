# The portal's image: web, worker, beat and migrate differ only in their command.
FROM python:3.11-slim-bookworm AS packages

RUN pip install --no-cache-dir uv==0.13.9 \
    && uv venv /venv
COPY requirements/production.txt /production.txt
RUN uv pip install --python /venv/bin/python --no-cache --require-hashes --compile-bytecode -r /production.txt


FROM python:3.11-slim-bookworm

# Security updates of Debian's libraries are wanted at every build, so their versions are not pinned.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --user-group --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin portal

COPY --from=packages /venv /venv
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    XDG_CACHE_HOME=/tmp \
    DATA_DIR=/data

WORKDIR /srv/portal
COPY . .
# Static files belong to the image, files and mail to volumes: those are mounted below /data, never over it.
RUN python -m compileall -q . \
    && DATABASE_URL=postgresql:///build REDIS_URL=redis://build SECRET_KEY=only-while-building \
       python manage.py collectstatic --noinput \
    && mkdir /data/files /data/mail /data/beat \
    && chown portal:portal /data/files /data/mail /data/beat

USER 10001
EXPOSE 8000
CMD ["gunicorn", "cecfp_portal.wsgi:application", "--bind=0.0.0.0:8000"]
