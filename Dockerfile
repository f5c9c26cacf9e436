FROM python:3.13-slim AS build
WORKDIR /app
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends binutils
COPY requirements-image.lock ./
# The packages, without their own tests, what builds others on them, databases that nobody uses here, and debug symbols.
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --no-compile --require-hashes -r requirements-image.lock \
 && cd /venv/lib/python*/site-packages \
 && rm -rf pip* setuptools* pkg_resources _distutils_hack distutils-precedence.pth /venv/bin/pip* \
           numpy/random numpy/f2py numpy/distutils sqlalchemy/testing sqlalchemy/dialects/mysql sqlalchemy/dialects/mssql sqlalchemy/dialects/oracle \
 && find . -type d \( -name tests -o -name include \) -prune -exec rm -rf {} + \
 && find . \( -name '*.pyi' -o -name '*.a' \) -delete \
 && find sqlalchemy aiohttp greenlet multidict frozenlist -name '*.so' -exec strip --strip-unneeded {} +
COPY bot bot
COPY handlers handlers
COPY facts.json ./
# The root is read-only later, so what is imported is compiled now; and the facts are taken apart for the search.
RUN /venv/bin/python -c "import bot.running, alembic.command, psycopg" && /venv/bin/python -m bot facts index

FROM python:3.13-slim
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
RUN useradd --system --no-create-home --uid 10001 bot && mkdir /data && chown bot /data
WORKDIR /app
COPY --from=build /venv /venv
COPY --from=build /app/bot bot
COPY --from=build /app/handlers handlers
COPY --from=build /app/facts.json /app/facts.json.index ./
ENV BOT_DATABASE_URL=sqlite:////data/bot.db BOT_UNANSWERED=/data/unanswered.log BOT_LISTEN=0.0.0.0:8080
VOLUME /data
EXPOSE 8080
USER bot
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["python", "-m", "bot", "alive"]
CMD ["python", "-m", "bot"]
