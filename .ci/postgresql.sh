# Starts a throw-away PostgreSQL cluster on loopback and exports POSTGRESQL_URL; stopped on exit.
postgresql_bin=$(ls -d /usr/lib/postgresql/*/bin | tail -1)
postgresql_home=$(mktemp -d)
postgresql_port=$(.venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
chown postgres "$postgresql_home"
as_postgres() { (cd "$postgresql_home" && runuser -u postgres -- "$@"); }
as_postgres "$postgresql_bin/initdb" -D "$postgresql_home/cluster" -A trust -U gradquiz >/dev/null
as_postgres "$postgresql_bin/pg_ctl" -D "$postgresql_home/cluster" -w -l "$postgresql_home/log" \
    -o "-p $postgresql_port -k $postgresql_home -c listen_addresses=127.0.0.1 -c fsync=off" start >/dev/null
stop_postgresql() {
    as_postgres "$postgresql_bin/pg_ctl" -D "$postgresql_home/cluster" -m immediate stop >/dev/null || true
    rm -rf "$postgresql_home"
}
trap stop_postgresql EXIT
export POSTGRESQL_URL="postgres://gradquiz@127.0.0.1:$postgresql_port/gradquiz"
