/// The tables. Anything that changes them, or what the fold writes into them, gets the next fold version.
///
/// A column `…_order` holds the place in the total order (`PositionBytes`) of the event that wrote what stands beside it; the fold compares
/// these, never times of arrival. A row may exist before the event that creates its entity was folded; it shows once `created_order` is there.
/// Tags keep a row with a null value for a key that was removed: a removal has a place in the order too.
enum ViewsSchema {
    static let foldVersion = 2

    static let statements =
        [
            "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
            "CREATE TABLE logs (id INTEGER PRIMARY KEY, log BLOB NOT NULL UNIQUE, folded INTEGER NOT NULL) STRICT",
            "CREATE TABLE keys (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT",
            "CREATE TABLE requests (request TEXT PRIMARY KEY, event_order BLOB NOT NULL) STRICT, WITHOUT ROWID",
            "CREATE TABLE entities (id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, name TEXT NOT NULL, UNIQUE (kind, name)) STRICT",
            """
            CREATE TABLE entity_positions (
                entity INTEGER NOT NULL, log INTEGER NOT NULL, sequence INTEGER NOT NULL, stamp INTEGER NOT NULL,
                PRIMARY KEY (entity, log, sequence)) STRICT, WITHOUT ROWID
            """,
        ] + experiments + runs + metrics + loggedModels + registry + artifacts

    private static let experiments = [
        """
        CREATE TABLE experiments (
            id INTEGER PRIMARY KEY, created_order BLOB, creation_time INTEGER, location TEXT, name TEXT, name_order BLOB,
            stage INTEGER NOT NULL DEFAULT 1, stage_order BLOB, update_time INTEGER, update_order BLOB) STRICT
        """,
        "CREATE INDEX experiments_by_name ON experiments (name)",
        """
        CREATE TABLE experiment_tags (
            experiment INTEGER NOT NULL, key TEXT NOT NULL, value TEXT, event_order BLOB NOT NULL,
            PRIMARY KEY (experiment, key)) STRICT, WITHOUT ROWID
        """,
    ]

    private static let runs = [
        """
        CREATE TABLE runs (
            id INTEGER PRIMARY KEY, run_id TEXT NOT NULL UNIQUE, created_order BLOB, experiment INTEGER, user_id TEXT, start_time INTEGER,
            location TEXT, name TEXT, name_order BLOB, status INTEGER NOT NULL DEFAULT 1, status_order BLOB, end_time INTEGER,
            end_time_order BLOB, own_stage INTEGER, own_stage_order BLOB, stage INTEGER NOT NULL DEFAULT 1) STRICT
        """,
        "CREATE INDEX runs_by_start ON runs (experiment, start_time DESC, run_id)",
        // A run whose document a transaction may have changed gets a stamp that no document had before (`EventFolder+Stamps`).
        "CREATE TABLE run_stamps (run INTEGER PRIMARY KEY, stamp INTEGER NOT NULL) STRICT",
        """
        CREATE TABLE run_params (
            run INTEGER NOT NULL, key INTEGER NOT NULL, value TEXT NOT NULL, event_order BLOB NOT NULL,
            PRIMARY KEY (run, key)) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX run_params_by_value ON run_params (key, value)",
        """
        CREATE TABLE run_param_conflicts (
            run INTEGER NOT NULL, key INTEGER NOT NULL, value TEXT NOT NULL, event_order BLOB NOT NULL,
            PRIMARY KEY (run, key, value)) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE run_tags (
            run INTEGER NOT NULL, key INTEGER NOT NULL, value TEXT, event_order BLOB NOT NULL,
            PRIMARY KEY (run, key)) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX run_tags_by_value ON run_tags (key, value)",
        """
        CREATE TABLE dataset_contents (
            id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, source_type TEXT NOT NULL, source TEXT NOT NULL, schema TEXT, profile TEXT
        ) STRICT
        """,
        """
        CREATE TABLE run_datasets (
            run INTEGER NOT NULL, name TEXT NOT NULL, digest TEXT NOT NULL, event_order BLOB NOT NULL, place INTEGER NOT NULL,
            content INTEGER NOT NULL, context TEXT, tags BLOB NOT NULL, PRIMARY KEY (run, name, digest)) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX run_datasets_by_name ON run_datasets (name, digest, event_order)",
        """
        CREATE TABLE run_model_inputs (
            run INTEGER NOT NULL, model TEXT NOT NULL, event_order BLOB NOT NULL, place INTEGER NOT NULL,
            PRIMARY KEY (run, model)) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE run_model_outputs (
            run INTEGER NOT NULL, model TEXT NOT NULL, step INTEGER NOT NULL, event_order BLOB NOT NULL, place INTEGER NOT NULL,
            PRIMARY KEY (run, model, step)) STRICT, WITHOUT ROWID
        """,
    ]

    /// A null value is NaN. In `metric_series` and `logged_model_metrics` an empty text stands for what was not named.
    private static let metrics = [
        """
        CREATE TABLE latest_metrics (
            run INTEGER NOT NULL, key INTEGER NOT NULL, value REAL, step INTEGER NOT NULL, timestamp INTEGER NOT NULL, model TEXT NOT NULL,
            dataset_name TEXT NOT NULL, dataset_digest TEXT NOT NULL, PRIMARY KEY (run, key)) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX latest_metrics_by_value ON latest_metrics (key, value)",
        """
        CREATE TABLE metric_series (
            id INTEGER PRIMARY KEY, run INTEGER NOT NULL, key INTEGER NOT NULL, model TEXT NOT NULL, dataset_name TEXT NOT NULL,
            dataset_digest TEXT NOT NULL, UNIQUE (run, key, model, dataset_name, dataset_digest)) STRICT
        """,
        // The id is the series, shifted by 24 bits, and the number of the chunk in it.
        """
        CREATE TABLE metric_chunks (
            id INTEGER PRIMARY KEY, count INTEGER NOT NULL, first_timestamp INTEGER NOT NULL, first_step INTEGER NOT NULL, first_value REAL,
            last_timestamp INTEGER NOT NULL, last_step INTEGER NOT NULL, last_value REAL, codec INTEGER NOT NULL,
            raw_byte_count INTEGER NOT NULL, payload BLOB NOT NULL) STRICT
        """,
        """
        CREATE TABLE logged_model_metrics (
            model TEXT NOT NULL, key INTEGER NOT NULL, run INTEGER NOT NULL, dataset_name TEXT NOT NULL, dataset_digest TEXT NOT NULL,
            value REAL, step INTEGER NOT NULL, timestamp INTEGER NOT NULL,
            PRIMARY KEY (model, key, run, dataset_name, dataset_digest)) STRICT, WITHOUT ROWID
        """,
    ]

    private static let loggedModels = [
        """
        CREATE TABLE logged_models (
            id INTEGER PRIMARY KEY, model_id TEXT NOT NULL UNIQUE, created_order BLOB, experiment INTEGER, name TEXT, model_type TEXT,
            source_run TEXT, location TEXT, creation_time INTEGER, status INTEGER NOT NULL DEFAULT 1, status_message TEXT,
            status_order BLOB, stage INTEGER NOT NULL DEFAULT 1, stage_order BLOB, update_time INTEGER, update_order BLOB) STRICT
        """,
        "CREATE INDEX logged_models_by_creation ON logged_models (experiment, creation_time DESC, model_id)",
        """
        CREATE TABLE logged_model_params (
            model INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, event_order BLOB NOT NULL,
            PRIMARY KEY (model, key)) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE logged_model_param_conflicts (
            model INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, event_order BLOB NOT NULL,
            PRIMARY KEY (model, key, value)) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE logged_model_tags (
            model INTEGER NOT NULL, key TEXT NOT NULL, value TEXT, event_order BLOB NOT NULL,
            PRIMARY KEY (model, key)) STRICT, WITHOUT ROWID
        """,
    ]

    /// What was deleted here stays deleted: a model created anew under an old name has another identity.
    private static let registry = [
        """
        CREATE TABLE registered_models (
            id INTEGER PRIMARY KEY, model_id TEXT NOT NULL UNIQUE, created_order BLOB, creation_time INTEGER, is_prompt INTEGER,
            name TEXT, name_order BLOB, name_time INTEGER, description TEXT, description_order BLOB, is_deleted INTEGER NOT NULL DEFAULT 0,
            update_time INTEGER, update_order BLOB) STRICT
        """,
        "CREATE INDEX registered_models_by_name ON registered_models (name)",
        """
        CREATE TABLE registered_model_tags (
            model INTEGER NOT NULL, key TEXT NOT NULL, value TEXT, event_order BLOB NOT NULL,
            PRIMARY KEY (model, key)) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE versions (
            id INTEGER PRIMARY KEY, creation BLOB NOT NULL UNIQUE, created_order BLOB, model INTEGER, source TEXT, storage TEXT, run TEXT,
            logged_model TEXT, run_link TEXT, creation_time INTEGER, description TEXT, description_order BLOB,
            stage INTEGER NOT NULL DEFAULT 1, stage_order BLOB, number INTEGER, is_deleted INTEGER NOT NULL DEFAULT 0,
            update_time INTEGER, update_order BLOB) STRICT
        """,
        "CREATE INDEX versions_by_number ON versions (model, number)",
        "CREATE INDEX versions_by_stage ON versions (model, stage, number)",
        "CREATE INDEX versions_by_run ON versions (run)",
        """
        CREATE TABLE version_numbers (
            model INTEGER NOT NULL, event_order BLOB NOT NULL, version INTEGER NOT NULL, number INTEGER NOT NULL,
            PRIMARY KEY (model, event_order)) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX version_numbers_by_number ON version_numbers (model, number)",
        """
        CREATE TABLE version_tags (
            version INTEGER NOT NULL, key TEXT NOT NULL, value TEXT, event_order BLOB NOT NULL,
            PRIMARY KEY (version, key)) STRICT, WITHOUT ROWID
        """,
        """
        CREATE TABLE aliases (
            model INTEGER NOT NULL, alias TEXT NOT NULL, version INTEGER, event_order BLOB NOT NULL,
            PRIMARY KEY (model, alias)) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX aliases_by_version ON aliases (version)",
    ]

    /// Paths are compared byte by byte, so that all that lies below a directory lies together.
    private static let artifacts = [
        """
        CREATE TABLE artifacts (
            path TEXT PRIMARY KEY, digest BLOB NOT NULL, byte_count INTEGER NOT NULL, piece_root BLOB NOT NULL,
            event_order BLOB NOT NULL) STRICT, WITHOUT ROWID
        """,
        "CREATE TABLE artifact_deletions (path TEXT PRIMARY KEY, event_order BLOB NOT NULL) STRICT, WITHOUT ROWID",
    ]
}
