#!/bin/sh
# Run by the image postgres when its database is new: makes Headway's roles and database.
set -eu
psql --username "${POSTGRES_USER:-postgres}" --dbname postgres --set ON_ERROR_STOP=1 \
    --set owner_password="$OWNER_PASSWORD" --set server_password="$SERVER_PASSWORD" \
    --file /headway/roles.sql
