"""The cookbook's data and models."""

import numpy as np


def cookbook_data():
    """100 × 2 points on either side of a line, always the same."""
    np.random.seed(42)
    features = np.random.randn(100, 2)
    labels = (features[:, 0] + features[:, 1] > 0).astype(int)
    return features, labels


def major_version(mlflow):
    return int(mlflow.__version__.split(".")[0])


def logged_model_uri(mlflow, run_id):
    """How a run's autologged model is named in either client."""
    return f"runs:/{run_id}/model"
