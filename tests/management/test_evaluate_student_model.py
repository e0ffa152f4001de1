import gzip
import json
import random

import pytest
from django.core.management import CommandError, call_command

COMMAND = "evaluate_student_model"


def log(path, rows, header="user,item,skills,correct"):
    path.write_text("\n".join([header, *rows]) + "\n")
    return path


def rows(users, seed=0):
    chance = random.Random(seed)
    return [
        f"{user},i{chance.randrange(8)},s{chance.randrange(2)},{int(chance.random() < 0.6)}"
        for user in users
        for _ in range(15)
    ]


@pytest.fixture
def train(tmp_path):
    return log(tmp_path / "train.csv", rows(["a", "b", "c"]))


@pytest.fixture
def test(tmp_path):
    return log(tmp_path / "test.csv", rows(["d", "e"], seed=1))


def run(capsys, *arguments):
    call_command(COMMAND, *map(str, arguments))
    out, err = capsys.readouterr()
    return json.loads(out), err


FIGURES = {"auc", "log_loss", "rmse", "ece", "answers", "microseconds_per_answer"}


def test_one_line_holds_the_figures_of_the_model_and_its_baselines(capsys, train, test):
    found, _ = run(capsys, train, test)
    baselines = found.pop("baselines")
    assert found.keys() == FIGURES
    assert baselines.keys() == {"always_mean", "item_mean", "elo"}
    assert all(one.keys() == FIGURES for one in baselines.values())
    assert found["answers"] == 30


def test_a_gzipped_log_is_the_same_log(capsys, train, test, tmp_path):
    packed = tmp_path / "packed.csv.gz"
    packed.write_bytes(gzip.compress(test.read_bytes()))
    plain, _ = run(capsys, train, test)
    zipped, _ = run(capsys, train, packed)
    del plain["microseconds_per_answer"], zipped["microseconds_per_answer"]
    del plain["baselines"], zipped["baselines"]
    assert plain == zipped


def test_one_file_is_cross_validated_by_user(capsys, train):
    found, _ = run(capsys, train, "--cv", 3)
    assert found["answers"] == 45


def test_a_file_that_repeats_an_answer_once_a_skill_is_joined_and_said(capsys, train, tmp_path):
    repeated = [f"u{n % 3},i{n},{skill},{n % 2}" for n in range(12) for skill in ("x", "y", "z")]
    found, err = run(capsys, train, log(tmp_path / "repeated.csv", repeated))
    assert found["answers"] == 12
    assert "24 rows repeat the answer before them with another skill" in err


def test_an_answer_given_twice_is_two_answers(capsys, train, tmp_path):
    twice = [f"u{n % 3},i{n},x,{n % 2}" for n in range(12) for _ in range(2)]
    found, _ = run(capsys, train, log(tmp_path / "twice.csv", twice))
    assert found["answers"] == 24


@pytest.mark.parametrize(
    ("header", "body", "sentence"),
    [
        ("user,item,correct", ["a,i,1"], "row 1: the header lacks skills"),
        ("user,item,skills,correct", ["a,i,s,1", "b,i,s,2"], "row 3: correct is “2”"),
        ("user,item,skills,correct", ["a,i,s,1", "b,i"], "row 3: it has 2 cells"),
        ("user,item,skills,correct", ["a,i,s,1", ",i,s,0"], "row 3: the user is empty"),
        ("user,item,skills,correct", ["a,i,s,1", "b,,s,0"], "row 3: the item is empty"),
        ("user,item,skills,correct", ["a,i,s,1", "a,j,s,0"], "row 2 on are of one user, “a”"),
        ("user,item,skills,correct", ["a,i,s,1", "b,j,s,1"], "all answers from row 2 on"),
        ("user,item,skills,correct", [], "holds no answers"),
    ],
)
def test_a_bad_log_gets_a_sentence_with_the_row(train, tmp_path, header, body, sentence):
    bad = log(tmp_path / "bad.csv", body, header)
    with pytest.raises(CommandError, match=sentence):
        call_command(COMMAND, str(train), str(bad))


def test_a_file_that_is_missing_broken_or_not_text_gets_a_sentence(train, tmp_path):
    broken = tmp_path / "broken.csv.gz"
    broken.write_bytes(gzip.compress(train.read_bytes())[:60])
    binary = tmp_path / "binary.csv"
    binary.write_bytes(b"user,item,skills,correct\n\xff\xfe,i,s,1\n")
    for path, sentence in (
        (tmp_path / "missing.csv", "can't be read: No such file"),
        (broken, "can't be read"),
        (binary, "is not UTF-8 text"),
    ):
        with pytest.raises(CommandError, match=sentence):
            call_command(COMMAND, str(train), str(path))


@pytest.mark.parametrize("arguments", [[], ["--cv", "1"], ["--cv", "4"], ["other", "--cv", "2"]])
def test_what_does_not_fit_together_is_refused(train, arguments):
    with pytest.raises(CommandError):
        call_command(COMMAND, str(train), *arguments)
