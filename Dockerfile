# The GitHub App in a container: docs/operate.md says how to run it. The replay processes need nothing but Node, and git is
# not needed either, since the App reads repositories through GitHub's API.

FROM node:26.10.0-slim AS build
# The build ends with a check, to keep what Node makes of the program.
RUN apt-get update && apt-get install --yes --no-install-recommends git && rm -rf /var/lib/apt/lists/*
WORKDIR /weir
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY rolldown.config.ts tsconfig.json ./
COPY schemas schemas
COPY src src
RUN npm run build

FROM node:26.10.0-slim AS packages
WORKDIR /weir
COPY package.json package-lock.json .npmrc ./
# The optional peers are all that dist/ does not hold; in the versions of package-lock.json, with what they bring along.
# They need no scripts: native packages bring their binaries.
RUN node -e 'const { peerDependencies, devDependencies } = require("./package.json"); \
    const dependencies = Object.fromEntries(Object.keys(peerDependencies).map((name) => [name, devDependencies[name]])); \
    fs.writeFileSync("package.json", JSON.stringify({ dependencies }))' \
  && npm install --ignore-scripts

FROM node:26.10.0-slim
WORKDIR /weir
COPY --from=packages /weir/node_modules node_modules
COPY --from=build /weir/dist dist
COPY schemas schemas
COPY package.json app.yml LICENSE ./
# Downloaded recordings and the audit log; all else is read-only.
RUN install -d -o 1000 -g 1000 /var/lib/weir
VOLUME /var/lib/weir
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 WEIR_CACHE=/var/lib/weir/cache
# By number, so that an orchestrator can tell that it is not root.
USER 1000:1000
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# No init beside it: the program answers SIGTERM itself, and its replay processes are its own children, which may start none.
CMD ["node", "dist/cli/main.cjs", "app"]
