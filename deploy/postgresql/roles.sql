-- The two roles and the database of Headway on a PostgreSQL 16 or newer, made once, as a superuser:
--   psql -v ON_ERROR_STOP=1 -v owner_password=… -v server_password=… -f roles.sql postgres

-- headway_owner owns the tables and migrates them; headway_server serves, and can change rows but no table.
CREATE ROLE headway_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE headway_server LOGIN PASSWORD :'server_password';

CREATE DATABASE headway OWNER headway_owner TEMPLATE template0 ENCODING 'UTF8';
REVOKE ALL ON DATABASE headway FROM PUBLIC;
GRANT CONNECT ON DATABASE headway TO headway_server;

\connect headway
GRANT USAGE ON SCHEMA public TO headway_server;
ALTER DEFAULT PRIVILEGES FOR ROLE headway_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO headway_server;
