# The build stage has the compiler, the image only what runs: one binary over Debian's C library.
FROM rust:1-bookworm AS build
RUN apt-get update && apt-get install -y --no-install-recommends python3 valgrind
WORKDIR /src
COPY . .
# `--build-arg BUILD=guided`: faster and smaller in memory, for twice the time (docs/decisions/0053-a-guided-build.md).
ARG BUILD=plain
RUN case "$BUILD" in \
      guided) rustup component add llvm-tools && apt-get update && apt-get install -y --no-install-recommends postgresql && \
        tests/with-postgres benches/profile/build guided ;; \
      *) benches/profile/build "$BUILD" ;; \
    esac

FROM debian:bookworm-slim
LABEL org.opencontainers.image.title="Latchkey" \
      org.opencontainers.image.description="A standalone OpenID Provider: one binary, clients in TOML" \
      org.opencontainers.image.licenses="MIT OR Apache-2.0"
# Owned by the one who will run, so that a new volume mounted here is too.
RUN install -d -o 65532 -g 65532 -m 0700 /data
# For the apps that logout tokens are sent to.
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=build /src/target/release/latchkey /usr/local/bin/latchkey
# Loopback inside a container reaches nobody; what the outside sees is decided by the ports that are published.
ENV LATCHKEY__SERVER__LISTEN='["0.0.0.0:8000"]' \
    LATCHKEY__SERVER__ALLOW_DEVELOPMENT_NETWORK=true \
    LATCHKEY__SERVER__DATA_DIR=/data
USER 65532:65532
WORKDIR /data
VOLUME ["/data"]
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s CMD ["/usr/local/bin/latchkey", "health"]
ENTRYPOINT ["/usr/local/bin/latchkey"]
CMD ["serve"]
