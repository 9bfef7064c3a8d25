"""The algorithms of `benches/peers.rs` by Python's libraries, on the data in a folder that it wrote.

One line each: name, seconds of the fastest run, and a figure found, by which both can be seen to have done the same.
"""

import sys
import time
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import statsmodels.api as sm
from lifelines import CoxPHFitter, KaplanMeierFitter
from lifetimes import BetaGeoFitter, GammaGammaFitter, ModifiedBetaGeoFitter, ParetoNBDFitter
from scipy.optimize import minimize
from scipy.special import betaln

RUNS = 5
MOST_SECONDS = 10.0


def buying(fitter):
    def run(data):
        return fitter().fit(data["x"], data["t_x"], data["t"]).params_["r"]

    return run


def gamma_gamma(data):
    return GammaGammaFitter().fit(data["x"], data["mean"]).params_["p"]


def kaplan_meier(data):
    curve = KaplanMeierFitter().fit(data["time"], data["event"])
    return float(curve.predict(data["time"].max() / 2.0))


def cox(data):
    return CoxPHFitter().fit(data, "time", "event").params_.iloc[0]


def logistic(data):
    values = sm.add_constant(data.drop(columns="happened"))
    return sm.Logit(data["happened"], values).fit(disp=0).params.iloc[1]


def sbg(data):
    """As published: Fader and Hardie's likelihood, given to an optimiser."""
    left, periods, still = data["left"].to_numpy(), data["period"].to_numpy(), data["still"].iloc[-1]

    def loss(logarithms):
        a, b = np.exp(logarithms)
        leave = betaln(a + 1.0, b + periods - 1.0) - betaln(a, b)
        stay = betaln(a, b + periods[-1]) - betaln(a, b)
        return -(left @ leave + still * stay)

    return float(np.exp(minimize(loss, [0.0, 0.0], method="L-BFGS-B", options={"ftol": 1e-14}).x[0]))


ALGORITHMS = [
    ("bg_nbd", "customers", buying(BetaGeoFitter)),
    ("mbg_nbd", "customers", buying(ModifiedBetaGeoFitter)),
    ("pareto_nbd", "customers", buying(ParetoNBDFitter)),
    ("gamma_gamma", "spends", gamma_gamma),
    ("kaplan_meier", "lives", kaplan_meier),
    ("cox_rossi", "rossi", cox),
    ("cox", "lives", cox),
    ("logistic", "outcomes", logistic),
    ("sbg", "renewals", sbg),
]


def main():
    warnings.simplefilter("ignore")
    np.seterr(all="ignore")
    folder = Path(sys.argv[1])
    for name, file, run in ALGORITHMS:
        data = pd.read_csv(folder / f"{file}.csv")
        best, spent = float("inf"), 0.0
        for _ in range(RUNS):
            begun = time.perf_counter()
            found = run(data)
            took = time.perf_counter() - begun
            best, spent = min(best, took), spent + took
            if spent > MOST_SECONDS:
                break
        print(name, best, found, sep="\t", flush=True)


main()
