"""Other trainers: a grid search with child runs, and XGBoost."""

import numpy as np
import xgboost
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import GridSearchCV

from training import cookbook_data


def test_grid_search_makes_child_runs(mlflow, client):
    features, labels = cookbook_data()
    mlflow.sklearn.autolog(max_tuning_runs=None)
    search = GridSearchCV(
        RandomForestClassifier(random_state=1), {"n_estimators": [3, 5], "max_depth": [2, 3]}, cv=2)
    with mlflow.start_run() as parent:
        search.fit(features, labels)
    children = mlflow.search_runs(filter_string=f"tags.mlflow.parentRunId = '{parent.info.run_id}'")
    assert len(children) == 4
    assert set(children["params.max_depth"]) == {"2", "3"}
    assert set(children["status"]) == {"FINISHED"}
    version = mlflow.register_model(f"runs:/{parent.info.run_id}/best_estimator", "forest")
    loaded = mlflow.pyfunc.load_model(f"models:/forest/{version.version}")
    assert np.array_equal(loaded.predict(features), search.best_estimator_.predict(features))


def test_xgboost_logs_each_iteration_and_loads(mlflow, client):
    features, labels = cookbook_data()
    mlflow.xgboost.autolog()
    with mlflow.start_run() as run:
        matrix = xgboost.DMatrix(features, label=labels)
        booster = xgboost.train(
            {"objective": "binary:logistic", "max_depth": 2, "eval_metric": "logloss"}, matrix, num_boost_round=12,
            evals=[(matrix, "train")])
        mlflow.xgboost.log_model(booster, name="booster") if int(mlflow.__version__.split(".")[0]) >= 3 \
            else mlflow.xgboost.log_model(booster, "booster")
    history = client.get_metric_history(run.info.run_id, "train-logloss")
    assert len(history) == 12
    assert history[-1].value < history[0].value
    loaded = mlflow.pyfunc.load_model(f"runs:/{run.info.run_id}/booster")
    assert np.allclose(loaded.predict(features), booster.predict(matrix))
