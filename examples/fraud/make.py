"""Makes models/fraud.onnx, a candidate that was trained on a part of the payments, and the recorded payments.

    pip install onnx scikit-learn && python3 examples/fraud/make.py

The payments are made up; amounts, hours and ages are drawn so that the two groups of customers differ.
"""

import json
import pathlib

import numpy as np
import onnx
from onnx import TensorProto as T
from onnx import helper as h
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

HERE = pathlib.Path(__file__).parent
rng = np.random.default_rng(11)
N = 3000
young = rng.random(N) < 0.35
age = np.where(young, rng.integers(18, 26, N), rng.integers(26, 80, N))
amount = np.round(np.exp(rng.normal(3.5, 1.1, N)), 2)
hour = rng.integers(0, 24, N)
risk = 0.9 * (np.log(amount) - 3.5) + 0.8 * (hour < 5) - 0.02 * (age - 40) - 2 + rng.normal(0, 0.6, N)
fraud = risk > 0
X = np.column_stack([np.log1p(amount), hour < 5, age]).astype(np.float32)


def train(rows, name):
    scaler = StandardScaler().fit(X[rows])
    model = LogisticRegression().fit(scaler.transform(X[rows]), fraud[rows])
    weights, bias = model.coef_[0], model.intercept_[0]
    nodes = [
        h.make_node("Add", ["amount", "one"], ["more"], "one-more"),
        h.make_node("Log", ["more"], ["log_amount"], "log"),
        h.make_node("Less", ["hour", "five"], ["early"], "before-five"),
        h.make_node("Cast", ["early"], ["night"], "night", to=T.FLOAT),
        h.make_node("Concat", ["log_amount", "night", "age"], ["features"], "features", axis=1),
        h.make_node("Scaler", ["features"], ["scaled"], "scaler", domain="ai.onnx.ml",
                    offset=scaler.mean_.tolist(), scale=(1 / scaler.scale_).tolist()),
        h.make_node("LinearClassifier", ["scaled"], ["label", "raw"], "linear", domain="ai.onnx.ml",
                    classlabels_strings=["fair", "fraud"], coefficients=np.concatenate([-weights, weights]).tolist(),
                    intercepts=[-bias, bias], multi_class=0, post_transform="LOGISTIC"),
        h.make_node("ZipMap", ["raw"], ["probability"], "zipmap", domain="ai.onnx.ml", classlabels_strings=["fair", "fraud"]),
    ]
    inputs = [h.make_tensor_value_info(one, T.FLOAT, [None, 1]) for one in ["amount", "hour", "age"]]
    maps = h.make_sequence_type_proto(h.make_map_type_proto(T.STRING, h.make_tensor_type_proto(T.FLOAT, [])))
    outputs = [h.make_tensor_value_info("label", T.STRING, [None]), h.make_value_info("probability", maps)]
    constants = [h.make_tensor("one", T.FLOAT, [], [1.0]), h.make_tensor("five", T.FLOAT, [], [5.0])]
    graph = h.make_graph(nodes, "fraud", inputs, outputs, constants)
    opsets = [h.make_opsetid("", 17), h.make_opsetid("ai.onnx.ml", 3)]
    onnx.save(h.make_model(graph, opset_imports=opsets, ir_version=8), HERE / "models" / name)


train(np.arange(N), "fraud.onnx")
# As if an export had lost the fraud of the young.
train(np.flatnonzero(~(young & fraud)), "candidate.onnx")
with (HERE / "traffic/payments.jsonl").open("w") as out:
    for row in range(N):
        payment = {"amount": float(amount[row]), "hour": int(hour[row]), "customer": {"age": int(age[row]), "group": "under 26" if young[row] else "26 and over"}}
        out.write(json.dumps({"input": payment, "label": "block" if fraud[row] else "pass", "id": f"payment-{row}"}) + "\n")
