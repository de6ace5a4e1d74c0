#!/bin/sh
# Makes the application's role: it owns its database, and has no right beyond it. Runs by itself where a database is new; in one
# of before, whose application was the superuser: docker exec <container> sh /docker-entrypoint-initdb.d/application.sh
# The superuser `postgres` has no password: it is reached from within the container alone.
set -eu

as() {  # role, database; what to do comes in
  psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --single-transaction --username "$1" --dbname "$2"
}

if ! psql --no-psqlrc --username postgres --dbname postgres --command '' 2>/dev/null; then
  # The one who made the cluster stays superuser for ever, so it changes its name; nobody can change their own.
  echo 'CREATE ROLE passing LOGIN SUPERUSER;' | as "$APPLICATION_ROLE" postgres
  printf '%s\n' '\getenv role APPLICATION_ROLE' 'ALTER ROLE :"role" RENAME TO postgres;' | as passing postgres
fi

as postgres "$POSTGRES_DB" <<'SQL'
SET log_min_error_statement = panic;  -- a password is among these
\getenv role APPLICATION_ROLE
\getenv database POSTGRES_DB
\set password `cat /run/secrets/POSTGRES_PASSWORD`
SELECT format('CREATE ROLE %I', :'role') WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'role') \gexec
ALTER ROLE :"role" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'password';
ALTER DATABASE :"database" OWNER TO :"role";
SELECT format('ALTER TABLE %s OWNER TO %I', oid::regclass, :'role') FROM pg_class
  WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm') \gexec
SELECT format('ALTER ROUTINE %s OWNER TO %I', oid::regprocedure, :'role') FROM pg_proc
  WHERE pronamespace = 'public'::regnamespace \gexec
ALTER ROLE postgres PASSWORD NULL;
DROP ROLE IF EXISTS passing;
SQL
