# Roundtable as a service. Nothing is compiled: Node runs the sources. See “Putting it in a real tenant” in README.md.
#
#   docker build --tag roundtable .
#   docker run --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges \
#     --env-file roundtable.env --publish 3978:3978 roundtable

ARG NODE_IMAGE=node:24.21.0-trixie-slim

# What production needs, and the database client made from the schema.
FROM ${NODE_IMAGE} AS packages
WORKDIR /roundtable
COPY package.json package-lock.json .npmrc prisma.config.ts ./
COPY prisma/ prisma/
# The demo's PostgreSQL is optional, the tools of development are not here; `postinstall` runs `prisma generate`.
RUN npm ci --omit=dev --omit=optional && npm cache clean --force

FROM ${NODE_IMAGE}
# Nothing is installed at run time, so that nothing can be.
RUN rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /opt/yarn-*
WORKDIR /roundtable
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3978
# Owned by root, run by somebody else: the service cannot change itself, also where the file system is not read-only.
COPY --from=packages /roundtable/node_modules/ node_modules/
COPY --from=packages /roundtable/generated/ generated/
COPY package.json LICENSE ./
COPY prisma/ prisma/
COPY services/ services/
COPY wording/ wording/
COPY cards/ cards/
COPY bot/ bot/
COPY web/ web/
COPY app/ app/
USER 1000:1000
EXPOSE 3978
# Whether the process lives. Whether it is ready to serve is /readyz, which a load balancer asks.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
# Not through npm or a shell: SIGTERM must reach Node, which then finishes what it is doing.
CMD ["node", "app/main.ts"]
