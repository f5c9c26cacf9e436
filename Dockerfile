FROM python:3.13-slim AS build
WORKDIR /app
COPY requirements.lock ./
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock \
 && rm -rf /venv/lib/python*/site-packages/pip* /venv/bin/pip*

FROM python:3.13-slim
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
RUN useradd --system --no-create-home --uid 10001 bot
WORKDIR /app
COPY --from=build /venv /venv
COPY bot bot
COPY handlers handlers
COPY facts.json ./
RUN python -m bot facts index && mkdir /data && chown bot /data
ENV BOT_DATABASE_URL=sqlite:////data/bot.db BOT_UNANSWERED=/data/unanswered.log
VOLUME /data
USER bot
STOPSIGNAL SIGTERM
CMD ["python", "-m", "bot"]
