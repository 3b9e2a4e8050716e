SELECT pg_catalog.set_config('search_path', '', false);
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.api_tokens (
    user_id uuid NOT NULL,
    id uuid NOT NULL,
    name character varying(100) NOT NULL,
    secret_hash character varying(64) NOT NULL,
    scopes jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone
);
CREATE TABLE public.archivals (
    user_id uuid NOT NULL,
    habit_id uuid NOT NULL,
    first_day date NOT NULL,
    last_day date,
    CONSTRAINT ck_archivals_days CHECK (((last_day IS NULL) OR (first_day <= last_day)))
);
CREATE TABLE public.categories (
    user_id uuid NOT NULL,
    id uuid NOT NULL,
    name character varying(100) NOT NULL,
    name_key character varying(400) NOT NULL,
    color character varying(7),
    "position" integer NOT NULL,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT ck_categories_color CHECK (((color IS NULL) OR ((length((color)::text) = 7) AND ((color)::text ~~ '#%'::text)))),
    CONSTRAINT ck_categories_name_length CHECK (((length((name)::text) >= 1) AND (length((name)::text) <= 100)))
);
CREATE TABLE public.creations (
    user_id uuid NOT NULL,
    id uuid NOT NULL,
    kind character varying(20) NOT NULL,
    request_hash character varying(64) NOT NULL,
    created_at timestamp with time zone NOT NULL
);
CREATE TABLE public.goals (
    user_id uuid NOT NULL,
    id uuid NOT NULL,
    title character varying(255) NOT NULL,
    goal_type character varying(18) NOT NULL,
    unit character varying(50) NOT NULL,
    target_value numeric(10,2),
    deadline date,
    start_date date,
    current_value numeric(10,2) NOT NULL,
    status character varying(9) NOT NULL,
    category_id uuid,
    counts_days boolean NOT NULL,
    completed_at timestamp with time zone,
    completed_on date,
    created_on date NOT NULL,
    archived_on date,
    deleted_at timestamp with time zone,
    "position" integer NOT NULL,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT ck_goals_completed_at_by_status CHECK ((((status)::text = 'COMPLETED'::text) = (completed_at IS NOT NULL))),
    CONSTRAINT ck_goals_completed_on_by_status CHECK (((completed_at IS NULL) = (completed_on IS NULL))),
    CONSTRAINT ck_goals_counts_days CHECK (((NOT counts_days) OR (((goal_type)::text = 'CONTINUOUS_COUNTER'::text) AND (start_date IS NOT NULL)))),
    CONSTRAINT ck_goals_goal_type CHECK (((goal_type)::text = ANY ((ARRAY['TARGET_BASED'::character varying, 'CONTINUOUS_COUNTER'::character varying])::text[]))),
    CONSTRAINT ck_goals_start_before_deadline CHECK (((deadline IS NULL) OR (start_date IS NULL) OR (start_date <= deadline))),
    CONSTRAINT ck_goals_status CHECK (((status)::text = ANY ((ARRAY['ACTIVE'::character varying, 'COMPLETED'::character varying])::text[]))),
    CONSTRAINT ck_goals_target_and_deadline_by_type CHECK (((((goal_type)::text = 'TARGET_BASED'::text) AND (target_value IS NOT NULL) AND (deadline IS NOT NULL)) OR (((goal_type)::text = 'CONTINUOUS_COUNTER'::text) AND (target_value IS NULL) AND (deadline IS NULL)))),
    CONSTRAINT ck_goals_target_value CHECK ((target_value > (0)::numeric)),
    CONSTRAINT ck_goals_title_length CHECK (((length((title)::text) >= 1) AND (length((title)::text) <= 255))),
    CONSTRAINT ck_goals_unit_length CHECK (((length((unit)::text) >= 1) AND (length((unit)::text) <= 50)))
);
CREATE TABLE public.habit_completions (
    user_id uuid NOT NULL,
    id uuid NOT NULL,
    habit_id uuid NOT NULL,
    completion_date date NOT NULL,
    completion_time time without time zone,
    note text,
    created_at timestamp with time zone NOT NULL,
    amount numeric(10,2),
    CONSTRAINT ck_habit_completions_amount CHECK (((amount IS NULL) OR ((amount >= (0)::numeric) AND (completion_time IS NOT NULL)))),
    CONSTRAINT ck_habit_completions_note_length CHECK (((length(note) >= 1) AND (length(note) <= 500)))
);
CREATE TABLE public.habit_runs (
    user_id uuid NOT NULL,
    habit_id uuid NOT NULL,
    first_day date NOT NULL,
    last_day date NOT NULL,
    length integer NOT NULL,
    unit character varying(9),
    CONSTRAINT ck_habit_runs_days CHECK ((first_day <= last_day)),
    CONSTRAINT ck_habit_runs_length CHECK ((length >= 1)),
    CONSTRAINT ck_habit_runs_unit CHECK (((unit)::text = ANY ((ARRAY['DAYS'::character varying, 'WEEKS'::character varying, 'MONTHS'::character varying, 'TIMES'::character varying, 'INTERVALS'::character varying])::text[])))
);
CREATE TABLE public.habits (
    user_id uuid NOT NULL,
    id uuid NOT NULL,
    title character varying(255) NOT NULL,
    frequency_type character varying(15) NOT NULL,
    frequency_config jsonb NOT NULL,
    category_id uuid,
    created_on date NOT NULL,
    archived_on date,
    deleted_at timestamp with time zone,
    "position" integer NOT NULL,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    current_streak integer NOT NULL,
    longest_streak integer NOT NULL,
    streak_since date,
    streak_last_day date,
    last_met date,
    alive_until date,
    demand_first_day date,
    demand_done bigint NOT NULL,
    demand_quota bigint NOT NULL,
    first_completion date,
    unit character varying(50),
    target_amount numeric(10,2),
    direction character varying(8),
    amount_per character varying(6),
    clean_unless_logged boolean DEFAULT false NOT NULL,
    phase_first_day date,
    former_phases jsonb,
    longest_over integer DEFAULT 0 NOT NULL,
    undecided_until date,
    clean_since date,
    clean_pauses jsonb,
    CONSTRAINT ck_habits_amount_per CHECK (((amount_per)::text = ANY ((ARRAY['DAY'::character varying, 'PERIOD'::character varying])::text[]))),
    CONSTRAINT ck_habits_current_streak CHECK ((current_streak >= 0)),
    CONSTRAINT ck_habits_direction CHECK (((direction)::text = ANY ((ARRAY['AT_LEAST'::character varying, 'AT_MOST'::character varying])::text[]))),
    CONSTRAINT ck_habits_frequency_type CHECK (((frequency_type)::text = ANY ((ARRAY['DAILY'::character varying, 'WEEKLY'::character varying, 'CUSTOM_INTERVAL'::character varying, 'MONTHLY'::character varying, 'ADVANCED'::character varying])::text[]))),
    CONSTRAINT ck_habits_longest_streak CHECK ((longest_streak >= current_streak)),
    CONSTRAINT ck_habits_target_amount CHECK ((target_amount > (0)::numeric)),
    CONSTRAINT ck_habits_target_together CHECK ((((unit IS NULL) = (target_amount IS NULL)) AND ((unit IS NULL) = (direction IS NULL)) AND ((unit IS NULL) = (amount_per IS NULL)) AND ((unit IS NOT NULL) OR (NOT clean_unless_logged)))),
    CONSTRAINT ck_habits_title_length CHECK (((length((title)::text) >= 1) AND (length((title)::text) <= 255))),
    CONSTRAINT ck_habits_unit_length CHECK (((length((unit)::text) >= 1) AND (length((unit)::text) <= 50)))
);
CREATE TABLE public.imports (
    user_id uuid NOT NULL,
    id uuid NOT NULL,
    source character varying(40) NOT NULL,
    source_key character varying(300) NOT NULL,
    habit_id uuid,
    seen jsonb NOT NULL,
    raw jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL
);
CREATE TABLE public.logins (
    kind character varying(20) NOT NULL,
    subject character varying(320) NOT NULL,
    user_id uuid NOT NULL
);
CREATE TABLE public.pauses (
    user_id uuid NOT NULL,
    id uuid NOT NULL,
    habit_id uuid,
    first_day date NOT NULL,
    last_day date,
    reason text,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT ck_pauses_days CHECK (((last_day IS NULL) OR (first_day <= last_day))),
    CONSTRAINT ck_pauses_reason_length CHECK (((length(reason) >= 1) AND (length(reason) <= 500)))
);
CREATE TABLE public.progress_entries (
    user_id uuid NOT NULL,
    id uuid NOT NULL,
    goal_id uuid NOT NULL,
    value numeric(10,2) NOT NULL,
    entry_date date NOT NULL,
    note text,
    kind character varying(5) NOT NULL,
    superseded boolean NOT NULL,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT ck_progress_entries_kind CHECK (((kind)::text = ANY ((ARRAY['ENTRY'::character varying, 'RESET'::character varying, 'SLIP'::character varying])::text[]))),
    CONSTRAINT ck_progress_entries_note_length CHECK (((length(note) >= 1) AND (length(note) <= 500))),
    CONSTRAINT ck_progress_entries_value_by_kind CHECK (((((kind)::text = 'ENTRY'::text) AND (value <> (0)::numeric)) OR (((kind)::text = 'RESET'::text) AND (value <= (0)::numeric)) OR (((kind)::text = 'SLIP'::text) AND (value = (0)::numeric))))
);
CREATE TABLE public.sessions (
    user_id uuid NOT NULL,
    id uuid NOT NULL,
    secret_hash character varying(64) NOT NULL,
    label character varying(100),
    created_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL
);
CREATE TABLE public.users (
    id uuid NOT NULL,
    email character varying(254) NOT NULL,
    password_hash character varying(60) NOT NULL,
    timezone character varying(64) NOT NULL,
    week_start character varying(8) NOT NULL,
    day_start_minutes integer NOT NULL,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    data_revision integer,
    CONSTRAINT ck_users_day_start_minutes CHECK (((day_start_minutes >= 0) AND (day_start_minutes <= 360))),
    CONSTRAINT ck_users_version CHECK ((version >= 1)),
    CONSTRAINT ck_users_week_start CHECK (((week_start)::text = ANY ((ARRAY['MONDAY'::character varying, 'SATURDAY'::character varying, 'SUNDAY'::character varying])::text[])))
);
INSERT INTO public.alembic_version VALUES ('0003');
INSERT INTO public.api_tokens VALUES ('0190a0a0-ada0-7000-8000-000000000001', '00000000-0000-0000-0000-000000000033', 'Script', '5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e', '["read"]', '2026-01-21 12:00:00+00', NULL);
INSERT INTO public.archivals VALUES ('0190a0a0-ada0-7000-8000-000000000001', '00000000-0000-0000-0000-000000000005', '2026-01-20', NULL);
INSERT INTO public.categories VALUES ('0190a0a0-ada0-7000-8000-000000000001', '00000000-0000-0000-0000-000000000001', 'Health', 'health', '#10b981', 0, 1, '2026-01-21 12:00:00+00', '2026-01-21 12:00:00+00');
INSERT INTO public.categories VALUES ('0190a0a0-be00-7000-8000-000000000002', '00000000-0000-0000-0000-000000000001', 'Health', 'health', '#10b981', 0, 1, '2026-01-21 12:00:00+00', '2026-01-21 12:00:00+00');
INSERT INTO public.creations VALUES ('0190a0a0-ada0-7000-8000-000000000001', '00000000-0000-0000-0000-000000000004', 'habit', '5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e', '2026-01-21 12:00:00+00');
INSERT INTO public.goals VALUES ('0190a0a0-ada0-7000-8000-000000000001', '00000000-0000-0000-0000-000000000002', 'Save for vacation', 'TARGET_BASED', 'dollars', 5000.00, '2026-12-31', '2026-01-01', 250.10, 'ACTIVE', '00000000-0000-0000-0000-000000000001', false, NULL, NULL, '2026-01-01', NULL, NULL, 1, 1, '2026-01-21 12:00:00+00', '2026-01-21 12:00:00+00');
INSERT INTO public.goals VALUES ('0190a0a0-ada0-7000-8000-000000000001', '00000000-0000-0000-0000-000000000003', 'Days without alcohol', 'CONTINUOUS_COUNTER', 'days', NULL, NULL, '2026-01-01', 23.00, 'ACTIVE', NULL, false, NULL, NULL, '2026-01-01', NULL, NULL, 0, 1, '2026-01-21 12:00:00+00', '2026-01-21 12:00:00+00');
INSERT INTO public.habit_completions VALUES ('0190a0a0-ada0-7000-8000-000000000001', '00000000-0000-0000-0000-000000000015', '00000000-0000-0000-0000-000000000004', '2026-01-21', NULL, NULL, '2026-01-21 12:00:00+00', NULL);
INSERT INTO public.habit_completions VALUES ('0190a0a0-be00-7000-8000-000000000002', '00000000-0000-0000-0000-000000000015', '00000000-0000-0000-0000-000000000004', '2026-01-21', NULL, NULL, '2026-01-21 12:00:00+00', NULL);
INSERT INTO public.habit_completions VALUES ('0190a0a0-ada0-7000-8000-000000000001', '00000000-0000-0000-0000-000000000016', '00000000-0000-0000-0000-000000000004', '2026-01-21', '07:30:00', 'früh ☀', '2026-01-21 12:00:00+00', NULL);
INSERT INTO public.habit_runs VALUES ('0190a0a0-ada0-7000-8000-000000000001', '00000000-0000-0000-0000-000000000004', '2026-01-16', '2026-01-19', 4, 'DAYS');
INSERT INTO public.habits VALUES ('0190a0a0-ada0-7000-8000-000000000001', '00000000-0000-0000-0000-000000000004', 'Meditate', 'DAILY', '{"allowMultiplePerDay": false}', '00000000-0000-0000-0000-000000000001', '2026-01-12', NULL, NULL, 0, 1, '2026-01-21 12:00:00+00', '2026-01-21 12:00:00+00', 1, 4, NULL, NULL, NULL, '2026-01-21', NULL, 0, 0, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 0, NULL, NULL, NULL);
INSERT INTO public.habits VALUES ('0190a0a0-be00-7000-8000-000000000002', '00000000-0000-0000-0000-000000000004', 'Meditate', 'DAILY', '{"allowMultiplePerDay": false}', NULL, '2026-01-12', NULL, NULL, 0, 1, '2026-01-21 12:00:00+00', '2026-01-21 12:00:00+00', 0, 0, NULL, NULL, NULL, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 0, NULL, NULL, NULL);
INSERT INTO public.habits VALUES ('0190a0a0-ada0-7000-8000-000000000001', '00000000-0000-0000-0000-000000000005', 'Gym', 'WEEKLY', '{"specificDays": ["MON", "WED", "FRI"], "timesPerWeek": 3}', '00000000-0000-0000-0000-000000000001', '2026-01-12', '2026-01-20', '2026-01-21 12:00:00+00', 0, 1, '2026-01-21 12:00:00+00', '2026-01-21 12:00:00+00', 0, 0, NULL, NULL, NULL, NULL, NULL, 0, 0, NULL, NULL, NULL, NULL, NULL, false, NULL, NULL, 0, NULL, NULL, NULL);
INSERT INTO public.imports VALUES ('0190a0a0-ada0-7000-8000-000000000001', '00000000-0000-0000-0000-00000000003d', 'loop', 'an-old-habit', '00000000-0000-0000-0000-000000000004', '["2016-01-01"]', '{"question": "Did you?"}', '2026-01-21 12:00:00+00', '2026-01-21 12:00:00+00');
INSERT INTO public.logins VALUES ('email', 'ada@example.org', '0190a0a0-ada0-7000-8000-000000000001');
INSERT INTO public.logins VALUES ('email', 'ben@example.org', '0190a0a0-be00-7000-8000-000000000002');
INSERT INTO public.pauses VALUES ('0190a0a0-ada0-7000-8000-000000000001', '00000000-0000-0000-0000-00000000001f', '00000000-0000-0000-0000-000000000004', '2026-01-13', '2026-01-14', 'Ill', 1, '2026-01-21 12:00:00+00', '2026-01-21 12:00:00+00');
INSERT INTO public.pauses VALUES ('0190a0a0-ada0-7000-8000-000000000001', '00000000-0000-0000-0000-000000000020', NULL, '2026-01-13', NULL, NULL, 1, '2026-01-21 12:00:00+00', '2026-01-21 12:00:00+00');
INSERT INTO public.progress_entries VALUES ('0190a0a0-ada0-7000-8000-000000000001', '00000000-0000-0000-0000-00000000000b', '00000000-0000-0000-0000-000000000002', 250.10, '2026-01-21', 'Paycheck deposit', 'ENTRY', false, 1, '2026-01-21 12:00:00+00', '2026-01-21 12:00:00+00');
INSERT INTO public.progress_entries VALUES ('0190a0a0-ada0-7000-8000-000000000001', '00000000-0000-0000-0000-00000000000c', '00000000-0000-0000-0000-000000000003', 46.00, '2026-01-21', 'Paycheck deposit', 'ENTRY', false, 1, '2026-01-21 12:00:00+00', '2026-01-21 12:00:00+00');
INSERT INTO public.progress_entries VALUES ('0190a0a0-ada0-7000-8000-000000000001', '00000000-0000-0000-0000-00000000000d', '00000000-0000-0000-0000-000000000003', -23.00, '2026-01-21', 'Paycheck deposit', 'RESET', false, 1, '2026-01-21 12:00:00+00', '2026-01-21 12:00:00+00');
INSERT INTO public.sessions VALUES ('0190a0a0-ada0-7000-8000-000000000001', '00000000-0000-0000-0000-000000000029', '5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e', 'Phone', '2026-01-21 12:00:00+00', '2026-01-21 12:00:00+00', '2026-02-20 12:00:00+00');
INSERT INTO public.users VALUES ('0190a0a0-ada0-7000-8000-000000000001', 'ada@example.org', '$2b$04$u2MUEx6pBcoEV1vCpgNlL.38uayyos.dzIxS0UVNMGR69gcO78Via', 'Europe/Berlin', 'MONDAY', 0, 1, '2025-01-01 00:00:00+00', '2025-01-01 00:00:00+00', NULL);
INSERT INTO public.users VALUES ('0190a0a0-be00-7000-8000-000000000002', 'ben@example.org', '$2b$04$u2MUEx6pBcoEV1vCpgNlL.38uayyos.dzIxS0UVNMGR69gcO78Via', 'America/New_York', 'SUNDAY', 180, 1, '2025-01-02 00:00:00+00', '2025-01-02 00:00:00+00', NULL);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.api_tokens
    ADD CONSTRAINT pk_api_tokens PRIMARY KEY (user_id, id);
ALTER TABLE ONLY public.archivals
    ADD CONSTRAINT pk_archivals PRIMARY KEY (user_id, habit_id, first_day);
ALTER TABLE ONLY public.categories
    ADD CONSTRAINT pk_categories PRIMARY KEY (user_id, id);
ALTER TABLE ONLY public.creations
    ADD CONSTRAINT pk_creations PRIMARY KEY (user_id, id);
ALTER TABLE ONLY public.goals
    ADD CONSTRAINT pk_goals PRIMARY KEY (user_id, id);
ALTER TABLE ONLY public.habit_completions
    ADD CONSTRAINT pk_habit_completions PRIMARY KEY (user_id, id);
ALTER TABLE ONLY public.habit_runs
    ADD CONSTRAINT pk_habit_runs PRIMARY KEY (user_id, habit_id, first_day);
ALTER TABLE ONLY public.habits
    ADD CONSTRAINT pk_habits PRIMARY KEY (user_id, id);
ALTER TABLE ONLY public.imports
    ADD CONSTRAINT pk_imports PRIMARY KEY (user_id, id);
ALTER TABLE ONLY public.logins
    ADD CONSTRAINT pk_logins PRIMARY KEY (kind, subject);
ALTER TABLE ONLY public.pauses
    ADD CONSTRAINT pk_pauses PRIMARY KEY (user_id, id);
ALTER TABLE ONLY public.progress_entries
    ADD CONSTRAINT pk_progress_entries PRIMARY KEY (user_id, id);
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT pk_sessions PRIMARY KEY (user_id, id);
ALTER TABLE ONLY public.users
    ADD CONSTRAINT pk_users PRIMARY KEY (id);
ALTER TABLE ONLY public.categories
    ADD CONSTRAINT uq_categories_user_id_name_key UNIQUE (user_id, name_key);
ALTER TABLE ONLY public.habit_completions
    ADD CONSTRAINT uq_habit_completions_once_a_time UNIQUE (user_id, habit_id, completion_date, completion_time);
ALTER TABLE ONLY public.imports
    ADD CONSTRAINT uq_imports_user_id_source_source_key UNIQUE (user_id, source, source_key);
CREATE INDEX ix_goals_user_id_category_id ON public.goals USING btree (user_id, category_id);
CREATE INDEX ix_goals_user_id_goal_type ON public.goals USING btree (user_id, goal_type);
CREATE INDEX ix_goals_user_id_status ON public.goals USING btree (user_id, status);
CREATE INDEX ix_habit_completions_user_id_habit_id_completion_date ON public.habit_completions USING btree (user_id, habit_id, completion_date);
CREATE INDEX ix_habits_user_id_category_id ON public.habits USING btree (user_id, category_id);
CREATE INDEX ix_habits_user_id_frequency_type ON public.habits USING btree (user_id, frequency_type);
CREATE INDEX ix_logins_user_id ON public.logins USING btree (user_id);
CREATE INDEX ix_pauses_user_id_habit_id_last_day ON public.pauses USING btree (user_id, habit_id, last_day);
CREATE INDEX ix_progress_entries_user_id_goal_id_entry_date ON public.progress_entries USING btree (user_id, goal_id, entry_date, created_at, id);
CREATE UNIQUE INDEX uq_habit_completions_once_a_day ON public.habit_completions USING btree (user_id, habit_id, completion_date) WHERE (completion_time IS NULL);
ALTER TABLE ONLY public.api_tokens
    ADD CONSTRAINT fk_api_tokens_user_id FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.archivals
    ADD CONSTRAINT fk_archivals_user_id FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.archivals
    ADD CONSTRAINT fk_archivals_user_id_habit_id FOREIGN KEY (user_id, habit_id) REFERENCES public.habits(user_id, id) ON DELETE CASCADE;
ALTER TABLE ONLY public.categories
    ADD CONSTRAINT fk_categories_user_id FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.creations
    ADD CONSTRAINT fk_creations_user_id FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.goals
    ADD CONSTRAINT fk_goals_user_id FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.goals
    ADD CONSTRAINT fk_goals_user_id_category_id FOREIGN KEY (user_id, category_id) REFERENCES public.categories(user_id, id);
ALTER TABLE ONLY public.habit_completions
    ADD CONSTRAINT fk_habit_completions_user_id FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.habit_completions
    ADD CONSTRAINT fk_habit_completions_user_id_habit_id FOREIGN KEY (user_id, habit_id) REFERENCES public.habits(user_id, id) ON DELETE CASCADE;
ALTER TABLE ONLY public.habit_runs
    ADD CONSTRAINT fk_habit_runs_user_id FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.habit_runs
    ADD CONSTRAINT fk_habit_runs_user_id_habit_id FOREIGN KEY (user_id, habit_id) REFERENCES public.habits(user_id, id) ON DELETE CASCADE;
ALTER TABLE ONLY public.habits
    ADD CONSTRAINT fk_habits_user_id FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.habits
    ADD CONSTRAINT fk_habits_user_id_category_id FOREIGN KEY (user_id, category_id) REFERENCES public.categories(user_id, id);
ALTER TABLE ONLY public.imports
    ADD CONSTRAINT fk_imports_user_id FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.pauses
    ADD CONSTRAINT fk_pauses_user_id FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.pauses
    ADD CONSTRAINT fk_pauses_user_id_habit_id FOREIGN KEY (user_id, habit_id) REFERENCES public.habits(user_id, id) ON DELETE CASCADE;
ALTER TABLE ONLY public.progress_entries
    ADD CONSTRAINT fk_progress_entries_user_id FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.progress_entries
    ADD CONSTRAINT fk_progress_entries_user_id_goal_id FOREIGN KEY (user_id, goal_id) REFERENCES public.goals(user_id, id) ON DELETE CASCADE;
ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT fk_sessions_user_id FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
