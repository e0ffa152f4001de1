import random

from questions.adaptive import Answer, Knowledge, Observation, Population, Replay


def live(count: int, seed: int) -> tuple[dict[str, Knowledge], Population, list[Observation]]:
    """Answers as a server takes them in: a fold now and then, students who read older versions."""
    chance = random.Random(seed)
    students: dict[str, Knowledge] = {}
    population, version = Population(), 0
    record: list[Observation] = []
    queue: list[tuple[int, list[float], Answer, bool | None]] = []
    for key in range(count):
        student, item = f"s{chance.randrange(5)}", f"i{chance.randrange(6)}"
        skills = ("a",) if chance.random() < 0.7 else ("a", "b")
        answer = Answer(item, skills, chance.random() < 0.6, chance.gauss(0, 0.3), prior=0.2)
        restarts = student not in students or chance.random() < 0.02
        if restarts:
            students[student] = Knowledge()
        knowledge = students[student]
        look = knowledge.look(item, skills)
        knowledge.learn(answer, population.read(item, skills, answer.prior))
        is_to_fold = chance.random() < 0.9
        was_right = chance.choice([True, False, None])
        record.append(
            Observation(key, student, answer, version, None, is_to_fold, restarts, was_right)
        )
        if is_to_fold:
            queue.append((key, look, answer, was_right))
        if chance.random() < 0.1:
            version += 1
            for number, look_then, one, before in queue:
                population.learn(look_then, one, was_right=before)
                record[number] = record[number]._replace(folded_in=version)
            queue = []
    return students, population, record


def test_a_replay_gives_the_same_state_to_the_last_bit():
    students, population, record = live(400, seed=4)
    replay = Replay()
    replay.take(sorted(record, key=lambda one: (one.version, one.key)))
    replay.advance(max(one.folded_in or 0 for one in record))
    assert replay.students == students
    assert replay.population.items == population.items
    assert replay.population.skills == population.skills
    assert replay.population.weights.tobytes() == population.weights.tobytes()
    assert replay.waiting.keys() == {
        one.key for one in record if one.is_to_fold and one.folded_in is None
    }


def test_a_replay_in_pieces_is_the_same_replay():
    _, _, record = live(200, seed=5)
    ordered = sorted(record, key=lambda one: (one.version, one.key))
    whole, parts = Replay(), Replay()
    whole.take(ordered)
    for start in range(0, len(ordered), 7):
        parts.take(ordered[start : start + 7])
    assert whole.students == parts.students
    assert whole.population.weights.tobytes() == parts.population.weights.tobytes()


def test_a_regraded_answer_is_counted_in_place_of_what_it_was():
    population, look = Population(), Knowledge().look("i", ("a",))
    for right in (False, True, False):
        population.learn(look, Answer("i", ("a",), right))
    population.learn(look, Answer("i", ("a",), True), was_right=False)
    population.learn(look, Answer("i", ("a",), False), was_right=True)
    item = population.items["i"]
    assert (item.answers, item.right, population.skills["a"].answers) == (3, 1, 3)
