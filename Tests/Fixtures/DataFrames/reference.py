"""Writes reference.json: tables and what pandas makes of them.

Run with: python reference.py
Written with Python 3.11, pandas 3.1.1, numpy 2.4.6.
"""

import json
import pathlib

import numpy as np
import pandas as pd

rng = np.random.default_rng(20240131)


def table(frame):
    """A frame as columns of JSON values, missing ones as null."""
    columns = {}
    for name in frame.columns:
        values = []
        for value in frame[name]:
            if pd.isna(value):
                values.append(None)
            elif isinstance(value, (np.integer, int)):
                values.append(int(value))
            elif isinstance(value, (np.floating, float)):
                values.append(float(value))
            else:
                values.append(str(value))
        columns[str(name)] = values
    return columns


orders = pd.DataFrame({
    "order": np.arange(60),
    "customer": rng.integers(0, 15, 60),
    "day": rng.integers(0, 3, 60),
    "amount": np.round(rng.lognormal(3, 1, 60), 2),
})
orders.loc[rng.random(60) < 0.15, "amount"] = np.nan
customers = pd.DataFrame({
    "customer": rng.permutation(np.arange(5, 25))[:16],
    "name": [f"name-{i}" for i in range(16)],
    "limit": np.round(rng.uniform(10, 99, 16), 1),
})
visits = pd.DataFrame({
    "customer": rng.integers(0, 18, 30),
    "day": rng.integers(0, 4, 30),
    "page": [f"page-{i}" for i in rng.integers(0, 6, 30)],
})


def outer(left, right, keys):
    """pandas sorts the keys of an outer join; here: left rows in order, then the right rows without a partner."""
    joined = left.merge(right, on=keys, how="left")
    lonely = right.merge(left[keys].drop_duplicates(), on=keys, how="left", indicator=True)
    lonely = lonely[lonely["_merge"] == "left_only"].drop(columns="_merge")
    return pd.concat([joined, lonely], ignore_index=True)[joined.columns]


joins = {
    "unique_inner": table(orders.merge(customers, on="customer", how="inner")),
    "unique_left": table(orders.merge(customers, on="customer", how="left")),
    "unique_outer": table(outer(orders, customers, ["customer"])),
    "many_inner": table(orders.merge(visits, on=["customer", "day"], how="inner")),
    "many_left": table(orders.merge(visits, on=["customer", "day"], how="left")),
    "many_outer": table(outer(orders, visits, ["customer", "day"])),
}

trades = pd.DataFrame({"time": np.sort(rng.integers(0, 100, 40)), "item": rng.integers(0, 3, 40)})
quotes = pd.DataFrame({"time": np.sort(rng.integers(0, 100, 30)), "item": rng.integers(0, 4, 30)})
quotes["price"] = np.round(rng.normal(50, 5, 30), 2)
asof = []
for direction in ["backward", "forward", "nearest"]:
    for tolerance in [None, 4]:
        for exact in [True, False]:
            joined = pd.merge_asof(
                trades, quotes, on="time", by="item", direction=direction, tolerance=tolerance,
                allow_exact_matches=exact)
            asof.append({
                "direction": direction, "tolerance": tolerance, "exact": exact, "price": table(joined)["price"]})

grouped = orders.groupby(["day", "customer"], sort=False)
aggregates = grouped.agg(
    rows=("order", "size"), count=("amount", "count"), sum=("amount", "sum"), mean=("amount", "mean"),
    min=("amount", "min"), max=("amount", "max"), std=("amount", "std"), median=("amount", "median"),
    first=("amount", "first"), last=("amount", "last"), distinct=("amount", "nunique")).reset_index()
aggregates["q90"] = grouped["amount"].quantile(0.9).to_numpy()
pivot = orders.pivot_table(index="customer", columns="day", values="amount", aggfunc="mean", sort=True)
pivot = pivot.reindex(orders["customer"].drop_duplicates()).reset_index()
described = orders["amount"].describe()

sort_input = pd.DataFrame({
    "word": rng.choice(["b", "a", "Z", "é", "aa"], 40), "value": rng.choice([3.5, -1.0, 0.0, np.nan, 7.25], 40),
    "row": np.arange(40)})
ordered = sort_input.sort_values(["word", "value"], ascending=[False, True], kind="stable", na_position="last")

out = {
    "versions": {"pandas": pd.__version__, "numpy": np.__version__},
    "orders": table(orders), "customers": table(customers), "visits": table(visits), "joins": joins,
    "trades": table(trades), "quotes": table(quotes), "asof": asof,
    "aggregates": table(aggregates), "pivot": table(pivot),
    "describe": {name: float(described[name]) for name in described.index},
    "sort_input": table(sort_input), "sort_order": [int(row) for row in ordered["row"]],
}
path = pathlib.Path(__file__).with_name("reference.json")
path.write_text(json.dumps(out, ensure_ascii=False, indent=0) + "\n")
