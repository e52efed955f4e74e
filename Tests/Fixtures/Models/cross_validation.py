"""Writes cross_validation.json beside this script: scikit-learn's scores on the five tables of datasets/, for the
tests of Models.

Ten times ten folds, stratified by class where there are classes. A line of digits per repetition says which fold each
row of the file is tested in, so that both sides use the same rows. Features are standardized by the mean and the
standard deviation (over n) of the rows fitted to; a column without spread is only centered. Naive Bayes on counts and
on yes or no gets the raw features.

Scores: the number of test rows put into their class; R² for numbers. Of unsupervised learners: the mean squared error
of rows rebuilt from two principal components, the mean squared distance to the nearest of three centers, the mean log
density of a mixture of two, and the area under the ROC curve of anomaly scores for malignant tumors, each on the test
rows.

Usage: nice python cross_validation.py   (half an hour)
"""
import csv
import json
import sys
import warnings
from pathlib import Path

import numpy as np
import sklearn
from joblib import Parallel, delayed
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.ensemble import (
    AdaBoostClassifier, ExtraTreesClassifier, ExtraTreesRegressor, HistGradientBoostingClassifier,
    HistGradientBoostingRegressor, IsolationForest, RandomForestClassifier, RandomForestRegressor)
from sklearn.linear_model import ElasticNet, Lasso, LinearRegression, LogisticRegression, Ridge
from sklearn.metrics import r2_score, roc_auc_score
from sklearn.mixture import GaussianMixture
from sklearn.model_selection import KFold, StratifiedKFold
from sklearn.multiclass import OneVsRestClassifier
from sklearn.naive_bayes import BernoulliNB, GaussianNB, MultinomialNB
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

warnings.simplefilter("ignore")
HERE = Path(__file__).parent
DATASETS = HERE / "../../../datasets"


def read(name):
    with open(DATASETS / name / f"{name}.csv") as file:
        rows = list(csv.reader(file))[1:]
    features = np.array([[float(value) for value in row[:-1]] for row in rows])
    last = [row[-1] for row in rows]
    if name == "diabetes":
        return features, np.array([float(value) for value in last])
    names = sorted(set(last))
    return features, np.array([names.index(value) for value in last])


CLASSIFIERS = {
    "logistic": lambda seed: LogisticRegression(C=1, tol=1e-8, max_iter=10_000),
    "linear SVM": lambda seed: OneVsRestClassifier(SVC(kernel="linear", C=1, tol=1e-6)),
    "radial SVM": lambda seed: SVC(kernel="rbf", C=1, gamma=0.05, tol=1e-4),
    "Gaussian naive Bayes": lambda seed: GaussianNB(),
    "multinomial naive Bayes": lambda seed: MultinomialNB(),
    "Bernoulli naive Bayes": lambda seed: BernoulliNB(binarize=2.0),
    "nearest neighbors": lambda seed: KNeighborsClassifier(5),
    "decision tree": lambda seed: DecisionTreeClassifier(max_depth=6, min_samples_leaf=3, random_state=seed),
    "random forest": lambda seed: RandomForestClassifier(50, random_state=seed),
    "extra trees": lambda seed: ExtraTreesClassifier(50, random_state=seed),
    "AdaBoost": lambda seed: AdaBoostClassifier(
        DecisionTreeClassifier(max_depth=3), n_estimators=30, random_state=seed),
    "gradient boosting": lambda seed: HistGradientBoostingClassifier(
        max_iter=30, learning_rate=0.2, max_leaf_nodes=15, min_samples_leaf=10, early_stopping=False,
        random_state=seed),
    "perceptron": lambda seed: MLPClassifier(
        (32,), batch_size=32, max_iter=30, learning_rate_init=0.005, alpha=0, random_state=seed),
}
REGRESSORS = {
    "linear": lambda seed: LinearRegression(),
    "ridge": lambda seed: Ridge(10),
    "lasso": lambda seed: Lasso(2, tol=1e-10, max_iter=100_000),
    "elastic net": lambda seed: ElasticNet(0.5, l1_ratio=0.5, tol=1e-10, max_iter=100_000),
    "nearest neighbors": lambda seed: KNeighborsRegressor(10),
    "decision tree": lambda seed: DecisionTreeRegressor(max_depth=4, min_samples_leaf=10, random_state=seed),
    "random forest": lambda seed: RandomForestRegressor(50, max_features=1 / 3, random_state=seed),
    "extra trees": lambda seed: ExtraTreesRegressor(50, max_features=1.0, random_state=seed),
    "gradient boosting": lambda seed: HistGradientBoostingRegressor(
        max_iter=50, learning_rate=0.1, max_leaf_nodes=8, min_samples_leaf=20, early_stopping=False,
        random_state=seed),
    "perceptron": lambda seed: MLPRegressor(
        hidden_layer_sizes=(16,), batch_size=32, max_iter=60, learning_rate_init=0.01, alpha=0, random_state=seed),
}
RAW = {"multinomial naive Bayes", "Bernoulli naive Bayes"}


def components(train, test, labels, seed):
    model = PCA(2).fit(train)
    return np.mean((model.inverse_transform(model.transform(test)) - test) ** 2)


def centers(train, test, labels, seed):
    model = KMeans(3, n_init=10, random_state=seed).fit(train)
    return -model.score(test) / len(test)


def mixture(train, test, labels, seed):
    return GaussianMixture(2, reg_covar=1e-3, n_init=5, tol=1e-6, max_iter=500, random_state=seed).fit(train).score(
        test)


def isolation(train, test, labels, seed):
    return roc_auc_score(labels == 1, -IsolationForest(n_estimators=100, random_state=seed).fit(train).score_samples(test))


UNSUPERVISED = {
    "iris": {"principal components": components, "k-means": centers, "Gaussian mixture": mixture},
    "wine": {"principal components": components, "k-means": centers},
    "breast-cancer": {"principal components": components, "isolation forest": isolation},
    "digits": {"principal components": components},
    "diabetes": {"principal components": components, "k-means": centers},
}


def score(features, answers, name, make, tested, seed):
    train, test = features[~tested], features[tested]
    if name not in RAW:
        scaler = StandardScaler().fit(train)
        train, test = scaler.transform(train), scaler.transform(test)
    model = make(seed)
    center, spread = 0, 1
    if name == "perceptron" and answers.dtype == float:
        center, spread = answers[~tested].mean(), answers[~tested].std()
    if answers.dtype == float:
        predictions = model.fit(train, (answers[~tested] - center) / spread).predict(test) * spread + center
        return round(float(r2_score(answers[tested], predictions)), 12)
    return int(np.sum(model.fit(train, answers[~tested]).predict(test) == answers[tested]))


def unsupervised_score(features, answers, measure, tested, seed):
    scaler = StandardScaler().fit(features[~tested])
    return round(float(measure(
        scaler.transform(features[~tested]), scaler.transform(features[tested]), answers[tested], seed)), 12)


def main():
    result = {"versions": {"scikit-learn": sklearn.__version__, "numpy": np.__version__}, "sets": {}}
    for name in ["diabetes", "iris", "wine", "breast-cancer", "digits"]:
        features, answers = read(name)
        repetitions = []
        for repetition in range(10):
            splitter = (KFold if answers.dtype == float else StratifiedKFold)(
                10, shuffle=True, random_state=repetition)
            fold_of_row = np.zeros(len(answers), dtype=int)
            for fold, (_, tested) in enumerate(splitter.split(features, answers)):
                fold_of_row[tested] = fold
            repetitions.append(fold_of_row)
        folds = [(repetition, fold) for repetition in range(10) for fold in range(10)]
        scores = {}
        for learner, make in (REGRESSORS if answers.dtype == float else CLASSIFIERS).items():
            scores[learner] = Parallel(2)(
                delayed(score)(features, answers, learner, make, repetitions[r] == f, 10 * r + f) for r, f in folds)
            print(name, learner, np.mean(scores[learner]), file=sys.stderr, flush=True)
        for learner, measure in UNSUPERVISED[name].items():
            scores[learner] = Parallel(2)(
                delayed(unsupervised_score)(features, answers, measure, repetitions[r] == f, 10 * r + f)
                for r, f in folds)
            print(name, learner, np.mean(scores[learner]), file=sys.stderr, flush=True)
        result["sets"][name] = {"folds": ["".join(map(str, line)) for line in repetitions], "scores": scores}
    (HERE / "cross_validation.json").write_text(json.dumps(result, indent=1).replace(",\n    ", ", ") + "\n")


if __name__ == "__main__":
    main()
