# The shop in one image, with its PostgreSQL unless DATABASE_URL names another. Not run in CI.
#   docker build -t cunbo . && docker run --init -p 3000:3000 -v cunbo:/data -e PUBLIC_URL=https://shop.example cunbo
# `docker run … cunbo npm start` opens the demo instead.

FROM node:24-bookworm-slim AS build
WORKDIR /srv/cunbo
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund && rm -rf .next/cache

FROM node:24-bookworm-slim
WORKDIR /srv/cunbo
# The processes run on the Node that the project pins, which is a package.
ENV PATH=/srv/cunbo/node_modules/.bin:$PATH NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
RUN install -d -o node -g node /data
COPY --from=build --chown=node:node /srv/cunbo .
USER node
VOLUME /data
EXPOSE 3000
# The door drains for some seconds, then the others follow.
STOPSIGNAL SIGTERM
HEALTHCHECK --start-period=60s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/bootstrap.mjs", "start", "--no-demo", "--logs"]
