BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0003');
CREATE TABLE api_tokens (
	user_id CHAR(32) NOT NULL, 
	id CHAR(32) NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	secret_hash VARCHAR(64) NOT NULL, 
	scopes JSON NOT NULL, 
	created_at DATETIME NOT NULL, 
	last_seen_at DATETIME, 
	CONSTRAINT pk_api_tokens PRIMARY KEY (user_id, id), 
	CONSTRAINT fk_api_tokens_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
);
INSERT INTO "api_tokens" VALUES('0190a0a0ada070008000000000000001','00000000000000000000000000000033','Script','5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e','["read"]','2026-01-21 12:00:00.000000',NULL);
CREATE TABLE archivals (
	user_id CHAR(32) NOT NULL, 
	habit_id CHAR(32) NOT NULL, 
	first_day DATE NOT NULL, 
	last_day DATE, 
	CONSTRAINT pk_archivals PRIMARY KEY (user_id, habit_id, first_day), 
	CONSTRAINT ck_archivals_days CHECK (last_day IS NULL OR first_day <= last_day), 
	CONSTRAINT fk_archivals_user_id_habit_id FOREIGN KEY(user_id, habit_id) REFERENCES habits (user_id, id) ON DELETE CASCADE, 
	CONSTRAINT fk_archivals_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
);
INSERT INTO "archivals" VALUES('0190a0a0ada070008000000000000001','00000000000000000000000000000005','2026-01-20',NULL);
CREATE TABLE categories (
	user_id CHAR(32) NOT NULL, 
	id CHAR(32) NOT NULL, 
	name VARCHAR(100) NOT NULL, 
	name_key VARCHAR(400) NOT NULL, 
	color VARCHAR(7), 
	position INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	CONSTRAINT pk_categories PRIMARY KEY (user_id, id), 
	CONSTRAINT ck_categories_color CHECK (color IS NULL OR (length(color) = 7 AND color LIKE '#%')), 
	CONSTRAINT ck_categories_name_length CHECK (length(name) BETWEEN 1 AND 100), 
	CONSTRAINT fk_categories_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE, 
	CONSTRAINT uq_categories_user_id_name_key UNIQUE (user_id, name_key)
);
INSERT INTO "categories" VALUES('0190a0a0ada070008000000000000001','00000000000000000000000000000001','Health','health','#10b981',0,1,'2026-01-21 12:00:00.000000','2026-01-21 12:00:00.000000');
INSERT INTO "categories" VALUES('0190a0a0be0070008000000000000002','00000000000000000000000000000001','Health','health','#10b981',0,1,'2026-01-21 12:00:00.000000','2026-01-21 12:00:00.000000');
CREATE TABLE creations (
	user_id CHAR(32) NOT NULL, 
	id CHAR(32) NOT NULL, 
	kind VARCHAR(20) NOT NULL, 
	request_hash VARCHAR(64) NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_creations PRIMARY KEY (user_id, id), 
	CONSTRAINT fk_creations_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
);
INSERT INTO "creations" VALUES('0190a0a0ada070008000000000000001','00000000000000000000000000000004','habit','5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e','2026-01-21 12:00:00.000000');
CREATE TABLE goals (
	user_id CHAR(32) NOT NULL, 
	id CHAR(32) NOT NULL, 
	title VARCHAR(255) NOT NULL, 
	goal_type VARCHAR(18) NOT NULL, 
	unit VARCHAR(50) NOT NULL, 
	target_value BIGINT, 
	deadline DATE, 
	start_date DATE, 
	current_value BIGINT NOT NULL, 
	status VARCHAR(9) NOT NULL, 
	category_id CHAR(32), 
	counts_days BOOLEAN NOT NULL, 
	completed_at DATETIME, 
	completed_on DATE, 
	created_on DATE NOT NULL, 
	archived_on DATE, 
	deleted_at DATETIME, 
	position INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	CONSTRAINT pk_goals PRIMARY KEY (user_id, id), 
	CONSTRAINT ck_goals_target_and_deadline_by_type CHECK ((goal_type = 'TARGET_BASED' AND target_value IS NOT NULL AND deadline IS NOT NULL) OR (goal_type = 'CONTINUOUS_COUNTER' AND target_value IS NULL AND deadline IS NULL)), 
	CONSTRAINT ck_goals_completed_at_by_status CHECK ((status = 'COMPLETED') = (completed_at IS NOT NULL)), 
	CONSTRAINT ck_goals_counts_days CHECK (NOT counts_days OR (goal_type = 'CONTINUOUS_COUNTER' AND start_date IS NOT NULL)), 
	CONSTRAINT ck_goals_goal_type CHECK (goal_type IN ('TARGET_BASED', 'CONTINUOUS_COUNTER')), 
	CONSTRAINT ck_goals_status CHECK (status IN ('ACTIVE', 'COMPLETED')), 
	CONSTRAINT ck_goals_completed_on_by_status CHECK ((completed_at IS NULL) = (completed_on IS NULL)), 
	CONSTRAINT ck_goals_current_value_range CHECK (current_value BETWEEN -9999999999 AND 9999999999), 
	CONSTRAINT ck_goals_start_before_deadline CHECK (deadline IS NULL OR start_date IS NULL OR start_date <= deadline), 
	CONSTRAINT ck_goals_title_length CHECK (length(title) BETWEEN 1 AND 255), 
	CONSTRAINT ck_goals_unit_length CHECK (length(unit) BETWEEN 1 AND 50), 
	CONSTRAINT ck_goals_target_value CHECK (target_value > 0), 
	CONSTRAINT ck_goals_target_value_range CHECK (target_value BETWEEN -9999999999 AND 9999999999), 
	CONSTRAINT fk_goals_user_id_category_id FOREIGN KEY(user_id, category_id) REFERENCES categories (user_id, id), 
	CONSTRAINT fk_goals_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
);
INSERT INTO "goals" VALUES('0190a0a0ada070008000000000000001','00000000000000000000000000000002','Save for vacation','TARGET_BASED','dollars',500000,'2026-12-31','2026-01-01',25010,'ACTIVE','00000000000000000000000000000001',0,NULL,NULL,'2026-01-01',NULL,NULL,1,1,'2026-01-21 12:00:00.000000','2026-01-21 12:00:00.000000');
INSERT INTO "goals" VALUES('0190a0a0ada070008000000000000001','00000000000000000000000000000003','Days without alcohol','CONTINUOUS_COUNTER','days',NULL,NULL,'2026-01-01',2300,'ACTIVE',NULL,0,NULL,NULL,'2026-01-01',NULL,NULL,0,1,'2026-01-21 12:00:00.000000','2026-01-21 12:00:00.000000');
CREATE TABLE habit_completions (
	user_id CHAR(32) NOT NULL, 
	id CHAR(32) NOT NULL, 
	habit_id CHAR(32) NOT NULL, 
	completion_date DATE NOT NULL, 
	completion_time TIME, 
	note TEXT, 
	created_at DATETIME NOT NULL, amount BIGINT CONSTRAINT ck_habit_completions_amount CHECK (amount IS NULL OR (amount >= 0 AND completion_time IS NOT NULL)), 
	CONSTRAINT pk_habit_completions PRIMARY KEY (user_id, id), 
	CONSTRAINT ck_habit_completions_note_length CHECK (length(note) BETWEEN 1 AND 500), 
	CONSTRAINT fk_habit_completions_user_id_habit_id FOREIGN KEY(user_id, habit_id) REFERENCES habits (user_id, id) ON DELETE CASCADE, 
	CONSTRAINT fk_habit_completions_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE, 
	CONSTRAINT uq_habit_completions_once_a_time UNIQUE (user_id, habit_id, completion_date, completion_time)
);
INSERT INTO "habit_completions" VALUES('0190a0a0ada070008000000000000001','00000000000000000000000000000015','00000000000000000000000000000004','2026-01-21',NULL,NULL,'2026-01-21 12:00:00.000000',NULL);
INSERT INTO "habit_completions" VALUES('0190a0a0be0070008000000000000002','00000000000000000000000000000015','00000000000000000000000000000004','2026-01-21',NULL,NULL,'2026-01-21 12:00:00.000000',NULL);
INSERT INTO "habit_completions" VALUES('0190a0a0ada070008000000000000001','00000000000000000000000000000016','00000000000000000000000000000004','2026-01-21','07:30:00.000000','früh ☀','2026-01-21 12:00:00.000000',NULL);
CREATE TABLE habit_runs (
	user_id CHAR(32) NOT NULL, 
	habit_id CHAR(32) NOT NULL, 
	first_day DATE NOT NULL, 
	last_day DATE NOT NULL, 
	length INTEGER NOT NULL, unit VARCHAR(9) CONSTRAINT ck_habit_runs_unit CHECK (unit IN ('DAYS', 'WEEKS', 'MONTHS', 'TIMES', 'INTERVALS')), 
	CONSTRAINT pk_habit_runs PRIMARY KEY (user_id, habit_id, first_day), 
	CONSTRAINT ck_habit_runs_days CHECK (first_day <= last_day), 
	CONSTRAINT ck_habit_runs_length CHECK (length >= 1), 
	CONSTRAINT fk_habit_runs_user_id_habit_id FOREIGN KEY(user_id, habit_id) REFERENCES habits (user_id, id) ON DELETE CASCADE, 
	CONSTRAINT fk_habit_runs_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
);
INSERT INTO "habit_runs" VALUES('0190a0a0ada070008000000000000001','00000000000000000000000000000004','2026-01-16','2026-01-19',4,'DAYS');
CREATE TABLE habits (
	user_id CHAR(32) NOT NULL, 
	id CHAR(32) NOT NULL, 
	title VARCHAR(255) NOT NULL, 
	frequency_type VARCHAR(15) NOT NULL, 
	frequency_config JSON NOT NULL, 
	category_id CHAR(32), 
	created_on DATE NOT NULL, 
	archived_on DATE, 
	deleted_at DATETIME, 
	position INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	current_streak INTEGER NOT NULL, 
	longest_streak INTEGER NOT NULL, 
	streak_since DATE, 
	streak_last_day DATE, 
	last_met DATE, 
	alive_until DATE, 
	demand_first_day DATE, 
	demand_done INTEGER NOT NULL, 
	demand_quota INTEGER NOT NULL, 
	first_completion DATE, unit VARCHAR(50) CONSTRAINT ck_habits_unit_length CHECK (length(unit) BETWEEN 1 AND 50), target_amount BIGINT CONSTRAINT ck_habits_target_amount CHECK (target_amount > 0), direction VARCHAR(8) CONSTRAINT ck_habits_direction CHECK (direction IN ('AT_LEAST', 'AT_MOST')), amount_per VARCHAR(6) CONSTRAINT ck_habits_amount_per CHECK (amount_per IN ('DAY', 'PERIOD')), clean_unless_logged BOOLEAN DEFAULT 0 NOT NULL CONSTRAINT ck_habits_target_together CHECK ((unit IS NULL) = (target_amount IS NULL) AND (unit IS NULL) = (direction IS NULL) AND (unit IS NULL) = (amount_per IS NULL) AND (unit IS NOT NULL OR NOT clean_unless_logged)), phase_first_day DATE, former_phases JSON, longest_over INTEGER DEFAULT '0' NOT NULL, undecided_until DATE, clean_since DATE, clean_pauses JSON, 
	CONSTRAINT pk_habits PRIMARY KEY (user_id, id), 
	CONSTRAINT ck_habits_frequency_type CHECK (frequency_type IN ('DAILY', 'WEEKLY', 'CUSTOM_INTERVAL', 'MONTHLY', 'ADVANCED')), 
	CONSTRAINT ck_habits_current_streak CHECK (current_streak >= 0), 
	CONSTRAINT ck_habits_title_length CHECK (length(title) BETWEEN 1 AND 255), 
	CONSTRAINT ck_habits_longest_streak CHECK (longest_streak >= current_streak), 
	CONSTRAINT fk_habits_user_id_category_id FOREIGN KEY(user_id, category_id) REFERENCES categories (user_id, id), 
	CONSTRAINT fk_habits_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
);
INSERT INTO "habits" VALUES('0190a0a0ada070008000000000000001','00000000000000000000000000000004','Meditate','DAILY','{"allowMultiplePerDay": false}','00000000000000000000000000000001','2026-01-12',NULL,NULL,0,1,'2026-01-21 12:00:00.000000','2026-01-21 12:00:00.000000',1,4,NULL,NULL,NULL,'2026-01-21',NULL,0,0,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO "habits" VALUES('0190a0a0be0070008000000000000002','00000000000000000000000000000004','Meditate','DAILY','{"allowMultiplePerDay": false}',NULL,'2026-01-12',NULL,NULL,0,1,'2026-01-21 12:00:00.000000','2026-01-21 12:00:00.000000',0,0,NULL,NULL,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,0,NULL,NULL,NULL);
INSERT INTO "habits" VALUES('0190a0a0ada070008000000000000001','00000000000000000000000000000005','Gym','WEEKLY','{"timesPerWeek": 3, "specificDays": ["MON", "WED", "FRI"]}','00000000000000000000000000000001','2026-01-12','2026-01-20','2026-01-21 12:00:00.000000',0,1,'2026-01-21 12:00:00.000000','2026-01-21 12:00:00.000000',0,0,NULL,NULL,NULL,NULL,NULL,0,0,NULL,NULL,NULL,NULL,NULL,0,NULL,NULL,0,NULL,NULL,NULL);
CREATE TABLE imports (
	user_id CHAR(32) NOT NULL, 
	id CHAR(32) NOT NULL, 
	source VARCHAR(40) NOT NULL, 
	source_key VARCHAR(300) NOT NULL, 
	habit_id CHAR(32), 
	seen JSON NOT NULL, 
	raw JSON NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	CONSTRAINT pk_imports PRIMARY KEY (user_id, id), 
	CONSTRAINT fk_imports_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE, 
	CONSTRAINT uq_imports_user_id_source_source_key UNIQUE (user_id, source, source_key)
);
INSERT INTO "imports" VALUES('0190a0a0ada070008000000000000001','0000000000000000000000000000003d','loop','an-old-habit','00000000000000000000000000000004','["2016-01-01"]','{"question": "Did you?"}','2026-01-21 12:00:00.000000','2026-01-21 12:00:00.000000');
CREATE TABLE logins (
	kind VARCHAR(20) NOT NULL, 
	subject VARCHAR(320) NOT NULL, 
	user_id CHAR(32) NOT NULL, 
	CONSTRAINT pk_logins PRIMARY KEY (kind, subject)
);
INSERT INTO "logins" VALUES('email','ada@example.org','0190a0a0ada070008000000000000001');
INSERT INTO "logins" VALUES('email','ben@example.org','0190a0a0be0070008000000000000002');
CREATE TABLE pauses (
	user_id CHAR(32) NOT NULL, 
	id CHAR(32) NOT NULL, 
	habit_id CHAR(32), 
	first_day DATE NOT NULL, 
	last_day DATE, 
	reason TEXT, 
	version INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	CONSTRAINT pk_pauses PRIMARY KEY (user_id, id), 
	CONSTRAINT ck_pauses_days CHECK (last_day IS NULL OR first_day <= last_day), 
	CONSTRAINT ck_pauses_reason_length CHECK (length(reason) BETWEEN 1 AND 500), 
	CONSTRAINT fk_pauses_user_id_habit_id FOREIGN KEY(user_id, habit_id) REFERENCES habits (user_id, id) ON DELETE CASCADE, 
	CONSTRAINT fk_pauses_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
);
INSERT INTO "pauses" VALUES('0190a0a0ada070008000000000000001','0000000000000000000000000000001f','00000000000000000000000000000004','2026-01-13','2026-01-14','Ill',1,'2026-01-21 12:00:00.000000','2026-01-21 12:00:00.000000');
INSERT INTO "pauses" VALUES('0190a0a0ada070008000000000000001','00000000000000000000000000000020',NULL,'2026-01-13',NULL,NULL,1,'2026-01-21 12:00:00.000000','2026-01-21 12:00:00.000000');
CREATE TABLE progress_entries (
	user_id CHAR(32) NOT NULL, 
	id CHAR(32) NOT NULL, 
	goal_id CHAR(32) NOT NULL, 
	value BIGINT NOT NULL, 
	entry_date DATE NOT NULL, 
	note TEXT, 
	kind VARCHAR(5) NOT NULL, 
	superseded BOOLEAN NOT NULL, 
	version INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, 
	CONSTRAINT pk_progress_entries PRIMARY KEY (user_id, id), 
	CONSTRAINT ck_progress_entries_value_by_kind CHECK ((kind = 'ENTRY' AND value <> 0) OR (kind = 'RESET' AND value <= 0) OR (kind = 'SLIP' AND value = 0)), 
	CONSTRAINT ck_progress_entries_kind CHECK (kind IN ('ENTRY', 'RESET', 'SLIP')), 
	CONSTRAINT ck_progress_entries_note_length CHECK (length(note) BETWEEN 1 AND 500), 
	CONSTRAINT ck_progress_entries_value_range CHECK (value BETWEEN -9999999999 AND 9999999999), 
	CONSTRAINT fk_progress_entries_user_id_goal_id FOREIGN KEY(user_id, goal_id) REFERENCES goals (user_id, id) ON DELETE CASCADE, 
	CONSTRAINT fk_progress_entries_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
);
INSERT INTO "progress_entries" VALUES('0190a0a0ada070008000000000000001','0000000000000000000000000000000b','00000000000000000000000000000002',25010,'2026-01-21','Paycheck deposit','ENTRY',0,1,'2026-01-21 12:00:00.000000','2026-01-21 12:00:00.000000');
INSERT INTO "progress_entries" VALUES('0190a0a0ada070008000000000000001','0000000000000000000000000000000c','00000000000000000000000000000003',4600,'2026-01-21','Paycheck deposit','ENTRY',0,1,'2026-01-21 12:00:00.000000','2026-01-21 12:00:00.000000');
INSERT INTO "progress_entries" VALUES('0190a0a0ada070008000000000000001','0000000000000000000000000000000d','00000000000000000000000000000003',-2300,'2026-01-21','Paycheck deposit','RESET',0,1,'2026-01-21 12:00:00.000000','2026-01-21 12:00:00.000000');
CREATE TABLE sessions (
	user_id CHAR(32) NOT NULL, 
	id CHAR(32) NOT NULL, 
	secret_hash VARCHAR(64) NOT NULL, 
	label VARCHAR(100), 
	created_at DATETIME NOT NULL, 
	last_seen_at DATETIME NOT NULL, 
	expires_at DATETIME NOT NULL, 
	CONSTRAINT pk_sessions PRIMARY KEY (user_id, id), 
	CONSTRAINT fk_sessions_user_id FOREIGN KEY(user_id) REFERENCES users (id) ON DELETE CASCADE
);
INSERT INTO "sessions" VALUES('0190a0a0ada070008000000000000001','00000000000000000000000000000029','5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e','Phone','2026-01-21 12:00:00.000000','2026-01-21 12:00:00.000000','2026-02-20 12:00:00.000000');
CREATE TABLE users (
	id CHAR(32) NOT NULL, 
	email VARCHAR(254) NOT NULL, 
	password_hash VARCHAR(60) NOT NULL, 
	timezone VARCHAR(64) NOT NULL, 
	week_start VARCHAR(8) NOT NULL, 
	day_start_minutes INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	updated_at DATETIME NOT NULL, data_revision INTEGER, 
	CONSTRAINT pk_users PRIMARY KEY (id), 
	CONSTRAINT ck_users_week_start CHECK (week_start IN ('MONDAY', 'SATURDAY', 'SUNDAY')), 
	CONSTRAINT ck_users_day_start_minutes CHECK (day_start_minutes BETWEEN 0 AND 360), 
	CONSTRAINT ck_users_version CHECK (version >= 1)
);
INSERT INTO "users" VALUES('0190a0a0ada070008000000000000001','ada@example.org','$2b$04$u2MUEx6pBcoEV1vCpgNlL.38uayyos.dzIxS0UVNMGR69gcO78Via','Europe/Berlin','MONDAY',0,1,'2025-01-01 00:00:00.000000','2025-01-01 00:00:00.000000',NULL);
INSERT INTO "users" VALUES('0190a0a0be0070008000000000000002','ben@example.org','$2b$04$u2MUEx6pBcoEV1vCpgNlL.38uayyos.dzIxS0UVNMGR69gcO78Via','America/New_York','SUNDAY',180,1,'2025-01-02 00:00:00.000000','2025-01-02 00:00:00.000000',NULL);
CREATE INDEX ix_logins_user_id ON logins (user_id);
CREATE INDEX ix_goals_user_id_category_id ON goals (user_id, category_id);
CREATE INDEX ix_goals_user_id_goal_type ON goals (user_id, goal_type);
CREATE INDEX ix_goals_user_id_status ON goals (user_id, status);
CREATE INDEX ix_habits_user_id_category_id ON habits (user_id, category_id);
CREATE INDEX ix_habits_user_id_frequency_type ON habits (user_id, frequency_type);
CREATE INDEX ix_habit_completions_user_id_habit_id_completion_date ON habit_completions (user_id, habit_id, completion_date);
CREATE UNIQUE INDEX uq_habit_completions_once_a_day ON habit_completions (user_id, habit_id, completion_date) WHERE completion_time IS NULL;
CREATE INDEX ix_pauses_user_id_habit_id_last_day ON pauses (user_id, habit_id, last_day);
CREATE INDEX ix_progress_entries_user_id_goal_id_entry_date ON progress_entries (user_id, goal_id, entry_date, created_at, id);
COMMIT;
