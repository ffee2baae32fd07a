"""Files as e-Stat gives them, with figures that are invented: those of December 2025 and a little more."""

import csv
import io
from pathlib import Path

import yaml

STATISTICS = Path(__file__).resolve().parents[2] / "fixtures" / "stats"
HEAD = ["表章項目 コード", "表章項目 補助コード", "表章項目", "集計時点（半期毎） コード", "集計時点（半期毎） 補助コード"]
HEAD += ["集計時点（半期毎）", "国籍・地域 コード", "国籍・地域 補助コード", "国籍・地域", "/在留資格"]
TRAINING = "技能実習"
PARTS = [f"{TRAINING}{number}号{kind}" for number in "１２３" for kind in "イロ"]
NEW = "モルドバ"  # a country that was never counted before


def official(editions: dict[tuple[int, int], float], jumps: dict[str, float], new: int) -> bytes:
    """The database table with these half years, each the figures of December 2025 times a number.

    In the newest one some countries jump, and one comes that was never counted.
    """
    rows = [["統計名：", "在留外国人統計"], ["表題：", "国籍・地域別　在留資格別　在留外国人"], []]
    residents, trainees, stages = (_figures(key) for key in ("residents/2025-12", "trainees/2025-12", "stages/2025-06"))
    statuses = [label for label in residents if label not in ("総数", TRAINING)]
    rows.append([*HEAD, "総数", f"{TRAINING}合計", *PARTS, *statuses])
    for (year, month), times in sorted(editions.items(), reverse=True):
        newest = (year, month) == max(editions)
        jump = jumps if newest else {}
        countries = {label: round(count * times * jump.get(label, 1)) for label, count in trainees.items() if label != "総数"}
        if newest:
            countries[NEW] = new
        others = {label: round(residents[label] * times) for label in statuses}
        training = sum(countries.values())
        whole = sum(stages[part] for part in PARTS)
        parts = [stages[part] * training // whole for part in PARTS]
        parts[-1] += training - sum(parts)
        when = ["01", "", "人数【人】", f"{year}00{month:02}{month:02}", "", f"{year}年{month}月"]
        everybody = [training, *parts, *others.values()]
        rows.append([*when, "0000", "", "総数", "", training + sum(others.values()), *everybody])
        for number, (label, count) in enumerate(countries.items()):
            rows.append(
                [*when, f"{1101 + number}", "", label, "", count, count, *(0 for _ in PARTS[1:]), count, *(0 for _ in statuses)]
            )
    return _csv(rows)


def wrong() -> bytes:
    """The template of trainees, filled in with a total that is not the sum."""
    rows = yaml.safe_load((STATISTICS / "figure.yaml").read_text(encoding="utf-8"))
    values = next(row["values"] for row in rows if row["edition"] == "trainees/2025-12")
    values = values | {"trainees-total": values["trainees-total"] + 90_000}
    return _csv(
        [
            ["table", "trainees"],
            ["as_of", "2026-12-31"],
            ["key", "label", "value"],
            *([key, "", count] for key, count in values.items()),
        ]
    )


def _figures(edition: str) -> dict[str, int]:
    """The figures of an edition by their Japanese labels."""
    labels = {row["key"]: row["name_ja"] for row in yaml.safe_load((STATISTICS / "category.yaml").read_text(encoding="utf-8"))}
    rows = yaml.safe_load((STATISTICS / "figure.yaml").read_text(encoding="utf-8"))
    values = next(row["values"] for row in rows if row["edition"] == edition)
    return {labels[key]: count or 0 for key, count in values.items()}


def _csv(rows: list[list]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerows(rows)
    return out.getvalue().encode()
