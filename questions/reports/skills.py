"""What stands between skills."""

from collections.abc import Iterable

from questions.models import Skill


def cycle(skill: Skill, prerequisites: Iterable[Skill]) -> list[Skill]:
    """The skills of a cycle that these prerequisites would close, from the skill to itself.

    Empty where there is none. Two queries, however long the chain.
    """
    skills = {one.pk: one for one in Skill.objects.all()}
    links: dict[int, list[int]] = {}
    rows = Skill.prerequisites.through.objects.exclude(from_skill_id=skill.pk)
    for source, target in rows.values_list("from_skill_id", "to_skill_id"):
        links.setdefault(source, []).append(target)
    came_from = {one.pk: skill.pk for one in prerequisites}
    waiting = list(came_from)
    while waiting and skill.pk not in waiting:
        current = waiting.pop()
        for following in links.get(current, []):
            if following not in came_from:
                came_from[following] = current
                waiting.append(following)
    if skill.pk not in came_from:
        return []
    path = [skill.pk, came_from[skill.pk]]
    while path[-1] != skill.pk:
        path.append(came_from[path[-1]])
    return [skills[pk] for pk in reversed(path)]
